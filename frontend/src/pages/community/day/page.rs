//! What is to be done today: the list that is on the device at once, that of the server as soon as it answers.

use contract::{
    day::{Day, GetDay, Stop},
    tickets::Point,
};
use domain::{
    day::order,
    geo::Position,
    ids::{AreaId, UserId},
    town_time,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{line::Line, map::StopMap, waiting::Waiting};
use crate::{
    components::{Button, ButtonLink, EmptyState, Icon, ListLink, Notice, PageHead, Tone},
    device,
    failure::Failure,
    format,
    i18n::{day as texts, mediations, tickets, visits as visit_texts},
    offline::{
        store, sync,
        visits::{self, KeptDay, KeptVisit},
    },
    pages::community::field::{
        account::{AccountOnly, Frame, SignInAgain},
        download::when_reachable,
        not_kept::NotKept,
        stored::{FromDevice, stored},
    },
    session::Session,
};

/// The page.
#[component]
pub fn DayPage() -> impl IntoView {
    view! { <AccountOnly title=texts::title let:account><Mine account/></AccountOnly> }
}

#[component]
fn Mine(account: UserId) -> impl IntoView {
    let session = Session::get();
    let failed = RwSignal::new(None::<Failure>);
    let ask = move || {
        failed.set(None);
        spawn_local(async move {
            let call = |client: client::Client| async move { client.get_day(&GetDay::default()).await };
            match sync::call(session, account, call).await {
                Ok(day) => {
                    let kept = KeptDay { day, read_at: device::now() };
                    // Where the device keeps nothing the page says so by itself.
                    drop(visits::keep_day(account, &kept).await);
                }
                Err(failure) => drop(failed.try_set(Some(failure))),
            }
        });
        spawn_local(store::ask_to_persist());
    };
    when_reachable(account, ask, move || failed.set(Some(Failure::offline())));
    let kept =
        stored(move || async move { Ok((visits::day(account).await?, visits::visits(account).await?)) });
    view! {
        <Frame back="/work" back_label=tickets::work>
            <FromDevice stored=kept let:kept>
                {
                    let (day, recorded) = kept;
                    match day {
                        Some(day) => view! { <Opened account day recorded failed/> }.into_any(),
                        None => view! {
                            <NotKept title=texts::title missing=texts::not_opened missing_detail=texts::not_opened_detail failed
                                on_retry=move |()| ask()/>
                        }
                        .into_any(),
                    }
                }
            </FromDevice>
        </Frame>
    }
}

#[component]
fn Opened(
    account: UserId,
    day: KeptDay,
    recorded: Vec<KeptVisit>,
    failed: RwSignal<Option<Failure>>,
) -> impl IntoView {
    let KeptDay { day: Day { day, grids, stops, more }, read_at } = day;
    let today = town_time::date(device::now());
    // Without a network the page works as it is: the shell says so in its own line.
    let told = move || failed.get().filter(|failure| !failure.is_offline());
    let count = stops.len();
    // What was sent and is listed still was sent after the list was read; what was sent on other days is over.
    let of_today = |visit: &&KeptVisit| !visit.sent || town_time::date(visit.visit.visited_at) == day;
    let kept = StoredValue::new(recorded.iter().filter(of_today).cloned().collect::<Vec<_>>());
    view! {
        <PageHead title=texts::title lead=move || format::day_and_weekday(day)/>
        <SignInAgain/>
        {(day != today).then(|| view! { <Notice tone=Tone::Waiting><p>{texts::not_today}</p></Notice> })}
        {move || told().map(|failure| view! { <Notice tone=Tone::Alert><p>{failure.detail}</p></Notice> })}
        <p class="kept small soft">
            <Icon icon=icondata_lu::LuHardDriveDownload/>
            <span>{move || texts::kept_here(format::date_time(read_at))}</span>
        </p>
        <Waiting account recorded/>
        {if count == 0 {
            view! {
                <EmptyState title=texts::nothing detail=texts::nothing_detail icon=icondata_lu::LuSun>
                    <ButtonLink href="/work/visits">{visit_texts::plans}</ButtonLink>
                </EmptyState>
            }
            .into_any()
        } else {
            view! { <Stops stops grids kept/> }.into_any()
        }}
        {more.then(|| view! { <p class="soft">{texts::more}</p> })}
        <ul class="list" role="list">
            <ListLink href="/work/visits" label=visit_texts::plans icon=icondata_lu::LuCalendarHeart/>
            <ListLink href="/mediations" label=mediations::title icon=icondata_lu::LuHandshake/>
        </ul>
    }
}

/// The stops in the order to go: as the server says, or from where the device is. The order is found on the device, so
/// that nobody is told where that is.
#[component]
fn Stops(stops: Vec<Stop>, grids: Vec<AreaId>, kept: StoredValue<Vec<KeptVisit>>) -> impl IntoView {
    let start = RwSignal::new(None::<Position>);
    let (busy, unknown) = (RwSignal::new(false), RwSignal::new(false));
    let locate = move |()| {
        busy.set(true);
        unknown.set(false);
        device::locate(move |found| {
            let _ = busy.try_set(false);
            let position = found.and_then(|(longitude, latitude)| {
                Position::parse(&longitude.to_string(), &latitude.to_string()).ok()
            });
            let _ = unknown.try_set(position.is_none());
            let _ = start.try_set(position);
        });
    };
    let ordered = Memo::new(move |_| in_order(&stops, start.get()));
    let line = move |(index, stop): (usize, Stop)| {
        let recorded = kept.with_value(|kept| {
            let plan = stop.plan();
            kept.iter().find(|visit| Some(visit.plan) == plan).cloned()
        });
        view! { <Line number=index + 1 stop recorded/> }
    };
    view! {
        <div class="row">
            <Button icon=icondata_lu::LuLocateFixed busy on_press=locate>{texts::from_here}</Button>
        </div>
        <p role="status" class="small soft">
            {move || match (unknown.get(), start.get()) {
                (true, _) => tickets::no_position(),
                (false, Some(_)) => texts::ordered_from_here(),
                (false, None) => "",
            }}
        </p>
        <div class="day">
            <ol class="list day__stops">{move || ordered.get().into_iter().enumerate().map(line).collect_view()}</ol>
            <StopMap stops=ordered grids/>
        </div>
    }
}

fn in_order(stops: &[Stop], start: Option<Position>) -> Vec<Stop> {
    if start.is_none() {
        return stops.to_vec();
    }
    let place = |point: Option<Point>| point.and_then(|point| Position::try_from(point).ok());
    let to_order: Vec<_> = stops.iter().map(|stop| (stop.urgency, place(stop.position))).collect();
    order(start, &to_order).into_iter().filter_map(|index| stops.get(index).cloned()).collect()
}
