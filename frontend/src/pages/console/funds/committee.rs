//! Who sits in a fund's committee: filling seats and ending them.

use chrono::NaiveDate;
use client::{Client, every_page};
use contract::{
    funds::{FillSeat, Fund, FundSeat, FundSeats},
    grants::{Grant, ListGrants},
    page::LIMIT_MAX,
};
use domain::{
    areas::AreaPath,
    funds::FundState,
    permissions::{Permission, Role},
};
use leptos::prelude::*;

use super::today;
use crate::{
    components::{
        Button, ButtonKind, ButtonLink, Confirm, DateField, Dialog, Form, FormState, Notice, SelectField,
        Toasts, Tone,
    },
    fetch::fetch,
    format,
    i18n::{common, funds},
    once::Once,
    pages::{
        console::{BASE, ask::Ask, lists::loaded},
        funds::committee::Members,
        moves::forms::refuse_empty,
    },
    send::{mistakes, press, send},
    session::Session,
};

/// Members with their terms, and what can be done about them.
#[component]
pub(super) fn Seats(
    /// The fund.
    fund: Signal<Fund>,
    /// Grows whenever something may have happened.
    ticks: RwSignal<u32>,
    /// A seat was filled or ended.
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (filling, busy, ask) = (RwSignal::new(false), RwSignal::new(false), Ask::<FundSeat>::new());
    let (id, path) = fund.with_untracked(|fund| (fund.id, fund.area_path.clone()));
    let seats = fetch(move |client| {
        ticks.track();
        async move { client.list_fund_seats(id).await }
    });
    let manages = session.may(Permission::ManageFunds, &path);
    let fills = move || manages && fund.with(|fund| fund.state != FundState::Closed);
    let me = session.me().map(|me| me.id);
    let done = move |words: &'static str| {
        toasts.say(words);
        seats.reload();
        on_done.run(());
    };
    let end = move |()| {
        let Some(seat) = ask.row() else { return };
        let call = move |client: Client| async move { client.end_fund_seat(seat.id).await };
        press(session, toasts, busy, call, move |_: FundSeats| done(funds::seat_was_ended()));
    };
    let act = Callback::new(move |seat: FundSeat| {
        if !manages && Some(seat.user_id) != me {
            return ().into_any();
        }
        let name = seat.user_name.clone();
        view! {
            <Button small=true on_press=move |()| ask.about(seat.clone())>
                {funds::end_seat}<span class="visually-hidden">" "{name}</span>
            </Button>
        }
        .into_any()
    });
    let filled = move |()| {
        filling.set(false);
        done(funds::seat_was_filled());
    };
    view! {
        <section class="stack" aria-labelledby="seats-head">
            <div class="row row--between">
                <h2 id="seats-head">{funds::committee}</h2>
                <Show when=fills>
                    <Button icon=icondata_lu::LuUserPlus on_press=move |()| filling.set(true)>{funds::fill_seat}</Button>
                </Show>
            </div>
            {loaded(seats, move |found: FundSeats| view! { <Members seats=found.items act/> })}
        </section>
        <Dialog open=filling title=funds::fill_seat>
            <Fill fund=fund.get_untracked() on_done=filled on_cancel=move |()| filling.set(false)/>
        </Dialog>
        <Confirm open=ask.open title=move || ask.words(|seat| funds::end_seat_question(&seat.user_name))
            consequence=funds::end_seat_consequence verb=funds::end_seat on_confirm=end danger=true/>
    }
}

/// Council members whose grant covers this place, as options.
async fn candidates(client: Client, path: AreaPath) -> Result<Vec<(String, String)>, client::ClientError> {
    let all: Vec<Grant> = every_page(|after| {
        let client = client.clone();
        let query = ListGrants {
            role: Some(Role::CouncilMember),
            limit: Some(LIMIT_MAX),
            after,
            ..ListGrants::default()
        };
        async move { client.list_grants(&query).await }
    })
    .await?;
    let words =
        |grant: Grant| (grant.id.to_string(), format!("{} · {}", grant.display_name, grant.area_name));
    Ok(all.into_iter().filter(|grant| grant.area_path.covers(&path)).map(words).collect())
}

/// Who, and for how long.
#[component]
fn Fill(
    fund: Fund,
    #[prop(into)] on_done: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let path = StoredValue::new(fund.area_path.clone());
    let found = fetch(move |client| candidates(client, path.get_value()));
    let fund = StoredValue::new(fund);
    view! {
        {loaded(found, move |options: Vec<(String, String)>| {
            let fund = fund.get_value();
            if options.is_empty() {
                return view! {
                    <Notice tone=Tone::Waiting><p>{funds::no_candidates}</p></Notice>
                    <div class="dialog__actions">
                        <Button on_press=on_cancel>{common::cancel}</Button>
                        <ButtonLink kind=ButtonKind::Primary href=format!("{BASE}/grants?area={}", fund.area_id)>{funds::to_grants}</ButtonLink>
                    </div>
                }
                .into_any();
            }
            view! { <FillForm fund options on_done on_cancel/> }.into_any()
        })}
    }
}

#[component]
fn FillForm(
    fund: Fund,
    options: Vec<(String, String)>,
    on_done: Callback<()>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, state, once) = (Session::get(), FormState::new("seat"), Once::new());
    let grant = RwSignal::new(String::new());
    let from = RwSignal::new(format::iso_date(today()));
    let last = RwSignal::new(String::new());
    let months = fund.charter.as_ref().map(|charter| charter.rules.term_months_max);
    let id = fund.id;
    let submit = move |()| {
        let day = |signal: RwSignal<String>| signal.with_untracked(|text| text.parse::<NaiveDate>().ok());
        let Ok(grant_id) = grant.with_untracked(|grant| grant.parse()) else {
            return refuse_empty(state, "/grant_id");
        };
        let Some(from) = day(from) else { return refuse_empty(state, "/from") };
        // People say the last day; the rules have the one after it.
        let Some(until) = day(last).and_then(|day| day.succ_opt()) else {
            return refuse_empty(state, "/until");
        };
        let body = FillSeat { grant_id, from, until };
        let mut wrong = mistakes(&body);
        // The last day is to be after the first: said at the last day.
        for problem in &mut wrong {
            if problem.pointer.trim_matches('/').is_empty() {
                problem.pointer = "/until".into();
            }
        }
        if state.refuse_fields(wrong) {
            return;
        }
        let key = once.key(&body);
        let ask = move |client: Client, body: FillSeat| {
            let key = key.clone();
            async move { client.fill_fund_seat(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <SelectField name="grant_id" label=funds::candidate hint=funds::candidate_hint value=grant options=Signal::stored(options)/>
            <DateField name="from" label=funds::seat_from value=from/>
            <DateField name="until" label=funds::seat_last value=last/>
            {months.map(|months| view! { <p class="soft">{move || funds::rule_term(months)}</p> })}
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{funds::fill_seat}</Button>
            </div>
        </Form>
    }
}
