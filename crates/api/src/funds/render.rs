//! Funds as they are shown.

use app::funds::{
    Purposed, Shown,
    books::Line,
    charters::StoredCharter,
    committee::StoredSeat,
    income::{Shown as ShownIncome, donors::StoredDonor},
    opening::StoredBalance,
    resolutions::{Ballot, Shown as ShownResolution},
};
use contract::funds as wire;
use domain::funds::{
    CharterState,
    committee::{Matter, ResolutionState},
    income::Source,
};
use domain::ledger::Purpose;

pub(super) fn fund(shown: Shown) -> wire::Fund {
    let Shown { fund: stored, area_name, purposes, charter, overdue } = shown;
    let purpose =
        |found: Purposed| wire::FundPurpose { code: found.code.as_str().to_owned(), name: found.name };
    wire::Fund {
        id: stored.id,
        area_id: stored.area,
        area_path: stored.path,
        area_name,
        name: stored.name,
        description: stored.description,
        state: stored.state,
        opened_on: stored.opened_on,
        purposes: purposes.into_iter().map(purpose).collect(),
        charter: charter.map(|stored| summary(&stored)),
        overdue_periods: overdue.into_iter().map(wire::OverduePeriod::from).collect(),
        founded_at: stored.created_at,
        version: stored.version,
    }
}

pub(super) fn summary(stored: &StoredCharter) -> wire::CharterSummary {
    let charter = &stored.charter;
    let (adopted_from, resolution_id) = match charter.state {
        CharterState::Draft => (None, None),
        CharterState::Adopted { from, resolution } => (Some(from), resolution),
    };
    wire::CharterSummary {
        id: charter.id,
        fund_id: charter.fund,
        number: charter.version,
        title: stored.title.clone(),
        document_hash: charter.document,
        rules: charter.rules.clone(),
        adopted_from,
        resolution_id,
        written_at: stored.written_at,
        version: stored.version,
    }
}

pub(super) fn charter(stored: StoredCharter) -> wire::Charter {
    wire::Charter { summary: summary(&stored), document: stored.document }
}

pub(super) fn seat(stored: StoredSeat) -> wire::FundSeat {
    wire::FundSeat {
        id: stored.id,
        fund_id: stored.fund,
        user_id: stored.seat.user,
        user_name: stored.name,
        from: stored.seat.from,
        until: stored.seat.until,
        seated_at: stored.seated_at,
    }
}

fn matter(matter: &Matter) -> wire::ResolutionMatter {
    use wire::ResolutionMatter as M;
    match matter {
        Matter::Charter { charter } => M::Charter { charter_id: *charter },
        Matter::Project { project, budget } => M::Project { project_id: *project, budget_fen: *budget },
        Matter::Termination { project } => M::Termination { project_id: *project },
        Matter::Spending { most } => M::Spending { most_fen: *most },
        Matter::Earmark { purpose, most } => {
            M::Earmark { purpose: purpose.as_str().to_owned(), most_fen: *most }
        }
        Matter::Release { purpose, most } => {
            M::Release { purpose: purpose.as_str().to_owned(), most_fen: *most }
        }
        Matter::Lifting { purpose, most } => {
            M::Lifting { purpose: purpose.as_str().to_owned(), most_fen: *most }
        }
        Matter::WindingUp => M::WindingUp {},
    }
}

pub(super) fn resolution(shown: ShownResolution) -> wire::Resolution {
    let ShownResolution { resolution: stored, ballots } = shown;
    let decided = &stored.resolution;
    let (state, outcome) = match decided.state {
        ResolutionState::Open(_) => (wire::ResolutionStanding::Open, None),
        ResolutionState::Decided(_, outcome) => (wire::ResolutionStanding::Decided, Some(outcome)),
        ResolutionState::Withdrawn => (wire::ResolutionStanding::Withdrawn, None),
    };
    let ballot = |found: Ballot| wire::Ballot {
        user_id: found.user,
        user_name: found.name,
        recusal: found.recusal,
        voted: found.voted,
        choice: found.choice,
    };
    wire::Resolution {
        id: decided.id,
        fund_id: decided.fund,
        charter_id: stored.charter,
        matter: matter(&decided.matter),
        special: decided.matter.is_special(),
        state,
        outcome,
        // While members vote it would tell what they say.
        tally: decided.tally().filter(|_| outcome.is_some()),
        used_fen: decided.used_fen,
        title: stored.title,
        reason: stored.reason,
        opened_at: stored.opened_at,
        until: stored.until,
        closed_at: stored.closed_at,
        ballots: ballots.into_iter().map(ballot).collect(),
        version: stored.version,
    }
}

pub(super) fn donor(stored: StoredDonor) -> wire::FundDonor {
    let StoredDonor { id, name, has_account, added_at } = stored;
    wire::FundDonor { id, name, has_account, added_at }
}

/// The code of a purpose, where there is one.
pub(super) fn code(purpose: Option<&Purpose>) -> Option<String> {
    purpose.map(|purpose| purpose.as_str().to_owned())
}

pub(super) fn balance(stored: StoredBalance) -> wire::OpeningBalance {
    let (reversed_at, reason) = stored.reversed.unzip();
    wire::OpeningBalance {
        id: stored.id,
        purpose: code(stored.purpose.as_ref()),
        amount_fen: stored.fen,
        note: stored.note,
        posting_id: stored.posting,
        entry_id: stored.entry,
        brought_at: stored.brought_at,
        reversed_at,
        reason,
    }
}

fn source(source: &Source) -> wire::IncomeSource {
    use wire::IncomeSource as S;
    match source {
        Source::Donation { donor } => S::Donation { donor_id: donor.id, named: donor.named },
        Source::Subsidy { document } => S::Subsidy { document: document.to_string() },
        Source::Sponsorship { sponsor, agreement } => {
            S::Sponsorship { donor_id: sponsor.id, named: sponsor.named, agreement: *agreement }
        }
        Source::SelfRaised => S::SelfRaised {},
        Source::Interest => S::Interest {},
    }
}

pub(super) fn income(shown: ShownIncome) -> wire::Income {
    let ShownIncome { income: stored, donor_name } = shown;
    let income = &stored.income;
    let (reference, received_at) = stored.received.map(|(number, at)| (number.to_string(), at)).unzip();
    let (ended_at, reason) = stored.ended.unzip();
    wire::Income {
        id: income.id,
        fund_id: income.fund,
        source: source(&income.source),
        donor_name,
        form: income.form,
        amount_fen: income.amount,
        purpose: code(income.purpose.as_ref()),
        channel: stored.channel,
        note: stored.note,
        state: income.state,
        registered_at: stored.registered_at,
        reference,
        received_at,
        receipt_number: stored.receipt_number,
        posting_id: stored.posting,
        entry_id: stored.entry,
        ended_at,
        reason,
        reversal_id: stored.reversal,
        version: stored.version,
    }
}

pub(super) fn posting(line: Line) -> wire::FundPosting {
    let (seen, paid) = (line.income, line.payment);
    wire::FundPosting {
        posting_id: line.cursor.posting,
        at: line.at,
        kind: line.kind,
        part: line.account.part(),
        source: seen.as_ref().map(|seen| seen.source).or_else(|| line.account.source()),
        purpose: code(line.account.purpose()),
        amount_fen: line.fen,
        anonymous: seen.as_ref().is_some_and(|seen| seen.anonymous),
        receipt_number: seen.as_ref().and_then(|seen| seen.receipt_number),
        income_id: seen.as_ref().map(|seen| seen.id),
        donor: seen.as_ref().and_then(|seen| seen.donor.clone()),
        document: seen.as_ref().and_then(|seen| seen.document.clone()),
        note: seen.and_then(|seen| seen.note),
        disbursement_id: paid.as_ref().map(|paid| paid.id),
        title: paid.as_ref().map(|paid| paid.title.clone()),
        payee: paid.map(|paid| paid.payee.name),
        reverses_id: line.reverses,
        reversed_by_id: line.reversed_by,
        entry_id: line.entry,
    }
}
