//! What may be the same matter as a ticket, for whoever may merge it: one press fills in the form of the move.

use domain::{ids::TicketId, tickets::Action};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{Drafts, words};
use crate::{
    components::{Badge, Button, Notice, Time, Tone},
    fetch::fetch,
    i18n::{moves, similar},
};

/// Characters of a report that a row shows.
const WORDS_MAX: usize = 80;

/// Tickets that this one could be merged into; nothing where there is none.
#[component]
pub(super) fn Alike(id: TicketId, drafts: Drafts) -> impl IntoView {
    let found =
        fetch(move |client| async move { client.list_merge_candidates(id).await.map(|found| found.items) });
    // The page of each is beside the page of this one, in both shells.
    let beside = use_location().pathname.get_untracked();
    let beside = StoredValue::new(beside.rsplit_once('/').map_or(String::new(), |(list, _)| list.to_owned()));
    let merge = move |number: String| {
        drafts.choice.set(number);
        drafts.open.set(Some(Action::Merge));
    };
    move || {
        match found.answer.get() {
        None => ().into_any(),
        Some(Err(_)) => view! {
            <Notice>
                <p>{similar::not_asked}</p>
                <Button small=true on_press=move |()| found.reload()>{similar::ask_again}</Button>
            </Notice>
        }
        .into_any(),
        Some(Ok(items)) if items.is_empty() => ().into_any(),
        Some(Ok(items)) => view! {
            <section class="stack no-print" aria-labelledby="alike-heading">
                <h2 id="alike-heading">{similar::may_be_same}</h2>
                <ul class="list" role="list">
                    {items
                        .into_iter()
                        .map(|ticket| {
                            let number = ticket.number.clone();
                            let word = words::state_of_other(ticket.state);
                            let short: String = ticket.text.chars().take(WORDS_MAX).collect();
                            let said = ticket.number.clone();
                            view! {
                                <li class="alike">
                                    <span class="grow">
                                        <a href=beside.with_value(|list| format!("{list}/{}", ticket.id))>{ticket.number}</a>
                                        " " <Badge tone=Tone::Working label=word/>
                                        <span class="alike__text">{short}</span>
                                        <span class="small soft">{ticket.area.name} " · " <Time at=ticket.reported_at/></span>
                                    </span>
                                    <Button small=true on_press=move |()| merge(number.clone())>
                                        {moves::merge}
                                        <span class="visually-hidden">" " {said}</span>
                                    </Button>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </section>
        }
        .into_any(),
    }
    }
}
