//! Objecting to a mark: one question at a time; back loses nothing, nor does a closed tab or a lost network.

use contract::{
    inspections::{GetTemplate, ListedRound, RaiseObjection},
    photos::PHOTO_BYTES_MAX,
};
use domain::{
    ids::{AreaId, PhotoId, RoundId},
    inspections::{Indicator, Score},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;

use super::list::open_until;
use crate::{
    components::{
        BackLink, Button, ButtonKind, ButtonLink, EmptyState, Form, FormState, Notice, PageHead, Photo,
        PhotoPicker, TextArea, Toasts, Tone,
    },
    draft::{
        Draft, photos as kept,
        sending::{Sendable, Sending, key_of, upload_missing},
    },
    failure::Failure,
    fetch::{Loaded, fetch},
    i18n::{common, objections},
    pages::{community::field::words, identity::SignedInOnly},
    route::Go,
    send::mistakes,
    session::Session,
};

const DRAFT: &str = "objection";
const PHOTOS_MAX: usize = 9;
const TEXT_CHARACTERS_MAX: u32 = 1000;
/// The questions, by their name in the URL.
const STEPS: [&str; 3] = ["why", "photos", "check"];

/// What was answered so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct ObjectionDraft {
    /// To which mark: the end of its page's address.
    of: String,
    /// Why.
    text: String,
    /// How far sending it has come.
    #[serde(default)]
    sending: Sending,
}

impl Sendable for ObjectionDraft {
    fn sending(&self) -> &Sending {
        &self.sending
    }

    fn sending_mut(&mut self) -> &mut Sending {
        &mut self.sending
    }
}

/// The mark that is objected to.
#[derive(Clone, Debug, PartialEq)]
struct Mark {
    round: RoundId,
    area: AreaId,
    indicator: Indicator,
    points: Score,
    open: bool,
}

impl Mark {
    fn end(&self) -> String {
        format!("{}/{}/{}", self.round, self.area, self.indicator.code)
    }
}

/// Objecting to a mark.
#[component]
pub fn ObjectTo() -> impl IntoView {
    view! {
        <SignedInOnly title=objections::object home="/" let:_me><OfMark/></SignedInOnly>
    }
}

#[component]
fn OfMark() -> impl IntoView {
    let params = use_params_map();
    let of = Memo::new(move |_| {
        params.with(|params| {
            let round = params.get("round")?.parse::<RoundId>().ok()?;
            Some((round, params.get("area")?.parse::<AreaId>().ok()?, params.get("code")?))
        })
    });
    let fetched = fetch(move |client| {
        let of = of.get();
        async move {
            let Some((id, area, code)) = of else { return Ok(None) };
            let round: ListedRound = client.get_round(id).await?.body.round;
            let number = Some(round.template_number);
            let template =
                client.get_template(round.template_id, &GetTemplate { number }).await?.body.content;
            let sheet = client.get_sheet(id, area).await?.body;
            let there = client.list_objections(id).await?.items;
            let objected =
                there.iter().any(|one| one.area_id == area && one.code == code && one.state != "withdrawn");
            let indicator = template.indicators().find(|indicator| indicator.code == code).cloned();
            let points = sheet.findings.get(&code).map(|finding| finding.points);
            let open = open_until(&round).is_some() && !objected;
            let mark = indicator.zip(points);
            Ok(mark.map(|(indicator, points)| Mark { round: id, area, indicator, points, open }))
        }
    });
    let show = |mark: Option<Mark>| {
        match mark.filter(|mark| mark.open) {
        Some(mark) => view! { <Begin mark/> }.into_any(),
        None => view! {
            <BackLink href="/work/scores" label=objections::scores/>
            <PageHead title=objections::object/>
            <EmptyState title=objections::cannot_object detail=objections::cannot_object_detail icon=icondata_lu::LuCalendarX>
                <ButtonLink kind=ButtonKind::Primary href="/work/scores">{objections::to_scores}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
    }
    };
    view! { <Loaded fetched children=show/> }
}

/// What was begun about another mark is not thrown away unasked.
#[component]
fn Begin(mark: Mark) -> impl IntoView {
    let draft = Draft::<ObjectionDraft>::take_up(DRAFT);
    let end = mark.end();
    let other = {
        let end = end.clone();
        Memo::new(move |_| {
            draft.value.with(|draft| !draft.of.is_empty() && draft.of != end && !draft.text.is_empty())
        })
    };
    let take = {
        let end = end.clone();
        move || {
            if draft.value.with_untracked(|draft| draft.of != end) {
                let of = end.clone();
                draft.value.set(ObjectionDraft { of, ..ObjectionDraft::default() });
                spawn_local(async { drop(kept::forget(DRAFT).await) });
            }
        }
    };
    let taken = take.clone();
    if !other.get_untracked() {
        take();
    }
    move || {
        if other.get() {
            let there = draft.value.with_untracked(|draft| format!("/work/scores/{}", draft.of));
            let take = taken.clone();
            view! {
                <div class="stack">
                    <BackLink href=format!("/work/scores/{}", mark.round) label=objections::scores/>
                    <PageHead title=objections::object/>
                    <Notice tone=Tone::Waiting><p>{objections::other_draft}</p></Notice>
                    <div class="row">
                        <ButtonLink kind=ButtonKind::Primary href=there>{objections::go_on_there}</ButtonLink>
                        <Button on_press=move |()| take()>{objections::start_anew}</Button>
                    </div>
                </div>
            }
            .into_any()
        } else {
            view! { <Steps mark=mark.clone() draft/> }.into_any()
        }
    }
}

#[component]
fn Steps(mark: Mark, draft: Draft<ObjectionDraft>) -> impl IntoView {
    let photos = RwSignal::new(Vec::<Photo>::new());
    kept::take_up(DRAFT, photos, move || draft.value.update(|draft| draft.sending.forget_photos()));
    let query = use_query_map();
    let step = Memo::new(move |_| {
        let name = query.with(|query| query.get("step")).unwrap_or_default();
        STEPS.iter().position(|step| *step == name).unwrap_or(0)
    });
    let here = format!("/work/scores/{}", mark.end());
    let go = Go::new();
    let next = {
        let here = here.clone();
        Callback::new(move |()| {
            let name = STEPS.get(step.get_untracked() + 1).copied().unwrap_or_default();
            go.to(&format!("{here}?step={name}"));
        })
    };
    let scores = format!("/work/scores/{}?area={}", mark.round, mark.area);
    let back = move || match step.get() {
        0 => scores.clone(),
        step => format!("{here}?step={}", STEPS[step - 1]),
    };
    move || {
        let (title, content) = match step.get() {
            0 => (objections::ask_why as fn() -> &'static str, view! { <WhyStep draft next/> }.into_any()),
            1 => (
                objections::ask_photos as fn() -> &'static str,
                view! { <PhotoStep photos next/> }.into_any(),
            ),
            _ => {
                let mark = mark.clone();
                (
                    objections::ask_check as fn() -> &'static str,
                    view! { <CheckStep mark photos draft/> }.into_any(),
                )
            }
        };
        let (indicator, points) = (mark.indicator.clone(), mark.points);
        let about = indicator.name.clone();
        view! {
            <div class="stack">
                <BackLink href=back()/>
                <p class="small soft">{move || objections::step_of(step.get() + 1, STEPS.len())}</p>
                <PageHead title/>
                <p class="soft"><strong>{about}</strong>" · "{move || words::result(&indicator, points)}</p>
                {content}
            </div>
        }
    }
}

fn body(mark: &Mark, draft: &ObjectionDraft, photos: Vec<PhotoId>) -> RaiseObjection {
    RaiseObjection { code: mark.indicator.code.clone(), text: draft.text.trim().to_owned(), photos }
}

#[component]
fn WhyStep(draft: Draft<ObjectionDraft>, next: Callback<()>) -> impl IntoView {
    let state = FormState::new("why");
    let text = RwSignal::new(draft.value.with_untracked(|draft| draft.text.clone()));
    Effect::new(move |_| {
        let text = text.get();
        if draft.value.with_untracked(|draft| draft.text != text) {
            draft.value.update(|draft| draft.text = text);
        }
    });
    let submit = move |()| {
        let draft = draft.value.get_untracked();
        // The code is known to be good here: it is the mark's own.
        let said = RaiseObjection {
            code: "mark".to_owned(),
            text: draft.text.trim().to_owned(),
            photos: Vec::new(),
        };
        if !state.refuse_fields(mistakes(&said)) {
            state.accept();
            next.run(());
        }
    };
    view! {
        <Form state on_submit=submit>
            <TextArea name="text" label=objections::why hint=objections::why_hint value=text characters_max=TEXT_CHARACTERS_MAX/>
            <Button kind=ButtonKind::Primary submit=true wide=true>{objections::next}</Button>
        </Form>
    }
}

#[component]
fn PhotoStep(photos: RwSignal<Vec<Photo>>, next: Callback<()>) -> impl IntoView {
    let label = move || {
        if photos.with(Vec::is_empty) { objections::without_photo() } else { objections::next() }
    };
    view! {
        <PhotoPicker
            name="photos"
            label=objections::photos
            hint=objections::photos_hint
            photos
            photos_max=PHOTOS_MAX
            photo_bytes_max=u32::try_from(PHOTO_BYTES_MAX).unwrap_or(u32::MAX)
        />
        <Button kind=ButtonKind::Primary wide=true on_press=next>{label}</Button>
    }
}

#[component]
fn CheckStep(mark: Mark, photos: RwSignal<Vec<Photo>>, draft: Draft<ObjectionDraft>) -> impl IntoView {
    let (session, toasts, go) = (Session::get(), Toasts::get(), Go::new());
    let state = FormState::new("check");
    let submit = {
        let mark = mark.clone();
        move |()| {
            if state.refuse_fields(mistakes(&body(&mark, &draft.value.get_untracked(), Vec::new()))) {
                return;
            }
            state.busy.set(true);
            let mark = mark.clone();
            spawn_local(async move {
                match send(session, &mark, photos.get_untracked(), draft).await {
                    Ok(()) => {
                        drop(kept::forget(DRAFT).await);
                        toasts.say(objections::sent());
                        go.instead(&format!("/work/scores/{}?area={}", mark.round, mark.area));
                        draft.clear();
                    }
                    Err(failure) => state.refuse(failure),
                }
            });
        }
    };
    let (indicator, points) = (mark.indicator, mark.points);
    view! {
        <Form state on_submit=submit>
            <dl class="facts">
                <dt>{objections::mark}</dt>
                <dd>{move || words::result(&indicator, points)}</dd>
                <dt>{objections::why}</dt>
                <dd class="breakable">{move || draft.value.with(|draft| draft.text.clone())}</dd>
                <dt>{objections::photos}</dt>
                <dd>{move || common::photos(photos.with(Vec::len))}</dd>
            </dl>
            <p class="soft">{objections::what_follows}</p>
            <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{objections::send}</Button>
        </Form>
    }
}

/// Sends the objection; what is on the server already after an earlier try is not sent again.
async fn send(
    session: Session,
    mark: &Mark,
    photos: Vec<Photo>,
    draft: Draft<ObjectionDraft>,
) -> Result<(), Failure> {
    let ids = upload_missing(session, &photos, draft).await?;
    let request = body(mark, &draft.value.get_untracked(), ids);
    let key = key_of(draft, &request);
    let (round, area) = (mark.round, mark.area);
    let ask = |client: client::Client| {
        let (request, key) = (request.clone(), key.clone());
        async move { client.raise_objection(round, area, &request, Some(&key)).await }
    };
    session.call(ask).await.map(drop)
}
