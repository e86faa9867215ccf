//! The leaderboard: areas by what was earned in them, and people who let themselves be named.

use chrono::NaiveDate;
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{BigInt, Binary, Text},
};
use domain::{
    areas::{AreaKind, AreaPath},
    ids::{AreaId, ProgrammeId},
    permissions::{Actor, Denied, Permission},
    points::{LEADERBOARD_EARNERS_MIN, PointsEvent},
};

use super::programmes;
use crate::db::{DbError, Key, NewEntry, Tx, on_each, schema::leaderboard_names as t, subject};

/// Most areas that are listed.
const AREAS_MAX: i64 = 100;
/// Most people that are listed.
const PEOPLE_MAX: i64 = 50;

/// What an area earned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaEarned {
    /// Its place: 1, 2, 2, 4.
    pub place: u32,
    /// Which.
    pub area: AreaId,
    /// Its path.
    pub path: AreaPath,
    /// Its name.
    pub name: String,
    /// How many points.
    pub points: i64,
    /// How many wallets earned them.
    pub earners: i64,
}

/// What somebody earned who lets themselves be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonEarned {
    /// Their place among those who are named.
    pub place: u32,
    /// What they are called.
    pub name: String,
    /// How many points.
    pub points: i64,
}

/// Which deeds count: from a day to a day, both of them too.
#[derive(Clone, Copy, Debug, Default)]
pub struct Deeds {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

#[derive(QueryableByName)]
struct AreaRow {
    #[diesel(sql_type = Binary)]
    id: Key<AreaId>,
    #[diesel(sql_type = Text)]
    path: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = BigInt)]
    points: i64,
    #[diesel(sql_type = BigInt)]
    earners: i64,
}

#[derive(QueryableByName)]
struct PersonRow {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = BigInt)]
    points: i64,
}

/// `$1` the programme, `$2` and `$3` the days, `$4` the kind of area, `$5` and `$6` the programme's area, `$7` the fewest
/// earners, `$8` the most rows.
const AREAS: &str = "
    SELECT a.id AS id, a.path AS path, a.name AS name,
        CAST(SUM(c.points - c.taken_back - c.unrecovered) AS BIGINT) AS points,
        COUNT(DISTINCT c.account_id) AS earners
    FROM areas a JOIN claims c ON c.home_path >= a.path AND c.home_path < a.path || '~'
    WHERE c.programme_id = $1 AND c.state = 'approved' AND c.day >= $2 AND c.day <= $3
        AND a.kind = $4 AND a.path >= $5 AND a.path < $6
    GROUP BY a.id, a.path, a.name HAVING COUNT(DISTINCT c.account_id) >= $7
    ORDER BY points DESC, path LIMIT $8";

/// `$1` the programme, `$2` and `$3` the days, `$4` the most rows.
const PEOPLE: &str = "
    SELECT u.display_name AS name, CAST(SUM(c.points - c.taken_back - c.unrecovered) AS BIGINT) AS points
    FROM leaderboard_names n
        JOIN claims c ON c.person_id = n.user_id AND c.programme_id = n.programme_id
        JOIN users u ON u.id = n.user_id
    WHERE n.programme_id = $1 AND c.state = 'approved' AND c.day >= $2 AND c.day <= $3
    GROUP BY u.id, u.display_name ORDER BY points DESC, u.id LIMIT $4";

/// The leaderboard of a programme: areas of a kind with enough earners, and the people who are named. Three statements.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn leaderboard(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProgrammeId,
    by: AreaKind,
    deeds: Deeds,
) -> Result<(Vec<AreaEarned>, Vec<PersonEarned>), DbError> {
    let programme = programmes::programme(tx, Some(actor), id)?.programme;
    let from = deeds.from.map_or_else(String::new, |day| day.to_string());
    let until = deeds.until.map_or_else(|| "~".to_owned(), |day| day.to_string());
    let areas: Vec<AreaRow> = on_each!(tx.db(), |c| {
        sql_query(AREAS)
            .bind::<Binary, _>(Key(id))
            .bind::<Text, _>(&from)
            .bind::<Text, _>(&until)
            .bind::<Text, _>(by.as_str())
            .bind::<Text, _>(programme.path.as_str())
            .bind::<Text, _>(programme.path.end())
            .bind::<BigInt, _>(LEADERBOARD_EARNERS_MIN)
            .bind::<BigInt, _>(AREAS_MAX)
            .load(c)
    })?;
    let people: Vec<PersonRow> = on_each!(tx.db(), |c| {
        sql_query(PEOPLE)
            .bind::<Binary, _>(Key(id))
            .bind::<Text, _>(&from)
            .bind::<Text, _>(&until)
            .bind::<BigInt, _>(PEOPLE_MAX)
            .load(c)
    })?;
    let ranks = places(areas.iter().map(|row| row.points));
    let area = |(row, place): (AreaRow, u32)| {
        let path = AreaPath::parse(&row.path).map_err(DbError::damaged)?;
        Ok(AreaEarned {
            place,
            area: row.id.0,
            path,
            name: row.name,
            points: row.points,
            earners: row.earners,
        })
    };
    let areas = areas.into_iter().zip(ranks).map(area).collect::<Result<_, DbError>>()?;
    let ranks = places(people.iter().map(|row| row.points));
    let person = |(row, place): (PersonRow, u32)| PersonEarned { place, name: row.name, points: row.points };
    Ok((areas, people.into_iter().zip(ranks).map(person).collect()))
}

/// Places by points, the most first: 1, 2, 2, 4.
fn places(points: impl Iterator<Item = i64>) -> Vec<u32> {
    let mut places: Vec<u32> = Vec::new();
    let mut before: Option<i64> = None;
    for (at, points) in (1_u32..).zip(points) {
        let shared = places.last().copied().filter(|_| before == Some(points));
        places.push(shared.unwrap_or(at));
        before = Some(points);
    }
    places
}

/// Lets the caller be named in a programme's leaderboard, or no more. For who lives in its area.
///
/// # Errors
/// [`DbError::NotFound`]; [`Denied`].
pub fn name(tx: &mut Tx<'_>, actor: &Actor, id: ProgrammeId, named: bool) -> Result<(), NameError> {
    let programme = programmes::programme(tx, Some(actor), id)?.programme;
    if !actor.homes().any(|home| programme.path.covers(home)) {
        return Err(Denied { permission: Permission::ReportTicket }.into());
    }
    let changed = if named {
        let row =
            (t::programme_id.eq(Key(id)), t::user_id.eq(Key(actor.user)), t::named_at.eq(tx.timestamp()));
        let insert = diesel::insert_into(t::table).values(row).on_conflict_do_nothing();
        on_each!(tx.db(), |c| insert.execute(c)).map_err(DbError::from)?
    } else {
        diesel::delete(t::table.find((Key(id), Key(actor.user)))).execute(tx.db()).map_err(DbError::from)?
    };
    if changed == 0 {
        return Ok(());
    }
    let event = PointsEvent::Named { programme: id, named };
    let subject = subject("programme", id);
    tx.journal(NewEntry { actor: Some(actor), area: &programme.path, subject, event })?;
    Ok(())
}

/// Why somebody is not named.
#[derive(Debug, thiserror::Error)]
pub enum NameError {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// They do not live there.
    #[error(transparent)]
    Denied(#[from] Denied),
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn equals_share_a_place() {
        assert_eq!(places([9, 7, 7, 3].into_iter()), [1, 2, 2, 4]);
        assert_eq!(places([5, 5, 5].into_iter()), [1, 1, 1]);
    }
}
