//! What was redeemed at a provider, and taking back what was collected.

use chrono::TimeDelta;
use client::Client;
use contract::redemptions::{
    AtCounter, ListProviderRedemptions, REASON_CHARS_MAX, RedemptionStateName, ReturnRedemption,
};
use domain::{
    ids::{ProviderId, RedemptionId},
    redemptions::RETURN_DAYS,
};
use leptos::prelude::*;

use crate::{
    components::{
        Badge, Button, ButtonKind, Checkbox, Dialog, EmptyState, FilterSelect, Filters, Form, FormState,
        TableBox, TextField, Time, Toasts,
    },
    device,
    fetch::fetch_list,
    i18n::{providers, redemptions},
    once::Once,
    pages::{
        console::{ask::Ask, lists::listed},
        offers::words,
    },
    query::QueryParam,
    send::send,
    session::Session,
};

#[component]
pub(super) fn Redemptions(id: ProviderId) -> impl IntoView {
    let toasts = Toasts::get();
    let state = QueryParam::of("state").value;
    let list = fetch_list(move |client, after| {
        let state = state.with(|word| RedemptionStateName::parse(word));
        let query = ListProviderRedemptions { state, after, ..ListProviderRedemptions::default() };
        async move { client.list_provider_redemptions(id, &query).await }
    });
    let states = Signal::derive(|| {
        let word = |state: RedemptionStateName| {
            (state.as_str().to_owned(), words::redemption_state(state).0().to_owned())
        };
        RedemptionStateName::ALL.into_iter().map(word).collect::<Vec<_>>()
    });
    let ask = Ask::<AtCounter>::new();
    let done = move |()| {
        ask.open.set(false);
        toasts.say(redemptions::given_back_toast());
        list.reload();
    };
    view! {
        <Filters><FilterSelect name="state" label=redemptions::state options=states/></Filters>
        {listed(
            list,
            || view! { <EmptyState title=providers::no_redemptions detail=redemptions::none_waiting_detail/> }.into_any(),
            move |items| rows(items, ask),
        )}
        <Dialog open=ask.open title=move || ask.words(|one| redemptions::give_back_title(&one.person, &one.title))>
            {move || ask.row().map(|one| view! { <GiveBack id=one.id on_done=done/> })}
        </Dialog>
    }
}

fn rows(items: Vec<AtCounter>, ask: Ask<AtCounter>) -> AnyView {
    let now = device::now();
    let row = move |one: AtCounter| {
        let (points, (word, tone)) = (one.points, words::redemption_state(one.state));
        let at = one.ended_at.or(one.collected_at).unwrap_or(one.reserved_at);
        let in_time = one.collected_at.is_some_and(|at| now < at + TimeDelta::days(RETURN_DAYS));
        let may = one.state == RedemptionStateName::Collected && in_time;
        let held = StoredValue::new(one.clone());
        view! {
            <tr>
                <th scope="row">{one.title}</th>
                <td>{one.person}</td>
                <td class="number">{move || words::points(points)}</td>
                <td><Badge tone label=word/></td>
                <td><Time at/></td>
                <td>
                    {may.then(|| view! {
                        <Button small=true on_press=move |()| ask.about(held.get_value())>{redemptions::give_back}</Button>
                    })}
                </td>
            </tr>
        }
    };
    view! {
        <TableBox caption=redemptions::list>
            <thead>
                <tr>
                    <th scope="col">{redemptions::what}</th>
                    <th scope="col">{redemptions::person}</th>
                    <th scope="col" class="number">{redemptions::price}</th>
                    <th scope="col">{redemptions::state}</th>
                    <th scope="col">{redemptions::when}</th>
                    <th scope="col">{redemptions::actions}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

#[component]
fn GiveBack(id: RedemptionId, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let (session, once, state) = (Session::get(), Once::new(), FormState::new("give-back"));
    let (reason, restock) = (RwSignal::new(String::new()), RwSignal::new(true));
    let submit = move |()| {
        let body = ReturnRedemption { reason: reason.get_untracked(), restock: restock.get_untracked() };
        let key = once.key(&(id, &body));
        let ask = move |client: Client, body: ReturnRedemption| {
            let key = key.clone();
            async move { client.return_redemption(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <TextField name="reason" label=redemptions::give_back_reason value=reason
                characters_max=u32::try_from(REASON_CHARS_MAX).unwrap_or(u32::MAX)/>
            <Checkbox name="restock" label=redemptions::restock value=restock/>
            <div class="form__actions">
                <Button kind=ButtonKind::Danger submit=true busy=state.busy>{redemptions::give_back}</Button>
            </div>
        </Form>
    }
}
