//! A fund for servers that are killed: open, with a committee, and money in its budget.

use app::{
    db::Tx,
    funds::{self, NewFund, budget, charters, committee, opening},
};
use chrono::Days;
use domain::{
    funds::{Amount, FundRules},
    ids::{FundId, GrantId},
    permissions::Actor,
    town_time,
};

/// Founds a fund of the official's area with a committee, and opens it.
pub(crate) fn found(tx: &mut Tx<'_>, official: &Actor, seats: &[GrantId], rules: FundRules) -> FundId {
    let new = NewFund {
        area: official.grants[0].area,
        name: "社区公益基金".to_owned(),
        description: "助学、助老".to_owned(),
    };
    let fund = funds::create(tx, official, &new).unwrap();
    let content =
        charters::Content {
            title: "社区公益基金章程".to_owned(), document: "第一条".to_owned(), rules
        };
    let draft = charters::draft(tx, official, fund, &content).unwrap();
    charters::found(tx, official, draft.charter.id, 1).unwrap();
    let from = town_time::date(tx.now());
    let until = from.checked_add_days(Days::new(300)).unwrap();
    for grant in seats {
        committee::fill(tx, official, fund, committee::NewSeat { grant: *grant, from, until }).unwrap();
    }
    let version = funds::fund(tx, Some(official), fund).unwrap().fund.version;
    funds::open(tx, official, fund, version).unwrap();
    fund
}

/// Brings so much money in, in fen, all of which may be spent on the first line of the budget.
pub(crate) fn endow(tx: &mut Tx<'_>, (official, treasurer): (&Actor, &Actor), fund: FundId, fen: i64) {
    let amount = Amount::new(fen).unwrap();
    let balance = opening::NewBalance { purpose: None, amount, note: "结存".to_owned() };
    opening::bring(tx, treasurer, fund, &balance).unwrap();
    let line = budget::WriteLine { title: "慰问".to_owned(), limit: amount, purpose: None };
    budget::set(tx, official, fund, 1, &line).unwrap();
}
