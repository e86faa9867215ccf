//! What people are told: an inbox for each person, filled from the journal.
//!
//! No use case tells anybody: [`deliver`] reads the sealed entries, [`domain::notifications`] says whom each is told.

mod about;
mod audience;
mod courier;
mod deliver;
mod read;

pub(crate) use self::deliver::forget;
pub use self::{
    courier::Courier,
    deliver::{ENTRIES_MAX, deliver, purge, waits},
    read::{Filter, Notification, list, mark_read, unread},
};
