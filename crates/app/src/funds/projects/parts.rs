//! What of a project lies in other tables: people, lines of its budget, milestones.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use domain::{
    funds::{Amount, projects::Proposer},
    identity::LoginName,
    ids::{ProjectId, UserId},
    ledger::Purpose,
};

use crate::db::{
    DbError, Key, Tx, bulk_insert,
    schema::{project_lines as lines, project_milestones as milestones, project_people as people},
};

/// What is proposed.
#[derive(Clone, Debug)]
pub struct Content {
    /// What it is called.
    pub title: String,
    /// What people read.
    pub plan: String,
    /// In whose name.
    pub in_name_of: Proposer,
    /// Who is asked to take part.
    pub people: Vec<LoginName>,
    /// What it costs.
    pub lines: Vec<Line>,
    /// When which part of that is paid.
    pub milestones: Vec<NewMilestone>,
    /// Whether the first instalment is paid when the agreement is signed.
    pub advance: bool,
}

/// A line of the budget.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it pays.
    pub title: String,
    /// At most so much.
    pub limit: Amount,
    /// What it serves.
    pub purpose: Option<Purpose>,
}

/// A milestone.
#[derive(Clone, Debug)]
pub struct NewMilestone {
    /// What is done then.
    pub title: String,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// What is paid then.
    pub instalment: Amount,
}

#[derive(Insertable)]
#[diesel(table_name = people, treat_none_as_default_value = false)]
struct PersonRow {
    project_id: Key<ProjectId>,
    user_id: Key<UserId>,
    named_at: NaiveDateTime,
    joined_at: Option<NaiveDateTime>,
}

#[derive(Insertable)]
#[diesel(table_name = lines, treat_none_as_default_value = false)]
struct LineRow {
    project_id: Key<ProjectId>,
    number: i64,
    title: String,
    limit_fen: i64,
    purpose: Option<String>,
    reserved_fen: i64,
    spent_fen: i64,
}

#[derive(Insertable)]
#[diesel(table_name = milestones, treat_none_as_default_value = false)]
struct MilestoneRow {
    project_id: Key<ProjectId>,
    number: i64,
    title: String,
    due_on: Option<String>,
    instalment_fen: i64,
    advance: bool,
    state: &'static str,
    by_id: Option<Key<UserId>>,
    used_fen: i64,
}

/// Writes all of it, a statement each; whoever of the people is in `joined` takes part already.
///
/// # Errors
/// [`DbError`].
pub(super) fn insert(
    tx: &mut Tx<'_>,
    id: ProjectId,
    content: &Content,
    named: &BTreeSet<UserId>,
    joined: &BTreeMap<UserId, NaiveDateTime>,
) -> Result<(), DbError> {
    let project_id = Key(id);
    let named_at = tx.timestamp();
    let person = |user: &UserId| PersonRow {
        project_id,
        user_id: Key(*user),
        named_at,
        joined_at: joined.get(user).copied(),
    };
    let rows: Vec<PersonRow> = named.iter().map(person).collect();
    if !rows.is_empty() {
        bulk_insert!(tx.db(), people::table, &rows)?;
    }
    let line = |(number, line): (i64, &Line)| LineRow {
        project_id,
        number,
        title: line.title.trim().to_owned(),
        limit_fen: line.limit.fen(),
        purpose: line.purpose.as_ref().map(|purpose| purpose.as_str().to_owned()),
        reserved_fen: 0,
        spent_fen: 0,
    };
    let rows: Vec<LineRow> = (1..).zip(&content.lines).map(line).collect();
    bulk_insert!(tx.db(), lines::table, &rows)?;
    let milestone = |(number, milestone): (i64, &NewMilestone)| MilestoneRow {
        project_id,
        number,
        title: milestone.title.trim().to_owned(),
        due_on: milestone.due_on.map(|day| day.to_string()),
        instalment_fen: milestone.instalment.fen(),
        advance: content.advance && number == 0,
        state: "ahead",
        by_id: None,
        used_fen: 0,
    };
    let rows: Vec<MilestoneRow> = (0..).zip(&content.milestones).map(milestone).collect();
    bulk_insert!(tx.db(), milestones::table, &rows).map(drop)
}

/// Takes all of it away, to be written anew.
///
/// # Errors
/// [`DbError`].
pub(super) fn delete(tx: &mut Tx<'_>, id: ProjectId) -> Result<(), DbError> {
    diesel::delete(people::table.filter(people::project_id.eq(Key(id)))).execute(tx.db())?;
    diesel::delete(lines::table.filter(lines::project_id.eq(Key(id)))).execute(tx.db())?;
    diesel::delete(milestones::table.filter(milestones::project_id.eq(Key(id)))).execute(tx.db())?;
    Ok(())
}
