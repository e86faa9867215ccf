//! Where a round goes: one's own places first, each with where it stands.

use contract::inspections::RoundTarget;
use domain::ids::{RoundId, UserId};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use wasm_bindgen_futures::spawn_local;

use super::{
    account::{AccountOnly, Frame, SignInAgain},
    download,
    not_kept::NotKept,
    stored::{FromDevice, stored},
    words,
};
use crate::{
    components::{Badge, EmptyState, Icon, Notice, PageHead, Progress, Tone},
    failure::Failure,
    format,
    i18n::scoring,
    offline::{
        model::{KeptRound, KeptSheet, Standing, running},
        store,
    },
    online::Connection,
    session::Session,
};

/// Where a round goes.
#[component]
pub fn Places() -> impl IntoView {
    let params = use_params_map();
    let round = Memo::new(move |_| params.with(|params| params.get("round")).and_then(|id| id.parse().ok()));
    view! {
        <AccountOnly title=scoring::places let:account>
            {move || match round.get() {
                Some(round) => view! { <OfRound account round/> }.into_any(),
                None => view! { <NoRound/> }.into_any(),
            }}
        </AccountOnly>
    }
}

#[component]
fn NoRound() -> impl IntoView {
    view! {
        <Frame back="/work/inspections" back_label=scoring::rounds>
            <PageHead title=scoring::places/>
            <EmptyState title=scoring::no_round detail=scoring::no_round_detail icon=icondata_lu::LuMapPinOff/>
        </Frame>
    }
}

#[component]
fn OfRound(account: UserId, round: RoundId) -> impl IntoView {
    let session = Session::get();
    let failed = RwSignal::new(None::<Failure>);
    let take = move || {
        failed.set(None);
        spawn_local(async move {
            let taken = download::take(session, account, round).await;
            let _ = failed.try_set(taken.err());
        });
        spawn_local(store::ask_to_persist());
    };
    download::when_reachable(account, take, move || failed.set(Some(Failure::offline())));
    let kept = stored(move || async move {
        Ok((store::round(account, round).await?, store::sheets(account, Some(round)).await?))
    });
    view! {
        <Frame back="/work/inspections" back_label=scoring::rounds>
            <FromDevice stored=kept let:kept>
                {
                    let (round, sheets) = kept;
                    match round {
                        Some(round) => view! { <Opened account round sheets failed/> }.into_any(),
                        None => view! {
                            <NotKept title=scoring::places missing=scoring::not_opened missing_detail=scoring::not_opened_detail failed
                                on_retry=move |()| take()/>
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
    round: KeptRound,
    sheets: Vec<KeptSheet>,
    failed: RwSignal<Option<Failure>>,
) -> impl IntoView {
    let (at, area) = (round.round.month, round.round.area_name.clone());
    let read_at = round.read_at;
    let handed_in = round.targets.iter().filter(|target| is_in(target, &sheets)).count();
    let all = round.targets.len();
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let name = round.template.name.clone();
    // Without a network the page works as it is: the shell says so in its own line.
    let told = move || failed.get().filter(|failure| !failure.is_offline());
    let (mine, others): (Vec<RoundTarget>, Vec<RoundTarget>) =
        round.targets.iter().cloned().partition(|target| target.inspector_id == Some(account));
    let id = round.round.id;
    let (round, sheets) = (StoredValue::new(round), StoredValue::new(sheets));
    let section = move |title: fn() -> &'static str, targets: Vec<RoundTarget>| {
        (!targets.is_empty()).then(|| {
            let line = move |target: RoundTarget| view! { <Line id target round sheets/> };
            view! {
                <section class="stack stack--tight">
                    <h2>{title}</h2>
                    <ol class="list" role="list">{targets.into_iter().map(line).collect_view()}</ol>
                </section>
            }
        })
    };
    view! {
        <PageHead title=move || scoring::round_of(words::month(at), &area) lead=name/>
        <SignInAgain/>
        {move || told().map(|failure| view! { <Notice tone=Tone::Alert><p>{failure.detail}</p></Notice> })}
        <p class="kept small soft">
            <Icon icon=icondata_lu::LuHardDriveDownload/>
            <span>{move || scoring::kept_here(format::date_time(read_at))}</span>
        </p>
        <Progress label=scoring::handed_in_of done=Signal::derive(move || count(handed_in)) total=Signal::derive(move || count(all))/>
        {section(scoring::my_places, mine)}
        {section(scoring::other_places, others)}
    }
}

fn is_in(target: &RoundTarget, sheets: &[KeptSheet]) -> bool {
    let here = sheets.iter().find(|sheet| sheet.area == target.area_id);
    here.map_or(target.handed_in == Some(true), |sheet| sheet.standing() == Standing::HandedIn)
}

#[component]
fn Line(
    id: RoundId,
    target: RoundTarget,
    round: StoredValue<KeptRound>,
    sheets: StoredValue<Vec<KeptSheet>>,
) -> impl IntoView {
    let connection = Connection::get();
    let sheet = sheets.with_value(|sheets| sheets.iter().find(|sheet| sheet.area == target.area_id).cloned());
    let (handed_in, version) = (target.handed_in == Some(true), target.version.unwrap_or(0));
    let far = sheet.as_ref().map(|sheet| round.with_value(|round| running(&round.template, &sheet.marks)));
    let badge = move || {
        let (word, tone) = words::standing(sheet.as_ref(), handed_in, version, connection.online.get());
        view! { <Badge tone label=word/> }
    };
    let far = far.filter(|far| far.marked > 0).map(|far| {
        view! { <span class="small soft">{move || scoring::marked_of(far.marked, far.indicators)}</span> }
    });
    let drawn = target.drawn.len();
    view! {
        <li>
            <a class="list__link" href=format!("/work/inspections/{id}/{}", target.area_id)>
                <span class="grow stack stack--tight">
                    <strong>{target.area_name}</strong>
                    <span class="row">
                        {badge}
                        {far}
                        {(drawn > 0).then(|| view! { <span class="small soft">{move || scoring::drawn(drawn)}</span> })}
                    </span>
                </span>
                <Icon icon=icondata_lu::LuChevronRight/>
            </a>
        </li>
    }
}
