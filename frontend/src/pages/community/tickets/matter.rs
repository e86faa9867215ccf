//! What is the matter: its kind, the words, and what the kind asks.

use std::sync::Arc;

use contract::{
    categories::ListCategories,
    identity::Me,
    problems::{FieldProblem, fields},
    tickets::answer_problems,
};
use leptos::prelude::*;

use super::{
    answers::AnswerFields,
    kinds::{KindChoice, Kinds, WITHIN},
    report::{ReportDraft, body},
};
use crate::{
    components::{Button, ButtonKind, Checkbox, Form, FormState, Notice, TextArea, Tone},
    draft::Draft,
    failure::Failure,
    fetch::{Loaded, fetch},
    i18n::{self, public_tickets, tickets},
    send::mistakes,
};

/// Asks what the matter is.
#[component]
pub fn MatterStep(
    /// Who asks: the kinds are those of their home, where no other place was chosen.
    me: Arc<Me>,
    /// The draft.
    draft: Draft<ReportDraft>,
    /// What the server found wrong with the answers: said where they can be mended.
    refused: RwSignal<Option<Failure>>,
    /// Goes on.
    #[prop(into)]
    next: Callback<()>,
) -> impl IntoView {
    let home = me.memberships.first().map(|membership| membership.household_id);
    let area_id = draft.value.with_untracked(|draft| draft.area_id).or(home);
    let fetched = fetch(move |client| async move {
        client
            .list_categories(&ListCategories { area_id, inactive: false })
            .await
            .map(|categories| categories.items)
    });
    view! {
        <Loaded fetched boxes=true let:items>
            <Ask kinds=Kinds::of(items) draft refused next/>
        </Loaded>
    }
}

#[component]
fn Ask(
    kinds: Kinds,
    draft: Draft<ReportDraft>,
    refused: RwSignal<Option<Failure>>,
    next: Callback<()>,
) -> impl IntoView {
    let state = FormState::new("matter");
    let (category, text) = draft.value.with_untracked(|draft| (draft.category.clone(), draft.text.clone()));
    // What was chosen may be out of use by now.
    let category = if kinds.has(&category) { category } else { String::new() };
    let (category, text) = (RwSignal::new(category), RwSignal::new(text));
    let (of, chosen, shown) = (kinds.clone(), kinds.clone(), kinds.clone());
    let may_be_anonymous = kinds.clone();
    let may_be_anonymous = Memo::new(move |_| category.with(|code| may_be_anonymous.may_be_anonymous(code)));
    let anonymous = RwSignal::new(draft.value.with_untracked(|draft| draft.anonymous));
    let is_public = Memo::new(move |_| category.with(|code| shown.is_public(code)));
    // The form is kept with its answers: the last step shows and sends them without asking the server for it.
    let asked = Memo::new(move |_| category.with(|code| (code.clone(), of.form(code))));
    Effect::new(move |_| {
        let ((code, form), text) = (asked.get(), text.get());
        let anonymous = anonymous.get() && may_be_anonymous.get();
        draft.value.update(|draft| {
            (draft.category, draft.asked, draft.text) = (code, form, text);
            draft.anonymous = anonymous;
        });
    });
    let submit = move |()| {
        let draft = draft.value.get_untracked();
        let mut wrong = mistakes(&body(&draft, Vec::new()));
        let lang = untrack(i18n::lang);
        if chosen.is_group(&draft.category) {
            wrong.push(fields::problem(format!("/{WITHIN}"), "required", lang, &[]));
        }
        wrong.extend(answer_problems(&draft.asked, &draft.raw_answers(), lang));
        if !state.refuse_fields(wrong) {
            state.accept();
            next.run(());
        }
    };
    Effect::new(move |_| {
        if let Some(failure) = refused.get() {
            refused.set(None);
            state.refuse(failure);
        }
    });
    view! {
        <Form state on_submit=submit>
            <KindChoice kinds value=category/>
            <div role="status">
                <Show when=move || is_public.get()><Notice tone=Tone::Waiting>{public_tickets::told}</Notice></Show>
            </div>
            <TextArea name="text" label=tickets::what_is_wrong hint=tickets::what_is_wrong_hint value=text characters_max=2000/>
            <Show when=move || may_be_anonymous.get()>
                <Checkbox name="anonymous" label=tickets::anonymous value=anonymous/>
                <p class="small soft">{tickets::anonymous_hint}</p>
            </Show>
            {move || {
                let (code, form) = asked.get();
                view! { <AnswerFields code form draft=draft.value/> }
            }}
            <Button kind=ButtonKind::Primary submit=true wide=true>{tickets::next}</Button>
        </Form>
    }
}

/// Whether something is wrong with what this step asks.
pub(super) fn is_of_matter(error: &FieldProblem) -> bool {
    ["/answers/", "/anonymous", "/category", "/text"].iter().any(|start| error.pointer.starts_with(start))
}
