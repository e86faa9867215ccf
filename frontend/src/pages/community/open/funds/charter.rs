//! One version of a fund's charter, to read and to print.

use contract::funds::{Charter, Fund};
use domain::ids::{CharterId, FundId};
use leptos::prelude::*;

use super::{super::Print, no_such_fund};
use crate::{
    components::{BackLink, Notice, PageHead, Tone},
    fetch::{Loaded, fetch},
    i18n::funds,
    pages::funds::{charter::CharterText, id_at, if_there, open_address},
};

/// The page.
#[component]
pub fn CharterPage() -> impl IntoView {
    let (fund, charter) = (id_at::<FundId>("id"), id_at::<CharterId>("charter"));
    let found = fetch(move |client| {
        let (fund, charter) = (fund.get(), charter.get());
        async move {
            let (Some(fund), Some(charter)) = (fund, charter) else { return Ok(None) };
            let Some(fund) = if_there(client.get_fund(fund).await)? else { return Ok(None) };
            let charter = if_there(client.get_charter(charter).await)?;
            Ok(charter.map(|charter| (fund.body, charter.body)))
        }
    });
    let show = |found: Option<(Fund, Charter)>| match found {
        Some((fund, charter)) => view! { <Whole fund charter/> }.into_any(),
        None => no_such_fund(),
    };
    view! { <div class="stack stack--loose"><Loaded fetched=found children=show/></div> }
}

#[component]
fn Whole(fund: Fund, charter: Charter) -> impl IntoView {
    let current = fund.charter.clone();
    let older = current.as_ref().filter(|current| current.id != charter.summary.id).map(|current| {
        let href = format!("{}/charters/{}", open_address(fund.id), current.id);
        view! { <Notice tone=Tone::Waiting><p>{funds::not_in_force}" "<a href=href>{funds::to_current}</a></p></Notice> }
    });
    view! {
        <BackLink href=open_address(fund.id) label=fund.name.clone()/>
        <PageHead title=charter.summary.title.clone() lead=fund.name.clone()><Print/></PageHead>
        {older}
        <CharterText charter current/>
    }
}
