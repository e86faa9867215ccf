//! Words for what is paid on line.

use domain::funds::payments::{DifferenceKind, PaymentChannel, PaymentState, RefundState};

use super::words::Text;
use crate::{components::Tone, i18n::online};

/// Through whom somebody pays.
pub fn channel(channel: PaymentChannel) -> Text {
    match channel {
        PaymentChannel::Wechat => online::wechat,
        PaymentChannel::Alipay => online::alipay,
    }
}

/// Where a payment stands.
pub fn state(state: PaymentState) -> (Tone, Text) {
    match state {
        PaymentState::Created => (Tone::Waiting, online::state_created),
        PaymentState::Paid => (Tone::Done, online::state_paid),
        PaymentState::PartRefunded => (Tone::Working, online::state_part_refunded),
        PaymentState::Refunded => (Tone::Neutral, online::state_refunded),
        PaymentState::PaidLate => (Tone::Alert, online::state_paid_late),
        PaymentState::Closed => (Tone::Neutral, online::state_closed),
        PaymentState::Expired => (Tone::Neutral, online::state_expired),
    }
}

/// How far a refund got.
pub fn refund(state: RefundState) -> (Tone, Text) {
    match state {
        RefundState::Early | RefundState::Asked => (Tone::Working, online::refund_asked),
        RefundState::Done => (Tone::Done, online::refund_done),
        RefundState::Failed => (Tone::Alert, online::refund_failed),
    }
}

/// In what a bill and the payments differ.
pub fn difference(kind: DifferenceKind) -> Text {
    match kind {
        DifferenceKind::MissingHere => online::missing_here,
        DifferenceKind::MissingThere => online::missing_there,
        DifferenceKind::AmountDiffers => online::amount_differs,
        DifferenceKind::StateDiffers => online::state_differs,
        DifferenceKind::TransactionDiffers => online::transaction_differs,
        DifferenceKind::RepeatedHere => online::repeated_here,
        DifferenceKind::RepeatedThere => online::repeated_there,
    }
}
