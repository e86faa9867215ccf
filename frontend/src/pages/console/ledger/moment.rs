//! The balance at a moment that somebody chooses.

use chrono::{DateTime, NaiveDateTime, TimeZone as _, Utc};
use client::Client;
use contract::ledger::{BalanceAt, BalanceQuery};
use domain::{ids::LedgerAccountId, ledger::Unit, town_time};
use leptos::prelude::*;

use super::words;
use crate::{
    components::{Button, Field, Form, FormState, Notice, Tone},
    failure::Failure,
    format,
    i18n::ledger,
    send::attempt,
    session::Session,
};

/// Nothing to check but that it is a moment.
#[derive(Clone, Copy, validator::Validate)]
struct Nothing {}

/// Asks for a moment by the town's clocks, and shows what the balance was just after it.
#[component]
pub(super) fn AtMoment(
    /// Of which account.
    id: LedgerAccountId,
    /// What it counts.
    unit: Unit,
) -> impl IntoView {
    let (session, state) = (Session::get(), FormState::new("balance-at"));
    let typed = RwSignal::new(String::new());
    let found = RwSignal::new(None::<BalanceAt>);
    let submit = move |()| {
        let Some(at) = typed.with_untracked(|typed| moment(typed)) else {
            return state.refuse(Failure::here(ledger::choose_moment()));
        };
        let query = BalanceQuery { at };
        let ask = move || session.call(move |client: Client| async move { client.get_ledger_balance(id, &query).await });
        attempt(state, &Nothing {}, ask, move |balance| found.set(Some(balance)));
    };
    view! {
        <section class="stack" aria-labelledby="moment-head">
            <h2 id="moment-head">{ledger::balance_then}</h2>
            <Form state on_submit=submit>
                <Field
                    name="at"
                    label=ledger::moment
                    hint=ledger::moment_hint
                    children=Box::new(move |id: String| view! {
                        <input class="input" type="datetime-local" id=id step="1" bind:value=typed/>
                    }.into_any())
                />
                <div class="form__actions"><Button submit=true busy=state.busy>{ledger::show_balance}</Button></div>
            </Form>
            <div role="status">
                {move || found.get().map(|BalanceAt { at, balance }| view! {
                    <Notice tone=Tone::Neutral>
                        <p>{move || ledger::balance_was(format::date_time_second(at), words::unit_amount(unit, balance))}</p>
                    </Notice>
                })}
            </div>
        </section>
    }
}

/// A moment as the browser's field has it, by the town's clocks.
fn moment(typed: &str) -> Option<DateTime<Utc>> {
    let read = |form| NaiveDateTime::parse_from_str(typed, form).ok();
    let local = read("%Y-%m-%dT%H:%M:%S").or_else(|| read("%Y-%m-%dT%H:%M"))?;
    town_time::offset().from_local_datetime(&local).single().map(|at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_one_of_the_town() {
        let at = |text: &str| moment(text).map(|at| at.to_rfc3339());
        assert_eq!(at("2027-03-05T08:30").as_deref(), Some("2027-03-05T00:30:00+00:00"));
        assert_eq!(at("2027-03-05T08:30:15").as_deref(), Some("2027-03-05T00:30:15+00:00"));
        assert_eq!(at(""), None);
    }
}
