//! One call at the desk: read, published, closed early.

use client::{Client, Tagged};
use contract::funds::{FundPurpose, ProposalCall};
use domain::{areas::AreaPath, funds::projects::CallStage, ids::ProposalCallId, permissions::Permission};
use leptos::prelude::*;

use super::{
    super::{READING, address as fund_address},
    address, no_such_call,
};
use crate::{
    components::{BackLink, Badge, Button, ButtonKind, ButtonLink, Confirm, PageHead, Toasts},
    fetch::fetch,
    format,
    i18n::{funds, projects},
    live,
    pages::{
        console::{inspections::held::held, named::OnePage},
        funds::{
            projects::{call_address, words},
            words as fund_words,
        },
    },
    send::press,
    session::Session,
};

/// The page.
#[component]
pub fn CallPage() -> impl IntoView {
    view! {
        <OnePage title=projects::call needs=READING list=("/funds", funds::funds)
            show=|id: ProposalCallId| view! { <One id/> }.into_any() missing=no_such_call/>
    }
}

/// A call, with what its fund is called, where it is, and what its purposes are called.
type Found = (Tagged<ProposalCall>, String, AreaPath, Vec<FundPurpose>);

#[component]
fn One(id: ProposalCallId) -> impl IntoView {
    let found = fetch(move |client| async move {
        let call = client.get_proposal_call(id).await?;
        let fund = client.get_fund(call.body.fund_id).await?.body;
        Ok((call, fund.name, fund.area_path, fund.purposes))
    });
    live::follow(move |event| event.subject == format!("proposal_call:{id}"), move || found.reload());
    let done = Callback::new(move |()| found.reload());
    held(found, no_such_call, move |found| whole(found, done))
}

fn whole(found: Signal<Found>, on_done: Callback<()>) -> impl IntoView {
    let call = Signal::derive(move || found.with(|found| found.0.body.clone()));
    let (fund, name) = found.with_untracked(|found| (found.0.body.fund_id, found.1.clone()));
    let tone = Signal::derive(move || words::call(call.with(|call| call.stage)).0);
    let stage = move || words::call(call.with(|call| call.stage)).1();
    let purposes = move || {
        found.with(|(call, _, _, purposes)| {
            let named = call.body.purposes.iter().map(|code| fund_words::purpose(Some(code), purposes));
            let all: Vec<String> = named.collect();
            if all.is_empty() { projects::any_purpose().to_owned() } else { all.join("、") }
        })
    };
    let public = move || {
        let address = call_address(call.with(|call| call.id));
        call.with(|call| call.published_at)
            .map(|_| view! { <p><a href=address>{projects::public_page}</a></p> })
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href=format!("{}/calls", fund_address(fund)) label=name/>
            <PageHead title=move || call.with(|call| call.title.clone())><Badge tone label=stage/></PageHead>
            <Steps found on_done/>
            <p class="pre breakable">{move || call.with(|call| call.text.clone())}</p>
            <dl class="facts">
                <dt>{projects::call_from}</dt><dd>{move || format::date_time(call.with(|call| call.opens_at))}</dd>
                <dt>{projects::call_until}</dt><dd>{move || format::date_time(call.with(|call| call.closes_at))}</dd>
                <dt>{projects::call_most}</dt><dd>{move || format::money(call.with(|call| call.most_fen))}</dd>
                <dt>{projects::call_purposes}</dt><dd>{purposes}</dd>
            </dl>
            {public}
        </div>
    }
}

/// The buttons of whoever manages the fund.
#[component]
fn Steps(found: Signal<Found>, on_done: Callback<()>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let [publishing, closing] = [(); 2].map(|()| RwSignal::new(false));
    let busy = RwSignal::new(false);
    let stage = Memo::new(move |_| found.with(|found| found.0.body.stage));
    let may = move || found.with(|found| session.may(Permission::ManageFunds, &found.2));
    let (id, title) = found.with_untracked(|found| (found.0.body.id, found.0.body.title.clone()));
    let (publish_title, close_title) = (title.clone(), title);
    let step = move |close: bool| {
        let etag = found.with_untracked(|found| found.0.etag.clone());
        let ask = move |client: Client| {
            let etag = etag.clone();
            async move {
                if close {
                    client.close_proposal_call(id, &etag).await
                } else {
                    client.publish_proposal_call(id, &etag).await
                }
            }
        };
        press(session, toasts, busy, ask, move |_: Tagged<ProposalCall>| {
            toasts.say(if close { projects::call_was_closed() } else { projects::call_was_published() });
            on_done.run(());
        });
    };
    let edit = move || format!("{}/edit", address(id));
    let taking = move || matches!(stage.get(), CallStage::Open | CallStage::Announced);
    view! {
        <Show when=may>
            <div class="row no-print" role="group" aria-label=projects::what_to_do>
                <Show when=move || stage.get() == CallStage::Draft>
                    <Button kind=ButtonKind::Primary busy on_press=move |()| publishing.set(true)>{projects::publish_call}</Button>
                    <ButtonLink icon=icondata_lu::LuPencil href=edit()>{projects::edit_call}</ButtonLink>
                </Show>
                <Show when=taking>
                    <Button kind=ButtonKind::Danger busy on_press=move |()| closing.set(true)>{projects::close_call}</Button>
                </Show>
            </div>
        </Show>
        <Confirm open=publishing title=move || projects::publish_call_question(&publish_title) consequence=projects::publish_call_consequence
            verb=projects::publish_call on_confirm=move |()| step(false)/>
        <Confirm open=closing title=move || projects::close_call_question(&close_title) consequence=projects::close_call_consequence
            verb=projects::close_call on_confirm=move |()| step(true) danger=true/>
    }
}
