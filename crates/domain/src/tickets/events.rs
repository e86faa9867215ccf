//! What the journal learns of tickets: ids and numbers, never words or people's data.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{Deadline, Payer, Rating, WaitReason};
use crate::{
    ids::{AreaId, CallId, CategoryId, ProviderId, QuotationId, TicketEventId, TicketId, UserId},
    journal::Event,
};

/// Something that happened to a ticket.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum TicketEvent {
    /// Somebody reported a matter.
    Reported {
        /// Of which kind.
        category: CategoryId,
        /// To whom it went at once, where its kind has somebody.
        #[serde(skip_serializing_if = "Option::is_none")]
        handler: Option<UserId>,
        /// To which provider.
        #[serde(skip_serializing_if = "Option::is_none")]
        provider: Option<ProviderId>,
    },
    /// An office said that it will be seen to.
    Accepted {},
    /// A handler took it on.
    Taken {
        /// Who.
        handler: UserId,
    },
    /// It was given to a handler.
    Assigned {
        /// To whom.
        handler: UserId,
        /// Who had it before.
        previous: Option<UserId>,
    },
    /// Its handler gave it back undone.
    HandedBack {
        /// Who.
        handler: UserId,
    },
    /// It was given to another area, whose it is from now on.
    HandedOver {
        /// From this one.
        from: AreaId,
        /// To this one.
        to: AreaId,
    },
    /// It was given to a provider.
    Entrusted {
        /// To which.
        provider: ProviderId,
        /// Which had it before.
        #[serde(skip_serializing_if = "Option::is_none")]
        previous: Option<ProviderId>,
    },
    /// The office took it back from a provider, or those who serve it gave it back.
    Returned {
        /// From which.
        provider: ProviderId,
    },
    /// Somebody was called to it.
    Called {
        /// The call.
        call: CallId,
        /// Whom.
        provider: ProviderId,
        /// When the report is due.
        until: DateTime<Utc>,
    },
    /// Somebody who was called to it reported.
    CallReported {
        /// The call.
        call: CallId,
        /// Who was called.
        provider: ProviderId,
        /// Who called them.
        caller: UserId,
    },
    /// A call was taken back.
    CallWithdrawn {
        /// The call.
        call: CallId,
        /// Who was called.
        provider: ProviderId,
    },
    /// The time to report on a call is over.
    CallOverdue {
        /// The call.
        call: CallId,
        /// Who was called.
        provider: ProviderId,
        /// Who called them.
        caller: UserId,
    },
    /// A price was named for it.
    Quoted {
        /// The quotation.
        quotation: QuotationId,
        /// Who decides on it.
        payer: Payer,
        /// What it comes to, in fen.
        total_fen: i64,
    },
    /// Whoever pays said whether it is done for a price.
    QuotationDecided {
        /// The quotation.
        quotation: QuotationId,
        /// Who named the price.
        provider: ProviderId,
        /// Whether it is.
        accepted: bool,
    },
    /// A price was taken back.
    QuotationWithdrawn {
        /// The quotation.
        quotation: QuotationId,
    },
    /// Its handler waits for others.
    Waiting {
        /// Why.
        reason: WaitReason,
        /// When it goes on by itself.
        until: DateTime<Utc>,
    },
    /// Its handler goes on.
    Resumed {},
    /// The time of its wait is over.
    WaitOver {},
    /// An office will not see to it.
    Rejected {},
    /// The reporter asked somebody else to decide.
    Appealed {},
    /// The appeal was decided.
    AppealDecided {
        /// Whether it is seen to after all.
        overturned: bool,
    },
    /// It goes on in another.
    Merged {
        /// In which.
        into: TicketId,
    },
    /// Another of the same matter goes on in it.
    Joined {
        /// Which.
        merged: TicketId,
    },
    /// It was declared done.
    Solved {
        /// How many photos show it.
        photos: usize,
    },
    /// The reporter confirmed that it is done.
    Confirmed {
        /// How content they are.
        rating: Rating,
    },
    /// Nobody objected in time.
    WindowPassed {},
    /// The reporter objected.
    Reopened {},
    /// The reporter took it back.
    Withdrawn {},
    /// One side wrote to the other.
    MessageSent {
        /// The message in the timeline.
        message: TicketEventId,
    },
    /// Little time is left for something.
    DueSoon {
        /// For what.
        deadline: Deadline,
    },
    /// The time for something is over, or has been for long.
    Overdue {
        /// For what.
        deadline: Deadline,
        /// Which area above is told; none where nobody above gives out tickets.
        to: Option<AreaId>,
    },
    /// Somebody saw the reporter's phone number; the purpose is in the timeline.
    ContactRevealed {
        /// The entry in the timeline.
        reveal: TicketEventId,
    },
}

impl Event for TicketEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Reported { .. } => "ticket.reported",
            Self::Accepted {} => "ticket.accepted",
            Self::Taken { .. } => "ticket.taken",
            Self::Assigned { .. } => "ticket.assigned",
            Self::HandedBack { .. } => "ticket.handed_back",
            Self::HandedOver { .. } => "ticket.handed_over",
            Self::Entrusted { .. } => "ticket.entrusted",
            Self::Returned { .. } => "ticket.returned",
            Self::Called { .. } => "ticket.called",
            Self::CallReported { .. } => "ticket.call_reported",
            Self::CallWithdrawn { .. } => "ticket.call_withdrawn",
            Self::CallOverdue { .. } => "ticket.call_overdue",
            Self::Quoted { payer: Payer::Reporter, .. } => "ticket.quoted",
            // The same to another audience.
            Self::Quoted { payer: Payer::Office, .. } => "ticket.quoted_to_office",
            Self::QuotationDecided { accepted: true, .. } => "ticket.quotation_accepted",
            Self::QuotationDecided { accepted: false, .. } => "ticket.quotation_declined",
            Self::QuotationWithdrawn { .. } => "ticket.quotation_withdrawn",
            Self::Waiting { .. } => "ticket.waiting",
            Self::Resumed {} => "ticket.resumed",
            Self::WaitOver {} => "ticket.wait_over",
            Self::Rejected {} => "ticket.rejected",
            Self::Appealed {} => "ticket.appealed",
            Self::AppealDecided { .. } => "ticket.appeal_decided",
            Self::Merged { .. } => "ticket.merged",
            Self::Joined { .. } => "ticket.joined",
            Self::Solved { .. } => "ticket.solved",
            Self::Confirmed { .. } => "ticket.confirmed",
            Self::WindowPassed {} => "ticket.window_passed",
            Self::Reopened {} => "ticket.reopened",
            Self::Withdrawn {} => "ticket.withdrawn",
            Self::MessageSent { .. } => "ticket.message_sent",
            Self::DueSoon { .. } => "ticket.due_soon",
            Self::Overdue { .. } => "ticket.overdue",
            Self::ContactRevealed { .. } => "ticket.contact_revealed",
        }
    }
}

/// Something that happened to a kind of matter.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum CategoryEvent {
    /// It was added.
    Added {
        /// Its id.
        category: CategoryId,
    },
    /// Its names, limits or use changed.
    Changed {
        /// Its id.
        category: CategoryId,
        /// Its new version.
        version: i64,
    },
    /// The kinds that every installation begins with were put in.
    Seeded {
        /// How many.
        count: usize,
    },
}

impl Event for CategoryEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Added { .. } => "category.added",
            Self::Changed { .. } => "category.changed",
            Self::Seeded { .. } => "category.seeded",
        }
    }
}
