//! The draws, the latest first, each with how far it is.

use client::{Client, ClientError};
use contract::{
    inspections::{ListRounds, ListedRound, RoundDraw},
    page::LIMIT_MAX,
};
use domain::{
    ids::RoundId,
    inspections::{DrawPlan, DrawRecord},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    components::{BackLink, Badge, Button, EmptyState, PageHead, Pager, Tone},
    fetch::{Listed, fetch_list},
    i18n::open,
    pages::awards_words::month,
    session::Session,
};

/// What came of recomputing a draw on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Checked {
    /// It holds.
    Holds,
    /// It does not.
    Fails,
    /// It could not be fetched.
    Unknown,
}

/// Whether anybody can recompute a round's draw.
fn is_revealed(round: &ListedRound) -> bool {
    match round.state.as_str() {
        "started" | "objections" | "published" => true,
        // Where a covert round goes is told once it has started.
        "drawn" => round.notice == domain::inspections::Notice::Open,
        _ => false,
    }
}

/// Rounds that draw something and have published who can be drawn.
async fn drawn(
    client: Client,
    after: Option<String>,
) -> Result<contract::page::Page<ListedRound>, ClientError> {
    let query = ListRounds {
        state: Some("committed,drawn,started,objections,published".to_owned()),
        limit: Some(LIMIT_MAX),
        after,
        ..ListRounds::default()
    };
    let mut page = client.list_rounds(&query).await?;
    page.items.retain(|round| round.draw.is_some());
    Ok(page)
}

/// The draws.
#[component]
pub fn Draws() -> impl IntoView {
    let session = Session::get();
    let listed = fetch_list(drawn);
    let checked = RwSignal::new(Vec::<(RoundId, Checked)>::new());
    let busy = RwSignal::new(false);
    let check = move |()| {
        let rounds = listed.answer.with_untracked(|answer| match answer {
            Some(Ok(rounds)) => {
                rounds.iter().filter(|round| is_revealed(round)).map(|round| round.id).collect()
            }
            Some(Err(_)) | None => Vec::new(),
        });
        busy.set(true);
        checked.set(Vec::new());
        spawn_local(async move {
            for id in rounds {
                let answer = session.call(|client| async move { client.get_round_draw(id).await }).await;
                let found = match answer {
                    Ok(record) => recompute(&record),
                    Err(_) => Checked::Unknown,
                };
                // The page may be gone by now.
                if checked.try_update(|checked| checked.push((id, found))).is_none() {
                    return;
                }
            }
            let _ = busy.try_set(false);
        });
    };
    let result = move |id: RoundId| {
        checked.with(|all| all.iter().find(|(other, _)| *other == id).map(|(_, found)| *found))
    };
    let sum = move || {
        let (all, good) =
            checked.with(|all| (all.len(), all.iter().filter(|(_, found)| *found == Checked::Holds).count()));
        (all > 0).then(|| open::checked_of(good, all))
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/open" label=open::hub/>
            <PageHead title=open::draws lead=open::draws_lead>
                <Button icon=icondata_lu::LuShieldCheck busy on_press=check>{open::verify_all}</Button>
            </PageHead>
            <p role="status">{sum}</p>
            <List listed result/>
        </div>
    }
}

/// Draws it again by the rules that `gongzhi verify-draw` has.
fn recompute(record: &RoundDraw) -> Checked {
    let again = serde_json::to_value(record).and_then(serde_json::from_value::<DrawRecord>);
    if again.is_ok_and(|record| record.verify().is_ok()) { Checked::Holds } else { Checked::Fails }
}

#[component]
fn List(
    listed: Listed<ListedRound>,
    result: impl Fn(RoundId) -> Option<Checked> + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let line = move |round: ListedRound| {
        let (id, of, area) = (round.id, round.month, round.area_name.clone());
        let draw = round.draw;
        let what = move || match draw {
            Some(DrawPlan::Subjects { take }) => open::villages_drawn(take),
            Some(DrawPlan::Within { take, .. }) => open::within_drawn(take),
            None => String::new(),
        };
        let (tone, state): (Tone, fn() -> &'static str) = match round.state.as_str() {
            "committed" => (Tone::Waiting, open::state_committed),
            _ if is_revealed(&round) => (Tone::Done, open::state_drawn),
            _ => (Tone::Working, open::state_secret),
        };
        let outcome = move || {
            result(id).map(|found| match found {
                Checked::Holds => view! { <Badge tone=Tone::Done label=open::state_checked/> },
                Checked::Fails => view! { <Badge tone=Tone::Alert label=open::state_wrong/> },
                Checked::Unknown => view! { <Badge tone=Tone::Neutral label=open::state_unknown/> },
            })
        };
        view! {
            <li>
                <a class="list__link list__link--rows" href=format!("/open/inspections/{id}/draw")>
                    <span class="grow">
                        {move || open::draw_of(&area, month(of))}<br/><span class="soft">{what}</span>
                    </span>
                    <span class="row"><Badge tone label=state/>{outcome}</span>
                </a>
            </li>
        }
    };
    let more = Signal::derive(move || listed.next.with(Option::is_some));
    let shown = Signal::derive(move || listed.count());
    move || {
        match listed.answer.get() {
        None => view! { <crate::components::Skeleton boxes=true count=4/> }.into_any(),
        Some(Err(failure)) => {
            view! { <crate::components::ErrorState failure on_retry=move |()| listed.reload()/> }.into_any()
        }
        Some(Ok(rounds)) if rounds.is_empty() && !more.get() => {
            view! { <EmptyState title=open::no_draws detail=open::no_draws_detail icon=icondata_lu::LuDices/> }
                .into_any()
        }
        Some(Ok(rounds)) => view! {
            <ul class="list">{rounds.into_iter().map(line).collect_view()}</ul>
            <Pager shown more busy=listed.busy on_more=move |()| listed.load_more()/>
        }
        .into_any(),
    }
    }
}
