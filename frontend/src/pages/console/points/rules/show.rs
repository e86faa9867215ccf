//! One version or draft of a programme's rules: what it says, what it changes, and its adoption.

use client::Tagged;
use contract::points::{Programme, ProgrammeRulesVersion};
use domain::{ids::ProgrammeRulesId, permissions::Permission, points::ProgrammeState};
use leptos::prelude::*;

use super::{
    super::{READING, programmes::address as programme_address},
    adopt::Adopt,
    before, new_address,
    plain::sentences,
    versions::standing,
};
use crate::{
    components::{
        BackLink, Badge, Button, ButtonKind, ButtonLink, Dialog, Notice, PageHead, Time, Toasts, Tone,
    },
    fetch::fetch,
    format,
    i18n::programmes,
    pages::{
        console::{
            BASE,
            awards::rules::changes::lines,
            inspections::held::held,
            named::{missing, named},
            office::office,
        },
        identity::SignedInOnly,
    },
    session::Session,
};

/// The page.
#[component]
pub fn RulesPage() -> impl IntoView {
    view! {
        <SignedInOnly title=programmes::rules home=BASE
            children=|me| office(&me, READING, || {
                let shown = named(|id: ProgrammeRulesId| view! { <One id/> }.into_any(), no_such_rules);
                view! { <div class="stack">{shown}</div> }.into_any()
            })/>
    }
}

/// A version with its programme and the other versions.
#[derive(Clone, PartialEq)]
struct Found {
    rules: Tagged<ProgrammeRulesVersion>,
    programme: Programme,
    all: Vec<ProgrammeRulesVersion>,
}

fn no_such_rules() -> AnyView {
    missing(programmes::no_such_rules, ("/points", programmes::to_programmes))
}

#[component]
fn One(id: ProgrammeRulesId) -> impl IntoView {
    let found = fetch(move |client| async move {
        let rules = client.get_programme_rules(id).await?;
        let of = rules.body.programme_id;
        let programme = client.get_programme(of).await?.body;
        let all = client.list_programme_rules(of).await?.items;
        Ok(Found { rules, programme, all })
    });
    let again = Callback::new(move |()| found.reload());
    held(found, no_such_rules, move |found| view! { <Shown found on_done=again/> })
}

#[component]
fn Shown(found: Signal<Found>, on_done: Callback<()>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let first = found.get_untracked();
    let (id, of) = (first.rules.body.id, first.programme.id);
    let manages = session.may(Permission::ManageProgrammes, &first.programme.area_path)
        && first.programme.state != ProgrammeState::Ended;
    let running = first.programme.state == ProgrammeState::Running;
    let content = StoredValue::new(first.rules.body.content.clone());
    let old = before(&first.all, &first.rules.body).map(|old| (old.content.clone(), old.adopted_from));
    let draft = Memo::new(move |_| found.with(|found| found.rules.body.adopted_from.is_none()));
    let stands = move || found.with(|found| standing(&found.rules.body, &found.all));
    let title = move || match found.with(|found| found.rules.body.adopted_from) {
        Some(from) => programmes::rules_from(format::date(from)),
        None => programmes::rules_draft().to_owned(),
    };
    let adopting = RwSignal::new(false);
    let adopted = move |()| {
        adopting.set(false);
        toasts.say(programmes::was_adopted());
        on_done.run(());
    };
    let (name, written_at) = (first.programme.name.clone(), first.rules.body.written_at);
    view! {
        <BackLink href=programme_address(of) label={ let name = name.clone(); move || name.clone() }/>
        <PageHead title=title>
            <Show when=move || manages && running && draft.get()>
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuStamp on_press=move |()| adopting.set(true)>{programmes::adopt}</Button>
            </Show>
            {manages.then(|| view! {
                <ButtonLink icon=icondata_lu::LuCopyPlus href=new_address(of, Some(id))>{programmes::draft_from_these}</ButtonLink>
            })}
        </PageHead>
        <dl class="facts">
            <dt>{programmes::programme}</dt><dd>{name}</dd>
            <dt>{programmes::column_state}</dt>
            <dd>{move || { let (tone, label) = stands(); view! { <Badge tone label/> } }}</dd>
            <dt>{programmes::written_at}</dt><dd><Time at=written_at/></dd>
            {move || found.with(|found| found.rules.body.adopted_at).map(|at| view! { <dt>{programmes::adopted_at}</dt><dd><Time at/></dd> })}
        </dl>
        <Show when=move || manages && !running && draft.get()>
            <Notice tone=Tone::Neutral><p>{programmes::adopted_by_start} " " <a href=programme_address(of)>{programmes::to_programme}</a></p></Notice>
        </Show>
        <section class="stack meaning" aria-labelledby="meaning-head">
            <h2 id="meaning-head">{programmes::what_they_say}</h2>
            <ul class="bullets">
                {move || content.with_value(sentences).into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}
            </ul>
        </section>
        {old.map(|(old, from)| {
            let beside = move || match from {
                Some(from) => programmes::beside(format::date(from)),
                None => programmes::rules_draft().to_owned(),
            };
            view! {
                <section class="stack" aria-labelledby="changes-head">
                    <h2 id="changes-head">{beside}</h2>
                    {move || lines(&sentences(&old), &content.with_value(sentences))}
                </section>
            }
        })}
        <Dialog open=adopting title=programmes::adopt_question>
            {move || {
                let Found { rules, programme, .. } = found.get_untracked();
                view! { <Adopt rules programme on_done=adopted on_cancel=move |()| adopting.set(false)/> }
            }}
        </Dialog>
    }
}
