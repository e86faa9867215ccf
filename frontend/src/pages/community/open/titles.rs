//! Who has a title, and how many households of each village have pledged.

use contract::inspections::{
    GetPledgeCoverage, ListTitles, PledgeCount, PledgeCoverage, Title, Titles as Found,
};
use domain::{
    ids::AreaId,
    inspections::{HalfYear, TitleKind},
};
use leptos::prelude::*;

use super::published;
use crate::{
    components::{BackLink, Badge, Button, EmptyState, FilterSelect, Filters, PageHead, Progress, Tone},
    fetch::{Loaded, fetch},
    format,
    i18n::{open, pledges, titles},
    pages::honours,
    query::QueryParam,
};

/// Titles and pledges of the town.
#[component]
pub fn Titles() -> impl IntoView {
    // The area is that which holds the inspections everybody reads of.
    let place = fetch(|client| async move {
        let rounds = published(client.clone()).await?;
        let Some(area_id) = rounds.first().map(|round| round.area_id) else { return Ok(None) };
        let any = ListTitles { area_id, half_year: None, kind: None, limit: Some(1), after: None };
        Ok(Some((area_id, client.list_titles(&any).await?.half_years)))
    });
    let show = |place: Option<(AreaId, Vec<HalfYear>)>| match place {
        Some((area, half_years)) => view! { <Named area half_years/> <Coverage area/> }.into_any(),
        None => {
            view! { <EmptyState title=titles::none detail=titles::none_detail icon=icondata_lu::LuAward/> }
                .into_any()
        }
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/open" label=open::hub/>
            <PageHead title=titles::titles lead=titles::titles_lead/>
            <Loaded fetched=place children=show/>
        </div>
    }
}

#[component]
fn Named(area: AreaId, half_years: Vec<HalfYear>) -> impl IntoView {
    let (kind, half_year) = (QueryParam::of("kind").value, QueryParam::of("half_year").value);
    let limit = RwSignal::new(contract::page::LIMIT_DEFAULT);
    let found = fetch(move |client| {
        let query = ListTitles {
            area_id: area,
            half_year: half_year.with(|text| text.parse::<HalfYear>().ok()),
            kind: kind.with(|word| TitleKind::parse(word)),
            limit: Some(limit.get()),
            after: None,
        };
        async move { client.list_titles(&query).await }
    });
    let latest = half_years.first().map(ToString::to_string).unwrap_or_default();
    let options = Signal::derive(move || {
        half_years.iter().map(|half| (half.to_string(), honours::half_year(*half))).collect::<Vec<_>>()
    });
    view! {
        <Filters>
            <FilterSelect name="half_year" label=titles::half_year options default=latest/>
            <FilterSelect name="kind" label=titles::kind options=Signal::derive(honours::kinds)/>
        </Filters>
        <Loaded fetched=found let:found><List found limit/></Loaded>
    }
}

#[component]
fn List(found: Found, limit: RwSignal<u32>) -> impl IntoView {
    let (unnamed, more) = (found.unnamed, found.next.is_some());
    if found.items.is_empty() && unnamed == 0 {
        return view! { <EmptyState title=titles::none detail=titles::none_detail icon=icondata_lu::LuAward/> }
            .into_any();
    }
    let row = |title: Title| {
        let valid = title.revoked_at.is_none();
        view! {
            <li>
                <a class="list__link" href=format!("/open/titles/{}", title.number)>
                    <span class="grow">{honours::place(&title.place)}<br/><span class="small soft">{title.name}</span></span>
                    {if valid {
                        view! { <Badge tone=Tone::Done label=titles::valid/> }.into_any()
                    } else {
                        view! { <Badge tone=Tone::Alert label=titles::revoked/> }.into_any()
                    }}
                </a>
            </li>
        }
    };
    view! {
        <section class="stack" aria-label=titles::given>
            <ul class="list">{found.items.into_iter().map(row).collect_view()}</ul>
            {more.then(|| view! {
                <div class="row">
                    <Button on_press=move |()| limit.set(contract::page::LIMIT_MAX)>{crate::i18n::common::show_more}</Button>
                </div>
            })}
            {(unnamed > 0).then(|| view! { <p class="soft">{move || titles::unnamed(unnamed)}</p> })}
        </section>
    }
    .into_any()
}

#[component]
fn Coverage(area: AreaId) -> impl IntoView {
    let found = fetch(move |client| async move {
        client.get_pledge_coverage(&GetPledgeCoverage { area_id: area }).await
    });
    view! {
        <section class="stack" aria-labelledby="coverage-head">
            <h2 id="coverage-head">{pledges::coverage}</h2>
            <p class="soft">{pledges::coverage_lead}</p>
            <Loaded fetched=found let:found><Bars found/></Loaded>
        </section>
    }
}

#[component]
fn Bars(found: PledgeCoverage) -> impl IntoView {
    let bar = |count: PledgeCount| {
        let PledgeCount { area_name, pledged, households, .. } = count;
        let percent = format::percent(pledged.into(), households.into()).unwrap_or_else(|| "—".to_owned());
        view! { <Progress label=format!("{area_name} · {percent}") done=pledged total=households/> }
    };
    view! {
        <div class="stack">{std::iter::once(found.whole).chain(found.parts).map(bar).collect_view()}</div>
        <p class="small soft">{pledges::coverage_note}</p>
    }
}
