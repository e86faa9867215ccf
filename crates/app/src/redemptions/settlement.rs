//! What a provider is owed: the entries of its account in the books of a programme, and nothing else.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    ids::{ProgrammeId, ProviderId, RedemptionId},
    permissions::{Actor, Denied, Permission},
    redemptions::owed_fen,
    town_time,
};

use super::{Error, reserve::redeemed_account};
use crate::{
    db::{
        DbError, Key, Tx,
        schema::{ledger_entries as entries, ledger_postings as postings, offers, redemptions as t},
    },
    ledger, providers,
};

/// Most lines of one settlement.
pub const LINES_MAX: i64 = 10_000;
/// Longest period, in days.
pub const PERIOD_DAYS_MAX: i64 = 366;

/// Days of the town's calendar: `from` inclusive, `until` exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    from: NaiveDate,
    until: NaiveDate,
}

impl Period {
    /// Days in their order.
    ///
    /// # Errors
    /// [`Error::Period`].
    pub fn new(from: NaiveDate, until: NaiveDate) -> Result<Self, Error> {
        let days = (until - from).num_days();
        if (1..=PERIOD_DAYS_MAX).contains(&days) { Ok(Self { from, until }) } else { Err(Error::Period) }
    }

    /// The first day.
    #[must_use]
    pub fn from(self) -> NaiveDate {
        self.from
    }

    /// The day after the last.
    #[must_use]
    pub fn until(self) -> NaiveDate {
        self.until
    }
}

/// What a provider is owed for a programme and a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderSettlement {
    /// Who.
    pub provider: ProviderId,
    /// What it is called.
    pub provider_name: String,
    /// Whose points.
    pub programme: ProgrammeId,
    /// Which days.
    pub period: Period,
    /// Points collected.
    pub collected: i64,
    /// Points that came back.
    pub returned: i64,
    /// Fen for a point, as agreed now.
    pub fen_per_point: Option<i64>,
    /// What it is made of, in the order of the ledger.
    pub lines: Vec<ProviderSettlementLine>,
}

impl ProviderSettlement {
    /// What is owed, in points.
    #[must_use]
    pub fn points(&self) -> i64 {
        self.collected - self.returned
    }

    /// What is owed, in fen, where a rate is agreed.
    #[must_use]
    pub fn owed_fen(&self) -> Option<i64> {
        self.fen_per_point.and_then(|rate| owed_fen(self.points(), rate))
    }
}

/// One entry of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderSettlementLine {
    /// When.
    pub at: DateTime<Utc>,
    /// Of which redemption.
    pub redemption: RedemptionId,
    /// What was redeemed.
    pub title: String,
    /// Above 0 collected, below 0 come back.
    pub points: i64,
}

/// What a provider is owed: committed less returned, from the entries of its account. For its staff, and those who see
/// the ledger where it serves.
///
/// # Errors
/// [`Error::Denied`], [`Error::TooManyLines`]; [`DbError::NotFound`].
pub fn settlement(
    tx: &mut Tx<'_>,
    actor: &Actor,
    provider: ProviderId,
    programme: ProgrammeId,
    period: Period,
) -> Result<ProviderSettlement, Error> {
    let of = providers::provider(tx, provider)?;
    if !actor.serves(provider) && !actor.may(Permission::ViewLedger, &of.path) {
        return Err(Denied { permission: Permission::ViewLedger }.into());
    }
    let fen_per_point = providers::rate(tx, provider, programme)?;
    let lines = lines(tx, provider, programme, period)?;
    let sum = |wanted: fn(&i64) -> bool| lines.iter().map(|line| line.points).filter(wanted).sum::<i64>();
    Ok(ProviderSettlement {
        provider,
        provider_name: of.content.name,
        programme,
        period,
        collected: sum(|points| *points > 0),
        returned: -sum(|points| *points < 0),
        fen_per_point,
        lines,
    })
}

/// The one query behind every form of a settlement.
fn lines(
    tx: &mut Tx<'_>,
    provider: ProviderId,
    programme: ProgrammeId,
    period: Period,
) -> Result<Vec<ProviderSettlementLine>, Error> {
    let Some(account) = ledger::find(tx, &redeemed_account(programme.0, provider))? else {
        return Ok(Vec::new());
    };
    let (from, until) = (town_time::begin(period.from), town_time::begin(period.until));
    let rows: Vec<(NaiveDateTime, i64, String)> = entries::table
        .inner_join(postings::table.on(postings::id.eq(entries::posting_id)))
        .filter(entries::account_id.eq(Key(account.id)))
        .filter(entries::at.ge(from.naive_utc()))
        .filter(entries::at.lt(until.naive_utc()))
        .order((entries::at, entries::number))
        .limit(LINES_MAX + 1)
        .select((entries::at, entries::amount, postings::subject))
        .load(tx.db())?;
    if i64::try_from(rows.len()).is_ok_and(|count| count > LINES_MAX) {
        return Err(Error::TooManyLines);
    }
    let of = |subject: &str| -> Result<RedemptionId, DbError> {
        let id = subject.strip_prefix("redemption:").and_then(|id| id.parse().ok());
        id.ok_or_else(|| DbError::damaged(subject))
    };
    let rows = rows.into_iter().map(|(at, points, subject)| Ok((at, points, of(&subject)?)));
    let rows: Vec<(NaiveDateTime, i64, RedemptionId)> = rows.collect::<Result<_, DbError>>()?;
    let titles = titles(tx, rows.iter().map(|(_, _, id)| *id).collect())?;
    let line = |(at, points, redemption): (NaiveDateTime, i64, RedemptionId)| ProviderSettlementLine {
        at: at.and_utc(),
        redemption,
        title: titles.get(&redemption).cloned().unwrap_or_default(),
        points,
    };
    Ok(rows.into_iter().map(line).collect())
}

fn titles(tx: &mut Tx<'_>, ids: Vec<RedemptionId>) -> Result<BTreeMap<RedemptionId, String>, DbError> {
    let keys: Vec<Key<RedemptionId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<(Key<RedemptionId>, String)> = t::table
        .inner_join(offers::table)
        .filter(t::id.eq_any(keys))
        .select((t::id, offers::title))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(Key(id), title)| (id, title)).collect())
}
