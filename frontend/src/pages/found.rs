//! What the lists of tickets say of a search: what is too short, and what found nothing.

use leptos::prelude::*;

use crate::{
    components::{Button, EmptyState, Notice},
    i18n::search,
    query::QueryParam,
};

/// The words as a list is asked for them: none where they are too short to be looked for.
pub fn words(typed: &str, chars_max: usize) -> Option<String> {
    let words: String = typed.chars().take(chars_max).collect();
    (!words.trim().is_empty() && !is_short(&words)).then_some(words)
}

/// Whether something was typed, and no two characters of it stand together.
pub fn is_short(typed: &str) -> bool {
    let mut words = typed.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| word.chars().count() < 2)
}

/// Says that a search is too short; the list below is then the whole one.
#[component]
pub fn ShortSearch(
    /// What was typed.
    #[prop(into)]
    typed: Signal<String>,
) -> impl IntoView {
    view! {
        <div role="status">
            <Show when=move || typed.with(|typed| is_short(typed))><Notice>{search::too_short}</Notice></Show>
        </div>
    }
}

/// Nothing was found: why, and the way back to everything.
#[component]
pub fn NothingFound(
    /// The parameter of the search.
    param: QueryParam,
) -> impl IntoView {
    let title = move || param.value.with(|typed| search::nothing(typed));
    view! {
        <EmptyState title detail=search::nothing_detail icon=icondata_lu::LuSearchX>
            <Button on_press=move |()| param.set("")>{search::clear}</Button>
        </EmptyState>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_characters_together_are_looked_for() {
        assert!(
            is_short("灯")
                && is_short(" 路 灯 ")
                && !is_short("路灯")
                && !is_short("灯 路灯")
                && !is_short(" ")
        );
        assert_eq!(words("路灯不亮", 2), Some("路灯".to_owned()));
        assert_eq!((words(" ", 60), words("灯", 60)), (None, None));
    }
}
