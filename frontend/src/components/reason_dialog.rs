//! A dialog for what cannot be done without saying why.

use leptos::{prelude::*, text_prop::TextProp};

use super::{Button, ButtonKind, Dialog, Form, FormState, TextArea};
use crate::i18n::common;

/// What was typed and the form it was typed into, which shows what becomes of it.
pub type Reason = (FormState, String);

/// Asks why, and then does it. What was typed is there again after the dialog was closed.
#[component]
pub fn ReasonDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The form's name.
    name: &'static str,
    /// The question.
    #[prop(into)]
    title: TextProp,
    /// What is asked.
    label: fn() -> &'static str,
    /// What follows from it, or who reads it.
    hint: fn() -> &'static str,
    /// What is done.
    verb: fn() -> &'static str,
    /// Most characters of the reason.
    characters_max: u64,
    /// What the reason is called in the body that is sent.
    #[prop(default = "reason")]
    field: &'static str,
    /// Does it.
    #[prop(into)]
    on_submit: Callback<Reason>,
) -> impl IntoView {
    let (state, reason) = (FormState::new(name), RwSignal::new(String::new()));
    let characters_max = u32::try_from(characters_max).unwrap_or(u32::MAX);
    let submit = move |()| on_submit.run((state, reason.get_untracked()));
    view! {
        <Dialog open title>
            <Form state on_submit=submit>
                <TextArea name=field label hint value=reason characters_max/>
                <div class="dialog__actions">
                    <Button on_press=move |()| open.set(false)>{common::cancel}</Button>
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>{verb}</Button>
                </div>
            </Form>
        </Dialog>
    }
}
