//! A fund's books for everybody: what it has, where that came from, its charter, its committee and what that decided.

pub mod accounts;
pub mod charter;
pub mod disclosure;
pub mod figures;
pub mod given;
pub mod list;
pub mod pay;
pub mod paying;
pub mod payment;
pub mod posting;
pub mod postings;
pub mod projects;
pub mod resolution;
pub mod show;

use contract::funds::{FREE_PURPOSE, ListFundPostings};
use domain::{funds::Part, ids::FundId};
use leptos::prelude::*;

use crate::{
    components::{ButtonLink, EmptyState},
    i18n::funds,
    pages::funds::open_address,
};

/// Where the postings behind a total are read. Of a purpose, `None` is what nobody restricted.
fn postings_address(
    fund: FundId,
    part: Part,
    source: Option<domain::funds::income::SourceKind>,
    purpose: Option<Option<&str>>,
) -> String {
    let mut address = format!("{}/postings?part={}", open_address(fund), part.as_str());
    if let Some(source) = source {
        address.push_str("&source=");
        address.push_str(source.as_str());
    }
    if let Some(purpose) = purpose {
        address.push_str("&purpose=");
        address.push_str(purpose.unwrap_or(FREE_PURPOSE));
    }
    address
}

/// What a total is made of, without a page.
fn whole(part: Part) -> ListFundPostings {
    ListFundPostings { part, ..ListFundPostings::default() }
}

/// There is no such fund, or it is not open yet.
fn no_such_fund() -> AnyView {
    view! {
        <EmptyState title=funds::no_such_fund detail=funds::no_such_fund_detail icon=icondata_lu::LuMapPinOff>
            <ButtonLink href="/open/funds">{funds::to_funds}</ButtonLink>
        </EmptyState>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::funds::income::SourceKind;

    use super::*;

    #[test]
    fn every_total_has_an_address_of_its_own() {
        let fund: FundId = "019b8f2e-0000-7000-8000-000000000001".parse().unwrap();
        let base = "/open/funds/019b8f2e-0000-7000-8000-000000000001/postings";
        assert_eq!(postings_address(fund, Part::Cash, None, None), format!("{base}?part=cash"));
        assert_eq!(
            postings_address(fund, Part::Income, Some(SourceKind::Donation), Some(None)),
            format!("{base}?part=income&source=donation&purpose=-")
        );
        assert_eq!(
            postings_address(fund, Part::InKind, None, Some(Some("education"))),
            format!("{base}?part=in_kind&purpose=education")
        );
    }
}
