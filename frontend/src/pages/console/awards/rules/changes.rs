//! What rules say otherwise than those in force.

use domain::inspections::AwardRules;
use leptos::prelude::*;

use super::plain;
use crate::{
    components::{Badge, Tone},
    i18n::awards,
};

/// What is said no more, then what is said instead or anew.
fn changes(old: &[String], new: &[String]) -> (Vec<String>, Vec<String>) {
    let only = |of: &[String], other: &[String]| -> Vec<String> {
        of.iter().filter(|words| !other.contains(words)).cloned().collect()
    };
    (only(old, new), only(new, old))
}

/// The sentences that differ, or that none does.
pub(in crate::pages::console) fn lines(old: &[String], new: &[String]) -> AnyView {
    let (gone, come) = changes(old, new);
    if gone.is_empty() && come.is_empty() {
        return view! { <p>{awards::says_the_same}</p> }.into_any();
    }
    let line = |tone, label: fn() -> &'static str| move |words: String| view! { <li><Badge tone label/>" "{words}</li> };
    let gone = gone.into_iter().map(line(Tone::Neutral, awards::line_removed)).collect_view();
    let come = come.into_iter().map(line(Tone::Done, awards::line_added)).collect_view();
    view! { <ul class="bullets">{gone}{come}</ul> }.into_any()
}

/// The sentences that differ.
#[component]
pub fn Changes(
    /// The rules in force.
    old: AwardRules,
    /// Those of the page.
    new: AwardRules,
) -> impl IntoView {
    let lines = move || lines(&plain::sentences(&old), &plain::sentences(&new));
    view! {
        <section class="stack" aria-labelledby="changes-head">
            <h2 id="changes-head">{awards::beside_in_force}</h2>
            {lines}
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_said_otherwise_is_shown() {
        let old = AwardRules::ready();
        let mut new = old.clone();
        new.titles[2].titles_max = 3;
        let (gone, come) = changes(&plain::sentences(&old), &plain::sentences(&new));
        assert_eq!((gone.len(), come.len()), (1, 1));
        new.titles.truncate(2);
        let (gone, come) = changes(&plain::sentences(&old), &plain::sentences(&new));
        assert_eq!((gone.len(), come.len()), (1, 0));
        assert_eq!(changes(&gone, &gone), (vec![], vec![]));
    }
}
