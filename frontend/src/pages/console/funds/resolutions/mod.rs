//! What a fund's committee decides: putting something to the vote, and what came of it.

pub mod new;
pub mod show;

pub use new::NewResolution;
pub use show::ResolutionPage;

use client::{Client, ClientError, every_page};
use contract::{
    funds::{Fund, Resolution, ResolutionMatter},
    page::{LIMIT_MAX, PageQuery},
};
use domain::{funds::committee::Outcome, ids::FundId, permissions::Permission};
use leptos::prelude::*;

use super::{address, resolution_address};
use crate::{
    components::ButtonLink,
    fetch::fetch_list,
    i18n::funds,
    pages::{console::lists::listed, funds::resolution::ResolutionLine},
    session::Session,
};

/// The resolutions of a fund that were carried about such a matter, as options: the latest first.
pub(super) async fn carried(
    client: Client,
    fund: FundId,
    about: impl Fn(&ResolutionMatter) -> bool,
) -> Result<Vec<(String, String)>, ClientError> {
    let all: Vec<Resolution> = every_page(|after| {
        let (client, query) = (client.clone(), PageQuery { limit: Some(LIMIT_MAX), after });
        async move { client.list_resolutions(fund, &query).await }
    })
    .await?;
    let wanted = |found: &Resolution| found.outcome == Some(Outcome::Carried) && about(&found.matter);
    Ok(all.into_iter().filter(wanted).map(|found| (found.id.to_string(), found.title)).collect())
}

/// The resolutions of a fund, the latest first, and the way to put something to the vote.
#[component]
pub(super) fn Decisions(
    /// The fund.
    fund: Signal<Fund>,
    /// Grows whenever something may have happened.
    ticks: RwSignal<u32>,
) -> impl IntoView {
    let session = Session::get();
    let id = fund.with_untracked(|fund| fund.id);
    let list = fetch_list(move |client, after| {
        ticks.track();
        async move { client.list_resolutions(id, &PageQuery { limit: None, after }).await }
    });
    let may = move || {
        fund.with(|fund| {
            let held = [Permission::DecideFunds, Permission::ManageFunds];
            fund.charter.is_some() && held.iter().any(|held| session.may(*held, &fund.area_path))
        })
    };
    let new = format!("{}/resolutions/new", address(id));
    let line = move |resolution: Resolution| {
        let (href, purposes) =
            (resolution_address(resolution.id), fund.with_untracked(|fund| fund.purposes.clone()));
        view! { <ResolutionLine resolution purposes href/> }
    };
    view! {
        <section class="stack" aria-labelledby="resolutions-head">
            <div class="row row--between">
                <h2 id="resolutions-head">{funds::resolutions}</h2>
                <Show when=may><ButtonLink icon=icondata_lu::LuVote href=new.clone()>{funds::put_to_vote}</ButtonLink></Show>
            </div>
            {listed(
                list,
                || view! { <p class="soft">{funds::no_resolutions}</p> }.into_any(),
                move |items| view! { <ul class="list" role="list">{items.into_iter().map(line).collect_view()}</ul> }.into_any(),
            )}
        </section>
    }
}
