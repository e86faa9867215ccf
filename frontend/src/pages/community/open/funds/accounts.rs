//! A fund's accounts to the public: every period with where its account stands, those that are overdue in front.

use contract::funds::{Fund, FundPeriod, FundPeriods};
use domain::{funds::PeriodState, ids::FundId};
use leptos::prelude::*;

use crate::{
    components::{Badge, Notice, Tone},
    fetch::{Loaded, fetch},
    i18n::funds,
    pages::funds::{
        disclosure::{dated, days, standing},
        open_address,
    },
};

/// The section.
#[component]
pub(super) fn Accounts(
    /// Which fund.
    id: FundId,
) -> impl IntoView {
    let periods = fetch(move |client| async move { client.list_disclosures(id).await });
    let show = move |found: FundPeriods| {
        if found.items.is_empty() {
            return view! { <p class="soft">{funds::no_periods}</p> }.into_any();
        }
        let line = move |period: FundPeriod| view! { <Line id period/> };
        view! { <ul class="list" role="list">{found.items.into_iter().map(line).collect_view()}</ul> }
            .into_any()
    };
    view! {
        <section class="stack" aria-labelledby="accounts-head">
            <h2 id="accounts-head">{funds::disclosures}</h2>
            <p class="soft">{funds::disclosures_lead}</p>
            <Loaded fetched=periods children=show/>
        </section>
    }
}

#[component]
fn Line(id: FundId, period: FundPeriod) -> impl IntoView {
    let (tone, state) = standing(period.state, period.late);
    let published = period.disclosure_id.filter(|_| period.state == PeriodState::Published);
    let (from, until) = (period.from, period.until);
    let body = view! {
        <span class="grow">
            {move || days(from, until)}<br/>
            <span class="small soft">{move || dated(&period)}</span>
        </span>
        <Badge tone label=state/>
    };
    let line = match published {
        Some(disclosure) => {
            let href = format!("{}/disclosures/{disclosure}", open_address(id));
            view! { <a class="list__link" href=href>{body}</a> }.into_any()
        }
        None => view! { <div class="list__link">{body}</div> }.into_any(),
    };
    view! { <li>{line}</li> }
}

/// Says in front of everything else how many accounts are overdue.
pub(super) fn overdue(fund: &Fund) -> Option<impl IntoView + use<>> {
    let count = fund.overdue_periods.len();
    (count > 0).then(|| {
        view! {
            <Notice tone=Tone::Alert>
                <p>{move || funds::overdue_periods(count)}</p>
                <p><a href="#accounts-head">{funds::to_disclosures}</a></p>
            </Notice>
        }
    })
}
