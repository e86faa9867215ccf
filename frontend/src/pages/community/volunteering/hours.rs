//! What one has done: by year and month, and the shifts behind it.

use contract::volunteering::{DoneShift, HoursOfMonth, ListAttendances};
use domain::{town_time, volunteering::AttendanceName};
use leptos::prelude::*;

use super::{feed::Feed, words};
use crate::{
    components::{
        BackLink, Badge, ButtonKind, ButtonLink, Card, EmptyState, ErrorState, PageHead, Skeleton, Tone,
    },
    fetch::{Loaded, More, fetch, fetch_list},
    format,
    i18n::volunteering as texts,
    pages::identity::SignedInOnly,
};

/// The page.
#[component]
pub fn Hours() -> impl IntoView {
    view! {
        <SignedInOnly title=texts::my_hours home="/" let:_me>
            <div class="stack stack--loose">
                <BackLink href="/volunteer" label=texts::back_to_activities/>
                <PageHead title=texts::my_hours lead=texts::hours_lead/>
                <Totals/>
                <Behind/>
                <Feed/>
            </div>
        </SignedInOnly>
    }
}

#[component]
fn Totals() -> impl IntoView {
    let fetched = fetch(|client| async move { client.get_volunteer_hours().await.map(|hours| hours.months) });
    view! {
        <Loaded fetched let:months>
            {if months.is_empty() {
                view! {
                    <EmptyState title=texts::no_hours detail=texts::no_hours_detail icon=icondata_lu::LuClock>
                        <ButtonLink kind=ButtonKind::Primary href="/volunteer">{texts::what_is_on}</ButtonLink>
                    </EmptyState>
                }
                .into_any()
            } else {
                view! { <div class="stack">{years(months).into_iter().map(|year| view! { <Year year/> }).collect_view()}</div> }
                    .into_any()
            }}
        </Loaded>
    }
}

/// The months of each year, the latest first.
fn years(months: Vec<HoursOfMonth>) -> Vec<(String, Vec<HoursOfMonth>)> {
    let mut years: Vec<(String, Vec<HoursOfMonth>)> = Vec::new();
    for month in months {
        let year = month.month.split('-').next().unwrap_or_default().to_owned();
        match years.last_mut() {
            Some((last, all)) if *last == year => all.push(month),
            _ => years.push((year, vec![month])),
        }
    }
    years
}

#[component]
fn Year(year: (String, Vec<HoursOfMonth>)) -> impl IntoView {
    let (year, months) = year;
    let minutes: i64 = months.iter().map(|month| month.minutes).sum();
    let shifts: i64 = months.iter().map(|month| month.shifts).sum();
    let row = |month: HoursOfMonth| {
        let day = format!("{}-01", month.month).parse().unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{move || format::month(day)}</th>
                <td class="number">{move || words::length(month.minutes)}</td>
                <td class="number">{move || texts::times(month.shifts)}</td>
            </tr>
        }
    };
    let id = format!("year-{year}");
    let labelled_by = id.clone();
    view! {
        <section class="stack" aria-labelledby=labelled_by>
            <h2 id=id>{move || texts::of_year(&year)}</h2>
            <p class="hours__total">{move || words::length(minutes)}<span class="soft">" · "{move || texts::times(shifts)}</span></p>
            <div class="table-box">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{texts::column_month}</th>
                            <th scope="col" class="number">{texts::column_hours}</th>
                            <th scope="col" class="number">{texts::column_shifts}</th>
                        </tr>
                    </thead>
                    <tbody>{months.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Behind() -> impl IntoView {
    let listed = fetch_list(|client, after| async move {
        client.list_attendances(&ListAttendances { limit: None, after }).await
    });
    let list = move || match listed.answer.get() {
        None => view! { <Skeleton boxes=true count=3/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| listed.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => view! { <p class="soft">{texts::none_done}</p> }.into_any(),
        Some(Ok(items)) => view! {
            {items.into_iter().map(|done| view! { <One done/> }).collect_view()}
            <More list=listed/>
        }
        .into_any(),
    };
    view! {
        <section class="stack" aria-labelledby="done-head">
            <h2 id="done-head">{texts::done_shifts}</h2>
            {list}
        </section>
    }
}

#[component]
fn One(done: DoneShift) -> impl IntoView {
    let (word, tone): (fn() -> &'static str, Tone) = match done.attendance {
        AttendanceName::Attended => (texts::attended, Tone::Done),
        AttendanceName::In => (texts::checked_in, Tone::Working),
        AttendanceName::Absent => (texts::absent, Tone::Alert),
        AttendanceName::Open => (texts::signed_up, Tone::Waiting),
    };
    let day = town_time::date(done.starts_at);
    let when = move || {
        texts::span(format::day_and_weekday(day), words::clock(done.starts_at), words::clock(done.ends_at))
    };
    let minutes = done.minutes;
    view! {
        <Card title=done.title href=format!("/volunteer/shifts/{}", done.shift_id)>
            <p class="shift__when">{when}</p>
            <p class="card__foot">
                <Badge tone label=word/>
                {minutes.map(|minutes| view! { <span>{move || words::length(i64::from(minutes))}</span> })}
                <span class="breakable">{done.place}</span>
            </p>
            {done.reason.map(|reason| view! { <p class="small soft">{move || texts::reason(&reason)}</p> })}
        </Card>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_stand_under_their_year() {
        let month = |month: &str| HoursOfMonth { month: month.to_owned(), minutes: 60, shifts: 1 };
        let years = years(vec![month("2026-02"), month("2026-01"), month("2025-12")]);
        let seen: Vec<_> = years.iter().map(|(year, months)| (year.as_str(), months.len())).collect();
        assert_eq!(seen, [("2026", 2), ("2025", 1)]);
    }
}
