//! Reading findings. For who is inside the fund; how many statements it takes does not grow with the rows.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::{dsl::exists, prelude::*};
use domain::{
    funds::{Period, findings::Kind},
    ids::{DisbursementId, FindingId, FundId, UserId},
    permissions::Actor,
    town_time,
};

use uuid::Uuid;

use super::{
    StoredFinding,
    raise::behind,
    row::{Row, find},
};
use crate::{
    db::{
        DbError, Key, Tx,
        schema::{disbursements as d, finding_disbursements as f, finding_entries as e, findings as t},
    },
    funds::{
        Page,
        disbursements::{Listed, by_ids},
        sees_drafts, visible,
    },
    identity::names_of,
};

/// Which of them a list holds; all conditions at once.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only in this state: `open`, `answered` or `settled`.
    pub state: Option<&'static str>,
    /// Only of this kind.
    pub kind: Option<Kind>,
}

/// Something that was said of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What: `answered`, `asked_again` or `settled`.
    pub kind: String,
    /// Who.
    pub by: String,
    /// In which words.
    pub text: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// A finding as it is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What it is.
    pub stored: StoredFinding,
    /// The disbursements behind it, in the order of their ids.
    pub disbursements: Vec<Listed>,
    /// What was said of it, from the beginning on.
    pub entries: Vec<Entry>,
}

/// The findings about a fund, the latest raised first. Three statements.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or for others.
pub fn list(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    filter: &Filter,
    page: Page<FindingId>,
) -> Result<Vec<StoredFinding>, DbError> {
    let stored = visible(tx, Some(actor), fund)?;
    if !sees_drafts(Some(actor), &stored.path) {
        return Err(DbError::NotFound);
    }
    let mut query = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .order(t::id.desc())
        .limit(page.limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(state) = filter.state {
        query = query.filter(t::state.eq(state));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(t::kind.eq(kind.as_str()));
    }
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let mut all = behind(tx, rows.iter().map(|row| row.id.0))?;
    rows.into_iter()
        .map(|row| {
            let disbursements = all.remove(&row.id.0).unwrap_or_default();
            row.with(disbursements)
        })
        .collect()
}

/// One of them with what is behind it and what was said.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or for others.
pub fn finding(tx: &mut Tx<'_>, actor: &Actor, id: FindingId) -> Result<Shown, DbError> {
    let stored = find(tx, id)?;
    let fund = visible(tx, Some(actor), stored.finding.fund)?;
    if !sees_drafts(Some(actor), &fund.path) {
        return Err(DbError::NotFound);
    }
    type Said = (String, Key<UserId>, Option<String>, NaiveDateTime);
    let said: Vec<Said> = e::table
        .filter(e::finding_id.eq(Key(id)))
        .order(e::ordinal)
        .select((e::kind, e::user_id, e::text, e::at))
        .load(tx.db())?;
    let names = names_of(tx, said.iter().map(|row| row.1.0))?;
    let entry = |(kind, Key(by), text, at): Said| Entry {
        kind,
        by: names.get(&by).cloned().unwrap_or_default(),
        text,
        at: at.and_utc(),
    };
    let ids: Vec<DisbursementId> = stored.finding.found.disbursements.iter().copied().collect();
    let disbursements = by_ids(tx, actor, ids)?;
    Ok(Shown { stored, disbursements, entries: said.into_iter().map(entry).collect() })
}

/// How many findings about what a fund paid in a period nobody has answered.
pub(in crate::funds) fn unanswered(tx: &mut Tx<'_>, fund: FundId, period: &Period) -> Result<usize, DbError> {
    let (from, until) = (town_time::begin(period.from), town_time::begin(period.until));
    let paid = f::disbursement_id.eq(d::id).and(f::finding_id.eq(t::id));
    let within = d::paid_at.ge(from.naive_utc()).and(d::paid_at.lt(until.naive_utc()));
    let behind = f::table.inner_join(d::table.on(d::id.eq(f::disbursement_id))).filter(paid.and(within));
    let open: i64 = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .filter(t::state.eq("open"))
        .filter(exists(behind))
        .count()
        .get_result(tx.db())?;
    usize::try_from(open).map_err(DbError::damaged)
}

/// Who answered one, for the journal.
///
/// # Errors
/// [`DbError`].
pub(crate) fn answered_by(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<UserId>, DbError> {
    let of = t::table.find(Key(FindingId(id)));
    let found: Option<Option<Key<UserId>>> = of.select(t::answered_by).first(tx.db()).optional()?;
    Ok(found.flatten().map(|Key(user)| user).into_iter().collect())
}
