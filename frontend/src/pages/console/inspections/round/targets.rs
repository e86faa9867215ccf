//! Where a round goes: who goes there, what is handed in, what came of it.

use std::collections::BTreeMap;

use contract::inspections::RoundTarget;
use leptos::prelude::*;

use super::{super::words, desk::Desk};
use crate::{
    components::{
        Badge, EmptyState, ErrorState, FilterSelect, Filters, Notice, Pager, Progress, Skeleton, TableBox,
        Tone,
    },
    i18n::rounds,
    query::QueryParam,
};

/// Rows that are shown at first, and how many more at a time.
const ROWS: usize = 100;

/// The places of a round.
#[component]
pub(super) fn Targets(desk: Desk) -> impl IntoView {
    let cancelled = desk.memo(|round| round.round.state == "cancelled");
    let progress = desk.memo(|round| {
        round
            .places
            .zip(round.scored)
            .filter(|_| matches!(round.round.state.as_str(), "started" | "objections"))
    });
    // Rows stay while newer ones are on their way.
    let body = Memo::new(move |_| match desk.targets.answer.get() {
        None => 0,
        Some(Ok(targets)) if targets.is_empty() => 1,
        Some(Ok(_)) => 2,
        Some(Err(failure)) if failure.code == "targets_secret" => 3,
        Some(Err(_)) => 4,
    });
    let shown = move || {
        match body.get() {
        0 => view! { <Skeleton count=5/> }.into_any(),
        1 => view! { <EmptyState title=rounds::no_places detail=rounds::no_places_detail icon=icondata_lu::LuDices/> }.into_any(),
        2 => view! { <Rows desk/> }.into_any(),
        3 => view! { <Notice tone=Tone::Waiting><p>{rounds::targets_secret}</p></Notice> }.into_any(),
        _ => match desk.targets.answer.get_untracked() {
            Some(Err(failure)) => {
                view! { <ErrorState failure on_retry=move |()| desk.targets.reload()/> }.into_any()
            }
            _ => ().into_any(),
        },
    }
    };
    view! {
        <Show when=move || !cancelled.get()>
            <section class="stack" aria-labelledby="targets-head">
                <h2 id="targets-head">{rounds::targets}</h2>
                {move || progress.get().map(|_| view! {
                    <Progress label=rounds::handed_in
                        done=Signal::derive(move || progress.get().map_or(0, |(_, scored)| scored))
                        total=Signal::derive(move || progress.get().map_or(0, |(places, _)| places))/>
                })}
                {shown}
            </section>
        </Show>
    }
}

/// Which rows are shown.
fn wanted(target: &RoundTarget, sheets: &str, inspector: &str) -> bool {
    let sheet = match sheets {
        "missing" => target.handed_in == Some(false),
        "handed_in" => target.handed_in == Some(true),
        _ => true,
    };
    let goes = target.inspector_id.is_some_and(|id| id.to_string() == inspector);
    sheet && (inspector.is_empty() || goes)
}

#[component]
fn Rows(desk: Desk) -> impl IntoView {
    let all = move || desk.targets.answer.get().and_then(Result::ok).unwrap_or_default();
    let (sheets, inspector) = (QueryParam::of("sheets").value, QueryParam::of("inspector").value);
    let limit = RwSignal::new(ROWS);
    let rows = Memo::new(move |_| {
        let (sheets, inspector) = (sheets.get(), inspector.get());
        all().into_iter().filter(|target| wanted(target, &sheets, &inspector)).collect::<Vec<_>>()
    });
    let shown =
        Memo::new(move |_| rows.with(|rows| rows.iter().take(limit.get()).cloned().collect::<Vec<_>>()));
    // Columns that nobody but the team and those who hold rounds may see are not there for others.
    let inside = Memo::new(move |_| all().iter().any(|target| target.handed_in.is_some()));
    let started =
        desk.memo(|round| matches!(round.round.state.as_str(), "started" | "objections" | "published"));
    let columns = Memo::new(move |_| {
        (inside.get() && started.get(), started.get(), desk.read(|round| round.round.draw.is_some()))
    });
    let choices = Signal::derive(|| {
        vec![
            ("missing".to_owned(), rounds::not_handed_in().to_owned()),
            ("handed_in".to_owned(), rounds::handed_in().to_owned()),
        ]
    });
    let people = Signal::derive(move || {
        let mut people: BTreeMap<String, (String, u32, u32)> = BTreeMap::new();
        for target in all() {
            if let (Some(id), Some(name)) = (target.inspector_id, target.inspector_name) {
                let entry = people.entry(id.to_string()).or_insert((name, 0, 0));
                entry.1 += u32::from(target.handed_in == Some(true));
                entry.2 += 1;
            }
        }
        let option = |(id, (name, done, all)): (String, (String, u32, u32))| {
            (id, rounds::inspector_and_share(name, done, all))
        };
        people.into_iter().map(option).collect::<Vec<_>>()
    });
    view! {
        {move || columns.get().0.then(|| view! {
            <Filters>
                <FilterSelect name="sheets" label=rounds::sheets options=choices/>
                <FilterSelect name="inspector" label=rounds::column_inspector options=people/>
            </Filters>
        })}
        <TableBox caption=rounds::targets>
            <thead>
                <tr>
                    <th scope="col">{rounds::column_place}</th>
                    {move || columns.get().2.then(|| view! { <th scope="col">{rounds::column_drawn}</th> })}
                    {move || columns.get().0.then(|| view! {
                        <th scope="col">{rounds::column_inspector}</th>
                        <th scope="col">{rounds::sheets}</th>
                    })}
                    {move || columns.get().1.then(|| view! { <th scope="col" class="number">{rounds::score}</th> })}
                </tr>
            </thead>
            <tbody>{move || {
                let columns = columns.get();
                shown.get().into_iter().map(|target| row(desk, target, columns)).collect_view()
            }}</tbody>
        </TableBox>
        <Pager
            shown=Signal::derive(move || shown.with(Vec::len))
            more=Signal::derive(move || rows.with(Vec::len) > limit.get())
            on_more=move |()| limit.update(|limit| *limit += ROWS)
        />
    }
}

fn row(desk: Desk, target: RoundTarget, (inside, started, draws): (bool, bool, bool)) -> impl IntoView {
    let sheet = format!("{}/sheets/{}", words::address(desk.id), target.area_id);
    let (drawn, handed_in) = (target.drawn.len(), target.handed_in == Some(true));
    view! {
        <tr>
            <th scope="row">
                {if target.sheet {
                    view! { <a href=sheet>{target.area_name}</a> }.into_any()
                } else {
                    target.area_name.into_any()
                }}
            </th>
            {draws.then(|| view! { <td>{(drawn > 0).then(|| rounds::drawn_count(drawn))}</td> })}
            {inside.then(|| view! {
                <td>{target.inspector_name.unwrap_or_else(|| "—".into())}</td>
                <td>{if handed_in {
                    view! { <Badge tone=Tone::Done label=rounds::handed_in/> }.into_any()
                } else {
                    view! { <Badge tone=Tone::Waiting label=rounds::not_handed_in/> }.into_any()
                }}</td>
            })}
            {started.then(|| view! { <td class="number">{target.score.map_or_else(|| "—".into(), |score| score.to_string())}</td> })}
        </tr>
    }
}
