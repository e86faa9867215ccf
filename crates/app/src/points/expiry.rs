//! Points that are not spent in time: told of a month before, and taken out of wallets once their last day is over.

use chrono::{Datelike, Days, NaiveDate};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{EntryId, LedgerAccountId, ProgrammeId},
    ledger::AccountKind,
    points::{EXPIRY_NOTICE_DAYS, PointsEvent, expiring, upcoming},
    town_time,
};

use super::{
    kinds, lots,
    programmes::{StoredProgramme, moving, several},
};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{ledger_accounts as accounts, wallets as t},
        subject,
    },
    ledger::{self, Making},
};

/// Most wallets that one run looks through; the next run takes the next.
pub const EXPIRE_MAX: i64 = 200;

/// A wallet to look through.
struct Wallet {
    account: LedgerAccountId,
    programme: ProgrammeId,
    noticed_month: Option<String>,
    available: i64,
    open: bool,
}

/// Looks through wallets that were not looked through today; how many. Runs in the ledger's turn.
///
/// # Errors
/// [`DbError`].
pub fn run(tx: &mut Tx<'_>) -> Result<usize, ledger::Error> {
    tx.take_turn()?;
    let today = town_time::date(tx.now());
    let wallets = waiting(tx, today)?;
    let ids: Vec<LedgerAccountId> = wallets.iter().map(|wallet| wallet.account).collect();
    let lots = lots::of(tx, &ids)?;
    let programmes = several(tx, wallets.iter().map(|wallet| wallet.programme))?;
    let keys: Vec<Key<LedgerAccountId>> = ids.iter().copied().map(Key).collect();
    diesel::update(t::table.filter(t::account_id.eq_any(keys)))
        .set(t::looked_on.eq(today.to_string()))
        .execute(tx.db())
        .map_err(DbError::from)?;
    for wallet in &wallets {
        let (Some(programme), Some(lots)) = (programmes.get(&wallet.programme), lots.get(&wallet.account))
        else {
            continue;
        };
        // A frozen wallet keeps what is over until it takes part again.
        let over = match today.pred_opt().filter(|_| wallet.open) {
            Some(day) => expire(tx, wallet, programme, expiring(wallet.available, lots, day), day)?,
            None => 0,
        };
        let next = upcoming(wallet.available - over, lots);
        notice(tx, wallet, &programme.path, &next, today)?;
    }
    Ok(wallets.len())
}

fn waiting(tx: &mut Tx<'_>, today: NaiveDate) -> Result<Vec<Wallet>, DbError> {
    type Row = (Key<LedgerAccountId>, Key<ProgrammeId>, Option<String>, i64, i64, String);
    let rows: Vec<Row> = t::table
        .inner_join(accounts::table.on(accounts::id.eq(t::account_id)))
        .filter(t::looked_on.lt(today.to_string()))
        .order((t::looked_on, t::account_id))
        .limit(EXPIRE_MAX)
        .select((
            t::account_id,
            t::programme_id,
            t::noticed_month,
            accounts::balance,
            accounts::held,
            accounts::state,
        ))
        .load(tx.db())?;
    let one = |(Key(account), Key(programme), noticed_month, balance, held, state): Row| Wallet {
        account,
        programme,
        noticed_month,
        available: (balance - held).max(0),
        open: state == "open",
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Takes what is over out of a wallet; how much.
fn expire(
    tx: &mut Tx<'_>,
    wallet: &Wallet,
    programme: &StoredProgramme,
    points: i64,
    day: NaiveDate,
) -> Result<i64, ledger::Error> {
    if points == 0 {
        return Ok(0);
    }
    let (expired, entry): (LedgerAccountId, EntryId) =
        (programme.account(tx, AccountKind::Expired)?, tx.new_id());
    let making = Making {
        key: format!("expiry:{}:{day}", wallet.account),
        kind: kinds::EXPIRY,
        subject: subject("wallet", wallet.account),
        entry,
        agent: None,
    };
    let posted = ledger::post(tx, &moving(wallet.account, expired, points), &making)?;
    let event = PointsEvent::Expired { wallet: wallet.account, points, day, posted };
    let subject = subject("wallet", wallet.account);
    tx.journal_as(entry, NewEntry { actor: None, area: &programme.path, subject, event })?;
    Ok(points)
}

/// Tells the owner once for each month in which points are over, when the first of them is near.
fn notice(
    tx: &mut Tx<'_>,
    wallet: &Wallet,
    area: &AreaPath,
    next: &[(NaiveDate, i64)],
    today: NaiveDate,
) -> Result<(), DbError> {
    let near = today.checked_add_days(Days::new(EXPIRY_NOTICE_DAYS)).unwrap_or(today);
    let Some((day, points)) = next.first().copied().filter(|(day, _)| *day <= near) else { return Ok(()) };
    let month = format!("{:04}-{:02}", day.year(), day.month());
    if wallet.noticed_month.as_ref() == Some(&month) {
        return Ok(());
    }
    diesel::update(t::table.find(Key(wallet.account))).set(t::noticed_month.eq(month)).execute(tx.db())?;
    let event = PointsEvent::ExpiryNear { wallet: wallet.account, points, day };
    let subject = subject("wallet", wallet.account);
    tx.journal(NewEntry { actor: None, area, subject, event }).map(drop)
}
