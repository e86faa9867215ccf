//! The inbox: what is new stands out, and a press leads to what it is about.

use contract::notifications::{ListNotifications, MarkRead, Notification};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::words;
use crate::{
    components::{
        Badge, Button, EmptyState, ErrorState, FilterSelect, Filters, Icon, PageHead, Skeleton, Time, Toasts,
        Tone,
    },
    fetch::{Listed, More, fetch_list},
    i18n::{common, notifications},
    inbox::Inbox,
    pages::identity::SignedInOnly,
    query::QueryParam,
    send::press,
    session::Session,
};

/// The page.
#[component]
pub fn NotificationsPage(
    /// The shell's first page.
    home: &'static str,
) -> impl IntoView {
    view! {
        <SignedInOnly title=common::notifications home let:_me>
            <div class="stack">
                <PageHead title=common::notifications lead=notifications::lead/>
                <All console=home != "/"/>
            </div>
        </SignedInOnly>
    }
}

#[component]
fn All(console: bool) -> impl IntoView {
    let chosen = QueryParam::of("show").value;
    let unread_only = Memo::new(move |_| chosen.with(|word| word == "unread"));
    let listed = fetch_list(move |client, after| {
        let unread = unread_only.get().then_some(true);
        let query = ListNotifications { unread, after, limit: None };
        async move { client.list_notifications(&query).await }
    });
    let unread = Inbox::get().unread;
    // What comes while the page is open is shown above the rest.
    Effect::new(move |before: Option<i64>| {
        let now = unread.get();
        if before.is_some_and(|before| now > before) {
            listed.reload();
        }
        now
    });
    let options = Signal::derive(|| vec![("unread".to_owned(), notifications::unread_only().to_owned())]);
    view! {
        <div class="row row--between">
            <Filters><FilterSelect name="show" label=notifications::show options/></Filters>
            <MarkAll listed/>
        </div>
        <List listed unread_only console/>
    }
}

/// Everything that is shown, and what came before it, counts as read.
#[component]
fn MarkAll(listed: Listed<Notification>) -> impl IntoView {
    let (session, toasts, inbox, busy) = (Session::get(), Toasts::get(), Inbox::get(), RwSignal::new(false));
    let newest = move || {
        listed.answer.with(|answer| match answer {
            Some(Ok(items)) => items.first().map(|one| one.id),
            Some(Err(_)) | None => None,
        })
    };
    let mark = move |()| {
        let Some(id) = newest() else { return };
        let ask = move |client: client::Client| async move {
            client.mark_notifications_read(&MarkRead { id, and_before: true }).await
        };
        press(session, toasts, busy, ask, move |()| {
            inbox.count(session, 0);
            toasts.say(notifications::all_marked());
            listed.reload();
        });
    };
    view! {
        <Show when=move || { inbox.unread.get() > 0 && newest().is_some() }>
            <Button busy=busy on_press=mark icon=icondata_lu::LuCheckCheck>{notifications::mark_all}</Button>
        </Show>
    }
}

#[component]
fn List(listed: Listed<Notification>, unread_only: Memo<bool>, console: bool) -> impl IntoView {
    move || {
        match listed.answer.get() {
        None => view! { <Skeleton boxes=true count=3/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| listed.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() && unread_only.get() => {
            view! { <EmptyState title=notifications::none_unread icon=icondata_lu::LuBellRing/> }.into_any()
        }
        Some(Ok(items)) if items.is_empty() => view! {
            <EmptyState title=notifications::none detail=notifications::none_detail icon=icondata_lu::LuBellRing/>
        }
        .into_any(),
        Some(Ok(items)) => view! {
            <ul class="list" role="list">
                {items.into_iter().map(|one| view! { <One one console/> }).collect_view()}
            </ul>
            <More list=listed/>
        }
        .into_any(),
    }
    }
}

#[component]
fn One(one: Notification, console: bool) -> impl IntoView {
    let (session, inbox) = (Session::get(), Inbox::get());
    let read = RwSignal::new(one.read);
    let (id, href, at) = (one.id, words::page(&one, console), one.happened_at);
    let mark = move |_| {
        if read.get_untracked() {
            return;
        }
        read.set(true);
        inbox.read_one();
        spawn_local(async move {
            let body = MarkRead { id, and_before: false };
            // Where it does not arrive it is new again next time: nothing is lost.
            drop(session.call(|client| async move { client.mark_notifications_read(&body).await }).await);
            inbox.count(session, 0);
        });
    };
    let icon = words::picture(&one.subject);
    let (event, facts, about) = (one.event, one.facts, one.about);
    view! {
        <li>
            <a class="list__link notification" class:notification--new=move || !read.get() href=href on:click=mark>
                <Icon icon/>
                <span class="grow notification__text">
                    <span class="notification__what">{move || words::sentence(&event, &facts)}</span>
                    {about.map(|about| view! { <span class="soft">{about}</span> })}
                    <span class="notification__foot">
                        <Time at/>
                        <Show when=move || !read.get()><Badge tone=Tone::Waiting label=notifications::is_new/></Show>
                    </span>
                </span>
                <Icon icon=icondata_lu::LuChevronRight/>
            </a>
        </li>
    }
}
