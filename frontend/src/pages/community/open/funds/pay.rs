//! Giving on line, for everybody: how much, through whom, what for, and whether one is named.

use client::{Client, Created};
use contract::funds::{BeginPayment, Fund, PaymentBegun};
use domain::{
    funds::{DONOR_NAME_CHARS_MAX, FundState, INCOME_NOTE_CHARS_MAX, payments::PaymentChannel},
    ids::FundId,
};
use leptos::prelude::*;

use super::no_such_fund;
use crate::{
    components::{
        BackLink, Button, ButtonKind, ButtonLink, Choice, EmptyState, Form, FormState, Notice, PageHead,
        RadioCards, SelectField, TextArea, TextField,
    },
    fetch::{Loaded, fetch},
    i18n::{funds, online},
    installation,
    once::Once,
    pages::{
        funds::{amount, id_at, if_there, online as said, open_address, words},
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
pub fn PayPage() -> impl IntoView {
    let id = id_at::<FundId>("id");
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            let Some(fund) = if_there(client.get_fund(id).await)? else { return Ok(None) };
            let settings = client.get_settings().await?;
            Ok(Some((fund.body, settings.payment_channels)))
        }
    });
    let show = |found: Option<(Fund, Vec<PaymentChannel>)>| match found {
        None => no_such_fund(),
        Some((fund, channels)) if fund.state == FundState::Open && !channels.is_empty() => {
            view! { <Pay fund channels/> }.into_any()
        }
        Some((fund, _)) => view! {
            <EmptyState title=online::off detail=online::off_detail icon=icondata_lu::LuHandCoins>
                <ButtonLink href=open_address(fund.id)>{funds::to_funds}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
    };
    view! { <div class="stack"><Loaded fetched=found children=show/></div> }
}

/// The way to this page, where there is one.
#[component]
pub fn PayLink(
    /// To which fund.
    id: FundId,
) -> impl IntoView {
    let settings = installation::settings();
    let is_on = move || settings.with(|settings| !settings.payment_channels.is_empty());
    view! {
        <Show when=is_on>
            <ButtonLink kind=ButtonKind::Primary icon=icondata_lu::LuQrCode href=format!("{}/pay", open_address(id))>{online::pay_online}</ButtonLink>
        </Show>
    }
}

fn chars(max: u64) -> u32 {
    u32::try_from(max).unwrap_or(u32::MAX)
}

#[component]
fn Pay(fund: Fund, channels: Vec<PaymentChannel>) -> impl IntoView {
    let session = Session::get();
    let (state, once, go) = (FormState::new("payment"), Once::new(), Go::new());
    let [much, purpose, channel, named, name, message] = [(); 6].map(|()| RwSignal::new(String::new()));
    let id = fund.id;
    if let [only] = channels[..] {
        channel.set(only.as_str().to_owned());
    }
    let is_stranger = move || session.account().is_none();
    let submit = move |()| {
        let amount_fen = match much.with_untracked(|text| amount::read(text, "/amount_fen")) {
            Ok(amount) => amount,
            Err(wrong) => {
                state.refuse_fields(vec![wrong]);
                return;
            }
        };
        let Some(channel) = channel.with_untracked(|word| PaymentChannel::parse(word)) else {
            return refuse_empty(state, "/channel");
        };
        let stranger = untrack(is_stranger);
        if stranger && name.with_untracked(|name| name.trim().is_empty()) {
            return refuse_empty(state, "/donor_name");
        }
        if named.with_untracked(String::is_empty) {
            return refuse_empty(state, "/named");
        }
        let body = BeginPayment {
            channel,
            amount_fen,
            purpose: Some(purpose.get_untracked()).filter(|code| !code.is_empty()),
            donor_name: stranger.then(|| name.get_untracked().trim().to_owned()),
            named: named.with_untracked(|word| word == NAMED),
            message: message.get_untracked().trim().to_owned(),
        };
        let key = once.key(&body);
        let ask = move |client: Client, body: BeginPayment| {
            let key = key.clone();
            async move { client.begin_payment(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |begun: Created<PaymentBegun>| {
            let begun = begun.body;
            // What follows the mark stays in this browser: no server reads it.
            go.to(&format!("{}/pay/{}#{}", open_address(id), begun.payment.id, begun.token));
        });
    };
    let ways = Signal::derive(move || {
        channels.iter().map(|one| Choice::new(one.as_str(), said::channel(*one))).collect::<Vec<_>>()
    });
    let names = Signal::derive(|| {
        vec![
            Choice::new(NAMED, funds::named).hint(funds::give_named_hint),
            Choice::new(UNNAMED, funds::unnamed).hint(funds::give_unnamed_hint),
        ]
    });
    let has_purposes = !fund.purposes.is_empty();
    let purposes = Signal::stored(words::purpose_options(&fund.purposes));
    let title = fund.name.clone();
    view! {
        <BackLink href=open_address(id) label=fund.name.clone()/>
        <PageHead title=move || funds::give_to(&title) lead=online::pay_lead/>
        <Form state on_submit=submit>
            <TextField name="amount_fen" label=funds::how_much hint=funds::yuan_hint value=much inputmode="decimal"/>
            {has_purposes.then(|| view! {
                <SelectField name="purpose" label=funds::give_purpose hint=funds::purpose_hint value=purpose options=purposes optional=true/>
            })}
            <RadioCards name="channel" label=online::through value=channel choices=ways/>
            <Show when=is_stranger>
                <TextField name="donor_name" label=online::your_name hint=online::your_name_hint value=name
                    autocomplete="name" characters_max=chars(DONOR_NAME_CHARS_MAX)/>
            </Show>
            <RadioCards name="named" label=funds::give_named value=named choices=names/>
            <TextArea name="message" label=online::message hint=online::message_hint value=message optional=true
                characters_max=chars(INCOME_NOTE_CHARS_MAX)/>
            <Notice><p>{online::what_follows}</p></Notice>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{online::to_code}</Button>
            </div>
        </Form>
    }
}
