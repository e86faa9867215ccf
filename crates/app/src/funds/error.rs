//! Why something about a fund is not done.

use domain::{
    funds::{
        CharterError, DisclosureError, FundError,
        books::{BudgetError, LiftingError, MovementError},
        committee::{ResolutionError, SeatError},
        disbursements::DisbursementError,
        findings::FindingError,
        income::{IncomeError, PaymentError},
    },
    ledger::Refusal,
    permissions::Denied,
};

use crate::{db::DbError, journal, ledger};

/// Why something about a fund is not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The rules of funds.
    #[error(transparent)]
    Fund(#[from] FundError),
    /// The rules of charters.
    #[error(transparent)]
    Charter(#[from] CharterError),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] Refusal),
    /// The rules of seats.
    #[error(transparent)]
    Seat(#[from] SeatError),
    /// The rules of decisions.
    #[error(transparent)]
    Resolution(#[from] ResolutionError),
    /// The rules of what comes in.
    #[error(transparent)]
    Income(#[from] IncomeError),
    /// The rules of payments.
    #[error(transparent)]
    Payment(#[from] PaymentError),
    /// The rules of budgets.
    #[error(transparent)]
    Budget(#[from] BudgetError),
    /// A line serves what it was made for.
    #[error("a line of a budget keeps its purpose")]
    LinePurpose,
    /// The rules of disbursements.
    #[error(transparent)]
    Disbursement(#[from] DisbursementError),
    /// The rules of findings.
    #[error(transparent)]
    Finding(#[from] FindingError),
    /// Another fund's payee, or none.
    #[error("nobody of that number is paid by this fund")]
    PayeeUnknown,
    /// Nobody has this login name, or nobody that can be paid.
    #[error("there is no such account")]
    AccountUnknown,
    /// There is no such provider.
    #[error("there is no such provider")]
    ProviderUnknown,
    /// The fund pays them already, under another number.
    #[error("the fund has this payee already")]
    PayeeTaken,
    /// There is no such project.
    #[error("there is no such project")]
    ProjectUnknown,
    /// The picture of this invoice is not the caller's to give.
    #[error("the picture of invoice {0} cannot be used")]
    InvoicePhoto(usize),
    /// There is no such settlement in the fund's area.
    #[error("there is no such settlement here")]
    SettlementUnknown,
    /// A later revision took its place.
    #[error("a later revision of the settlement counts")]
    SettlementRevised,
    /// All that it comes to is paid, or about to be.
    #[error("nothing of this settlement is left to pay")]
    NothingOwed,
    /// The rules of accounts to the public.
    #[error(transparent)]
    Disclosure(#[from] DisclosureError),
    /// No period of the fund begins on that day.
    #[error("no period of the fund begins on this day")]
    PeriodUnknown,
    /// Somebody else's donor, or none.
    #[error("nobody of that number gives to this fund")]
    DonorUnknown,
    /// What is paid on line is not registered: its provider tells of it.
    #[error("payments on line are not registered")]
    Online,
    /// There is no such payment of ours, or it was begun through another provider.
    #[error("there is no such payment")]
    PaymentUnknown,
    /// What is told of a payment contradicts what is known.
    #[error(transparent)]
    Settle(#[from] payments::settle::SettleError),
    /// Who has no account says what they are called.
    #[error("who pays without an account says what they are called")]
    DonorName,
    /// No provider takes that much.
    #[error("a payment on line is at most {} fen", domain::funds::PAYMENT_FEN_MAX)]
    PaymentAmount,
    /// As many payments as somebody may begin.
    #[error("at most {} payments are begun at a time", domain::funds::PAYMENTS_OPEN_MAX)]
    PaymentsFull,
    /// All of it is back, or on its way.
    #[error("nothing of this payment is left to go back")]
    RefundNothingLeft,
    /// Somebody said what became of it.
    #[error("this difference is answered already")]
    DifferenceAnswered,
    /// As many gifts as somebody may promise.
    #[error("at most {} gifts are promised at a time", domain::funds::PROMISES_MAX)]
    PromisesFull,
    /// The payment was booked as something else.
    #[error("a payment of this number was booked already")]
    ReferenceTaken,
    /// What was there for this was brought in.
    #[error("an opening balance for this was brought in already")]
    BalanceBrought,
    /// A bank's file without the columns that are needed.
    #[error("a statement has columns for the day, the bank's number and the amount")]
    StatementColumns,
    /// A bank's file without lines, or with too many.
    #[error("a statement has 1 to {} lines", domain::funds::STATEMENT_ROWS_MAX)]
    StatementRows,
    /// The line belongs to another posting.
    #[error("the line belongs to another posting")]
    LineMatched,
    /// The line belongs to no posting.
    #[error("the line belongs to no posting")]
    LineNotMatched,
    /// No posting of this number moved this fund's money.
    #[error("no posting of this number moved the fund's money")]
    PostingUnknown,
    /// Another line belongs to the posting.
    #[error("another line belongs to the posting")]
    PostingMatched,
    /// The line and the posting are of different amounts.
    #[error("the line and the posting are of different amounts")]
    OtherAmount,
    /// The rules of what donors let go of.
    #[error(transparent)]
    Lifting(#[from] LiftingError),
    /// Less of what the committee set aside is left.
    #[error("{left} fen of what the committee set aside are left")]
    MoreThanSetAside {
        /// How much, in fen.
        left: i64,
    },
    /// The fund has no such gift.
    #[error("the fund has no such gift")]
    IncomeUnknown,
    /// What is to be proved is not handed out.
    #[error(transparent)]
    Proof(#[from] journal::Refused),
    /// There is no such resolution.
    #[error("there is no such resolution")]
    ResolutionUnknown,
    /// Voting ends in the past, or too late.
    #[error("members vote for at most {} days", domain::funds::VOTING_DAYS_MAX)]
    VotingTime,
    /// The area does not exist.
    #[error("there is no such area")]
    AreaUnknown,
    /// The fund has this purpose already.
    #[error("the fund has this purpose already")]
    PurposeTaken,
    /// The fund has as many charters and drafts as it may.
    #[error("a fund has at most {} versions of its charter", domain::funds::CHARTERS_MAX)]
    ChartersFull,
    /// Somebody changed it since the caller read it.
    #[error("changed meanwhile")]
    Stale,
}

impl From<MovementError> for Error {
    fn from(error: MovementError) -> Self {
        match error {
            MovementError::Lifting(error) => error.into(),
            MovementError::Resolution(error) => error.into(),
            MovementError::MoreThanSetAside { left } => Self::MoreThanSetAside { left },
            MovementError::SamePurpose => LiftingError::SamePurpose.into(),
            // The application opens what it moves between.
            MovementError::Missing(_) => DbError::damaged(error).into(),
        }
    }
}

impl From<ledger::Error> for Error {
    fn from(error: ledger::Error) -> Self {
        match error {
            ledger::Error::Db(error) => error.into(),
            ledger::Error::Refused(refusal) => refusal.into(),
        }
    }
}
