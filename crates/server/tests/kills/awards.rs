//! The server is killed while a fund proposes the awards of a settlement: all villages' or none.

use app::{
    db::{
        DbError, Tx,
        schema::{disbursements, fund_payouts, journal},
    },
    testing::{Frozen, Thawed, fund_rules},
};
use diesel::prelude::*;
use domain::{
    funds::{Amount, FundRules, RoleLimit},
    ids::{FundId, SettlementId},
};

use crate::{
    county::{County, THERE, VILLAGES},
    during::Asked,
    fund::{endow, found},
};

/// What was proposed: payouts, and payments under one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Proposed {
    payouts: usize,
    payments: usize,
}

/// The county's half-year settled, and a fund with money for it.
fn funded(county: &County) -> (Frozen, FundId, SettlementId) {
    let (official, treasurer) = county.officers();
    let seats = county.seats.clone();
    let most = Amount::new(Amount::FEN_MAX).unwrap();
    let (begin, (fund, settlement)) = county.settled_and(move |tx, settlement| {
        let rules = fund_rules();
        let limits = rules.limits.iter().map(|limit| RoleLimit { max: most, ..*limit }).collect();
        let rules = FundRules { limits, resolution_above_fen: Amount::FEN_MAX, ..rules };
        let fund = found(tx, &official, &seats, rules);
        endow(tx, (&official, &treasurer), fund, Amount::FEN_MAX);
        (fund, settlement)
    });
    (begin, fund, settlement)
}

/// Counts what there is.
///
/// # Panics
/// Where something is half there: a payment without its payout, or without its entry in the journal.
fn proposed(store: &Thawed) -> Proposed {
    let read = |tx: &mut Tx<'_>| -> Result<_, DbError> {
        let of_payouts = disbursements::payout_id.is_not_null();
        let payments: i64 = disbursements::table.filter(of_payouts).count().get_result(tx.db())?;
        let all: i64 = disbursements::table.count().get_result(tx.db())?;
        let payouts: i64 = fund_payouts::table.count().get_result(tx.db())?;
        let mut told = Vec::new();
        for event in ["disbursement.proposed", "payout.made"] {
            let entries = journal::table.filter(journal::event.eq(event)).count();
            told.push(entries.get_result::<i64>(tx.db())?);
        }
        assert_eq!((payments, told), (all, vec![all, payouts]));
        Ok((payouts, payments))
    };
    let (payouts, payments) = store.open().unwrap().read_blocking(read).unwrap();
    Proposed { payouts: usize::try_from(payouts).unwrap(), payments: usize::try_from(payments).unwrap() }
}

#[test]
fn awards_are_proposed_for_all_or_for_none_wherever_the_server_is_killed() {
    let county = County::new();
    let (begin, fund, settlement) = funded(&county);
    let path = format!("/api/v1/funds/{fund}/payouts");
    let body = format!(r#"{{"settlement_id":"{settlement}","title":"上半年考核奖金","line":1}}"#);
    let (before, after) = (Proposed::default(), Proposed { payouts: 1, payments: VILLAGES + THERE });
    Asked { path: &path, body: &body, state: &proposed, before, after, is_told_again: true }
        .kill_during(&county, &begin);
}
