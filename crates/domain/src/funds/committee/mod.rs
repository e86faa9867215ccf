//! Who decides for a fund, and how (plan 4).

mod ballots;
mod matter;
mod resolution;
mod seats;
mod tally;
#[cfg(test)]
mod tests;

pub use self::{
    ballots::{Ballots, Choice, RecusalGround, VoteError},
    matter::Matter,
    resolution::{Resolution, ResolutionError, ResolutionState},
    seats::{Committee, Seat, SeatError},
    tally::{Outcome, Tally},
};
