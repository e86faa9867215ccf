//! Photos and invoices of projects.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    ids::{PhotoId, ProjectEventId, ProjectId},
    permissions::Actor,
};

use super::sight::visible;
use crate::{
    db::{
        DbError, Key, Tx,
        schema::{photos, project_events as events},
    },
    photos::ProjectPhoto,
};

/// A photo of an entry of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Photo {
    /// Its id.
    pub id: PhotoId,
    /// What it shows.
    pub kind: ProjectPhoto,
}

/// The photos of a project by the entries that they belong to, each entry's in their order: one statement. Invoices only for those who
/// are told of them.
///
/// # Errors
/// [`DbError`].
pub(super) fn photos_of(
    tx: &mut Tx<'_>,
    entries: &[Key<ProjectEventId>],
    invoices: bool,
) -> Result<BTreeMap<ProjectEventId, Vec<Photo>>, DbError> {
    type Row = (Option<Key<ProjectEventId>>, Key<PhotoId>, Option<String>);
    let rows: Vec<Row> = photos::table
        .filter(photos::project_event_id.eq_any(entries))
        .order((photos::project_event_id, photos::kind, photos::ordinal))
        .select((photos::project_event_id, photos::id, photos::kind))
        .load(tx.db())?;
    let mut all: BTreeMap<ProjectEventId, Vec<Photo>> = BTreeMap::new();
    for (entry, Key(id), word) in rows {
        let kind = word.as_deref().and_then(ProjectPhoto::parse);
        let (Some(Key(entry)), Some(kind)) = (entry, kind) else {
            return Err(DbError::damaged("a project's photo"));
        };
        if invoices || kind == ProjectPhoto::Photo {
            all.entry(entry).or_default().push(Photo { id, kind });
        }
    }
    Ok(all)
}

/// Whether somebody sees a photo of an entry: whoever may know of the project, an invoice who is told who takes part.
///
/// # Errors
/// [`DbError`].
pub(crate) fn shows_photo(
    tx: &mut Tx<'_>,
    actor: &Actor,
    entry: ProjectEventId,
    kind: ProjectPhoto,
) -> Result<bool, DbError> {
    let Key(project): Key<ProjectId> =
        events::table.find(Key(entry)).select(events::project_id).first(tx.db())?;
    match visible(tx, Some(actor), project) {
        Ok(stored) => Ok(kind == ProjectPhoto::Photo || stored.tells_people(Some(actor))),
        Err(DbError::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The hash of a photo of a project that everybody may know of; of no invoice.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn public_photo(tx: &mut Tx<'_>, id: ProjectId, photo: PhotoId) -> Result<[u8; 32], DbError> {
    visible(tx, None, id)?;
    let (hash, entry): (Vec<u8>, Option<Key<ProjectEventId>>) = photos::table
        .find(Key(photo))
        .filter(photos::stored.eq(true))
        .filter(photos::kind.eq(ProjectPhoto::Photo.as_str()))
        .select((photos::hash, photos::project_event_id))
        .first(tx.db())?;
    let entry = entry.ok_or(DbError::NotFound)?;
    let Key(of): Key<ProjectId> = events::table.find(entry).select(events::project_id).first(tx.db())?;
    if of != id {
        return Err(DbError::NotFound);
    }
    hash.try_into().map_err(|_| DbError::damaged("a photo's hash"))
}
