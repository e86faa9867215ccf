//! Who sits in a committee, and for how long.

use chrono::NaiveDate;
use contract::funds::FundSeat;
use domain::town_time;
use leptos::prelude::*;

use crate::{
    components::{Badge, Tone},
    device, format,
    i18n::funds,
};

/// Where a seat stands on a day.
fn standing(seat: &FundSeat, today: NaiveDate) -> (Tone, fn() -> &'static str) {
    if today >= seat.until {
        (Tone::Neutral, funds::seat_ended)
    } else if today < seat.from {
        (Tone::Waiting, funds::seat_later)
    } else {
        (Tone::Done, funds::seat_now)
    }
}

/// Whether a seat has ended.
pub fn is_over(seat: &FundSeat) -> bool {
    town_time::date(device::now()) >= seat.until
}

/// Members whose term has not ended, and below them those whose has.
#[component]
pub fn Members(
    /// The seats, the latest filled first.
    seats: Vec<FundSeat>,
    /// What can be done with a seat that has not ended.
    #[prop(optional)]
    act: Option<Callback<FundSeat, AnyView>>,
) -> impl IntoView {
    let (over, now): (Vec<_>, Vec<_>) = seats.into_iter().partition(is_over);
    let today = town_time::date(device::now());
    let line = move |seat: FundSeat| {
        let (tone, state) = standing(&seat, today);
        let (from, last) = (seat.from, seat.until.pred_opt().unwrap_or(seat.until));
        let name = seat.user_name.clone();
        let more = act.filter(|_| !is_over(&seat)).map(|act| act.run(seat));
        view! {
            <li class="list__line">
                <span class="grow">
                    <strong>{name}</strong><br/>
                    <span class="small soft">{move || funds::term(format::date(from), format::date(last))}</span>
                </span>
                <Badge tone label=state/>
                {more}
            </li>
        }
    };
    let (count, before) = (now.len(), over.len());
    view! {
        {if count == 0 {
            view! { <p class="soft">{funds::no_members}</p> }.into_any()
        } else {
            view! { <ul class="list" role="list">{now.into_iter().map(line).collect_view()}</ul> }.into_any()
        }}
        {(before > 0).then(|| view! {
            <details class="card card--tight">
                <summary>{move || funds::members_before(before)}</summary>
                <ul class="list" role="list">{over.into_iter().map(line).collect_view()}</ul>
            </details>
        })}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_stands_from_its_first_day_until_the_day_after_its_last() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let id = "019b8f2e-0000-7000-8000-000000000001";
        let seat = FundSeat {
            id: id.parse().unwrap(),
            fund_id: id.parse().unwrap(),
            user_id: id.parse().unwrap(),
            user_name: String::new(),
            from: day("2027-01-01"),
            until: day("2028-01-01"),
            seated_at: "2026-12-01T00:00:00Z".parse().unwrap(),
        };
        let tone = |on: &str| standing(&seat, day(on)).0;
        assert_eq!(
            ["2026-12-31", "2027-01-01", "2027-12-31", "2028-01-01"].map(tone),
            [Tone::Waiting, Tone::Done, Tone::Done, Tone::Neutral]
        );
    }
}
