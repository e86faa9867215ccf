//! Opening hours: read and written.

use chrono::{Datelike as _, NaiveDate};
use contract::providers::OpeningHours;
use domain::town_time;
use leptos::prelude::*;

use crate::{
    components::{Badge, Button, TextField, Tone},
    device, format,
    i18n::{providers, redemptions},
};

/// The days of a week, Monday first.
const DAYS: [fn() -> &'static str; 7] = [
    providers::monday,
    providers::tuesday,
    providers::wednesday,
    providers::thursday,
    providers::friday,
    providers::saturday,
    providers::sunday,
];
/// The fields' names, one a day: each needs one of its own.
const NAMES: [&str; 7] = ["hours/1", "hours/2", "hours/3", "hours/4", "hours/5", "hours/6", "hours/7"];

fn written(intervals: &[String]) -> String {
    intervals.iter().map(|one| one.replace('-', "–")).collect::<Vec<_>>().join(", ")
}

/// When a place is open today, and the whole week to be opened.
#[component]
pub fn Hours(
    /// The hours.
    hours: OpeningHours,
) -> impl IntoView {
    let now = device::now();
    let read = hours.read().ok();
    let open = read.as_ref().is_some_and(|read| read.is_open(now));
    let today = town_time::date(now);
    let of_today: Vec<String> = read
        .as_ref()
        .map(|read| read.on(today).iter().map(ToString::to_string).collect())
        .unwrap_or_default();
    if hours.week.iter().all(Vec::is_empty) {
        return view! { <p>{redemptions::no_hours}</p> }.into_any();
    }
    let line = if of_today.is_empty() {
        redemptions::closed_today.into_any()
    } else {
        let of_today = written(&of_today);
        view! { {redemptions::hours_today} " " {of_today} }.into_any()
    };
    let (tone, label): (Tone, fn() -> &'static str) =
        if open { (Tone::Done, redemptions::open_now) } else { (Tone::Neutral, redemptions::closed_now) };
    let coming: Vec<NaiveDate> = hours.closed_on.iter().filter(|day| **day >= today).copied().collect();
    let row = move |(index, intervals): (usize, &Vec<String>)| {
        let day = DAYS[index];
        let text = written(intervals);
        let is_today = usize::try_from(today.weekday().num_days_from_monday()).ok() == Some(index);
        view! {
            <dt>{day}</dt>
            <dd>
                {if text.is_empty() { redemptions::closed_day.into_any() } else { text.into_any() }}
                {is_today.then(|| view! { " · " {redemptions::hours_today} })}
            </dd>
        }
    };
    view! {
        <div class="stack stack--tight">
            <p class="row"><span>{line}</span><Badge tone label/></p>
            <details class="card">
                <summary>{redemptions::hours}</summary>
                <dl class="facts">{hours.week.iter().enumerate().map(row).collect_view()}</dl>
                {(!coming.is_empty()).then(move || view! {
                    <p class="small soft">
                        {move || {
                            let days: Vec<String> = coming.iter().map(|day| format::date(*day)).collect();
                            redemptions::closed_on(days.join(" · "))
                        }}
                    </p>
                })}
            </details>
        </div>
    }
    .into_any()
}

/// Hours as somebody types them.
#[derive(Clone, Copy)]
pub struct HoursTyped {
    days: [RwSignal<String>; 7],
    closed: RwSignal<String>,
}

impl HoursTyped {
    /// Begins with hours that are there.
    pub fn new(hours: Option<&OpeningHours>) -> Self {
        let day = |index: usize| {
            let day = hours.and_then(|hours| hours.week.get(index)).map(|day| day.join(", "));
            RwSignal::new(day.unwrap_or_default())
        };
        let closed = hours.map(|hours| {
            hours.closed_on.iter().map(|day| format::iso_date(*day)).collect::<Vec<_>>().join(" ")
        });
        Self { days: std::array::from_fn(day), closed: RwSignal::new(closed.unwrap_or_default()) }
    }

    /// What was typed, as it is sent; `None` where a closed day is no day. Times are checked by the contract's own rule.
    pub fn read(self) -> Option<OpeningHours> {
        let day = |typed: RwSignal<String>| {
            let typed = typed.get_untracked();
            let parts = typed
                .split([',', '，', ';', '；', ' '])
                .map(|part| part.trim().replace(['–', '～', '~'], "-"));
            parts.filter(|part| !part.is_empty()).collect::<Vec<_>>()
        };
        let closed = self.closed.get_untracked();
        let closed = closed.split([' ', ',', '，']).filter(|part| !part.is_empty());
        let closed_on = closed.map(|part| part.parse().ok()).collect::<Option<Vec<NaiveDate>>>()?;
        Some(OpeningHours { week: self.days.into_iter().map(day).collect(), closed_on })
    }

    /// Every day as on Monday.
    fn spread(self) {
        let monday = self.days[0].get_untracked();
        for day in &self.days[1..] {
            day.set(monday.clone());
        }
    }
}

/// The fields of opening hours.
#[component]
pub fn HoursFields(
    /// What is typed.
    typed: HoursTyped,
) -> impl IntoView {
    let fields = NAMES.into_iter().zip(DAYS).zip(typed.days).map(|((name, label), value)| {
        view! { <TextField name label value optional=true characters_max=60_u32/> }
    });
    view! {
        <fieldset class="field">
            <legend class="field__label">{providers::hours}</legend>
            <p class="field__hint">{providers::hours_hint}</p>
            <div class="hours-fields">{fields.collect_view()}</div>
            <div class="row">
                <Button small=true icon=icondata_lu::LuCopy on_press=move |()| typed.spread()>{providers::same_as_monday}</Button>
            </div>
        </fieldset>
        <TextField name="hours/closed" label=providers::closed_on hint=providers::closed_on_hint value=typed.closed optional=true/>
    }
}
