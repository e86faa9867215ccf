//! My gifts, as far as this device knows of them.

use client::{Client, ClientError};
use contract::funds::Income;
use domain::ids::UserId;
use leptos::prelude::*;

use super::known::known;
use crate::{
    components::{BackLink, Badge, ButtonKind, ButtonLink, EmptyState, PageHead},
    fetch::{Loaded, fetch},
    format,
    i18n::{common, funds},
    live,
    pages::{
        funds::{if_there, words},
        identity::SignedInOnly,
    },
};

/// The page.
#[component]
pub fn MyDonations() -> impl IntoView {
    view! { <SignedInOnly title=funds::my_donations home="/" let:me><Mine user=me.id/></SignedInOnly> }
}

/// Those that there still are and that are this person's.
async fn read(client: Client, user: UserId) -> Result<Vec<Income>, ClientError> {
    let mut all = Vec::new();
    for id in known(user) {
        all.extend(if_there(client.get_income(id).await)?.map(|found| found.body));
    }
    Ok(all)
}

#[component]
fn Mine(user: UserId) -> impl IntoView {
    let found = fetch(move |client| read(client, user));
    live::follow(|event| event.subject.starts_with("income:"), move || found.reload());
    let show = |all: Vec<Income>| {
        if all.is_empty() {
            return view! {
                <EmptyState title=funds::no_donations detail=funds::no_donations_detail icon=icondata_lu::LuHandHeart>
                    <ButtonLink kind=ButtonKind::Primary href="/open/funds">{funds::to_funds}</ButtonLink>
                </EmptyState>
            }
            .into_any();
        }
        view! { <ul class="list" role="list">{all.into_iter().map(line).collect_view()}</ul> }.into_any()
    };
    view! {
        <div class="stack">
            <BackLink href="/mine" label=common::nav_mine/>
            <PageHead title=funds::my_donations lead=funds::my_donations_lead/>
            <Loaded fetched=found children=show/>
        </div>
    }
}

fn line(income: Income) -> impl IntoView {
    let (tone, state) = words::income(income.state);
    let at = income.registered_at;
    view! {
        <li>
            <a class="list__link" href=format!("/funds/donations/{}", income.id)>
                <span class="grow">
                    <strong>{format::money(income.amount_fen.fen())}</strong><br/>
                    <span class="small soft">{move || format::day_of(at)}</span>
                </span>
                <Badge tone label=state/>
            </a>
        </li>
    }
}
