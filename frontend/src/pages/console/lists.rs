//! How every page of the console shows what it loads: a skeleton, what went wrong, nothing yet, or the rows.

use leptos::prelude::*;

use crate::{
    components::{ErrorState, Skeleton},
    fetch::{Fetched, Listed, More},
};

/// Shows a value, with its loading and failed states.
pub(super) fn loaded<T, V>(
    fetched: Fetched<T>,
    show: impl Fn(T) -> V + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    move || match fetched.answer.get() {
        None => view! { <Skeleton count=4/> }.into_any(),
        Some(Ok(value)) => show(value).into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| fetched.reload()/> }.into_any(),
    }
}

/// Shows a list: rows with the way to more of them, or why there are none.
pub(super) fn listed<T>(
    list: Listed<T>,
    empty: impl Fn() -> AnyView + Copy + Send + Sync + 'static,
    rows: impl Fn(Vec<T>) -> AnyView + Copy + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    move || match list.answer.get() {
        None => view! { <Skeleton count=6/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => empty(),
        Some(Ok(items)) => view! {
            {rows(items)}
            <More list=list/>
        }
        .into_any(),
    }
}
