//! What every page of the console asks first: whether somebody holds an office, and which place they look at.

use client::{Client, ClientError, every_page};
use contract::{
    areas::{Area, ListAreas},
    identity::Me,
    page::LIMIT_MAX,
};
use domain::{
    areas::{AreaKind, AreaPath},
    ids::AreaId,
    permissions::{Permission, Role},
};
use leptos::prelude::*;

use super::words;
use crate::{
    components::{AreaSwitcher, ButtonKind, ButtonLink, EmptyState, Icon, Place},
    fetch::{Fetched, fetch},
    i18n::{console, places},
    query::QueryParam,
    session::Session,
};

/// Places that a search shows.
const FOUND_MAX: u32 = 10;
/// Fewest characters that are searched for: one finds half the town.
const SEARCH_CHARS_MIN: usize = 2;

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
    /// From the widest down to the area itself.
    lineage: Fetched<Vec<Area>>,
    param: QueryParam,
}

impl Scope {
    fn provide(first: Option<AreaId>) -> Self {
        let param = QueryParam::of("area");
        let remembered = expect_context::<RememberedPlace>().0;
        let named = Memo::new(move |_| param.value.with(|value| value.parse::<AreaId>().ok()));
        let area = Memo::new(move |_| named.get().or_else(|| remembered.get()).or(first));
        // The address says what is looked at, so that it can be sent to a colleague.
        Effect::new(move |_| match named.get() {
            Some(area) => remembered.set(Some(area)),
            None => {
                if let Some(area) = area.get_untracked() {
                    param.set(area.to_string());
                }
            }
        });
        let lineage = fetch(move |client| {
            let area = area.get();
            async move {
                match area {
                    Some(area) => client.get_lineage(area).await.map(|lineage| lineage.items),
                    None => Ok(Vec::new()),
                }
            }
        });
        let scope = Self { area, lineage, param };
        provide_context(scope);
        scope
    }

    /// The page's.
    ///
    /// # Panics
    /// Outside [`placed`].
    pub(super) fn get() -> Self {
        expect_context()
    }

    /// The place itself, once it is known; tracked.
    pub(super) fn here(self) -> Option<Area> {
        self.lineage.answer.with(|answer| answer.as_ref()?.as_ref().ok()?.last().cloned())
    }

    /// Whether the person may do this here; tracked.
    pub(super) fn may(self, permission: Permission) -> bool {
        let session = Session::get();
        self.here().is_some_and(|here| session.may(permission, &here.path))
    }

    /// Reads the place anew, after something about it changed.
    pub(super) fn reload(self) {
        self.lineage.reload();
    }

    /// Looks at another place.
    pub(super) fn go(self, area: AreaId) {
        self.param.set(area.to_string());
    }
}

/// Shows a page of the console to somebody who holds an office that allows what it needs; says to anybody else what is
/// missing.
pub(super) fn office(me: &Me, needs: Permission, page: impl FnOnce() -> AnyView) -> AnyView {
    let holds = me.grants.iter().any(|grant| grant.role != Role::Resident);
    let (title, why): (fn() -> _, fn() -> _) = if !holds {
        (console::no_office, console::no_office_why)
    } else if !me.second_factor.shown {
        return view! {
            <EmptyState title=console::office_asleep detail=console::office_asleep_why icon=icondata_lu::LuKeyRound>
                <ButtonLink kind=ButtonKind::Primary href="/mine">{console::to_second_factor}</ButtonLink>
            </EmptyState>
        }
        .into_any();
    } else if !me.grants.iter().any(|grant| grant.role.allows(needs)) {
        (console::other_office, console::other_office_why)
    } else {
        return page();
    };
    view! {
        <EmptyState title=title detail=why icon=icondata_lu::LuBriefcase>
            <ButtonLink kind=ButtonKind::Primary href="/">{console::to_community}</ButtonLink>
        </EmptyState>
    }
    .into_any()
}

/// The same for a page that looks at one place, with the way to choose it.
pub(super) fn placed(me: &Me, needs: Permission, page: fn() -> AnyView) -> AnyView {
    let held =
        |grant: &&contract::identity::MyGrant| grant.role != Role::Resident && grant.role.allows(needs);
    let first = me.grants.iter().find(held).map(|grant| grant.area_id);
    let mine: Vec<AreaPath> = me
        .grants
        .iter()
        .filter(|grant| grant.role != Role::Resident)
        .map(|grant| grant.area_path.clone())
        .collect();
    office(me, needs, move || {
        let scope = Scope::provide(first);
        view! { <div class="stack"><Switcher scope mine/>{page()}</div> }.into_any()
    })
}

/// The places that lie directly in one; its households are not places to look at.
pub(super) async fn places_below(client: Client, area: Option<AreaId>) -> Result<Vec<Area>, ClientError> {
    every_page(|after| {
        let query = ListAreas {
            parent_id: area,
            not_kind: Some(AreaKind::Household),
            limit: Some(LIMIT_MAX),
            after,
            ..ListAreas::default()
        };
        let client = client.clone();
        async move { client.list_areas(&query).await }
    })
    .await
}

/// Chooses the place: from the way to it and what is below, or by a part of its name.
#[component]
fn Switcher(scope: Scope, mine: Vec<AreaPath>) -> impl IntoView {
    let below = fetch(move |client| places_below(client, scope.area.get()));
    // What cannot be loaded leaves the switcher short; the page itself says what went wrong.
    let option = |area: Area| Place { id: area.id.to_string(), name: area.name };
    let path = Signal::derive(move || {
        let lineage = scope.lineage.answer.get().and_then(Result::ok).unwrap_or_default();
        let last = lineage.last().map(|area| area.id);
        // Above one's own place there is nothing to see: the way begins there.
        let shown = lineage
            .into_iter()
            .filter(|area| Some(area.id) == last || mine.iter().any(|mine| mine.covers(&area.path)));
        shown.map(option).collect::<Vec<_>>()
    });
    let under = Signal::derive(move || {
        let areas = below.answer.get().and_then(Result::ok).unwrap_or_default();
        areas.into_iter().map(option).collect::<Vec<_>>()
    });
    let choose = move |id: String| scope.param.set(id);
    view! {
        <div class="place-bar no-print">
            <AreaSwitcher path below=under on_choose=choose/>
            <PlaceSearch scope/>
        </div>
    }
}

#[component]
fn PlaceSearch(scope: Scope) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found = fetch(move |client| {
        let words = typed.with(|typed| typed.trim().chars().take(60).collect::<String>());
        async move {
            if words.chars().count() < SEARCH_CHARS_MIN {
                return Ok(Vec::new());
            }
            let query = ListAreas {
                name_contains: Some(words),
                not_kind: Some(AreaKind::Household),
                limit: Some(FOUND_MAX),
                ..ListAreas::default()
            };
            client.list_areas(&query).await.map(|page| page.items)
        }
    });
    let choose = move |id| {
        typed.set(String::new());
        scope.go(id);
    };
    let results = move || {
        let items = found.answer.get().and_then(Result::ok).unwrap_or_default();
        let searched = typed.with(|typed| typed.trim().chars().count() >= SEARCH_CHARS_MIN);
        searched.then(|| {
            if items.is_empty() {
                return view! { <p class="place-search__found soft">{places::none_found}</p> }.into_any();
            }
            let row = move |area: Area| {
                let id = area.id;
                view! {
                    <li>
                        <button type="button" class="place-search__item" on:click=move |_| choose(id)>
                            <span>{area.name}</span>
                            <span class="small soft">{move || words::kind(area.kind)}</span>
                        </button>
                    </li>
                }
            };
            view! { <ul class="place-search__found">{items.into_iter().map(row).collect_view()}</ul> }
                .into_any()
        })
    };
    view! {
        <div class="place-search">
            <Icon icon=icondata_lu::LuSearch/>
            <input
                class="input"
                type="search"
                aria-label=places::search_place
                placeholder=places::search_place
                prop:value=move || typed.get()
                on:input:target=move |event| typed.set(event.target().value())
            />
            <div role="status">{results}</div>
        </div>
    }
}
