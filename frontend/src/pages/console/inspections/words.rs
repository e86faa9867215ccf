//! Words for what rounds are and where they stand.

use chrono::{Datelike as _, NaiveDate};
use domain::{
    areas::AreaKind,
    inspections::{DrawPlan, Month, Notice, Regularity, Report, Subjects},
    town_time,
};

use crate::{components::Tone, device, format, i18n::rounds, pages::console::words};

/// Every state that the list can be narrowed to, in the order of a round's way.
pub(super) const STATES: [&str; 7] =
    ["planned", "committed", "drawn", "started", "objections", "published", "cancelled"];

/// `2026年3月`
pub(super) fn month(month: Month) -> String {
    let first = NaiveDate::from_ymd_opt(month.year().into(), month.month().into(), 1);
    format::month(first.unwrap_or_default())
}

/// The month that the town is in.
pub(super) fn this_month() -> Option<Month> {
    let today = town_time::date(device::now());
    Month::new(u16::try_from(today.year()).ok()?, u8::try_from(today.month()).ok()?).ok()
}

/// So many months from this one; below 0 before it.
pub(super) fn month_away(months: i32) -> Option<Month> {
    let index = i64::from(this_month()?.index()) + i64::from(months);
    Month::from_index(u32::try_from(index).ok()?).ok()
}

/// A state in a word.
pub(super) fn state(state: &str) -> String {
    match state {
        "planned" => rounds::state_planned(),
        "committed" => rounds::state_committed(),
        "drawn" => rounds::state_drawn(),
        "started" => rounds::state_started(),
        "objections" => rounds::state_objections(),
        "published" => rounds::state_published(),
        "cancelled" => rounds::state_cancelled(),
        // A newer server may know more states: its own word is better than nothing.
        other => return other.to_owned(),
    }
    .to_owned()
}

/// What a state means for those who hold the round.
pub(super) fn tone(state: &str) -> Tone {
    match state {
        "started" => Tone::Working,
        "published" => Tone::Done,
        "committed" | "drawn" | "objections" => Tone::Waiting,
        _ => Tone::Neutral,
    }
}

/// An objection's state in a word, and what it means.
pub(super) fn objection(state: &str) -> (String, Tone) {
    let (words, tone) = match state {
        "open" => (rounds::objection_open(), Tone::Waiting),
        "upheld" => (rounds::objection_upheld(), Tone::Done),
        "dismissed" => (rounds::objection_dismissed(), Tone::Neutral),
        "withdrawn" => (rounds::objection_withdrawn(), Tone::Neutral),
        other => return (other.to_owned(), Tone::Neutral),
    };
    (words.to_owned(), tone)
}

/// What is inspected.
pub(super) fn subjects(subjects: Subjects) -> &'static str {
    match subjects {
        Subjects::Villages => rounds::subjects_villages(),
        Subjects::VillagerGroups => rounds::subjects_groups(),
        Subjects::Households => rounds::subjects_households(),
    }
}

/// How many of what is inspected.
pub(super) fn places(subjects: Subjects, count: usize) -> String {
    match subjects {
        Subjects::Villages => rounds::villages_counted(count),
        Subjects::VillagerGroups => rounds::groups_counted(count),
        Subjects::Households => rounds::households_counted(count),
    }
}

/// Whether it belongs to the monthly routine.
pub(super) fn regularity(regularity: Regularity) -> &'static str {
    match regularity {
        Regularity::Regular => rounds::regular(),
        Regularity::Irregular => rounds::irregular(),
    }
}

/// Whether places are told before.
pub(super) fn notice(notice: Notice) -> &'static str {
    match notice {
        Notice::Open => rounds::open(),
        Notice::Covert => rounds::covert(),
    }
}

/// Who learns the result.
pub(super) fn report(report: Report) -> &'static str {
    match report {
        Report::PublicBulletin => rounds::public_bulletin(),
        Report::SpecialReport => rounds::special_report(),
    }
}

/// The three choices in a line.
pub(super) fn axes(regular: Regularity, noticed: Notice, reported: Report) -> String {
    format!("{} · {} · {}", regularity(regular), notice(noticed), report(reported))
}

/// What is drawn.
pub(super) fn draw(plan: Option<DrawPlan>, inspected: Subjects) -> String {
    match plan {
        None => rounds::draws_nothing().to_owned(),
        Some(DrawPlan::Subjects { take }) => rounds::draws_subjects(places(inspected, take as usize)),
        Some(DrawPlan::Within { kind, take }) => {
            rounds::draws_within(subjects(inspected), take, kind_of(kind))
        }
    }
}

/// What is drawn inside a place.
pub(super) fn kind_of(kind: AreaKind) -> &'static str {
    words::kind(kind)
}

/// The address of a round's page.
pub(super) fn address(id: impl std::fmt::Display) -> String {
    format!("{}/inspections/rounds/{id}", super::super::BASE)
}
