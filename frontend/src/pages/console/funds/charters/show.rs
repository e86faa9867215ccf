//! One version of a charter, or a draft: its text, its numbers, and putting it in force.

use client::{Client, Tagged};
use contract::funds::{Charter, Fund};
use domain::{ids::CharterId, permissions::Permission};
use leptos::prelude::*;

use super::{
    super::{READING, address, charter_address, no_such_fund},
    adopt::Adopt,
};
use crate::{
    components::{BackLink, Button, ButtonKind, ButtonLink, Confirm, Dialog, Notice, PageHead, Toasts, Tone},
    fetch::{Fetched, fetch},
    i18n::funds,
    pages::{
        console::{BASE, lists::loaded, office::office},
        funds::{charter::CharterText, id_at, if_there},
        identity::SignedInOnly,
    },
    send::press,
    session::Session,
};

/// The page.
#[component]
pub fn CharterPage() -> impl IntoView {
    view! {
        <SignedInOnly title=funds::charter home=BASE
            children=|me| office(&me, READING, || view! { <div class="stack"><Whole/></div> }.into_any())/>
    }
}

/// A version, its fund, and whether the fund had any charter before.
#[derive(Clone, PartialEq)]
struct Found {
    charter: Tagged<Charter>,
    fund: Fund,
    is_first: bool,
}

#[component]
fn Whole() -> impl IntoView {
    let id = id_at::<CharterId>("id");
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            let Some(charter) = if_there(client.get_charter(id).await)? else { return Ok(None) };
            let fund = client.get_fund(charter.body.summary.fund_id).await?.body;
            let all = client.list_fund_charters(fund.id).await?.items;
            let is_first = all.iter().all(|other| other.adopted_from.is_none());
            Ok(Some(Found { charter, fund, is_first }))
        }
    });
    view! {
        {loaded(found, move |shown: Option<Found>| match shown {
            Some(shown) => view! { <Shown found shown/> }.into_any(),
            None => no_such_fund(),
        })}
    }
}

#[component]
fn Shown(found: Fetched<Option<Found>>, shown: Found) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let Found { charter: Tagged { body: charter, etag }, fund, is_first } = shown;
    let (id, is_draft) = (charter.summary.id, charter.summary.adopted_from.is_none());
    let manages = session.may(Permission::ManageFunds, &fund.area_path);
    let (founding, adopting, busy) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let tag = StoredValue::new(etag);
    let put_in_force = move |()| {
        let ask = move |client: Client| {
            let etag = tag.get_value();
            async move { client.found_charter(id, &etag).await }
        };
        press(session, toasts, busy, ask, move |_: Tagged<Charter>| {
            toasts.say(funds::charter_founded());
            found.reload();
        });
    };
    let adopted = move |()| {
        adopting.set(false);
        toasts.say(funds::charter_adopted());
        found.reload();
    };
    let name = charter.summary.title.clone();
    let fund_id = fund.id;
    let steps = (manages && is_draft).then(|| {
        view! {
            {if is_first {
                view! { <Button kind=ButtonKind::Primary icon=icondata_lu::LuStamp busy on_press=move |()| founding.set(true)>{funds::found_charter}</Button> }.into_any()
            } else {
                view! { <Button kind=ButtonKind::Primary icon=icondata_lu::LuStamp on_press=move |()| adopting.set(true)>{funds::adopt_charter}</Button> }.into_any()
            }}
            <ButtonLink icon=icondata_lu::LuPencil href=format!("{}/edit", charter_address(id))>{funds::edit_charter}</ButtonLink>
        }
    });
    view! {
        <BackLink href=address(fund_id) label=fund.name.clone()/>
        <PageHead title=charter.summary.title.clone()>
            {steps}
            {manages.then(|| view! {
                <ButtonLink icon=icondata_lu::LuCopyPlus href=format!("{}/charters/new?from={id}", address(fund_id))>{funds::draft_from_this}</ButtonLink>
            })}
        </PageHead>
        {(is_draft && !is_first).then(|| view! {
            <Notice tone=Tone::Waiting><p>{funds::committee_adopts}</p></Notice>
        })}
        <CharterText charter current=fund.charter/>
        <Confirm open=founding title=move || funds::found_question(&name) consequence=funds::found_consequence
            verb=funds::found_charter on_confirm=put_in_force/>
        <Dialog open=adopting title=funds::adopt_charter>
            <Adopt id fund=fund_id etag=tag.get_value() on_done=adopted on_cancel=move |()| adopting.set(false)/>
        </Dialog>
    }
}
