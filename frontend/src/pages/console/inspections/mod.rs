//! Titles and pledges of a place.

pub mod given;
pub mod pledges;
pub mod titles;
