//! Prices that were named for a ticket: what they are made of, large and plain, and what the reader can do about them.

use chrono::TimeDelta;
use client::Client;
use contract::tickets::{GiveReason, Quotation, QuotedLine};
use domain::{tickets::QuotationState, town_time};
use leptos::prelude::*;

use super::{Drafts, decide::Decide, withdraw::Withdraw, words};
use crate::{
    components::{Badge, ReadAloud, TableBox, Time},
    format,
    i18n::partners,
};

/// All of them, those that are over folded; nothing where no price was named.
#[component]
pub fn Quotations(
    /// The quotations.
    quotations: Vec<Quotation>,
    /// What was begun.
    drafts: Drafts,
    /// Something was done with one.
    on_done: Callback<()>,
) -> impl IntoView {
    let shown = move |quotation: Quotation| {
        let (word, tone) = words::quotation_state(quotation.state);
        let folded = !matches!(quotation.state, QuotationState::Open | QuotationState::Accepted);
        let title = title(&quotation);
        if folded {
            return view! {
                <li>
                    <details class="card">
                        <summary><span class="grow">{title}</span> <Badge tone label=word/></summary>
                        <OneQuotation quotation drafts on_done/>
                    </details>
                </li>
            }
            .into_any();
        }
        view! {
            <li>
                <article class="card">
                    <h4 class="card__title">{title}</h4>
                    <div class="row"><Badge tone label=word/></div>
                    <OneQuotation quotation drafts on_done/>
                </article>
            </li>
        }
        .into_any()
    };
    (!quotations.is_empty()).then(|| {
        view! {
            <h3>{partners::quotations}</h3>
            <ul class="partner-list" role="list">{quotations.into_iter().map(shown).collect_view()}</ul>
        }
    })
}

/// Who named which price.
fn title(quotation: &Quotation) -> impl Fn() -> String + Send + Sync + 'static + use<> {
    let (name, total) = (quotation.provider.name.clone(), quotation.total_fen);
    move || partners::quotation_title(&name, format::money(total))
}

/// One quotation: its total, its lines, who pays, until when it is good, and what was answered.
#[component]
pub fn OneQuotation(
    /// The quotation.
    quotation: Quotation,
    /// What was begun.
    drafts: Drafts,
    /// Something was done with it.
    on_done: Callback<()>,
) -> impl IntoView {
    let (id, total) = (quotation.id, quotation.total_fen);
    // It is good until the end of the day before.
    let last = town_time::date(quotation.good_until - TimeDelta::milliseconds(1));
    let open = quotation.state == QuotationState::Open;
    let said = quotation.clone();
    let aloud = Signal::derive(move || spoken(&said));
    let withdraw = move |client: Client, body: GiveReason, key: String| async move {
        client.withdraw_quotation(id, &body, Some(&key)).await
    };
    view! {
        <p class="total">{partners::total} " " <strong>{format::money(total)}</strong></p>
        <p>{words::payer(quotation.payer, quotation.can_decide)}</p>
        <div class="row no-print"><ReadAloud text=aloud/></div>
        <Lines lines=quotation.lines.clone() total/>
        {quotation.text.clone().map(|text| view! { <p class="pre">{text}</p> })}
        <p class="small soft">
            {partners::quoted_at} " " <Time at=quotation.quoted_at/>
            {open.then(|| view! { " · " {move || partners::good_until(format::date(last))} })}
        </p>
        {quotation.answer.clone().map(|answer| view! { <p class="pre">{partners::answer} {answer}</p> })}
        {quotation.answered_at.map(|at| view! { <p class="small soft">{partners::answered_at} " " <Time at/></p> })}
        {quotation.can_withdraw.then(|| view! {
            <div class="row no-print">
                <Withdraw
                    name="withdraw-quotation" verb=partners::withdraw_quotation hint=partners::withdraw_quotation_hint
                    title=move || partners::withdraw_quotation_question(format::money(total))
                    said=partners::said_quotation_withdrawn ask=withdraw on_done
                />
            </div>
        })}
        {quotation.can_decide.then(|| view! { <Decide quotation drafts on_done/> })}
    }
}

/// What it is made of.
#[component]
fn Lines(lines: Vec<QuotedLine>, total: i64) -> impl IntoView {
    let row = |QuotedLine { line, amount_fen }: QuotedLine| {
        view! {
            <tr>
                <th scope="row">{line.description}</th>
                <td class="number">{line.quantity} " " {line.unit}</td>
                <td class="number">{format::money(line.unit_price_fen)}</td>
                <td class="number">{format::money(amount_fen)}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=partners::quotation_lines>
            <thead>
                <tr>
                    <th scope="col">{partners::column_what}</th>
                    <th scope="col" class="number">{partners::column_quantity}</th>
                    <th scope="col" class="number">{partners::column_unit_price}</th>
                    <th scope="col" class="number">{partners::column_amount}</th>
                </tr>
            </thead>
            <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
            <tfoot>
                <tr>
                    <th scope="row" colspan="3">{partners::total}</th>
                    <td class="number"><strong>{format::money(total)}</strong></td>
                </tr>
            </tfoot>
        </TableBox>
    }
}

/// The quotation as it is read aloud: the total, then each line.
fn spoken(quotation: &Quotation) -> String {
    let line = |QuotedLine { line, amount_fen }: &QuotedLine| {
        partners::spoken_line(&line.description, &line.quantity, &line.unit, format::money(*amount_fen))
    };
    let lines: Vec<String> = quotation.lines.iter().map(line).collect();
    partners::spoken(&quotation.provider.name, format::money(quotation.total_fen), lines.concat())
}
