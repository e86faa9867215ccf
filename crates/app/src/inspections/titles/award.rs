//! The list of a half-year: computed until it is awarded, kept with its bytes from then on.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, AwardRulesId, TitleAwardId, TitleId},
    inspections::{
        AwardRules, HalfYear, Month, Score, TitleCandidate, TitleCheck, TitleEvent, TitleInput, TitleKind,
        TitleList, TitleRule, award_titles,
    },
    journal::NodeHash,
    permissions::{Actor, Permission},
    town_time,
};
use sha2::{Digest, Sha256};

use super::{Error, criticisms, numbers, pledges, rules};
use crate::{
    areas::{self, AreaNames},
    db::{
        DbError, Key, NewEntry, Tx, bulk_insert,
        schema::{
            areas as a, inspection_results as results, inspection_rounds as r, title_awards as t,
            titles as one,
        },
    },
};

/// The list of a kind for a half-year, with what stands in the way of awarding it.
#[derive(Clone, Debug)]
pub struct Candidates {
    /// What the title takes.
    pub rule: TitleRule,
    /// Who gets it and who does not.
    pub list: TitleList,
    /// The hash of the list's bytes.
    pub hash: NodeHash,
    /// When it was awarded; absent where it was not.
    pub awarded_at: Option<DateTime<Utc>>,
    /// Whether what is stored gives these very bytes when it is computed again now.
    pub recomputed: bool,
    /// Whether the half-year is over.
    pub over: bool,
    /// How many of the rounds that count are not published.
    pub rounds_open: u32,
    /// The paths of the places.
    pub paths: BTreeMap<AreaId, AreaPath>,
    /// The names of the places and of the areas around them.
    pub names: AreaNames,
}

/// The rounds of an area that count for a kind, of a half-year.
macro_rules! rounds {
    ($area:expr, $half_year:expr, $kind:expr) => {{
        let [first, .., last] = $half_year.months();
        // Villages get titles by the months that half-years are settled by.
        let regularities: &[&str] = match $kind {
            TitleKind::Village => &["regular"],
            TitleKind::Household | TitleKind::Group => &["regular", "irregular"],
        };
        r::table
            .filter(r::area_id.eq(Key($area)))
            .filter(r::subjects.eq($kind.subjects().as_str()))
            .filter(r::month.ge(first.to_string()))
            .filter(r::month.le(last.to_string()))
            .filter(r::regularity.eq_any(regularities))
    }};
}

/// The list as it stands: as it was awarded, or computed now.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageInspections`] there; [`Error::AreaUnknown`], [`Error::NoRule`].
pub fn candidates(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: AreaId,
    half_year: HalfYear,
    kind: TitleKind,
) -> Result<Candidates, Error> {
    let area = areas::area(tx, area).map_err(unknown)?;
    actor.require(Permission::ManageInspections, &area.path)?;
    let over = half_year.end() <= town_time::date(tx.now());
    if let Some(stored) = stored(tx, area.id, half_year, kind)? {
        let (paths, names) = named(tx, &stored.list)?;
        let Stored { input, list, hash, awarded_at, recomputed } = stored;
        let (rule, awarded_at) = (input.rule, Some(awarded_at));
        return Ok(Candidates {
            rule,
            list,
            hash,
            awarded_at,
            recomputed,
            over,
            rounds_open: 0,
            paths,
            names,
        });
    }
    let (_, input) = input(tx, area.id, &area.path, half_year, kind)?;
    let list = award_titles(&input)?;
    let hash = hash_of(&list.to_bytes().map_err(DbError::damaged)?);
    let rounds_open = open(tx, area.id, half_year, kind)?;
    let (paths, names) = named(tx, &list)?;
    let (rule, awarded_at, recomputed) = (input.rule, None, true);
    Ok(Candidates { rule, list, hash, awarded_at, recomputed, over, rounds_open, paths, names })
}

/// Awards the list whose hash the caller saw: a number for every place on it, once for all.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageInspections`] there; every other [`Error`] but [`Error::Revoked`].
pub fn award(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: AreaId,
    half_year: HalfYear,
    kind: TitleKind,
    seen: NodeHash,
) -> Result<u32, Error> {
    // Locked, so that of two who award at once one finds it done.
    let area = areas::lock_area(tx, area).map_err(unknown)?;
    actor.require(Permission::ManageInspections, &area.path)?;
    if half_year.end() > town_time::date(tx.now()) {
        return Err(Error::NotOver);
    }
    if stored(tx, area.id, half_year, kind)?.is_some() {
        return Err(Error::Already);
    }
    let rounds_open = open(tx, area.id, half_year, kind)?;
    if rounds_open > 0 {
        return Err(Error::RoundsOpen(rounds_open));
    }
    let (rules, input) = input(tx, area.id, &area.path, half_year, kind)?;
    let list = award_titles(&input)?;
    let output = list.to_bytes().map_err(DbError::damaged)?;
    let hash = hash_of(&output);
    if list.awarded == 0 {
        return Err(Error::Nobody);
    }
    if hash != seen {
        return Err(Error::Stale);
    }
    let id: TitleAwardId = tx.new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::area_id.eq(Key(area.id)),
            t::area_path.eq(area.path.as_str()),
            t::half_year.eq(half_year.to_string()),
            t::kind.eq(kind.as_str()),
            t::rules_id.eq(Key(rules)),
            t::input.eq(serde_json::to_string(&input).map_err(DbError::damaged)?),
            t::output.eq(String::from_utf8(output).map_err(DbError::damaged)?),
            t::hash.eq(hash.0.to_vec()),
            t::awarded_by.eq(Key(actor.user)),
            t::awarded_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    number(tx, id, (area.id, &area.path), &input.rule, &list)?;
    let event = TitleEvent::Awarded { award: id, half_year, kind, count: list.awarded, hash };
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &area.path,
        subject: crate::db::subject("title_award", id),
        event,
    })?;
    Ok(list.awarded)
}

#[derive(Insertable)]
#[diesel(table_name = one, treat_none_as_default_value = false)]
struct NewTitle {
    id: Key<TitleId>,
    number: String,
    award_id: Key<TitleAwardId>,
    area_id: Key<AreaId>,
    area_path: String,
    half_year: String,
    kind: String,
    name: String,
    place_id: Key<AreaId>,
    place_path: String,
    awarded_at: NaiveDateTime,
}

/// Gives every place on a list its number.
fn number(
    tx: &mut Tx<'_>,
    award: TitleAwardId,
    (area, path): (AreaId, &AreaPath),
    rule: &TitleRule,
    list: &TitleList,
) -> Result<(), DbError> {
    let awarded = || list.lines.iter().filter(|line| line.is_awarded()).map(|line| line.place);
    let paths = paths_of(tx, awarded())?;
    let mut rows = Vec::new();
    for place in awarded() {
        let place_path = paths.get(&place).ok_or_else(|| DbError::damaged("a title of no place"))?;
        rows.push(NewTitle {
            id: Key(tx.new_id()),
            number: numbers::new(tx, list.half_year),
            award_id: Key(award),
            area_id: Key(area),
            area_path: path.to_string(),
            half_year: list.half_year.to_string(),
            kind: rule.kind.as_str().to_owned(),
            name: rule.name.trim().to_owned(),
            place_id: Key(place),
            place_path: place_path.to_string(),
            awarded_at: tx.timestamp(),
        });
    }
    bulk_insert!(tx.db(), one::table, &rows)?;
    Ok(())
}

struct Stored {
    input: TitleInput,
    list: TitleList,
    hash: NodeHash,
    awarded_at: DateTime<Utc>,
    recomputed: bool,
}

fn stored(
    tx: &mut Tx<'_>,
    area: AreaId,
    half_year: HalfYear,
    kind: TitleKind,
) -> Result<Option<Stored>, DbError> {
    let row: Option<(String, String, Vec<u8>, NaiveDateTime)> = t::table
        .filter(t::area_id.eq(Key(area)))
        .filter(t::half_year.eq(half_year.to_string()))
        .filter(t::kind.eq(kind.as_str()))
        .select((t::input, t::output, t::hash, t::awarded_at))
        .first(tx.db())
        .optional()?;
    let Some((input, output, hash, awarded_at)) = row else { return Ok(None) };
    let input: TitleInput = serde_json::from_str(&input).map_err(DbError::damaged)?;
    let hash = NodeHash::from_bytes(&hash).map_err(DbError::damaged)?;
    let again = award_titles(&input).ok().and_then(|again| again.to_bytes().ok());
    let recomputed = again.as_deref() == Some(output.as_bytes()) && hash_of(output.as_bytes()) == hash;
    let list = serde_json::from_str(&output).map_err(DbError::damaged)?;
    Ok(Some(Stored { input, list, hash, awarded_at: awarded_at.and_utc(), recomputed }))
}

/// How many rounds that count are neither published nor cancelled.
fn open(tx: &mut Tx<'_>, area: AreaId, half_year: HalfYear, kind: TitleKind) -> Result<u32, DbError> {
    let open: i64 = rounds!(area, half_year, kind)
        .filter(r::state.ne("published"))
        .filter(r::state.ne("cancelled"))
        .count()
        .get_result(tx.db())?;
    Ok(u32::try_from(open).unwrap_or(u32::MAX))
}

/// What a list is computed from, as the store knows it now.
fn input(
    tx: &mut Tx<'_>,
    area: AreaId,
    path: &AreaPath,
    half_year: HalfYear,
    kind: TitleKind,
) -> Result<(AwardRulesId, TitleInput), Error> {
    let rules = rules::in_force(tx, path, half_year)?.ok_or(Error::NoRule)?;
    let AwardRules { month_weights, .. } = rules.content;
    let rule = rules.content.title(kind).ok_or(Error::NoRule)?.clone();
    let mut checks = checks(tx, area, half_year, kind)?;
    let places: Vec<AreaId> = checks.keys().copied().collect();
    // The last moment of the half-year.
    let end = half_year.end().and_time(NaiveTime::MIN).and_local_timezone(town_time::offset());
    let end = end.single().map_or(DateTime::UNIX_EPOCH, |end| end.to_utc()) - TimeDelta::microseconds(1);
    let [first, .., last] = half_year.months();
    let criticised = match kind {
        TitleKind::Village => criticisms::criticisms(tx, area, path, first, last)?.0,
        TitleKind::Household | TitleKind::Group => Vec::new(),
    };
    let counted = pledges::counted(tx, &places, end)?;
    let candidate = |counted: pledges::Counted| TitleCandidate {
        place: counted.area,
        checks: checks.remove(&counted.area).unwrap_or_default(),
        households: counted.households,
        pledged: counted.pledged,
        criticised: criticised.iter().any(|criticism| criticism.village == counted.area),
    };
    let candidates = counted.into_iter().map(candidate).collect();
    Ok((rules.id, TitleInput { half_year, rule, month_weights, candidates }))
}

/// The published checks of a half-year, in their latest revisions, by place.
fn checks(
    tx: &mut Tx<'_>,
    area: AreaId,
    half_year: HalfYear,
    kind: TitleKind,
) -> Result<BTreeMap<AreaId, Vec<TitleCheck>>, DbError> {
    let rows: Vec<(Key<AreaId>, String, i64)> = rounds!(area, half_year, kind)
        .filter(r::state.eq("published"))
        .inner_join(results::table.on(results::round_id.eq(r::id).and(results::revision.eq(r::revision))))
        .order((results::area_path, r::month, r::id))
        .select((results::area_id, r::month, results::score))
        .load(tx.db())?;
    let mut all: BTreeMap<AreaId, Vec<TitleCheck>> = BTreeMap::new();
    for (Key(place), month, score) in rows {
        let month: Month = month.parse().map_err(DbError::damaged)?;
        let score = Score::new(score).map_err(DbError::damaged)?;
        all.entry(place).or_default().push(TitleCheck { month, score });
    }
    Ok(all)
}

fn named(tx: &mut Tx<'_>, list: &TitleList) -> Result<(BTreeMap<AreaId, AreaPath>, AreaNames), DbError> {
    let paths = paths_of(tx, list.lines.iter().map(|line| line.place))?;
    let names = areas::names_of(tx, paths.values())?;
    Ok((paths, names))
}

fn paths_of(
    tx: &mut Tx<'_>,
    places: impl Iterator<Item = AreaId>,
) -> Result<BTreeMap<AreaId, AreaPath>, DbError> {
    let ids: Vec<Key<AreaId>> = places.map(Key).collect();
    let rows: Vec<(Key<AreaId>, String)> =
        a::table.filter(a::id.eq_any(ids)).select((a::id, a::path)).load(tx.db())?;
    rows.into_iter()
        .map(|(Key(id), path)| Ok((id, AreaPath::parse(&path).map_err(DbError::damaged)?)))
        .collect()
}

fn unknown(error: DbError) -> Error {
    match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    }
}

fn hash_of(output: &[u8]) -> NodeHash {
    NodeHash(Sha256::digest(output).into())
}
