//! What a fund gets, from whom, in money or in kind, and how it is paid in (plans 3 to 8).

mod donor;
mod form;
mod payment;
mod record;
mod source;
#[cfg(test)]
mod tests;

pub use self::{
    donor::{Donor, DonorSeen, Viewer},
    form::{Channel, Form},
    payment::{Effect, Intent, IntentState, Notice, NoticeOutcome, PaymentError},
    record::{Income, IncomeError, IncomeState},
    source::{DocumentNumber, DocumentNumberError, Source, SourceKind},
};
