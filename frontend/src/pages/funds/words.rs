//! Words for what the rules of funds name.

use contract::funds::{FundPurpose, IncomeSource, Resolution, ResolutionMatter, ResolutionStanding};
use domain::funds::{
    FundState, Part, Step, Threshold,
    committee::{Choice, Outcome, RecusalGround},
    income::{Channel, Form, IncomeState, SourceKind},
};

use crate::{components::Tone, format, i18n::funds};

/// A text of the app.
pub type Text = fn() -> &'static str;

/// Where a fund stands.
pub fn state(state: FundState) -> (Tone, Text) {
    match state {
        FundState::Founding => (Tone::Waiting, funds::state_founding),
        FundState::Open => (Tone::Done, funds::state_open),
        FundState::Closing => (Tone::Working, funds::state_closing),
        FundState::Closed => (Tone::Neutral, funds::state_closed),
    }
}

/// Where something comes from.
pub fn source(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Donation => funds::source_donation(),
        SourceKind::Subsidy => funds::source_subsidy(),
        SourceKind::Sponsorship => funds::source_sponsorship(),
        SourceKind::SelfRaised => funds::source_self_raised(),
        SourceKind::Interest => funds::source_interest(),
    }
}

/// The kind of a source with what belongs to it.
pub fn source_kind(source: &IncomeSource) -> SourceKind {
    match source {
        IncomeSource::Donation { .. } => SourceKind::Donation,
        IncomeSource::Subsidy { .. } => SourceKind::Subsidy,
        IncomeSource::Sponsorship { .. } => SourceKind::Sponsorship,
        IncomeSource::SelfRaised {} => SourceKind::SelfRaised,
        IncomeSource::Interest {} => SourceKind::Interest,
    }
}

/// Every part of the books, in the order in which they are offered.
pub const PARTS: [Part; 7] =
    [Part::Cash, Part::Opening, Part::Income, Part::Expense, Part::Goods, Part::InKind, Part::HandedOut];

/// A part of the books.
pub fn part(part: Part) -> &'static str {
    match part {
        Part::Cash => funds::part_cash(),
        Part::Opening => funds::part_opening(),
        Part::Income => funds::part_income(),
        Part::Expense => funds::part_expense(),
        Part::Goods => funds::part_goods(),
        Part::InKind => funds::part_in_kind(),
        Part::HandedOut => funds::part_handed_out(),
    }
}

/// In which form something is given.
pub fn form(form: Form) -> &'static str {
    match form {
        Form::Money => funds::form_money(),
        Form::InKind => funds::form_in_kind(),
    }
}

/// How something comes in.
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Counter => funds::channel_counter(),
        Channel::Bank => funds::channel_bank(),
        Channel::Online => funds::channel_online(),
    }
}

/// Where an income stands.
pub fn income(state: IncomeState) -> (Tone, Text) {
    match state {
        IncomeState::Expected => (Tone::Waiting, funds::income_expected),
        IncomeState::Received => (Tone::Done, funds::income_received),
        IncomeState::Cancelled => (Tone::Neutral, funds::income_cancelled),
        IncomeState::Reversed => (Tone::Alert, funds::income_reversed),
    }
}

/// What a kind of postings is called; one that this app does not know yet by its own name.
pub fn posting_kind(kind: &str) -> String {
    let words = match kind {
        "funds.income" => funds::posting_income(),
        "funds.income_reversed" => funds::posting_income_reversed(),
        "funds.disbursement" => funds::posting_disbursement(),
        "funds.disbursement_reversed" => funds::posting_disbursement_reversed(),
        "funds.earmarked" => funds::posting_earmarked(),
        "funds.released" => funds::posting_released(),
        "funds.lifted" => funds::posting_lifted(),
        "funds.opening" => funds::posting_opening(),
        "funds.opening_reversed" => funds::posting_opening_reversed(),
        unknown => return unknown.to_owned(),
    };
    words.to_owned()
}

/// A step of a disbursement.
pub fn step(step: Step) -> &'static str {
    match step {
        Step::Propose => funds::step_propose(),
        Step::Approve => funds::step_approve(),
        Step::Pay => funds::step_pay(),
    }
}

/// How much of a whole is needed.
pub fn threshold(threshold: Threshold) -> String {
    let (Threshold::AtLeast(share) | Threshold::MoreThan(share)) = threshold;
    let (parts, whole) = share.fraction();
    match threshold {
        Threshold::AtLeast(_) => funds::at_least(parts.to_string(), whole.to_string()),
        Threshold::MoreThan(_) => funds::more_than(parts.to_string(), whole.to_string()),
    }
}

/// What a member said.
pub fn choice(choice: Choice) -> (Tone, Text) {
    match choice {
        Choice::Yes => (Tone::Done, funds::choice_yes),
        Choice::No => (Tone::Alert, funds::choice_no),
        Choice::Abstain => (Tone::Neutral, funds::choice_abstain),
    }
}

/// Why a member keeps out of a decision.
pub fn recusal(ground: RecusalGround) -> &'static str {
    match ground {
        RecusalGround::Declared => funds::recusal_declared(),
        RecusalGround::TakesPart => funds::recusal_takes_part(),
        RecusalGround::Paid => funds::recusal_paid(),
        RecusalGround::Kin => funds::recusal_kin(),
    }
}

/// Where a resolution stands, and how it was decided.
pub fn standing(resolution: &Resolution) -> (Tone, Text) {
    match (resolution.state, resolution.outcome) {
        (ResolutionStanding::Open, _) => (Tone::Waiting, funds::standing_open),
        (ResolutionStanding::Withdrawn, _) => (Tone::Neutral, funds::standing_withdrawn),
        (ResolutionStanding::Decided, Some(Outcome::Carried)) => (Tone::Done, funds::outcome_carried),
        (ResolutionStanding::Decided, Some(Outcome::Rejected)) => (Tone::Alert, funds::outcome_rejected),
        (ResolutionStanding::Decided, Some(Outcome::NoQuorum)) => (Tone::Neutral, funds::outcome_no_quorum),
        (ResolutionStanding::Decided, Some(Outcome::TooManyRecused)) => {
            (Tone::Neutral, funds::outcome_too_many_recused)
        }
        (ResolutionStanding::Decided, None) => (Tone::Neutral, funds::standing_decided),
    }
}

/// What is decided on, in words.
pub fn matter(matter: &ResolutionMatter, purposes: &[FundPurpose]) -> String {
    match matter {
        ResolutionMatter::Charter { .. } => funds::matter_charter().to_owned(),
        ResolutionMatter::Project { budget_fen, .. } => {
            funds::matter_project(format::money(budget_fen.fen()))
        }
        ResolutionMatter::Termination { .. } => funds::matter_termination().to_owned(),
        ResolutionMatter::Spending { most_fen } => funds::matter_spending(format::money(most_fen.fen())),
        ResolutionMatter::Earmark { purpose: code, most_fen } => {
            funds::matter_earmark(format::money(most_fen.fen()), purpose(Some(code), purposes))
        }
        ResolutionMatter::Release { purpose: code, most_fen } => {
            funds::matter_release(purpose(Some(code), purposes), format::money(most_fen.fen()))
        }
        ResolutionMatter::Lifting { purpose: code, most_fen } => {
            funds::matter_lifting(purpose(Some(code), purposes), format::money(most_fen.fen()))
        }
        ResolutionMatter::WindingUp {} => funds::matter_winding_up().to_owned(),
    }
}

/// What people call a purpose; its code where the fund's own name for it is not here, and "anything" for none.
pub fn purpose(code: Option<&str>, purposes: &[FundPurpose]) -> String {
    let Some(code) = code else { return funds::purpose_free().to_owned() };
    let known = purposes.iter().find(|purpose| purpose.code == code);
    known.map_or(code, |purpose| purpose.name.as_str()).to_owned()
}

/// The purposes as options of a field.
pub fn purpose_options(purposes: &[FundPurpose]) -> Vec<(String, String)> {
    purposes.iter().map(|purpose| (purpose.code.clone(), purpose.name.clone())).collect()
}

/// An amount with its sign: what came, what went.
pub fn signed(fen: i64) -> String {
    let shown = format::money(fen);
    if fen > 0 { format!("+{shown}") } else { shown }
}

#[cfg(test)]
mod tests {
    use domain::funds::Share;

    use super::*;

    #[test]
    fn a_purpose_has_its_name_its_code_or_is_anything() {
        let had = [FundPurpose { code: "education".into(), name: "助学".into() }];
        assert_eq!(purpose(Some("education"), &had), "助学");
        assert_eq!(purpose(Some("gone"), &had), "gone");
        assert_eq!(purpose(None, &had), funds::purpose_free());
    }

    #[test]
    fn a_threshold_names_its_fraction() {
        let two_thirds = Share::new(2, 3).unwrap();
        assert!(threshold(Threshold::AtLeast(two_thirds)).contains("2/3"));
        assert_ne!(threshold(Threshold::AtLeast(two_thirds)), threshold(Threshold::MoreThan(two_thirds)));
    }
}
