//! Writing a draft of rules, from the ready ones or from any version.

use client::Client;
use contract::inspections::DraftAwardRules;
use domain::{ids::AwardRulesId, inspections::AwardRules, permissions::Permission};
use leptos::prelude::*;

use super::{
    super::half_written::HalfWritten,
    fields::rules_fields,
    form::{RulesForm, TypedRules},
    plain,
};
use crate::{
    components::{BackLink, Button, ButtonKind, Form, FormState, PageHead},
    fetch::fetch,
    i18n::{self, awards},
    once::Once,
    pages::{
        console::{
            BASE,
            lists::loaded,
            office::{Scope, placed},
        },
        identity::SignedInOnly,
    },
    query::QueryParam,
    session::Session,
};

/// The page.
#[component]
pub fn NewRules() -> impl IntoView {
    view! {
        <SignedInOnly title=awards::new_rules home=BASE
            children=|me| placed(&me, Permission::ManageInspections, || view! { <New/> }.into_any())/>
    }
}

#[component]
fn New() -> impl IntoView {
    let from = QueryParam::of("from").value;
    let start = fetch(move |client| {
        let from = from.with(|from| from.parse::<AwardRulesId>().ok());
        async move {
            match from {
                Some(id) => client.get_award_rules(id).await.map(|found| found.body.content),
                None => client.get_ready_award_rules().await,
            }
        }
    });
    view! {
        <BackLink href=format!("{BASE}/inspections/rules") label=awards::rules/>
        <PageHead title=awards::new_rules lead=awards::new_rules_lead/>
        {loaded(start, move |start| {
            let half = HalfWritten::take_up("award-rules", from.get_untracked());
            half.edited(move |kept| view! { <Editor start=start.clone() kept half/> })
        })}
    }
}

#[component]
fn Editor(start: AwardRules, kept: Option<TypedRules>, half: HalfWritten<TypedRules>) -> impl IntoView {
    let (session, scope) = (Session::get(), Scope::get());
    let (state, once) = (FormState::new("rules"), Once::new());
    let (began, restored) = (TypedRules::from(&start), kept.is_some());
    let form = RulesForm::of(kept.unwrap_or_else(|| began.clone()));
    let watched = form.clone();
    half.keep(began, move || watched.typed());
    let (fields, meant, base) = (form.clone(), form.clone(), start.clone());
    let submit = move |()| {
        let content = match untrack(|| form.typed()).read(&start, untrack(i18n::lang)) {
            Ok(content) => content,
            Err(wrong) => {
                state.refuse_fields(form.at_fields(wrong));
                return;
            }
        };
        let Some(area_id) = scope.area.get_untracked() else { return };
        let body = DraftAwardRules { area_id, content };
        let key = once.key(&body);
        let ask = move |client: Client| {
            let (body, key) = (body.clone(), key.clone());
            async move { client.draft_award_rules(&body, Some(&key)).await }
        };
        let form = form.clone();
        half.save(
            state,
            session.call(ask),
            |made| (awards::rules_saved().to_owned(), format!("{BASE}/inspections/rules/{}", made.body.id)),
            move |failure| failure.errors = form.at_fields(std::mem::take(&mut failure.errors)),
        );
    };
    view! {
        <Form state on_submit=submit>
            {restored.then(|| half.here_again())}
            {rules_fields(fields, state)}
            <Meaning form=meant base/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{awards::save_rules}</Button>
            </div>
        </Form>
    }
}

/// What the rules mean as they stand on the page.
#[component]
fn Meaning(form: RulesForm, base: AwardRules) -> impl IntoView {
    let read = Memo::new(move |_| {
        form.typed().read(&base, i18n::lang()).map_err(|mut wrong| wrong.swap_remove(0).detail)
    });
    let words = move || match read.get() {
        Ok(rules) => {
            let all = plain::sentences(&rules).into_iter().map(|words| view! { <li>{words}</li> });
            view! { <ul class="bullets">{all.collect_view()}</ul><p><strong>{plain::cost(&rules)}</strong></p> }
                .into_any()
        }
        Err(why) => view! { <p>{move || awards::not_readable_yet(&why)}</p> }.into_any(),
    };
    view! {
        <section class="meaning stack" aria-labelledby="meaning-head">
            <h2 id="meaning-head">{awards::meaning}</h2>
            <div class="stack" aria-live="polite">{words}</div>
        </section>
    }
}
