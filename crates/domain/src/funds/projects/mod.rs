//! Projects that a fund pays for (plan 4).
//!
//! ```text
//! draft ─submit→ submitted ─screen→ public comment ─put→ deciding ─carried→ approved ─agree→ offered ─countersign→ in progress
//!   ↑ revise        │  └─screen out→ rejected ←────── not ──┘                                          ↑ return │ report
//!   └── returned ←──┘ return                                                         archived ←─ rating ←─ reported
//! withdrawn: by the proposer until it is decided; terminated: by the committee until it is reported
//! ```

mod call;
mod milestones;
mod moves;
mod proposal;
mod proposer;
mod rating;
mod state;
mod steps;
#[cfg(test)]
mod tests;

pub use self::{
    call::{CallError, CallStage, ProposalCall},
    milestones::{Evidence, Milestone, MilestoneError, MilestoneState, Milestones},
    moves::{Action, By, ProjectError, Standing},
    proposal::{Proposal, ProposalError},
    proposer::{Proposer, ProposerKind},
    rating::{Rating, RatingError, Ratings},
    state::{State, StateName},
    steps::{Project, Who},
};
