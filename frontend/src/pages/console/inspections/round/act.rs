//! What can be done with a round, what keeps it from being done, and doing it.

use chrono::{DateTime, Utc};
use client::{Client, ClientError, Tagged};
use contract::inspections::Round;
use domain::{
    ids::RoundId,
    inspections::{Notice as Noticed, Report},
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    super::words,
    desk::{Desk, Said},
};
use crate::{device, format, i18n::rounds};

/// A draw waits for the journal: it is asked for again so often, each time after this long.
const DRAW_TRIES: u32 = 12;
const DRAW_PAUSE_MS: u32 = 1_500;

/// What can be done with a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    Commit,
    Reveal,
    Start,
    Close,
    Publish,
    Cancel,
}

/// Why a step is not possible yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Blocked {
    Lead,
    Team,
    /// Nobody of the team may go to these places.
    Uncovered(Vec<String>),
    Sheets(u32),
    Window(DateTime<Utc>),
    Undecided(u32),
}

/// The next step from where a round stands.
pub(super) fn next(round: &Round) -> Option<Act> {
    match round.round.state.as_str() {
        "planned" if round.round.draw.is_some() => Some(Act::Commit),
        "planned" | "drawn" => Some(Act::Start),
        "committed" => Some(Act::Reveal),
        "started" => Some(Act::Close),
        "objections" => Some(Act::Publish),
        _ => None,
    }
}

/// What keeps it from being taken.
pub(super) fn blocked(round: &Round, now: DateTime<Utc>) -> Vec<Blocked> {
    let mut reasons = Vec::new();
    match next(round) {
        Some(Act::Start) => {
            reasons.extend(round.round.lead_id.is_none().then_some(Blocked::Lead));
            reasons.extend(round.team.as_ref().is_some_and(Vec::is_empty).then_some(Blocked::Team));
        }
        Some(Act::Close) => {
            let missing =
                round.places.zip(round.scored).map_or(0, |(places, scored)| places.saturating_sub(scored));
            reasons.extend((missing > 0).then_some(Blocked::Sheets(missing)));
        }
        Some(Act::Publish) => {
            reasons.extend(round.round.objections_until.filter(|until| now < *until).map(Blocked::Window));
            reasons.extend(round.undecided.filter(|waiting| *waiting > 0).map(Blocked::Undecided));
        }
        _ => {}
    }
    reasons
}

/// What comes next, in a sentence.
pub(in crate::pages::console::inspections) fn next_words(round: &Round, now: DateTime<Utc>) -> String {
    if let Some(reason) = blocked(round, now).first() {
        return match reason {
            Blocked::Lead => rounds::next_lead().to_owned(),
            Blocked::Team => rounds::next_team().to_owned(),
            Blocked::Uncovered(places) => rounds::uncovered(places.len()),
            Blocked::Sheets(missing) => rounds::sheets_missing(*missing),
            Blocked::Window(until) => {
                rounds::window_until(format::date_time(*until), format::relative(*until))
            }
            Blocked::Undecided(waiting) => rounds::undecided(*waiting),
        };
    }
    match next(round) {
        Some(act) => about(act).next().to_owned(),
        None if round.round.state == "published" => rounds::next_published().to_owned(),
        None => rounds::next_cancelled().to_owned(),
    }
}

/// What is said about a step.
pub(super) struct About {
    pub(super) next: fn() -> &'static str,
    pub(super) verb: fn() -> &'static str,
    pub(super) done: fn() -> &'static str,
    pub(super) icon: icondata_core::Icon,
}

impl About {
    pub(super) fn next(&self) -> &'static str {
        (self.next)()
    }
}

/// A text of the app.
type Text = fn() -> &'static str;

pub(super) fn about(act: Act) -> About {
    let (next, verb, done, icon): (Text, Text, Text, _) = match act {
        Act::Commit => (rounds::next_commit, rounds::commit, rounds::committed, icondata_lu::LuLock),
        Act::Reveal => (rounds::next_reveal, rounds::reveal, rounds::revealed, icondata_lu::LuDices),
        Act::Start => (rounds::next_start, rounds::start, rounds::started, icondata_lu::LuPlay),
        Act::Close => (rounds::next_close, rounds::close, rounds::closed, icondata_lu::LuFlag),
        Act::Publish => (rounds::next_publish, rounds::publish, rounds::published, icondata_lu::LuMegaphone),
        Act::Cancel => (rounds::next_cancelled, rounds::cancel, rounds::cancelled, icondata_lu::LuBan),
    };
    About { next, verb, done, icon }
}

pub(super) fn question(act: Act, round: &Round) -> String {
    let month = words::month(round.round.month);
    match act {
        Act::Commit => rounds::commit_question(month),
        Act::Reveal => rounds::reveal_question(month),
        Act::Start => rounds::start_question(month),
        Act::Close => rounds::close_question(month),
        Act::Publish if round.round.report == Report::SpecialReport => {
            rounds::publish_special_question(month)
        }
        Act::Publish => rounds::publish_question(month),
        Act::Cancel => rounds::cancel_question(month),
    }
}

pub(super) fn consequence(act: Act, round: &Round) -> String {
    let count = round.places.and_then(|places| usize::try_from(places).ok()).unwrap_or_default();
    let places = words::places(round.round.subjects, count);
    match act {
        Act::Commit => rounds::commit_consequence().to_owned(),
        Act::Reveal => rounds::reveal_consequence().to_owned(),
        Act::Start if round.round.notice == Noticed::Covert => rounds::start_covert_consequence().to_owned(),
        Act::Start => rounds::start_consequence(places),
        Act::Close => rounds::close_consequence(places, round.round.objection_hours),
        Act::Publish if round.round.report == Report::SpecialReport => {
            rounds::publish_special_consequence(places)
        }
        Act::Publish => rounds::publish_consequence(places),
        Act::Cancel => rounds::cancel_consequence().to_owned(),
    }
}

async fn step(client: Client, id: RoundId, act: Act, key: String) -> Result<Tagged<Round>, ClientError> {
    let key = Some(key.as_str());
    match act {
        Act::Commit => client.commit_draw(id, key).await,
        Act::Reveal => client.reveal_draw(id, key).await,
        Act::Start => client.start_round(id, key).await,
        Act::Close => client.close_round(id, key).await,
        Act::Publish => client.publish_round(id, key).await,
        Act::Cancel => client.cancel_round(id, key).await,
    }
}

/// Takes a step. Whatever comes of it, the round is read anew: who was too late sees what happened.
pub(super) fn take(desk: Desk, act: Act, busy: RwSignal<bool>) {
    let Desk { id, session, toasts, .. } = desk;
    desk.said.set(None);
    busy.set(true);
    spawn_local(async move {
        let mut tries = 0;
        let answer = loop {
            let key = device::fresh_key();
            let answer = session.call(|client| step(client, id, act, key.clone())).await;
            tries += 1;
            match &answer {
                Err(failure) if failure.code == "draw_waits" && tries < DRAW_TRIES => {}
                _ => break answer,
            }
            TimeoutFuture::new(DRAW_PAUSE_MS).await;
        };
        // The page may be gone by now.
        let _ = busy.try_set(false);
        match answer {
            Ok(_) => toasts.say((about(act).done)()),
            Err(failure) if failure.code == "round_step_forbidden" => {
                let _ = desk.said.try_set(Some(Said::Overtaken));
            }
            Err(failure) => {
                let _ = desk.said.try_set(Some(Said::Refused(failure.detail)));
            }
        }
        desk.reload();
    });
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn round(state: &str) -> Round {
        let json = serde_json::json!({
            "id": "019b8f2e-0000-7000-8000-000000000001", "area_id": "019b8f2e-0000-7000-8000-000000000002",
            "area_path": "1/", "area_name": "萤川镇", "month": "2026-10", "subjects": "villages",
            "regularity": "regular", "notice": "open", "report": "public_bulletin",
            "template_id": "019b8f2e-0000-7000-8000-000000000003", "template_number": 1, "template_name": "表",
            "lead_id": null, "lead_name": null, "draw": null, "chosen": false, "state": state, "objection_hours": 72,
            "started_at": null, "objections_until": "2026-10-20T00:00:00Z", "revision": 0, "version": 1,
            "team": [], "places": 21, "scored": 20, "undecided": 1, "inspects": false, "manages": true,
        });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn every_reason_that_keeps_a_step_from_being_taken_is_said_at_once() {
        let until: DateTime<Utc> = "2026-10-20T00:00:00Z".parse().unwrap();
        let before = until - TimeDelta::seconds(1);
        assert_eq!(blocked(&round("planned"), before), [Blocked::Lead, Blocked::Team]);
        assert_eq!(blocked(&round("started"), before), [Blocked::Sheets(1)]);
        assert_eq!(blocked(&round("objections"), before), [Blocked::Window(until), Blocked::Undecided(1)]);
        assert_eq!(blocked(&round("objections"), until), [Blocked::Undecided(1)]);
        assert_eq!(blocked(&round("published"), until), []);
    }

    #[test]
    fn a_round_that_draws_commits_before_it_starts() {
        let mut planned = round("planned");
        assert_eq!(next(&planned), Some(Act::Start));
        planned.round.draw = Some(domain::inspections::DrawPlan::Subjects { take: 4 });
        assert_eq!(next(&planned), Some(Act::Commit));
        assert_eq!(next(&round("committed")), Some(Act::Reveal));
        assert_eq!(next(&round("cancelled")), None);
    }
}
