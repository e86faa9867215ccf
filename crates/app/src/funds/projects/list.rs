//! Lists of projects.

use std::collections::BTreeMap;

use diesel::{BoxableExpression, prelude::*, sql_types::Bool};
use domain::{
    funds::projects::StateName,
    ids::{AreaId, FundId, ProjectId, ProposalCallId},
    permissions::Actor,
};

use super::{
    ratings::{RatingSum, sums},
    read::proposers,
    row::{Head, Row},
};
use crate::{
    db::{
        Db, DbError, Key, Tx,
        schema::{project_lines as lines, project_people as people, projects as t},
    },
    funds::{Page, read::inside_paths, sees_drafts},
    volunteering,
};

/// Most projects in which somebody takes part beside their own that a list of theirs holds.
const JOINED_MAX: i64 = 200;

/// Which projects a list holds; all conditions at once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Only those of this fund.
    pub fund: Option<FundId>,
    /// Only those that answer this call.
    pub call: Option<ProposalCallId>,
    /// Only in this state.
    pub state: Option<StateName>,
    /// Only those for which shifts can be planned in this area (`domain::volunteering::for_project`).
    pub shifts_in: Option<AreaId>,
    /// Only those that the caller proposed, takes part in or was asked to.
    pub mine: bool,
}

/// A project in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its row.
    pub head: Head,
    /// What the group or the organisation is called; the resident, for those who are told.
    pub proposer: Option<String>,
    /// What it costs, in fen.
    pub budget_fen: i64,
    /// What was paid of that, in fen.
    pub spent_fen: i64,
    /// What residents think of it.
    pub ratings: RatingSum,
}

type Condition = Box<dyn BoxableExpression<t::table, <Db as Connection>::Backend, SqlType = Bool>>;

/// As one project is seen, see [`super::sight`]: but for those in which somebody takes part, which are in a list of theirs.
fn seen_by(actor: Option<&Actor>) -> Condition {
    let withdrawn = StateName::Withdrawn.as_str();
    let everybody: Condition = Box::new(t::published_at.is_not_null().and(t::state.ne(withdrawn)));
    let Some(actor) = actor else { return everybody };
    let own: Condition = Box::new(everybody.or(t::proposer_id.eq(Key(actor.user))));
    inside_paths(Some(actor)).into_iter().fold(own, |others, path| {
        let range = t::area_path.ge(path.as_str().to_owned()).and(t::area_path.lt(path.end()));
        Box::new(others.or(range.and(t::state.ne(StateName::Draft.as_str()))))
    })
}

/// The projects of `filter` that somebody may know of, the newest first. Five statements, six for one's own; two more for those
/// for which shifts can be planned somewhere.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    filter: Filter,
    page: Page<ProjectId>,
) -> Result<Vec<Listed>, DbError> {
    let mut query = t::table.order(t::id.desc()).limit(page.limit).select(Row::as_select()).into_boxed();
    query = match actor.filter(|_| filter.mine) {
        None if filter.mine => return Ok(Vec::new()),
        None => query.filter(seen_by(actor)),
        Some(actor) => {
            let joined: Vec<Key<ProjectId>> = people::table
                .filter(people::user_id.eq(Key(actor.user)))
                .order(people::project_id.desc())
                .limit(JOINED_MAX)
                .select(people::project_id)
                .load(tx.db())?;
            query.filter(t::proposer_id.eq(Key(actor.user)).or(t::id.eq_any(joined)))
        }
    };
    if let Some(fund) = filter.fund {
        query = query.filter(t::fund_id.eq(Key(fund)));
    }
    if let Some(call) = filter.call {
        query = query.filter(t::call_id.eq(Key(call)));
    }
    if let Some(state) = filter.state {
        query = query.filter(t::state.eq(state.as_str()));
    }
    if let Some(area) = filter.shifts_in {
        match helped_from(tx, area)? {
            Some(condition) => query = query.filter(condition),
            None => return Ok(Vec::new()),
        }
    }
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let heads: Vec<Head> = rows.into_iter().map(Head::try_from).collect::<Result<_, _>>()?;
    let told = |head: &Head| {
        actor.is_some_and(|actor| actor.user == head.proposer) || sees_drafts(actor, &head.path)
    };
    let mut names = proposers(tx, &heads.iter().collect::<Vec<_>>(), told)?;
    let money = money(tx, &heads)?;
    let ratings = sums(tx, heads.iter().map(|head| head.id))?;
    let listed = |head: Head| {
        let (budget_fen, spent_fen) = money.get(&head.id).copied().unwrap_or_default();
        let ratings = ratings.get(&head.id).copied().unwrap_or_default();
        Listed { proposer: names.remove(&head.id), budget_fen, spent_fen, ratings, head }
    };
    Ok(heads.into_iter().map(listed).collect())
}

/// Those that run, of funds of this area, above it or in its town; nothing where there is no such area.
fn helped_from(tx: &mut Tx<'_>, area: AreaId) -> Result<Option<Condition>, DbError> {
    let (area, town) = match volunteering::place(tx, area) {
        Ok(place) => place,
        Err(DbError::NotFound) => return Ok(None),
        Err(other) => return Err(other),
    };
    let above: Vec<String> = area.path.lineage().iter().map(ToString::to_string).collect();
    let in_town = t::area_path.ge(town.as_str().to_owned()).and(t::area_path.lt(town.end()));
    let runs = t::state.eq(StateName::InProgress.as_str());
    Ok(Some(Box::new(runs.and(t::area_path.eq_any(above).or(in_town)))))
}

/// What some projects cost, and what was paid of that: one statement.
fn money(tx: &mut Tx<'_>, heads: &[Head]) -> Result<BTreeMap<ProjectId, (i64, i64)>, DbError> {
    let ids: Vec<Key<ProjectId>> = heads.iter().map(|head| Key(head.id)).collect();
    let rows: Vec<(Key<ProjectId>, i64, i64)> = lines::table
        .filter(lines::project_id.eq_any(ids))
        .select((lines::project_id, lines::limit_fen, lines::spent_fen))
        .load(tx.db())?;
    let mut sums: BTreeMap<ProjectId, (i64, i64)> = BTreeMap::new();
    for (Key(project), limit, spent) in rows {
        let sum = sums.entry(project).or_default();
        *sum = (sum.0 + limit, sum.1 + spent);
    }
    Ok(sums)
}
