//! Declaring a ticket done: what shows it, what was done, and the material that was used.

use client::Tagged;
use contract::{
    photos::PHOTO_BYTES_MAX,
    problems::fields,
    tickets::{PHOTOS_MAX, SolveTicket, Ticket},
};
use domain::ids::{PhotoId, TicketId};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{forms::text_max, lines::Lines, materials::MaterialFields};
use crate::{
    components::{Button, ButtonKind, Form, FormState, Photo, PhotoPicker, TextArea},
    failure::Failure,
    i18n::{self, tickets},
    once::Once,
    photos::upload_all,
    send::mistakes,
    session::Session,
};

/// What was begun, kept while the ticket is read anew because somebody else did something with it.
#[derive(Clone, Copy)]
pub struct SolveDraft {
    photos: RwSignal<Vec<Photo>>,
    text: RwSignal<String>,
    materials: StoredValue<Lines>,
    // Photographs that an earlier try has sent: they are not sent again.
    uploaded: StoredValue<Vec<(u32, PhotoId)>>,
}

impl Default for SolveDraft {
    fn default() -> Self {
        Self {
            photos: RwSignal::default(),
            text: RwSignal::default(),
            materials: StoredValue::new(Lines::default()),
            uploaded: StoredValue::default(),
        }
    }
}

impl SolveDraft {
    /// Forgets it.
    pub fn clear(self) {
        self.photos.set(Vec::new());
        self.text.set(String::new());
        self.materials.set_value(Lines::default());
        self.uploaded.set_value(Vec::new());
    }

    /// What is sent, without the photographs; what is missing is said at its field.
    fn read(
        self,
        photo_required: bool,
        state: FormState,
    ) -> Option<(SolveTicket, super::lines::Read<contract::tickets::Material>)> {
        let text = self.text.with_untracked(|text| text.trim().to_owned());
        let no_photo = self.photos.with_untracked(Vec::is_empty);
        let missing = match (no_photo, text.is_empty()) {
            (true, _) if photo_required => Some(("/photos", "photo_needed")),
            (true, true) => Some(("/text", "required")),
            _ => None,
        };
        if let Some((pointer, code)) = missing {
            state.refuse_fields(vec![fields::problem(pointer, code, untrack(i18n::lang), &[])]);
            return None;
        }
        let mut read = self.materials.with_value(Lines::materials);
        let body = SolveTicket {
            photos: Vec::new(),
            text: (!text.is_empty()).then_some(text),
            materials: std::mem::take(&mut read.items),
        };
        (!state.refuse_fields(read.at_fields(mistakes(&body)))).then_some((body, read))
    }
}

/// What each shell calls it.
#[derive(Clone, Copy)]
pub struct SolveTexts {
    /// The photographs.
    pub photos: fn() -> &'static str,
    /// What they have to show.
    pub hint: fn() -> &'static str,
    /// The words.
    pub text: fn() -> &'static str,
    /// The button.
    pub verb: fn() -> &'static str,
}

/// What photographs or words have to show, to somebody who knows the ticket's kind.
pub fn evidence_hint(photo_required: bool) -> fn() -> &'static str {
    if photo_required { tickets::evidence_hint } else { tickets::evidence_or_words_hint }
}

/// The form.
#[component]
pub fn SolveForm(
    /// The ticket.
    id: TicketId,
    /// Whether words are not enough.
    photo_required: bool,
    /// What was begun.
    draft: SolveDraft,
    /// What it says.
    texts: SolveTexts,
    /// Whether its button is as wide as the page.
    #[prop(optional)]
    wide: bool,
    /// It was done.
    done: Callback<Tagged<Ticket>>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("solve"), Once::new());
    let submit = move |()| {
        let Some((written, read)) = draft.read(photo_required, state) else { return };
        state.busy.set(true);
        spawn_local(async move {
            match solve(session, id, written, draft, once).await {
                Ok(ticket) => {
                    state.accept();
                    done.run(ticket);
                }
                Err(failure) => state.refuse(read.at_form(failure)),
            }
        });
    };
    view! {
        <Form state on_submit=submit>
            <PhotoPicker
                name="photos"
                label=texts.photos
                hint=texts.hint
                photos=draft.photos
                photos_max=usize::try_from(PHOTOS_MAX).unwrap_or(1)
                photo_bytes_max=u32::try_from(PHOTO_BYTES_MAX).unwrap_or(u32::MAX)
            />
            <TextArea name="text" label=texts.text value=draft.text optional=photo_required characters_max=text_max()/>
            <MaterialFields lines=draft.materials.get_value() state/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true wide busy=state.busy>{texts.verb}</Button>
            </div>
        </Form>
    }
}

async fn solve(
    session: Session,
    id: TicketId,
    written: SolveTicket,
    draft: SolveDraft,
    once: Once,
) -> Result<Tagged<Ticket>, Failure> {
    let photos = upload_all(session, &draft.photos.get_untracked(), draft.uploaded).await?;
    let body = SolveTicket { photos, ..written };
    let key = once.key(&body);
    let ask = |client: client::Client| {
        let (body, key) = (body.clone(), key.clone());
        async move { client.solve_ticket(id, &body, Some(&key)).await }
    };
    session.call(ask).await
}
