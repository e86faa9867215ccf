//! What pages load: one value, or a list page by page. Loading, failing and being empty are states that every page shows.

use std::{cell::Cell, future::Future, rc::Rc};

use client::{Client, ClientError};
use contract::page::Page;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    components::{ErrorState, Skeleton, Toasts},
    failure::Failure,
    session::Session,
};

/// A value that a page loads.
pub struct Fetched<T: Send + Sync + 'static> {
    /// Not here yet, failed, or here.
    pub answer: RwSignal<Option<Result<T, Failure>>>,
    again: RwSignal<u32>,
}

// Derived, these would ask that the value itself can be copied; only its signals are.
impl<T: Send + Sync + 'static> Copy for Fetched<T> {}
impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Fetched<T> {
    /// Loads it again; what is shown stays until the new value is here.
    pub fn reload(self) {
        self.again.update(|again| *again = again.wrapping_add(1));
    }
}

/// Loads a value, and loads it again whenever a signal that `ask` reads changes.
pub fn fetch<T, Fut>(ask: impl Fn(Client) -> Fut + Copy + 'static) -> Fetched<T>
where
    T: Send + Sync + 'static,
    Fut: Future<Output = Result<T, ClientError>> + 'static,
{
    let session = Session::get();
    let fetched = Fetched { answer: RwSignal::new(None), again: RwSignal::new(0) };
    let latest = StoredValue::new(0_u32);
    Effect::new(move |_| {
        fetched.again.track();
        // Asked here for the first time, so that the signals it reads are followed.
        let first = Rc::new(Cell::new(Some(ask(session.client()))));
        let mine = latest.get_value().wrapping_add(1);
        latest.set_value(mine);
        // Of a page that is gone, nothing may be read any more.
        let wanted = move || latest.try_get_value() == Some(mine);
        spawn_local(async move {
            let next = move |client| {
                let first = first.take();
                async move {
                    match first {
                        Some(first) => first.await,
                        None if wanted() => untrack(|| ask(client)).await,
                        None => Err(ClientError::Network(String::new())),
                    }
                }
            };
            let answer = session.call(next).await;
            // An answer to an older question, or to a page that is gone, is dropped.
            if wanted() {
                fetched.answer.set(Some(answer));
            }
        });
    });
    fetched
}

/// Shows a loaded value, a skeleton before it is here, or what went wrong.
#[component]
pub fn Loaded<T, V, F>(
    /// What is loaded.
    fetched: Fetched<T>,
    /// Boxes instead of lines while it loads.
    #[prop(optional)]
    boxes: bool,
    /// Shows the value.
    children: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
    F: Fn(T) -> V + Send + 'static,
{
    move || match fetched.answer.get() {
        None => view! { <Skeleton boxes count=4/> }.into_any(),
        Some(Ok(value)) => children(value).into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| fetched.reload()/> }.into_any(),
    }
}

/// A list that a page loads, one keyset page after the other.
pub struct Listed<T: Send + Sync + 'static> {
    /// What is here so far, or why the first page is not.
    pub answer: RwSignal<Option<Result<Vec<T>, Failure>>>,
    /// Where the next page begins; none at the end.
    pub next: RwSignal<Option<String>>,
    /// While a further page is on its way.
    pub busy: RwSignal<bool>,
    more: Callback<()>,
    reload: Callback<()>,
}

impl<T: Send + Sync + 'static> Copy for Listed<T> {}
impl<T: Send + Sync + 'static> Clone for Listed<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Listed<T> {
    /// Loads the next page.
    pub fn load_more(self) {
        self.more.run(());
    }

    /// Begins again with the first page.
    pub fn reload(self) {
        self.reload.run(());
    }

    /// How many are here; tracked.
    pub fn count(self) -> usize {
        self.answer.with(|answer| match answer {
            Some(Ok(items)) => items.len(),
            Some(Err(_)) | None => 0,
        })
    }
}

/// Loads a list. `ask` is handed the cursor to go on from; it begins again whenever a signal that it reads changes.
pub fn fetch_list<T, Fut>(
    ask: impl Fn(Client, Option<String>) -> Fut + Copy + Send + Sync + 'static,
) -> Listed<T>
where
    T: Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Page<T>, ClientError>> + 'static,
{
    let (session, toasts) = (Session::get(), Toasts::get());
    let first = fetch(move |client| ask(client, None));
    let (answer, next, busy) = (RwSignal::new(None), RwSignal::new(None), RwSignal::new(false));
    Effect::new(move |_| {
        let page = first.answer.get();
        next.set(page.as_ref().and_then(|page| page.as_ref().ok()).and_then(|page| page.next.clone()));
        answer.set(page.map(|page| page.map(|page| page.items)));
    });
    let more = move |()| {
        let Some(after) = next.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        spawn_local(async move {
            let page = session.call(|client| {
                let again =
                    busy.try_get_untracked().is_some().then(|| untrack(|| ask(client, Some(after.clone()))));
                async move {
                    match again {
                        Some(page) => page.await,
                        None => Err(ClientError::Network(String::new())),
                    }
                }
            });
            let page = page.await;
            // A filter that changed meanwhile began a new list: this page is not part of it. So is a page that is gone.
            if next.try_with_untracked(|next| next.as_ref() == Some(&after)) == Some(true) {
                match page {
                    Ok(page) => {
                        answer.update(|answer| {
                            if let Some(Ok(items)) = answer {
                                items.extend(page.items);
                            }
                        });
                        next.set(page.next);
                    }
                    Err(failure) => toasts.say(failure.detail),
                }
            }
            let _ = busy.try_set(false);
        });
    };
    Listed { answer, next, busy, more: Callback::new(more), reload: Callback::new(move |()| first.reload()) }
}
