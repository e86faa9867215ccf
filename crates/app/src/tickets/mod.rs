//! Reported matters: use cases. Each loads and locks the ticket, asks who may, lets `domain` decide, saves, journals.

mod answers;
mod aside;
mod board;
mod demand;
mod expire;
mod hand;
mod join;
mod keeper;
mod list;
mod look_back;
mod merge;
mod moves;
mod number;
mod own;
mod particulars;
mod partners;
mod place;
mod public;
mod read;
mod reject;
mod report;
mod row;
mod search;
mod similar;
mod stored;
mod summary;
mod talk;
mod tally;
mod timers;
mod wait;

pub(crate) use self::{
    aside::aside,
    demand::{Demand, demand},
    look_back::{Look, lapse, look_back},
    partners::{partner_sees, staff_of_keeper, staff_of_partners},
    place::town,
    search::search_anew,
};
use domain::{
    permissions::Denied,
    tickets::{CallError, EvidenceError, QuotationError, TicketError, form::AnswerFault},
};

pub use self::{
    board::{Board, Open, SOON, board},
    expire::{EXPIRE_MAX, expire_objection_windows},
    hand::{accept, hand_back, hand_over},
    join::join,
    list::{Filter, Page, count, list},
    merge::merge,
    moves::{ASSIGN_MAX, Assigned, assign, assign_many, confirm, object, solve, take, withdraw},
    own::{OwnTicket, OwnWords, all_mine},
    partners::{
        Call, CallFilter, CallOut, LATE_CALLS_MAX, ListedCall, MATERIAL_SUMS_MAX, Material, MaterialSum,
        Quotation, WORKERS_MAX, Worker, call, calls, decide_quotation, entrust, materials, quote,
        report_on_call, return_to_office, tell_late_calls, withdraw_call, withdraw_quotation, workers,
    },
    public::{PublicFilter, PublicPage, PublicTicket, public_ticket, public_tickets},
    read::{Detail, Item, MergedInto, Photo, TimelineEntry, ticket},
    reject::{appeal, decide_appeal, reject},
    report::{Report, report},
    search::{FILL_MAX, fill_search},
    similar::{Matter, SimilarTicket, similar, similar_to},
    summary::{
        AreaTally, CategoryTally, KEEPERS_MAX, KeeperTally, ProviderTally, of_categories, of_keepers,
        of_providers, summary,
    },
    talk::{contact, message, reveal_contact},
    tally::Period,
    timers::{Escalation, TIMERS_MAX, fire_timers},
    wait::{WAITS_MAX, end_waits, resume, wait},
};
use crate::db::DbError;

/// Why a ticket cannot be reported, moved or shown.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store; [`DbError::NotFound`] also where the ticket is not the caller's to know of.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The ticket's state forbids it.
    #[error(transparent)]
    Ticket(TicketError),
    /// No area was named and none follows from the position or the reporter's household.
    #[error("say where: choose an area or a place on the map")]
    AreaMissing,
    /// The area does not exist.
    #[error("there is no such area")]
    AreaUnknown,
    /// The category does not exist there, or is no longer in use.
    #[error("there is no such category in this area")]
    CategoryUnknown,
    /// The category is a group of others.
    #[error("this category is a group: choose one of those in it")]
    CategoryIsGroup,
    /// Answers do not fit the category's form.
    #[error("answers do not fit the category's form")]
    Answers(Vec<AnswerFault>),
    /// A photo is unknown, somebody else's, or used already.
    #[error("photo {0} cannot be used")]
    PhotoUnknown(usize),
    /// The other ticket does not exist, or not for the caller.
    #[error("there is no such ticket to merge into")]
    OtherUnknown,
    /// The other ticket has ended meanwhile, so that nothing more goes on in it.
    #[error("the other ticket has ended")]
    NotJoinable,
    /// The provider does not serve there, or no more; of several that were named, the one at this place.
    #[error("this provider does not serve this area")]
    ProviderUnfit(Option<usize>),
    /// It cannot be called, or reported on.
    #[error(transparent)]
    Call(#[from] CallError),
    /// It waits for the report of this provider already.
    #[error("{0} was called already")]
    CalledAlready(String),
    /// A price cannot be named, or decided on.
    #[error(transparent)]
    Quotation(#[from] QuotationError),
    /// The chosen handler may not handle tickets there.
    #[error("this person does not handle tickets in this area")]
    HandlerUnfit,
    /// Matters of this kind cannot be reported anonymously, or not for somebody else.
    #[error("this cannot be reported anonymously")]
    NotAnonymous,
    /// What was said and shown does not show that it is done.
    #[error(transparent)]
    Evidence(#[from] EvidenceError),
    /// The person for whom the matter is reported does not live where the caller may report for others.
    #[error("this person does not live in this area")]
    PrincipalUnknown,
    /// The timeline holds as much as it may.
    #[error("this ticket's timeline is full")]
    TimelineFull,
    /// More people than [`KEEPERS_MAX`] work in the area.
    #[error("more than {KEEPERS_MAX} people work in this area: choose a smaller one")]
    TooManyKeepers,
    /// The reporter left no phone number.
    #[error("the reporter has left no phone number")]
    NoPhone,
    /// A stored number cannot be decrypted.
    #[error(transparent)]
    Crypto(#[from] crate::crypto::CryptoError),
}

impl From<TicketError> for Error {
    fn from(error: TicketError) -> Self {
        match error {
            TicketError::Denied(denied) => denied.into(),
            other => Self::Ticket(other),
        }
    }
}
