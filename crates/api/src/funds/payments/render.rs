//! Payments as they are shown.

use app::funds::payments::{Difference, Shown};
use contract::funds as wire;

/// A payment; with the codes of refusals for who keeps the books.
pub(super) fn payment(shown: Shown, with_faults: bool) -> wire::Payment {
    let Shown { payment, receipt_number } = shown;
    let state = payment.state();
    let settlement = payment.settlement;
    let refund = |(number, refund): (payments::RefundNumber, app::funds::payments::StoredRefund)| {
        wire::PaymentRefund {
            number: number.into(),
            amount_fen: refund.amount.get(),
            state: refund.state,
            reason: refund.reason,
            wanted_at: refund.wanted_at,
            refunded_at: refund.refunded_at,
            fault: refund.fault.filter(|_| with_faults),
        }
    };
    wire::Payment {
        id: payment.id,
        fund_id: payment.fund,
        channel: payment.channel,
        amount_fen: settlement.amount.get(),
        purpose: payment.purpose.map(|purpose| purpose.to_string()),
        donor_name: payment.donor_name,
        named: payment.named,
        message: payment.message,
        state,
        opened_at: payment.opened_at,
        expires_at: settlement.expires_at,
        code: payment.code.filter(|_| state.is_open()),
        paid_at: settlement.paid.as_ref().map(|paid| paid.paid_at),
        transaction: settlement.paid.map(|paid| paid.transaction),
        income_id: payment.income,
        receipt_number,
        refunds: payment.refunds.into_iter().map(refund).collect(),
        version: payment.version,
    }
}

/// A difference.
pub(super) fn difference(found: Difference) -> wire::PaymentDifference {
    let (note, answered_by, answered_at) = match found.answered {
        Some(answered) => (Some(answered.note), Some(answered.name), Some(answered.at)),
        None => (None, None, None),
    };
    wire::PaymentDifference {
        id: found.id,
        channel: found.channel,
        day: found.day,
        kind: found.kind,
        payment_id: found.payment,
        order: found.order,
        refund: found.refund,
        ours_fen: found.ours_fen,
        theirs_fen: found.theirs_fen,
        ours_transaction: found.ours_transaction,
        theirs_transaction: found.theirs_transaction,
        found_at: found.found_at,
        note,
        answered_by,
        answered_at,
    }
}
