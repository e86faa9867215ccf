//! Projects of a fund at the desk: the list, and one with what the reader can do with it.

pub mod list;
pub mod show;

pub use self::{list::Projects, show::ProjectPage};

use domain::ids::ProjectId;

use super::super::BASE;

/// The page of a project.
pub(super) fn address(id: ProjectId) -> String {
    format!("{BASE}/funds/projects/{id}")
}
