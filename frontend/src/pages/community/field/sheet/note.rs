//! Why, in words: kept with every letter.

use domain::inspections::FINDING_NOTE_CHARS_MAX;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::super::pen::Pen;
use crate::{
    i18n::{common, scoring},
    offline::model::KeptMark,
};

/// The note of an indicator.
#[component]
pub fn NoteField(
    /// Writes on the sheet.
    pen: Pen,
    /// Which indicator.
    code: String,
    /// What it is called.
    name: String,
    /// Its mark.
    mark: Memo<Option<KeptMark>>,
) -> impl IntoView {
    let kept =
        Memo::new(move |_| mark.with(|mark| mark.as_ref().map(|mark| mark.note.clone())).unwrap_or_default());
    let typed = RwSignal::new(kept.get_untracked());
    // While letters are on their way to the disk, what comes back from there is older than what is shown.
    let writing = StoredValue::new(false);
    Effect::new(move |_| {
        let kept = kept.get();
        if !writing.get_value() && typed.with_untracked(|typed| *typed != kept) {
            typed.set(kept);
        }
    });
    let id = format!("note-{code}");
    let input = move |text: String| {
        typed.set(text);
        if writing.get_value() {
            return;
        }
        writing.set_value(true);
        spawn_local(write(pen, code.clone(), typed, writing));
    };
    let left = move || {
        let long = typed.with(|text| text.chars().count());
        i64::try_from(FINDING_NOTE_CHARS_MAX).unwrap_or(0) - i64::try_from(long).unwrap_or(i64::MAX)
    };
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>
                {scoring::note}<span class="visually-hidden">" "{name}</span>
                <span class="field__optional">{common::optional}</span>
            </label>
            <textarea class="input note" id=id rows="2" prop:value=move || typed.get() on:input:target=move |event| input(event.target().value())></textarea>
            <p class="field__foot" hidden=move || { left() > 50 }>
                {move || { let left = left(); if left < 0 { common::characters_over(-left) } else { common::characters_left(left) } }}
            </p>
        </div>
    }
}

/// Writes until the last letter is on the disk.
async fn write(pen: Pen, code: String, typed: RwSignal<String>, writing: StoredValue<bool>) {
    while let Some(text) = typed.try_get_untracked() {
        let (code, note) = (code.clone(), text.clone());
        let work = move |sheet: &mut crate::offline::model::KeptSheet| {
            sheet.marks.entry(code).or_insert_with(KeptMark::unscored).note = note;
        };
        let kept = pen.keep(None, work).await;
        // What could not be kept stays in the field, and the page says so.
        if !kept || typed.try_get_untracked().is_none_or(|now| now == text) {
            break;
        }
    }
    let _ = writing.try_update_value(|writing| *writing = false);
}
