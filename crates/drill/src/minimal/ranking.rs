//! The statements of a page of a ranking: those of the application, for somebody who is not in the team.

use std::collections::HashMap;

use app::db::{
    Db, Key,
    schema::{
        areas, inspection_results as results, inspection_revisions as revisions, inspection_rounds as rounds,
        inspection_team as team, inspection_templates as templates, users,
    },
};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::{AreaId, RoundId, UserId};
use serde::Serialize;
use uuid::Uuid;

/// A page.
#[derive(Serialize)]
pub(crate) struct Ranking {
    month: String,
    area: (Uuid, String, String),
    template: String,
    lead: Option<String>,
    revisions: Vec<(i64, Option<String>, NaiveDateTime)>,
    items: Vec<Place>,
    next: Option<String>,
}

#[derive(Serialize)]
struct Place {
    area_id: Uuid,
    area_path: String,
    area_name: Option<String>,
    score: i64,
    place: i64,
}

impl Ranking {
    /// Leaves one place for the next page, where there is one.
    pub(crate) fn cut(&mut self, limit: i64) {
        if self.items.len() > usize::try_from(limit).unwrap_or(0) {
            self.items.pop();
            self.next = self.items.last().map(|last| format!("{}.{}", last.place, last.area_path));
        }
    }
}

/// So many places from `after` on.
pub(crate) fn ranking(
    db: &mut Db,
    id: RoundId,
    after: Option<(i64, String)>,
    limit: i64,
) -> QueryResult<Ranking> {
    type Round = (String, Key<AreaId>, String, i64, String, String, Option<String>);
    let (month, Key(area), path, revision, name, template, lead): Round = rounds::table
        .find(Key(id))
        .inner_join(areas::table.on(areas::id.eq(rounds::area_id)))
        .inner_join(templates::table.on(templates::id.eq(rounds::template_id)))
        .left_join(users::table.on(users::id.nullable().eq(rounds::lead_id)))
        .select((
            rounds::month,
            rounds::area_id,
            rounds::area_path,
            rounds::revision,
            areas::name,
            templates::name,
            users::display_name.nullable(),
        ))
        .first(db)?;
    let _: i64 = team::table.find((Key(id), Key(UserId(Uuid::nil())))).count().get_result(db)?;
    let revisions = revisions::table
        .filter(revisions::round_id.eq(Key(id)))
        .order(revisions::revision)
        .select((revisions::revision, revisions::reason, revisions::published_at))
        .load(db)?;
    let mut query = results::table
        .filter(results::round_id.eq(Key(id)))
        .filter(results::revision.eq(revision))
        .order((results::place, results::area_path))
        .limit(limit)
        .select((results::area_id, results::area_path, results::score, results::place))
        .into_boxed();
    if let Some((place, path)) = after {
        let behind = results::place.gt(place).or(results::place.eq(place).and(results::area_path.gt(path)));
        query = query.filter(results::place.ge(place)).filter(behind);
    }
    let lines: Vec<(Key<AreaId>, String, i64, i64)> = query.load(db)?;
    let ids: Vec<Key<AreaId>> = lines.iter().map(|(id, ..)| *id).collect();
    let names: Vec<(Key<AreaId>, String)> =
        areas::table.filter(areas::id.eq_any(ids)).select((areas::id, areas::name)).load(db)?;
    let names: HashMap<AreaId, String> = names.into_iter().map(|(Key(id), name)| (id, name)).collect();
    let item = |(Key(area), area_path, score, place): (Key<AreaId>, String, i64, i64)| Place {
        area_id: area.0,
        area_path,
        area_name: names.get(&area).cloned(),
        score,
        place,
    };
    let items = lines.into_iter().map(item).collect();
    Ok(Ranking { month, area: (area.0, path, name), template, lead, revisions, items, next: None })
}
