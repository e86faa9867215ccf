//! Charters: a draft is written, and put in force by who founds the fund or, later, by the committee.

pub mod adopt;
pub mod edit;
mod fields;
mod form;
pub mod show;
mod threshold;
mod typed;

pub use edit::{EditCharter, NewCharter};
pub use show::CharterPage;

use contract::funds::{CharterSummary, Fund};
use domain::permissions::Permission;
use leptos::prelude::*;

use super::{address, charter_address};
use crate::{
    components::ButtonLink,
    fetch::fetch,
    i18n::funds,
    pages::{console::lists::loaded, funds::charter::CharterList},
    session::Session,
};

/// The versions and drafts of a fund's charter, and the way to the next.
#[component]
pub(super) fn Versions(
    /// The fund.
    fund: Signal<Fund>,
    /// Grows whenever something may have happened.
    ticks: RwSignal<u32>,
) -> impl IntoView {
    let session = Session::get();
    let id = fund.with_untracked(|fund| fund.id);
    let all = fetch(move |client| {
        ticks.track();
        async move { client.list_fund_charters(id).await.map(|all| all.items) }
    });
    let may = move || fund.with(|fund| session.may(Permission::ManageFunds, &fund.area_path));
    let new = Signal::derive(move || {
        let from = fund.with(|fund| fund.charter.as_ref().map(|charter| charter.id.to_string()));
        let from = from.map(|id| format!("?from={id}")).unwrap_or_default();
        format!("{}/charters/new{from}", address(id))
    });
    let show = move |items: Vec<CharterSummary>| {
        if items.is_empty() {
            return view! { <p class="soft">{funds::no_drafts}</p> }.into_any();
        }
        let current = fund.with_untracked(|fund| fund.charter.clone());
        view! { <CharterList items current address=|summary| charter_address(summary.id)/> }.into_any()
    };
    view! {
        <section class="stack" aria-labelledby="charters-head">
            <div class="row row--between">
                <h2 id="charters-head">{funds::charter}</h2>
                <Show when=may><ButtonLink icon=icondata_lu::LuPenLine href=new>{funds::write_charter}</ButtonLink></Show>
            </div>
            {loaded(all, show)}
        </section>
    }
}
