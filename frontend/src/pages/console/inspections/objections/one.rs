//! One objection with the finding that it is about.

use client::Tagged;
use contract::inspections::{Objection, Round, Sheet};
use domain::inspections::{Finding, Indicator, Template};
use leptos::prelude::*;

use super::{
    super::{photo::SheetPhotos, template::method, words},
    Case, anchor,
};
use crate::{
    components::{Badge, Button, ErrorState, Skeleton, Time},
    fetch::fetch,
    i18n::rounds,
    session::Session,
};

/// Why somebody does not decide on an objection.
fn not_mine(objection: &Objection, round: &Round, session: Session) -> Option<&'static str> {
    let me = session.me()?.id;
    if !round.manages {
        return Some(rounds::decided_by_holders());
    }
    if round.team.iter().flatten().any(|member| member.user_id == me) {
        return Some(rounds::own_sheet());
    }
    (objection.objector_id == me).then(rounds::own_objection)
}

/// The objection, the finding beside it, and the way to decide.
#[component]
pub(super) fn One(
    objection: Objection,
    round: Signal<Tagged<Round>>,
    template: Template,
    /// Grows whenever something happened to the round: the sheet is read anew.
    ticks: RwSignal<u32>,
    /// Opens the way to decide.
    #[prop(into)]
    on_decide: Callback<Case>,
) -> impl IntoView {
    let (round_id, area) = (objection.round_id, objection.area_id);
    let found = fetch(move |client| {
        ticks.track();
        async move {
            let place = client.get_area(area).await?.body.name;
            let sheet = client.get_sheet(round_id, area).await?.body;
            Ok((place, sheet))
        }
    });
    let held = StoredValue::new((objection, template));
    move || match found.answer.get() {
        None => view! { <Skeleton count=3/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| found.reload()/> }.into_any(),
        Some(Ok((place, sheet))) => {
            let (objection, template) = held.get_value();
            let case = Case { objection, round: round.get_untracked().body, template, place, sheet };
            shown(case, on_decide).into_any()
        }
    }
}

fn shown(case: Case, on_decide: Callback<Case>) -> impl IntoView {
    let session = Session::get();
    let Case { objection, round, template, place, sheet } = case.clone();
    let indicator = template.indicators().find(|indicator| indicator.code == objection.code).cloned();
    let name = indicator.as_ref().map_or_else(|| objection.code.clone(), |indicator| indicator.name.clone());
    let finding = sheet.findings.get(&objection.code).cloned();
    let state = objection.state.clone();
    let (word, tone) = (state.clone(), words::objection(&state).1);
    let open = state == "open";
    let because = move || not_mine(&objection, &round, session);
    let (text, photos, reply) =
        (case.objection.text.clone(), case.objection.photos.clone(), case.objection.reply.clone());
    let (raised, decided) = (case.objection.raised_at, case.objection.decided_at);
    let address = format!("{}/sheets/{}", words::address(sheet.round_id), sheet.area_id);
    let id = anchor(case.objection.id);
    let mark = mark_words(&case.objection, indicator.as_ref());
    let (of, head) = (StoredValue::new(case), place.clone());
    let heading = id.clone();
    view! {
        <article class="card" aria-labelledby=heading>
            <div class="row row--between">
                <h3 class="card__title" id=id>{head}" · "{name.clone()}</h3>
                <Badge tone label=move || words::objection(&word).0/>
            </div>
            <p>{mark}" "<a href=address>{rounds::see_sheet}</a></p>
            <div class="columns">
                <section class="stack stack--tight">
                    <h4>{rounds::village_says}</h4>
                    <p class="pre">{text}</p>
                    <SheetPhotos photos of=name.clone()/>
                    <p class="small soft"><Time at=raised/></p>
                </section>
                <section class="stack stack--tight">
                    <h4>{rounds::inspector_found}</h4>
                    {found(finding, &sheet, name)}
                </section>
            </div>
            {reply.map(|reply| view! {
                <section class="stack stack--tight">
                    <h4>{rounds::reply}</h4>
                    <p class="pre">{reply}</p>
                    {decided.map(|at| view! { <p class="small soft"><Time at/></p> })}
                </section>
            })}
            {open.then_some(move || match because() {
                Some(why) => view! { <p class="soft">{why}</p> }.into_any(),
                None => view! {
                    <div class="row">
                        <Button icon=icondata_lu::LuScale on_press=move |()| on_decide.run(of.get_value())>
                            {rounds::decide}<span class="visually-hidden">" "{of.with_value(|case| case.place.clone())}</span>
                        </Button>
                    </div>
                }
                .into_any(),
            })}
        </article>
    }
}

/// What the inspector wrote down.
fn found(finding: Option<Finding>, sheet: &Sheet, name: String) -> impl IntoView + use<> {
    let by = sheet.updated_by_name.clone().filter(|_| finding.is_some());
    let Finding { note, photos, .. } = finding.unwrap_or(Finding {
        points: domain::inspections::Score::ZERO,
        note: String::new(),
        photos: Vec::new(),
    });
    view! {
        {if note.is_empty() {
            view! { <p class="soft">{rounds::no_note}</p> }.into_any()
        } else {
            view! { <p class="pre">{note}</p> }.into_any()
        }}
        <SheetPhotos photos of=name/>
        {by.map(|by| view! { <p class="small soft">{by}</p> })}
    }
}

/// What the mark was, what it can be, and what it became.
pub(super) fn mark_words(
    objection: &Objection,
    indicator: Option<&Indicator>,
) -> impl Fn() -> String + Clone + use<> {
    let (before, after) = (objection.before, objection.after);
    let indicator = indicator.map(|indicator| (indicator.method, indicator.weight));
    move || {
        let mark = match indicator {
            Some((way, weight)) => rounds::mark_of(method(way), before, weight),
            None => before.to_string(),
        };
        match after {
            Some(after) => rounds::became(mark, after),
            None => mark,
        }
    }
}
