//! Calls for proposals at the desk: written, published, closed early.

mod fields;
pub mod list;
pub mod show;
pub mod write;

pub use self::{
    list::Calls,
    show::CallPage,
    write::{EditCall, NewCall},
};

use domain::ids::ProposalCallId;
use leptos::prelude::*;

use super::super::{BASE, named::missing};
use crate::i18n::{funds, projects};

/// The page of a call.
fn address(id: ProposalCallId) -> String {
    format!("{BASE}/funds/calls/{id}")
}

/// There is no such call, or not for the reader.
fn no_such_call() -> AnyView {
    missing(projects::no_such_call, ("/funds", funds::to_funds))
}
