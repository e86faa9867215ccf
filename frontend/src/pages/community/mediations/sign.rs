//! Recording what a party without an account signed on paper.

use contract::{mediations::RecordSignature, photos::PHOTO_BYTES_MAX};
use domain::{
    ids::{MediationId, PartyId},
    mediations::NAME_CHARS_MAX,
};
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::show::Shown;
use crate::{
    components::{Button, ButtonKind, Dialog, Form, FormState, Photo, PhotoPicker, TextField, Toasts},
    failure::Failure,
    i18n::{common, mediations as texts},
    once::Once,
    pages::community::visits::words::missing,
    session::Session,
};

/// Asks for the paper and the witness.
#[component]
pub fn Sign(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Of which record.
    id: MediationId,
    /// Who signed.
    party: PartyId,
    /// Which text.
    number: u32,
    /// What is loaded anew afterwards.
    fetched: Shown,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once) = (FormState::new("sign"), Once::new());
    let (witness, photos) = (RwSignal::new(String::new()), RwSignal::new(Vec::<Photo>::new()));
    let submit = move |()| {
        let photo = photos.with_untracked(|photos| photos.first().cloned());
        let said = witness.with_untracked(|witness| witness.trim().to_owned());
        let (Some(photo), false) = (photo.clone(), said.is_empty()) else {
            let fields = [("/photo", photo.is_none()), ("/witness", said.is_empty())];
            let fields = fields.into_iter().filter(|(_, is_missing)| *is_missing);
            state.refuse_fields(fields.map(|(pointer, _)| missing(pointer)).collect());
            return;
        };
        state.busy.set(true);
        spawn_local(async move {
            match sent(session, once, (id, party), (number, &said), photo).await {
                Ok(()) => {
                    state.accept();
                    open.set(false);
                    toasts.say(texts::did_sign());
                    fetched.reload();
                }
                Err(failure) => state.refuse(failure),
            }
        });
    };
    let chars_max = u32::try_from(NAME_CHARS_MAX).unwrap_or(u32::MAX);
    view! {
        <Dialog open title=texts::record_signature>
            <Form state on_submit=submit>
                <PhotoPicker name="photo" label=texts::paper hint=texts::paper_hint photos photos_max=1
                    photo_bytes_max=u32::try_from(PHOTO_BYTES_MAX).unwrap_or(u32::MAX)/>
                <TextField name="witness" label=texts::witness hint=texts::witness_hint value=witness characters_max=chars_max/>
                <div class="dialog__actions">
                    <Button on_press=move |()| open.set(false)>{common::cancel}</Button>
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>{texts::record_signature}</Button>
                </div>
            </Form>
        </Dialog>
    }
}

async fn sent(
    session: Session,
    once: Once,
    of: (MediationId, PartyId),
    (number, witness): (u32, &str),
    photo: Photo,
) -> Result<(), Failure> {
    let blob = photo.file().await;
    let read = JsFuture::from(blob.array_buffer()).await;
    let bytes = read.map(|buffer| Uint8Array::new(&buffer).to_vec()).unwrap_or_default();
    let upload = |client: client::Client| {
        let bytes = bytes.clone();
        async move { client.upload_photo(bytes, None).await }
    };
    let photo = session.call(upload).await?.id;
    let body = RecordSignature { number, photo, witness: witness.to_owned() };
    let key = once.key(&body);
    let record = |client: client::Client| {
        let (body, key) = (body.clone(), key.clone());
        async move { client.record_signature(of, &body, Some(&key)).await }
    };
    session.call(record).await.map(drop)
}
