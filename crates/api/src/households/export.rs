//! The list as a file that can be imported again.

use std::{borrow::Cow, sync::Arc};

use actix_web::{HttpRequest, HttpResponse, Responder};
use app::{
    areas::{self, AreaNames},
    db::Tx,
    households::{self, COLUMNS, Household, HouseholdsError, IMPORT_ROWS_MAX},
};
use contract::{lang::Lang, problems};
use domain::{
    areas::AreaPath,
    households::{HolderName, IdentityNumber},
    identity::Phone,
    ids::AreaId,
    permissions::{Actor, Permission},
};

use crate::{
    ApiError, State,
    tables::{Csv, Wanted, Xlsx},
};

/// Writes the households at and under an area, personal data masked; one file holds what one import takes.
pub(super) async fn file(
    request: &HttpRequest,
    state: &State,
    actor: Arc<Actor>,
    under: Option<AreaId>,
    wanted: Wanted,
    lang: Lang,
) -> Result<HttpResponse, ApiError> {
    let (reader, keyring) = (Arc::clone(&actor), state.keyring.clone());
    let max = i64::try_from(IMPORT_ROWS_MAX).unwrap_or(i64::MAX);
    let find = move |tx: &mut Tx<'_>| {
        let scope = areas::within(tx, &reader, Permission::ManageHouseholds, under)?;
        let found = households::households(tx, &keyring, &scope, None, max + 1)?;
        let names = areas::names_of(tx, found.iter().map(|h| &h.path))?;
        Ok((scope, found, names))
    };
    let (scope, found, names) = state.db.read_long::<_, HouseholdsError, _>(find).await?;
    if found.len() > IMPORT_ROWS_MAX {
        return Err(ApiError::new(&problems::EXPORT_TOO_LARGE).with("max", IMPORT_ROWS_MAX));
    }
    let (rows, place) = (found.len(), scope.first().cloned().unwrap_or_else(AreaPath::root));
    let note = move |tx: &mut Tx<'_>| households::note_export(tx, &actor, &place, rows);
    state.db.write::<_, HouseholdsError, _>(note).await?;
    let header = header(lang);
    let rows = found.iter().map(|household| cells(household, &scope, &names));
    Ok(match wanted {
        Wanted::Xlsx => Xlsx::write("households", &header, rows)?.respond_to(request),
        Wanted::Csv | Wanted::Json => Csv::write("households", &header, rows)?.respond_to(request),
    })
}

/// The columns' names in a language.
pub(super) fn header(lang: Lang) -> [&'static str; COLUMNS.len()] {
    COLUMNS.map(|(_, [hans, hant, en], _)| match lang {
        Lang::ZhHans => hans,
        Lang::ZhHant => hant,
        Lang::En => en,
    })
}

/// In the order of [`COLUMNS`].
fn cells<'h>(
    household: &'h Household,
    scope: &[AreaPath],
    names: &AreaNames,
) -> [Cow<'h, str>; COLUMNS.len()] {
    let owned = |text: Option<String>| Cow::Owned(text.unwrap_or_default());
    [
        Cow::Owned(place_below(household, scope, names)),
        Cow::Borrowed(household.number.as_str()),
        owned(household.holder_name.as_ref().map(HolderName::masked)),
        owned(household.identity_number.as_ref().map(IdentityNumber::masked)),
        owned(household.phone.as_ref().map(Phone::masked)),
        owned(household.floor_area.map(|area| area.to_string())),
        owned(household.head_count.map(|count| count.to_string())),
    ]
}

/// The names between the area of the export and the household: what an import into that area reads.
fn place_below(household: &Household, scope: &[AreaPath], names: &AreaNames) -> String {
    let above = household.path.parent().unwrap_or_else(AreaPath::root);
    let outside = scope.iter().find(|path| path.covers(&above)).map_or(0, AreaPath::depth);
    let inside = above.lineage().into_iter().skip(outside);
    inside.filter_map(|path| names.get(&path).cloned()).collect::<Vec<_>>().join("/")
}
