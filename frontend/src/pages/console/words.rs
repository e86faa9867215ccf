//! Words for what the rules name: states of tickets, what happened to them.

use contract::grants::Grant;
use domain::{
    areas::AreaKind,
    identity::UserState,
    memberships::{MembershipState, Relation},
    permissions::Role,
    tickets::{Measure, StateName},
};

use crate::{
    components::Tone,
    i18n::{console, people, places, rectifications},
    pages::moves::words as moves,
};

pub(super) use crate::pages::roles::role;

/// A ticket's state in a word.
pub(super) fn state(state: StateName) -> &'static str {
    match state {
        StateName::Submitted => console::state_submitted(),
        StateName::InProgress => console::state_in_progress(),
        StateName::Solved => console::state_solved(),
        StateName::Reopened => console::state_reopened(),
        StateName::Closed => console::state_closed(),
        StateName::Withdrawn => console::state_withdrawn(),
        other => moves::state(other).map_or("", |(words, _)| words()),
    }
}

/// People to choose from: who they are, what they do and where.
pub(super) fn people(people: &[(Grant, Role)]) -> Vec<(String, String)> {
    let words = |(person, held): &(Grant, Role)| {
        let text = format!("{} · {} · {}", person.display_name, role(*held), person.area_name);
        (person.user_id.to_string(), text)
    };
    people.iter().map(words).collect()
}

/// What a ticket's state means for those who handle it.
pub(super) fn tone(state: StateName) -> Tone {
    match state {
        StateName::Submitted | StateName::Solved => Tone::Waiting,
        StateName::InProgress => Tone::Working,
        StateName::Reopened => Tone::Alert,
        StateName::Closed => Tone::Done,
        StateName::Withdrawn => Tone::Neutral,
        other => moves::state(other).map_or(Tone::Neutral, |(_, tone)| tone),
    }
}

/// One thing that happened to a ticket, by its name in the API, and what it means.
pub(super) fn happened(kind: &str) -> (String, Tone) {
    let (words, tone) = match kind {
        "reported" => (console::event_reported(), Tone::Waiting),
        "taken" => (console::event_taken(), Tone::Working),
        "assigned" => (console::event_assigned(), Tone::Working),
        "solved" => (console::event_solved(), Tone::Waiting),
        "confirmed" => (console::event_confirmed(), Tone::Done),
        "window_passed" => (console::event_window_passed(), Tone::Done),
        "reopened" => (console::event_reopened(), Tone::Alert),
        "withdrawn" => (console::event_withdrawn(), Tone::Neutral),
        "look_back_passed" => (rectifications::event_look_back_passed(), Tone::Done),
        "look_back_failed" => (rectifications::event_look_back_failed(), Tone::Alert),
        "lapsed" => (rectifications::event_lapsed(), Tone::Neutral),
        "message" => (console::event_message(), Tone::Neutral),
        "contact_revealed" => (console::event_contact_revealed(), Tone::Alert),
        other => match moves::event(other) {
            Some((words, tone)) => (words(), tone),
            // A newer server may tell more than this page knows: its own word is better than nothing.
            None => return (other.to_owned(), Tone::Neutral),
        },
    };
    (words.to_owned(), tone)
}

/// Who did something to a ticket; officials are named, reporters never.
pub(super) fn side(side: &str) -> String {
    match side {
        "reporter" => console::side_reporter().to_owned(),
        "handler" => console::side_handler().to_owned(),
        "office" => console::side_office().to_owned(),
        "inspector" => rectifications::side_inspector().to_owned(),
        "system" => console::side_system().to_owned(),
        other => other.to_owned(),
    }
}

/// What a place is.
pub(super) fn kind(kind: AreaKind) -> &'static str {
    match kind {
        AreaKind::Province => places::kind_province(),
        AreaKind::City => places::kind_city(),
        AreaKind::County => places::kind_county(),
        AreaKind::Town => places::kind_town(),
        AreaKind::Village => places::kind_village(),
        AreaKind::Community => places::kind_community(),
        AreaKind::Grid => places::kind_grid(),
        AreaKind::Building => places::kind_building(),
        AreaKind::VillagerGroup => places::kind_villager_group(),
        AreaKind::Household => places::kind_household(),
    }
}

/// What somebody is to a household.
pub(super) fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Owner => people::relation_owner(),
        Relation::Tenant => people::relation_tenant(),
        Relation::Family => people::relation_family(),
    }
}

/// Where somebody stands with a household.
pub(super) fn membership(state: MembershipState) -> (&'static str, Tone) {
    match state {
        MembershipState::Pending => (people::member_pending(), Tone::Waiting),
        MembershipState::Confirmed => (people::member_confirmed(), Tone::Done),
        MembershipState::Refused => (people::member_refused(), Tone::Neutral),
        MembershipState::Ended => (people::member_ended(), Tone::Neutral),
    }
}

/// Where an account stands.
pub(super) fn account(state: UserState) -> (&'static str, Tone) {
    match state {
        UserState::Active => (people::user_active(), Tone::Done),
        UserState::Locked => (people::user_locked(), Tone::Alert),
        UserState::Closed => (people::user_closed(), Tone::Neutral),
    }
}

/// What a number of the situation counts.
pub(super) fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Reported => console::measure_reported(),
        Measure::AnsweredInTime => console::measure_answered_in_time(),
        Measure::AnswerExpected => console::measure_answer_expected(),
        Measure::Solved => console::measure_solved(),
        Measure::SolutionExpected => console::measure_solution_expected(),
        Measure::Satisfied => console::measure_satisfied(),
        Measure::OpinionExpected => console::measure_opinion_expected(),
    }
}
