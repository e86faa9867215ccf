//! The month that a page is about, in its address.

use chrono::{Datelike as _, Months, NaiveDate};
use domain::town_time;
use leptos::prelude::*;

use crate::{components::FilterSelect, device, format, i18n::redemptions, query::QueryParam};

/// Months to choose from.
const MONTHS: u32 = 13;
const NAME: &str = "month";

/// The first day of this month.
fn latest() -> NaiveDate {
    let today = town_time::date(device::now());
    today.with_day(1).unwrap_or(today)
}

/// The first day of the month that is asked for, this one where none is, and the first day after it.
pub(super) fn chosen() -> Memo<(NaiveDate, NaiveDate)> {
    let (month, latest) = (QueryParam::of(NAME).value, latest());
    Memo::new(move |_| {
        let from = month.with(|month| month.parse::<NaiveDate>().ok()).unwrap_or(latest);
        (from, from.checked_add_months(Months::new(1)).unwrap_or(from))
    })
}

/// Chooses among this month and those before it, the latest first.
#[component]
pub(super) fn MonthFilter() -> impl IntoView {
    let latest = latest();
    let months: Vec<NaiveDate> =
        (0..MONTHS).filter_map(|back| latest.checked_sub_months(Months::new(back))).collect();
    let options = Signal::derive(move || {
        months.iter().map(|day| (format::iso_date(*day), format::month(*day))).collect::<Vec<_>>()
    });
    view! { <FilterSelect name=NAME label=redemptions::month options default=format::iso_date(latest)/> }
}
