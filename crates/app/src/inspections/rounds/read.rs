//! Reading rounds, each as far as somebody may see it.

use std::collections::BTreeMap;

use diesel::{dsl::exists, prelude::*};
use domain::{
    areas::AreaPath,
    ids::{AreaId, RoundId, TargetId, UserId},
    inspections::{Month, Score, Subjects},
    permissions::{Actor, Permission},
};

use super::{
    Error, StoredRound,
    draw::drawn_paths,
    find,
    row::{PUBLIC_BULLETIN, Row},
    sight, team_of,
};
use crate::{
    areas::AFTER_ALL,
    db::{
        DbError, Key, Tx,
        schema::{
            areas, inspection_objections as objections, inspection_rounds as t,
            inspection_targets as targets, inspection_team as team, inspection_templates as templates, users,
        },
    },
    identity,
};

/// Which rounds a list holds.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Those that areas under this one hold, and those of the areas around it.
    pub area: Option<AreaPath>,
    /// Only those in whose team the caller is.
    pub mine: bool,
    /// Only of these months, inclusive.
    pub from: Option<Month>,
    /// Up to this month, inclusive.
    pub until: Option<Month>,
    /// Only what inspects such subjects.
    pub subjects: Option<Subjects>,
    /// Only in these states, by their names.
    pub states: Vec<String>,
}

/// Which page of the list: rounds sort by month and id, the latest first.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Where the page before ended.
    pub after: Option<(Month, RoundId)>,
    /// Most rounds of this page.
    pub limit: i64,
}

/// A round in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The round.
    pub round: StoredRound,
    /// What the area that holds it is called.
    pub area_name: String,
    /// What its template is called.
    pub template_name: String,
    /// What its lead is called.
    pub lead_name: Option<String>,
}

/// A member of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub user: UserId,
    /// What they are called.
    pub name: String,
}

/// A round with what the caller may see of it.
#[derive(Clone, Debug)]
pub struct RoundShown {
    /// The round.
    pub listed: Listed,
    /// Its team, for the team and those who hold rounds here.
    pub team: Option<Vec<Member>>,
    /// How many places it goes to and how many have been scored, for the same people, where the places may be known.
    pub progress: Option<(u32, u32)>,
    /// How many objections wait for a decision, for the same people.
    pub undecided: Option<u32>,
    /// Whether the caller belongs to the team.
    pub inspects: bool,
    /// Whether the caller holds rounds here.
    pub manages: bool,
}

/// A place that a round inspects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its id.
    pub id: TargetId,
    /// Which place.
    pub area: AreaId,
    /// Its path.
    pub path: AreaPath,
    /// Its name.
    pub name: String,
}

/// A place that a round inspects, as far as the caller may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetShown {
    /// The place.
    pub target: Target,
    /// What was drawn inside it, by path.
    pub drawn: Vec<AreaPath>,
    /// Who goes there, for the team and those who hold rounds here.
    pub inspector: Option<UserId>,
    /// Whether its sheet is handed in, for the same people.
    pub handed_in: Option<bool>,
    /// The version of its sheet, for the same people.
    pub version: Option<i64>,
    /// Its score, once the caller may see it.
    pub score: Option<Score>,
    /// Whether the caller may read its sheet.
    pub sheet: bool,
}

type ListRow = (Row, String, String, Option<String>);

fn shown(row: ListRow) -> Result<Listed, DbError> {
    let (round, area_name, template_name, lead_name) = row;
    Ok(Listed { round: round.try_into()?, area_name, template_name, lead_name })
}

/// The rounds that `actor` may know of: the same as [`super::Sight::of_round`] for each. One statement.
///
/// # Errors
/// [`DbError`].
pub fn list(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    filter: &Filter,
    page: Page,
) -> Result<Vec<Listed>, DbError> {
    let root = AreaPath::root();
    let area = filter.area.as_ref().unwrap_or(&root);
    let me = Key(actor.map_or(UserId(uuid::Uuid::nil()), |actor| actor.user));
    let mut query = t::table
        .inner_join(areas::table.on(areas::id.eq(t::area_id)))
        .inner_join(templates::table.on(templates::id.eq(t::template_id)))
        .left_join(users::table.on(users::id.nullable().eq(t::lead_id)))
        .select((Row::as_select(), areas::name, templates::name, users::display_name.nullable()))
        .order((t::month.desc(), t::id.desc()))
        .limit(page.limit)
        .into_boxed();
    if filter.area.is_some() {
        let around: Vec<String> = area.lineage().iter().map(ToString::to_string).collect();
        let under = t::area_path.ge(area.as_str().to_owned()).and(t::area_path.lt(area.end()));
        query = query.filter(under.or(t::area_path.eq_any(around)));
    }
    let of_mine = || team::table.filter(team::user_id.eq(me)).select(team::round_id);
    if filter.mine {
        query = query.filter(t::id.eq_any(of_mine()));
    }
    let scope = |permission| actor.map(|actor| actor.scope(permission)).unwrap_or_default();
    let managed = scope(Permission::ManageInspections);
    if !managed.iter().any(|path| path.covers(&root)) {
        let homes: Vec<AreaPath> = actor.map(|actor| actor.homes().cloned().collect()).unwrap_or_default();
        let around = |paths: Vec<AreaPath>| -> Vec<String> {
            paths.iter().flat_map(AreaPath::lineage).map(|path| path.to_string()).collect()
        };
        let of_homes = t::subjects.eq("households").and(t::area_path.eq_any(around(homes)));
        let of_offices =
            t::subjects.ne("households").and(t::area_path.eq_any(around(scope(Permission::ObjectToScores))));
        let told = of_homes.or(of_offices).and(t::state.eq_any(["objections", "published"]));
        let holders = diesel::alias!(areas as holders);
        let path = holders.field(areas::path);
        let managed = managed.iter().map(ToString::to_string);
        let held = holders
            .filter(path.eq_any(managed.collect::<Vec<_>>()))
            .filter(path.le(t::area_path).and(t::area_path.lt(path.concat(AFTER_ALL))));
        let known = t::report.eq(PUBLIC_BULLETIN).or(t::id.eq_any(of_mine())).or(told);
        query = query.filter(known.or(exists(held)));
    }
    if let Some(from) = filter.from {
        query = query.filter(t::month.ge(from.to_string()));
    }
    if let Some(until) = filter.until {
        query = query.filter(t::month.le(until.to_string()));
    }
    if let Some(subjects) = filter.subjects {
        query = query.filter(t::subjects.eq(subjects.as_str()));
    }
    if !filter.states.is_empty() {
        query = query.filter(t::state.eq_any(filter.states.clone()));
    }
    if let Some((month, id)) = page.after {
        let month = month.to_string();
        query = query.filter(t::month.lt(month.clone()).or(t::month.eq(month).and(t::id.lt(Key(id)))));
    }
    query.load::<ListRow>(tx.db())?.into_iter().map(shown).collect()
}

/// One round with the names that belong to it, whoever asks. One statement.
pub(in crate::inspections) fn listed(tx: &mut Tx<'_>, id: RoundId) -> Result<Listed, DbError> {
    let row: ListRow = t::table
        .find(Key(id))
        .inner_join(areas::table.on(areas::id.eq(t::area_id)))
        .inner_join(templates::table.on(templates::id.eq(t::template_id)))
        .left_join(users::table.on(users::id.nullable().eq(t::lead_id)))
        .select((Row::as_select(), areas::name, templates::name, users::display_name.nullable()))
        .first(tx.db())?;
    shown(row)
}

/// One round, as far as `actor` may see it.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for them.
pub fn round(tx: &mut Tx<'_>, actor: Option<&Actor>, id: RoundId) -> Result<RoundShown, Error> {
    let listed = listed(tx, id)?;
    let sight = sight(tx, actor, &listed.round)?;
    if !sight.of_round(&listed.round) {
        return Err(DbError::NotFound.into());
    }
    let inside = sight.manages || sight.inspects;
    let team = if inside { Some(members(tx, id)?) } else { None };
    let known = inside && listed.round.round.shows_targets_to(sight.inspects);
    let progress = if known { Some(progress(tx, id)?) } else { None };
    let undecided = if inside { Some(undecided(tx, id)?) } else { None };
    let (inspects, manages) = (sight.inspects, sight.manages);
    Ok(RoundShown { listed, team, progress, undecided, inspects, manages })
}

fn members(tx: &mut Tx<'_>, id: RoundId) -> Result<Vec<Member>, DbError> {
    let team = team_of(tx, id)?;
    let names = identity::names_of(tx, team)?;
    Ok(names.into_iter().map(|(user, name)| Member { user, name }).collect())
}

fn progress(tx: &mut Tx<'_>, id: RoundId) -> Result<(u32, u32), DbError> {
    let of_round = targets::table.filter(targets::round_id.eq(Key(id)));
    let all: i64 = of_round.count().get_result(tx.db())?;
    let scored: i64 = of_round.filter(targets::score.is_not_null()).count().get_result(tx.db())?;
    let count = |count: i64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok((count(all), count(scored)))
}

/// How many objections of a round wait for a decision.
pub(in crate::inspections) fn undecided(tx: &mut Tx<'_>, id: RoundId) -> Result<u32, DbError> {
    let open =
        objections::table.filter(objections::round_id.eq(Key(id))).filter(objections::state.eq("open"));
    let count: i64 = open.count().get_result(tx.db())?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

type TargetRow =
    (Key<TargetId>, Key<AreaId>, String, String, Option<String>, Option<Key<UserId>>, (Option<i64>, i64));

/// The places of a round that `actor` may know of, in the order of the tree; at most [`super::TARGETS_MAX`].
///
/// # Errors
/// [`DbError::NotFound`] where there is no such round, or not for them; [`Error::TargetsSecret`].
pub fn targets(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    id: RoundId,
) -> Result<(Vec<TargetShown>, BTreeMap<UserId, String>), Error> {
    let round = find(tx, id)?;
    let sight = sight(tx, actor, &round)?;
    if !sight.of_round(&round) {
        return Err(DbError::NotFound.into());
    }
    if !round.round.shows_targets_to(sight.inspects) {
        return Err(Error::TargetsSecret);
    }
    let rows: Vec<TargetRow> = targets::table
        .inner_join(areas::table)
        .filter(targets::round_id.eq(Key(id)))
        .order(targets::area_path)
        .select((
            targets::id,
            targets::area_id,
            targets::area_path,
            areas::name,
            targets::drawn,
            targets::inspector_id,
            (targets::score, targets::version),
        ))
        .load(tx.db())
        .map_err(DbError::from)?;
    let inside = sight.manages || sight.inspects;
    let names = if inside {
        members(tx, id)?.into_iter().map(|member| (member.user, member.name)).collect()
    } else {
        BTreeMap::new()
    };
    let mut shown = Vec::with_capacity(rows.len());
    for (Key(target), Key(area), path, name, drawn, inspector, (score, version)) in rows {
        let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
        if !sight.of_target(&round, &path) {
            continue;
        }
        let visible = if sight.of_score(&round, &path) { score } else { None };
        shown.push(TargetShown {
            drawn: drawn_paths(drawn)?,
            inspector: inspector.filter(|_| inside).map(|Key(user)| user),
            handed_in: inside.then_some(score.is_some()),
            version: inside.then_some(version),
            score: visible.map(Score::new).transpose().map_err(DbError::damaged)?,
            sheet: sight.of_sheet(&round, &path),
            target: Target { id: target, area, path, name },
        });
    }
    Ok((shown, names))
}
