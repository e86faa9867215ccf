//! The sheet of a place, for a phone in one hand: one dimension after the other, an indicator a card.

pub mod card;
pub mod check;
pub mod closed;
pub mod conflict;
pub mod note;
pub mod photos;

use domain::{
    ids::{AreaId, RoundId, UserId},
    inspections::{Indicator, Template},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use wasm_bindgen_futures::spawn_local;

use self::{card::MarkCard, check::Check, closed::Closed, conflict::Conflict};
use super::{
    account::{AccountOnly, Frame, SignInAgain},
    download,
    pen::Pen,
    photo::Source,
    read_only::MarkLine,
    stored::{stored, why},
    words,
};
use crate::{
    components::{
        Badge, Button, ButtonKind, ButtonLink, EmptyState, ErrorState, Notice, PageHead, Skeleton, Tone,
    },
    device,
    failure::Failure,
    i18n::scoring,
    offline::{
        model::{Base, KeptRound, KeptSheet, Standing, Trouble, running},
        store::{self, Place},
    },
    online::Connection,
    session::Session,
};

/// The name of the last part in the URL.
const CHECK: &str = "check";

/// The sheet of a place.
#[component]
pub fn SheetPage() -> impl IntoView {
    let params = use_params_map();
    let of = move |name: &str| params.with(|params| params.get(name));
    let place = Memo::new(move |_| {
        let round = of("round")?.parse::<RoundId>().ok()?;
        Some((round, of("area")?.parse::<AreaId>().ok()?))
    });
    view! {
        <AccountOnly title=scoring::sheet let:account>
            {move || place.get().map(|(round, area)| view! { <OfPlace account round area/> })}
        </AccountOnly>
    }
}

/// What there is to show. The page is made anew when this changes, and not with every tap.
#[derive(Clone, Copy, PartialEq, Eq)]
enum There {
    Reading,
    NoStorage,
    NotOpened,
    NoSuchPlace,
    Here,
}

#[component]
fn OfPlace(account: UserId, round: RoundId, area: AreaId) -> impl IntoView {
    let session = Session::get();
    let place = Place { account, round, area };
    let failed = RwSignal::new(None::<Failure>);
    let take = move || {
        spawn_local(async move {
            let opened = matches!(store::round(account, round).await, Ok(Some(_)));
            let taken = match opened {
                true => download::take_sheet(session, place).await,
                false => download::take(session, account, round).await,
            };
            let _ = failed.try_set(taken.err());
        });
    };
    download::when_reachable(account, take, move || failed.set(Some(Failure::offline())));
    let kept =
        stored(move || async move { Ok((store::round(account, round).await?, store::sheet(place).await?)) });
    let there = Memo::new(move |_| {
        kept.with(|kept| match kept {
            None => There::Reading,
            Some(Err(_)) => There::NoStorage,
            Some(Ok((None, _))) => There::NotOpened,
            Some(Ok((Some(round), _))) if round.targets.iter().all(|target| target.area_id != area) => {
                There::NoSuchPlace
            }
            Some(Ok((Some(_), _))) => There::Here,
        })
    });
    let back = format!("/work/inspections/{round}");
    let empty = |title: fn() -> &'static str, detail: fn() -> &'static str| {
        view! { <PageHead title=scoring::sheet/><EmptyState title detail icon=icondata_lu::LuMapPinOff/> }
            .into_any()
    };
    let content = move || match there.get() {
        There::Reading => view! { <PageHead title=scoring::sheet/><Skeleton boxes=true count=4/> }.into_any(),
        There::NoStorage => empty(scoring::no_storage, scoring::no_storage_detail),
        There::NoSuchPlace => empty(scoring::no_place, scoring::no_place_detail),
        There::NotOpened => (move || match failed.get() {
            None => view! { <PageHead title=scoring::sheet/><Skeleton boxes=true count=4/> }.into_any(),
            Some(failure) if failure.is_offline() => empty(scoring::not_opened, scoring::not_opened_detail),
            Some(failure) => view! {
                <PageHead title=scoring::sheet/>
                <ErrorState failure on_retry=Callback::new(move |()| take())/>
            }
            .into_any(),
        })
        .into_any(),
        There::Here => {
            let Some(Ok((Some(round), sheet))) = kept.get_untracked() else { return ().into_any() };
            let fresh = KeptSheet::new(place.round, place.area, Base::default());
            let pen = Pen::new(place, sheet.unwrap_or(fresh));
            Effect::new(move |_| {
                kept.with(|kept| {
                    if let Some(Ok((_, Some(sheet)))) = kept
                        && pen.sheet.with_untracked(|shown| shown != sheet)
                    {
                        pen.sheet.set(sheet.clone());
                    }
                });
            });
            view! { <Opened round pen/> }.into_any()
        }
    };
    view! { <Frame back back_label=scoring::places>{content}</Frame> }
}

/// What can be done with the sheet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Scoring,
    Complete,
    Conflict,
    Closed,
}

#[component]
fn Opened(round: KeptRound, pen: Pen) -> impl IntoView {
    let area = pen.place.area;
    let target = round.targets.iter().find(|target| target.area_id == area).cloned();
    let name = target.as_ref().map(|target| target.area_name.clone()).unwrap_or_default();
    let unseen = target.and_then(|target| target.version).unwrap_or(0);
    let lead = {
        let (at, template) = (round.round.month, round.template.name.clone());
        move || format!("{} · {template}", words::month(at))
    };
    let mode = Memo::new(move |_| {
        pen.sheet.with(|sheet| match &sheet.trouble {
            Some(Trouble::Conflict(_)) => Mode::Conflict,
            Some(Trouble::Closed(_)) => Mode::Closed,
            _ if sheet.hand_in => Mode::Complete,
            _ => Mode::Scoring,
        })
    });
    // Somebody had begun before this device could fetch what they wrote: said before anything is written over it.
    let blind = Memo::new(move |_| {
        pen.sheet
            .with(|sheet| sheet.base.version < unseen && !matches!(sheet.trouble, Some(Trouble::Closed(_))))
    });
    let title = name.clone();
    let template = StoredValue::new(round.template);
    let name = StoredValue::new(name);
    view! {
        <PageHead title=move || title.clone() lead/>
        <SignInAgain/>
        <Standings pen/>
        {move || blind.get().then(|| view! { <Notice tone=Tone::Waiting><p>{scoring::others_unseen}</p></Notice> })}
        {move || {
            let template = template.get_value();
            match mode.get() {
                Mode::Scoring => view! { <Scoring pen template name=name.get_value()/> }.into_any(),
                Mode::Complete => view! { <Complete pen template/> }.into_any(),
                Mode::Conflict => view! { <Conflict pen template/> }.into_any(),
                Mode::Closed => view! { <Closed pen template name=name.get_value()/> }.into_any(),
            }
        }}
    }
}

/// Where the sheet stands, and whether the last change was kept.
#[component]
fn Standings(pen: Pen) -> impl IntoView {
    let connection = Connection::get();
    let standing = move || {
        let online = connection.online.get();
        let (word, tone) = pen.sheet.with(|sheet| words::standing(Some(sheet), false, 0, online));
        view! { <Badge tone label=word/> }
    };
    let at = move || pen.sheet.with(|sheet| sheet.changed_at);
    view! {
        <p class="row" role="status">
            {standing}
            {move || at().map(|at| view! { <span class="small soft">{move || scoring::kept_at(crate::format::date_time(at))}</span> })}
        </p>
        {move || pen.failed.get().map(|error| {
            view! { <div role="alert"><Notice tone=Tone::Alert><p>{move || why(&error)}</p></Notice></div> }
        })}
    }
}

#[component]
fn Scoring(pen: Pen, template: Template, name: String) -> impl IntoView {
    let query = use_query_map();
    let parts = template.dimensions.len();
    let part = Memo::new(move |_| {
        let wanted = query.with(|query| query.get("part")).unwrap_or_default();
        if wanted == CHECK { parts } else { wanted.parse().unwrap_or(1_usize).clamp(1, parts.max(1)) - 1 }
    });
    let wanted = Memo::new(move |_| query.with(|query| query.get("at")));
    let base = format!("/work/inspections/{}/{}", pen.place.round, pen.place.area);
    let to = move |part: usize| {
        if part < parts { format!("{base}?part={}", part + 1) } else { format!("{base}?part={CHECK}") }
    };
    // A link from what is missing leads to its card.
    Effect::new(move |_| {
        part.track();
        if let Some(code) = wanted.get() {
            request_animation_frame(move || device::focus(&card::card_id(&code)));
        }
    });
    let template = StoredValue::new(template);
    let tab = {
        let to = to.clone();
        move |(index, label): (usize, String)| {
            let here = move || (part.get() == index).then_some("page");
            view! { <li><a class="tab" href=to(index) aria-current=here>{label}</a></li> }
        }
    };
    let labels: Vec<String> = template
        .with_value(|template| template.dimensions.iter().map(|dimension| dimension.name.clone()).collect());
    let content = {
        let to = to.clone();
        move || {
            let part = part.get();
            if part >= parts {
                return view! { <Check pen template=template.get_value() name=name.clone() to=to.clone()/> }
                    .into_any();
            }
            let indicators: Vec<Indicator> =
                template.with_value(|template| template.dimensions[part].indicators.clone());
            let card = move |indicator: Indicator| view! { <MarkCard pen indicator/> };
            let next = if part + 1 < parts { scoring::next_part } else { scoring::to_check };
            view! {
                <div class="stack">{indicators.into_iter().map(card).collect_view()}</div>
                <ButtonLink kind=ButtonKind::Primary wide=true href=to(part + 1) icon=icondata_lu::LuArrowRight>{next}</ButtonLink>
            }
            .into_any()
        }
    };
    view! {
        <Refused pen template/>
        <nav class="tabs" aria-label=scoring::parts>
            <ul class="row row--whole">
                {labels.into_iter().enumerate().map(tab.clone()).collect_view()}
                {
                    let here = move || (part.get() == parts).then_some("page");
                    view! { <li><a class="tab" href=to(parts) aria-current=here>{scoring::check}</a></li> }
                }
            </ul>
        </nav>
        {content}
        <RunningScore pen template/>
    }
}

/// What the server says is wrong, with links to where it is.
#[component]
fn Refused(pen: Pen, template: StoredValue<Template>) -> impl IntoView {
    let faults = Memo::new(move |_| {
        pen.sheet.with(|sheet| match &sheet.trouble {
            Some(Trouble::Refused(faults)) => faults.clone(),
            _ => Vec::new(),
        })
    });
    let line = move |(code, detail): (Option<String>, String)| {
        let found = code.and_then(|code| template.with_value(|template| locate(template, &code)));
        match found {
            Some((part, indicator)) => {
                let place = pen.place;
                let href = format!(
                    "/work/inspections/{}/{}?part={}&at={}",
                    place.round,
                    place.area,
                    part + 1,
                    indicator.code
                );
                view! { <li><a href=href>{indicator.name}</a>" "{detail}</li> }.into_any()
            }
            None => view! { <li>{detail}</li> }.into_any(),
        }
    };
    move || {
        let faults = faults.get();
        (!faults.is_empty()).then(|| {
            view! {
                <Notice tone=Tone::Alert>
                    <p>{scoring::refused_lead}</p>
                    <ul>{faults.into_iter().map(line).collect_view()}</ul>
                </Notice>
            }
        })
    }
}

/// An indicator by its code, and in which part it is.
fn locate(template: &Template, code: &str) -> Option<(usize, Indicator)> {
    let within = template.dimensions.iter().enumerate().find_map(|(part, dimension)| {
        dimension.indicators.iter().find(|indicator| indicator.code == code).map(|found| (part, found))
    });
    within.map(|(part, indicator)| (part, indicator.clone()))
}

#[component]
fn RunningScore(pen: Pen, template: StoredValue<Template>) -> impl IntoView {
    let far = Memo::new(move |_| {
        template.with_value(|template| pen.sheet.with(|sheet| running(template, &sheet.marks)))
    });
    view! {
        <p class="score-bar">
            <span>{move || { let far = far.get(); scoring::marked_of(far.marked, far.indicators) }}</span>
            <strong>{move || { let far = far.get(); scoring::so_far(words::score(far.given), words::score(far.possible)) }}</strong>
        </p>
    }
}

/// A complete sheet: to be read, and to be taken up again.
#[component]
fn Complete(pen: Pen, template: Template) -> impl IntoView {
    let score = template.score(&marks_of(&pen.sheet.get_untracked())).ok();
    let there = move || pen.sheet.with(|sheet| sheet.standing() == Standing::HandedIn);
    let reopen = move |()| pen.write(|sheet| sheet.hand_in = false);
    let words = move || match (there(), score) {
        (true, Some(score)) => scoring::is_handed_in(score),
        (false, Some(score)) => scoring::will_be_handed_in(score),
        (_, None) => scoring::incomplete().to_owned(),
    };
    view! {
        {move || {
            let tone = if there() { Tone::Done } else { Tone::Waiting };
            view! { <Notice tone><p>{words}</p></Notice> }
        }}
        <MarkList pen template/>
        <div class="row"><Button icon=icondata_lu::LuPencil on_press=reopen>{scoring::reopen}</Button></div>
        <p class="small soft">{scoring::reopen_hint}</p>
    }
}

/// The marks as the rules count them: a photo that is on the device is a photo.
fn marks_of(sheet: &KeptSheet) -> domain::inspections::Marks {
    let mark = |mark: &crate::offline::model::KeptMark| domain::inspections::Mark {
        points: mark.points,
        photos: u32::try_from(mark.photos.len()).unwrap_or(u32::MAX),
    };
    sheet.marks.iter().filter(|(_, m)| m.scored).map(|(code, m)| (code.clone(), mark(m))).collect()
}

/// All marks, to be read.
#[component]
fn MarkList(pen: Pen, template: Template) -> impl IntoView {
    let place = pen.place;
    let line = move |indicator: &Indicator| {
        let mark = pen.sheet.with(|sheet| sheet.marks.get(&indicator.code).cloned());
        let points = mark.as_ref().filter(|mark| mark.scored).map(|mark| mark.points);
        let (note, photos) = mark.map(|mark| (mark.note, mark.photos)).unwrap_or_default();
        let photos = photos.into_iter().map(|photo| Source::Device(place, photo)).collect();
        view! { <MarkLine indicator=indicator.clone() points note photos/> }
    };
    move || {
        let part = |dimension: &domain::inspections::Dimension| {
            view! {
                <section class="stack stack--tight">
                    <h2>{dimension.name.clone()}</h2>
                    <ul class="mark-lines" role="list">{dimension.indicators.iter().map(line).collect_view()}</ul>
                </section>
            }
        };
        template.dimensions.iter().map(part).collect_view()
    }
}
