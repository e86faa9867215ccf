//! Reading titles, a household's only as far as it lets them be shown.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, TitleId},
    inspections::{HalfYear, TitleKind},
    permissions::{Actor, Permission},
};

use super::numbers;
use crate::{
    areas,
    db::{DbError, Key, Tx, schema::titles as t},
};

/// A title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Its id.
    pub id: TitleId,
    /// What anybody looks up: `2026-H1-7K3QXM9A`.
    pub number: String,
    /// Who awarded it.
    pub area: AreaId,
    /// That area's path.
    pub area_path: AreaPath,
    /// What that area is called.
    pub area_name: String,
    /// For which half-year.
    pub half_year: HalfYear,
    /// To what.
    pub kind: TitleKind,
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub place: AreaId,
    /// That place's path.
    pub place_path: AreaPath,
    /// The names from below the awarding area down to the place.
    pub place_names: Vec<String>,
    /// When it was awarded.
    pub awarded_at: DateTime<Utc>,
    /// Whether everybody may read whose it is.
    pub shown: bool,
    /// Since when it is no longer valid, and why.
    pub revoked: Option<(DateTime<Utc>, String)>,
}

impl Title {
    /// Whether somebody may know whose it is: its household, those who hold inspections there, and everybody where it
    /// is shown.
    #[must_use]
    pub fn names_place_to(&self, actor: Option<&Actor>) -> bool {
        let concerned = |actor: &Actor| {
            actor.lives_at(&self.place_path) || actor.may(Permission::ManageInspections, &self.area_path)
        };
        self.shown || actor.is_some_and(concerned)
    }
}

/// Which titles a list holds.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Those of places at and under this path.
    pub under: AreaPath,
    /// For this half-year; the latest that has any where absent.
    pub half_year: Option<HalfYear>,
    /// Only of this kind.
    pub kind: Option<TitleKind>,
}

/// Which page of a list: titles sort as their places do in the tree.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// The last title of the page before.
    pub after: Option<TitleId>,
    /// Most titles of this page.
    pub limit: i64,
}

/// The titles of a half-year.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Which half-year; none where there are no titles.
    pub half_year: Option<HalfYear>,
    /// Every half-year with titles there, the latest first.
    pub half_years: Vec<HalfYear>,
    /// Those that the caller may know the place of.
    pub titles: Vec<Title>,
    /// How many valid ones there are of households that keep theirs to themselves.
    pub unnamed: u32,
}

type Row = (
    (Key<TitleId>, String, Key<AreaId>, String, String),
    (String, String, Key<AreaId>, String),
    (NaiveDateTime, Option<NaiveDateTime>, Option<NaiveDateTime>, Option<String>),
);

macro_rules! all {
    () => {
        t::table.select((
            (t::id, t::number, t::area_id, t::area_path, t::half_year),
            (t::kind, t::name, t::place_id, t::place_path),
            (t::awarded_at, t::consent_at, t::revoked_at, t::revoke_reason),
        ))
    };
}

fn read(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<Title>, DbError> {
    let path = |text: &str| AreaPath::parse(text).map_err(DbError::damaged);
    let paths = rows.iter().map(|row| path(&row.1.3)).collect::<Result<Vec<_>, _>>()?;
    let names = areas::names_of(tx, &paths)?;
    let name = |path: &AreaPath| names.get(path).cloned().unwrap_or_default();
    rows.into_iter()
        .zip(paths)
        .map(|(((id, number, area, area_path, half_year), (kind, title, place, _), times), place_path)| {
            let area_path = path(&area_path)?;
            let kind = TitleKind::parse(&kind).ok_or_else(|| DbError::damaged(kind))?;
            let below = place_path.lineage().into_iter().skip(area_path.depth());
            Ok(Title {
                id: id.0,
                number,
                area: area.0,
                area_name: name(&area_path),
                area_path,
                half_year: half_year.parse().map_err(DbError::damaged)?,
                kind,
                name: title,
                place: place.0,
                place_names: below.map(|path| name(&path)).collect(),
                place_path,
                awarded_at: times.0.and_utc(),
                shown: kind != TitleKind::Household || times.1.is_some(),
                revoked: times.2.map(|at| at.and_utc()).zip(times.3),
            })
        })
        .collect()
}

/// The titles of a half-year, as far as `actor` may know whose they are.
///
/// # Errors
/// [`DbError`].
pub fn list(tx: &mut Tx<'_>, actor: Option<&Actor>, filter: &Filter, page: Page) -> Result<Listed, DbError> {
    let there = || {
        let under = t::place_path.ge(filter.under.to_string()).and(t::place_path.lt(filter.under.end()));
        t::table.filter(under)
    };
    let half_years: Vec<String> =
        there().select(t::half_year).distinct().order(t::half_year.desc()).load(tx.db())?;
    let half_years: Vec<HalfYear> =
        half_years.iter().map(|text| text.parse().map_err(DbError::damaged)).collect::<Result<_, _>>()?;
    let Some(half_year) = filter.half_year.or(half_years.first().copied()) else {
        return Ok(Listed::default());
    };
    let manages = actor.is_some_and(|actor| actor.may(Permission::ManageInspections, &filter.under));
    let homes: Vec<String> = actor.into_iter().flat_map(Actor::homes).map(ToString::to_string).collect();
    let mut query = all!()
        .filter(t::place_path.ge(filter.under.to_string()))
        .filter(t::place_path.lt(filter.under.end()))
        .filter(t::half_year.eq(half_year.to_string()))
        .order((t::place_path, t::id))
        .limit(page.limit)
        .into_boxed();
    let mut unnamed = there()
        .filter(t::half_year.eq(half_year.to_string()))
        .filter(t::kind.eq(TitleKind::Household.as_str()))
        .filter(t::consent_at.is_null())
        .filter(t::revoked_at.is_null())
        .filter(t::place_path.ne_all(homes.clone()))
        .select(diesel::dsl::count_star())
        .into_boxed();
    if let Some(kind) = filter.kind {
        query = query.filter(t::kind.eq(kind.as_str()));
        unnamed = unnamed.filter(t::kind.eq(kind.as_str()));
    }
    if let Some(after) = page.after {
        let path: String = t::table.find(Key(after)).select(t::place_path).first(tx.db())?;
        let later = t::place_path.eq(path.clone()).and(t::id.gt(Key(after)));
        query = query.filter(t::place_path.gt(path).or(later));
    }
    if !manages {
        let told = t::kind.ne(TitleKind::Household.as_str()).or(t::consent_at.is_not_null());
        query = query.filter(told.or(t::place_path.eq_any(homes)));
    }
    let unnamed: i64 = if manages { 0 } else { unnamed.first(tx.db())? };
    let rows: Vec<Row> = query.load(tx.db())?;
    let unnamed = u32::try_from(unnamed).map_err(DbError::damaged)?;
    Ok(Listed { half_year: Some(half_year), half_years, titles: read(tx, rows)?, unnamed })
}

/// The title with a number; small letters and spaces do not matter.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn by_number(tx: &mut Tx<'_>, number: &str) -> Result<Title, DbError> {
    let row: Row = all!().filter(t::number.eq(numbers::read(number))).first(tx.db())?;
    read(tx, vec![row])?.pop().ok_or(DbError::NotFound)
}

/// Every title of a household, the latest first: for those who live in it, or hold inspections there.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such household, or not for them.
pub fn of_household(tx: &mut Tx<'_>, actor: &Actor, household: AreaId) -> Result<Vec<Title>, DbError> {
    let area = areas::area(tx, household)?;
    if !actor.lives_at(&area.path) && !actor.may(Permission::ManageInspections, &area.path) {
        return Err(DbError::NotFound);
    }
    let rows: Vec<Row> = all!().filter(t::place_id.eq(Key(household))).order(t::id.desc()).load(tx.db())?;
    read(tx, rows)
}
