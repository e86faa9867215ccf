//! Recording a look-back: mended or not, what was seen, what shows it, and by when it must be done otherwise.

use chrono::Days;
use contract::{
    inspections::{LOOK_BACK_PHOTOS_MAX, ListRounds, RecordLookBack as Body, Rectification},
    page::LIMIT_MAX,
    photos::PHOTO_BYTES_MAX,
};
use domain::inspections::DUE_DAYS_MAX;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{month, today};
use crate::{
    components::{
        Button, ButtonKind, Choice, DateField, Form, FormState, Photo, PhotoPicker, RadioCards, SelectField,
        TextArea, Toasts,
    },
    failure::Failure,
    fetch::fetch,
    i18n::rectifications,
    once::Once,
    photos::upload_all,
    send::mistakes,
    session::Session,
};

/// Days that a village gets anew where nobody says otherwise.
const DAYS_AGAIN: u64 = 7;
const NOTE_CHARS_MAX: u32 = 1_000;
const PASSED: &str = "passed";
const FAILED: &str = "failed";

/// What is typed, as long as the form is there.
#[derive(Clone, Copy)]
struct Draft {
    outcome: RwSignal<String>,
    note: RwSignal<String>,
    due_on: RwSignal<String>,
    round: RwSignal<String>,
    photos: RwSignal<Vec<Photo>>,
    // Photographs that an earlier try has sent: they are not sent again.
    uploaded: StoredValue<Vec<(u32, domain::ids::PhotoId)>>,
}

impl Draft {
    fn new() -> Self {
        let again = today() + Days::new(DAYS_AGAIN);
        Self {
            outcome: RwSignal::default(),
            note: RwSignal::default(),
            due_on: RwSignal::new(again.to_string()),
            round: RwSignal::default(),
            photos: RwSignal::new(Vec::new()),
            uploaded: StoredValue::new(Vec::new()),
        }
    }

    fn has_failed(self) -> bool {
        self.outcome.with(|outcome| outcome == FAILED)
    }

    /// What is sent, but for the photos.
    fn body(self) -> Body {
        let note = self.note.get_untracked().trim().to_owned();
        let failed = self.outcome.with_untracked(|outcome| outcome == FAILED);
        Body {
            passed: !failed,
            note: (!note.is_empty()).then_some(note),
            photos: Vec::new(),
            due_on: self.due_on.get_untracked().parse().ok().filter(|_| failed),
            round_id: self.round.get_untracked().parse().ok(),
        }
    }
}

/// The form.
#[component]
pub fn RecordLookBack(
    /// At what.
    item: Rectification,
    /// Takes it as it is then.
    #[prop(into)]
    on_done: Callback<Rectification>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once, draft) = (FormState::new("look-back"), Once::new(), Draft::new());
    let id = item.id;
    let submit = move |()| {
        if draft.outcome.with_untracked(String::is_empty) {
            return state.refuse(Failure::here(rectifications::say_whether()));
        }
        if state.refuse_fields(mistakes(&draft.body())) {
            return;
        }
        state.busy.set(true);
        spawn_local(async move {
            let photos = draft.photos.get_untracked();
            let sent = async {
                let photos = upload_all(session, &photos, draft.uploaded).await?;
                let body = Body { photos, ..draft.body() };
                let key = once.key(&(id, &body));
                session
                    .call(|client| {
                        let (body, key) = (body.clone(), key.clone());
                        async move { client.record_look_back(id, &body, Some(&key)).await }
                    })
                    .await
            };
            match sent.await {
                Ok(found) => {
                    state.accept();
                    let passed = draft.outcome.with_untracked(|outcome| outcome == PASSED);
                    toasts.say(if passed {
                        rectifications::recorded_passed()
                    } else {
                        rectifications::recorded_failed()
                    });
                    on_done.run(found);
                }
                Err(failure) => state.refuse(failure),
            }
        });
    };
    let choices = Signal::derive(|| {
        let good = Choice::new(PASSED, rectifications::is_mended).hint(rectifications::is_mended_hint);
        let bad = Choice::new(FAILED, rectifications::not_mended).hint(rectifications::not_mended_hint);
        vec![good.icon(icondata_lu::LuCircleCheck), bad.icon(icondata_lu::LuTriangleAlert)]
    });
    let (first, last) = (today(), today() + Days::new(DUE_DAYS_MAX));
    view! {
        <Form state on_submit=submit>
            <RadioCards name="passed" label=rectifications::how_is_it value=draft.outcome choices columns=true/>
            <Show when=move || draft.has_failed()>
                <DateField name="due_on" label=rectifications::due_on hint=rectifications::due_on_hint value=draft.due_on min=first max=last/>
            </Show>
            <TextArea name="note" label=rectifications::note hint=rectifications::note_needed_hint value=draft.note optional=true characters_max=NOTE_CHARS_MAX/>
            <PhotoPicker
                name="photos"
                label=rectifications::photos
                hint=rectifications::photos_hint
                photos=draft.photos
                photos_max=LOOK_BACK_PHOTOS_MAX
                photo_bytes_max=u32::try_from(PHOTO_BYTES_MAX).unwrap_or(u32::MAX)
            />
            <LaterRound item value=draft.round/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{rectifications::record}</Button>
            </div>
        </Form>
    }
}

/// The later inspections in which it may have been made; nothing is asked where there are none.
#[component]
fn LaterRound(item: Rectification, value: RwSignal<String>) -> impl IntoView {
    let (area, own, since) = (item.area.id, item.round.id, item.round.month);
    let rounds = fetch(move |client| async move {
        let query = ListRounds {
            area_id: Some(area),
            from: Some(since),
            state: Some("started,objections,published".to_owned()),
            limit: Some(LIMIT_MAX),
            ..ListRounds::default()
        };
        client.list_rounds(&query).await.map(|page| page.items)
    });
    let options = Signal::derive(move || {
        let items = rounds.answer.get().and_then(Result::ok).unwrap_or_default();
        let others = items.into_iter().filter(|round| round.id != own);
        let named = others.map(|round| {
            (round.id.to_string(), rectifications::round_of(month(round.month), round.area_name))
        });
        named.collect::<Vec<_>>()
    });
    view! {
        <Show when=move || options.with(|options| !options.is_empty())>
            <SelectField name="round_id" label=rectifications::later_round hint=rectifications::later_round_hint value options optional=true/>
        </Show>
    }
}
