//! The material that was used, as whoever declares a ticket done may list it. Folded: most repairs need none.

use contract::tickets::MATERIALS_MAX;
use leptos::{html, prelude::*};

use super::{
    line_fields::LineFields,
    lines::{Lines, cell},
};
use crate::{components::FormState, i18n::moves};

/// The list; for a form that sends [`Lines::materials`].
#[component]
pub fn MaterialFields(
    /// What is typed.
    lines: Lines,
    /// The form.
    state: FormState,
) -> impl IntoView {
    let rows = lines.rows.clone();
    let begun = untrack(|| rows.count()) > 0;
    let folded = NodeRef::<html::Details>::new();
    // What is wrong is not hidden.
    Effect::new(move |_| {
        let bad = |key: u32| {
            ["what", "quantity", "unit"].iter().any(|field| state.error_of(&cell(key, field)).is_some())
        };
        if rows.get().iter().any(|row| bad(row.key))
            && let Some(folded) = folded.get()
        {
            // It fails only for an attribute's name that is none.
            let _ = folded.set_attribute("open", "");
        }
    });
    view! {
        <details class="card" open=begun node_ref=folded>
            <summary>{moves::materials_used}</summary>
            <LineFields
                lines state name="materials" label=moves::materials hint=moves::materials_hint
                lines_max=usize::try_from(MATERIALS_MAX).unwrap_or(1)
            />
        </details>
    }
}
