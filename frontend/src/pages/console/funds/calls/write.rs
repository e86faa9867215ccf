//! Writing a call, and writing a draft of one anew; what is typed is kept on the device.

use client::{Client, Tagged};
use contract::funds::{Fund, FundPurpose, ProposalCall};
use domain::{
    funds::{PROJECT_PLAN_CHARS_MAX, PROJECT_TITLE_CHARS_MAX, projects::CallStage},
    ids::{FundId, ProposalCallId},
};
use leptos::prelude::*;

use super::{
    super::{READING, address as fund_address, chars, of_fund::OfFund, today},
    address,
    fields::Typed,
    no_such_call,
};
use crate::{
    components::{
        BackLink, Button, ButtonKind, DateField, Form, FormState, Notice, PageHead, TextArea, TextField, Tone,
    },
    fetch::fetch,
    i18n::projects,
    once::Once,
    pages::{
        console::{BASE, awards::half_written::HalfWritten, lists::loaded, office::office},
        funds::{id_at, if_there},
        identity::SignedInOnly,
    },
    send::mistakes,
    session::Session,
};

/// The page of a new call.
#[component]
pub fn NewCall() -> impl IntoView {
    view! {
        <OfFund title=projects::new_call page=written/>
    }
}

fn written(fund: Fund) -> AnyView {
    let half = HalfWritten::take_up("call", fund.id.to_string());
    view! {
        <BackLink href=fund_address(fund.id) label=fund.name.clone()/>
        <PageHead title=projects::new_call lead=projects::new_call_lead/>
        {half.edited(move |kept| {
            let (began, target) = (Typed::begun(today()), Target::Fund(fund.id));
            view! { <Editor purposes=fund.purposes.clone() target began kept half/> }
        })}
    }
    .into_any()
}

/// The page on which a draft is written anew.
#[component]
pub fn EditCall() -> impl IntoView {
    view! {
        <SignedInOnly title=projects::edit_call home=BASE
            children=|me| office(&me, READING, || view! { <div class="stack"><Edit/></div> }.into_any())/>
    }
}

#[component]
fn Edit() -> impl IntoView {
    let id = id_at::<ProposalCallId>("id");
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            let Some(call) = if_there(client.get_proposal_call(id).await)? else { return Ok(None) };
            let fund = client.get_fund(call.body.fund_id).await?.body;
            Ok(Some((fund, call)))
        }
    });
    let show = |found: Option<(Fund, Tagged<ProposalCall>)>| {
        let Some((fund, Tagged { body: call, etag })) = found else { return no_such_call() };
        if call.stage != CallStage::Draft {
            return view! { <Notice tone=Tone::Waiting><p>{projects::call_stays}</p></Notice> }.into_any();
        }
        let half = HalfWritten::take_up("call", call.id.to_string());
        view! {
            <BackLink href=address(call.id) label=call.title.clone()/>
            <PageHead title=projects::edit_call/>
            {half.edited(move |kept| {
                let (began, target) = (Typed::of(&call), Target::Call(call.id, etag.clone()));
                view! { <Editor purposes=fund.purposes.clone() target began kept half/> }
            })}
        }
        .into_any()
    };
    view! { {loaded(found, show)} }
}

/// Where it goes.
#[derive(Clone)]
enum Target {
    /// It is a new one of a fund.
    Fund(FundId),
    /// It takes the place of what was written, which is still so.
    Call(ProposalCallId, String),
}

#[component]
fn Editor(
    purposes: Vec<FundPurpose>,
    target: Target,
    began: Typed,
    kept: Option<Typed>,
    half: HalfWritten<Typed>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("call"), Once::new());
    let restored = kept.is_some();
    let typed = kept.unwrap_or_else(|| began.clone());
    let [title, text, most, opens, closes] =
        [typed.title, typed.text, typed.most, typed.opens, typed.closes].map(RwSignal::new);
    let chosen = RwSignal::new(typed.purposes);
    let now = move || Typed {
        title: title.get(),
        text: text.get(),
        purposes: chosen.get(),
        most: most.get(),
        opens: opens.get(),
        closes: closes.get(),
    };
    half.keep(began, now);
    let submit = move |()| {
        let body = match untrack(now).read() {
            Ok(body) => body,
            Err(wrong) => {
                state.refuse_fields(wrong);
                return;
            }
        };
        if state.refuse_fields(mistakes(&body)) {
            return;
        }
        let (key, target) = (once.key(&body), target.clone());
        let ask = move |client: Client| {
            let (body, key, target) = (body.clone(), key.clone(), target.clone());
            async move {
                match target {
                    Target::Fund(fund) => {
                        client.draft_proposal_call(fund, &body, Some(&key)).await.map(|made| made.body.id)
                    }
                    Target::Call(id, etag) => {
                        client.revise_proposal_call(id, &etag, &body).await.map(|made| made.body.id)
                    }
                }
            }
        };
        let saved = |id: ProposalCallId| (projects::call_saved().to_owned(), address(id));
        half.save(state, session.call(ask), saved, |_| {});
    };
    view! {
        <Form state on_submit=submit>
            {restored.then(|| half.here_again())}
            <TextField name="title" label=projects::call_title value=title characters_max=chars(PROJECT_TITLE_CHARS_MAX)/>
            <TextArea name="text" label=projects::call_text hint=projects::call_text_hint value=text optional=true
                characters_max=chars(PROJECT_PLAN_CHARS_MAX)/>
            {(!purposes.is_empty()).then(|| view! { <Purposes purposes chosen/> })}
            <TextField name="most_fen" label=projects::call_most hint=projects::call_most_hint value=most inputmode="decimal"/>
            <DateField name="opens_at" label=projects::call_from value=opens/>
            <DateField name="closes_at" label=projects::call_until hint=projects::call_until_hint value=closes/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{projects::save_call}</Button>
            </div>
        </Form>
    }
}

/// What a project may be for; nothing ticked is anything.
#[component]
fn Purposes(
    purposes: Vec<FundPurpose>,
    chosen: RwSignal<std::collections::BTreeSet<String>>,
) -> impl IntoView {
    let one = move |purpose: FundPurpose| {
        let (code, mine) = (purpose.code.clone(), purpose.code);
        let ticked = move || chosen.with(|chosen| chosen.contains(&code));
        let turn = move |_| {
            let code = mine.clone();
            chosen.update(move |chosen| {
                if !chosen.remove(&code) {
                    chosen.insert(code);
                }
            });
        };
        view! {
            <label class="checkbox">
                <input type="checkbox" name="purposes" prop:checked=ticked on:change=turn/>
                <span>{purpose.name}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{projects::call_purposes}</legend>
            <p class="field__hint">{projects::call_purposes_hint}</p>
            {purposes.into_iter().map(one).collect_view()}
        </fieldset>
    }
}
