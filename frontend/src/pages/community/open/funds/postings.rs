//! The postings behind a total, the latest first. Every filter is in the URL, so that a number can be sent to somebody.

use contract::funds::{FREE_PURPOSE, Fund, FundPosting, ListFundPostings};
use domain::{
    funds::{Part, income::SourceKind},
    ids::FundId,
};
use leptos::prelude::*;

use super::{super::Print, no_such_fund, posting::Line};
use crate::{
    components::{BackLink, EmptyState, ErrorState, FilterSelect, Filters, Notice, PageHead, Save, Skeleton},
    device,
    fetch::{Listed, Loaded, More, fetch, fetch_list},
    i18n::funds,
    pages::funds::{id_at, if_there, open_address, words},
    query::QueryParam,
};

/// The page.
#[component]
pub fn Postings() -> impl IntoView {
    let id = id_at::<FundId>("id");
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            if_there(client.get_fund(id).await.map(|found| found.body))
        }
    });
    let show = |found: Option<Fund>| match found {
        Some(fund) => view! { <Whole fund/> }.into_any(),
        None => no_such_fund(),
    };
    view! { <div class="stack stack--loose"><Loaded fetched=found children=show/></div> }
}

/// The filters as the server takes them; tracked.
#[derive(Clone, Copy)]
struct Chosen {
    part: Memo<String>,
    source: Memo<String>,
    purpose: Memo<String>,
}

impl Chosen {
    fn of_address() -> Self {
        let value = |name| QueryParam::of(name).value;
        Self { part: value("part"), source: value("source"), purpose: value("purpose") }
    }

    fn query(self, after: Option<String>) -> ListFundPostings {
        let part = self.part.with(|word| words::PARTS.into_iter().find(|part| part.as_str() == word));
        ListFundPostings {
            part: part.unwrap_or(Part::Cash),
            source: self.source.with(|word| SourceKind::parse(word)),
            purpose: Some(self.purpose.get()).filter(|code| !code.is_empty()),
            limit: None,
            after,
        }
    }
}

#[component]
fn Whole(fund: Fund) -> impl IntoView {
    let id = fund.id;
    let chosen = Chosen::of_address();
    let list = fetch_list(move |client, after| {
        let query = chosen.query(after);
        async move { client.list_fund_postings(id, &query).await }
    });
    let parts = Signal::derive(|| {
        words::PARTS.map(|part| (part.as_str().to_owned(), words::part(part).to_owned())).to_vec()
    });
    let sources = Signal::derive(|| {
        SourceKind::ALL.map(|kind| (kind.as_str().to_owned(), words::source(kind).to_owned())).to_vec()
    });
    let named = fund.purposes.clone();
    let purposes = Signal::derive(move || {
        let free = (FREE_PURPOSE.to_owned(), funds::purpose_free().to_owned());
        std::iter::once(free).chain(words::purpose_options(&named)).collect::<Vec<_>>()
    });
    let title = move || words::part(chosen.query(None).part);
    let file = move |kind: &'static str, ending: &'static str, words: words::Text| {
        let ask = move |client: client::Client| {
            let query = untrack(|| chosen.query(None));
            async move { client.export_fund_postings(id, &query, kind).await }
        };
        view! { <Save name=format!("fund-{id}.{ending}") kind ask>{words}</Save> }
    };
    let name = fund.name.clone();
    view! {
        <BackLink href=open_address(id) label=fund.name.clone()/>
        <PageHead title=move || format!("{} · {name}", title()) lead=funds::postings_lead>
            {file(device::XLSX, "xlsx", funds::save_xlsx)}
            {file(device::CSV, "csv", funds::save_csv)}
            <Print/>
        </PageHead>
        <Filters>
            <FilterSelect name="part" label=funds::part options=parts default=Part::Cash.as_str().to_owned()/>
            <FilterSelect name="source" label=funds::source options=sources/>
            <FilterSelect name="purpose" label=funds::purpose options=purposes/>
        </Filters>
        <Notice><p>{funds::postings_check}</p></Notice>
        <Lines list fund/>
    }
}

#[component]
fn Lines(list: Listed<FundPosting>, fund: Fund) -> impl IntoView {
    let fund = StoredValue::new(fund);
    move || {
        match list.answer.get() {
        None => view! { <Skeleton count=6/> }.into_any(),
        Some(Err(failure)) => {
            view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any()
        }
        Some(Ok(items)) if items.is_empty() => view! {
            <EmptyState title=funds::no_postings detail=funds::no_postings_detail icon=icondata_lu::LuReceiptText/>
        }
        .into_any(),
        Some(Ok(items)) => {
            let line = move |posting: FundPosting| view! { <Line posting fund=fund.get_value()/> };
            view! {
                <ul class="lines" role="list">{items.into_iter().map(line).collect_view()}</ul>
                <More list/>
            }
            .into_any()
        }
    }
    }
}
