//! A month at a glance, for wide screens; phones show the list instead.

use chrono::{Datelike as _, NaiveDate, TimeDelta};
use contract::volunteering::Shift;
use domain::town_time;
use leptos::prelude::*;

use super::{calendar::Range, words};
use crate::{components::Icon, format, i18n::volunteering as texts};

/// Shifts of a day that are named; the rest is counted.
const NAMED_MAX: usize = 3;

/// The weeks of a month, from Monday to Sunday.
#[component]
pub fn MonthGrid(
    /// The month.
    range: Range,
    /// Its shifts.
    shifts: Vec<Shift>,
) -> impl IntoView {
    let shifts = StoredValue::new(shifts);
    let heads = move || {
        let monday = monday(range.first);
        (0..7)
            .map(|n| view! { <th scope="col">{format::weekday(monday + TimeDelta::days(n))}</th> })
            .collect_view()
    };
    let week = move |monday: NaiveDate| {
        let days = (0..7).map(|n| monday + TimeDelta::days(n));
        view! { <tr>{days.map(|day| view! { <Day day range shifts/> }).collect_view()}</tr> }
    };
    view! {
        <table class="month">
            <caption class="visually-hidden">{move || texts::month_grid(format::month(range.first))}</caption>
            <thead><tr>{heads}</tr></thead>
            <tbody>{weeks(range).map(week).collect_view()}</tbody>
        </table>
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    day - TimeDelta::days(i64::from(day.weekday().num_days_from_monday()))
}

/// The Mondays of the weeks that a month touches.
fn weeks(range: Range) -> impl Iterator<Item = NaiveDate> {
    let first = monday(range.first);
    (0..6).map(move |n| first + TimeDelta::weeks(n)).take_while(move |monday| *monday < range.end)
}

#[component]
fn Day(day: NaiveDate, range: Range, shifts: StoredValue<Vec<Shift>>) -> impl IntoView {
    if !(range.first..range.end).contains(&day) {
        return view! { <td class="month__day month__day--out"></td> }.into_any();
    }
    let here: Vec<Shift> = shifts.with_value(|shifts| {
        shifts.iter().filter(|shift| town_time::date(shift.starts_at) == day).cloned().collect()
    });
    let rest = here.len().saturating_sub(NAMED_MAX);
    let line = |shift: Shift| {
        let own = shift.mine.is_some();
        let (time, word) = (words::clock(shift.starts_at), shift.clone());
        view! {
            <li>
                <a class="month__shift" class:month__shift--mine=own href=format!("/volunteer/shifts/{}", shift.id)
                    title=move || words::standing(&word).0>
                    {own.then(|| view! { <Icon icon=icondata_lu::LuCheck/> })}
                    <span>{time}" "{shift.title}</span>
                </a>
            </li>
        }
    };
    let today = (day == words::today()).then_some("date");
    view! {
        <td class="month__day" aria-current=today>
            <span class="month__number">{day.day()}</span>
            <ul role="list">{here.into_iter().take(NAMED_MAX).map(line).collect_view()}</ul>
            {(rest > 0).then(|| view! { <p class="small soft">{move || texts::more_that_day(rest)}</p> })}
        </td>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_the_weeks_that_it_touches() {
        let range =
            |first: &str, end: &str| Range { first: first.parse().unwrap(), end: end.parse().unwrap() };
        assert_eq!(weeks(range("2027-02-01", "2027-03-01")).count(), 4);
        assert_eq!(weeks(range("2026-03-01", "2026-04-01")).count(), 6);
    }
}
