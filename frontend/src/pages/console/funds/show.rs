//! One fund at the desk.

use client::Tagged;
use contract::funds::Fund;
use domain::ids::FundId;
use leptos::prelude::*;

use super::{
    READING, address, charters::Versions, committee::Seats, disclosures::Disclosures, inside, no_such_fund,
    numbers::Numbers, purposes::Purposes, reads_books, resolutions::Decisions, steps::Steps,
};
use crate::{
    components::{Badge, ListLink, PageHead, Time},
    fetch::fetch,
    format,
    i18n::{bank, disbursements, funds, online, projects},
    live,
    pages::{
        console::{BASE, inspections::held::held, named::OnePage},
        funds::{
            open_address,
            words::{self, Text},
        },
    },
    session::Session,
};

/// The page.
#[component]
pub fn FundPage() -> impl IntoView {
    view! {
        <OnePage title=funds::fund needs=READING list=("/funds", funds::funds)
            show=|id: FundId| view! { <One id/> }.into_any() missing=no_such_fund/>
    }
}

#[component]
fn One(id: FundId) -> impl IntoView {
    let fund = fetch(move |client| async move { client.get_fund(id).await });
    let ticks = RwSignal::new(0_u32);
    let again = move || {
        fund.reload();
        ticks.update(|ticks| *ticks = ticks.wrapping_add(1));
    };
    live::follow(
        |event| {
            let kinds = ["fund.", "charter.", "disclosure.", "resolution.", "income."];
            kinds.iter().any(|kind| event.event.starts_with(kind))
        },
        again,
    );
    let done = Callback::new(move |()| again());
    held(fund, no_such_fund, move |found| whole(found, ticks, done))
}

fn whole(found: Signal<Tagged<Fund>>, ticks: RwSignal<u32>, done: Callback<()>) -> impl IntoView {
    let session = Session::get();
    let fund = Signal::derive(move || found.with(|found| found.body.clone()));
    let (id, path) = fund.with_untracked(|fund| (fund.id, fund.area_path.clone()));
    let tone = Signal::derive(move || words::state(fund.with(|fund| fund.state)).0);
    let state = move || words::state(fund.with(|fund| fund.state)).1();
    let place = move || {
        fund.with(|fund| {
            view! { <a href=format!("{BASE}/funds?area={}", fund.area_id)>{fund.area_name.clone()}</a> }
        })
    };
    let opened = move || {
        let day = fund.with(|fund| fund.opened_on)?;
        Some(view! { <dt>{funds::opened}</dt><dd>{format::date(day)}</dd> })
    };
    let description = move || fund.with(|fund| fund.description.clone());
    view! {
        <div class="stack stack--loose">
            <PageHead title=move || fund.with(|fund| fund.name.clone())><Badge tone label=state/></PageHead>
            <Steps found ticks on_done=done/>
            <section class="stack" aria-label=funds::what_for>
                <p class="pre">{description}</p>
                <dl class="facts">
                    <dt>{funds::column_place}</dt><dd>{place}</dd>
                    {opened}
                    <dt>{funds::founded_at}</dt><dd><Time at=fund.with_untracked(|fund| fund.founded_at)/></dd>
                    <dt>{funds::public_page}</dt><dd><a href=open_address(id)>{funds::to_public_page}</a></dd>
                </dl>
            </section>
            <Numbers id ticks/>
            {projects_of(id)}
            {inside(session, &path).then(|| spending(id))}
            <Disclosures fund ticks on_done=done/>
            {reads_books(session, &path).then(|| books(id))}
            <Purposes fund on_done=done/>
            <Versions fund ticks/>
            <Seats fund ticks on_done=done/>
            <Decisions fund ticks/>
        </div>
    }
}

/// The ways to what the fund pays, out of which budget, and what is asked about that.
fn spending(id: FundId) -> impl IntoView {
    ways(
        id,
        disbursements::spending,
        "spending-head",
        [
            ("payments", disbursements::payments, icondata_lu::LuReceiptText),
            ("budget", disbursements::budget, icondata_lu::LuBookOpen),
            ("findings", disbursements::findings, icondata_lu::LuCircleCheck),
        ],
    )
}

/// The ways to what the fund pays for.
fn projects_of(id: FundId) -> impl IntoView {
    ways(
        id,
        projects::projects,
        "projects-head",
        [
            ("projects", projects::all_projects, icondata_lu::LuSprout),
            ("calls", projects::calls, icondata_lu::LuMegaphone),
        ],
    )
}

/// The ways to what only those read who keep or audit the books.
fn books(id: FundId) -> impl IntoView {
    ways(
        id,
        funds::books,
        "books-head",
        [
            ("income", funds::incomes, icondata_lu::LuHandCoins),
            ("online", online::payments, icondata_lu::LuQrCode),
            ("donors", funds::donors, icondata_lu::LuUsers),
            ("balances", funds::balances, icondata_lu::LuBookOpen),
            ("bank", bank::reconciliation, icondata_lu::LuLandmark),
            ("transfers", funds::transfers, icondata_lu::LuArrowLeftRight),
        ],
    )
}

/// Ways to pages below the fund's: where, in which words, with which picture.
fn ways<const N: usize>(
    id: FundId,
    title: Text,
    head: &'static str,
    pages: [(&'static str, Text, icondata_core::Icon); N],
) -> impl IntoView {
    let way =
        |(page, label, icon)| view! { <ListLink href=format!("{}/{page}", address(id)) label=label icon/> };
    view! {
        <section class="stack" aria-labelledby=head>
            <h2 id=head>{title}</h2>
            <ul class="list" role="list">{pages.map(way).into_iter().collect_view()}</ul>
        </section>
    }
}
