//! Whether a title is what it says: where the code on its certificate leads.

use client::Client;
use contract::inspections::Title as Found;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::Save;
use crate::{
    components::{BackLink, EmptyState, Notice, PageHead, Time, Tone},
    fetch::{Loaded, fetch},
    i18n::titles,
    pages::honours,
};

/// A title, by its number.
#[component]
pub fn Title() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.with(|params| params.get("number")).unwrap_or_default());
    let found = fetch(move |client| {
        let number = number.get();
        async move {
            match client.get_title(&number).await {
                Err(error) if error.code() == Some("not_found") => Ok(None),
                other => other.map(Some),
            }
        }
    });
    let show = |found: Option<Found>| match found {
        Some(found) => view! { <Known found/> }.into_any(),
        None => view! {
            <EmptyState title=titles::unknown detail=titles::unknown_detail icon=icondata_lu::LuShieldAlert/>
        }
        .into_any(),
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/open/titles" label=titles::titles/>
            <PageHead title=titles::confirm/>
            <Loaded fetched=found children=show/>
        </div>
    }
}

#[component]
fn Known(found: Found) -> impl IntoView {
    let number = StoredValue::new(found.number.clone());
    let revoked = found.revoke_reason.clone();
    let (valid, named) = (revoked.is_none(), found.place_id.is_some());
    let place = honours::place(&found.place);
    let half = found.half_year;
    let file = number.with_value(|number| format!("{number}.pdf"));
    let paper = move |client: Client| async move { client.get_title_paper(&number.get_value()).await };
    view! {
        {match revoked {
            None => view! { <Notice tone=Tone::Done><p><strong>{titles::title_valid}</strong></p></Notice> }.into_any(),
            Some(reason) => view! {
                <Notice tone=Tone::Alert><p><strong>{move || titles::title_revoked(&reason)}</strong></p></Notice>
            }.into_any(),
        }}
        <dl class="facts">
            <dt>{titles::number}</dt><dd>{found.number}</dd>
            <dt>{titles::name}</dt><dd>{found.name}</dd>
            <dt>{titles::whose}</dt>
            <dd>{move || if named { place.clone() } else { titles::whose_hidden().to_owned() }}</dd>
            <dt>{titles::half_year}</dt><dd>{move || honours::half_year(half)}</dd>
            <dt>{titles::issued_by}</dt><dd>{found.area_name}</dd>
            <dt>{titles::issued_at}</dt><dd><Time at=found.awarded_at/></dd>
        </dl>
        {(valid && named).then(|| view! {
            <div class="row"><Save name=file.clone() kind="application/pdf" ask=paper>{titles::certificate}</Save></div>
        })}
    }
}
