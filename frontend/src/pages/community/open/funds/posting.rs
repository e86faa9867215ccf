//! One posting of a fund: what it did, who gave it, what took it back, and where it is proven.

use contract::funds::{Fund, FundPosting};
use domain::{ids::FundId, permissions::Permission};
use leptos::prelude::*;

use crate::{
    components::{Badge, Tone},
    format,
    i18n::{disbursements, funds},
    pages::funds::{open_address, receipt::receipt_number, words},
    session::Session,
};

/// A line of the list.
#[component]
pub(super) fn Line(
    /// The posting.
    posting: FundPosting,
    /// Whose books it is in.
    fund: Fund,
) -> impl IntoView {
    let (kind, source, at) = (posting.kind.clone(), posting.source, posting.at);
    let (undone, undoes, out) =
        (posting.reversed_by_id.is_some(), posting.reverses_id.is_some(), posting.amount_fen < 0);
    let (purpose, purposes) = (posting.purpose.clone(), fund.purposes.clone());
    let what = move || match source {
        Some(source) => format!("{} · {}", words::posting_kind(&kind), words::source(source)),
        None => words::posting_kind(&kind),
    };
    let about =
        move || format!("{} · {}", format::date_time(at), words::purpose(purpose.as_deref(), &purposes));
    view! {
        <li class="line" class:line--undone=undone>
            <div class="line__what">
                <strong>{what}</strong>
                <span class="small soft">{about}</span>
                {giver(&posting)}
                {payment(&posting, fund.id)}
                {posting.document.clone().map(|number| view! { <span>{move || funds::by_document(&number)}</span> })}
                {posting.note.clone().map(|note| view! { <span>{note}</span> })}
                {posting.receipt_number.map(|number| view! { <span>{move || funds::receipt_no(receipt_number(number))}</span> })}
                {undone.then(|| view! { <Badge tone=Tone::Alert label=funds::was_reversed/> })}
                {undoes.then(|| view! { <Badge tone=Tone::Neutral label=funds::is_reversal/> })}
            </div>
            <div class="line__amount" class:line__amount--out=out>
                <strong>{words::signed(posting.amount_fen)}</strong>
            </div>
            <details class="line__more">
                <summary>{funds::proof}</summary>
                <Proof posting fund/>
            </details>
        </li>
    }
}

/// Who gave it, as far as the reader is told; nothing where nobody did.
fn giver(posting: &FundPosting) -> Option<AnyView> {
    match posting.donor.clone() {
        Some(name) => Some(view! { <span>{move || funds::from_donor(&name)}</span> }.into_any()),
        None if posting.anonymous => Some(view! { <span>{funds::anonymous}</span> }.into_any()),
        None => None,
    }
}

/// What was paid by it and to whom, with the way to its page; nothing where it is no payment.
fn payment(posting: &FundPosting, fund: FundId) -> Option<AnyView> {
    let id = posting.disbursement_id?;
    let title = posting.title.clone().unwrap_or_default();
    let payee =
        posting.payee.clone().map(|name| view! { <span>{move || disbursements::paid_to(&name)}</span> });
    let page = format!("{}/payments/{id}", open_address(fund));
    Some(view! { <a href=page>{title}</a>{payee} }.into_any())
}

/// What names the posting in the ledger and in the journal; who may read those goes on from here.
#[component]
fn Proof(posting: FundPosting, fund: Fund) -> impl IntoView {
    let session = Session::get();
    let (ledger, journal) = (
        session.may(Permission::ViewLedger, &fund.area_path),
        session.may(Permission::ViewJournal, &fund.area_path),
    );
    let keeps = ledger || session.may(Permission::KeepFunds, &fund.area_path);
    let code = |id: String, page: Option<&str>| {
        let code = view! { <code class="breakable">{id.clone()}</code> };
        match page {
            Some(page) => view! { <a href=format!("/console/{page}/{id}")>{code}</a> }.into_any(),
            None => code.into_any(),
        }
    };
    let in_ledger = ledger.then_some("ledger/postings");
    view! {
        <p class="soft small">{funds::proof_lead}</p>
        <dl class="facts">
            <dt>{funds::posting}</dt><dd>{code(posting.posting_id.to_string(), in_ledger)}</dd>
            {posting.reverses_id.map(|id| view! { <dt>{funds::reverses}</dt><dd>{code(id.to_string(), in_ledger)}</dd> })}
            {posting.reversed_by_id.map(|id| view! { <dt>{funds::reversal}</dt><dd>{code(id.to_string(), in_ledger)}</dd> })}
            <dt>{funds::entry}</dt><dd>{code(posting.entry_id.to_string(), journal.then_some("journal"))}</dd>
        </dl>
        {posting.income_id.filter(|_| keeps).map(|id| view! {
            <p class="no-print"><a href=format!("/console/funds/income/{id}")>{funds::reason_and_receipt}</a></p>
        })}
    }
}
