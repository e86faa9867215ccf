//! The list on paper: what is printed, seen before it is.

use contract::{page::LIMIT_MAX, tickets::ListTickets};
use domain::permissions::Permission;
use leptos::prelude::*;

use super::{asked::Asked, rows::rows_on_paper};
use crate::{
    components::{BackLink, Button, ButtonKind, ButtonLink, EmptyState, Notice, PageHead, Tone},
    device,
    fetch::fetch,
    format,
    i18n::{console, desk},
    pages::{
        console::{
            BASE,
            lists::loaded,
            office::{Scope, placed},
        },
        identity::SignedInOnly,
    },
};

/// Most tickets that are printed: some forty pages.
const PRINTED_MAX: usize = 500;

/// The way from the list to its print.
#[component]
pub(super) fn PrintLink() -> impl IntoView {
    let query = leptos_router::hooks::use_query_map();
    let href = move || format!("{BASE}/tickets/print{}", query.with(|query| query.to_query_string()));
    view! {
        {move || view! { <ButtonLink href=href() icon=icondata_lu::LuPrinter>{desk::print}</ButtonLink> }}
    }
}

/// The page.
#[component]
pub fn PrintPage() -> impl IntoView {
    view! { <SignedInOnly title=desk::print_title home=BASE children=|me| placed(&me, Permission::ViewTickets, || view! { <Printed/> }.into_any())/> }
}

#[component]
fn Printed() -> impl IntoView {
    let (asked, scope) = (Asked::of_address(), Scope::get());
    let query = leptos_router::hooks::use_query_map();
    let found = fetch(move |client| {
        let query = asked.query();
        async move {
            let (mut items, mut after) = (Vec::new(), None);
            loop {
                let page = ListTickets { limit: Some(LIMIT_MAX), after, ..query.clone() };
                let page = client.list_tickets(&page).await?;
                items.extend(page.items);
                after = page.next;
                if after.is_none() || items.len() >= PRINTED_MAX {
                    let cut = after.is_some() || items.len() > PRINTED_MAX;
                    items.truncate(PRINTED_MAX);
                    return Ok((items, cut));
                }
            }
        }
    });
    let back = move || format!("{BASE}/tickets{}", query.with_untracked(|query| query.to_query_string()));
    view! {
        <div class="stack">
            <BackLink href=back() label=console::tickets/>
            <PageHead title=desk::print_title/>
            {loaded(found, move |(items, cut)| {
                if items.is_empty() {
                    return view! { <EmptyState title=console::no_tickets detail=console::no_tickets_filtered/> }.into_any();
                }
                let count = items.len();
                let about = move || {
                    let place = scope.here().map(|area| area.name).unwrap_or_default();
                    let count = format::number(i64::try_from(count).unwrap_or(i64::MAX));
                    desk::print_of(place, count, format::date_time(device::now()))
                };
                view! {
                    <p>{about}</p>
                    {cut.then(|| view! { <Notice tone=Tone::Waiting><p>{desk::print_cut(PRINTED_MAX)}</p></Notice> })}
                    <div class="row no-print">
                        <Button kind=ButtonKind::Primary icon=icondata_lu::LuPrinter on_press=move |()| device::print()>{desk::print}</Button>
                    </div>
                    {rows_on_paper(items, desk::print_title)}
                }
                .into_any()
            })}
        </div>
    }
}
