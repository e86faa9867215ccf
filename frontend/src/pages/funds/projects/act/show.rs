//! Steps that are said and shown: the agreement, a milestone with its photos and invoices, the report.

use client::Tagged;
use contract::{
    funds::{Project, ReachMilestone, ShowStep},
    photos::PHOTO_BYTES_MAX,
    problems::fields,
};
use domain::{
    funds::{PROJECT_WORDS_CHARS_MAX, projects::Milestones},
    ids::{PhotoId, ProjectId},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::super::words::Text;
use crate::{
    components::{Button, ButtonKind, Form, FormState, Notice, Photo, PhotoPicker, TextArea},
    failure::Failure,
    i18n::{self, common, projects},
    once::Once,
    photos::upload_all,
    send::mistakes,
    session::Session,
};

/// What is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// The signed agreement, by the office.
    Agree,
    /// That a milestone is reached.
    Reach {
        /// Its number, from 0.
        number: usize,
        /// Whether it is paid ahead, so that nothing has to be shown.
        advance: bool,
    },
    /// That all is done.
    Report,
}

impl Show {
    /// The verb, the question, and what is said afterwards.
    pub(super) fn texts(self) -> (Text, Text, Text) {
        match self {
            Self::Agree => (projects::agree, projects::agree_title, projects::was_agreed),
            Self::Reach { .. } => (projects::reach, projects::reach_title, projects::was_reached),
            Self::Report => (projects::report, projects::report_title, projects::was_reported),
        }
    }

    fn lead(self) -> Text {
        match self {
            Self::Agree => projects::agree_lead,
            Self::Reach { advance: true, .. } => projects::reach_ahead_lead,
            Self::Reach { .. } => projects::reach_lead,
            Self::Report => projects::report_lead,
        }
    }
}

/// What was begun; photographs that an earlier try has sent are not sent again.
#[derive(Clone, Copy, Default)]
pub struct ShowDraft {
    text: RwSignal<String>,
    photos: RwSignal<Vec<Photo>>,
    invoices: RwSignal<Vec<Photo>>,
    photos_sent: StoredValue<Vec<(u32, PhotoId)>>,
    invoices_sent: StoredValue<Vec<(u32, PhotoId)>>,
}

/// The form.
#[component]
pub(super) fn Showing(
    /// Which project.
    id: ProjectId,
    /// What is shown.
    show: Show,
    /// What was begun.
    draft: ShowDraft,
    /// It was sent.
    on_done: Callback<()>,
    /// It is not sent now.
    on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, state, once) = (Session::get(), FormState::new("show"), Once::new());
    let needs_all = matches!(show, Show::Reach { advance: false, .. });
    let words_optional = matches!(show, Show::Reach { .. });
    let submit = move |()| {
        let missing = missing(draft, needs_all, words_optional);
        if state.refuse_fields(missing) {
            return;
        }
        state.busy.set(true);
        spawn_local(async move {
            match sent(session, id, show, draft, once, state).await {
                Ok(Some(_)) => {
                    state.accept();
                    on_done.run(());
                }
                Ok(None) => {}
                Err(failure) => state.refuse(failure),
            }
        });
    };
    let chars = u32::try_from(PROJECT_WORDS_CHARS_MAX).unwrap_or(u32::MAX);
    let bytes = u32::try_from(PHOTO_BYTES_MAX).unwrap_or(u32::MAX);
    let reaches = matches!(show, Show::Reach { .. });
    view! {
        <Form state on_submit=submit>
            <Notice><p>{show.lead()}</p></Notice>
            <TextArea name="text" label=projects::show_text value=draft.text optional=words_optional characters_max=chars/>
            <PhotoPicker name="photos" label=projects::show_photos hint=projects::show_photos_hint photos=draft.photos
                photos_max=Milestones::PHOTOS_MAX photo_bytes_max=bytes/>
            {reaches.then(|| view! {
                <PhotoPicker name="invoices" label=projects::show_invoices hint=projects::show_invoices_hint photos=draft.invoices
                    photos_max=Milestones::PHOTOS_MAX photo_bytes_max=bytes/>
            })}
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{show.texts().0}</Button>
            </div>
        </Form>
    }
}

/// What has to be there and is not, all at once.
fn missing(draft: ShowDraft, needs_all: bool, words_optional: bool) -> Vec<contract::problems::FieldProblem> {
    let lacks = [
        (!words_optional && draft.text.with_untracked(|text| text.trim().is_empty()), "/text", "required"),
        (needs_all && draft.photos.with_untracked(Vec::is_empty), "/photos", "photo_needed"),
        (needs_all && draft.invoices.with_untracked(Vec::is_empty), "/invoices", "photo_needed"),
    ];
    let problem = |(_, pointer, code): &(bool, &'static str, &'static str)| {
        fields::problem(*pointer, *code, untrack(i18n::lang), &[])
    };
    lacks.iter().filter(|(lacks, ..)| *lacks).map(problem).collect()
}

/// Sends the photographs and then the step; nothing where what was typed is refused before that.
async fn sent(
    session: Session,
    id: ProjectId,
    show: Show,
    draft: ShowDraft,
    once: Once,
    state: FormState,
) -> Result<Option<Tagged<Project>>, Failure> {
    let text = draft.text.with_untracked(|text| text.trim().to_owned());
    let chosen = draft.photos.get_untracked();
    let photos = upload_all(session, &chosen, draft.photos_sent).await?;
    let Show::Reach { number, .. } = show else {
        let body = ShowStep { text, photos };
        if state.refuse_fields(mistakes(&body)) {
            return Ok(None);
        }
        let key = once.key(&(id, &body));
        let ask = |client: client::Client| {
            let (body, key) = (body.clone(), key.clone());
            async move {
                match show {
                    Show::Report => client.report_project(id, &body, Some(&key)).await,
                    _ => client.sign_project_agreement(id, &body, Some(&key)).await,
                }
            }
        };
        return session.call(ask).await.map(Some);
    };
    let chosen = draft.invoices.get_untracked();
    let invoices = upload_all(session, &chosen, draft.invoices_sent).await?;
    let body = ReachMilestone { text: Some(text).filter(|text| !text.is_empty()), photos, invoices };
    if state.refuse_fields(mistakes(&body)) {
        return Ok(None);
    }
    let key = once.key(&(id, number, &body));
    let ask = |client: client::Client| {
        let (body, key) = (body.clone(), key.clone());
        async move { client.reach_milestone(id, number, &body, Some(&key)).await }
    };
    session.call(ask).await.map(Some)
}
