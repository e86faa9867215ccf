//! Rules of awards: versions, drafts, what they would have paid, their adoption.

pub mod adopt;
pub mod edit;
mod fields;
mod form;
pub mod list;
mod plain;
pub mod show;
pub mod simulation;

pub(super) use self::simulation::difference;

pub use self::{edit::NewRules, list::Rules, show::RulesPage};
