//! What a fund pays, as the public pages and the console say it in the same way.

use contract::funds::{Disbursement, DisbursementInvoice, DisbursementStep, FundPurpose};
use domain::funds::disbursements::{DisbursementStateName as State, PayeeKind};
use leptos::prelude::*;

use super::words::{self, Text};
use crate::{
    components::{Badge, Timeline, TimelineEvent, Tone},
    format,
    i18n::{disbursements as texts, funds},
    pages::rectifications::photo::Photos,
};

/// Where a payment stands.
pub fn state(state: State) -> (Tone, Text) {
    match state {
        State::Proposed => (Tone::Waiting, texts::state_proposed),
        State::Approved => (Tone::Working, texts::state_approved),
        State::Paid => (Tone::Done, texts::state_paid),
        State::Refused => (Tone::Alert, texts::state_refused),
        State::Withdrawn => (Tone::Neutral, texts::state_withdrawn),
        State::Reversed => (Tone::Alert, texts::state_reversed),
    }
}

/// What somebody is who is paid.
pub fn payee_kind(kind: PayeeKind) -> &'static str {
    match kind {
        PayeeKind::Person => texts::kind_person(),
        PayeeKind::Organisation => texts::kind_organisation(),
        PayeeKind::Area => texts::kind_area(),
    }
}

/// What the step was that led to a state.
fn step(to: State) -> Text {
    match to {
        State::Proposed => texts::was_proposed,
        State::Approved => texts::was_approved,
        State::Paid => texts::was_paid,
        State::Refused => texts::was_refused,
        State::Withdrawn => texts::was_withdrawn,
        State::Reversed => texts::was_reversed,
    }
}

/// What is left of the way, in its order; nothing once it has ended.
fn ahead(state: State) -> &'static [Text] {
    match state {
        State::Proposed => &[texts::to_approve, texts::to_pay],
        State::Approved => &[texts::to_pay],
        State::Paid | State::Refused | State::Withdrawn | State::Reversed => &[],
    }
}

/// Its facts.
#[component]
pub fn DisbursementFacts(
    /// The payment.
    payment: Disbursement,
    /// What the fund's purposes are called.
    purposes: Vec<FundPurpose>,
) -> impl IntoView {
    let (tone, label) = state(payment.summary.state);
    let summary = payment.summary;
    let (kind, purpose) = (summary.payee.kind, summary.purpose);
    let on_line = match (&summary.project_title, &payment.line_title) {
        (Some(project), Some(line)) => format!("{project} · {line}"),
        (None, Some(line)) => line.clone(),
        (_, None) => summary.line.to_string(),
    };
    let count = payment.invoice_count;
    let code = |id: String| view! { <code class="breakable">{id}</code> };
    let milestone = summary.milestone.map(|number| number + 1);
    view! {
        <dl class="facts">
            <dt>{funds::column_state}</dt><dd><Badge tone label/></dd>
            <dt>{funds::amount}</dt><dd><strong class="amount">{format::money(summary.amount_fen.fen())}</strong></dd>
            <dt>{texts::payee}</dt>
            <dd>{summary.payee.name}<span class="small soft">" · "{move || payee_kind(kind)}</span></dd>
            <dt>{texts::on_line}</dt><dd>{on_line}</dd>
            {milestone.map(|number| view! { <dt>{texts::milestone}</dt><dd>{move || texts::milestone_number(number)}</dd> })}
            <dt>{funds::purpose}</dt><dd>{move || words::purpose(purpose.as_deref(), &purposes)}</dd>
            <dt>{texts::invoices}</dt><dd>{move || texts::invoice_count(count)}</dd>
            {payment.reference.map(|number| view! { <dt>{funds::reference}</dt><dd>{number}</dd> })}
            {payment.project_ended.then(|| view! { <dt>{texts::project}</dt><dd>{texts::project_ended}</dd> })}
            {payment.reason.map(|reason| view! { <dt>{funds::reason}</dt><dd class="breakable">{reason}</dd> })}
            {summary.resolution_id.map(|id| view! { <dt>{texts::resolution}</dt><dd>{code(id.to_string())}</dd> })}
            {summary.settlement_id.map(|id| view! {
                <dt>{texts::award}</dt>
                <dd><a href=format!("/open/settlements/{id}")>{texts::to_settlement}</a></dd>
            })}
            {payment.posting_id.map(|id| view! { <dt>{funds::posting}</dt><dd>{code(id.to_string())}</dd> })}
            {payment.reversal_id.map(|id| view! { <dt>{funds::reversal}</dt><dd>{code(id.to_string())}</dd> })}
            {payment.entry_id.map(|id| view! { <dt>{funds::entry}</dt><dd>{code(id.to_string())}</dd> })}
        </dl>
    }
}

/// Its way: the steps that were taken and by whom, and what is left of it.
#[component]
pub fn Way(
    /// The steps that were taken, in their order.
    steps: Vec<DisbursementStep>,
    /// Where it stands.
    stands: State,
) -> impl IntoView {
    let taken = |taken: DisbursementStep| {
        let (tone, _) = state(taken.to);
        let who = taken.by.unwrap_or_default();
        view! { <TimelineEvent at=taken.at title=step(taken.to) tone who/> }
    };
    let left = ahead(stands).iter().map(|words| view! { <li>{*words}</li> }).collect_view();
    view! {
        <section class="stack" aria-labelledby="way-head">
            <h2 id="way-head">{texts::way}</h2>
            <Timeline>{steps.into_iter().map(taken).collect_view()}</Timeline>
            {(!ahead(stands).is_empty()).then(|| view! {
                <p class="soft">{texts::left}</p>
                <ol class="bullets">{left}</ol>
            })}
        </section>
    }
}

/// The invoices that it pays, for who is inside the fund.
#[component]
pub fn Invoices(
    /// Which.
    all: Vec<DisbursementInvoice>,
) -> impl IntoView {
    let row = |invoice: DisbursementInvoice| {
        view! {
            <li class="stack stack--tight">
                <span><strong>{format::money(invoice.amount_fen)}</strong>" · "{invoice.seller}</span>
                <span class="small soft">{move || texts::invoice_no(&invoice.number)}</span>
                <Photos ids=vec![invoice.photo_id]/>
            </li>
        }
    };
    (!all.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="invoices-head">
                <h2 id="invoices-head">{texts::invoices}</h2>
                <ul class="list" role="list">{all.into_iter().map(row).collect_view()}</ul>
            </section>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_ended_has_nothing_ahead() {
        let lengths = State::ALL.map(|state| ahead(state).len());
        assert_eq!(lengths, [2, 1, 0, 0, 0, 0]);
    }
}
