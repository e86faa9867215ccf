//! How much can still be earned before a cap refuses, as the server counts it.

use chrono::NaiveDate;
use contract::points::{EarningLimit, EarningLimits, ListEarningLimits};
use domain::ids::ProgrammeId;
use leptos::prelude::*;

use super::super::words;
use crate::{
    components::{Notice, Tone},
    fetch::fetch,
    i18n::points,
};

/// What the caps of an activity leave.
pub fn of(limits: &EarningLimits, programme: ProgrammeId, activity: &str) -> Vec<EarningLimit> {
    let programme = limits.items.iter().find(|one| one.programme_id == programme);
    let activity = programme.and_then(|one| one.activities.iter().find(|one| one.activity == activity));
    activity.map(|one| one.caps.clone()).unwrap_or_default()
}

/// What the caps of an activity leave on a day, in a line each; where one leaves too little, in amber. Nothing where it
/// cannot be asked: the server decides in any case.
#[component]
pub fn Left(
    /// In which programme.
    programme: ProgrammeId,
    /// The activity's code.
    activity: String,
    /// On which day.
    #[prop(into)]
    day: Signal<Option<NaiveDate>>,
    /// What is wanted.
    #[prop(into)]
    wanted: Signal<i64>,
) -> impl IntoView {
    let day = Memo::new(move |_| day.get());
    let fetched = fetch(move |client| {
        let day = day.get();
        async move {
            match day {
                Some(day) => client.list_earning_limits(&ListEarningLimits { day }).await.map(Some),
                None => Ok(None),
            }
        }
    });
    move || {
        let limits = fetched.answer.get().and_then(Result::ok).flatten()?;
        let room = of(&limits, programme, &activity);
        (!room.is_empty()).then(|| view! { <Lines room wanted=wanted.get()/> })
    }
}

#[component]
fn Lines(room: Vec<EarningLimit>, wanted: i64) -> impl IntoView {
    let short = room.iter().any(|one| one.left < wanted);
    let line = |one: EarningLimit| view! { <li>{move || words::room(one.cap, one.left, one.max)}</li> };
    view! {
        <Notice tone=if short { Tone::Waiting } else { Tone::Working }>
            {short.then(|| view! { <p><strong>{points::cap_short}</strong></p> })}
            <ul class="bullets">{room.into_iter().map(line).collect_view()}</ul>
        </Notice>
    }
}
