//! Reading disbursements. How many statements it takes does not grow with the rows.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use diesel::{BoxableExpression, prelude::*, sql_types::Bool};
use domain::{
    funds::disbursements::{DisbursementAction, DisbursementStateName as Name, PayeeKind},
    ids::{DisbursementId, FundId, PayeeId, PayoutId, ProjectId, UserId},
    permissions::Actor,
};

use super::{
    StoredDisbursement, StoredInvoice,
    grounds::{decided, officer, rules_of},
    invoices,
    row::{Row, Took, find},
};
use crate::{
    db::{Db, DbError, Key, Tx, schema::disbursements as t},
    funds::{Page, budget, payees, payees::StoredPayee, projects, read::inside_paths, sees_drafts, visible},
    identity::names_of,
};

/// Which of them a list holds; all conditions at once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Only those out of this fund.
    pub fund: Option<FundId>,
    /// Only those for this project.
    pub project: Option<ProjectId>,
    /// Only those to this payee; of people only for who is inside the fund.
    pub payee: Option<PayeeId>,
    /// Only the awards that were proposed together as this.
    pub payout: Option<PayoutId>,
    /// Only in this state.
    pub state: Option<Name>,
}

/// Who is paid, as somebody may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayeeSeen {
    /// Which one; of a person only for who is inside the fund.
    pub id: Option<PayeeId>,
    /// What it is.
    pub kind: PayeeKind,
    /// What it is called; of a person no more than the public is told.
    pub name: String,
}

impl PayeeSeen {
    fn of(payee: &StoredPayee, inside: bool) -> Self {
        let whole = inside || payee.kind != PayeeKind::Person;
        Self {
            id: whole.then_some(payee.id),
            kind: payee.kind,
            name: if whole { payee.name.clone() } else { payee.kind.public_name(&payee.name) },
        }
    }
}

/// A disbursement in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its row.
    pub stored: StoredDisbursement,
    /// To whom.
    pub payee: PayeeSeen,
    /// What its project is called.
    pub project: Option<String>,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// To which state it led.
    pub to: Name,
    /// When.
    pub at: DateTime<Utc>,
    /// Who took it, for who is inside the fund.
    pub by: Option<String>,
}

/// A disbursement as it is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What a list tells.
    pub listed: Listed,
    /// What the line of the budget is called.
    pub line: Option<String>,
    /// The steps that were taken, in their order.
    pub steps: Vec<Taken>,
    /// What it pays, for who is inside the fund.
    pub invoices: Option<Vec<StoredInvoice>>,
    /// How many invoices that are.
    pub invoice_count: usize,
    /// Which steps the caller could take.
    pub actions: Vec<DisbursementAction>,
}

type Condition = Box<dyn BoxableExpression<t::table, <Db as Connection>::Backend, SqlType = Bool>>;

/// Everybody sees what was paid, and what of that came back; who is inside the fund sees the others.
fn seen_by(actor: Option<&Actor>) -> Condition {
    let everybody: Condition = Box::new(t::state.eq_any(PUBLIC.map(Name::as_str)));
    inside_paths(actor).into_iter().fold(everybody, |others, path| {
        let range = t::area_path.ge(path.as_str().to_owned()).and(t::area_path.lt(path.end()));
        Box::new(others.or(range))
    })
}

/// What everybody sees: where money has moved.
const PUBLIC: [Name; 2] = [Name::Paid, Name::Reversed];

/// The disbursements of `filter` that somebody may see, the latest proposed first. Three statements, four for those to one payee.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    filter: Filter,
    page: Page<DisbursementId>,
) -> Result<Vec<Listed>, DbError> {
    let mut query = t::table.order(t::id.desc()).limit(page.limit).select(Row::as_select()).into_boxed();
    query = query.filter(seen_by(actor));
    if let Some(fund) = filter.fund {
        query = query.filter(t::fund_id.eq(Key(fund)));
    }
    if let Some(project) = filter.project {
        query = query.filter(t::project_id.eq(Key(project)));
    }
    if let Some(payee) = filter.payee {
        // Who a person is would show in what else they were paid.
        if !payee_is_told(tx, actor, payee)? {
            return Ok(Vec::new());
        }
        query = query.filter(t::payee_id.eq(Key(payee)));
    }
    if let Some(payout) = filter.payout {
        query = query.filter(t::payout_id.eq(Key(payout)));
    }
    if let Some(state) = filter.state {
        query = query.filter(t::state.eq(state.as_str()));
    }
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    listed(tx, actor, rows.into_iter().map(StoredDisbursement::try_from).collect::<Result<_, _>>()?)
}

/// The awards that were proposed together, in the order of their ids: for who is inside the fund. Three statements.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn of_payout(
    tx: &mut Tx<'_>,
    actor: &Actor,
    payout: PayoutId,
) -> Result<Vec<Listed>, DbError> {
    let rows: Vec<Row> =
        t::table.filter(t::payout_id.eq(Key(payout))).order(t::id).select(Row::as_select()).load(tx.db())?;
    let rows = rows.into_iter().map(StoredDisbursement::try_from).collect::<Result<_, _>>()?;
    listed(tx, Some(actor), rows)
}

/// Those of some disbursements that somebody may see, in the order of their ids. Three statements.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn by_ids(
    tx: &mut Tx<'_>,
    actor: &Actor,
    ids: Vec<DisbursementId>,
) -> Result<Vec<Listed>, DbError> {
    let ids: Vec<Key<DisbursementId>> = ids.into_iter().map(Key).collect();
    let query = t::table.filter(t::id.eq_any(ids)).order(t::id).select(Row::as_select()).into_boxed();
    let rows: Vec<Row> = query.filter(seen_by(Some(actor))).load(tx.db())?;
    let rows = rows.into_iter().map(StoredDisbursement::try_from).collect::<Result<_, _>>()?;
    listed(tx, Some(actor), rows)
}

fn payee_is_told(tx: &mut Tx<'_>, actor: Option<&Actor>, id: PayeeId) -> Result<bool, DbError> {
    let payee = match payees::find(tx, id) {
        Ok(payee) => payee,
        Err(DbError::NotFound) => return Ok(false),
        Err(other) => return Err(other),
    };
    if payee.kind != PayeeKind::Person {
        return Ok(true);
    }
    let fund = crate::funds::find(tx, payee.fund)?;
    Ok(sees_drafts(actor, &fund.path))
}

fn listed(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    rows: Vec<StoredDisbursement>,
) -> Result<Vec<Listed>, DbError> {
    let payees = payees::by_ids(tx, rows.iter().map(|row| row.payee))?;
    let projects: BTreeSet<ProjectId> = rows.iter().filter_map(|row| row.line.project).collect();
    let titles = projects::money::titles(tx, projects)?;
    let one = |stored: StoredDisbursement| {
        let payee = payees.get(&stored.payee).ok_or(DbError::NotFound)?;
        let payee = PayeeSeen::of(payee, sees_drafts(actor, &stored.path));
        let project = stored.line.project.and_then(|id| titles.get(&id).cloned());
        Ok(Listed { payee, project, stored })
    };
    rows.into_iter().map(one).collect()
}

/// One that somebody may see.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for them.
pub fn disbursement(tx: &mut Tx<'_>, actor: Option<&Actor>, id: DisbursementId) -> Result<Shown, DbError> {
    let stored = find(tx, id)?;
    let fund = visible(tx, actor, stored.fund)?;
    let inside = sees_drafts(actor, &fund.path);
    let own = actor.is_some_and(|actor| actor.user == stored.proposed.0);
    if !inside && !own && !PUBLIC.contains(&stored.state.name()) {
        return Err(DbError::NotFound);
    }
    let took = |(user, at): Took| (Some(user), at);
    let mut steps = vec![(Name::Proposed, took(stored.proposed))];
    steps.extend(stored.approved.map(|by| (Name::Approved, took(by))));
    steps.extend(stored.paid.map(|by| (Name::Paid, took(by))));
    steps.extend(stored.ended.map(|by| (stored.state.name(), by)));
    let people: Vec<UserId> = steps.iter().filter_map(|(_, (user, _))| *user).filter(|_| inside).collect();
    let names = names_of(tx, people)?;
    let step = |(to, (user, at)): (Name, (Option<UserId>, _))| {
        let by = user.and_then(|user| names.get(&user)).cloned();
        Taken { to, at, by }
    };
    let all = invoices::of(tx, [id])?.remove(&id).unwrap_or_default();
    let actions = match actor {
        Some(actor) => match rules_of(tx, fund.id)? {
            Some(rules) => decided(tx, &stored)?.actions(&officer(actor, &fund), &rules),
            None => Vec::new(),
        },
        None => Vec::new(),
    };
    let line = line_title(tx, &stored)?;
    let listed = listed(tx, actor, vec![stored])?.pop().ok_or(DbError::NotFound)?;
    Ok(Shown {
        listed,
        line,
        steps: steps.into_iter().map(step).collect(),
        invoice_count: all.len(),
        invoices: (inside || own).then_some(all),
        actions,
    })
}

/// What the line of the budget is called on which it is paid: one statement.
fn line_title(tx: &mut Tx<'_>, stored: &StoredDisbursement) -> Result<Option<String>, DbError> {
    use crate::db::schema::project_lines as lines;
    let number = stored.line.number;
    match stored.line.project {
        Some(project) => {
            let line = lines::table.find((Key(project), i64::from(number)));
            Ok(line.select(lines::title).first(tx.db()).optional()?)
        }
        None => {
            let lines = budget::of(tx, stored.fund)?;
            Ok(lines.into_iter().find(|line| line.number == number).map(|line| line.title))
        }
    }
}

/// A payment beside the posting that moved it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentSeen {
    /// Which disbursement.
    pub id: DisbursementId,
    /// What it pays.
    pub title: String,
    /// To whom, as the caller may see it.
    pub payee: PayeeSeen,
}

/// Some of them beside their postings, by their ids: two statements.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn payments(
    tx: &mut Tx<'_>,
    ids: BTreeSet<DisbursementId>,
    inside: bool,
) -> Result<BTreeMap<DisbursementId, PaymentSeen>, DbError> {
    let ids: Vec<Key<DisbursementId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<(Key<DisbursementId>, String, Key<PayeeId>)> =
        t::table.filter(t::id.eq_any(ids)).select((t::id, t::title, t::payee_id)).load(tx.db())?;
    let payees = payees::by_ids(tx, rows.iter().map(|row| row.2.0))?;
    let one = |(Key(id), title, Key(payee)): (Key<DisbursementId>, String, Key<PayeeId>)| {
        let payee = payees.get(&payee).ok_or(DbError::NotFound)?;
        Ok((id, PaymentSeen { id, title, payee: PayeeSeen::of(payee, inside) }))
    };
    rows.into_iter().map(one).collect()
}
