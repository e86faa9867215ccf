//! Short messages that pass: what was done, and how to undo it.

use std::{sync::Arc, time::Duration};

use leptos::prelude::*;

use super::Icon;
use crate::i18n::common;

/// How long a message stays. Long enough to read twice and to reach its button.
const SHOWN_FOR: Duration = Duration::from_secs(12);
/// More than this many at once are noise: the oldest goes.
const SHOWN_MAX: usize = 3;

#[derive(Clone)]
struct Toast {
    id: u64,
    message: String,
    // Not a `Callback`: that would end with the part of the page that said it, and undoing would not.
    undo: Option<Undo>,
}

type Undo = Arc<dyn Fn() + Send + Sync>;

/// Where components say what was done.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    last: StoredValue<u64>,
}

impl Toasts {
    /// Makes it known to every component below; call it once, in a shell.
    pub fn provide() -> Self {
        let toasts = Self { shown: RwSignal::new(Vec::new()), last: StoredValue::new(0) };
        provide_context(toasts);
        toasts
    }

    /// The shell's.
    ///
    /// # Panics
    /// Outside a shell.
    pub fn get() -> Self {
        expect_context()
    }

    /// Says what was done.
    pub fn say(self, message: impl Into<String>) {
        self.show(message.into(), None);
    }

    /// Says what was done and offers to undo it.
    pub fn say_with_undo(self, message: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.show(message.into(), Some(Arc::new(undo)));
    }

    fn show(self, message: String, undo: Option<Undo>) {
        let id = self.last.with_value(|last| last.wrapping_add(1));
        self.last.set_value(id);
        self.shown.update(|shown| {
            if shown.len() == SHOWN_MAX {
                shown.remove(0);
            }
            shown.push(Toast { id, message, undo });
        });
        set_timeout(move || self.remove(id), SHOWN_FOR);
    }

    fn remove(self, id: u64) {
        // The shell, and this signal with it, may be gone when the time is up.
        let _ = self.shown.try_update(|shown| shown.retain(|toast| toast.id != id));
    }
}

/// Where the messages appear: once, at the end of a shell.
#[component]
pub fn ToastRegion(
    /// The shell's messages.
    toasts: Toasts,
) -> impl IntoView {
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|toast| toast.id let:toast>
                <div class="toast">
                    <span class="grow">{toast.message}</span>
                    {toast.undo.map(|undo| {
                        let press = move |_| {
                            toasts.remove(toast.id);
                            undo();
                        };
                        view! { <button type="button" class="toast__action" on:click=press>{common::undo}</button> }
                    })}
                    <button type="button" class="toast__action" aria-label=common::close on:click=move |_| toasts.remove(toast.id)>
                        <Icon icon=icondata_lu::LuX/>
                    </button>
                </div>
            </For>
        </div>
    }
}
