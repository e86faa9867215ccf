//! Words of the ledger.

use contract::ledger::{LedgerAccount, PostingStanding};
use domain::ledger::{AccountKind, AccountState, OwnerKind, Unit};

use crate::{components::Tone, format, i18n::ledger, pages::console::BASE};

/// What an account is for.
pub(super) fn kind(kind: AccountKind) -> &'static str {
    match kind {
        AccountKind::Source => ledger::kind_source(),
        AccountKind::Budget => ledger::kind_budget(),
        AccountKind::Wallet => ledger::kind_wallet(),
        AccountKind::Redeemed => ledger::kind_redeemed(),
        AccountKind::Expired => ledger::kind_expired(),
    }
}

/// Whether an account takes part in postings.
pub(super) fn state(state: AccountState) -> (Tone, fn() -> &'static str) {
    match state {
        AccountState::Open => (Tone::Done, ledger::state_open),
        AccountState::Frozen => (Tone::Alert, ledger::state_frozen),
        AccountState::Closed => (Tone::Neutral, ledger::state_closed),
    }
}

/// Where a posting stands.
pub(super) fn standing(standing: PostingStanding) -> (Tone, fn() -> &'static str) {
    match standing {
        PostingStanding::Pending => (Tone::Waiting, ledger::standing_pending),
        PostingStanding::Committed => (Tone::Done, ledger::standing_committed),
        PostingStanding::Voided => (Tone::Neutral, ledger::standing_voided),
    }
}

/// What an owner is called; by what it is where it has no name.
pub(super) fn owner(account: &LedgerAccount) -> String {
    let other = || match account.owner_kind {
        OwnerKind::Book => account.book_name.clone().unwrap_or_else(|| ledger::owner_book().to_owned()),
        OwnerKind::Person => ledger::owner_person().to_owned(),
        OwnerKind::Household => ledger::owner_household().to_owned(),
        OwnerKind::Provider => ledger::owner_provider().to_owned(),
    };
    account.owner_name.clone().unwrap_or_else(other)
}

/// What a kind of postings is called; one that this app does not know yet by its own name.
pub(super) fn posting_kind(kind: &str) -> String {
    let words = match kind {
        "points.funding" => ledger::posting_funding(),
        "points.ending" => ledger::posting_ending(),
        "points.claim" => ledger::posting_claim(),
        "points.taken_back" => ledger::posting_taken_back(),
        "points.gift" => ledger::posting_gift(),
        "points.expiry" => ledger::posting_expiry(),
        "points.redemption" => ledger::posting_redemption(),
        "points.return" => ledger::posting_return(),
        unknown => return unknown.to_owned(),
    };
    words.to_owned()
}

/// An amount in its unit.
pub(super) fn unit_amount(unit: Unit, amount: i64) -> String {
    match unit {
        Unit::Fen => format::money(amount),
        Unit::Points => ledger::points(amount),
    }
}

/// An amount with its sign: what came, what went.
pub(super) fn signed(amount: i64) -> String {
    let shown = format::number(amount);
    if amount > 0 { format!("+{shown}") } else { shown }
}

/// What a posting is for, in words and where that can be opened.
pub(super) fn link_of(subject: &str) -> (String, Option<String>) {
    let (what, id) = subject.split_once(':').unwrap_or((subject, ""));
    let (words, page): (_, Option<&str>) = match what {
        "claim" => (ledger::subject_claim(), Some("points/claims")),
        "programme" => (ledger::subject_programme(), Some("points/programmes")),
        "bulk_award" => (ledger::subject_bulk_award(), Some("points/tables")),
        "redemption" => (ledger::subject_redemption(), None),
        "gift" => (ledger::subject_gift(), None),
        "funding" => (ledger::subject_funding(), None),
        _ => return (subject.to_owned(), None),
    };
    let short: String = id.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect();
    let known = |page: &str| format!("{BASE}/{page}/{id}");
    (format!("{words} …{short}"), page.filter(|_| !id.is_empty()).map(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_posting_is_for_opens_where_it_has_a_page() {
        let (words, page) = link_of("claim:019b8f2e-0000-7000-8000-0000000000ab");
        assert!(words.ends_with("…000000ab"), "{words}");
        assert_eq!(page.as_deref(), Some("/console/points/claims/019b8f2e-0000-7000-8000-0000000000ab"));
        assert_eq!(link_of("test:1"), ("test:1".to_owned(), None));
        assert_eq!(link_of("redemption:1").1, None);
    }

    #[test]
    fn what_came_has_a_plus() {
        assert_eq!((signed(5), signed(-5), signed(0)), ("+5".into(), "−5".into(), "0".into()));
    }
}
