//! A form keeps everything that was typed, says on top what is wrong, and leads to each bad field.

use std::collections::BTreeSet;

use contract::problems::FieldProblem;
use leptos::{ev::SubmitEvent, prelude::*, text_prop::TextProp};

use super::Icon;
use crate::{device, failure::Failure, i18n::common};

/// What a form knows beside its fields: whether it is being sent, and what was wrong with it.
#[derive(Clone, Copy)]
pub struct FormState {
    id: &'static str,
    /// While it is being sent.
    pub busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
    // Pointers and labels of the fields that are on the page: an error of any other is shown in the summary alone.
    fields: RwSignal<Vec<(String, TextProp)>>,
}

impl FormState {
    /// A form by its name, which no other form of the page has.
    pub fn new(id: &'static str) -> Self {
        Self {
            id,
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
            fields: RwSignal::new(Vec::new()),
        }
    }

    /// Shows what was wrong and moves the focus to the summary.
    pub fn refuse(self, failure: impl Into<Failure>) {
        self.busy.set(false);
        let mut failure: Failure = failure.into();
        // One thing at a time: the first that is wrong with a field says enough.
        let mut seen = BTreeSet::new();
        failure.errors.retain(|error| seen.insert(error.pointer.clone()));
        self.failure.set(Some(failure));
        let summary = self.summary_id();
        // The summary is on the page only after this change has been drawn.
        request_animation_frame(move || device::focus(&summary));
    }

    /// Shows what is wrong before anything is sent. Says whether something is.
    pub fn refuse_fields(self, errors: Vec<FieldProblem>) -> bool {
        let bad = !errors.is_empty();
        if bad {
            let detail = common::please_check_fields().to_owned();
            self.refuse(Failure { code: "invalid".into(), detail, request_id: None, errors });
        }
        bad
    }

    /// Forgets what was wrong.
    pub fn accept(self) {
        self.busy.set(false);
        self.failure.set(None);
    }

    /// The id of the field with this name.
    pub fn field_id(self, name: &str) -> String {
        format!("{}-{}", self.id, name.replace('/', "-"))
    }

    pub(super) fn is_there(self) -> bool {
        !self.failure.is_disposed()
    }

    /// Makes a field known by its label, so that the summary leads to it; a field that comes again is known once.
    pub fn register(self, name: &str, label: TextProp) {
        let pointer = pointer(name);
        self.fields.update(|fields| {
            fields.retain(|(known, _)| *known != pointer);
            fields.push((pointer, label));
        });
    }

    /// What is wrong with the field of this name.
    pub fn error_of(self, name: &str) -> Option<String> {
        let pointer = pointer(name);
        self.failure.with(|failure| {
            let errors = failure.as_ref().map(|failure| failure.errors.as_slice()).unwrap_or_default();
            errors.iter().find(|error| error.pointer == pointer).map(|error| error.detail.clone())
        })
    }

    fn summary_id(self) -> String {
        format!("{}-summary", self.id)
    }
}

/// A field's name is its place in the request's body: `title`, `reporter/phone`.
fn pointer(name: &str) -> String {
    format!("/{name}")
}

/// A form. It is sent once: while it is busy, sending again does nothing.
#[component]
pub fn Form(
    /// Its state, shared with whoever sends it.
    state: FormState,
    /// Sends it.
    #[prop(into)]
    on_submit: Callback<()>,
    /// Its fields and buttons.
    children: Children,
) -> impl IntoView {
    provide_context(state);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !state.busy.get_untracked() {
            on_submit.run(());
        }
    };
    view! {
        <form class="form" id=state.id novalidate on:submit=submit>
            <ErrorSummary state/>
            {children()}
        </form>
    }
}

/// What is wrong, on top of a form, with a link to each bad field.
#[component]
pub fn ErrorSummary(
    /// The form's state.
    state: FormState,
) -> impl IntoView {
    let item = move |error: FieldProblem| {
        let label = state.fields.with(|fields| {
            fields.iter().find(|(pointer, _)| *pointer == error.pointer).map(|(_, label)| label.clone())
        });
        let Some(label) = label else { return view! { <li>{error.detail}</li> }.into_any() };
        let id = state.field_id(error.pointer.trim_start_matches('/'));
        let href = format!("#{id}");
        let lead = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            device::focus(&id);
        };
        let words = move || common::field_and_error(label.get(), &error.detail);
        view! { <li><a href=href on:click=lead>{words}</a></li> }.into_any()
    };
    move || {
        let failure = state.failure.get()?;
        Some(view! {
            <div class="error-summary" id=state.summary_id() role="alert" tabindex="-1">
                <p class="field__error"><Icon icon=icondata_lu::LuCircleAlert/><span>{failure.detail}</span></p>
                {(!failure.errors.is_empty())
                    .then(|| view! { <ul>{failure.errors.into_iter().map(item).collect_view()}</ul> })}
                {failure.request_id.map(|id| view! { <p class="small soft">{move || common::request_id(&id)}</p> })}
            </div>
        })
    }
}
