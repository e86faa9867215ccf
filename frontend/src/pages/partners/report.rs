//! What those who were called have to say, with photographs of what they saw.

use contract::{
    photos::PHOTO_BYTES_MAX,
    tickets::{PHOTOS_MAX, ReportOnCall},
};
use domain::ids::CallId;
use leptos::prelude::*;

use super::Drafts;
use crate::{
    components::{Button, ButtonKind, Form, FormState, PhotoPicker, TextArea, Toasts},
    failure::Failure,
    i18n::partners,
    once::Once,
    pages::moves::forms::text_max,
    photos::upload_all,
    send::attempt,
    session::Session,
};

/// The form of a report.
#[component]
pub fn Report(
    /// On which call.
    id: CallId,
    /// What was begun.
    drafts: Drafts,
    /// It was sent.
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once) = (FormState::new("report-on-call"), Once::new());
    let (text, photos) = (drafts.report, drafts.photos);
    let submit = move |()| {
        let body =
            ReportOnCall { text: text.with_untracked(|text| text.trim().to_owned()), photos: Vec::new() };
        let written = body.clone();
        let ask = move || report(session, id, written, drafts, once);
        attempt(state, &body, ask, move |()| {
            toasts.say(partners::said_reported());
            on_done.run(());
        });
    };
    view! {
        <Form state on_submit=submit>
            <TextArea name="text" label=partners::report_text hint=partners::report_hint value=text characters_max=text_max()/>
            <PhotoPicker
                name="photos"
                label=partners::report_photos
                hint=partners::report_photos_hint
                photos
                photos_max=usize::try_from(PHOTOS_MAX).unwrap_or(1)
                photo_bytes_max=u32::try_from(PHOTO_BYTES_MAX).unwrap_or(u32::MAX)
            />
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{partners::send_report}</Button>
            </div>
        </Form>
    }
}

async fn report(
    session: Session,
    id: CallId,
    written: ReportOnCall,
    drafts: Drafts,
    once: Once,
) -> Result<(), Failure> {
    let photos = upload_all(session, &drafts.photos.get_untracked(), drafts.uploaded).await?;
    let body = ReportOnCall { photos, ..written };
    let key = once.key(&(id, &body));
    let sent = session.call(|client| {
        let (body, key) = (body.clone(), key.clone());
        async move { client.report_on_call(id, &body, Some(&key)).await }
    });
    sent.await.map(drop)
}
