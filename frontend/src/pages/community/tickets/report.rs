//! Reporting a matter: one question at a time. Back loses nothing; neither does a closed tab or a lost network.

use std::sync::Arc;

use contract::{
    categories::ListCategories,
    identity::Me,
    photos::PHOTO_BYTES_MAX,
    tickets::{PHOTOS_MAX, Point, PointKind, ReportTicket},
};
use domain::ids::{AreaId, PhotoId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;

use super::place::PlaceStep;
use crate::{
    components::{
        BackLink, Button, ButtonKind, Choice, Form, FormState, PageHead, Photo, PhotoPicker, RadioCards,
        TextArea,
    },
    draft::{
        Draft, photos as kept,
        sending::{Sendable, Sending, key_of, upload_missing},
    },
    failure::Failure,
    fetch::{Loaded, fetch},
    i18n::{self, common, tickets},
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
    /// What is wrong.
    pub text: String,
    /// Longitude and latitude.
    pub position: Option<[f64; 2]>,
    /// The grid, where there is no map.
    pub area_id: Option<AreaId>,
    /// How far sending it has come.
    #[serde(default)]
    sending: Sending,
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
                view! { <MatterStep me=me.clone() draft next/> }.into_any(),
            ),
            _ => (tickets::ask_check as fn() -> &'static str, view! { <CheckStep photos draft/> }.into_any()),
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
fn MatterStep(me: Arc<Me>, draft: Draft<ReportDraft>, #[prop(into)] next: Callback<()>) -> impl IntoView {
    let state = FormState::new("matter");
    let area_id = me.memberships.first().map(|membership| membership.household_id);
    let fetched = fetch(move |client| async move {
        client
            .list_categories(&ListCategories { area_id, inactive: false })
            .await
            .map(|categories| categories.items)
    });
    let (category, text) = draft.value.with_untracked(|draft| (draft.category.clone(), draft.text.clone()));
    let (category, text) = (RwSignal::new(category), RwSignal::new(text));
    Effect::new(move |_| {
        let (category, text) = (category.get(), text.get());
        draft.value.update(|draft| (draft.category, draft.text) = (category, text));
    });
    let submit = move |()| {
        if !state.refuse_fields(mistakes(&body(&draft.value.get_untracked(), Vec::new()))) {
            state.accept();
            next.run(());
        }
    };
    view! {
        <Loaded fetched boxes=true let:categories>
            {
                let choices = move || {
                    let choice = |kind: &contract::categories::Category| {
                        Choice::new(kind.code.as_str(), kind.names.get(i18n::lang()).to_owned())
                    };
                    categories.iter().map(choice).collect::<Vec<_>>()
                };
                view! {
                    <Form state on_submit=submit>
                        <RadioCards name="category" label=tickets::which_kind value=category choices=Signal::derive(choices) columns=true/>
                        <TextArea name="text" label=tickets::what_is_wrong hint=tickets::what_is_wrong_hint value=text characters_max=2000/>
                        <Button kind=ButtonKind::Primary submit=true wide=true>{tickets::next}</Button>
                    </Form>
                }
            }
        </Loaded>
    }
}

#[component]
fn CheckStep(photos: RwSignal<Vec<Photo>>, draft: Draft<ReportDraft>) -> impl IntoView {
    let session = Session::get();
    let state = FormState::new("check");
    let go = Go::new();
    let submit = move |()| {
        if state.refuse_fields(mistakes(&body(&draft.value.get_untracked(), Vec::new()))) {
            return;
        }
        state.busy.set(true);
        spawn_local(async move {
            match send(session, photos.get_untracked(), draft).await {
                Ok(address) => {
                    draft.clear();
                    photos.set(Vec::new());
                    drop(kept::forget(DRAFT).await);
                    go.instead(&address);
                }
                Err(failure) => state.refuse(failure),
            }
        });
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
        <Form state on_submit=submit>
            <dl class="facts">
                <dt>{tickets::photos}</dt>
                <dd>{move || common::photos(photos.with(Vec::len))}</dd>
                <dt>{tickets::where_is_it}</dt>
                <dd>{place}</dd>
                <dt>{tickets::what_is_wrong}</dt>
                <dd>{move || draft.value.with(|draft| draft.text.clone())}</dd>
            </dl>
            <p class="soft">{tickets::what_follows}</p>
            <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{tickets::send_report}</Button>
        </Form>
    }
}

/// Sends the report; what is on the server already after an earlier try is not sent again. Answers the ticket's address.
async fn send(session: Session, photos: Vec<Photo>, draft: Draft<ReportDraft>) -> Result<String, Failure> {
    let ids = upload_missing(session, &photos, draft).await?;
    let request = body(&draft.value.get_untracked(), ids);
    let key = key_of(draft, &request);
    let made = session
        .call(|client| {
            let (request, key) = (request.clone(), key.clone());
            async move { client.report_ticket(&request, Some(&key)).await }
        })
        .await?;
    Ok(format!("/tickets/{}?new=yes", made.body.ticket.id))
}

fn body(draft: &ReportDraft, photos: Vec<PhotoId>) -> ReportTicket {
    ReportTicket {
        category: draft.category.clone(),
        text: draft.text.trim().to_owned(),
        photos,
        position: draft.position.map(|coordinates| Point { kind: PointKind::Point, coordinates }),
        area_id: draft.area_id,
        on_behalf_of: None,
    }
}
