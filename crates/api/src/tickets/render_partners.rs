//! Who beside the town has a part in a ticket, as the wire has them.

use app::{
    providers::Named,
    tickets::{Call, ListedCall, Material, MaterialSum, Quotation, Worker},
};
use contract::tickets as wire;
use domain::tickets::{QuotationLine, thousandths_text};

use super::render::item;

pub(super) fn provider(named: Named) -> wire::ProviderName {
    wire::ProviderName { id: named.id, name: named.name, kind: named.kind }
}

pub(super) fn call(call: Call) -> wire::Call {
    wire::Call {
        id: call.id,
        provider: provider(call.provider),
        state: call.state,
        text: call.text,
        called_by: call.called_by,
        called_at: call.called_at,
        until: call.until,
        overdue: call.is_overdue,
        answer: call.answer,
        answered_by: call.answered_by,
        answered_at: call.answered_at,
        can_report: call.can_report,
        can_withdraw: call.can_withdraw,
    }
}

pub(super) fn listed_call(listed: ListedCall) -> wire::ListedCall {
    wire::ListedCall { call: call(listed.call), ticket: item(listed.ticket) }
}

pub(super) fn quotation(quotation: Quotation) -> wire::Quotation {
    wire::Quotation {
        id: quotation.id,
        provider: provider(quotation.provider),
        state: quotation.state,
        payer: quotation.payer,
        lines: quotation.lines.into_iter().map(line).collect(),
        total_fen: quotation.total_fen,
        text: quotation.text,
        quoted_at: quotation.quoted_at,
        good_until: quotation.good_until,
        answer: quotation.answer,
        answered_at: quotation.answered_at,
        can_decide: quotation.can_decide,
        can_withdraw: quotation.can_withdraw,
    }
}

fn line(line: QuotationLine) -> wire::QuotedLine {
    let amount_fen = line.amount_fen();
    let QuotationLine { description, quantity, unit, unit_price_fen } = line;
    let line = wire::QuotationLine { description, quantity: quantity.to_string(), unit, unit_price_fen };
    wire::QuotedLine { line, amount_fen }
}

pub(super) fn material(material: Material) -> wire::Material {
    wire::Material { name: material.name, quantity: material.quantity.to_string(), unit: material.unit }
}

pub(super) fn material_sum(sum: MaterialSum) -> wire::MaterialSum {
    wire::MaterialSum {
        name: sum.name,
        unit: sum.unit,
        quantity: thousandths_text(sum.thousandths),
        tickets: sum.tickets.unsigned_abs(),
    }
}

pub(super) fn worker(worker: Worker) -> wire::ProviderWorker {
    wire::ProviderWorker {
        id: worker.user,
        name: worker.name,
        open: worker.open.unsigned_abs(),
        overdue: worker.overdue.unsigned_abs(),
        solved: worker.solved.unsigned_abs(),
    }
}
