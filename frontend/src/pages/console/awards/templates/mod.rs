//! Templates: what inspections look at.

pub mod changes;
pub mod content;
pub mod edit;
mod fields;
pub mod list;
mod outline;
pub mod sheet;
pub mod show;
mod sum;
mod typed;

pub use self::{
    edit::{EditTemplate, NewTemplate},
    list::Templates,
    sheet::BlankSheet,
    show::TemplatePage,
};
