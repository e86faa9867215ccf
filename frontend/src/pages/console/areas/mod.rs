//! The tree of places: one at a time, with what lies in it.

pub mod form;

use contract::areas::{Area, ListAreas};
use domain::{areas::AreaKind, permissions::Permission};
use leptos::prelude::*;

use self::form::{AddArea, EditArea};
use super::{
    BASE,
    lists::listed,
    office::{Scope, placed, places_below},
    words,
};
use crate::{
    components::{
        Button, ButtonKind, Dialog, EmptyState, FilterSearch, Filters, Map, MapArea, PageHead, TableBox,
        Toasts,
    },
    fetch::{fetch, fetch_list},
    format,
    i18n::places,
    installation,
    pages::{community::tickets::place::rings, identity::SignedInOnly},
    query::QueryParam,
    session::Session,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The page.
#[component]
pub fn Areas() -> impl IntoView {
    view! {
        <SignedInOnly title=places::areas home=BASE
            children=|me| placed(&me, Permission::ManageAreas, || view! { <Here/> }.into_any())/>
    }
}

#[component]
fn Here() -> impl IntoView {
    let (scope, toasts) = (Scope::get(), Toasts::get());
    let search = QueryParam::of("q").value;
    let below = fetch_list(move |client, after| {
        let name_contains =
            Some(search.get().chars().take(60).collect()).filter(|name: &String| !name.is_empty());
        let area = scope.area.get();
        // A search looks at every depth, the list at what lies directly here.
        let (parent_id, under_id) = if name_contains.is_some() { (None, area) } else { (area, None) };
        let limit = Some(ROWS);
        let query = ListAreas { parent_id, under_id, name_contains, limit, after, ..ListAreas::default() };
        async move { client.list_areas(&query).await }
    });
    let (adding, editing) = (RwSignal::new(false), RwSignal::new(false));
    let done = move |said: fn() -> &'static str| {
        adding.set(false);
        editing.set(false);
        toasts.say(said());
        scope.reload();
        below.reload();
    };
    let title = move || scope.here().map_or_else(|| places::areas().to_owned(), |here| here.name);
    let may = move || scope.may(Permission::ManageAreas);
    view! {
        <PageHead title lead=places::areas_lead>
            <Show when=may>
                <Button icon=icondata_lu::LuPencil on_press=move |()| editing.set(true)>{places::edit}</Button>
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuPlus on_press=move |()| adding.set(true)>{places::add_area}</Button>
            </Show>
        </PageHead>
        <Dialog open=adding title=places::add_area>
            {move || scope.here().map(|here| view! { <AddArea parent=here on_done=move |()| done(places::area_added)/> })}
        </Dialog>
        <Dialog open=editing title=places::edit_area>
            {move || scope.here().map(|here| view! { <EditArea id=here.id on_done=move |()| done(places::area_changed)/> })}
        </Dialog>
        {move || scope.here().map(facts)}
        <Outlines scope/>
        <section class="stack" aria-labelledby="below-head">
            <h2 id="below-head">{places::below}</h2>
            <Filters><FilterSearch label=places::search_below/></Filters>
            {listed(
                below,
                || view! { <EmptyState title=places::nothing_below detail=places::nothing_below_detail icon=icondata_lu::LuMap/> }.into_any(),
                rows,
            )}
        </section>
    }
}

fn facts(area: Area) -> impl IntoView {
    let kind = area.kind;
    view! {
        <dl class="facts">
            <dt>{places::column_kind}</dt><dd>{move || words::kind(kind)}</dd>
            <dt>{places::column_code}</dt><dd>{area.code.unwrap_or_else(|| "—".into())}</dd>
            <dt>{places::column_heads}</dt><dd>{area.head_count.map_or_else(|| "—".to_owned(), format::number)}</dd>
            <dt>{places::column_outline}</dt>
            <dd>{move || if area.boundary.is_some() { places::outline_there() } else { places::outline_missing() }}</dd>
        </dl>
    }
}

/// The outline of the place and of what lies directly in it.
#[component]
fn Outlines(scope: Scope) -> impl IntoView {
    let tiles = installation::tiles();
    let below = fetch(move |client| places_below(client, scope.area.get()));
    let drawn = Memo::new(move |_| {
        let draw = |here: bool| {
            move |area: Area| {
                let rings = rings(area.boundary.as_ref()?)?;
                Some(MapArea { id: area.id.to_string(), name: area.name, rings, here })
            }
        };
        let below = below.answer.get().and_then(Result::ok).unwrap_or_default();
        let mut drawn: Vec<_> = scope.here().and_then(draw(true)).into_iter().collect();
        drawn.extend(below.into_iter().filter_map(draw(false)));
        drawn
    });
    view! {
        <Show when=move || drawn.with(|drawn| !drawn.is_empty())>
            <div class="console-map"><Map label=places::outlines areas=drawn pin=RwSignal::new(None) read_only=true tiles/></div>
        </Show>
    }
}

fn rows(items: Vec<Area>) -> AnyView {
    let session = Session::get();
    let row = move |area: Area| {
        let kind = area.kind;
        let household = kind == AreaKind::Household;
        let href = if household && session.may(Permission::ViewHouseholds, &area.path) {
            format!("{BASE}/households/{}", area.id)
        } else {
            format!("{BASE}/areas?area={}", area.id)
        };
        view! {
            <tr>
                <th scope="row"><a href=href>{area.name}</a></th>
                <td>{move || words::kind(kind)}</td>
                <td>{area.code.unwrap_or_else(|| "—".into())}</td>
                <td class="number">{area.head_count.map_or_else(|| "—".to_owned(), format::number)}</td>
                <td>{move || if area.boundary.is_some() { places::outline_there() } else { "—" }}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=places::below>
            <thead>
                <tr>
                    <th scope="col">{places::column_name}</th>
                    <th scope="col">{places::column_kind}</th>
                    <th scope="col">{places::column_code}</th>
                    <th scope="col" class="number">{places::column_heads}</th>
                    <th scope="col">{places::column_outline}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
