//! The secret address of one's calendar.

use contract::volunteering::{CalendarFeed, NewCalendarFeed};
use leptos::prelude::*;

use crate::{
    components::{Button, Confirm, Copyable, Notice, Toasts, Tone},
    fetch::{Fetched, Loaded, fetch},
    format,
    i18n::volunteering as texts,
    send::press,
    session::Session,
};

/// Making, replacing and turning off the address.
#[component]
pub fn Feed() -> impl IntoView {
    let fetched = fetch(|client| async move { client.get_calendar_feed().await });
    let shown = RwSignal::new(None::<String>);
    view! {
        <section class="stack" aria-labelledby="feed-head">
            <h2 id="feed-head">{texts::feed}</h2>
            <p class="soft">{texts::feed_lead}</p>
            {move || shown.get().map(|url| view! {
                <Notice tone=Tone::Waiting><p>{texts::feed_secret}</p></Notice>
                <Copyable text=url/>
            })}
            <Loaded fetched let:feed><Address feed fetched shown/></Loaded>
        </section>
    }
}

#[component]
fn Address(
    feed: CalendarFeed,
    fetched: Fetched<CalendarFeed>,
    shown: RwSignal<Option<String>>,
) -> impl IntoView {
    let (session, toasts, busy) = (Session::get(), Toasts::get(), RwSignal::new(false));
    let (replacing, revoking) = (RwSignal::new(false), RwSignal::new(false));
    let make = move |()| {
        let call = |client: client::Client| async move { client.make_calendar_feed().await };
        press(session, toasts, busy, call, move |made: NewCalendarFeed| {
            shown.set(Some(made.url));
            fetched.reload();
        });
    };
    let revoke = move |()| {
        let call = |client: client::Client| async move { client.revoke_calendar_feed().await };
        press(session, toasts, busy, call, move |()| {
            shown.set(None);
            toasts.say(texts::did_revoke());
            fetched.reload();
        });
    };
    match feed.made_at {
        None => view! {
            <p>{texts::feed_none}</p>
            <div class="row"><Button busy icon=icondata_lu::LuCalendarPlus on_press=make>{texts::make_feed}</Button></div>
        }
        .into_any(),
        Some(at) => view! {
            <p>{move || texts::feed_made(format::date_time(at))}</p>
            <div class="row">
                <Button busy on_press=move |()| replacing.set(true)>{texts::remake_feed}</Button>
                <Button busy on_press=move |()| revoking.set(true)>{texts::revoke_feed}</Button>
            </div>
            <Confirm open=replacing title=texts::remake_ask consequence=texts::remake_effect verb=texts::remake_feed on_confirm=make/>
            <Confirm open=revoking title=texts::revoke_ask consequence=texts::revoke_effect verb=texts::revoke_feed on_confirm=revoke danger=true/>
        }
        .into_any(),
    }
}
