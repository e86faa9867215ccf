//! A budget as one bar: what was redeemed, what expired, what is in wallets, what is free.

use contract::points::ProgrammeTotals;
use domain::{ids::ProgrammeId, ledger::AccountKind, permissions::Permission};
use leptos::prelude::*;

use super::address;
use crate::{
    components::{BarPart, StackedBar},
    format,
    i18n::programmes,
    pages::console::BASE,
    session::Session,
};

/// What a figure of a programme is made of: the accounts of the ledger for whoever sees the books, else how it came to
/// that.
pub(super) fn behind(session: Session, id: ProgrammeId, kind: AccountKind) -> String {
    if session.may_somewhere(Permission::ViewLedger) {
        format!("{BASE}/ledger?book={id}&kind={}", kind.as_str())
    } else {
        format!("{}#series-head", address(id))
    }
}

/// The claims whose points were issued.
pub(super) fn issued_claims(id: ProgrammeId) -> String {
    format!("{BASE}/points/claims?list=all&programme={id}&state=approved")
}

/// The bar, with a sentence about the whole.
#[component]
pub(super) fn BudgetBar(
    /// Of which programme.
    id: ProgrammeId,
    /// What it got and what became of that.
    totals: ProgrammeTotals,
) -> impl IntoView {
    let session = Session::get();
    let ProgrammeTotals { funded, left, issued, redeemed, expired, outstanding } = totals;
    let part = move |name: &str, amount, kind| BarPart {
        name: name.to_owned(),
        amount,
        href: Some(behind(session, id, kind)),
    };
    let parts = move || {
        vec![
            part(programmes::redeemed(), redeemed, AccountKind::Redeemed),
            part(programmes::expired(), expired, AccountKind::Expired),
            part(programmes::outstanding(), outstanding, AccountKind::Wallet),
            part(programmes::free(), left, AccountKind::Budget),
        ]
    };
    let words = move || programmes::issued_of(format::number(issued), format::number(funded));
    view! {
        <div class="stack stack--tight">
            {move || if funded == 0 {
                view! { <p class="soft">{programmes::no_budget_yet}</p> }.into_any()
            } else {
                view! {
                    <p>{words} " " <a href=issued_claims(id)>{programmes::see_issued}</a></p>
                    <StackedBar label=words parts=parts()/>
                }.into_any()
            }}
        </div>
    }
}
