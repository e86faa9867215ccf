//! Matters that people report: from the report to the reporter's word that it is done.
//!
//! A [`Ticket`] moves by methods that consume it; which moves a state allows, and whose they are, is one table
//! ([`moves`]). Its [`Clock`] starts once, at the report, and never starts anew.

mod calls;
mod category;
mod clock;
mod events;
pub mod form;
mod keeper;
mod moves;
mod number;
mod partners;
mod priority;
pub mod public;
mod quantity;
mod quotation;
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
    calls::{CallError, CallState},
    category::{CategoryCode, Counting, Limits, LimitsError},
    clock::Clock,
    events::{CategoryEvent, TicketEvent},
    keeper::{Keeper, KeeperUnfit, KeptBy, least_busy},
    moves::{Action, By, Standing, TicketError},
    number::{TicketNumber, TicketNumberError},
    partners::Partners,
    priority::Priority,
    quantity::{NoQuantity, Quantity, thousandths_text},
    quotation::{Decider, Payer, Quotation, QuotationError, QuotationLine, QuotationState},
    rates::{Measure, Rate, Tally},
    sought::Sought,
    state::{Outcome, State, StateName},
    ticket::{Judge, Ticket},
    timers::{Deadline, Timer, up_at},
    tree::{Node, ParentError, Tree},
    values::{Evidence, EvidenceError, Rating, TicketText, ValueError},
    waiting::{Wait, WaitReason},
};
