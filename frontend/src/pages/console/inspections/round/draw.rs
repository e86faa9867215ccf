//! The draw of a round: what it is before it is committed to, and its record from then on.

use contract::inspections::RoundDraw;
use leptos::prelude::*;

use super::desk::Desk;
use crate::{
    components::{ButtonLink, Notice, Skeleton, Tone},
    fetch::fetch,
    format,
    i18n::rounds,
};

/// The draw; nothing where nothing is drawn.
#[component]
pub(super) fn Draw(desk: Desk) -> impl IntoView {
    let draws = desk.memo(|round| round.round.draw.is_some() && round.round.state != "cancelled");
    let committed = desk.memo(|round| round.round.state != "planned");
    view! {
        <Show when=move || draws.get()>
            <section class="stack" aria-labelledby="draw-head">
                <h2 id="draw-head">{rounds::draw}</h2>
                <Show when=move || committed.get() fallback=|| view! { <p class="soft">{rounds::draw_how}</p> }>
                    <Record desk/>
                </Show>
            </section>
        </Show>
    }
}

#[component]
fn Record(desk: Desk) -> impl IntoView {
    let id = desk.id;
    let record = fetch(move |client| {
        desk.ticks.track();
        async move { client.get_round_draw(id).await }
    });
    move || match record.answer.get() {
        None => view! { <Skeleton count=3/> }.into_any(),
        Some(Err(failure)) => view! { <p class="soft">{failure.detail}</p> }.into_any(),
        Some(Ok(record)) => facts(desk, record).into_any(),
    }
}

fn facts(desk: Desk, record: RoundDraw) -> impl IntoView {
    let candidates: usize = record.frame.iter().map(|group| group.keys.len()).sum();
    let take: u64 = record.frame.iter().map(|group| u64::from(group.take)).sum();
    let (take, candidates) =
        (take.to_string(), format::number(i64::try_from(candidates).unwrap_or(i64::MAX)));
    let (drawn, secret) = (record.public_value.is_some(), record.seed.is_none());
    let code = |value: Option<String>| match value {
        Some(value) => view! { <code class="breakable">{value}</code> }.into_any(),
        None => view! { <span class="soft">{rounds::not_yet}</span> }.into_any(),
    };
    let check = format!("/open/inspections/{}/draw", desk.id);
    view! {
        <dl class="facts">
            <dt>{rounds::frame}</dt><dd>{move || rounds::taken_of(&candidates, &take)}</dd>
            <dt>{rounds::commitment}</dt><dd>{code(Some(record.commitment.to_string()))}</dd>
            <dt>{rounds::public_value}</dt>
            <dd>
                {code(record.public_value.map(|value| value.to_string()))}
                {record.public_size.map(|size| view! { <br/><span class="small soft">{move || rounds::public_size(size.to_string())}</span> })}
            </dd>
            <dt>{rounds::seed}</dt><dd>{code(record.seed.map(|seed| seed.to_string()))}</dd>
        </dl>
        {(drawn && secret).then(|| view! { <Notice tone=Tone::Waiting><p>{rounds::draw_secret}</p></Notice> })}
        <div class="row"><ButtonLink href=check icon=icondata_lu::LuShieldCheck>{rounds::check_draw}</ButtonLink></div>
    }
}
