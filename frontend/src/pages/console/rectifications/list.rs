//! The list of rectifications. Every filter is in the URL.

use contract::{
    inspections::{ListRectifications, ListRounds, Rectification},
    page::LIMIT_MAX,
};
use domain::{inspections::RectificationState, permissions::Permission};
use leptos::prelude::*;

use crate::{
    components::{
        Badge, Button, ButtonKind, ButtonLink, Dialog, EmptyState, FilterSelect, Filters, Notice, PageHead,
        TableBox, Tone,
    },
    fetch::{fetch, fetch_list},
    format,
    i18n::rectifications,
    live,
    pages::{
        console::{
            BASE,
            ask::Ask,
            lists::listed,
            office::{Scope, placed},
        },
        identity::SignedInOnly,
        rectifications::{Facts, RecordLookBack, month, state},
    },
    query::QueryParam,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;
/// What a filter that is on or off holds when it is on.
const ON: &str = "true";

/// The page.
#[component]
pub fn Rectifications() -> impl IntoView {
    view! { <SignedInOnly title=rectifications::rectifications home=BASE children=|me| placed(&me, Permission::ManageInspections, || view! { <List/> }.into_any())/> }
}

#[component]
fn List() -> impl IntoView {
    let scope = Scope::get();
    let (of_state, overdue) = (QueryParam::of("state").value, QueryParam::of("overdue").value);
    let round = QueryParam::of("round").value;
    let given = |value: String| (!value.is_empty()).then_some(value);
    let list = fetch_list(move |client, after| {
        let query = ListRectifications {
            area_id: scope.area.get(),
            round_id: round.with(|id| id.parse().ok()),
            state: given(of_state.get()),
            overdue: overdue.get() == ON,
            limit: Some(ROWS),
            after,
        };
        async move { client.list_rectifications(&query).await }
    });
    let asked = Ask::<Rectification>::new();
    live::follow(
        |event| event.event.starts_with("rectification.") || event.event.starts_with("ticket."),
        move || {
            // Nobody is thrown back to the start, or out of what they are writing.
            let short = list.count() <= usize::try_from(ROWS).unwrap_or(usize::MAX);
            if short && !asked.open.get_untracked() {
                list.reload();
            }
        },
    );
    let rounds = fetch(move |client| {
        let query = ListRounds {
            area_id: scope.area.get(),
            state: Some("objections,published".to_owned()),
            limit: Some(LIMIT_MAX),
            ..ListRounds::default()
        };
        async move { client.list_rounds(&query).await.map(|page| page.items) }
    });
    let rounds = Signal::derive(move || {
        let items = rounds.answer.get().and_then(Result::ok).unwrap_or_default();
        let named = |item: contract::inspections::ListedRound| {
            (item.id.to_string(), rectifications::round_of(month(item.month), item.area_name))
        };
        items.into_iter().map(named).collect::<Vec<_>>()
    });
    let states = Signal::derive(|| {
        RectificationState::ALL.map(|one| (one.as_str().to_owned(), state(one).0().to_owned())).to_vec()
    });
    let only_overdue = Signal::derive(|| vec![(ON.to_owned(), rectifications::only_overdue().to_owned())]);
    let of_round =
        move || round.with(|id| (!id.is_empty()).then(|| format!("{BASE}/inspections/rounds/{id}/rectify")));
    view! {
        <PageHead title=rectifications::rectifications lead=rectifications::rectifications_lead>
            {move || of_round().map(|href| {
                view! { <ButtonLink kind=ButtonKind::Primary href icon=icondata_lu::LuHammer>{rectifications::demand}</ButtonLink> }
            })}
        </PageHead>
        <Filters>
            <FilterSelect name="round" label=rectifications::round options=rounds/>
            <FilterSelect name="state" label=rectifications::state options=states/>
            <FilterSelect name="overdue" label=rectifications::due options=only_overdue/>
        </Filters>
        <Show when=move || round.with(String::is_empty)>
            <p class="small soft">{rectifications::choose_round}</p>
        </Show>
        {listed(
            list,
            || view! { <EmptyState title=rectifications::none detail=rectifications::none_detail icon=icondata_lu::LuHammer/> }.into_any(),
            move |items| rows(items, asked),
        )}
        <Dialog open=asked.open title=move || asked.words(title)>
            {move || asked.row().map(|item| view! { <One item on_done=move |()| {
                asked.open.set(false);
                list.reload();
            }/> })}
        </Dialog>
    }
}

fn title(item: &Rectification) -> String {
    rectifications::title_of(&item.area.name, &item.indicator)
}

fn rows(items: Vec<Rectification>, asked: Ask<Rectification>) -> AnyView {
    let row = move |item: Rectification| {
        let (word, tone) = state(item.state);
        let (round, due, count) = (item.round.month, item.due_on, item.look_backs.len());
        let may = item.inside.as_ref().is_some_and(|inside| inside.may_look_back);
        let number = item.inside.as_ref().map(|inside| inside.number.clone());
        let (name, pressed) = (title(&item), item.clone());
        view! {
            <tr>
                <th scope="row" class="text">
                    {item.area.name} " · " {item.indicator}
                    {number.map(|number| view! {
                        <br/><a class="small" href=format!("{BASE}/tickets/{}", item.id)>{move || rectifications::to_ticket(&number)}</a>
                    })}
                </th>
                <td class="number">{item.lost.to_string()}</td>
                <td class="whole"><Badge tone label=word/></td>
                <td class="whole">
                    {move || format::date(due)}
                    {item.overdue.then(|| view! { <br/> <Badge tone=Tone::Alert label=rectifications::overdue/> })}
                </td>
                <td class="whole">{move || month(round)}</td>
                <td>
                    <Button small=true kind=if may { ButtonKind::Secondary } else { ButtonKind::Quiet } on_press=move |()| asked.about(pressed.clone())>
                        {if may { rectifications::record } else { rectifications::details }}
                        <span class="visually-hidden">" " {name}</span>
                    </Button>
                    {(count > 0).then(|| view! { <br/><span class="small soft">{move || rectifications::look_back_count(count)}</span> })}
                </td>
            </tr>
        }
    };
    view! {
        <TableBox caption=rectifications::rectifications>
            <thead>
                <tr>
                    <th scope="col">{rectifications::item}</th>
                    <th scope="col" class="number">{rectifications::lost}</th>
                    <th scope="col">{rectifications::state}</th>
                    <th scope="col">{rectifications::due}</th>
                    <th scope="col">{rectifications::round}</th>
                    <th scope="col">{rectifications::look_back}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

/// One rectification, with the form for who may look back now.
#[component]
fn One(item: Rectification, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let inside = item.inside.clone();
    let may = inside.as_ref().is_some_and(|inside| inside.may_look_back);
    let recused = inside.as_ref().is_some_and(|inside| inside.recused);
    let asked = item.clone();
    view! {
        <div class="stack">
            <Facts item/>
            {recused.then(|| view! { <Notice tone=Tone::Waiting><p>{rectifications::recused}</p></Notice> })}
            {may.then(|| view! { <RecordLookBack item=asked on_done=move |_| on_done.run(())/> })}
        </div>
    }
}
