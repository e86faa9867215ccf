//! What the editors of templates and of rules have in common: what is typed is kept on the device until it is saved.

use std::collections::BTreeMap;

use leptos::{prelude::*, task::tick};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen_futures::spawn_local;

use crate::{
    components::{Button, FormState, Notice, Toasts, Tone},
    draft::Draft,
    failure::Failure,
    i18n::awards,
    route::Go,
};

/// Most things of a kind that are kept half written.
const KEPT_MAX: usize = 10;

/// One thing that is half written, among those of its kind, by what it began with.
pub(in crate::pages) struct HalfWritten<T: Send + Sync + 'static> {
    all: Draft<BTreeMap<String, T>>,
    name: StoredValue<String>,
    again: RwSignal<u32>,
    toasts: Toasts,
    go: Go,
}

// Derived, these would ask that what is written itself can be copied.
impl<T: Send + Sync + 'static> Copy for HalfWritten<T> {}
impl<T: Send + Sync + 'static> Clone for HalfWritten<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> HalfWritten<T>
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    /// Takes up what was kept of this kind under this name.
    pub(in crate::pages) fn take_up(kind: &'static str, name: String) -> Self {
        Self {
            all: Draft::take_up(kind),
            name: StoredValue::new(name),
            again: RwSignal::new(0),
            toasts: Toasts::get(),
            go: Go::new(),
        }
    }

    /// The editor, which takes what was kept, and begins again where that is given up.
    pub(in crate::pages) fn edited<V: IntoView + 'static>(
        self,
        editor: impl Fn(Option<T>) -> V + Send + 'static,
    ) -> impl IntoView {
        move || {
            self.again.track();
            let kept =
                self.name.with_value(|name| self.all.value.with_untracked(|all| all.get(name).cloned()));
            editor(kept)
        }
    }

    /// Keeps what is typed, with every change; what is as it began needs no keeping.
    pub(in crate::pages) fn keep(self, began: T, typed: impl Fn() -> T + 'static) {
        Effect::new(move |_| {
            let typed = typed();
            let typed = (typed != began).then_some(typed);
            self.name.with_value(|name| self.all.value.update(|all| keep(all, name, typed)));
        });
    }

    /// Says that it is here again, and lets it be given up; for the top of a form.
    pub(in crate::pages) fn here_again(self) -> impl IntoView {
        let give_up = move |()| {
            self.forget();
            self.again.update(|again| *again += 1);
        };
        view! {
            <Notice tone=Tone::Neutral>
                <p>{awards::draft_restored}</p>
                <Button small=true icon=icondata_lu::LuRotateCcw on_press=give_up>{awards::discard_draft}</Button>
            </Notice>
        }
    }

    /// Saves it. Then it is forgotten, and `saved` tells what to say and where to go on; where it is refused, `refused`
    /// may mend what the form shows.
    pub(in crate::pages) fn save<M: 'static>(
        self,
        state: FormState,
        sent: impl Future<Output = Result<M, Failure>> + 'static,
        saved: impl FnOnce(M) -> (String, String) + 'static,
        refused: impl FnOnce(&mut Failure) + 'static,
    ) {
        state.busy.set(true);
        spawn_local(async move {
            match sent.await {
                Ok(made) => {
                    state.accept();
                    self.forget();
                    // It is forgotten before its page is.
                    tick().await;
                    let (words, address) = saved(made);
                    self.toasts.say(words);
                    self.go.to(&address);
                }
                Err(mut failure) => {
                    refused(&mut failure);
                    state.refuse(failure);
                }
            }
        });
    }

    fn forget(self) {
        // Whoever left the page meanwhile has left the name with it.
        self.name.try_with_value(|name| self.all.value.update(|all| keep(all, name, None)));
    }
}

/// Keeps what there is, in the place of the first where there are too many; or nothing.
fn keep<T>(all: &mut BTreeMap<String, T>, name: &str, typed: Option<T>) {
    let Some(typed) = typed else { return drop(all.remove(name)) };
    while all.len() >= KEPT_MAX && !all.contains_key(name) {
        all.pop_first();
    }
    all.insert(name.to_owned(), typed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_are_kept_as_there_is_room_for() {
        let mut all = BTreeMap::new();
        for number in 0..=KEPT_MAX {
            keep(&mut all, &format!("{number:02}"), Some(number));
        }
        assert_eq!((all.len(), all.contains_key("00"), all.get("10")), (KEPT_MAX, false, Some(&10)));
        keep(&mut all, "10", Some(11));
        keep(&mut all, "01", None);
        assert_eq!((all.len(), all.get("10")), (KEPT_MAX - 1, Some(&11)));
    }
}
