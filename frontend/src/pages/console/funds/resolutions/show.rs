//! One resolution at the desk: what is asked, who voted, one's own part, and what follows from it.

use client::Tagged;
use contract::funds::{Fund, Resolution, ResolutionMatter};
use domain::{funds::committee::Outcome, ids::ResolutionId, permissions::Permission};
use leptos::prelude::*;

use super::super::{READING, address, charter_address, no_such_fund};
use crate::{
    components::{BackLink, ButtonLink, Notice, PageHead, Tone},
    fetch::fetch,
    i18n::funds,
    live,
    pages::{
        console::{inspections::held::held, named::OnePage},
        funds::{resolution::ResolutionFacts, vote::Act},
    },
    session::Session,
};

/// The page.
#[component]
pub fn ResolutionPage() -> impl IntoView {
    view! {
        <OnePage title=funds::resolution needs=READING list=("/funds", funds::funds)
            show=|id: ResolutionId| view! { <One id/> }.into_any() missing=no_such_fund/>
    }
}

#[component]
fn One(id: ResolutionId) -> impl IntoView {
    let found = fetch(move |client| async move {
        let resolution: Tagged<Resolution> = client.get_resolution(id).await?;
        let fund = client.get_fund(resolution.body.fund_id).await?;
        Ok((fund.body, resolution.body))
    });
    live::follow(move |event| event.subject == format!("resolution:{id}"), move || found.reload());
    let done = Callback::new(move |()| found.reload());
    held(found, no_such_fund, move |found| whole(found, done))
}

fn whole(found: Signal<(Fund, Resolution)>, done: Callback<()>) -> impl IntoView {
    let (fund, title) = found.with_untracked(|(fund, resolution)| (fund.clone(), resolution.title.clone()));
    let resolution = Memo::new(move |_| found.with(|(_, resolution)| resolution.clone()));
    let purposes = StoredValue::new(fund.purposes.clone());
    let facts = move || {
        view! { <ResolutionFacts resolution=resolution.get() purposes=purposes.get_value()/> }
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href=address(fund.id) label=fund.name.clone()/>
            <PageHead title lead=fund.name.clone()/>
            <Act resolution=Signal::from(resolution) path=fund.area_path.clone() on_done=done/>
            {move || view! { <Follows resolution=resolution.get() fund=fund.clone()/> }}
            {facts}
        </div>
    }
}

/// What can be done now that it was carried.
#[component]
fn Follows(resolution: Resolution, fund: Fund) -> impl IntoView {
    let manages = Session::get().may(Permission::ManageFunds, &fund.area_path);
    if !manages || resolution.outcome != Some(Outcome::Carried) {
        return ().into_any();
    }
    let (words, href): (fn() -> &'static str, _) = match resolution.matter {
        ResolutionMatter::Charter { charter_id } => (funds::to_adopt, charter_address(charter_id)),
        ResolutionMatter::WindingUp {} => (funds::to_wind_up, address(fund.id)),
        _ => return ().into_any(),
    };
    view! {
        <Notice tone=Tone::Done>
            <p>{funds::was_carried}</p>
            <ButtonLink href>{words}</ButtonLink>
        </Notice>
    }
    .into_any()
}
