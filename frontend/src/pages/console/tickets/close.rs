//! Declaring a ticket done: what shows it, what was done, and the material that was used.

use contract::{
    photos::PHOTO_BYTES_MAX,
    tickets::{PHOTOS_MAX, SolveTicket},
};
use domain::ids::TicketId;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::act::Drafts;
use crate::{
    components::{Button, ButtonKind, Form, FormState, PhotoPicker, TextArea},
    failure::Failure,
    i18n::{console, rectifications, tickets},
    once::Once,
    pages::moves::{forms::text_max, lines::Lines, materials::MaterialFields},
    photos::upload_all,
    send::mistakes,
    session::Session,
};

/// The form.
#[component]
pub(super) fn Close(
    /// The ticket.
    id: TicketId,
    /// Whether an office demanded it: a look-back decides then, not the reporter.
    demanded: bool,
    /// Whether words are not enough.
    photo_required: bool,
    /// What was begun.
    drafts: Drafts,
    /// Says what was done.
    done: Callback<&'static str>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("close-ticket"), Once::new());
    let (photos, text, lines) = (drafts.photos, drafts.done, drafts.materials.get_value());
    let said = if demanded { rectifications::said_closed } else { console::closed };
    let hint = match (demanded, photo_required) {
        (true, _) => rectifications::photos_hint,
        (false, true) => console::photos_of_work_hint,
        (false, false) => tickets::evidence_or_words_hint,
    };
    let submit = move |()| {
        let nothing_said = text.with_untracked(|text| text.trim().is_empty());
        if photos.with_untracked(Vec::is_empty) && (photo_required || nothing_said) {
            let missing =
                if photo_required { console::photo_needed } else { tickets::evidence_or_words_hint };
            return state.refuse(Failure::here(missing()));
        }
        let mut read = drafts.materials.with_value(Lines::materials);
        let written = text.with_untracked(|text| text.trim().to_owned());
        let body = SolveTicket {
            photos: Vec::new(),
            text: (!written.is_empty()).then_some(written),
            materials: std::mem::take(&mut read.items),
        };
        if state.refuse_fields(read.at_fields(mistakes(&body))) {
            return;
        }
        state.busy.set(true);
        spawn_local(async move {
            match close(session, id, body, drafts, once).await {
                Ok(()) => {
                    state.accept();
                    done.run(said());
                }
                Err(failure) => state.refuse(read.at_form(failure)),
            }
        });
    };
    view! {
        <Form state on_submit=submit>
            <PhotoPicker
                name="photos"
                label=console::photos_of_work
                hint
                photos
                photos_max=usize::try_from(PHOTOS_MAX).unwrap_or(1)
                photo_bytes_max=u32::try_from(PHOTO_BYTES_MAX).unwrap_or(u32::MAX)
            />
            <TextArea name="text" label=console::what_was_done value=text optional=photo_required characters_max=text_max()/>
            <MaterialFields lines state/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{console::close_ticket}</Button>
            </div>
        </Form>
    }
}

async fn close(
    session: Session,
    id: TicketId,
    written: SolveTicket,
    drafts: Drafts,
    once: Once,
) -> Result<(), Failure> {
    let photos = upload_all(session, &drafts.photos.get_untracked(), drafts.uploaded).await?;
    let body = SolveTicket { photos, ..written };
    let key = once.key(&body);
    session
        .call(|client| {
            let (body, key) = (body.clone(), key.clone());
            async move { client.solve_ticket(id, &body, Some(&key)).await }
        })
        .await
        .map(drop)
}
