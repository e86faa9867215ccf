//! One finding: what is behind it, what was said, and what the reader may say.

use contract::funds::{Finding, FindingEntry, Fund};
use domain::ids::FindingId;
use leptos::prelude::*;

use super::{
    super::{READING, address, disbursements::list::rows, no_such_fund},
    act::Acts,
    words,
};
use crate::{
    components::{BackLink, Badge, PageHead, Time, Timeline, TimelineEvent},
    fetch::fetch,
    i18n::{disbursements as texts, funds},
    live,
    pages::console::{inspections::held::held, named::OnePage},
};

/// The page.
#[component]
pub fn FindingPage() -> impl IntoView {
    view! {
        <OnePage title=texts::finding needs=READING list=("/funds", funds::funds)
            show=|id: FindingId| view! { <One id/> }.into_any() missing=no_such_fund/>
    }
}

#[component]
fn One(id: FindingId) -> impl IntoView {
    let found = fetch(move |client| async move {
        let finding = client.get_finding(id).await?.body;
        let fund = client.get_fund(finding.summary.fund_id).await?.body;
        Ok((fund, finding))
    });
    live::follow(move |event| event.subject == format!("finding:{id}"), move || found.reload());
    let done = Callback::new(move |()| found.reload());
    held(found, no_such_fund, move |found| whole(found, done))
}

fn whole(found: Signal<(Fund, Finding)>, done: Callback<()>) -> impl IntoView {
    let fund = found.with_untracked(|(fund, _)| fund.clone());
    let finding = Memo::new(move |_| found.with(|(_, finding)| finding.clone()));
    let kind = finding.with_untracked(|finding| finding.summary.kind);
    let facts = move || {
        let summary = finding.with(|finding| finding.summary.clone());
        let (severity_tone, severity) = words::severity(summary.severity);
        let (tone, label) = words::standing(summary.state);
        view! {
            <dl class="facts">
                <dt>{funds::column_state}</dt><dd><Badge tone label/></dd>
                <dt>{texts::severity}</dt><dd><Badge tone=severity_tone label=severity/></dd>
                <dt>{texts::raised_at}</dt><dd><Time at=summary.raised_at/></dd>
            </dl>
        }
    };
    let entry = |entry: FindingEntry| {
        let (tone, title) = words::said(entry.kind);
        view! {
            <TimelineEvent at=entry.at title tone who=entry.by>
                {entry.text.map(|text| view! { <p class="breakable">{text}</p> })}
            </TimelineEvent>
        }
    };
    let entries = move || {
        let all = finding.with(|finding| finding.entries.clone());
        (!all.is_empty()).then(|| {
            view! {
                <section class="stack" aria-labelledby="said-head">
                    <h2 id="said-head">{texts::said}</h2>
                    <Timeline>{all.into_iter().map(entry).collect_view()}</Timeline>
                </section>
            }
        })
    };
    let payments = move || rows(finding.with(|finding| finding.disbursements.clone()));
    view! {
        <div class="stack stack--loose">
            <BackLink href=format!("{}/findings", address(fund.id)) label=texts::findings/>
            <PageHead title=words::kind(kind) lead=fund.name.clone()/>
            <Acts finding=Signal::from(finding) path=fund.area_path on_done=done/>
            {facts}
            {payments}
            {entries}
        </div>
    }
}
