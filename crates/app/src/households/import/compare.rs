//! A table against the store: what is new, what changes, and doing it.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    areas::{AreaKind, AreaPath, AreaSegment},
    households::{FloorArea, HolderName, IdentityNumber},
    identity::Phone,
    ids::{AreaId, Id},
};
use sha2::{Digest, Sha256};

use super::{
    BadCell, Column, Sheet,
    parse::{Layout, Personal, Row},
    place::Places,
};
use crate::{
    crypto::Keyring,
    db::{
        DbError, Key, Tx, bulk_insert,
        schema::{areas as a, households as t},
    },
    households::{
        Holder, Household, HouseholdPatch, HouseholdsError,
        read::households_in,
        write::{Sealed, save},
    },
};

/// What would happen to one household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The line in the file.
    pub line: u32,
    /// The area it lies in.
    pub parent: AreaId,
    /// Its number there.
    pub number: String,
    /// Whether it is new.
    pub is_new: bool,
    /// What changes, personal data masked.
    pub fields: Vec<FieldChange>,
}

/// What would happen to one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Which.
    pub column: Column,
    /// What it is, masked.
    pub old: Option<String>,
    /// What it would be, masked.
    pub new: Option<String>,
}

/// What an import does.
pub(super) struct Plan {
    pub(super) added: Vec<Addition>,
    pub(super) changed: Vec<(Change, Household, HouseholdPatch)>,
    pub(super) unchanged: usize,
    pub(super) bad: Vec<BadCell>,
    digest: Sha256,
}

pub(super) struct Addition {
    shown: Change,
    above: AreaPath,
    head_count: Option<i64>,
    holder: Holder,
}

impl Plan {
    /// What the preview rests on: each line's outcome, and the versions of the households that it is compared with.
    pub(super) fn hash(&self) -> [u8; 32] {
        self.digest.clone().finalize().into()
    }

    fn note(&mut self, outcome: u8, id: AreaId, number: &str, version: i64) {
        self.digest.update([outcome]);
        self.digest.update(id.as_uuid().as_bytes());
        self.digest.update(version.to_be_bytes());
        self.digest.update(number.as_bytes());
        self.digest.update([0]);
    }

    /// The first changes, in the order of the file.
    pub(super) fn shown(self, max: usize) -> Vec<Change> {
        let added = self.added.into_iter().map(|addition| addition.shown);
        let mut all: Vec<Change> = added.chain(self.changed.into_iter().map(|(change, ..)| change)).collect();
        all.sort_by_key(|change| change.line);
        all.truncate(max);
        all
    }
}

pub(super) fn compare(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    places: &Places,
    sheet: &Sheet,
    rows: Vec<Row>,
    bad: Vec<BadCell>,
) -> Result<Plan, HouseholdsError> {
    let (layout, _) = Layout::read(&sheet.header);
    let mut plan = Plan { added: Vec::new(), changed: Vec::new(), unchanged: 0, bad, digest: Sha256::new() };
    let mut placed: Vec<(AreaId, Row)> = Vec::with_capacity(rows.len());
    let mut seen: HashSet<(AreaId, String)> = HashSet::new();
    for row in rows {
        let refused = match places.find(&row.area) {
            Err(code) => Some((Column::Area, code)),
            Ok(parent) if !seen.insert((parent, row.number.as_str().to_owned())) => {
                Some((Column::Number, "household_repeated"))
            }
            Ok(parent) => {
                placed.push((parent, row));
                continue;
            }
        };
        if let Some((column, code)) = refused {
            plan.bad.push(BadCell { line: row.line, column: layout.at(column), code });
        }
    }
    let parents: HashSet<AreaId> = placed.iter().map(|(parent, _)| *parent).collect();
    let parents: Vec<AreaId> = parents.into_iter().collect();
    let mut known: HashMap<(AreaId, String), Household> = households_in(tx, keyring, &parents)?
        .into_iter()
        .map(|household| ((household.parent, household.number.clone()), household))
        .collect();
    for (parent, row) in placed {
        match known.remove(&(parent, row.number.as_str().to_owned())) {
            None => add(&mut plan, &layout, places, parent, row),
            Some(household) => change(&mut plan, &layout, parent, row, household),
        }
    }
    plan.bad.sort_by_key(|cell| (cell.line, cell.column));
    Ok(plan)
}

fn add(plan: &mut Plan, layout: &Layout, places: &Places, parent: AreaId, row: Row) {
    let mut masked =
        |column| plan.bad.push(BadCell { line: row.line, column: layout.at(column), code: "masked" });
    let name = full(row.holder_name, &mut || masked(Column::HolderName));
    let identity_number = full(row.identity_number, &mut || masked(Column::IdentityNumber));
    let phone = full(row.phone, &mut || masked(Column::Phone));
    let Some(above) = places.path(parent).cloned() else { return };
    let holder = Holder { floor_area: row.floor_area, name, identity_number, phone };
    let values = [
        (Column::HolderName, holder.name.as_ref().map(HolderName::masked)),
        (Column::IdentityNumber, holder.identity_number.as_ref().map(IdentityNumber::masked)),
        (Column::Phone, holder.phone.as_ref().map(Phone::masked)),
        (Column::FloorArea, holder.floor_area.map(|area| area.to_string())),
        (Column::HeadCount, row.head_count.map(|count| count.to_string())),
    ];
    let given = values.into_iter().filter(|(_, new)| new.is_some());
    let fields = given.map(|(column, new)| FieldChange { column, old: None, new }).collect();
    let number = row.number.as_str().to_owned();
    plan.note(b'+', parent, &number, 0);
    let shown = Change { line: row.line, parent, number, is_new: true, fields };
    plan.added.push(Addition { shown, above, head_count: row.head_count, holder });
}

fn full<T>(cell: Option<Personal<T>>, refuse: &mut impl FnMut()) -> Option<T> {
    match cell {
        Some(Personal::Full(value)) => Some(value),
        Some(Personal::Masked(_)) => {
            refuse();
            None
        }
        None => None,
    }
}

fn change(plan: &mut Plan, layout: &Layout, parent: AreaId, row: Row, household: Household) {
    let mut fields = Vec::new();
    let mut refuse =
        |column| plan.bad.push(BadCell { line: row.line, column: layout.at(column), code: "masked" });
    let mut patch = HouseholdPatch::default();
    let mut differs = |column, old: Option<String>, new: String| {
        fields.push(FieldChange { column, old, new: Some(new) });
    };
    match unmask(row.holder_name, household.holder_name.as_ref(), HolderName::masked) {
        Ok(Some(new)) => {
            differs(Column::HolderName, household.holder_name.as_ref().map(HolderName::masked), new.masked());
            patch.holder_name = Some(Some(new));
        }
        Ok(None) => {}
        Err(()) => refuse(Column::HolderName),
    }
    match unmask(row.identity_number, household.identity_number.as_ref(), IdentityNumber::masked) {
        Ok(Some(new)) => {
            let old = household.identity_number.as_ref().map(IdentityNumber::masked);
            differs(Column::IdentityNumber, old, new.masked());
            patch.identity_number = Some(Some(new));
        }
        Ok(None) => {}
        Err(()) => refuse(Column::IdentityNumber),
    }
    match unmask(row.phone, household.phone.as_ref(), Phone::masked) {
        Ok(Some(new)) => {
            differs(Column::Phone, household.phone.as_ref().map(Phone::masked), new.masked());
            patch.phone = Some(Some(new));
        }
        Ok(None) => {}
        Err(()) => refuse(Column::Phone),
    }
    if let Some(new) = row.floor_area.filter(|new| Some(*new) != household.floor_area) {
        differs(Column::FloorArea, household.floor_area.map(|old| old.to_string()), new.to_string());
        patch.floor_area = Some(Some(new));
    }
    if let Some(new) = row.head_count.filter(|new| Some(*new) != household.head_count) {
        differs(Column::HeadCount, household.head_count.map(|old| old.to_string()), new.to_string());
        patch.head_count = Some(Some(new));
    }
    let outcome = if fields.is_empty() { b'=' } else { b'~' };
    plan.note(outcome, household.id, &household.number, household.version);
    if fields.is_empty() {
        plan.unchanged += 1;
    } else {
        let number = household.number.clone();
        let shown = Change { line: row.line, parent, number, is_new: false, fields };
        plan.changed.push((shown, household, patch));
    }
}

/// The new value, where a cell says another one; an error where it is a mask, but not that of what is stored.
fn unmask<T: PartialEq>(
    cell: Option<Personal<T>>,
    stored: Option<&T>,
    mask: impl Fn(&T) -> String,
) -> Result<Option<T>, ()> {
    match cell {
        None => Ok(None),
        Some(Personal::Full(new)) => Ok(Some(new).filter(|new| Some(new) != stored)),
        Some(Personal::Masked(text)) => {
            if stored.is_some_and(|stored| mask(stored) == text) {
                Ok(None)
            } else {
                Err(())
            }
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = a, treat_none_as_default_value = false)]
struct NewPlace {
    id: Key<AreaId>,
    path: String,
    parent_id: Key<AreaId>,
    kind: &'static str,
    name: String,
    head_count: Option<i64>,
    version: i64,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct NewDwelling {
    area_id: Key<AreaId>,
    floor_area_cm2: Option<i64>,
    holder_name: Option<String>,
    holder_identity_sealed: Option<String>,
    holder_phone_sealed: Option<String>,
    version: i64,
    updated_at: NaiveDateTime,
}

/// Does what a plan says. Whoever else wrote meanwhile makes it fail: versions are compared on every update,
/// and numbers are unique.
pub(super) fn apply(tx: &mut Tx<'_>, keyring: &Keyring, plan: Plan) -> Result<(), HouseholdsError> {
    let mut places = Vec::with_capacity(plan.added.len());
    let mut dwellings = Vec::with_capacity(plan.added.len());
    for addition in plan.added {
        let (place, dwelling) = rows(tx, keyring, addition)?;
        places.push(place);
        dwellings.push(dwelling);
    }
    let stale = |error: DbError| match error {
        DbError::Unique(_) => HouseholdsError::PreviewStale,
        other => other.into(),
    };
    if !places.is_empty() {
        bulk_insert!(tx.db(), a::table, &places).map_err(stale)?;
        bulk_insert!(tx.db(), t::table, &dwellings).map_err(stale)?;
    }
    for (_, household, patch) in plan.changed {
        save(tx, keyring, &household, patch).map_err(|error| match error {
            HouseholdsError::Stale => HouseholdsError::PreviewStale,
            other => other,
        })?;
    }
    Ok(())
}

fn rows(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    addition: Addition,
) -> Result<(NewPlace, NewDwelling), HouseholdsError> {
    let Addition { shown, above, head_count, holder } = addition;
    let id: AreaId = tx.new_id();
    // Twelve of the id's random digits: unique among siblings without counting them.
    let digits = id.as_uuid().simple().to_string();
    let segment = AreaSegment::new(&format!("h{}", &digits[20..]))?;
    let sealed = Sealed::new(keyring, tx.entropy(), &holder)?;
    let now = tx.timestamp();
    let place = NewPlace {
        id: Key(id),
        path: above.child(&segment)?.to_string(),
        parent_id: Key(shown.parent),
        kind: AreaKind::Household.as_str(),
        name: shown.number,
        head_count,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    let dwelling = NewDwelling {
        area_id: Key(id),
        floor_area_cm2: holder.floor_area.map(FloorArea::cm2),
        holder_name: holder.name.map(|name| name.as_str().to_owned()),
        holder_identity_sealed: sealed.identity,
        holder_phone_sealed: sealed.phone,
        version: 1,
        updated_at: now,
    };
    Ok((place, dwelling))
}
