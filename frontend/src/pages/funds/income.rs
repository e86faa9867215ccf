//! Something that a fund got or is to get, as who keeps the books and who gave it see it.

use contract::funds::{FundPurpose, Income, IncomeSource};
use domain::funds::income::Form;
use leptos::prelude::*;

use super::{receipt::receipt_number, words};
use crate::{
    components::{Badge, Time},
    format,
    i18n::funds,
};

/// Whether the public is told who gave it; nothing where nobody did.
fn named(source: &IncomeSource) -> Option<bool> {
    match source {
        IncomeSource::Donation { named, .. } | IncomeSource::Sponsorship { named, .. } => Some(*named),
        IncomeSource::Subsidy { .. } | IncomeSource::SelfRaised {} | IncomeSource::Interest {} => None,
    }
}

/// Its facts.
#[component]
pub fn IncomeFacts(
    /// What came or is to come.
    income: Income,
    /// What the fund's purposes are called.
    purposes: Vec<FundPurpose>,
) -> impl IntoView {
    let (tone, state) = words::income(income.state);
    let kind = words::source_kind(&income.source);
    let told = named(&income.source).map(|named| if named { funds::named } else { funds::unnamed });
    let document = match &income.source {
        IncomeSource::Subsidy { document } => Some(document.clone()),
        _ => None,
    };
    let agreement = match &income.source {
        IncomeSource::Sponsorship { agreement, .. } => Some(agreement.to_string()),
        _ => None,
    };
    let (form, channel, purpose) = (income.form, income.channel, income.purpose);
    let amount = if form == Form::InKind { funds::value } else { funds::amount };
    let code = |id: String| view! { <code class="breakable">{id}</code> };
    view! {
        <dl class="facts">
            <dt>{funds::column_state}</dt><dd><Badge tone label=state/></dd>
            <dt>{amount}</dt><dd><strong class="amount">{format::money(income.amount_fen.fen())}</strong></dd>
            <dt>{funds::form}</dt><dd>{move || words::form(form)}</dd>
            <dt>{funds::source}</dt><dd>{move || words::source(kind)}</dd>
            {income.donor_name.map(|name| view! { <dt>{funds::donor}</dt><dd>{name}</dd> })}
            {told.map(|told| view! { <dt>{funds::publicly}</dt><dd>{told}</dd> })}
            {document.map(|number| view! { <dt>{funds::document}</dt><dd>{number}</dd> })}
            {agreement.map(|hash| view! { <dt>{funds::agreement}</dt><dd>{code(hash)}</dd> })}
            <dt>{funds::purpose}</dt><dd>{move || words::purpose(purpose.as_deref(), &purposes)}</dd>
            <dt>{funds::channel}</dt><dd>{move || words::channel(channel)}</dd>
            {(!income.note.is_empty()).then(|| view! { <dt>{funds::note}</dt><dd class="breakable">{income.note}</dd> })}
            <dt>{funds::registered_at}</dt><dd><Time at=income.registered_at/></dd>
            {income.reference.map(|number| view! { <dt>{funds::reference}</dt><dd>{number}</dd> })}
            {income.received_at.map(|at| view! { <dt>{funds::received_at}</dt><dd><Time at/></dd> })}
            {income.receipt_number.map(|number| view! { <dt>{funds::receipt}</dt><dd>{receipt_number(number)}</dd> })}
            {income.ended_at.map(|at| view! { <dt>{funds::ended_at}</dt><dd><Time at/></dd> })}
            {income.reason.map(|reason| view! { <dt>{funds::reason}</dt><dd class="breakable">{reason}</dd> })}
            {income.posting_id.map(|id| view! { <dt>{funds::posting}</dt><dd>{code(id.to_string())}</dd> })}
            {income.reversal_id.map(|id| view! { <dt>{funds::reversal}</dt><dd>{code(id.to_string())}</dd> })}
            {income.entry_id.map(|id| view! { <dt>{funds::entry}</dt><dd>{code(id.to_string())}</dd> })}
        </dl>
    }
}
