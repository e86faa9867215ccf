//! Identifiers: one newtype per thing, so that a ticket's id cannot be passed for an area's.
//!
//! All are UUIDs of version 7, made by the application (never by the database), written as text in the API.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What every identifier can do; lets the database layer treat all of them alike.
pub trait Id:
    Copy + Eq + fmt::Debug + fmt::Display + From<Uuid> + Into<Uuid> + Send + Sync + 'static
{
    /// The UUID inside.
    fn as_uuid(&self) -> &Uuid;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl Id for $name {
            fn as_uuid(&self) -> &Uuid {
                &self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// An account of the ledger.
    LedgerAccountId
    /// A posting in the ledger.
    PostingId
    /// A budgeted set of points rules.
    ProgrammeId
    /// A version of a programme's rules.
    ProgrammeRulesId
    /// Somebody's claim of points for what they did.
    ClaimId
    /// Points that were awarded to many at once.
    BulkAwardId
    /// Points that one resident gave to another.
    GiftId
    /// Points that a programme was given.
    FundingId
    /// Points that were credited to a wallet at once.
    LotId
    /// Who caps of a programme count for: a person, or a household.
    EarnerId
    /// An entry of the journal that earned no points.
    SkippedEventId
    /// A property company, shop or other organisation that serves residents.
    ProviderId
    /// Something that a provider gives for points.
    OfferId
    /// An offer that somebody redeems.
    RedemptionId
    /// A time at which volunteers work together.
    ShiftId
    /// A volunteer's place in a shift.
    SignUpId
    /// Something that a person is told.
    NotificationId
    /// A version of the rules of awards and criticism.
    AwardRulesId
    /// A settled half-year.
    SettlementId
    /// A certificate of honour.
    CertificateId
    /// One month's inspection.
    RoundId
    /// A place inspected in a round, with its sheet.
    TargetId
    /// A village's objection to a mark.
    ObjectionId
    /// A plan of visits to a household.
    VisitPlanId
    /// A visit to a household.
    VisitId
    /// A note that was added to a visit.
    VisitNoteId
    /// A dispute that somebody mediates.
    MediationId
    /// A party of a dispute.
    PartyId
    /// A meeting of a mediation.
    MeetingId
    /// A household's pledge.
    PledgeId
    /// The titles of a kind that were awarded for a half-year.
    TitleAwardId
    /// A title of one place.
    TitleId
    /// A look-back at what was rectified.
    LookBackId
    /// Kinship that somebody declared for a place.
    KinshipId
    /// A template of inspections.
    TemplateId
    /// A node of the tree of places.
    AreaId
    /// A person with an account.
    UserId
    /// A signed-in device of a person.
    SessionId
    /// A one-time code.
    CodeId
    /// A role held in an area for a time.
    GrantId
    /// A person's belonging to a household.
    MembershipId
    /// A key with which another system reports.
    ApiKeyId
    /// What somebody looks for again and again in a list.
    SavedFilterId
    /// A code a grid worker hands out so that a resident can join a household.
    InvitationId
    /// An entry of the journal.
    EntryId
    /// A public-welfare fund.
    FundId
    /// A version of a fund's charter.
    CharterId
    /// A member's term in a fund's committee.
    SeatId
    /// What a fund had when its books began.
    OpeningBalanceId
    /// Something that a fund got or is to get.
    IncomeId
    /// Who gives to funds, with an account or without.
    DonorId
    /// Money that somebody is about to pay into a fund.
    PaymentIntentId
    /// Something in which a provider's bill and the payments here do not agree.
    PaymentDifferenceId
    /// A donor's consent to another use of what they gave.
    LiftingId
    /// Money that moved between the purposes of a fund.
    TransferId
    /// An invitation to propose projects to a fund.
    ProposalCallId
    /// A project of a fund.
    ProjectId
    /// An entry in a project's timeline.
    ProjectEventId
    /// What somebody said of a project.
    ProjectCommentId
    /// Money that leaves a fund, or is to.
    DisbursementId
    /// Who is paid by a fund.
    PayeeId
    /// The awards of a settlement, as a fund pays them.
    PayoutId
    /// A decision of a fund's committee.
    ResolutionId
    /// A fund's account of one period to the public.
    DisclosureId
    /// Something that an auditor asks about.
    FindingId
    /// A bank's statement of a fund, as it was imported.
    StatementId
    /// A line of a bank's statement.
    StatementLineId
    /// A reported matter.
    TicketId
    /// An entry in a ticket's timeline.
    TicketEventId
    /// A call of somebody to a ticket, on which they report.
    CallId
    /// A price that a provider named for a repair.
    QuotationId
    /// A kind of matter that can be reported.
    CategoryId
    /// A stored picture.
    PhotoId
    /// A running server, as the holder of a lease.
    NodeId
    /// A prepared import that waits to be confirmed.
    ImportId
}
