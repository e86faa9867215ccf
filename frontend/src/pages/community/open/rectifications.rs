//! What a village is to mend, and whether it did, for everybody.

use domain::ids::AreaId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    components::{BackLink, PageHead},
    fetch::{Loaded, fetch},
    i18n::{open, rectifications},
    pages::{NotFound, rectifications::VillageRectifications},
};

/// The page.
#[component]
pub fn Rectifications() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<AreaId>().ok()));
    move || match id.get() {
        None => view! { <NotFound home="/"/> }.into_any(),
        Some(id) => view! { <OfVillage id/> }.into_any(),
    }
}

#[component]
fn OfVillage(id: AreaId) -> impl IntoView {
    let area = fetch(move |client| async move { client.get_area(id).await.map(|tagged| tagged.body.name) });
    let show = move |name: String| {
        view! {
            <PageHead title=format!("{name} · {}", untrack(rectifications::of_village)) lead=rectifications::of_village_lead/>
            <VillageRectifications area_id=id/>
        }
    };
    view! {
        <div class="stack">
            <BackLink href="/open/inspections" label=open::results/>
            <Loaded fetched=area children=show/>
        </div>
    }
}
