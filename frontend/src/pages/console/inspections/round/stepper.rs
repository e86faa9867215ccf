//! How far a round has come on its way.

use leptos::prelude::*;

use super::desk::Desk;
use crate::{components::Icon, i18n::rounds};

/// Where a step lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Done,
    Here,
    Ahead,
}

/// A text of the app.
type Text = fn() -> &'static str;
/// A step: the state that it leads to, and its name.
type Step = (&'static str, Text);

const WAY: [Step; 6] = [
    ("planned", rounds::step_plan),
    ("committed", rounds::step_commit),
    ("drawn", rounds::step_draw),
    ("started", rounds::step_inspect),
    ("objections", rounds::step_object),
    ("published", rounds::step_publish),
];

/// The steps of a round, each with where it lies.
fn way(draws: bool, state: &str) -> Vec<(Text, Place)> {
    let steps = WAY.into_iter().filter(|(name, _)| draws || !matches!(*name, "committed" | "drawn"));
    let steps: Vec<Step> = steps.collect();
    let here = steps.iter().position(|(name, _)| *name == state);
    let place = |index: usize| match here {
        Some(here) if index < here || state == "published" => Place::Done,
        Some(here) if index == here => Place::Here,
        _ => Place::Ahead,
    };
    steps.iter().enumerate().map(|(index, (_, name))| (*name, place(index))).collect()
}

/// The steps in a row; nothing for a round that does not take place.
#[component]
pub(super) fn Stepper(desk: Desk) -> impl IntoView {
    let stands = desk.memo(|round| (round.round.draw.is_some(), round.round.state.clone()));
    let step = |(name, place): (Text, Place)| {
        let (class, icon, words): (_, _, fn() -> &'static str) = match place {
            Place::Done => {
                ("stepper__step stepper__step--done", icondata_lu::LuCircleCheck, rounds::step_done)
            }
            Place::Here => ("stepper__step stepper__step--here", icondata_lu::LuCircleDot, rounds::step_here),
            Place::Ahead => ("stepper__step", icondata_lu::LuCircle, rounds::step_ahead),
        };
        view! {
            <li class=class aria-current=(place == Place::Here).then_some("step")>
                <Icon icon/>
                <span>{name}<span class="visually-hidden">" · "{words}</span></span>
            </li>
        }
    };
    move || {
        let (draws, state) = stands.get();
        (state != "cancelled").then(|| {
            view! {
                <ol class="stepper" aria-label=rounds::steps>
                    {way(draws, &state).into_iter().map(step).collect_view()}
                </ol>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_that_draws_nothing_has_no_steps_of_a_draw() {
        let places = |draws, state| way(draws, state).into_iter().map(|(_, place)| place).collect::<Vec<_>>();
        assert_eq!(places(false, "started"), [Place::Done, Place::Here, Place::Ahead, Place::Ahead]);
        assert_eq!(places(true, "committed")[..3], [Place::Done, Place::Here, Place::Ahead]);
        assert!(places(true, "published").into_iter().all(|place| place == Place::Done));
    }
}
