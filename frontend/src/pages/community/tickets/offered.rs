//! Has somebody reported it already? What may be of the same matter, before the report is sent. Where it cannot be asked, nothing is
//! shown and the report goes on.

use contract::tickets::{FindSimilar, ReportTicket, SimilarTicket, SimilarTickets};
use domain::{ids::TicketId, tickets::public::PublicState};
use leptos::prelude::*;

use crate::{
    components::{Badge, Button, ButtonLink, Card},
    device,
    fetch::{Fetched, fetch},
    format,
    i18n::{self, similar},
    pages::community::open::tickets::state,
};

/// Where the reader goes on who says that none of them is it.
pub const OWN_REPORT: &str = "own-report";

/// Asks for tickets of the matter that is about to be reported.
pub fn ask(matter: impl Fn() -> ReportTicket + Copy + 'static) -> Fetched<SimilarTickets> {
    fetch(move |client| {
        let ReportTicket { category, text, position, area_id, .. } = untrack(matter);
        async move { client.find_similar_tickets(&FindSimilar { category, text, position, area_id }).await }
    })
}

/// What may be of the same matter: to be joined, or said to be another.
#[component]
pub fn Offered(
    /// What was found.
    found: Fetched<SimilarTickets>,
    /// While one is being joined.
    #[prop(into)]
    busy: Signal<bool>,
    /// Joins one.
    #[prop(into)]
    on_join: Callback<TicketId>,
) -> impl IntoView {
    let is_other = RwSignal::new(false);
    let items = move || match found.answer.get() {
        Some(Ok(found)) if !is_other.get() => found.items,
        _ => Vec::new(),
    };
    let deny = move |()| {
        is_other.set(true);
        device::focus(OWN_REPORT);
    };
    let told = move || {
        if is_other.get() {
            similar::own_goes_on()
        } else if items().is_empty() {
            ""
        } else {
            similar::found()
        }
    };
    view! {
        <p class="visually-hidden" role="status">{told}</p>
        {move || {
            let items = items();
            (!items.is_empty()).then(|| view! {
                <section class="stack" aria-labelledby="similar-heading">
                    <h2 id="similar-heading">{similar::is_it_this}</h2>
                    <p class="soft">{similar::lead}</p>
                    {items.into_iter().map(|item| view! { <One item busy on_join/> }).collect_view()}
                    <Button wide=true on_press=deny>{similar::another}</Button>
                </section>
            })
        }}
    }
}

#[component]
fn One(item: SimilarTicket, busy: Signal<bool>, on_join: Callback<TicketId>) -> impl IntoView {
    let SimilarTicket { ticket, mine } = item;
    let ((words, tone), has_ended) = (state(ticket.state), ticket.state == PublicState::Closed);
    let (id, names, area, at) = (ticket.id, ticket.category.names, ticket.area.name, ticket.reported_at);
    let facts = move || format!("{} · {} · {}", names.get(i18n::lang()), area, format::relative(at));
    view! {
        <Card title=ticket.text>
            <p class="card__foot"><Badge tone label=words/> <span>{facts}</span></p>
            {if mine {
                view! {
                    <p class="small soft">{similar::yours}</p>
                    <ButtonLink href=format!("/tickets/{id}")>{similar::see_yours}</ButtonLink>
                }
                .into_any()
            } else if has_ended {
                view! { <p class="small soft">{similar::ended}</p> }.into_any()
            } else {
                view! { <Button busy on_press=move |()| on_join.run(id)>{similar::join}</Button> }.into_any()
            }}
        </Card>
    }
}
