//! How much can still be earned before a cap refuses, counted as the server counts it: the server decides.

use chrono::{Datelike, NaiveDate};
use contract::points::{Claim, Programme};
use domain::{
    ids::UserId,
    points::{Activity, Cap, ClaimStateName, ProgrammeRules, Used},
};
use leptos::prelude::*;

use super::{super::words, offered::Offered};
use crate::{
    components::{Notice, Tone},
    i18n::points,
    session::Session,
};

/// What a cap leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Which cap.
    pub cap: Cap,
    /// What it allows.
    pub max: i64,
    /// What of it is left.
    pub left: i64,
}

/// What every cap leaves to somebody on a day.
pub fn rooms(rules: &ProgrammeRules, activity: &Activity, used: &Used) -> Vec<Room> {
    let caps = [
        (Cap::ActivityDay, activity.caps.day, used.activity_day),
        (Cap::ActivityMonth, activity.caps.month, used.activity_month),
        (Cap::ActivityPeriod, activity.caps.period, used.activity_period),
        (Cap::Day, rules.day_max, used.day),
        (Cap::Month, rules.month_max, used.month),
    ];
    let room = |(cap, max, used): (Cap, Option<i64>, i64)| {
        let max = max?;
        Some(Room { cap, max, left: max.saturating_sub(used).max(0) })
    };
    caps.into_iter().filter_map(room).collect()
}

/// What somebody has earned or waits for, beside a deed of this activity on this day.
pub fn used(claims: &[Claim], programme: &Programme, me: UserId, activity: &str, day: NaiveDate) -> Used {
    let mut used = Used::default();
    let counts = |claim: &&Claim| {
        claim.programme_id == programme.id
            && matches!(claim.state, ClaimStateName::Submitted | ClaimStateName::Approved)
            && claim.beneficiary.as_ref().is_some_and(|person| person.id == me)
    };
    for claim in claims.iter().filter(counts) {
        let left = claim.points - claim.taken_back - claim.unrecovered;
        let same_month = (claim.day.year(), claim.day.month()) == (day.year(), day.month());
        used.add(left, claim.activity == activity, claim.day == day, same_month);
    }
    used
}

/// What the caps of a chosen activity leave on a day; nothing where it is not known whose deeds count.
pub fn of(
    offered: &Offered,
    programme: &Programme,
    activity: &Activity,
    day: NaiveDate,
) -> Option<Vec<Room>> {
    let claims = offered.claims.as_ref()?;
    let me = Session::get().me()?.id;
    let rules = words::rules(programme)?;
    Some(rooms(rules, activity, &used(claims, programme, me, &activity.code, day)))
}

/// The caps in a line each; where one leaves too little, in amber.
#[component]
pub fn Left(
    /// What they leave.
    rooms: Vec<Room>,
    /// What is wanted.
    wanted: i64,
) -> impl IntoView {
    let short = rooms.iter().any(|room| room.left < wanted);
    let line = |room: Room| view! { <li>{move || words::room(room.cap, room.left, room.max)}</li> };
    (!rooms.is_empty()).then(|| {
        view! {
            <Notice tone=if short { Tone::Waiting } else { Tone::Working }>
                {short.then(|| view! { <p><strong>{points::cap_short}</strong></p> })}
                <ul class="bullets">{rooms.into_iter().map(line).collect_view()}</ul>
            </Notice>
        }
    })
}
