//! One matter: where it stands, its clock, everything that happened, and what one can do.

use client::Tagged;
use contract::tickets::{Ticket, TimelineEntry};
use domain::ids::TicketId;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{
    actions::{self, Actions},
    photo::RemotePhoto,
    words,
};
use crate::{
    components::{
        AnswerList, BackLink, Badge, Button, Notice, PageHead, ReadAloud, Stars, Time, Timeline,
        TimelineEvent, Tone, UrgentBadge,
    },
    device,
    fetch::{Fetched, Loaded, fetch},
    i18n::{self, similar, tickets},
    live,
    pages::{
        NotFound,
        identity::SignedInOnly,
        moves::{self, Moves, facts::Facts},
        partners::{self, EntryPartners, Partners},
    },
};

/// The page of one matter.
#[component]
pub fn ShowTicket() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<TicketId>().ok()));
    move || match id.get() {
        None => view! { <NotFound home="/"/> }.into_any(),
        Some(id) => view! {
            <SignedInOnly title=tickets::ticket home="/" let:_me>
                <One id/>
            </SignedInOnly>
        }
        .into_any(),
    }
}

/// What was begun in each part of the page, kept while the matter is read anew.
#[derive(Clone, Copy, Default)]
pub(in crate::pages::community) struct Begun {
    pub(in crate::pages::community) actions: actions::Drafts,
    pub(in crate::pages::community) moves: moves::Drafts,
    pub(in crate::pages::community) partners: partners::Drafts,
}

#[component]
fn One(id: TicketId) -> impl IntoView {
    let fetched: Fetched<Tagged<Ticket>> = fetch(move |client| async move { client.get_ticket(id).await });
    let begun = Begun::default();
    let query = use_query_map();
    let is_new = move || query.with(|query| query.get("new").is_some());
    let has_joined = move || query.with(|query| query.get("joined").is_some());
    view! {
        <div class="stack">
            <BackLink href="/tickets".to_owned() label=tickets::my_tickets/>
            <Show when=is_new>
                <Notice tone=Tone::Done>{tickets::received}</Notice>
            </Show>
            <Show when=has_joined>
                <Notice tone=Tone::Done>{similar::joined}</Notice>
            </Show>
            <Followed id fetched let:ticket>
                <Shown ticket fetched begun/>
            </Followed>
        </div>
    }
}

/// A matter as it stands now: whatever happens to it while somebody looks at it is shown, or offered.
#[component]
pub(in crate::pages::community) fn Followed<V, F>(
    /// Which.
    id: TicketId,
    /// Where the page keeps it.
    fetched: Fetched<Tagged<Ticket>>,
    /// Shows it.
    children: F,
) -> impl IntoView
where
    V: IntoView + 'static,
    F: Fn(Ticket) -> V + Send + 'static,
{
    // What somebody has begun is not swept away by news: they are offered.
    let news = RwSignal::new(false);
    let subject = format!("ticket:{id}");
    live::follow(
        move |event| event.subject == subject,
        move || if device::has_begun() { news.set(true) } else { fetched.reload() },
    );
    // Whatever is shown anew, after one's own step too, holds the news.
    Effect::new(move |_| {
        fetched.answer.track();
        news.set(false);
    });
    let show_news = move |()| fetched.reload();
    view! {
        <div role="status">
            <Show when=move || news.get()>
                <Notice>
                    <p>{tickets::news}</p>
                    <Button on_press=show_news icon=icondata_lu::LuRotateCw>{tickets::show_news}</Button>
                </Notice>
            </Show>
        </div>
        <Loaded fetched let:tagged>{children(tagged.body)}</Loaded>
    }
}

#[component]
fn Shown(ticket: Ticket, fetched: Fetched<Tagged<Ticket>>, begun: Begun) -> impl IntoView {
    let listed = ticket.ticket.clone();
    let (word, tone) = words::state(listed.state);
    let names = listed.category.names.clone();
    let number = listed.number.clone();
    let open = !listed.state.is_ended();
    view! {
        <div class="stack">
            <PageHead title=move || tickets::number(&number)>
                <Badge tone label=word/>
                <UrgentBadge priority=listed.priority/>
                {listed.anonymous.then(|| view! { <Badge tone=Tone::Neutral label=tickets::is_anonymous/> })}
                {listed.overdue.then(|| view! { <Badge tone=Tone::Alert label=tickets::overdue/> })}
            </PageHead>
            <p>{listed.text.clone()}</p>
            <AnswerList answers=ticket.answers.clone()/>
            <div class="row"><ReadAloud text=listed.text.clone()/></div>
            <dl class="facts">
                <dt>{tickets::kind}</dt>
                <dd>{move || names.get(i18n::lang()).to_owned()}</dd>
                <dt>{tickets::area}</dt>
                <dd>{listed.area.name.clone()}</dd>
                <dt>{tickets::reported_at}</dt>
                <dd><Time at=listed.reported_at/></dd>
                {(open && listed.answered_at.is_none())
                    .then(|| view! { <dt>{tickets::answer_due}</dt><dd><Time at=listed.answer_due_at/></dd> })}
                {open.then(|| view! { <dt>{tickets::solve_due}</dt><dd><Time at=listed.solve_due_at/></dd> })}
                <Facts ticket=ticket.clone()/>
                {listed.handler.clone().map(|name| view! { <dt>{tickets::handler}</dt><dd>{name}</dd> })}
            </dl>
            <Partners ticket=ticket.clone() drafts=begun.partners on_done=move |()| fetched.reload()/>
            <Actions ticket=ticket.clone() fetched drafts=begun.actions/>
            <Moves
                id=listed.id
                area=listed.area.clone()
                actions=ticket.actions.clone()
                keeper=listed.provider.as_ref().map(|provider| provider.id)
                drafts=begun.moves
                on_done=move |()| fetched.reload()
            />
            <section class="stack">
                <h2>{tickets::what_happened}</h2>
                <Timeline>{ticket.timeline.into_iter().map(|entry| view! { <Entry entry/> }).collect_view()}</Timeline>
            </section>
        </div>
    }
}

/// One thing that happened.
#[component]
pub(in crate::pages::community) fn Entry(entry: TimelineEntry) -> impl IntoView {
    let (title, tone) = words::event(&entry.kind);
    let side = words::who(&entry.side, entry.mine);
    let name = entry.name.unwrap_or_default();
    let who = move || if name.is_empty() { side().to_owned() } else { format!("{} {name}", side()) };
    view! {
        <TimelineEvent at=entry.at title tone who>
            {entry.text.map(|text| view! { <p>{text}</p> })}
            <EntryPartners provider=entry.provider materials=entry.materials/>
            {entry.rating.map(|value| view! { <Stars value/> })}
            {(!entry.photos.is_empty())
                .then(|| {
                    let photos = entry.photos.into_iter();
                    view! {
                        <div class="photos">
                            {photos.map(|photo| view! { <div class="photo"><RemotePhoto photo/></div> }).collect_view()}
                        </div>
                    }
                })}
        </TimelineEvent>
    }
}
