//! My gifts, with their receipts.

use contract::{
    funds::MyDonation,
    page::{LIMIT_DEFAULT, PageQuery},
};
use leptos::prelude::*;

use crate::{
    components::{BackLink, Badge, ButtonKind, ButtonLink, EmptyState, ErrorState, PageHead, Skeleton},
    fetch::{More, fetch_list},
    format,
    i18n::{common, funds},
    live,
    pages::{funds::words, identity::SignedInOnly},
};

/// The page.
#[component]
pub fn MyDonations() -> impl IntoView {
    view! { <SignedInOnly title=funds::my_donations home="/" children=|_| view! { <Mine/> }.into_any()/> }
}

#[component]
fn Mine() -> impl IntoView {
    let list = fetch_list(|client, after| async move {
        client.list_my_donations(&PageQuery { limit: Some(LIMIT_DEFAULT), after }).await
    });
    live::follow_list(list, LIMIT_DEFAULT, |event| event.subject.starts_with("income:"));
    view! {
        <div class="stack">
            <BackLink href="/mine" label=common::nav_mine/>
            <PageHead title=funds::my_donations lead=funds::my_donations_lead/>
            {move || match list.answer.get() {
                None => view! { <Skeleton count=4/> }.into_any(),
                Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any(),
                Some(Ok(all)) if all.is_empty() => view! {
                    <EmptyState title=funds::no_donations detail=funds::no_donations_detail icon=icondata_lu::LuHandHeart>
                        <ButtonLink kind=ButtonKind::Primary href="/open/funds">{funds::to_funds}</ButtonLink>
                    </EmptyState>
                }.into_any(),
                Some(Ok(all)) => view! {
                    <ul class="list" role="list">{all.into_iter().map(line).collect_view()}</ul>
                    <More list=list/>
                }.into_any(),
            }}
        </div>
    }
}

fn line(one: MyDonation) -> impl IntoView {
    let MyDonation { fund_name, income } = one;
    let (tone, state) = words::income(income.state);
    let at = income.registered_at;
    let receipt = income.receipt_number;
    view! {
        <li>
            <a class="list__link" href=format!("/funds/donations/{}", income.id)>
                <span class="grow">
                    <strong>{format::money(income.amount_fen.fen())}</strong>" "{fund_name}<br/>
                    <span class="small soft">
                        {move || format::day_of(at)}
                        {receipt.map(|number| view! { " · "{move || funds::with_receipt(number)} })}
                    </span>
                </span>
                <Badge tone label=state/>
            </a>
        </li>
    }
}
