//! A value that stays on the page while a newer one is on its way, or does not come: what somebody types beside it, and
//! what is open, stays too.

use leptos::prelude::*;

use crate::{
    components::{ErrorState, Skeleton},
    fetch::Fetched,
};

/// Shows a value once it is here, and hands on every newer one; before that its loading and failed states. What there is
/// not, or not for the caller, `missing` shows.
pub(in crate::pages::console) fn held<T, V>(
    fetched: Fetched<T>,
    missing: fn() -> AnyView,
    show: impl Fn(Signal<T>) -> V + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let last = RwSignal::new(None::<T>);
    Effect::new(move |_| {
        if let Some(Ok(value)) = fetched.answer.get() {
            last.set(Some(value));
        }
    });
    let there = Memo::new(move |_| last.with(Option::is_some));
    move || match there.get().then(|| last.get_untracked()).flatten() {
        Some(first) => {
            let value = Signal::derive(move || last.get().unwrap_or_else(|| first.clone()));
            show(value).into_any()
        }
        None => match fetched.answer.get() {
            Some(Err(failure)) if failure.code == "not_found" => missing(),
            Some(Err(failure)) => {
                view! { <ErrorState failure on_retry=move |()| fetched.reload()/> }.into_any()
            }
            Some(Ok(_)) | None => view! { <Skeleton count=6/> }.into_any(),
        },
    }
}
