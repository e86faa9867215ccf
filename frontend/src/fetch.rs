//! What pages load: one value, or a list page by page. Loading, failing and being empty are states that every page shows.

use std::{
    cell::Cell,
    future::{Future, ready},
    rc::Rc,
};

use client::{Client, ClientError};
use contract::page::Page;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    asking::{Asked, Question, call, kept},
    components::{ErrorState, Pager, Skeleton, Toasts},
    failure::Failure,
    session::Session,
};

/// A value that a page loads.
pub struct Fetched<T: Send + Sync + 'static> {
    /// Not here yet, failed, or here.
    pub answer: RwSignal<Option<Result<T, Failure>>>,
    again: Again,
}

// Derived, these would ask that the value itself can be copied; only its signals are.
impl<T: Send + Sync + 'static> Copy for Fetched<T> {}
impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Fetched<T> {
    /// Loads it again; what is shown stays until another value is here, and where it is the same, nothing is made anew
    /// under somebody's finger.
    pub fn reload(self) {
        self.again.ask();
    }
}

/// Asks the same question again.
#[derive(Clone, Copy)]
struct Again {
    times: RwSignal<u32>,
    /// Whether the next asking is one of these.
    is_next: StoredValue<bool>,
    /// Whether what is shown answers the question that was asked last. Where it does not, the answer is shown also where it
    /// is the same: what stands around it may differ.
    answered: StoredValue<bool>,
}

impl Again {
    fn new() -> Self {
        Self { times: RwSignal::new(0), is_next: StoredValue::new(false), answered: StoredValue::new(false) }
    }

    fn ask(self) {
        self.is_next.set_value(true);
        self.times.update(|times| *times = times.wrapping_add(1));
    }

    /// A question is asked: the same, or another.
    fn asked(self) {
        if self.is_next.try_update_value(std::mem::take) != Some(true) {
            self.answered.set_value(false);
        }
    }

    /// Shows an answer, unless it is what the same question was answered before.
    fn show<T: PartialEq + Send + Sync + 'static>(
        self,
        answer: RwSignal<Option<Result<T, Failure>>>,
        value: T,
    ) {
        let is_known = |answer: &Option<_>| matches!(answer, Some(Ok(known)) if *known == value);
        if !(self.answered.get_value() && answer.with_untracked(is_known)) {
            answer.set(Some(Ok(value)));
        }
        self.answered.set_value(true);
    }
}

/// Loads a value, and loads it again whenever a signal that `ask` reads changes.
pub fn fetch<T, Fut>(ask: impl Fn(Client) -> Fut + Copy + 'static) -> Fetched<T>
where
    T: PartialEq + Send + Sync + 'static,
    Fut: Future<Output = Result<T, ClientError>> + 'static,
{
    let (answer, again) = (RwSignal::new(None), Again::new());
    let question = move |client| {
        again.asked();
        kept(ask(client), move |value| again.show(answer, value))
    };
    let refuse = move |failure| answer.set(Some(Err(failure)));
    follow(again.times, Rc::new(question), Rc::new(refuse));
    Fetched { answer, again }
}

/// Asks, and asks again whenever `again` or a signal that the question reads changes.
fn follow(again: RwSignal<u32>, question: Question, refuse: Rc<dyn Fn(Failure)>) {
    let session = Session::get();
    let latest = StoredValue::new(0_u32);
    Effect::new(move |_| {
        again.track();
        // Asked here for the first time, so that the signals it reads are followed.
        let first = Cell::new(Some(question(session.client())));
        let mine = latest.get_value().wrapping_add(1);
        latest.set_value(mine);
        // Of a page that is gone, nothing may be read any more.
        let wanted = move || latest.try_get_value() == Some(mine);
        let question = Rc::clone(&question);
        let next = move |client| match first.take() {
            Some(first) => first,
            None if wanted() => untrack(|| question(client)),
            None => dropped(),
        };
        let refuse = Rc::clone(&refuse);
        spawn_local(async move {
            let answer = call(session, Rc::new(next)).await;
            // An answer to an older question, or to a page that is gone, is dropped.
            if wanted() {
                match answer {
                    Ok(keep) => keep(),
                    Err(failure) => refuse(failure),
                }
            }
        });
    });
}

/// What a page that is gone would have asked.
fn dropped() -> Asked<ClientError> {
    Box::pin(ready(Err(ClientError::Network(String::new()))))
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

/// The end of a list: more of it, or that there is no more.
#[component]
pub fn More<T: Send + Sync + 'static>(
    /// The list.
    list: Listed<T>,
) -> impl IntoView {
    let more = Signal::derive(move || list.next.with(Option::is_some));
    let shown = Signal::derive(move || list.count());
    view! { <Pager shown more busy=list.busy on_more=move |()| list.load_more()/> }
}

/// Loads a list. `ask` is handed the cursor to go on from; it begins again whenever a signal that it reads changes.
pub fn fetch_list<T, Fut>(
    ask: impl Fn(Client, Option<String>) -> Fut + Copy + Send + Sync + 'static,
) -> Listed<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
    Fut: Future<Output = Result<Page<T>, ClientError>> + 'static,
{
    let (answer, next, busy) = (RwSignal::new(None), RwSignal::new(None), RwSignal::new(false));
    let again = Again::new();
    let first = move |client| {
        again.asked();
        kept(ask(client, None), move |page: Page<T>| {
            next.set(page.next);
            again.show(answer, page.items);
        })
    };
    let refuse = move |failure| {
        next.set(None);
        answer.set(Some(Err(failure)));
    };
    follow(again.times, Rc::new(first), Rc::new(refuse));
    let further = move |after: String| -> Question {
        Rc::new(move |client| {
            if busy.try_get_untracked().is_none() {
                return dropped();
            }
            kept(untrack(|| ask(client, Some(after.clone()))), move |page: Page<T>| {
                answer.update(|answer| {
                    if let Some(Ok(items)) = answer {
                        items.extend(page.items);
                    }
                });
                next.set(page.next);
            })
        })
    };
    let more = further_pages(next, busy, Rc::new(further));
    let reload = Callback::new(move |()| again.ask());
    Listed { answer, next, busy, more, reload }
}

/// Asks for the page after the one that was read, one at a time.
fn further_pages(
    next: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    further: Rc<dyn Fn(String) -> Question>,
) -> Callback<()> {
    let (session, toasts) = (Session::get(), Toasts::get());
    let further = StoredValue::new_local(further);
    Callback::new(move |()| {
        let Some(after) = next.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        let question = further.with_value(|further| further(after.clone()));
        spawn_local(async move {
            let answer = call(session, question).await;
            // A filter that changed meanwhile began a new list: this page is not part of it. So is a page that is gone.
            if next.try_with_untracked(|next| next.as_ref() == Some(&after)) == Some(true) {
                match answer {
                    Ok(keep) => keep(),
                    Err(failure) => toasts.say(failure.detail),
                }
            }
            let _ = busy.try_set(false);
        });
    })
}
