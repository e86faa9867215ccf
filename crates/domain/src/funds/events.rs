//! What the journal learns of funds: ids and numbers, never words or people's data. `posted` is what moved in the ledger.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    committee::{Outcome, Tally},
    disbursements::PayeeKind,
    findings::Kind,
    income::{Form, SourceKind},
    payments::DifferenceKind,
    projects::StateName,
};
use crate::{
    ids::{
        CharterId, DisbursementId, DisclosureId, DonorId, FindingId, FundId, IncomeId, PayeeId,
        PaymentDifferenceId, PaymentIntentId, PayoutId, PostingId, ProjectId, ProposalCallId, ResolutionId,
        SettlementId, StatementId, StatementLineId, TransferId,
    },
    journal::{Event, NodeHash},
    ledger::{Posted, Purpose},
};

/// Something that happened to a fund, or in it. Amounts are in fen.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "the names of the fields say what they are")]
pub enum FundEvent {
    /// It was founded.
    Founded { fund: FundId },
    /// What it is called or said to be for changed.
    Changed { fund: FundId },
    /// Gifts can be restricted to one more purpose.
    PurposeAdded { fund: FundId, purpose: Purpose },
    /// It gets and spends from now on.
    Opened { fund: FundId, charter: CharterId },
    /// It takes nothing new in.
    WindingUp { fund: FundId, resolution: ResolutionId },
    /// It is empty and stays in the books.
    Closed { fund: FundId },
    /// A version of its charter was drafted, or a draft changed.
    CharterDrafted { fund: FundId, charter: CharterId, version: u32, document: NodeHash },
    /// A version of its charter comes into force.
    CharterAdopted { fund: FundId, charter: CharterId, from: NaiveDate, resolution: Option<ResolutionId> },
    /// Somebody sits in its committee.
    Seated { fund: FundId, from: NaiveDate, until: NaiveDate },
    /// A seat in its committee ends.
    Vacated { fund: FundId, on: NaiveDate },
    /// Balances were brought in from books before these.
    BalanceBrought { fund: FundId, amount: i64, posted: Posted },
    /// Balances that were brought in wrongly were taken back.
    BalanceReversed { fund: FundId, amount: i64, posted: Posted },
    /// Somebody who gives without an account was noted.
    DonorAdded { fund: FundId, donor: DonorId },
    /// A bank's statement was brought in: so many lines of it are new, so many were known from others,
    /// and so many were found in the books.
    StatementImported { fund: FundId, statement: StatementId, lines: usize, known: usize, matched: usize },
    /// Somebody said which posting a line of the bank's belongs to.
    LineMatched { fund: FundId, line: StatementLineId, posting: PostingId },
    /// Somebody said that they do not belong together.
    LineParted { fund: FundId, line: StatementLineId, posting: PostingId },
    /// A bank's statement was compared with the books.
    Reconciled { fund: FundId, matched: usize, only_bank: usize, only_books: usize, difference: i64 },

    /// Something is to come in.
    IncomeExpected { fund: FundId, income: IncomeId, source: SourceKind, form: Form, amount: i64 },
    /// It came in.
    IncomeReceived { fund: FundId, income: IncomeId, source: SourceKind, amount: i64, posted: Posted },
    /// It never came.
    IncomeCancelled { fund: FundId, income: IncomeId },
    /// It was given back.
    IncomeReversed { fund: FundId, income: IncomeId, amount: i64, posted: Posted },
    /// Money came that nobody meant to pay, and is to be returned.
    ReturnDue { fund: FundId, intent: PaymentIntentId, amount: i64 },
    /// Somebody began to pay on line.
    PaymentOpened { fund: FundId, intent: PaymentIntentId, amount: i64 },
    /// Its time is over, or its provider closed it, and nothing came.
    PaymentEnded { fund: FundId, intent: PaymentIntentId },
    /// A payment is to go back through its provider; `posted` holds the money, where the fund had it.
    RefundAsked {
        fund: FundId,
        intent: PaymentIntentId,
        amount: i64,
        #[serde(skip_serializing_if = "Option::is_none")]
        posted: Option<Posted>,
    },
    /// It did not go back; `posted` gives free what was held.
    RefundFailed {
        fund: FundId,
        intent: PaymentIntentId,
        #[serde(skip_serializing_if = "Option::is_none")]
        posted: Option<Posted>,
    },
    /// Money is back with who paid it: some of what the fund had, or what it never had.
    PaymentReturned {
        fund: FundId,
        intent: PaymentIntentId,
        amount: i64,
        #[serde(skip_serializing_if = "Option::is_none")]
        posted: Option<Posted>,
    },
    /// A provider's bill and the payments here do not agree.
    DifferenceFound { fund: FundId, difference: PaymentDifferenceId, kind: DifferenceKind },
    /// Somebody said what became of that.
    DifferenceAnswered { fund: FundId, difference: PaymentDifferenceId },
    /// Goods were handed out.
    GoodsHandedOut { fund: FundId, project: Option<ProjectId>, amount: i64, posted: Posted },
    /// What a donor let go of is for something else now, by a decision of the committee.
    Transferred {
        fund: FundId,
        transfer: TransferId,
        income: IncomeId,
        resolution: ResolutionId,
        amount: i64,
        posted: Posted,
    },
    /// The committee set money aside.
    Earmarked { fund: FundId, transfer: TransferId, resolution: ResolutionId, amount: i64, posted: Posted },
    /// The committee freed again what it had set aside.
    Released { fund: FundId, transfer: TransferId, resolution: ResolutionId, amount: i64, posted: Posted },
    /// The fund's own budget changed.
    Budgeted { fund: FundId, line: u16, limit: i64 },

    /// The committee votes on something.
    VotingOpened { fund: FundId, resolution: ResolutionId, members: usize, recused: usize },
    /// A member of the committee keeps out of it.
    Recused { fund: FundId, resolution: ResolutionId },
    /// A member voted; what they said is told when it is decided.
    Voted { fund: FundId, resolution: ResolutionId },
    /// It was decided.
    Decided { fund: FundId, resolution: ResolutionId, outcome: Outcome, tally: Tally },
    /// It was taken back.
    ResolutionWithdrawn { fund: FundId, resolution: ResolutionId },

    /// A call for proposals was drafted, or its draft changed.
    CallDrafted { fund: FundId, call: ProposalCallId },
    /// Projects can be proposed.
    CallOpened { fund: FundId, call: ProposalCallId },
    /// No more can be proposed.
    CallClosed { fund: FundId, call: ProposalCallId },
    /// A project was proposed, or its proposal changed.
    ProjectDrafted { fund: FundId, project: ProjectId },
    /// A project moved.
    ProjectMoved { fund: FundId, project: ProjectId, to: StateName },
    /// Somebody who was named takes part in a project.
    ProjectJoined { fund: FundId, project: ProjectId },
    /// Somebody commented on a project.
    ProjectCommented { fund: FundId, project: ProjectId },
    /// Somebody took a comment back.
    CommentWithdrawn { fund: FundId, project: ProjectId },
    /// A milestone was reached, accepted, or found not to be reached.
    MilestoneReached { fund: FundId, project: ProjectId, milestone: usize },
    /// Its instalment can be paid, or not.
    MilestoneJudged { fund: FundId, project: ProjectId, milestone: usize, accepted: bool },
    /// The committee votes on the early end of a project.
    TerminationAsked { fund: FundId, project: ProjectId, resolution: ResolutionId },
    /// A resident rated a project.
    ProjectRated { fund: FundId, project: ProjectId, rating: u8 },

    /// A disbursement was proposed.
    DisbursementProposed {
        fund: FundId,
        disbursement: DisbursementId,
        amount: i64,
        /// With which awards together.
        #[serde(skip_serializing_if = "Option::is_none")]
        payout: Option<PayoutId>,
    },
    /// It was approved; the money is held.
    DisbursementApproved {
        fund: FundId,
        disbursement: DisbursementId,
        amount: i64,
        resolution: Option<ResolutionId>,
        posted: Posted,
    },
    /// It was paid.
    DisbursementPaid { fund: FundId, disbursement: DisbursementId, amount: i64, posted: Posted },
    /// It is not paid; what was held is free again.
    DisbursementRefused { fund: FundId, disbursement: DisbursementId, posted: Option<Posted> },
    /// Its proposer took it back.
    DisbursementWithdrawn { fund: FundId, disbursement: DisbursementId },
    /// The money came back.
    DisbursementReversed { fund: FundId, disbursement: DisbursementId, amount: i64, posted: Posted },

    /// Somebody can be paid.
    PayeeAdded { fund: FundId, payee: PayeeId, kind: PayeeKind },
    /// The awards of a settlement were proposed to be paid, all at once.
    PayoutMade { fund: FundId, payout: PayoutId, settlement: SettlementId, disbursements: usize, amount: i64 },

    /// A disclosure was prepared, or changed.
    DisclosurePrepared { fund: FundId, disclosure: DisclosureId, document: NodeHash },
    /// The treasurer or the auditor signed it.
    DisclosureSigned { fund: FundId, disclosure: DisclosureId, signatory: super::Signatory },
    /// Everybody can read it.
    DisclosurePublished { fund: FundId, disclosure: DisclosureId, document: NodeHash },
    /// A period's disclosure is overdue.
    DisclosureOverdue { fund: FundId, from: NaiveDate, due_on: NaiveDate },

    /// Something looks wrong.
    FindingRaised { fund: FundId, finding: FindingId, kind: Kind, disbursements: Vec<DisbursementId> },
    /// Somebody answered.
    FindingAnswered { fund: FundId, finding: FindingId },
    /// Detectors ask about something else.
    DetectorsSet { fund: FundId },
    /// The auditor took the answer, or asked again.
    FindingJudged { fund: FundId, finding: FindingId, satisfied: bool },
}

impl Event for FundEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Founded { .. } => "fund.founded",
            Self::Changed { .. } => "fund.changed",
            Self::PurposeAdded { .. } => "fund.purpose_added",
            Self::Opened { .. } => "fund.opened",
            Self::WindingUp { .. } => "fund.wound_up",
            Self::Closed { .. } => "fund.closed",
            Self::CharterDrafted { .. } => "charter.drafted",
            Self::CharterAdopted { .. } => "charter.adopted",
            Self::Seated { .. } => "fund.seated",
            Self::Vacated { .. } => "fund.vacated",
            Self::BalanceBrought { .. } => "fund.balance_brought",
            Self::BalanceReversed { .. } => "fund.balance_reversed",
            Self::DonorAdded { .. } => "fund.donor_added",
            Self::StatementImported { .. } => "fund.statement_imported",
            Self::LineMatched { .. } => "fund.line_matched",
            Self::LineParted { .. } => "fund.line_parted",
            Self::Reconciled { .. } => "fund.reconciled",
            Self::IncomeExpected { .. } => "income.expected",
            Self::IncomeReceived { .. } => "income.received",
            Self::IncomeCancelled { .. } => "income.cancelled",
            Self::IncomeReversed { .. } => "income.reversed",
            Self::ReturnDue { .. } => "fund.return_due",
            Self::PaymentOpened { .. } => "payment.opened",
            Self::PaymentEnded { .. } => "payment.ended",
            Self::RefundAsked { .. } => "payment.refund_asked",
            Self::RefundFailed { .. } => "payment.refund_failed",
            Self::PaymentReturned { .. } => "payment.returned",
            Self::DifferenceFound { .. } => "payment.difference_found",
            Self::DifferenceAnswered { .. } => "payment.difference_answered",
            Self::GoodsHandedOut { .. } => "fund.goods_handed_out",
            Self::Transferred { .. } => "fund.transferred",
            Self::Earmarked { .. } => "fund.earmarked",
            Self::Released { .. } => "fund.released",
            Self::Budgeted { .. } => "fund.budgeted",
            Self::VotingOpened { .. } => "resolution.opened",
            Self::Recused { .. } => "resolution.recused",
            Self::Voted { .. } => "resolution.voted",
            Self::Decided { .. } => "resolution.decided",
            Self::ResolutionWithdrawn { .. } => "resolution.withdrawn",
            Self::CallDrafted { .. } => "proposal_call.drafted",
            Self::CallOpened { .. } => "proposal_call.opened",
            Self::CallClosed { .. } => "proposal_call.closed",
            Self::ProjectDrafted { .. } => "project.drafted",
            Self::ProjectMoved { .. } => "project.moved",
            Self::ProjectJoined { .. } => "project.joined",
            Self::ProjectCommented { .. } => "project.commented",
            Self::CommentWithdrawn { .. } => "project.comment_withdrawn",
            Self::MilestoneReached { .. } => "milestone.reached",
            Self::MilestoneJudged { .. } => "milestone.judged",
            Self::TerminationAsked { .. } => "project.termination_asked",
            Self::ProjectRated { .. } => "project.rated",
            Self::DisbursementProposed { .. } => "disbursement.proposed",
            Self::DisbursementApproved { .. } => "disbursement.approved",
            Self::DisbursementPaid { .. } => "disbursement.paid",
            Self::DisbursementRefused { .. } => "disbursement.refused",
            Self::DisbursementWithdrawn { .. } => "disbursement.withdrawn",
            Self::DisbursementReversed { .. } => "disbursement.reversed",
            Self::PayeeAdded { .. } => "payee.added",
            Self::PayoutMade { .. } => "payout.made",
            Self::DisclosurePrepared { .. } => "disclosure.prepared",
            Self::DisclosureSigned { .. } => "disclosure.signed",
            Self::DisclosurePublished { .. } => "disclosure.published",
            Self::DisclosureOverdue { .. } => "disclosure.overdue",
            Self::DetectorsSet { .. } => "fund.detectors_set",
            Self::FindingRaised { .. } => "finding.raised",
            Self::FindingAnswered { .. } => "finding.answered",
            Self::FindingJudged { .. } => "finding.judged",
        }
    }
}
