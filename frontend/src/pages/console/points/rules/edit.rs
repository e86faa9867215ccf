//! Writing a draft of a programme's rules, from ready ones or from any version.

use client::Client;
use contract::points::{DraftProgrammeRules, Programme};
use domain::{
    ids::{ProgrammeId, ProgrammeRulesId},
    permissions::Permission,
    points::{ProgrammeRules, WalletKind},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    super::programmes::{address as programme_address, show::no_such_programme},
    address,
    fields::rules_fields,
    form::{RulesForm, TypedRules, ready},
    plain::sentences,
};
use crate::{
    components::{BackLink, Button, ButtonKind, Form, FormState, PageHead},
    fetch::fetch,
    i18n::{self, programmes},
    once::Once,
    pages::{
        console::{BASE, awards::half_written::HalfWritten, lists::loaded, office::office},
        identity::SignedInOnly,
    },
    query::QueryParam,
    session::Session,
};

/// The page.
#[component]
pub fn NewRules() -> impl IntoView {
    view! {
        <SignedInOnly title=programmes::write_rules home=BASE
            children=|me| office(&me, Permission::ManageProgrammes, || view! { <div class="stack"><New/></div> }.into_any())/>
    }
}

#[component]
fn New() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id")).and_then(|id| id.parse::<ProgrammeId>().ok())
    });
    let from = QueryParam::of("from").value;
    let start = fetch(move |client| {
        let (id, from) = (id.get(), from.with(|from| from.parse::<ProgrammeRulesId>().ok()));
        async move {
            let Some(id) = id else { return Ok(None) };
            let programme = client.get_programme(id).await?.body;
            let rules = match from {
                Some(from) => client.get_programme_rules(from).await?.body.content,
                None => ready(),
            };
            Ok(Some((programme, rules)))
        }
    });
    view! {
        {loaded(start, move |start| {
            let Some((programme, start)) = start else {
                return no_such_programme();
            };
            let half = HalfWritten::take_up("programme-rules", format!("{}/{}", programme.id, from.get_untracked()));
            let (name, of) = (programme.name.clone(), programme.id);
            view! {
                <BackLink href=programme_address(of) label=move || name.clone()/>
                <PageHead title=programmes::write_rules lead=programmes::write_rules_lead/>
                {half.edited(move |kept| view! { <Editor programme=programme.clone() start=start.clone() kept half/> })}
            }.into_any()
        })}
    }
}

#[component]
fn Editor(
    programme: Programme,
    start: ProgrammeRules,
    kept: Option<TypedRules>,
    half: HalfWritten<TypedRules>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("programme-rules"), Once::new());
    let (began, restored) = (TypedRules::from(&start), kept.is_some());
    let form = RulesForm::of(kept.unwrap_or_else(|| began.clone()));
    let watched = form.clone();
    half.keep(began, move || watched.typed());
    let (id, wallets) = (programme.id, programme.wallets);
    let (fields, meant) = (form.clone(), form.clone());
    let submit = move |()| {
        let content = match untrack(|| form.typed()).read(wallets, untrack(i18n::lang)) {
            Ok(content) => content,
            Err(wrong) => {
                state.refuse_fields(form.at_fields(wrong));
                return;
            }
        };
        let body = DraftProgrammeRules { content };
        let key = once.key(&body);
        let ask = move |client: Client| {
            let (body, key) = (body.clone(), key.clone());
            async move { client.draft_programme_rules(id, &body, Some(&key)).await }
        };
        let form = form.clone();
        half.save(
            state,
            session.call(ask),
            |made| (programmes::rules_saved().to_owned(), address(made.body.id)),
            move |failure| failure.errors = form.at_fields(std::mem::take(&mut failure.errors)),
        );
    };
    view! {
        <Form state on_submit=submit>
            {restored.then(|| half.here_again())}
            {rules_fields(fields, state, wallets)}
            <Meaning form=meant wallets/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{programmes::save_rules}</Button>
            </div>
        </Form>
    }
}

/// What the rules mean as they stand on the page.
#[component]
fn Meaning(form: RulesForm, wallets: WalletKind) -> impl IntoView {
    let read = Memo::new(move |_| form.typed().read(wallets, i18n::lang()).map_err(|wrong| wrong.len()));
    let words = move || match read.get() {
        Ok(rules) => {
            let all = sentences(&rules).into_iter().map(|words| view! { <li>{words}</li> });
            view! { <ul class="bullets">{all.collect_view()}</ul> }.into_any()
        }
        Err(count) => view! { <p>{move || programmes::not_possible_yet(count)}</p> }.into_any(),
    };
    view! {
        <section class="meaning stack" aria-labelledby="meaning-head">
            <h2 id="meaning-head">{programmes::what_they_say}</h2>
            <div class="stack">{words}</div>
        </section>
    }
}
