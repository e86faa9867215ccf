//! Words for where projects stand, and for what happened to them.

use contract::funds::{MilestoneStage, ProjectProposer};
use domain::funds::projects::{CallStage, ProposerKind, StateName};

use crate::{components::Tone, i18n::projects};

/// A text of the app.
pub type Text = fn() -> &'static str;

/// Where a project stands.
pub fn state(state: StateName) -> (Tone, Text) {
    match state {
        StateName::Draft => (Tone::Neutral, projects::state_draft),
        StateName::Submitted => (Tone::Waiting, projects::state_submitted),
        StateName::Returned => (Tone::Alert, projects::state_returned),
        StateName::PublicComment => (Tone::Working, projects::state_public_comment),
        StateName::Deciding => (Tone::Waiting, projects::state_deciding),
        StateName::Approved => (Tone::Done, projects::state_approved),
        StateName::Offered => (Tone::Waiting, projects::state_offered),
        StateName::InProgress => (Tone::Working, projects::state_in_progress),
        StateName::Reported => (Tone::Waiting, projects::state_reported),
        StateName::Rating => (Tone::Working, projects::state_rating),
        StateName::Archived => (Tone::Done, projects::state_archived),
        StateName::Rejected => (Tone::Neutral, projects::state_rejected),
        StateName::Withdrawn => (Tone::Neutral, projects::state_withdrawn),
        StateName::Terminated => (Tone::Alert, projects::state_terminated),
    }
}

/// The states that the public can see a project in.
pub const PUBLIC: [StateName; 10] = [
    StateName::PublicComment,
    StateName::Deciding,
    StateName::Approved,
    StateName::Offered,
    StateName::InProgress,
    StateName::Reported,
    StateName::Rating,
    StateName::Archived,
    StateName::Rejected,
    StateName::Terminated,
];

/// The states as options of a filter.
pub fn state_options(states: &[StateName]) -> Vec<(String, String)> {
    states.iter().map(|one| (one.as_str().to_owned(), state(*one).1().to_owned())).collect()
}

/// Where a call stands.
pub fn call(stage: CallStage) -> (Tone, Text) {
    match stage {
        CallStage::Draft => (Tone::Neutral, projects::call_draft),
        CallStage::Announced => (Tone::Waiting, projects::call_announced),
        CallStage::Open => (Tone::Done, projects::call_open),
        CallStage::Closed => (Tone::Neutral, projects::call_closed),
    }
}

/// Where a milestone stands.
pub fn stage(stage: MilestoneStage) -> (Tone, Text) {
    match stage {
        MilestoneStage::Ahead => (Tone::Neutral, projects::stage_ahead),
        MilestoneStage::Reached => (Tone::Waiting, projects::stage_reached),
        MilestoneStage::Accepted => (Tone::Done, projects::stage_accepted),
    }
}

/// In whose name a project is proposed: residents by their name only where that is told.
pub fn proposer(proposer: &ProjectProposer) -> String {
    match (&proposer.name, proposer.kind) {
        (Some(name), _) => name.clone(),
        (None, ProposerKind::Resident) => projects::by_resident().to_owned(),
        (None, ProposerKind::Group) => projects::by_group().to_owned(),
        (None, ProposerKind::Organisation) => projects::by_organisation().to_owned(),
    }
}

/// Something that happened to a project; what this app does not know yet by its own name.
pub fn entry(kind: &str) -> (Tone, String) {
    let (tone, words): (Tone, Text) = match kind {
        "submitted" => (Tone::Working, projects::entry_submitted),
        "returned" => (Tone::Alert, projects::entry_returned),
        "screened" => (Tone::Done, projects::entry_screened),
        "screened_out" => (Tone::Alert, projects::entry_screened_out),
        "withdrawn" => (Tone::Neutral, projects::entry_withdrawn),
        "put" => (Tone::Working, projects::entry_put),
        "approved" => (Tone::Done, projects::entry_approved),
        "rejected" => (Tone::Alert, projects::entry_rejected),
        "undecided" => (Tone::Neutral, projects::entry_undecided),
        "agreed" => (Tone::Working, projects::entry_agreed),
        "countersigned" => (Tone::Done, projects::entry_countersigned),
        "milestone_reached" => (Tone::Working, projects::entry_milestone_reached),
        "milestone_accepted" => (Tone::Done, projects::entry_milestone_accepted),
        "milestone_refused" => (Tone::Alert, projects::entry_milestone_refused),
        "reported" => (Tone::Working, projects::entry_reported),
        "report_returned" => (Tone::Alert, projects::entry_report_returned),
        "report_accepted" => (Tone::Done, projects::entry_report_accepted),
        "archived" => (Tone::Done, projects::entry_archived),
        "termination_put" => (Tone::Alert, projects::entry_termination_put),
        "goes_on" => (Tone::Working, projects::entry_goes_on),
        "terminated" => (Tone::Alert, projects::entry_terminated),
        unknown => return (Tone::Neutral, unknown.to_owned()),
    };
    (tone, words().to_owned())
}

/// In which part somebody did it.
pub fn side(side: &str) -> &'static str {
    match side {
        "proposer" => projects::side_proposer(),
        "team" => projects::side_team(),
        "office" => projects::side_office(),
        "committee" => projects::side_committee(),
        _ => "",
    }
}

/// The mean of ratings with one place behind the point, rounded half up; none where nobody rated.
pub fn mean(sum: i64, count: i64) -> Option<String> {
    if count <= 0 {
        return None;
    }
    let tenths = (sum * 20 + count) / (count * 2);
    Some(format!("{}.{}", tenths / 10, tenths % 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_has_one_place_and_none_where_nobody_rated() {
        assert_eq!(mean(9, 2).as_deref(), Some("4.5"));
        assert_eq!(mean(14, 3).as_deref(), Some("4.7"));
        assert_eq!(mean(5, 1).as_deref(), Some("5.0"));
        assert_eq!(mean(0, 0), None);
    }

    #[test]
    fn every_state_and_everything_that_happens_has_its_own_words() {
        let words: std::collections::BTreeSet<&str> =
            StateName::ALL.into_iter().map(|one| state(one).1()).collect();
        assert_eq!(words.len(), StateName::ALL.len());
        assert_ne!(entry("approved").1, entry("rejected").1);
        assert_eq!(entry("something_new").1, "something_new");
    }
}
