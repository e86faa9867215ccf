//! Words for what is found.

use contract::funds::{FindingSaid, FindingStanding};
use domain::funds::findings::{Kind, Severity};

use crate::{components::Tone, i18n::disbursements as texts, pages::funds::words::Text};

/// What was found.
pub fn kind(kind: Kind) -> Text {
    match kind {
        Kind::FourEyes => texts::finding_four_eyes,
        Kind::PayeeApproves => texts::finding_payee_approves,
        Kind::SplitPayments => texts::finding_split_payments,
        Kind::InvoiceNumberTwice => texts::finding_invoice_number_twice,
        Kind::InvoiceImageTwice => texts::finding_invoice_image_twice,
        Kind::RoundAmount => texts::finding_round_amount,
    }
}

/// How bad that is.
pub fn severity(severity: Severity) -> (Tone, Text) {
    match severity {
        Severity::Low => (Tone::Neutral, texts::severity_low),
        Severity::Medium => (Tone::Waiting, texts::severity_medium),
        Severity::High => (Tone::Alert, texts::severity_high),
    }
}

/// Where it stands.
pub fn standing(standing: FindingStanding) -> (Tone, Text) {
    match standing {
        FindingStanding::Open => (Tone::Waiting, texts::finding_open),
        FindingStanding::Answered => (Tone::Working, texts::finding_answered),
        FindingStanding::Settled => (Tone::Done, texts::finding_settled),
    }
}

/// The states, with the words that stand for them in addresses.
pub const STANDINGS: [(FindingStanding, &str); 3] = [
    (FindingStanding::Open, "open"),
    (FindingStanding::Answered, "answered"),
    (FindingStanding::Settled, "settled"),
];

/// What was said.
pub fn said(said: FindingSaid) -> (Tone, Text) {
    match said {
        FindingSaid::Answered => (Tone::Working, texts::said_answered),
        FindingSaid::AskedAgain => (Tone::Waiting, texts::said_asked_again),
        FindingSaid::Settled => (Tone::Done, texts::said_settled),
    }
}
