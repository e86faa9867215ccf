//! What one village is to mend.

use contract::inspections::ListRectifications;
use domain::ids::AreaId;
use leptos::prelude::*;

use super::RectificationCard;
use crate::{
    components::{EmptyState, ErrorState, Skeleton},
    fetch::{More, fetch_list},
    i18n::rectifications,
};

/// A village's rectifications, the latest first, each as far as the reader may see it: everybody its state and what look-backs
/// came to, those who work with it the rest.
#[component]
pub fn VillageRectifications(
    /// Of which place; with everything in it.
    area_id: AreaId,
) -> impl IntoView {
    let listed = fetch_list(move |client, after| async move {
        let query = ListRectifications { area_id: Some(area_id), after, ..ListRectifications::default() };
        client.list_rectifications(&query).await
    });
    move || {
        match listed.answer.get() {
        None => view! { <Skeleton boxes=true count=3/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| listed.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => view! {
            <EmptyState title=rectifications::none detail=rectifications::none_village icon=icondata_lu::LuCircleCheck/>
        }
        .into_any(),
        Some(Ok(items)) => view! {
            <div class="stack">
                {items.into_iter().map(|item| view! { <RectificationCard item/> }).collect_view()}
            </div>
            <More list=listed/>
        }
        .into_any(),
    }
    }
}
