//! The titles that were awarded, and revoking one of them.

use client::Client;
use contract::{
    inspections::{GetTitleCandidates, ListTitles, RevokeTitle, Title},
    page::Page,
};
use leptos::prelude::*;

use crate::{
    components::{
        Badge, Button, ButtonKind, Dialog, EmptyState, Form, FormState, TableBox, TextArea, Toasts, Tone,
    },
    fetch::{Listed, fetch_list},
    i18n::titles,
    once::Once,
    pages::{
        console::{ask::Ask, lists::listed},
        honours,
    },
    send::send,
    session::Session,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The titles of one kind and half-year.
#[component]
pub fn Given(
    /// Whose, of which kind, for which half-year.
    query: GetTitleCandidates,
) -> impl IntoView {
    let list = fetch_list(move |client, after| {
        let GetTitleCandidates { area_id, half_year, kind } = query;
        let ask =
            ListTitles { area_id, half_year: Some(half_year), kind: Some(kind), limit: Some(ROWS), after };
        async move {
            let found = client.list_titles(&ask).await?;
            Ok(Page { items: found.items, next: found.next })
        }
    });
    let ask = Ask::<Title>::new();
    let title = move || ask.words(|title| titles::revoke_title(honours::place(&title.place), &title.name));
    view! {
        <section class="stack" aria-labelledby="given-head">
            <h2 id="given-head">{titles::given}</h2>
            {listed(
                list,
                || view! { <EmptyState title=titles::none icon=icondata_lu::LuAward/> }.into_any(),
                move |items| rows(items, ask),
            )}
            <Dialog open=ask.open title><Revoke ask list/></Dialog>
        </section>
    }
}

fn rows(items: Vec<Title>, ask: Ask<Title>) -> AnyView {
    let row = move |title: Title| {
        let asked = title.clone();
        let place = honours::place(&title.place);
        let named = place.clone();
        let (valid, shown) = (title.revoked_at.is_none(), title.shown);
        view! {
            <tr>
                <th scope="row">{place}</th>
                <td><a href=format!("/open/titles/{}", title.number) rel="external">{title.number.clone()}</a></td>
                <td>
                    {match (valid, shown) {
                        (false, _) => view! { <Badge tone=Tone::Alert label=titles::revoked/> }.into_any(),
                        (true, true) => view! { <Badge tone=Tone::Done label=titles::public/> }.into_any(),
                        (true, false) => view! { <Badge tone=Tone::Neutral label=titles::hidden/> }.into_any(),
                    }}
                </td>
                <td>
                    {valid.then(|| view! {
                        <Button small=true on_press=move |()| ask.about(asked.clone())>
                            {titles::revoke}<span class="visually-hidden">" "{named}</span>
                        </Button>
                    })}
                </td>
            </tr>
        }
    };
    view! {
        <TableBox caption=titles::given>
            <thead><tr>
                <th scope="col">{titles::place}</th>
                <th scope="col">{titles::number}</th>
                <th scope="col">{titles::state}</th>
                <th scope="col">{titles::actions}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

/// Asks why, once; everybody reads it.
#[component]
fn Revoke(ask: Ask<Title>, list: Listed<Title>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once) = (FormState::new("revoke-title"), Once::new());
    let reason = RwSignal::new(String::new());
    let submit = move |()| {
        let Some(title) = ask.row() else { return };
        let body = RevokeTitle { reason: reason.with_untracked(|reason| reason.trim().to_owned()) };
        let key = once.key(&(&title.number, &body));
        let call = move |client: Client, body: RevokeTitle| {
            let (key, number) = (key.clone(), title.number.clone());
            async move { client.revoke_title(&number, &body, Some(&key)).await }
        };
        send(session, state, body, call, move |_| {
            ask.open.set(false);
            toasts.say(titles::revoked_done());
            list.reload();
        });
    };
    view! {
        <Form state on_submit=submit>
            <p>{titles::revoke_lead}</p>
            <TextArea name="reason" label=titles::reason value=reason characters_max=500/>
            <div class="form__actions">
                <Button kind=ButtonKind::Danger submit=true busy=state.busy>{titles::revoke}</Button>
            </div>
        </Form>
    }
}
