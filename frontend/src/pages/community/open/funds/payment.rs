//! One payment of a fund, as everybody can read it.

use contract::funds::{Disbursement, Fund};
use domain::ids::{DisbursementId, FundId};
use leptos::prelude::*;

use super::{super::Print, no_such_fund};
use crate::{
    components::{BackLink, PageHead},
    fetch::{Loaded, fetch},
    pages::funds::{
        disbursements::{DisbursementFacts, Way},
        id_at, if_there, open_address,
    },
};

/// The page.
#[component]
pub fn PaymentPage() -> impl IntoView {
    let (fund, payment) = (id_at::<FundId>("id"), id_at::<DisbursementId>("payment"));
    let found = fetch(move |client| {
        let (fund, payment) = (fund.get(), payment.get());
        async move {
            let (Some(fund), Some(payment)) = (fund, payment) else { return Ok(None) };
            let Some(fund) = if_there(client.get_fund(fund).await)? else { return Ok(None) };
            let payment = if_there(client.get_disbursement(payment).await)?;
            Ok(payment.map(|payment| (fund.body, payment.body)))
        }
    });
    let show = |found: Option<(Fund, Disbursement)>| match found {
        Some((fund, payment)) => view! { <Whole fund payment/> }.into_any(),
        None => no_such_fund(),
    };
    view! { <div class="stack stack--loose"><Loaded fetched=found children=show/></div> }
}

#[component]
fn Whole(fund: Fund, payment: Disbursement) -> impl IntoView {
    let (title, stands, steps) =
        (payment.summary.title.clone(), payment.summary.state, payment.steps.clone());
    view! {
        <BackLink href=format!("{}/postings?part=expense", open_address(fund.id)) label=fund.name.clone()/>
        <PageHead title lead=fund.name.clone()><Print/></PageHead>
        <DisbursementFacts payment purposes=fund.purposes/>
        <Way steps stands/>
    }
}
