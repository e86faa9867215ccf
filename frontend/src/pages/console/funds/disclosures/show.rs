//! One account at the desk: reading it, signing what was read, publishing it.

use client::{Client, Tagged};
use contract::funds::{Disclosure, Fund, SignDisclosure};
use domain::{
    funds::{PeriodState, Signatory},
    ids::DisclosureId,
    permissions::Permission,
};
use leptos::prelude::*;

use super::super::{READING, address, no_such_fund};
use crate::{
    components::{BackLink, Button, ButtonKind, Confirm, Notice, PageHead, Toasts, Tone},
    fetch::{Fetched, fetch},
    i18n::funds,
    live,
    once::Once,
    pages::{
        console::{BASE, lists::loaded, office::office},
        funds::{
            disclosure::{DisclosurePaper, DisclosureText, days},
            id_at, if_there,
        },
        identity::SignedInOnly,
    },
    send::press,
    session::Session,
};

/// The page.
#[component]
pub fn DisclosurePage() -> impl IntoView {
    view! {
        <SignedInOnly title=funds::disclosures home=BASE
            children=|me| office(&me, READING, || view! { <div class="stack stack--loose"><Whole/></div> }.into_any())/>
    }
}

type Found = Option<(Fund, Disclosure)>;

#[component]
fn Whole() -> impl IntoView {
    let id = id_at::<DisclosureId>("id");
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            let Some(disclosure) = if_there(client.get_disclosure(id).await)? else { return Ok(None) };
            let fund = client.get_fund(disclosure.body.fund_id).await?.body;
            Ok(Some((fund, disclosure.body)))
        }
    });
    live::follow(|event| event.event.starts_with("disclosure."), move || found.reload());
    view! {
        {loaded(found, move |shown: Found| match shown {
            Some((fund, disclosure)) => view! { <Shown found fund disclosure/> }.into_any(),
            None => no_such_fund(),
        })}
    }
}

#[component]
fn Shown(found: Fetched<Found>, fund: Fund, disclosure: Disclosure) -> impl IntoView {
    let (from, until) = (disclosure.content.from, disclosure.content.until);
    let published = disclosure.state == PeriodState::Published;
    let paper = disclosure.clone();
    view! {
        <BackLink href=address(fund.id) label=fund.name.clone()/>
        <PageHead title=move || funds::disclosure_of(days(from, until)) lead=fund.name.clone()>
            <DisclosurePaper disclosure=paper/>
        </PageHead>
        {(!published).then(|| view! {
            <Notice tone=Tone::Waiting><p>{funds::disclosure_not_public}</p></Notice>
            <Steps found fund disclosure=disclosure.clone()/>
        })}
        <DisclosureText disclosure/>
    }
}

/// Signing as what one is, and publishing once both have signed.
#[component]
fn Steps(found: Fetched<Found>, fund: Fund, disclosure: Disclosure) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let (id, document_hash, version) = (disclosure.id, disclosure.document_hash, disclosure.version);
    let (from, until) = (disclosure.content.from, disclosure.content.until);
    let may = |permission| session.may(permission, &fund.area_path);
    let has = |office: Signatory| disclosure.signatures.iter().any(|one| one.signatory == office);
    let (by_treasurer, by_auditor) = (has(Signatory::Treasurer), has(Signatory::Auditor));
    let signs_treasurer = may(Permission::KeepFunds) && !by_treasurer;
    let signs_auditor = may(Permission::AuditLedger) && !by_auditor;
    let publishes =
        (may(Permission::KeepFunds) || may(Permission::ManageFunds)) && by_treasurer && by_auditor;
    let busy = RwSignal::new(false);
    let [as_treasurer, as_auditor, publishing] = [(); 3].map(|()| RwSignal::new(false));
    let sign = move |signatory: Signatory| {
        let body = SignDisclosure { signatory, document_hash };
        let key = once.key(&(id, version, &body));
        let ask = move |client: Client| {
            let key = key.clone();
            async move { client.sign_disclosure(id, &body, Some(&key)).await }
        };
        press(session, toasts, busy, ask, move |_: Tagged<Disclosure>| {
            toasts.say(funds::disclosure_was_signed());
            found.reload();
        });
    };
    let publish = move |()| {
        let key = once.key(&(id, version, "publication"));
        let ask = move |client: Client| {
            let key = key.clone();
            async move { client.publish_disclosure(id, Some(&key)).await }
        };
        press(session, toasts, busy, ask, move |_: Tagged<Disclosure>| {
            toasts.say(funds::disclosure_was_published());
            found.reload();
        });
    };
    let period = move || days(from, until);
    view! {
        <div class="row no-print" role="group" aria-label=funds::actions>
            {signs_treasurer.then(|| view! {
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuSignature busy on_press=move |()| as_treasurer.set(true)>{funds::sign_as_treasurer}</Button>
            })}
            {signs_auditor.then(|| view! {
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuSignature busy on_press=move |()| as_auditor.set(true)>{funds::sign_as_auditor}</Button>
            })}
            {publishes.then(|| view! {
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuMegaphone busy on_press=move |()| publishing.set(true)>{funds::publish_disclosure}</Button>
            })}
        </div>
        <Confirm open=as_treasurer title=move || funds::sign_question(period()) consequence=funds::sign_consequence
            verb=funds::sign_as_treasurer on_confirm=move |()| sign(Signatory::Treasurer)/>
        <Confirm open=as_auditor title=move || funds::sign_question(period()) consequence=funds::sign_consequence
            verb=funds::sign_as_auditor on_confirm=move |()| sign(Signatory::Auditor)/>
        <Confirm open=publishing title=move || funds::publish_question(period()) consequence=funds::publish_consequence
            verb=funds::publish_disclosure on_confirm=publish/>
    }
}
