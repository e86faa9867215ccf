//! A number that can be opened. A share always shows what it is a share of.

use leptos::{prelude::*, text_prop::TextProp};

use crate::format;

/// One number of a situation, or one share with its numerator and denominator.
#[component]
pub fn Stat(
    /// What is counted.
    #[prop(into)]
    label: TextProp,
    /// The list behind the number.
    #[prop(into)]
    href: String,
    /// A number as it is shown; left out for a share.
    #[prop(optional, into)]
    value: Option<TextProp>,
    /// Numerator and denominator.
    #[prop(optional, into)]
    share: Option<Signal<(u64, u64)>>,
    /// What the number means: its unit or its period.
    #[prop(optional, into)]
    note: Option<TextProp>,
) -> impl IntoView {
    let percent = move |(part, whole)| format::percent(part, whole).unwrap_or_else(|| "—".into());
    let bar = move |(part, whole): (u64, u64)| {
        let thousandths = part.saturating_mul(1000).checked_div(whole).unwrap_or(0).min(1000);
        view! {
            <svg class="stat__bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width=thousandths height="10"></rect>
            </svg>
        }
    };
    let counted = |value: u64| format::number(i64::try_from(value).unwrap_or(i64::MAX));
    view! {
        <a class="stat" href=href>
            <span class="stat__label">{move || label.get()}</span>
            {value.map(|value| view! { <span class="stat__value">{move || value.get()}</span> })}
            {share.map(|share| {
                view! {
                    <span class="stat__value">{move || percent(share.get())}</span>
                    {move || bar(share.get())}
                    <span class="stat__share">
                        {move || { let (part, whole) = share.get(); format!("{} / {}", counted(part), counted(whole)) }}
                    </span>
                }
            })}
            {note.map(|note| view! { <span class="stat__share">{move || note.get()}</span> })}
        </a>
    }
}
