//! What shows it: words and photos, as the activity asks.

use contract::{photos::PHOTO_BYTES_MAX, problems::fields};
use domain::points::{CLAIM_PHOTOS_MAX, Evidence, WORDS_CHARS_MAX};
use leptos::prelude::*;

use super::{
    super::words,
    Next,
    draft::{ClaimDraft, Kind},
    offered::Offered,
    when::Gone,
};
use crate::{
    components::{Form, FormState, Photo, PhotoPicker, TextArea},
    draft::Draft,
    i18n::{self, points},
};

/// The question.
#[component]
pub fn EvidenceStep(
    /// What there is to choose from.
    offered: Offered,
    /// The answers.
    draft: Draft<ClaimDraft>,
    /// For oneself or for somebody else.
    kind: Kind,
    /// The photos, as they will be sent.
    photos: RwSignal<Vec<Photo>>,
    /// Goes on to the next question.
    #[prop(into)]
    next: Callback<()>,
) -> impl IntoView {
    let asked =
        draft.value.with_untracked(|draft| offered.chosen(draft).map(|(_, activity)| activity.evidence));
    let Some(asked) = asked else { return view! { <Gone kind/> }.into_any() };
    let state = FormState::new("evidence");
    let text = RwSignal::new(draft.value.with_untracked(|draft| draft.words.clone()));
    Effect::new(move |_| {
        let text = text.get();
        draft.value.update(|draft| draft.words = text);
    });
    let submit = move |()| {
        let wrong = match asked {
            Evidence::Words if text.with_untracked(|text| text.trim().is_empty()) => {
                vec![fields::problem("/words", "words_required", untrack(i18n::lang), &[])]
            }
            Evidence::Photo if photos.with_untracked(Vec::is_empty) => {
                vec![fields::problem("/photos", "photo_required", untrack(i18n::lang), &[])]
            }
            Evidence::None | Evidence::Words | Evidence::Photo => too_long(&text.get_untracked()),
        };
        if !state.refuse_fields(wrong) {
            state.accept();
            next.run(());
        }
    };
    view! {
        <p class="soft">{move || words::evidence(asked)}</p>
        <Form state on_submit=submit>
            <PhotoPicker
                name="photos"
                label=points::photos
                hint=points::photos_hint
                photos
                photos_max=usize::try_from(CLAIM_PHOTOS_MAX).unwrap_or(1)
                photo_bytes_max=u32::try_from(PHOTO_BYTES_MAX).unwrap_or(u32::MAX)
            />
            <TextArea
                name="words"
                label=points::words
                value=text
                optional=asked != Evidence::Words
                characters_max=u32::try_from(WORDS_CHARS_MAX).unwrap_or(u32::MAX)
            />
            <Next/>
        </Form>
    }
    .into_any()
}

fn too_long(text: &str) -> Vec<contract::problems::FieldProblem> {
    let count = u64::try_from(text.trim().chars().count()).unwrap_or(u64::MAX);
    let max = [("max".to_owned(), WORDS_CHARS_MAX.to_string())];
    let found =
        (count > WORDS_CHARS_MAX).then(|| fields::problem("/words", "too_long", untrack(i18n::lang), &max));
    found.into_iter().collect()
}
