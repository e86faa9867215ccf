//! What is paid on line. `payments::settle` decides what becomes of a payment; here it is loaded, locked, told what happened, and what
//! follows is booked, in one transaction. Providers are asked outside of transactions, by whoever calls these functions: what is
//! wanted of them stands in the store before, so that a crash in between is made good by asking again.

mod books;
mod differences;
mod due;
mod open;
mod read;
mod refund;
mod row;
mod tell;
mod token;

pub use self::{
    differences::{
        AnsweredBy, BILL_DAYS_MAX, Difference, Filter as DifferenceFilter, answer, compare, differences,
        unreconciled,
    },
    due::{DUE_MAX, Due, asked_payment, asked_refund, due_payments, due_refunds},
    open::{NewPayment, admit, keep_code, open},
    read::{Filter, Shown, list, payer, payment, receipt, shown},
    refund::want,
    row::{StoredPayment, StoredRefund, channel, find, number},
    tell::tell,
    token::{is_token, token},
};
