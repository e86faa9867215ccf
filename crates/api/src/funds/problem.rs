//! Errors of funds as problems.

use app::funds::Error;
use contract::{
    funds::fund_rules_fault,
    problems::{self, disbursements as d, funds as p, payments as pay},
};
use domain::funds::{
    CHARTERS_MAX, CharterError, DISBURSEMENT_HELD_DAYS, Fund, FundError, PAYMENT_FEN_MAX, PAYMENTS_OPEN_MAX,
    PROMISES_MAX, STATEMENT_ROWS_MAX, VOTING_DAYS_MAX,
    committee::{Committee, ResolutionError, SeatError, VoteError},
    income::{IncomeError, PaymentError},
};
use domain::ledger::Refusal;

use crate::ApiError;

impl From<FundError> for ApiError {
    fn from(error: FundError) -> Self {
        match error {
            FundError::Founded => Self::new(&p::FUND_FOUNDED),
            FundError::NoCharter => Self::new(&p::FUND_NO_CHARTER),
            FundError::TooFewMembers { seated, needed } => {
                Self::new(&p::FUND_TOO_FEW_MEMBERS).with("seated", seated).with("needed", needed)
            }
            FundError::NotOpen => Self::new(&p::FUND_NOT_OPEN),
            FundError::NotRunning => Self::new(&p::FUND_NOT_RUNNING),
            FundError::TooManyPurposes => Self::new(&p::FUND_PURPOSES_FULL).with("max", Fund::PURPOSES_MAX),
            FundError::NoPurpose(purpose) => Self::new(&p::FUND_NO_PURPOSE).with("purpose", purpose),
            FundError::Resolution(error) => error.into(),
            FundError::NotEmpty => Self::new(&p::FUND_NOT_EMPTY),
        }
    }
}

impl From<CharterError> for ApiError {
    fn from(error: CharterError) -> Self {
        match error {
            CharterError::Adopted => Self::new(&p::CHARTER_ADOPTED),
            CharterError::Rules(fault) => Self::bad_field("/rules", fund_rules_fault(fault), &[]),
            CharterError::Resolution(error) => error.into(),
            CharterError::NotFounding => Self::new(&p::CHARTER_NOT_FOUNDING),
            CharterError::TooEarly => Self::new(&p::CHARTER_TOO_EARLY),
        }
    }
}

impl From<SeatError> for ApiError {
    fn from(error: SeatError) -> Self {
        match error {
            SeatError::NoGrant => Self::bad_field("/grant_id", "seat_grant", &[]),
            SeatError::Term { months_max } => {
                Self::bad_field("/until", "seat_term", &[("max", months_max.to_string())])
            }
            SeatError::Overlaps => Self::new(&p::SEAT_OVERLAPS),
            SeatError::Full => Self::new(&p::SEATS_FULL).with("max", Committee::SEATS_MAX),
        }
    }
}

impl From<ResolutionError> for ApiError {
    fn from(error: ResolutionError) -> Self {
        match error {
            ResolutionError::NotOpen => Self::new(&p::RESOLUTION_NOT_OPEN),
            ResolutionError::VotingGoesOn => Self::new(&p::RESOLUTION_VOTING),
            ResolutionError::Vote(VoteError::NotMember) => Self::new(&p::VOTE_NOT_MEMBER),
            ResolutionError::Vote(VoteError::AlreadyVoted) => Self::new(&p::VOTE_CAST),
            ResolutionError::Vote(VoteError::Recused) => Self::new(&p::VOTE_RECUSED),
            ResolutionError::OtherFund => Self::new(&p::RESOLUTION_OTHER_FUND),
            ResolutionError::NotCarried => Self::new(&p::RESOLUTION_NOT_CARRIED),
            ResolutionError::OtherMatter => Self::new(&p::RESOLUTION_OTHER_MATTER),
            ResolutionError::UsedUp { left } => Self::new(&d::RESOLUTION_USED_UP).with("left", left.max(0)),
            // What is given back was taken before.
            ResolutionError::NotTaken => Self::internal(error),
        }
    }
}

impl From<IncomeError> for ApiError {
    fn from(error: IncomeError) -> Self {
        match error {
            IncomeError::Fund(error) => error.into(),
            IncomeError::NotInKind => Self::new(&p::INCOME_NOT_IN_KIND),
            IncomeError::NoAgreedUse => Self::new(&p::INCOME_NO_AGREED_USE),
            IncomeError::NotExpected => Self::new(&p::INCOME_NOT_EXPECTED),
            IncomeError::NotReceived => Self::new(&p::INCOME_NOT_RECEIVED),
            IncomeError::Lifted => Self::new(&p::INCOME_LIFTED),
        }
    }
}

impl From<PaymentError> for ApiError {
    fn from(error: PaymentError) -> Self {
        match error {
            PaymentError::Own => Self::new(&p::INCOME_OWN),
            PaymentError::Settled => Self::new(&p::INCOME_SETTLED),
            PaymentError::OtherAmount => Self::new(&p::INCOME_OTHER_AMOUNT),
            PaymentError::Online => Self::new(&pay::INCOME_ONLINE),
        }
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Fund(error) => error.into(),
            Error::Charter(error) => error.into(),
            Error::Ledger(Refusal::BelowFloor { available, wanted, .. }) => {
                Self::new(&p::FUND_SHORT).with("available", available.max(0)).with("wanted", wanted)
            }
            Error::Ledger(Refusal::Expired) => {
                Self::new(&d::DISBURSEMENT_EXPIRED).with("max", DISBURSEMENT_HELD_DAYS)
            }
            Error::Ledger(refusal) => refusal.into(),
            Error::Budget(error) => error.into(),
            Error::LinePurpose => Self::new(&d::BUDGET_LINE_PURPOSE),
            Error::Disbursement(error) => error.into(),
            Error::Finding(error) => error.into(),
            Error::PayeeUnknown => Self::bad_field("/payee_id", "not_found", &[]),
            Error::AccountUnknown => Self::bad_field("/login", "not_found", &[]),
            Error::ProviderUnknown => Self::bad_field("/provider_id", "not_found", &[]),
            Error::PayeeTaken => Self::new(&d::PAYEE_TAKEN),
            Error::ProjectUnknown => Self::bad_field("/project_id", "not_found", &[]),
            Error::InvoicePhoto(at) => Self::bad_field(format!("/invoices/{at}/photo_id"), "photo", &[]),
            Error::SettlementUnknown => Self::bad_field("/settlement_id", "not_found", &[]),
            Error::SettlementRevised => Self::new(&d::SETTLEMENT_REVISED),
            Error::NothingOwed => Self::new(&d::PAYOUT_NOTHING_OWED),
            Error::Income(error) => error.into(),
            Error::Payment(error) => error.into(),
            Error::Disclosure(error) => error.into(),
            Error::PeriodUnknown => Self::bad_field("/from", "not_found", &[]),
            Error::DonorUnknown => Self::bad_field("/source/donor_id", "not_found", &[]),
            Error::Online => Self::bad_field("/channel", "income_channel", &[]),
            // What only providers say of.
            Error::PaymentUnknown => Self::not_found(),
            Error::Settle(error) => error.into(),
            Error::DonorName => Self::bad_field("/donor_name", "required", &[]),
            Error::PaymentAmount => {
                let (min, max) = ("0.01".to_owned(), (PAYMENT_FEN_MAX / 100).to_string());
                Self::bad_field("/amount_fen", "range", &[("min", min), ("max", max)])
            }
            Error::PaymentsFull => Self::new(&pay::PAYMENTS_FULL).with("max", PAYMENTS_OPEN_MAX),
            Error::RefundNothingLeft => Self::new(&pay::PAYMENT_NOTHING_LEFT),
            Error::DifferenceAnswered => Self::new(&pay::PAYMENT_DIFFERENCE_ANSWERED),
            Error::PromisesFull => Self::new(&p::PROMISES_FULL).with("max", PROMISES_MAX),
            Error::ReferenceTaken => Self::new(&p::INCOME_REFERENCE_TAKEN),
            Error::BalanceBrought => Self::new(&p::BALANCE_BROUGHT),
            Error::StatementColumns => Self::new(&p::STATEMENT_COLUMNS),
            Error::StatementRows => Self::new(&p::STATEMENT_ROWS).with("max", STATEMENT_ROWS_MAX),
            Error::LineMatched => Self::new(&p::BANK_LINE_MATCHED),
            Error::LineNotMatched => Self::new(&p::BANK_LINE_NOT_MATCHED),
            Error::PostingUnknown => Self::bad_field("/posting_id", "not_found", &[]),
            Error::PostingMatched => Self::new(&p::POSTING_MATCHED),
            Error::OtherAmount => Self::new(&p::BANK_LINE_OTHER_AMOUNT),
            Error::Lifting(error) => error.into(),
            Error::MoreThanSetAside { left } => Self::new(&p::SET_ASIDE_SHORT).with("left", left),
            Error::IncomeUnknown => Self::bad_field("/income_id", "not_found", &[]),
            Error::Proof(refused) => refused.into(),
            Error::Seat(error) => error.into(),
            Error::Resolution(error) => error.into(),
            Error::ResolutionUnknown => Self::bad_field("/resolution_id", "not_found", &[]),
            Error::VotingTime => {
                Self::bad_field("/until", "voting_until", &[("max", VOTING_DAYS_MAX.to_string())])
            }
            Error::AreaUnknown => Self::bad_field("/area_id", "not_found", &[]),
            Error::PurposeTaken => Self::new(&p::FUND_PURPOSE_TAKEN),
            Error::ChartersFull => Self::new(&p::CHARTERS_FULL).with("max", CHARTERS_MAX),
            Error::Stale => Self::new(&problems::CHANGED_MEANWHILE),
        }
    }
}
