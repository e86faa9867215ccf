//! Money that moves between the purposes of a fund, by decisions of its committee.

pub mod list;
pub mod make;
