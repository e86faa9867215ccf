//! The account of one period, as everybody can read it.

use contract::funds::{Disclosure, Fund};
use domain::ids::{DisclosureId, FundId};
use leptos::prelude::*;

use super::{super::Print, no_such_fund};
use crate::{
    components::{BackLink, PageHead},
    fetch::{Loaded, fetch},
    i18n::funds,
    pages::funds::{
        disclosure::{DisclosurePaper, DisclosureText, days},
        id_at, if_there, open_address,
    },
};

/// The page.
#[component]
pub fn DisclosurePage() -> impl IntoView {
    let (fund, disclosure) = (id_at::<FundId>("id"), id_at::<DisclosureId>("disclosure"));
    let found = fetch(move |client| {
        let (fund, disclosure) = (fund.get(), disclosure.get());
        async move {
            let (Some(fund), Some(disclosure)) = (fund, disclosure) else { return Ok(None) };
            let Some(fund) = if_there(client.get_fund(fund).await)? else { return Ok(None) };
            let disclosure = if_there(client.get_disclosure(disclosure).await)?;
            Ok(disclosure.map(|disclosure| (fund.body, disclosure.body)))
        }
    });
    let show = |found: Option<(Fund, Disclosure)>| match found {
        Some((fund, disclosure)) => view! { <Whole fund disclosure/> }.into_any(),
        None => no_such_fund(),
    };
    view! { <div class="stack stack--loose"><Loaded fetched=found children=show/></div> }
}

#[component]
fn Whole(fund: Fund, disclosure: Disclosure) -> impl IntoView {
    let (from, until) = (disclosure.content.from, disclosure.content.until);
    let paper = disclosure.clone();
    view! {
        <BackLink href=open_address(fund.id) label=fund.name.clone()/>
        <PageHead title=move || funds::disclosure_of(days(from, until)) lead=fund.name.clone()>
            <DisclosurePaper disclosure=paper/>
            <Print/>
        </PageHead>
        <DisclosureText disclosure/>
    }
}
