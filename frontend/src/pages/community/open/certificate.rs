//! Whether a certificate is what it says: where the code on its paper leads.

use client::Client;
use contract::inspections::Certificate as Found;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::Save;
use crate::{
    components::{EmptyState, Notice, PageHead, Time, Tone},
    fetch::{Loaded, fetch},
    i18n::open,
    pages::awards_words::half_year,
};

/// A certificate, by its number.
#[component]
pub fn Certificate() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| params.with(|params| params.get("number")).unwrap_or_default());
    let found = fetch(move |client| {
        let number = number.get();
        async move {
            match client.get_certificate(&number).await {
                Err(error) if error.code() == Some("not_found") => Ok(None),
                other => other.map(Some),
            }
        }
    });
    let show = |found: Option<Found>| {
        match found {
        Some(found) => view! { <Valid found/> }.into_any(),
        None => view! {
            <EmptyState title=open::certificate_unknown detail=open::certificate_unknown_detail icon=icondata_lu::LuShieldAlert/>
        }
        .into_any(),
    }
    };
    view! {
        <div class="stack stack--loose">
            <PageHead title=open::certificate/>
            <Loaded fetched=found children=show/>
        </div>
    }
}

#[component]
fn Valid(found: Found) -> impl IntoView {
    let number = StoredValue::new(found.number.clone());
    let revoked = found.revoke_reason.clone();
    let valid = revoked.is_none();
    let file = number.with_value(|number| format!("{number}.pdf"));
    let paper = move |client: Client| async move {
        let number = number.get_value();
        client.get_certificate_paper(&number).await
    };
    view! {
        {match revoked {
            None => view! { <Notice tone=Tone::Done><p><strong>{open::certificate_valid}</strong></p></Notice> }.into_any(),
            Some(reason) => view! {
                <Notice tone=Tone::Alert><p><strong>{move || open::certificate_revoked(&reason)}</strong></p></Notice>
            }.into_any(),
        }}
        <dl class="facts">
            <dt>{open::number}</dt><dd>{found.number}</dd>
            <dt>{open::honoured}</dt><dd>{found.honoured}</dd>
            <dt>{open::village}</dt><dd>{found.village_name}</dd>
            <dt>{open::as_what}</dt><dd>{found.title}</dd>
            <dt>{open::half_year}</dt><dd>{move || half_year(found.half_year)}</dd>
            <dt>{open::issued_by}</dt><dd>{found.area_name}</dd>
            <dt>{open::issued_at}</dt><dd><Time at=found.issued_at/></dd>
        </dl>
        {valid.then(|| view! {
            <div class="row">
                <Save name=file.clone() kind="application/pdf" ask=paper>
                    {open::certificate_paper}
                </Save>
            </div>
        })}
    }
}
