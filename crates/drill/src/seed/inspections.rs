//! A county whose villages were inspected for half a year, written as rows: through the use cases it would take a day.

use anyhow::Result;
use app::{
    db::{
        Database, DbError, Key, Tx, bulk_insert,
        schema::{
            areas, award_rules, inspection_results as results, inspection_revisions as revisions,
            inspection_rounds as rounds, users,
        },
    },
    inspections::{rules, templates},
};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, EntryId, GrantId, RoundId, SessionId, TemplateId, UserId},
    inspections::{AwardRules, HalfYear, Month, ready_templates},
    permissions::{Actor, Grant, Role},
};

/// Where it lies; no demo has such a place.
const PATH: &str = "drill/";
/// What a published place carries, as long as a sheet without notes.
const FINDINGS: &str = r#"{"roads":{"points":"1.50","note":"","photos":[]},"ditches":{"points":"0.00","note":"","photos":[]},"toilets":{"points":"2.00","note":"","photos":[]},"bins":{"points":"0.00","note":"","photos":[]}}"#;

/// A county that was inspected.
#[derive(Clone)]
pub(crate) struct County {
    pub(crate) area: AreaId,
    pub(crate) half_year: HalfYear,
    /// The round of each month, published.
    pub(crate) rounds: Vec<RoundId>,
    /// Who holds them.
    pub(crate) official: Actor,
}

#[derive(Insertable)]
#[diesel(table_name = areas, treat_none_as_default_value = false)]
struct NewVillage {
    id: Key<AreaId>,
    path: String,
    parent_id: Key<AreaId>,
    kind: &'static str,
    name: String,
    created_at: chrono::NaiveDateTime,
    updated_at: chrono::NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = results, treat_none_as_default_value = false)]
struct NewResult {
    round_id: Key<RoundId>,
    revision: i64,
    area_id: Key<AreaId>,
    area_path: String,
    score: i64,
    place: i64,
    findings: &'static str,
}

/// Writes the county with so many villages.
///
/// # Errors
/// When the store fails.
pub(crate) fn inspected(db: &Database, villages: usize) -> Result<County> {
    let (county, places) = db.write_blocking(move |tx| begin(tx, villages))?;
    for (index, round) in county.rounds.iter().copied().enumerate() {
        let places = places.clone();
        db.write_blocking(move |tx| publish(tx, round, index, &places))?;
    }
    Ok(county)
}

type Places = Vec<(Key<AreaId>, String)>;

fn begin(tx: &mut Tx<'_>, villages: usize) -> Result<(County, Places), DbError> {
    let half_year: HalfYear = "2025-H2".parse().map_err(DbError::damaged)?;
    let path = AreaPath::parse(PATH).map_err(DbError::damaged)?;
    let (area, user): (AreaId, UserId) = (tx.new_id(), tx.new_id());
    let now = tx.timestamp();
    diesel::insert_into(users::table)
        .values((
            users::id.eq(Key(user)),
            users::login.eq("drill-inspections"),
            users::display_name.eq("drill"),
            users::created_at.eq(now),
            users::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    diesel::insert_into(areas::table)
        .values((
            areas::id.eq(Key(area)),
            areas::path.eq(PATH),
            areas::kind.eq("county"),
            areas::name.eq("演练县"),
            areas::created_at.eq(now),
            areas::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    let mut rows = Vec::with_capacity(villages);
    for number in 0..villages {
        rows.push(NewVillage {
            id: Key(tx.new_id()),
            path: format!("{PATH}{number}/"),
            parent_id: Key(area),
            kind: "village",
            name: format!("第{number}村"),
            created_at: now,
            updated_at: now,
        });
    }
    bulk_insert!(tx.db(), areas::table, &rows)?;
    let places = rows.into_iter().map(|row| (row.id, row.path)).collect();
    let grant = Grant {
        id: GrantId(user.0),
        role: Role::Official,
        area,
        path,
        provider: None,
        from: tx.now(),
        until: None,
    };
    let official = Actor { user, session: SessionId(user.0), grants: vec![grant], principal: None };
    let template = in_force(tx, &official, area, half_year)?;
    let months = half_year.months();
    let planned = months.iter().map(|month| round(tx, (area, user, template), *month));
    let rounds = planned.collect::<Result<_, DbError>>()?;
    Ok((County { area, half_year, rounds, official }, places))
}

/// A template, and the ready rules in force.
fn in_force(
    tx: &mut Tx<'_>,
    official: &Actor,
    area: AreaId,
    half_year: HalfYear,
) -> Result<TemplateId, DbError> {
    let content = ready_templates().remove(0).template;
    let template = templates::create(tx, official, area, &content).map_err(DbError::damaged)?;
    let draft = rules::draft(tx, official, area, &AwardRules::plan_2()).map_err(DbError::damaged)?;
    // Rules are not adopted for a half-year that is over.
    diesel::update(award_rules::table.find(Key(draft.id)))
        .set((
            award_rules::adopted_from.eq(half_year.to_string()),
            award_rules::adopted_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())?;
    Ok(template.listed.id)
}

fn round(
    tx: &mut Tx<'_>,
    (area, user, template): (AreaId, UserId, TemplateId),
    month: Month,
) -> Result<RoundId, DbError> {
    let id: RoundId = tx.new_id();
    let now = tx.timestamp();
    diesel::insert_into(rounds::table)
        .values((
            rounds::id.eq(Key(id)),
            rounds::area_id.eq(Key(area)),
            rounds::area_path.eq(PATH),
            rounds::month.eq(month.to_string()),
            rounds::subjects.eq("villages"),
            rounds::regularity.eq("regular"),
            rounds::notice.eq("open"),
            rounds::report.eq("public_bulletin"),
            rounds::template_id.eq(Key(template)),
            rounds::template_number.eq(1_i64),
            rounds::lead_id.eq(Key(user)),
            rounds::objection_hours.eq(72_i64),
            rounds::chosen.eq(false),
            rounds::state.eq("published"),
            rounds::started_at.eq(now),
            rounds::objections_until.eq(now),
            rounds::revision.eq(1_i64),
            rounds::created_by.eq(Key(user)),
            rounds::created_at.eq(now),
            rounds::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    let entry: EntryId = tx.new_id();
    diesel::insert_into(revisions::table)
        .values((
            revisions::round_id.eq(Key(id)),
            revisions::revision.eq(1_i64),
            revisions::entry_id.eq(Key(entry)),
            revisions::published_by.eq(Key(user)),
            revisions::published_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// Scores between 80.00 and 100.00, with equals, and their places.
fn publish(tx: &mut Tx<'_>, round: RoundId, month: usize, places: &Places) -> Result<(), DbError> {
    let score =
        |village: usize| 8_000 + i64::try_from((village * 7_919 + month * 104_729) % 2_001).unwrap_or(0);
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|village| -score(*village));
    let ranks = domain::inspections::places(&order, |a, b| score(*b).cmp(&score(*a)));
    let line = |(village, place): (usize, u32)| NewResult {
        round_id: Key(round),
        revision: 1,
        area_id: places[village].0,
        area_path: places[village].1.clone(),
        score: score(village),
        place: place.into(),
        findings: FINDINGS,
    };
    let rows: Vec<NewResult> = order.into_iter().zip(ranks).map(line).collect();
    bulk_insert!(tx.db(), results::table, &rows)?;
    Ok(())
}
