//! Disputes that somebody mediates. Every read asks for one's own part in the record: the mediator, or a party. No role
//! opens them, not that of an administrator either; offices see how many there are.

mod act;
mod answer;
mod counts;
mod open;
mod read;
mod row;

use domain::{
    mediations::{MoveError, PartyError},
    permissions::Denied,
};

pub use self::{
    act::{Meeting, fail, meet, propose, withdraw},
    answer::{confirm, decline, sign},
    counts::{Counts, counts},
    open::{NewMediation, NewParty, open},
    read::{Agreement, Detail, Item, Page, Party, list, mediation},
    row::Record,
};
pub(crate) use self::{
    open::PHONE_PURPOSE,
    read::{concerned, meetings_on, shows_photo},
};
use crate::{crypto::CryptoError, db::DbError};

/// Why a record cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store; [`DbError::NotFound`] also where it is not for the caller to know of.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// Not possible from where it stands, or not theirs to do.
    #[error(transparent)]
    Move(#[from] MoveError),
    /// The parties are none.
    #[error(transparent)]
    Parties(#[from] PartyError),
    /// The area does not exist.
    #[error("there is no such area")]
    AreaUnknown,
    /// This party does not live in the area.
    #[error("party {0} does not live in the area")]
    PartyUnknown(usize),
    /// It has as many meetings as it may.
    #[error("a mediation has as many meetings as it may")]
    MeetingsFull,
    /// It has as many texts as it may.
    #[error("an agreement has as many texts as it may")]
    AgreementsFull,
    /// There is another text now.
    #[error("there is another text now")]
    AgreementChanged,
    /// They confirmed this text already.
    #[error("this party has answered to this text")]
    Answered,
    /// They have an account and answer with it.
    #[error("this party answers with an account")]
    HasAccount,
    /// The witness is a party or the mediator.
    #[error("a witness is neither a party nor the mediator")]
    WitnessUnfit,
    /// The photo is not the caller's to give.
    #[error("the photo cannot be used")]
    PhotoUnknown,
    /// A phone number does not open.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
}
