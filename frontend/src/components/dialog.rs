//! Dialogs: the native `<dialog>`, which keeps the focus inside and closes with Escape.

use leptos::{html, prelude::*, text_prop::TextProp};

use super::{Button, ButtonKind};
use crate::i18n::common;

/// A dialog over the page.
#[component]
pub fn Dialog(
    /// Whether it is open; closing it in any way sets this to false.
    open: RwSignal<bool>,
    /// What it is about.
    #[prop(into)]
    title: TextProp,
    /// Its content; made anew every time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = element.get() else { return };
        if open.get() && !dialog.open() {
            // It fails only for a dialog that is not on the page or open already.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let label = title.clone();
    view! {
        <dialog class="dialog" node_ref=element aria-label=move || label.get() on:close=move |_| open.set(false)>
            <Show when=move || open.get()>
                <div class="dialog__body">
                    <h2>{ let title = title.clone(); move || title.get() }</h2>
                    {children()}
                </div>
            </Show>
        </dialog>
    }
}

/// Asks once before something that hurts, in words that name the thing.
#[component]
pub fn Confirm(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The question: "Publish October's ranking?"
    #[prop(into)]
    title: TextProp,
    /// What follows: "20 villages will be able to see it."
    #[prop(into)]
    consequence: TextProp,
    /// The verb on the button: "Publish".
    #[prop(into)]
    verb: TextProp,
    /// Does it.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// Whether it cannot be undone.
    #[prop(optional)]
    danger: bool,
) -> impl IntoView {
    let kind = if danger { ButtonKind::Danger } else { ButtonKind::Primary };
    let (consequence, verb) = (StoredValue::new(consequence), StoredValue::new(verb));
    let confirm = move |()| {
        open.set(false);
        on_confirm.run(());
    };
    view! {
        <Dialog open title>
            <p>{move || consequence.with_value(TextProp::get)}</p>
            <div class="dialog__actions">
                <Button on_press=move |()| open.set(false)>{common::cancel}</Button>
                <Button kind on_press=confirm>{move || verb.with_value(TextProp::get)}</Button>
            </div>
        </Dialog>
    }
}
