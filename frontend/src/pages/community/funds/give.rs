//! Promising a gift of money: how much, what for, how it is handed in, and whether one is named.

use client::{Client, Created};
use contract::funds::{Fund, Income, PromiseDonation};
use domain::{
    funds::{FundState, income::Channel},
    ids::FundId,
};
use leptos::prelude::*;

use crate::{
    components::{
        BackLink, Button, ButtonKind, ButtonLink, Choice, EmptyState, Form, FormState, Notice, PageHead,
        RadioCards, SelectField, TextField, Toasts,
    },
    fetch::{Loaded, fetch},
    i18n::funds,
    once::Once,
    pages::{
        NotFound,
        funds::{amount, id_at, if_there, open_address, words},
        identity::SignedInOnly,
        moves::forms::refuse_empty,
    },
    route::Go,
    send::send,
    session::Session,
};

/// The answer that lets one be named.
const NAMED: &str = "named";
/// And the one that does not.
const UNNAMED: &str = "unnamed";

/// The page.
#[component]
pub fn GivePage() -> impl IntoView {
    let id = id_at::<FundId>("id");
    move || match id.get() {
        None => view! { <NotFound home="/"/> }.into_any(),
        Some(id) => {
            view! { <SignedInOnly title=funds::give home="/" let:_me><Found id/></SignedInOnly> }.into_any()
        }
    }
}

#[component]
fn Found(id: FundId) -> impl IntoView {
    let found = fetch(move |client| async move { if_there(client.get_fund(id).await) });
    let show = move |found: Option<client::Tagged<Fund>>| {
        match found {
        Some(found) if found.body.state == FundState::Open => view! { <Give fund=found.body/> }.into_any(),
        Some(_) | None => view! {
            <EmptyState title=funds::takes_nothing detail=funds::takes_nothing_detail icon=icondata_lu::LuHandCoins>
                <ButtonLink href="/open/funds">{funds::to_funds}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
    }
    };
    view! {
        <div class="stack">
            <BackLink href=open_address(id)/>
            <Loaded fetched=found children=show/>
        </div>
    }
}

#[component]
fn Give(fund: Fund) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once, go) = (FormState::new("donation"), Once::new(), Go::new());
    let [much, purpose, channel, named] = [(); 4].map(|()| RwSignal::new(String::new()));
    let id = fund.id;
    let submit = move |()| {
        let amount_fen = match much.with_untracked(|text| amount::read(text, "/amount_fen")) {
            Ok(amount) => amount,
            Err(wrong) => {
                state.refuse_fields(vec![wrong]);
                return;
            }
        };
        let Some(channel) = channel.with_untracked(|word| Channel::parse(word)) else {
            return refuse_empty(state, "/channel");
        };
        if named.with_untracked(String::is_empty) {
            return refuse_empty(state, "/named");
        }
        let body = PromiseDonation {
            amount_fen,
            purpose: Some(purpose.get_untracked()).filter(|code| !code.is_empty()),
            channel,
            named: named.with_untracked(|word| word == NAMED),
        };
        let key = once.key(&body);
        let ask = move |client: Client, body: PromiseDonation| {
            let key = key.clone();
            async move { client.promise_donation(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |made: Created<Income>| {
            toasts.say(funds::was_promised());
            go.instead(&format!("/funds/donations/{}", made.body.id));
        });
    };
    let channels = Signal::derive(|| {
        vec![
            Choice::new(Channel::Counter.as_str(), funds::channel_counter)
                .hint(funds::give_counter_hint)
                .icon(icondata_lu::LuHandCoins),
            Choice::new(Channel::Bank.as_str(), funds::channel_bank)
                .hint(funds::give_bank_hint)
                .icon(icondata_lu::LuLandmark),
        ]
    });
    let names = Signal::derive(|| {
        vec![
            Choice::new(NAMED, funds::named).hint(funds::give_named_hint),
            Choice::new(UNNAMED, funds::unnamed).hint(funds::give_unnamed_hint),
        ]
    });
    let has_purposes = !fund.purposes.is_empty();
    let purposes = Signal::stored(words::purpose_options(&fund.purposes));
    let name = fund.name.clone();
    view! {
        <PageHead title=move || funds::give_to(&name) lead=funds::give_lead/>
        {(!fund.description.is_empty()).then(|| view! { <p class="pre">{fund.description.clone()}</p> })}
        <Form state on_submit=submit>
            <TextField name="amount_fen" label=funds::how_much hint=funds::yuan_hint value=much inputmode="decimal"/>
            {has_purposes.then(|| view! {
                <SelectField name="purpose" label=funds::give_purpose hint=funds::purpose_hint value=purpose options=purposes optional=true/>
            })}
            <RadioCards name="channel" label=funds::channel value=channel choices=channels/>
            <RadioCards name="named" label=funds::give_named value=named choices=names/>
            <Notice><p>{funds::give_what_follows}</p></Notice>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{funds::promise}</Button>
            </div>
        </Form>
    }
}
