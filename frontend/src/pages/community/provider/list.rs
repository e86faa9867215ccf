//! What waits to be collected, and what was handed out today.

use client::Client;
use contract::{
    providers::Provider,
    redemptions::{
        AtCounter, CancelRedemption, ListProviderRedemptions, REASON_CHARS_MAX, RedemptionStateName,
    },
};
use domain::town_time;
use leptos::prelude::*;

use super::frame::{Place, at};
use crate::{
    components::{
        Badge, Button, ButtonKind, ButtonLink, Dialog, EmptyState, ErrorState, Form, FormState, Skeleton,
        Tab, Tabs, TextField, Toasts,
    },
    device,
    fetch::{Listed, More, fetch_list},
    format,
    i18n::redemptions,
    live,
    once::Once,
    pages::offers::words,
    query::QueryParam,
    send::send,
    session::Session,
};

/// The page.
#[component]
pub fn List() -> impl IntoView {
    view! {
        <Place title=redemptions::list lead=redemptions::list_lead
            children=|provider| view! { <All provider/> }.into_any()/>
    }
}

#[component]
fn All(provider: Provider) -> impl IntoView {
    let id = provider.id;
    let shown = QueryParam::of("shown");
    let today = move || shown.value.with(|shown| shown == "today");
    let list = fetch_list(move |client, after| {
        let today = today();
        let query = ListProviderRedemptions {
            state: (!today).then_some(RedemptionStateName::Reserved),
            collected_on: today.then(|| town_time::date(device::now())),
            after,
            ..ListProviderRedemptions::default()
        };
        async move { client.list_provider_redemptions(id, &query).await }
    });
    live::follow(|event| event.subject.starts_with("redemption:"), move || list.reload());
    let chosen = Signal::derive(move || if today() { "today".to_owned() } else { "waiting".to_owned() });
    let tabs = vec![Tab::new("waiting", redemptions::waiting), Tab::new("today", redemptions::done_today)];
    let choose = move |name: &'static str| shown.set(if name == "today" { "today" } else { "" });
    view! {
        <Tabs label=redemptions::list tabs chosen on_choose=choose>
            {move || match list.answer.get() {
                None => view! { <Skeleton boxes=true count=3/> }.into_any(),
                Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any(),
                Some(Ok(items)) if items.is_empty() && today() => view! {
                    <EmptyState title=redemptions::none_today detail=redemptions::none_today_detail>
                        <ButtonLink kind=ButtonKind::Primary icon=icondata_lu::LuScanLine href=at("/collect", id)>{redemptions::collect}</ButtonLink>
                    </EmptyState>
                }
                .into_any(),
                Some(Ok(items)) if items.is_empty() => view! {
                    <EmptyState title=redemptions::none_waiting detail=redemptions::none_waiting_detail>
                        <ButtonLink href=at("/offers", id)>{redemptions::offers}</ButtonLink>
                    </EmptyState>
                }
                .into_any(),
                Some(Ok(items)) => view! {
                    <div class="stack">{items.into_iter().map(|one| view! { <One one list/> }).collect_view()}</div>
                    <More list=list/>
                }
                .into_any(),
            }}
        </Tabs>
    }
}

#[component]
fn One(one: AtCounter, list: Listed<AtCounter>) -> impl IntoView {
    let (word, tone) = words::redemption_state(one.state);
    let (points, until, at) = (one.points, one.keep_until, one.collected_at);
    let asked = RwSignal::new(false);
    let (title, person) = (one.title.clone(), one.person.clone());
    let question = move || redemptions::decline_title(&person, &title);
    let id = one.id;
    view! {
        <article class="card">
            <div class="row">
                <h2 class="card__title grow">{one.title}</h2>
                <Badge tone label=word/>
            </div>
            <p class="card__foot">
                <span>{one.person}</span>
                <span>{move || words::points(points)}</span>
                {match at {
                    Some(at) => view! { <span>{redemptions::collected_at}" "{move || format::date_time(at)}</span> }.into_any(),
                    None => view! { <span>{redemptions::until}" "{move || format::date_time(until)}</span> }.into_any(),
                }}
            </p>
            {(one.state == RedemptionStateName::Reserved).then(|| view! {
                <div class="row"><Button small=true on_press=move |()| asked.set(true)>{redemptions::decline}</Button></div>
                <Dialog open=asked title=question.clone()>
                    <Decline id on_done=move |()| { asked.set(false); list.reload(); }/>
                </Dialog>
            })}
        </article>
    }
}

#[component]
fn Decline(id: domain::ids::RedemptionId, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let (state, reason) = (FormState::new("decline"), RwSignal::new(String::new()));
    let submit = move |()| {
        let body = CancelRedemption { reason: Some(reason.get_untracked()) };
        let key = once.key(&(id, &body));
        let ask = move |client: Client, body: CancelRedemption| {
            let key = key.clone();
            async move { client.cancel_redemption(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| {
            toasts.say(redemptions::declined_toast());
            on_done.run(());
        });
    };
    view! {
        <Form state on_submit=submit>
            <TextField name="reason" label=redemptions::decline_reason value=reason
                characters_max=u32::try_from(REASON_CHARS_MAX).unwrap_or(u32::MAX)/>
            <div class="form__actions">
                <Button kind=ButtonKind::Danger submit=true busy=state.busy>{redemptions::decline}</Button>
            </div>
        </Form>
    }
}
