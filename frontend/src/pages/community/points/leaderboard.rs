//! Who earned how much: grids or buildings, and people who let themselves be named.

use chrono::{Datelike, NaiveDate};
use client::Client;
use contract::points::{
    GetLeaderboard, Leaderboard, LeaderboardArea, LeaderboardAreas, LeaderboardPerson, NameInLeaderboard,
    Wallet,
};
use domain::{ids::ProgrammeId, points::LEADERBOARD_EARNERS_MIN, town_time};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    components::{
        BackLink, Badge, Bar, Bars, Button, Choice, Confirm, EmptyState, PageHead, Segments, TableBox,
        Toasts, Tone,
    },
    device,
    fetch::{Fetched, Loaded, fetch},
    format,
    i18n::points,
    pages::{NotFound, identity::SignedInOnly},
    query::QueryParam,
    send::press,
    session::Session,
};

/// The page.
#[component]
pub fn LeaderboardPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id")).and_then(|id| id.parse::<ProgrammeId>().ok())
    });
    move || match id.get() {
        None => view! { <NotFound home="/"/> }.into_any(),
        Some(id) => {
            view! { <SignedInOnly title=points::leaderboard home="/" let:_me><Board id/></SignedInOnly> }
                .into_any()
        }
    }
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

#[component]
fn Board(id: ProgrammeId) -> impl IntoView {
    let (by, time) = (QueryParam::of("by"), QueryParam::of("time"));
    let areas = move || {
        by.value.with(|by| if by == "building" { LeaderboardAreas::Building } else { LeaderboardAreas::Grid })
    };
    let fetched = fetch(move |client| {
        let today = town_time::date(device::now());
        let from = time.value.with(|time| (time != "all").then(|| first_of_month(today)));
        let query = GetLeaderboard { programme_id: id, by: areas(), from, until: None };
        async move { client.get_leaderboard(&query).await }
    });
    let mine = fetch(move |client| async move {
        let wallets = client.list_wallets().await?.items;
        Ok(wallets.into_iter().find(|wallet| wallet.programme_id == id))
    });
    let of = move || {
        mine.answer.with(|answer| match answer {
            Some(Ok(Some(wallet))) => wallet.programme_name.clone(),
            _ => String::new(),
        })
    };
    let by_areas =
        || vec![Choice::new("grid", points::by_grid), Choice::new("building", points::by_building)];
    let by_time = || vec![Choice::new("month", points::this_month), Choice::new("all", points::all_time)];
    let chosen = |param: QueryParam, first: &'static str| {
        Signal::derive(move || {
            param.value.with(|value| if value.is_empty() { first.to_owned() } else { value.clone() })
        })
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/points" label=points::my_points/>
            <PageHead title=points::leaderboard lead=of/>
            <div class="row">
                <Segments name="by" label=points::by_what choices=Signal::derive(by_areas) value=chosen(by, "grid") on_choose=move |word: String| by.set(word)/>
                <Segments name="time" label=points::which_time choices=Signal::derive(by_time) value=chosen(time, "month") on_choose=move |word: String| time.set(word)/>
            </div>
            <Loaded fetched let:board><Shown board building=untrack(areas) == LeaderboardAreas::Building/></Loaded>
            <Loaded fetched=mine let:wallet>
                {wallet.map(|wallet| view! { <Naming wallet board=fetched mine/> })}
            </Loaded>
        </div>
    }
}

#[component]
fn Shown(board: Leaderboard, building: bool) -> impl IntoView {
    let Leaderboard { areas, people } = board;
    let least = points::least_earners(LEADERBOARD_EARNERS_MIN);
    let places = if areas.is_empty() {
        view! { <EmptyState title=points::no_areas detail=least icon=icondata_lu::LuTrophy/> }.into_any()
    } else {
        view! { <Places areas building/><p class="small soft">{least}</p> }.into_any()
    };
    view! {
        <section class="stack" aria-labelledby="places-head">
            <h2 id="places-head">{move || if building { points::buildings() } else { points::grids() }}</h2>
            {places}
        </section>
        <section class="stack" aria-labelledby="people-head">
            <h2 id="people-head">{points::people}</h2>
            {if people.is_empty() {
                view! { <EmptyState title=points::nobody_named detail=points::nobody_named_detail icon=icondata_lu::LuUserRound/> }.into_any()
            } else {
                view! { <People people/> }.into_any()
            }}
        </section>
    }
}

#[component]
fn Places(areas: Vec<LeaderboardArea>, building: bool) -> impl IntoView {
    let name = move || if building { points::buildings() } else { points::grids() };
    let bars = areas
        .iter()
        .map(|area| Bar {
            name: format!("{} · {}", area.place, area.area_name),
            amount: area.points,
            words: points::amount(area.points),
            href: None,
        })
        .collect();
    let row = |area: LeaderboardArea| {
        view! {
            <tr>
                <td class="number">{area.place}</td>
                <th scope="row">{area.area_name}</th>
                <td class="number">{format::number(area.points)}</td>
                <td class="number">{format::number(area.earners)}</td>
            </tr>
        }
    };
    view! {
        <Bars caption=points::points_earned bars/>
        <details class="card">
            <summary>{points::as_table}</summary>
            <TableBox caption=name>
                <thead><tr>
                    <th scope="col" class="number">{points::place}</th>
                    <th scope="col">{name}</th>
                    <th scope="col" class="number">{points::points_earned}</th>
                    <th scope="col" class="number">{points::earners}</th>
                </tr></thead>
                <tbody>{areas.into_iter().map(row).collect_view()}</tbody>
            </TableBox>
        </details>
    }
}

#[component]
fn People(people: Vec<LeaderboardPerson>) -> impl IntoView {
    let row = |person: LeaderboardPerson| {
        view! {
            <tr>
                <td class="number">{person.place}</td>
                <th scope="row">{person.name}</th>
                <td class="number">{format::number(person.points)}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=points::people>
            <thead><tr>
                <th scope="col" class="number">{points::place}</th>
                <th scope="col">{points::name}</th>
                <th scope="col" class="number">{points::points_earned}</th>
            </tr></thead>
            <tbody>{people.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
}

/// Letting oneself be named, with words on what everybody reads then.
#[component]
fn Naming(wallet: Wallet, board: Fetched<Leaderboard>, mine: Fetched<Option<Wallet>>) -> impl IntoView {
    let session = Session::get();
    let (toasts, busy, asked) = (Toasts::get(), RwSignal::new(false), RwSignal::new(false));
    let (named, id) = (wallet.named, wallet.programme_id);
    let called = session.me().map(|me| me.display_name.clone()).unwrap_or_default();
    let change = move |()| {
        let body = NameInLeaderboard { programme_id: id, named: !named };
        let ask = move |client: Client| async move { client.name_in_leaderboard(&body).await };
        press(session, toasts, busy, ask, move |()| {
            toasts.say(if named { points::said_unnamed() } else { points::said_named() });
            board.reload();
            mine.reload();
        });
    };
    let press_it = move |()| if named { change(()) } else { asked.set(true) };
    let tone = if named { Tone::Done } else { Tone::Neutral };
    let word = move || if named { points::you_are_named() } else { points::you_are_not_named() };
    view! {
        <section class="card" aria-labelledby="naming-head">
            <div class="row row--between">
                <h2 class="card__title" id="naming-head">{points::naming}</h2>
                <Badge tone label=word/>
            </div>
            <p>{ let called = called.clone(); move || points::naming_what(&called) }</p>
            <div class="row">
                <Button busy on_press=press_it icon=if named { icondata_lu::LuEyeOff } else { icondata_lu::LuEye }>
                    {move || if named { points::unname() } else { points::name_me() }}
                </Button>
            </div>
            <Confirm open=asked title=points::name_ask consequence=move || points::name_effect(&called) verb=points::name_me on_confirm=change/>
        </section>
    }
}
