//! Which area a table's cell means.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::{areas::AreaPath, ids::AreaId};

use crate::{
    db::{DbError, Key, Tx, schema::areas as t},
    households::HouseholdsError,
};

/// Most places that are looked through; a town has some thousand buildings.
const PLACES_MAX: usize = 50_000;

/// The areas at and under the one that is imported into, households left out.
pub(crate) struct Places {
    by_id: HashMap<AreaId, AreaPath>,
    by_name: HashMap<String, Found>,
}

enum Found {
    One(AreaId),
    Several,
}

impl Places {
    pub(crate) fn load(tx: &mut Tx<'_>, target: &AreaPath) -> Result<Self, HouseholdsError> {
        let rows: Vec<(Key<AreaId>, String, String)> = t::table
            .filter(t::path.ge(target.as_str().to_owned()))
            .filter(t::path.lt(target.end()))
            .filter(t::kind.ne("household"))
            .order(t::path)
            .limit(i64::try_from(PLACES_MAX + 1).unwrap_or(i64::MAX))
            .select((t::id, t::path, t::name))
            .load(tx.db())
            .map_err(DbError::from)?;
        if rows.len() > PLACES_MAX {
            return Err(HouseholdsError::AreaTooLarge { max: PLACES_MAX });
        }
        Self::index(target, rows)
    }

    /// Every place is known by its own name, and by its names from any place above it on: `三栋`, `一网格/三栋`.
    fn index(target: &AreaPath, rows: Vec<(Key<AreaId>, String, String)>) -> Result<Self, HouseholdsError> {
        let mut places = Self { by_id: HashMap::new(), by_name: HashMap::new() };
        let mut names: HashMap<AreaPath, String> = HashMap::new();
        for (Key(id), path, name) in rows {
            let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
            if path == *target {
                places.by_name.insert(String::new(), Found::One(id));
            }
            // Parents come before children in the order of paths.
            let above = path.lineage().into_iter().rev().skip(1).take_while(|p| target.covers(p));
            let mut full = name.clone();
            places.add(&full, id);
            for ancestor in above {
                let Some(higher) = names.get(&ancestor) else { break };
                full = format!("{higher}/{full}");
                places.add(&full, id);
            }
            names.insert(path.clone(), name);
            places.by_id.insert(id, path);
        }
        Ok(places)
    }

    fn add(&mut self, name: &str, id: AreaId) {
        let found = self.by_name.entry(name.to_owned()).or_insert(Found::One(id));
        if !matches!(found, Found::One(known) if *known == id) {
            *found = Found::Several;
        }
    }

    /// The area that a cell names, or the code of the rule that it breaks.
    pub(crate) fn find(&self, cell: &str) -> Result<AreaId, &'static str> {
        let name = cell.split('/').map(str::trim).collect::<Vec<_>>().join("/");
        match self.by_name.get(&name) {
            Some(Found::One(id)) => Ok(*id),
            Some(Found::Several) => Err("area_ambiguous"),
            None => Err("area_unknown"),
        }
    }

    pub(crate) fn path(&self, id: AreaId) -> Option<&AreaPath> {
        self.by_id.get(&id)
    }
}
