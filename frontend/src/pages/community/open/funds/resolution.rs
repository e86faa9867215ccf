//! One resolution of a fund's committee, as everybody can read it.

use contract::funds::{Fund, Resolution};
use domain::ids::{FundId, ResolutionId};
use leptos::prelude::*;

use super::{super::Print, no_such_fund};
use crate::{
    components::{BackLink, PageHead},
    fetch::{Loaded, fetch},
    pages::funds::{id_at, if_there, open_address, resolution::ResolutionFacts},
};

/// The page.
#[component]
pub fn ResolutionPage() -> impl IntoView {
    let (fund, resolution) = (id_at::<FundId>("id"), id_at::<ResolutionId>("resolution"));
    let found = fetch(move |client| {
        let (fund, resolution) = (fund.get(), resolution.get());
        async move {
            let (Some(fund), Some(resolution)) = (fund, resolution) else { return Ok(None) };
            let Some(fund) = if_there(client.get_fund(fund).await)? else { return Ok(None) };
            let resolution = if_there(client.get_resolution(resolution).await)?;
            Ok(resolution.map(|resolution| (fund.body, resolution.body)))
        }
    });
    let show = |found: Option<(Fund, Resolution)>| match found {
        Some((fund, resolution)) => view! { <Whole fund resolution/> }.into_any(),
        None => no_such_fund(),
    };
    view! { <div class="stack stack--loose"><Loaded fetched=found children=show/></div> }
}

#[component]
fn Whole(fund: Fund, resolution: Resolution) -> impl IntoView {
    view! {
        <BackLink href=open_address(fund.id) label=fund.name.clone()/>
        <PageHead title=resolution.title.clone() lead=fund.name.clone()><Print/></PageHead>
        <ResolutionFacts resolution purposes=fund.purposes/>
    }
}
