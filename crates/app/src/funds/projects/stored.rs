//! A project as it is stored: its row, with its people, the lines of its budget and its milestones.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::{
        Amount,
        books::{Budget, BudgetLine},
        projects::{Milestone, MilestoneState, Milestones, Project, Proposal},
    },
    ids::{ProjectId, UserId},
    ledger::Purpose,
};

use super::row::{Head, Row};
use crate::db::{
    DbError, Key, Tx, lock,
    schema::{
        project_lines as lines, project_milestones as milestones, project_people as people, projects as t,
    },
};

/// Somebody who was named as taking part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub user: UserId,
    /// Since when they take part; they were asked, where absent.
    pub joined_at: Option<DateTime<Utc>>,
}

/// What a line of the budget, or a milestone, is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Titled {
    /// What it is called.
    pub title: String,
    /// By when it is to be reached: of milestones.
    pub due_on: Option<NaiveDate>,
}

/// A project as it is stored.
#[derive(Clone, Debug)]
pub struct StoredProject {
    /// Its row.
    pub head: Head,
    /// What decides about its steps.
    pub project: Project,
    /// Who was named, whether or not they have agreed.
    pub people: Vec<Person>,
    /// What the lines of its budget are called, in their order.
    pub lines: Vec<Titled>,
    /// What its milestones are called, in their order.
    pub milestones: Vec<Titled>,
}

/// One project.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find(tx: &mut Tx<'_>, id: ProjectId) -> Result<StoredProject, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    with_parts(tx, row.try_into()?)
}

/// One project, locked until the transaction ends.
///
/// # Errors
/// [`DbError::NotFound`].
pub(in crate::funds) fn find_locked(tx: &mut Tx<'_>, id: ProjectId) -> Result<StoredProject, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first(c))?;
    with_parts(tx, row.try_into()?)
}

fn with_parts(tx: &mut Tx<'_>, head: Head) -> Result<StoredProject, DbError> {
    let people = people_of(tx, head.id)?;
    let (lines, budget) = lines_of(tx, head.id)?;
    let (titles, milestones) = milestones_of(tx, head.id)?;
    let joined = people.iter().filter(|person| person.joined_at.is_some()).map(|person| person.user);
    let proposal = Proposal { plan: head.plan_hash, people: joined.collect(), budget, milestones };
    let project =
        Project { id: head.id, fund: head.fund, proposer: head.proposer, proposal, state: head.state };
    Ok(StoredProject { head, project, people, lines, milestones: titles })
}

fn people_of(tx: &mut Tx<'_>, id: ProjectId) -> Result<Vec<Person>, DbError> {
    let rows: Vec<(Key<UserId>, Option<NaiveDateTime>)> = people::table
        .filter(people::project_id.eq(Key(id)))
        .order(people::user_id)
        .select((people::user_id, people::joined_at))
        .load(tx.db())?;
    let person =
        |(Key(user), at): (_, Option<NaiveDateTime>)| Person { user, joined_at: at.map(|at| at.and_utc()) };
    Ok(rows.into_iter().map(person).collect())
}

type LineRow = (i64, String, i64, Option<String>, i64, i64);

fn lines_of(tx: &mut Tx<'_>, id: ProjectId) -> Result<(Vec<Titled>, Budget), DbError> {
    let rows: Vec<LineRow> = lines::table
        .filter(lines::project_id.eq(Key(id)))
        .order(lines::number)
        .select((
            lines::number,
            lines::title,
            lines::limit_fen,
            lines::purpose,
            lines::reserved_fen,
            lines::spent_fen,
        ))
        .load(tx.db())?;
    let (mut titles, mut budget) = (Vec::with_capacity(rows.len()), BTreeMap::new());
    for (number, title, limit, purpose, reserved_fen, spent_fen) in rows {
        let number = u16::try_from(number).map_err(DbError::damaged)?;
        let limit = Amount::new(limit).map_err(DbError::damaged)?;
        let purpose = purpose.map(|code| Purpose::parse(&code)).transpose().map_err(DbError::damaged)?;
        budget.insert(number, BudgetLine { limit, purpose, reserved_fen, spent_fen });
        titles.push(Titled { title, due_on: None });
    }
    Ok((titles, Budget::restore(budget).map_err(DbError::damaged)?))
}

type MilestoneRow = (String, Option<String>, i64, bool, String, Option<Key<UserId>>, i64);

fn milestones_of(tx: &mut Tx<'_>, id: ProjectId) -> Result<(Vec<Titled>, Milestones), DbError> {
    let rows: Vec<MilestoneRow> = milestones::table
        .filter(milestones::project_id.eq(Key(id)))
        .order(milestones::number)
        .select((
            milestones::title,
            milestones::due_on,
            milestones::instalment_fen,
            milestones::advance,
            milestones::state,
            milestones::by_id,
            milestones::used_fen,
        ))
        .load(tx.db())?;
    let (mut titles, mut all) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    for (title, due_on, instalment, advance, word, by, used_fen) in rows {
        let state = match (word.as_str(), by) {
            ("ahead", None) => MilestoneState::Ahead,
            ("reached", Some(Key(by))) => MilestoneState::Reached { by },
            ("accepted", Some(Key(by))) => MilestoneState::Accepted { by },
            _ => return Err(DbError::damaged(word)),
        };
        let instalment = Amount::new(instalment).map_err(DbError::damaged)?;
        all.push(Milestone { instalment, advance, state, used_fen });
        let due_on = due_on.map(|day| day.parse()).transpose().map_err(DbError::damaged)?;
        titles.push(Titled { title, due_on });
    }
    Ok((titles, Milestones::restore(all).map_err(DbError::damaged)?))
}
