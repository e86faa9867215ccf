//! Everything once more, before it is sent.

use contract::points::{NewClaim, Programme};
use domain::points::{Activity, Basis};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    super::words,
    draft::{ClaimDraft, Kind},
    offered::Offered,
    room::Left,
    when::Gone,
};
use crate::{
    components::{Button, ButtonKind, Form, FormState, Photo},
    draft::{
        Draft, photos as kept,
        sending::{key_of, upload_missing},
    },
    failure::Failure,
    format,
    i18n::{common, points},
    pages::community::households::list::above,
    route::Go,
    send::mistakes,
    session::Session,
};

/// The last step.
#[component]
pub fn CheckStep(
    /// What there is to choose from.
    offered: Offered,
    /// The photos, as they will be sent.
    photos: RwSignal<Vec<Photo>>,
    /// The answers.
    draft: Draft<ClaimDraft>,
    /// For oneself or for somebody else.
    kind: Kind,
) -> impl IntoView {
    let chosen = draft.value.with_untracked(|draft| {
        offered.chosen(draft).map(|(programme, activity)| (programme.clone(), activity.clone()))
    });
    let day = draft.value.with_untracked(ClaimDraft::day);
    let (Some((programme, activity)), Some(day)) = (chosen, day) else {
        return view! { <Gone kind/> }.into_any();
    };
    let session = Session::get();
    let state = FormState::new("check");
    let go = Go::new();
    let by_hour = activity.basis == Basis::Hour;
    let submit = move |()| {
        let request = draft.value.with_untracked(|draft| draft.request(by_hour, Vec::new()));
        let Some(request) = request else { return };
        if state.refuse_fields(mistakes(&request)) {
            return;
        }
        state.busy.set(true);
        spawn_local(async move {
            match send(session, photos.get_untracked(), draft, request, by_hour).await {
                Ok(address) => {
                    drop(kept::forget(kind.draft()).await);
                    photos.set(Vec::new());
                    // Without its answers this step is made anew, so nothing may wait between the two.
                    draft.clear();
                    go.instead(&address);
                }
                Err(failure) => state.refuse(failure),
            }
        });
    };
    let wanted = activity.earns(draft.value.with_untracked(ClaimDraft::minutes)).unwrap_or(0);
    let (of, code) = (programme.id, activity.code.clone());
    let room =
        (kind == Kind::Claim).then(|| view! { <Left programme=of activity=code day=Some(day) wanted/> });
    let verb = match kind {
        Kind::Claim => points::send_claim,
        Kind::Propose => points::send_proposal,
    };
    view! {
        <Form state on_submit=submit>
            <Answers programme activity=activity.clone() draft photos kind/>
            <p class="wallet__balance"><strong>{words::signed(wanted)}</strong><span>{points::unit}</span></p>
            {room}
            <p class="soft">{move || points::what_follows(words::approver(activity.approver))}</p>
            <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{verb}</Button>
        </Form>
    }
    .into_any()
}

/// Each answer with the way back to its question.
#[component]
fn Answers(
    programme: Programme,
    activity: Activity,
    draft: Draft<ClaimDraft>,
    photos: RwSignal<Vec<Photo>>,
    kind: Kind,
) -> impl IntoView {
    let by_hour = activity.basis == Basis::Hour;
    let change = move |step: &'static str, of: fn() -> &'static str| {
        view! { <a class="small" href=kind.at(step)>{points::change}<span class="visually-hidden">" "{of}</span></a> }
    };
    let answers = draft.value.get_untracked();
    let (day, minutes) = (answers.day(), answers.minutes().filter(|_| by_hour));
    let person = answers.person.map(|(_, name)| {
        let home = answers.place.last().cloned().unwrap_or_default();
        format!("{name} · {} · {home}", above(&answers.place))
    });
    let said = answers.words.trim().to_owned();
    view! {
        <dl class="facts">
            {person.map(|person| view! { <dt>{points::for_whom}</dt><dd>{person}" "{change("who", points::for_whom)}</dd> })}
            <dt>{points::activity}</dt>
            <dd>{activity.name}" "{change("deed", points::activity)}<br/><span class="small soft">{programme.name}</span></dd>
            <dt>{points::when}</dt>
            <dd>
                {move || day.map(format::date)}
                {minutes.map(|minutes| view! { " · " {move || words::duration(minutes)} })}
                " "{change("when", points::when)}
            </dd>
            <dt>{points::evidence}</dt>
            <dd>{move || common::photos(photos.with(Vec::len))}" "{change("evidence", points::evidence)}</dd>
            {(!said.is_empty()).then(|| view! { <dt>{points::words}</dt><dd class="breakable">{said}</dd> })}
        </dl>
    }
}

/// Sends it; what is on the server already after an earlier try is not sent again. Answers the claim's address.
async fn send(
    session: Session,
    photos: Vec<Photo>,
    draft: Draft<ClaimDraft>,
    request: NewClaim,
    by_hour: bool,
) -> Result<String, Failure> {
    let ids = upload_missing(session, &photos, draft).await?;
    let request = draft.value.with_untracked(|draft| draft.request(by_hour, ids)).unwrap_or(request);
    let key = key_of(draft, &request);
    let made = session
        .call(|client| {
            let (request, key) = (request.clone(), key.clone());
            async move { client.create_claim(&request, Some(&key)).await }
        })
        .await?;
    Ok(format!("/points/claims/{}?new=yes", made.body.id))
}
