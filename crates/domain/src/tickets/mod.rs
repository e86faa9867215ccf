//! Matters that people report: from the report to the reporter's word that it is done.
//!
//! A [`Ticket`] moves by methods that consume it; what a state forbids is a [`TicketError`]. Its [`Clock`] starts
//! once, at the report, and never starts anew.

mod category;
mod clock;
mod events;
mod number;
mod rates;
mod state;
mod values;

pub use self::{
    category::{CategoryCode, Limits, LimitsError},
    clock::Clock,
    events::{CategoryEvent, TicketEvent},
    number::{TicketNumber, TicketNumberError},
    rates::{Measure, Rate, Tally},
    state::{Action, Judge, Outcome, Standing, State, StateName, Ticket, TicketError},
    values::{Evidence, Rating, TicketText, ValueError},
};
