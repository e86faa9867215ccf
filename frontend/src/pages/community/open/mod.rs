//! What everybody may read without signing in: results of inspections, bulletins, villages, draws, awards, certificates, funds.

pub mod awards;
pub mod bulletin;
pub mod bulletins;
pub mod certificate;
pub mod certificates;
pub mod draw;
pub mod draws;
pub mod funds;
pub mod hub;
pub mod notice;
pub mod ranking;
pub mod ranking_map;
pub mod tickets;
pub mod title;
pub mod titles;
pub mod village;
pub mod village_scores;

use client::{Client, ClientError};
use contract::inspections::{ListRounds, ListedRound};
use domain::inspections::{Regularity, Subjects};
use leptos::prelude::*;

use crate::{
    components::{Button, Save},
    device,
    i18n::open,
    later::later,
};

later! { open:
    /// Everything that is public, with the newest of each.
    hub => |_| view! { <hub::Hub/> }.into_any();
    /// The ranking of a month, as a table or as a map.
    ranking => |_| view! { <ranking::RankingPage/> }.into_any();
    /// Everything that was published of a village.
    village => |_| view! { <village::Village/> }.into_any();
    /// The bulletins, the latest first.
    bulletins => |_| view! { <bulletins::Bulletins/> }.into_any();
    /// One bulletin, as a notice to pin up.
    bulletin => |_| view! { <bulletin::Bulletin/> }.into_any();
    /// The draws, the latest first.
    draws => |_| view! { <draws::Draws/> }.into_any();
    /// How a round was drawn.
    draw => |_| view! { <draw::Draw/> }.into_any();
    /// Settled half-years.
    awards => |_| view! { <awards::Awards/> }.into_any();
    /// Where the number of a certificate is typed in.
    certificates => |_| view! { <certificates::Certificates/> }.into_any();
    /// A certificate, by its number.
    certificate => |_| view! { <certificate::Certificate/> }.into_any();
    /// Public tickets, as a list with its map.
    public_tickets => |_| view! { <tickets::list::PublicTickets/> }.into_any();
    /// One public ticket.
    public_ticket => |_| view! { <tickets::show::PublicTicketPage/> }.into_any();
    /// Titles and pledges.
    titles => |_| view! { <titles::Titles/> }.into_any();
    /// A title, by its number.
    title => |_| view! { <title::Title/> }.into_any();
    /// The funds, each with what it has.
    funds_list => |_| view! { <funds::list::Funds/> }.into_any();
    /// One fund.
    fund => |_| view! { <funds::show::FundPage/> }.into_any();
    /// The projects of a fund.
    fund_projects => |_| view! { <funds::projects::ProjectsPage/> }.into_any();
    /// One project of a fund.
    fund_project => |_| view! { <funds::projects::ProjectPage/> }.into_any();
    /// The postings behind a total.
    fund_postings => |_| view! { <funds::postings::Postings/> }.into_any();
    /// One version of a charter.
    fund_charter => |_| view! { <funds::charter::CharterPage/> }.into_any();
    /// The account of a period.
    fund_disclosure => |_| view! { <funds::disclosure::DisclosurePage/> }.into_any();
    /// One resolution.
    fund_resolution => |_| view! { <funds::resolution::ResolutionPage/> }.into_any();
    /// One payment of a fund.
    fund_payment => |_| view! { <funds::payment::PaymentPage/> }.into_any();
    /// Giving on line.
    pay_fund => |_| view! { <funds::pay::PayPage/> }.into_any();
    /// One payment on line.
    paying_fund => |_| view! { <funds::paying::PayingPage/> }.into_any();
}

/// The published rounds of villages, the latest first.
async fn published(client: Client) -> Result<Vec<ListedRound>, ClientError> {
    let of = |after| ListRounds {
        subjects: Some(Subjects::Villages),
        state: Some("published".to_owned()),
        limit: Some(contract::page::LIMIT_MAX),
        after,
        ..ListRounds::default()
    };
    client::every_page(|after| {
        let (client, query) = (client.clone(), of(after));
        async move { client.list_rounds(&query).await }
    })
    .await
}

/// Of rounds with the latest first, the routine one that the same area held before this one.
fn routine_before<'r>(rounds: &'r [ListedRound], round: &ListedRound) -> Option<&'r ListedRound> {
    rounds.iter().find(|other| {
        other.area_id == round.area_id && other.regularity == Regularity::Regular && other.month < round.month
    })
}

/// Opens the browser's print dialogue: everything here is made to be pinned up.
#[component]
fn Print() -> impl IntoView {
    view! { <Button icon=icondata_lu::LuPrinter on_press=|()| device::print()>{open::print}</Button> }
}
