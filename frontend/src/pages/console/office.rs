//! What every page of the console asks first: whether somebody holds an office, and which place they look at.

use contract::{areas::ListAreas, identity::Me};
use domain::{areas::AreaKind, ids::AreaId, permissions::Role};
use leptos::prelude::*;

use crate::{
    components::{AreaSwitcher, ButtonKind, ButtonLink, EmptyState, Place},
    fetch::fetch,
    i18n::console,
    query::QueryParam,
};

/// Most places below the current one that the switcher offers.
const BELOW_MAX: u32 = 100;

/// The place that was looked at last: links of the navigation need not carry it.
#[derive(Clone, Copy)]
pub struct RememberedPlace(RwSignal<Option<AreaId>>);

impl RememberedPlace {
    /// Makes it known to every page; call it once, in the console's shell.
    pub fn provide() {
        provide_context(Self(RwSignal::new(None)));
    }
}

/// The place that a page looks at: `?area=` in the URL, else the one looked at last, else that of one's first office.
#[derive(Clone, Copy)]
pub(super) struct Scope {
    /// The area's id.
    pub(super) area: Memo<Option<AreaId>>,
    param: QueryParam,
}

impl Scope {
    fn provide(first: Option<AreaId>) -> Self {
        let param = QueryParam::of("area");
        let remembered = expect_context::<RememberedPlace>().0;
        let named = Memo::new(move |_| param.value.with(|value| value.parse::<AreaId>().ok()));
        Effect::new(move |_| {
            if let Some(area) = named.get() {
                remembered.set(Some(area));
            }
        });
        let area = Memo::new(move |_| named.get().or_else(|| remembered.get()).or(first));
        let scope = Self { area, param };
        provide_context(scope);
        scope
    }

    /// The page's.
    ///
    /// # Panics
    /// Outside [`office`].
    pub(super) fn get() -> Self {
        expect_context()
    }
}

/// Shows a page of the console to somebody who holds an office; says to anybody else what is missing.
pub(super) fn office(me: &Me, page: fn() -> AnyView) -> AnyView {
    let mut offices = me.grants.iter().filter(|grant| grant.role != Role::Resident).peekable();
    if offices.peek().is_none() {
        return view! {
            <EmptyState title=console::no_office detail=console::no_office_why icon=icondata_lu::LuBriefcase>
                <ButtonLink kind=ButtonKind::Primary href="/">{console::to_community}</ButtonLink>
            </EmptyState>
        }
        .into_any();
    }
    if !me.second_factor.shown {
        return view! {
            <EmptyState title=console::office_asleep detail=console::office_asleep_why icon=icondata_lu::LuKeyRound>
                <ButtonLink kind=ButtonKind::Primary href="/mine">{console::to_second_factor}</ButtonLink>
            </EmptyState>
        }
        .into_any();
    }
    let scope = Scope::provide(offices.next().map(|grant| grant.area_id));
    view! {
        <div class="stack">
            <Switcher scope/>
            {page()}
        </div>
    }
    .into_any()
}

/// Chooses the place.
#[component]
fn Switcher(scope: Scope) -> impl IntoView {
    let above = fetch(move |client| {
        let mut next = scope.area.get();
        async move {
            let mut lineage = Vec::new();
            while let Some(id) = next.filter(|_| lineage.len() < AreaKind::ALL.len()) {
                match client.get_area(id).await {
                    Ok(area) => {
                        next = area.body.parent_id;
                        lineage.push(area.body);
                    }
                    // Above one's own place nothing may be seen: the way begins there.
                    Err(_) if !lineage.is_empty() => break,
                    Err(error) => return Err(error),
                }
            }
            lineage.reverse();
            Ok(lineage)
        }
    });
    let below = fetch(move |client| {
        let query = ListAreas { parent_id: scope.area.get(), limit: Some(BELOW_MAX), ..ListAreas::default() };
        async move { client.list_areas(&query).await.map(|page| page.items) }
    });
    // What cannot be loaded leaves the switcher short; the page itself says what went wrong.
    let places = |areas: Vec<contract::areas::Area>| {
        let shown = areas.into_iter().filter(|area| area.kind != AreaKind::Household);
        shown.map(|area| Place { id: area.id.to_string(), name: area.name }).collect::<Vec<_>>()
    };
    let path =
        Signal::derive(move || above.answer.get().and_then(Result::ok).map(places).unwrap_or_default());
    let under =
        Signal::derive(move || below.answer.get().and_then(Result::ok).map(places).unwrap_or_default());
    view! { <div class="row no-print"><AreaSwitcher path below=under on_choose=move |id: String| scope.param.set(id)/></div> }
}
