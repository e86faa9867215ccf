//! Changing lead, team and the time to object. Where somebody else changed them meanwhile, what was typed stays, and what
//! the other did stands beside it.

use client::Tagged;
use contract::inspections::{ChangeRound, Round};
use domain::{
    ids::UserId,
    inspections::{DrawPlan, Notice as Noticed},
    permissions::Permission,
};
use leptos::prelude::*;

use super::{
    super::people::{self, Person},
    desk::{Desk, Said, is_before_start},
    facts::names,
};
use crate::{
    components::{
        Button, ButtonKind, Checks, Form, FormState, Notice, SelectField, Skeleton, TextField, Tone,
    },
    failure::Failure,
    fetch::fetch,
    i18n::{common, places, rounds},
    send::attempt,
};

/// Who can be chosen: to lead, and to inspect.
type Offered = (Vec<Person>, Vec<Person>);

/// The form, in a dialog.
#[component]
pub(super) fn Change(desk: Desk) -> impl IntoView {
    let first = desk.round.get_untracked();
    let area = first.body.round.area_id;
    let offered = fetch(move |client| async move {
        let leads = people::who_may(client.clone(), area, Permission::ManageInspections).await?;
        let inspectors = people::who_may(client, area, Permission::Inspect).await?;
        Ok::<Offered, _>((leads, inspectors))
    });
    let first = StoredValue::new(first);
    move || match offered.answer.get() {
        None => view! { <Skeleton count=5/> }.into_any(),
        Some(Err(failure)) => view! {
            <Notice tone=Tone::Alert><p>{failure.detail}</p></Notice>
            <Button on_press=move |()| offered.reload()>{common::try_again}</Button>
        }
        .into_any(),
        Some(Ok(offered)) => view! { <Fields desk first=first.get_value() offered/> }.into_any(),
    }
}

/// Whether the team of a round stays as it is: who joins that of a covert round reads where it goes.
fn team_is_fixed(round: &Round) -> bool {
    let still_open =
        round.round.state == "planned" && matches!(round.round.draw, Some(DrawPlan::Subjects { .. }));
    round.round.notice == Noticed::Covert && is_before_start(&round.round.state) && !still_open
}

#[component]
fn Fields(desk: Desk, first: Tagged<Round>, offered: Offered) -> impl IntoView {
    let state = FormState::new("change-round");
    let Tagged { body: before, etag } = first;
    let fixed = team_is_fixed(&before);
    // The version that the form was read from, or the one that somebody was shown after it.
    let (seen, theirs) = (RwSignal::new(etag), RwSignal::new(None::<Round>));
    let lead = RwSignal::new(before.round.lead_id.map(|id| id.to_string()).unwrap_or_default());
    let members: Vec<String> =
        before.team.iter().flatten().map(|member| member.user_id.to_string()).collect();
    let team = RwSignal::new(members.clone());
    let hours = RwSignal::new(before.round.objection_hours.to_string());
    let (leads, inspectors) = offered;
    let leads = with_chosen(leads, before.round.lead_id, before.round.lead_name.as_deref());
    let lead_options = Signal::derive(move || leads.clone());
    let team_choices = Signal::derive(move || people::choices(&inspectors));
    let (old_lead, old_hours) = (before.round.lead_id, before.round.objection_hours);
    let submit = move |()| {
        let Ok(typed_hours) = hours.with_untracked(|hours| hours.trim().parse::<u32>()) else {
            return state.refuse(Failure::here(places::hours_not_number()));
        };
        let chosen = lead.with_untracked(|lead| lead.parse::<UserId>().ok());
        let typed_team = team.get_untracked();
        let ids = || typed_team.iter().filter_map(|id| id.parse::<UserId>().ok()).collect();
        // Only what was changed here: the rest is as whoever changed it last wants it.
        let body = ChangeRound {
            lead_id: chosen.filter(|chosen| old_lead != Some(*chosen)),
            team: (typed_team != members).then(ids),
            objection_hours: (typed_hours != old_hours).then_some(typed_hours),
        };
        if body.lead_id.is_none() && body.team.is_none() && body.objection_hours.is_none() {
            return desk.changing.set(false);
        }
        let (id, tag, session) = (desk.id, seen.get_untracked(), desk.session);
        let sent = body.clone();
        let ask = move || async move {
            let answer = session.call(|client| {
                let (tag, body) = (tag.clone(), sent.clone());
                async move { client.change_round(id, &tag, &body).await }
            });
            match answer.await {
                Err(failure) if failure.code == "changed_meanwhile" => {
                    let newer = session.call(|client| async move { client.get_round(id).await }).await?;
                    let _ = seen.try_set(newer.etag);
                    let _ = theirs.try_set(Some(newer.body));
                    Err(failure)
                }
                other => other,
            }
        };
        attempt(state, &body, ask, move |_| {
            desk.changing.set(false);
            desk.said.set(None::<Said>);
            desk.toasts.say(rounds::changed());
            desk.reload();
        });
    };
    view! {
        <Form state on_submit=submit>
            <div role="status">{move || theirs.get().map(|round| other_did(&round))}</div>
            <SelectField name="lead_id" label=rounds::column_lead hint=rounds::lead_hint value=lead options=lead_options/>
            {if fixed {
                view! { <Notice tone=Tone::Waiting><p>{rounds::team_fixed}</p></Notice> }.into_any()
            } else {
                view! { <Checks name="team" label=rounds::column_team hint=rounds::team_hint value=team choices=team_choices/> }.into_any()
            }}
            <TextField name="objection_hours" label=rounds::objection_hours hint=rounds::objection_hours_hint value=hours inputmode="numeric" characters_max=3_u32/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{places::save}</Button>
                <Button on_press=move |()| desk.changing.set(false)>{common::cancel}</Button>
            </div>
        </Form>
    }
}

/// The lead stays to be seen though they could not be chosen any more.
fn with_chosen(leads: Vec<Person>, chosen: Option<UserId>, name: Option<&str>) -> Vec<(String, String)> {
    let mut options = people::options(&leads);
    if let (Some(id), Some(name)) = (chosen, name)
        && leads.iter().all(|lead| lead.id != id)
    {
        options.push((id.to_string(), name.to_owned()));
    }
    options
}

/// What the round is by now.
fn other_did(round: &Round) -> impl IntoView + use<> {
    let lead = round.round.lead_name.clone().unwrap_or_else(|| rounds::no_lead().to_owned());
    let team = names(round.team.as_deref().unwrap_or_default());
    let hours = round.round.objection_hours;
    view! {
        <Notice tone=Tone::Waiting>
            <p><strong>{rounds::other_did}</strong></p>
            <dl class="facts">
                <dt>{rounds::column_lead}</dt><dd>{lead}</dd>
                <dt>{rounds::column_team}</dt><dd>{team}</dd>
                <dt>{rounds::time_to_object}</dt><dd>{move || places::hours(hours)}</dd>
            </dl>
            <p>{rounds::save_anyway}</p>
        </Notice>
    }
}
