//! Matters that people report: from the report to the reporter's word that it is done.
//!
//! A [`Ticket`] moves by methods that consume it; which moves a state allows, and whose they are, is one table
//! ([`moves`]). Its [`Clock`] starts once, at the report, and never starts anew.

mod category;
mod clock;
mod events;
pub mod form;
mod keeper;
mod moves;
mod number;
mod priority;
pub mod public;
mod rates;
pub mod similar;
mod sought;
mod state;
mod ticket;
mod timers;
mod tree;
mod values;
mod waiting;

pub use self::{
    category::{CategoryCode, Counting, Limits, LimitsError},
    clock::Clock,
    events::{CategoryEvent, TicketEvent},
    keeper::{Keeper, least_busy},
    moves::{Action, By, Standing, TicketError},
    number::{TicketNumber, TicketNumberError},
    priority::Priority,
    rates::{Measure, Rate, Tally},
    sought::Sought,
    state::{Outcome, State, StateName},
    ticket::{Judge, Ticket},
    timers::{Deadline, Timer, up_at},
    tree::{Node, ParentError, Tree},
    values::{Evidence, EvidenceError, Rating, TicketText, ValueError},
    waiting::{Wait, WaitReason},
};
