//! Saying what a repair would cost, line by line.

use chrono::NaiveDate;
use client::Client;
use contract::tickets::QuoteTicket;
use domain::{
    ids::TicketId,
    tickets::{Action, Payer, Quotation},
    town_time,
};
use leptos::prelude::*;

use super::{
    Drafts,
    forms::{last_day, refuse_empty, text_max},
    line_fields::LineFields,
    words,
};
use crate::{
    components::{Button, ButtonKind, Choice, DateField, Form, FormState, Notice, RadioCards, TextArea},
    device, format,
    i18n::moves,
    once::Once,
    send::{attempt, mistakes},
    session::Session,
};

#[component]
pub(super) fn Quote(id: TicketId, drafts: Drafts, done: Callback<&'static str>) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("quote-ticket"), Once::new());
    let today = town_time::date(device::now());
    let lines = drafts.lines.get_value();
    if untrack(|| lines.rows.count()) == 0 {
        lines.add();
    }
    let payers = Signal::derive(|| {
        vec![
            Choice::new(Payer::Reporter.as_str(), moves::payer_reporter).hint(moves::payer_reporter_hint),
            Choice::new(Payer::Office.as_str(), moves::payer_office).hint(moves::payer_office_hint),
        ]
    });
    let (summed, sent) = (lines.clone(), lines.clone());
    let submit = move |()| {
        let Some(payer) = Payer::parse(&drafts.payer.get_untracked()) else {
            return refuse_empty(state, "/payer");
        };
        let mut read = sent.quoted();
        if read.items.is_empty() {
            return refuse_empty(state, "/lines");
        }
        let Ok(day) = drafts.day.get_untracked().parse::<NaiveDate>() else {
            return refuse_empty(state, "/good_until");
        };
        let text = drafts.text.get_untracked().trim().to_owned();
        let text = (!text.is_empty()).then_some(text);
        let body = QuoteTicket {
            payer,
            lines: std::mem::take(&mut read.items),
            text,
            good_until: town_time::end(day),
        };
        if state.refuse_fields(read.at_fields(mistakes(&body))) {
            return;
        }
        let (key, asked) = (once.key(&body), body.clone());
        let ask = move || async move {
            let quoted = session.call(|client: Client| {
                let (body, key) = (asked.clone(), key.clone());
                async move { client.quote_ticket(id, &body, Some(&key)).await }
            });
            quoted.await.map_err(|failure| read.at_form(failure))
        };
        attempt(state, &body, ask, move |_| done.run(words::said(Action::Quote)()));
    };
    view! {
        <Form state on_submit=submit>
            <Notice>{moves::quote_lead}</Notice>
            <RadioCards name="payer" label=moves::payer value=drafts.payer choices=payers columns=true/>
            <LineFields
                lines state name="lines" label=moves::quote_lines hint=moves::quote_lines_hint
                lines_max=Quotation::LINES_MAX priced=true
            />
            <p class="total" role="status">{moves::total} " " <strong>{move || format::money(summed.total_fen())}</strong></p>
            <TextArea name="text" label=moves::quote_text hint=moves::quote_text_hint value=drafts.text optional=true characters_max=text_max()/>
            <DateField
                name="good_until" label=moves::good_until hint=moves::good_until_hint value=drafts.day
                min=today max=last_day(today, Quotation::DAYS_MAX)
            />
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{moves::quote}</Button>
            </div>
        </Form>
    }
}
