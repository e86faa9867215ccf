//! The bank's side of the books as it is shown.

use app::funds::bank::{CashPosting, Imported, MatchedHow, ShownLine, Side, Standing, StoredStatement};
use contract::{funds as wire, lang::Lang, problems::fields};

use crate::tables::letter;

/// Most bad lines that are shown; the answer tells how many there are.
const BAD_LINES_SHOWN_MAX: usize = 1_000;

pub(super) fn statement(stored: StoredStatement) -> wire::BankStatement {
    wire::BankStatement {
        id: stored.id,
        first_day: stored.first_day,
        last_day: stored.last_day,
        lines: stored.lines,
        known: stored.known,
        opening_fen: stored.balances.map(|told| told.opening_fen),
        closing_fen: stored.balances.map(|told| told.closing_fen),
        imported_at: stored.imported_at,
    }
}

pub(super) fn imported(done: Imported, lang: Lang) -> wire::BankStatementImport {
    let bad = |bad: &app::funds::bank::BadLine| wire::BadBankLine {
        line: bad.line,
        column: bad.column.map(letter),
        code: bad.code.to_owned(),
        detail: fields::detail(bad.code, lang, &[]),
    };
    wire::BankStatementImport {
        again: done.again,
        matched: count(done.matched),
        bad_lines_total: count(done.bad.len()),
        bad_lines: done.bad.iter().take(BAD_LINES_SHOWN_MAX).map(bad).collect(),
        statement: done.statement.map(statement),
    }
}

pub(super) fn line(shown: ShownLine) -> wire::BankLine {
    let line = shown.line;
    let how = line.matched.map(|(_, how)| match how {
        MatchedHow::Found => wire::BankMatch::Found,
        MatchedHow::Hand => wire::BankMatch::Hand,
    });
    wire::BankLine {
        id: line.id,
        fund_id: line.fund,
        statement_id: line.statement,
        line: line.line,
        day: line.day,
        fen: line.fen,
        balance_fen: line.balance_fen,
        serial: line.serial,
        reference: line.reference,
        counterparty: line.counterparty,
        memo: line.memo,
        how,
        posting: shown.posting.map(posting),
    }
}

pub(super) fn posting(of: CashPosting) -> wire::CashPosting {
    wire::CashPosting {
        id: of.id,
        kind: of.kind,
        at: of.at,
        fen: of.fen,
        income_id: of.income,
        disbursement_id: of.disbursement,
        title: of.title,
        reference: of.reference,
    }
}

pub(super) fn standing(of: Standing) -> wire::ReconciliationStanding {
    let side = |side: Side| wire::ReconciliationSide { count: side.count, fen: side.fen };
    wire::ReconciliationStanding {
        first_day: of.first_day,
        last_day: of.last_day,
        bank_fen: of.bank_fen,
        books_fen: of.books_fen,
        difference_fen: of.difference_fen(),
        only_bank: side(of.only_bank),
        only_books: side(of.only_books),
        booked_later: side(of.booked_later),
        unexplained_fen: of.unexplained_fen(),
    }
}

pub(super) fn reconciled(matched: usize, of: Option<Standing>) -> wire::Reconciled {
    wire::Reconciled { matched: count(matched), standing: of.map(standing) }
}

fn count(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
