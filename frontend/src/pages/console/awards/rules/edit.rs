//! Writing a draft of rules, from the ready ones or from any version. What is typed is kept on the device until it is saved.

use std::collections::BTreeMap;

use client::Client;
use contract::inspections::DraftAwardRules;
use domain::{ids::AwardRulesId, inspections::AwardRules, permissions::Permission};
use leptos::{prelude::*, task::tick};
use wasm_bindgen_futures::spawn_local;

use super::{
    fields::rules_fields,
    form::{RulesForm, TypedRules},
    plain,
};
use crate::{
    components::{BackLink, Button, ButtonKind, Form, FormState, Notice, PageHead, Toasts, Tone},
    draft::Draft,
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
    route::Go,
    session::Session,
};

/// What is half written, by what it began with: at most [`DRAFTS_MAX`].
type Drafts = BTreeMap<String, TypedRules>;
const DRAFTS_MAX: usize = 10;

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
    let drafts = Draft::<Drafts>::take_up("award-rules");
    let again = RwSignal::new(0_u32);
    let discard = Callback::new(move |()| {
        let name = from.get_untracked();
        drafts.value.update(|drafts| drop(drafts.remove(&name)));
        again.update(|again| *again += 1);
    });
    view! {
        <BackLink href=format!("{BASE}/inspections/rules") label=awards::rules/>
        <PageHead title=awards::new_rules lead=awards::new_rules_lead/>
        {loaded(start, move |start| {
            again.track();
            view! { <Editor start kept_as=from.get_untracked() drafts on_discard=discard/> }
        })}
    }
}

#[component]
fn Editor(
    start: AwardRules,
    kept_as: String,
    drafts: Draft<Drafts>,
    on_discard: Callback<()>,
) -> impl IntoView {
    let (session, scope, toasts, go) = (Session::get(), Scope::get(), Toasts::get(), Go::new());
    let (state, once) = (FormState::new("rules"), Once::new());
    let began = TypedRules::from(&start);
    let kept = drafts.value.with_untracked(|drafts| drafts.get(&kept_as).cloned());
    let restored = kept.is_some();
    let form = RulesForm::of(kept.unwrap_or_else(|| began.clone()));
    let (watched, name) = (form.clone(), kept_as.clone());
    Effect::new(move |_| {
        let typed = watched.typed();
        drafts.value.update(|drafts| {
            if typed == began {
                drafts.remove(&name);
                return;
            }
            while drafts.len() >= DRAFTS_MAX && !drafts.contains_key(&name) {
                drafts.pop_first();
            }
            drafts.insert(name.clone(), typed);
        });
    });
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
        state.busy.set(true);
        let (form, kept_as) = (form.clone(), kept_as.clone());
        spawn_local(async move {
            let ask = |client: Client| {
                let (body, key) = (body.clone(), key.clone());
                async move { client.draft_award_rules(&body, Some(&key)).await }
            };
            match session.call(ask).await {
                Ok(made) => {
                    state.accept();
                    drafts.value.update(|drafts| drop(drafts.remove(&kept_as)));
                    // The draft is forgotten before its page is.
                    tick().await;
                    toasts.say(awards::rules_saved());
                    go.to(&format!("{BASE}/inspections/rules/{}", made.body.id));
                }
                Err(mut failure) => {
                    failure.errors = form.at_fields(std::mem::take(&mut failure.errors));
                    state.refuse(failure);
                }
            }
        });
    };
    view! {
        <Form state on_submit=submit>
            {restored.then(|| view! {
                <Notice tone=Tone::Neutral>
                    <p>{awards::draft_restored}</p>
                    <Button small=true icon=icondata_lu::LuRotateCcw on_press=on_discard>{awards::discard_draft}</Button>
                </Notice>
            })}
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
