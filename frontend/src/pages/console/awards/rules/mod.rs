//! Rules of awards: versions, drafts, what they would have paid, their adoption.

pub mod adopt;
pub mod changes;
pub mod edit;
mod fields;
mod form;
pub mod list;
mod plain;
pub mod show;
pub mod simulation;
mod title_fields;
mod titles;

pub(super) use self::simulation::difference;

pub use self::{edit::NewRules, list::Rules, show::RulesPage};
