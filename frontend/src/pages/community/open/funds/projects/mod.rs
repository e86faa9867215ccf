//! The projects of a fund for everybody, and the calls that they answer.

pub mod list;
pub mod show;

pub use self::{list::ProjectsPage, show::ProjectPage};
