//! The one next step of a round, and why it is not possible yet.

use contract::inspections::{Round, RoundTarget};
use leptos::prelude::*;

use super::{
    super::words,
    act::{About, Act, Blocked, about, blocked, consequence, next, next_words, question, take},
    desk::{Desk, Said, is_before_start},
};
use crate::{
    components::{Button, ButtonKind, ButtonLink, Confirm, Icon, Notice, Tone},
    device, format,
    i18n::rounds,
    pages::console::{BASE, ask::Ask},
};

/// Names that a sentence holds; the rest is counted.
const NAMES_MAX: usize = 12;
/// Where the reasons stand that keep a step from being taken.
const REASONS: &str = "next-reasons";

/// The next step with its button, what keeps it from being taken, and what came of the last one.
#[component]
pub(super) fn Next(desk: Desk) -> impl IntoView {
    let (ask, busy) = (Ask::<Act>::new(), RwSignal::new(false));
    let act = desk.memo(|round| next(round).filter(|_| round.manages));
    let reasons = Memo::new(move |_| {
        let now = desk.now.get();
        let mut reasons = desk.read(|round| blocked(round, now));
        let starts = act.get() == Some(Act::Start) && !reasons.contains(&Blocked::Team);
        let recusals = desk.recusals.answer.get().and_then(Result::ok).flatten();
        let uncovered = recusals.map(|found| found.uncovered).filter(|places| starts && !places.is_empty());
        reasons.extend(
            uncovered
                .map(|places| Blocked::Uncovered(places.into_iter().map(|place| place.area_name).collect())),
        );
        reasons
    });
    // Somebody else took the step while the question was on the screen: it is answered.
    Effect::new(move |_| {
        let asked = ask.row();
        if act.get() != asked && asked.is_some() && ask.open.get_untracked() {
            ask.open.set(false);
            desk.said.set(Some(Said::Overtaken));
        }
    });
    let press = move |act: Act| {
        // Nothing is chosen by a draw: it only comes about.
        if act == Act::Reveal { take(desk, act, busy) } else { ask.about(act) }
    };
    let confirm = move |()| {
        if let Some(act) = ask.row() {
            take(desk, act, busy);
        }
    };
    let words = move |words: fn(Act, &Round) -> String| {
        move || ask.words(|act| desk.read(|round| words(*act, round)))
    };
    view! {
        <section class="card next" aria-labelledby="next-head">
            <h2 class="card__title" id="next-head">{rounds::next}</h2>
            <div role="alert">{move || desk.said.get().map(|said| said_words(desk, said))}</div>
            <p>{move || {
                let now = desk.now.get();
                desk.read(|round| if round.manages && next(round).is_some() {
                    next(round).map(|act| about(act).next().to_owned()).unwrap_or_default()
                } else {
                    next_words(round, now)
                })
            }}</p>
            {move || act.get().map(|act| {
                let About { verb, icon, .. } = about(act);
                view! {
                    <ul class="bullets" id=REASONS>
                        {move || reasons.get().into_iter().map(|reason| reason_words(desk, reason)).collect_view()}
                    </ul>
                    <div class="row">
                        <Step verb icon busy reasons on_press=move |()| press(act)/>
                        <Show when=move || busy.get() && act == Act::Reveal>
                            <span class="soft" role="status">{rounds::draw_waits}</span>
                        </Show>
                    </div>
                }
            })}
            <After desk/>
        </section>
        <Confirm open=ask.open title=words(question) consequence=words(consequence)
            verb=move || ask.words(|act| (about(*act).verb)().to_owned()) on_confirm=confirm/>
    }
}

/// The step's button. While something keeps it from being taken it can still be reached, and says why.
#[component]
fn Step(
    verb: fn() -> &'static str,
    icon: icondata_core::Icon,
    busy: RwSignal<bool>,
    reasons: Memo<Vec<Blocked>>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    let held = move || reasons.with(|reasons| !reasons.is_empty());
    let press = move |_| {
        if !busy.get_untracked() && !untrack(held) {
            on_press.run(());
        }
    };
    view! {
        <button type="button" class="button button--primary" aria-disabled=move || (held() || busy.get()).then_some("true")
            aria-busy=move || busy.get().then_some("true") aria-describedby=move || held().then_some(REASONS) on:click=press>
            {move || if busy.get() {
                view! { <span class="button__spinner" aria-hidden="true"></span> }.into_any()
            } else {
                view! { <Icon icon/> }.into_any()
            }}
            <span>{verb}</span>
        </button>
    }
}

fn said_words(desk: Desk, said: Said) -> impl IntoView {
    match said {
        Said::Overtaken => view! {
            <Notice tone=Tone::Waiting>
                <p>{move || rounds::overtaken(desk.read(|round| words::state(&round.round.state)))}</p>
            </Notice>
        }
        .into_any(),
        Said::Refused(detail) => view! { <Notice tone=Tone::Alert><p>{detail}</p></Notice> }.into_any(),
    }
}

fn reason_words(desk: Desk, reason: Blocked) -> impl IntoView {
    let change = move || {
        view! {
            " "<Button small=true on_press=move |()| desk.changing.set(true)>{rounds::change_people}</Button>
        }
    };
    match reason {
        Blocked::Lead => view! { <li>{rounds::lead_missing}{change()}</li> }.into_any(),
        Blocked::Team => view! { <li>{rounds::team_missing}{change()}</li> }.into_any(),
        Blocked::Uncovered(places) => {
            let (count, names) = (places.len(), named(places));
            view! { <li>{move || rounds::uncovered(count)}<br/><span class="soft">{names}</span>{change()}</li> }.into_any()
        }
        Blocked::Sheets(count) => {
            let names =
                move || desk.targets.answer.get().and_then(Result::ok).map(|targets| missing(&targets));
            view! { <li>{move || rounds::sheets_missing(count)}<br/><span class="soft">{names}</span></li> }
                .into_any()
        }
        Blocked::Window(until) => view! {
            <li>{move || {
                desk.now.track();
                rounds::window_until(format::date_time(until), format::relative(until))
            }}</li>
        }
        .into_any(),
        Blocked::Undecided(count) => {
            let lead = |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                device::focus("objections-head");
            };
            view! { <li><a href="#objections-head" on:click=lead>{move || rounds::undecided(count)}</a></li> }
                .into_any()
        }
    }
}

/// The places whose sheets are missing, each with who goes there.
fn missing(targets: &[RoundTarget]) -> String {
    let all: Vec<&RoundTarget> = targets.iter().filter(|target| target.handed_in == Some(false)).collect();
    let name = |target: &&RoundTarget| match &target.inspector_name {
        Some(inspector) => rounds::place_and_inspector(&target.area_name, inspector),
        None => target.area_name.clone(),
    };
    named(all.iter().map(name).collect())
}

/// Names in a row, of many the first.
fn named(all: Vec<String>) -> String {
    let names = all.iter().take(NAMES_MAX).cloned().collect::<Vec<_>>().join(rounds::comma());
    match all.len().saturating_sub(NAMES_MAX) {
        0 => names,
        more => rounds::and_more(names, more),
    }
}

/// What can follow a published round.
#[component]
fn After(desk: Desk) -> impl IntoView {
    let here = desk.memo(|round| round.manages && round.round.state == "published");
    let (correct, rectify) =
        (format!("{}/correction", words::address(desk.id)), format!("{}/rectify", words::address(desk.id)));
    let again = desk.memo(|round| round.manages && round.round.state == "cancelled");
    view! {
        <Show when=move || here.get()>
            <div class="row">
                <ButtonLink href=rectify.clone() kind=ButtonKind::Primary icon=icondata_lu::LuHammer>{rounds::rectify}</ButtonLink>
                <ButtonLink href=correct.clone() icon=icondata_lu::LuPencil>{rounds::correct}</ButtonLink>
            </div>
        </Show>
        <Show when=move || again.get()>
            <div class="row"><ButtonLink href=format!("{BASE}/inspections/plan") icon=icondata_lu::LuCalendarPlus>{rounds::plan}</ButtonLink></div>
        </Show>
    }
}

/// Lets a round not take place; quietly, at the end of the page.
#[component]
pub(super) fn Cancel(desk: Desk) -> impl IntoView {
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let may = desk.memo(|round| {
        round.manages && (is_before_start(&round.round.state) || round.round.state == "started")
    });
    let words = move |words: fn(Act, &Round) -> String| move || desk.read(|round| words(Act::Cancel, round));
    view! {
        <Show when=move || may.get()>
            <div class="row">
                <Button icon=icondata_lu::LuBan busy on_press=move |()| open.set(true)>{rounds::cancel}</Button>
            </div>
        </Show>
        <Confirm open title=words(question) consequence=words(consequence) verb=rounds::cancel danger=true
            on_confirm=move |()| take(desk, Act::Cancel, busy)/>
    }
}
