//! Reporting a matter: one question at a time. Back loses nothing; neither does a closed tab or a lost network.

use std::{collections::BTreeMap, sync::Arc};

use contract::{
    identity::Me,
    photos::PHOTO_BYTES_MAX,
    problems,
    tickets::{PHOTOS_MAX, Point, PointKind, ReportTicket},
};
use domain::{
    ids::{AreaId, PhotoId, TicketId},
    tickets::form::{Form as Asked, RawAnswers},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;

use super::{
    matter::{MatterStep, is_of_matter},
    offered::{self, OWN_REPORT, Offered},
    place::PlaceStep,
};
use crate::{
    components::{
        AnswerList, BackLink, Badge, Button, ButtonKind, Form, FormState, PageHead, Photo, PhotoPicker, Tone,
    },
    draft::{
        Draft, photos as kept,
        sending::{Sendable, Sending, key_of, upload_missing},
    },
    failure::Failure,
    i18n::{common, tickets},
    pages::identity::SignedInOnly,
    route::Go,
    send::mistakes,
    session::Session,
};

const DRAFT: &str = "report";

/// What was answered so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportDraft {
    /// The kind's code.
    pub category: String,
    /// What the kind asked when it was answered.
    #[serde(default)]
    pub asked: Asked,
    /// What was typed or chosen, by kind and key: who changes the kind and comes back finds it there.
    #[serde(default)]
    pub answers: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// What is wrong.
    pub text: String,
    /// Whether nobody shall look up who reported it.
    #[serde(default)]
    pub anonymous: bool,
    /// Longitude and latitude.
    pub position: Option<[f64; 2]>,
    /// The grid, where there is no map.
    pub area_id: Option<AreaId>,
    /// How far sending it has come.
    #[serde(default)]
    sending: Sending,
}

impl ReportDraft {
    /// What was answered to what the kind asks.
    pub fn raw_answers(&self) -> RawAnswers {
        self.answers.get(&self.category).map(|typed| self.asked.read(typed)).unwrap_or_default()
    }
}

impl Sendable for ReportDraft {
    fn sending(&self) -> &Sending {
        &self.sending
    }

    fn sending_mut(&mut self) -> &mut Sending {
        &mut self.sending
    }
}

/// The questions, by their name in the URL.
const STEPS: [&str; 4] = ["photos", "place", "matter", "check"];

/// Reporting a matter.
#[component]
pub fn Report() -> impl IntoView {
    view! {
        <SignedInOnly title=common::report_problem home="/" let:me>
            <Steps me/>
        </SignedInOnly>
    }
}

#[component]
fn Steps(me: Arc<Me>) -> impl IntoView {
    let draft = Draft::<ReportDraft>::take_up(DRAFT);
    let photos = RwSignal::new(Vec::<Photo>::new());
    kept::take_up(DRAFT, photos, move || draft.value.update(|draft| draft.sending.forget_photos()));
    let refused = RwSignal::new(None::<Failure>);
    let query = use_query_map();
    let step = Memo::new(move |_| {
        let name = query.with(|query| query.get("step")).unwrap_or_default();
        STEPS.iter().position(|step| *step == name).unwrap_or(0)
    });
    let go = Go::new();
    let next = move |()| {
        let name = STEPS.get(step.get_untracked() + 1).copied().unwrap_or_default();
        go.to(&format!("/report?step={name}"));
    };
    let back = move || match step.get() {
        0 => "/".to_owned(),
        step => format!("/report?step={}", STEPS[step - 1]),
    };
    move || {
        let (title, content) = match step.get() {
            0 => (tickets::ask_photos as fn() -> &'static str, view! { <PhotoStep photos next/> }.into_any()),
            1 => (tickets::ask_place as fn() -> &'static str, {
                let me = me.clone();
                view! { <PlaceStep me draft=draft.value/> <Next next/> }.into_any()
            }),
            2 => (
                tickets::ask_matter as fn() -> &'static str,
                view! { <MatterStep me=me.clone() draft refused next/> }.into_any(),
            ),
            _ => (
                tickets::ask_check as fn() -> &'static str,
                view! { <CheckStep photos draft refused/> }.into_any(),
            ),
        };
        view! {
            <div class="stack">
                <BackLink href=back()/>
                <p class="small soft">{move || tickets::step_of(step.get() + 1, STEPS.len())}</p>
                <PageHead title/>
                {content}
            </div>
        }
    }
}

#[component]
fn Next(#[prop(into)] next: Callback<()>) -> impl IntoView {
    view! { <Button kind=ButtonKind::Primary wide=true on_press=next>{tickets::next}</Button> }
}

#[component]
fn PhotoStep(photos: RwSignal<Vec<Photo>>, #[prop(into)] next: Callback<()>) -> impl IntoView {
    let label =
        move || if photos.with(Vec::is_empty) { tickets::go_on_without_photo() } else { tickets::next() };
    view! {
        <PhotoPicker
            name="photos"
            label=tickets::photos
            hint=tickets::photos_hint
            photos
            photos_max=usize::try_from(PHOTOS_MAX).unwrap_or(1)
            photo_bytes_max=u32::try_from(PHOTO_BYTES_MAX).unwrap_or(u32::MAX)
        />
        <Button kind=ButtonKind::Primary wide=true on_press=next>{label}</Button>
    }
}

#[component]
fn CheckStep(
    photos: RwSignal<Vec<Photo>>,
    draft: Draft<ReportDraft>,
    refused: RwSignal<Option<Failure>>,
) -> impl IntoView {
    let session = Session::get();
    let state = FormState::new("check");
    let go = Go::new();
    let found = offered::ask(move || body(&draft.value.get_untracked(), Vec::new()));
    let submit = move |into: Option<TicketId>| {
        if state.busy.get_untracked() {
            return;
        }
        if state.refuse_fields(mistakes(&body(&draft.value.get_untracked(), Vec::new()))) {
            return;
        }
        state.busy.set(true);
        spawn_local(async move {
            match send(session, photos.get_untracked(), draft, into).await {
                Ok(address) => {
                    draft.clear();
                    photos.set(Vec::new());
                    drop(kept::forget(DRAFT).await);
                    go.instead(&address);
                }
                // What is asked has changed meanwhile, or differs at the place: it is mended where it is asked.
                Err(failure) if !failure.errors.is_empty() && failure.errors.iter().all(is_of_matter) => {
                    refused.set(Some(failure));
                    go.instead("/report?step=matter");
                }
                Err(failure) => {
                    // What has ended meanwhile is not offered again.
                    if failure.code == problems::tickets::TICKET_NOT_JOINABLE.code {
                        found.reload();
                    }
                    state.refuse(failure);
                }
            }
        });
    };
    let answers = move || {
        let accepted = draft.value.with(|draft| draft.asked.accept(&draft.raw_answers()));
        view! { <AnswerList answers=accepted.map(Into::into).unwrap_or_default()/> }
    };
    let place = move || {
        let (pinned, chosen) = draft.value.with(|draft| (draft.position.is_some(), draft.area_id.is_some()));
        if pinned {
            tickets::place_marked()
        } else if chosen {
            tickets::place_chosen()
        } else {
            tickets::place_home()
        }
    };
    view! {
        <Offered found busy=state.busy on_join=move |id| submit(Some(id))/>
        <div id=OWN_REPORT tabindex="-1">
            <Form state on_submit=move |()| submit(None)>
                <dl class="facts">
                    <dt>{tickets::photos}</dt>
                    <dd>{move || common::photos(photos.with(Vec::len))}</dd>
                    <dt>{tickets::where_is_it}</dt>
                    <dd>{place}</dd>
                    <dt>{tickets::what_is_wrong}</dt>
                    <dd>{move || draft.value.with(|draft| draft.text.clone())}</dd>
                </dl>
                {answers}
                <Show when=move || draft.value.with(|draft| draft.anonymous)>
                    <p><Badge tone=Tone::Neutral label=tickets::is_anonymous/>" "{tickets::anonymous_hint}</p>
                </Show>
                <p class="soft">{tickets::what_follows}</p>
                <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{tickets::send_report}</Button>
            </Form>
        </div>
    }
}

/// Sends the report, as one of its own or as one that goes on in another ticket; what is on the server already after an earlier
/// try is not sent again. Answers the ticket's address.
async fn send(
    session: Session,
    photos: Vec<Photo>,
    draft: Draft<ReportDraft>,
    into: Option<TicketId>,
) -> Result<String, Failure> {
    let ids = upload_missing(session, &photos, draft).await?;
    let request = body(&draft.value.get_untracked(), ids);
    // Another way to send it is another request.
    let key = match into {
        Some(into) => key_of(draft, &(into, &request)),
        None => key_of(draft, &request),
    };
    let made = session
        .call(|client| {
            let (request, key) = (request.clone(), key.clone());
            async move {
                match into {
                    Some(into) => client.join_ticket(into, &request, Some(&key)).await,
                    None => client.report_ticket(&request, Some(&key)).await,
                }
            }
        })
        .await?;
    let said = if into.is_some() { "joined" } else { "new" };
    Ok(format!("/tickets/{}?{said}=yes", made.body.ticket.id))
}

/// The report as it is sent.
pub(super) fn body(draft: &ReportDraft, photos: Vec<PhotoId>) -> ReportTicket {
    ReportTicket {
        category: draft.category.clone(),
        text: draft.text.trim().to_owned(),
        answers: draft.raw_answers(),
        photos,
        position: draft.position.map(|coordinates| Point { kind: PointKind::Point, coordinates }),
        area_id: draft.area_id,
        on_behalf_of: None,
        anonymous: draft.anonymous,
    }
}
