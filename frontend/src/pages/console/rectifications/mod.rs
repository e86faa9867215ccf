//! What villages are to mend: the list with its look-backs, and demanding it after a round.

pub mod demand;
pub mod list;

pub use self::{demand::DemandPage, list::Rectifications};
