//! Disbursements, payees and budgets as they are shown.

use app::funds::{
    budget::StoredLine,
    disbursements::{Listed, PayeeSeen, Shown, StoredInvoice, Taken},
    payees::StoredPayee,
    payouts::Payout,
};
use contract::funds as wire;
use domain::funds::disbursements::DisbursementState;

use crate::funds::render::code;

pub(super) fn line(stored: StoredLine) -> wire::FundLine {
    let line = &stored.line;
    wire::FundLine {
        number: stored.number,
        title: stored.title,
        limit_fen: line.limit.fen(),
        purpose: code(line.purpose.as_ref()),
        reserved_fen: line.reserved_fen,
        spent_fen: line.spent_fen,
        left_fen: line.left_fen(),
    }
}

pub(super) fn payee(stored: StoredPayee) -> wire::FundPayee {
    wire::FundPayee {
        id: stored.id,
        kind: stored.kind,
        name: stored.name,
        has_account: stored.user.is_some(),
        provider_id: stored.provider,
        area_id: stored.area,
        added_at: stored.added_at,
    }
}

fn seen(payee: PayeeSeen) -> wire::DisbursementPayee {
    let PayeeSeen { id, kind, name } = payee;
    wire::DisbursementPayee { id, kind, name }
}

pub(in crate::funds) fn listed(found: Listed) -> wire::DisbursementSummary {
    let Listed { stored, payee, project } = found;
    wire::DisbursementSummary {
        id: stored.id,
        fund_id: stored.fund,
        title: stored.title,
        amount_fen: stored.amount,
        purpose: code(stored.purpose.as_ref()),
        project_id: stored.line.project,
        project_title: project,
        line: stored.line.number,
        milestone: stored.milestone,
        resolution_id: stored.resolution,
        settlement_id: stored.settlement,
        payout_id: stored.payout,
        payee: seen(payee),
        state: stored.state.name(),
        proposed_at: stored.proposed.1,
        paid_at: stored.paid.map(|(_, at)| at),
        version: stored.version,
    }
}

fn invoice(stored: StoredInvoice) -> wire::DisbursementInvoice {
    wire::DisbursementInvoice {
        number: stored.invoice.number.as_str().to_owned(),
        seller: stored.seller,
        amount_fen: stored.invoice.amount.fen(),
        photo_id: stored.photo,
    }
}

pub(super) fn disbursement(shown: Shown) -> wire::Disbursement {
    let stored = &shown.listed.stored;
    let (posting_id, entry_id, reversal_id) = (stored.posting, stored.entry, stored.reversal);
    let (reason, reference) = (stored.reason.clone(), stored.reference.clone());
    let project_ended = matches!(stored.state, DisbursementState::Refused { by: None, .. });
    let step = |Taken { to, at, by }: Taken| wire::DisbursementStep { to, at, by };
    wire::Disbursement {
        summary: listed(shown.listed),
        line_title: shown.line,
        steps: shown.steps.into_iter().map(step).collect(),
        reference: reference.filter(|_| shown.invoices.is_some()),
        reason,
        project_ended,
        invoice_count: shown.invoice_count,
        invoices: shown.invoices.map(|all| all.into_iter().map(invoice).collect()),
        posting_id,
        entry_id,
        reversal_id,
        actions: shown.actions,
    }
}

pub(super) fn payout(found: Payout) -> wire::Payout {
    wire::Payout {
        id: found.id,
        fund_id: found.fund,
        settlement_id: found.settlement,
        half_year: found.half_year,
        revision: found.revision,
        hash: found.hash,
        total_fen: found.total_fen,
        made_at: found.made_at,
        disbursements: found.items.into_iter().map(listed).collect(),
    }
}
