//! What is on: by week or by month, one's own first.

use chrono::{Datelike as _, Months, NaiveDate, TimeDelta};
use client::every_page;
use contract::{
    page::LIMIT_MAX,
    volunteering::{ListShifts, Shift},
};
use domain::town_time;
use leptos::prelude::*;

use super::{card::ShiftCard, month::MonthGrid, words};
use crate::{
    components::{Button, ButtonKind, ButtonLink, Choice, EmptyState, PageHead, Segments},
    device,
    fetch::{Loaded, fetch},
    format,
    i18n::volunteering as texts,
    live,
    pages::identity::SignedInOnly,
    query::QueryParam,
};

/// Most of one's own that are shown on top.
const MINE_MAX: u32 = 5;

type Words = fn() -> &'static str;

/// The page.
#[component]
pub fn Calendar() -> impl IntoView {
    view! {
        <SignedInOnly title=texts::activities home="/" let:_me>
            <div class="stack stack--loose">
                <PageHead title=texts::activities lead=texts::lead>
                    <ButtonLink href="/volunteer/check" icon=icondata_lu::LuQrCode>{texts::check_in_out}</ButtonLink>
                    <ButtonLink href="/volunteer/hours" icon=icondata_lu::LuClock>{texts::my_hours}</ButtonLink>
                </PageHead>
                <Mine/>
                <Days/>
            </div>
        </SignedInOnly>
    }
}

/// What one is signed up for and is not over.
#[component]
fn Mine() -> impl IntoView {
    let fetched = fetch(|client| async move {
        let query = ListShifts {
            mine: true,
            from: Some(device::now()),
            limit: Some(MINE_MAX),
            ..ListShifts::default()
        };
        client.list_shifts(&query).await.map(|page| page.items)
    });
    live::follow(
        |event| event.subject.starts_with("sign_up:") || event.subject.starts_with("shift:"),
        move || fetched.reload(),
    );
    // While it is on its way, or where it does not come, what is on says so below.
    move || match fetched.answer.get() {
        Some(Ok(items)) if !items.is_empty() => Some(view! {
            <section class="stack" aria-labelledby="mine-head">
                <h2 id="mine-head">{texts::mine}</h2>
                {items.into_iter().map(|shift| view! { <ShiftCard shift/> }).collect_view()}
            </section>
        }),
        _ => None,
    }
}

/// The days that are shown: first and the one after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first.
    pub first: NaiveDate,
    /// The one after the last.
    pub end: NaiveDate,
}

impl Range {
    /// The week from Monday, or the month, that a day lies in.
    fn around(day: NaiveDate, month: bool) -> Self {
        if month {
            let first = day.with_day(1).unwrap_or(day);
            Self { first, end: first.checked_add_months(Months::new(1)).unwrap_or(first) }
        } else {
            let first = day - TimeDelta::days(i64::from(day.weekday().num_days_from_monday()));
            Self { first, end: first + TimeDelta::days(7) }
        }
    }

    fn last(self) -> NaiveDate {
        self.end.pred_opt().unwrap_or(self.end)
    }
}

#[component]
fn Days() -> impl IntoView {
    let (view, at, which) = (QueryParam::of("view"), QueryParam::of("at"), QueryParam::of("which"));
    let monthly = Memo::new(move |_| view.value.with(|view| view == "month"));
    let free = Memo::new(move |_| which.value.with(|which| which == "free"));
    let range = Memo::new(move |_| {
        let day = at.value.with(|at| at.parse().ok()).unwrap_or_else(words::today);
        Range::around(day, monthly.get())
    });
    let fetched = fetch(move |client| {
        let (range, free) = (range.get(), free.get());
        let before = |day: NaiveDate| day.pred_opt().map(town_time::end);
        async move {
            every_page(|after| {
                let query = ListShifts {
                    from: before(range.first),
                    until: before(range.end),
                    free,
                    limit: Some(LIMIT_MAX),
                    after,
                    ..ListShifts::default()
                };
                let client = client.clone();
                async move { client.list_shifts(&query).await }
            })
            .await
        }
    });
    live::follow(
        |event| event.subject.starts_with("sign_up:") || event.subject.starts_with("shift:"),
        move || fetched.reload(),
    );
    let go = move |day: NaiveDate| at.set(format::iso_date(day));
    let title = move || {
        let range = range.get();
        if monthly.get() {
            format::month(range.first)
        } else {
            texts::range(format::day_and_weekday(range.first), format::day_and_weekday(range.last()))
        }
    };
    let away = move || !(range.get().first..range.get().end).contains(&words::today());
    view! {
        <section class="stack" aria-labelledby="on-head">
            <h2 id="on-head">{texts::what_is_on}</h2>
            <div class="row">
                <Segments
                    name="view"
                    label=texts::show_range
                    choices=Signal::stored(vec![Choice::new("week", texts::week), Choice::new("month", texts::month)])
                    value=Signal::derive(move || if monthly.get() { "month" } else { "week" }.to_owned())
                    on_choose=move |chosen: String| view.set(if chosen == "month" { chosen } else { String::new() })
                />
                <Segments
                    name="which"
                    label=texts::which
                    choices=Signal::stored(vec![Choice::new("all", texts::all), Choice::new("free", texts::with_places)])
                    value=Signal::derive(move || if free.get() { "free" } else { "all" }.to_owned())
                    on_choose=move |chosen: String| which.set(if chosen == "free" { chosen } else { String::new() })
                />
            </div>
            <div class="row days__head">
                <Button icon=icondata_lu::LuChevronLeft on_press=move |()| go(range.get_untracked().first - TimeDelta::days(1))>{texts::earlier}</Button>
                <p class="days__title grow" aria-live="polite">{title}</p>
                <Button icon=icondata_lu::LuChevronRight on_press=move |()| go(range.get_untracked().end)>{texts::later}</Button>
            </div>
            <Show when=away>
                <div class="row"><Button kind=ButtonKind::Quiet icon=icondata_lu::LuCalendarCheck on_press=move |()| at.set("")>{texts::today}</Button></div>
            </Show>
            <Loaded fetched boxes=true let:shifts>
                {if shifts.is_empty() {
                    view! { <Nothing free=free.get_untracked() monthly=monthly.get_untracked() which view/> }.into_any()
                } else if monthly.get_untracked() {
                    view! {
                        <div class="month-only"><MonthGrid range=range.get_untracked() shifts=shifts.clone()/></div>
                        <div class="month-list"><ByDay shifts/></div>
                    }
                    .into_any()
                } else {
                    view! { <ByDay shifts/> }.into_any()
                }}
            </Loaded>
        </section>
    }
}

#[component]
fn Nothing(
    /// Whether full ones are left out.
    free: bool,
    /// Whether it is a month without any.
    monthly: bool,
    which: QueryParam,
    view: QueryParam,
) -> impl IntoView {
    let (title, detail): (Words, Words) = if free {
        (texts::no_free, texts::no_free_detail)
    } else {
        (texts::nothing_on, texts::nothing_on_detail)
    };
    view! {
        <EmptyState title detail icon=icondata_lu::LuCalendar>
            {free.then(|| view! { <Button on_press=move |()| which.set("")>{texts::see_all}</Button> })}
            {(!free && !monthly).then(|| view! { <Button on_press=move |()| view.set("month")>{texts::see_month}</Button> })}
        </EmptyState>
    }
}

/// The shifts of each day under its heading.
#[component]
fn ByDay(shifts: Vec<Shift>) -> impl IntoView {
    let mut days: Vec<(NaiveDate, Vec<Shift>)> = Vec::new();
    for shift in shifts {
        let day = town_time::date(shift.starts_at);
        match days.last_mut() {
            Some((last, all)) if *last == day => all.push(shift),
            _ => days.push((day, vec![shift])),
        }
    }
    let one = |(day, shifts): (NaiveDate, Vec<Shift>)| {
        view! {
            <section class="stack" id=format!("day-{day}")>
                <h2 class="days__day">{move || format::day_and_weekday(day)}</h2>
                {shifts.into_iter().map(|shift| view! { <ShiftCard shift under_day=true/> }).collect_view()}
            </section>
        }
    };
    view! { <div class="stack stack--loose">{days.into_iter().map(one).collect_view()}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday_and_a_month_with_its_first() {
        let day: NaiveDate = "2026-03-08".parse().unwrap();
        let week = Range::around(day, false);
        assert_eq!(
            (week.first.to_string(), week.last().to_string()),
            ("2026-03-02".into(), "2026-03-08".into())
        );
        let month = Range::around(day, true);
        assert_eq!(
            (month.first.to_string(), month.end.to_string()),
            ("2026-03-01".into(), "2026-04-01".into())
        );
    }
}
