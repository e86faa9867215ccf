//! The sum of the weights, always in sight while a template is written.

use domain::inspections::Score;
use leptos::prelude::*;

use super::outline::{Outline, SUM};
use crate::{
    amounts::shown,
    components::{Badge, FormState, Tone},
    i18n::awards,
};

/// How far the weights are from 100.00, in words, figures and a bar.
pub(super) fn sum_bar(outline: Outline, state: FormState) -> impl IntoView {
    let sum = Memo::new(move |_| outline.sum());
    let full = Score::FULL.hundredths();
    let words = move || match sum.get() - full {
        0 => awards::sum_right().to_owned(),
        less if less < 0 => awards::sum_missing(shown(-less)),
        more => awards::sum_too_much(shown(more)),
    };
    let tone = Signal::derive(move || match sum.get() - full {
        0 => Tone::Done,
        less if less < 0 => Tone::Waiting,
        _ => Tone::Alert,
    });
    let error = move || state.error_of(SUM);
    view! {
        <div class="sum-bar" id=state.field_id(SUM) tabindex="-1">
            <div class="sum-bar__words">
                <span>{awards::sum}" "<strong class="number">{move || shown(sum.get())}</strong>" / "{shown(full)}</span>
                <span role="status"><Badge tone label=words/></span>
            </div>
            <svg class="stat__bar" viewBox="0 0 10000 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width=move || sum.get().clamp(0, full) height="10"></rect>
            </svg>
            {move || error().map(|message| view! { <p class="field__error small">{message}</p> })}
        </div>
    }
}
