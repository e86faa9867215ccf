//! Files that leave the system.

use domain::{areas::AreaPath, households::HouseholdEvent, permissions::Actor};

use super::HouseholdsError;
use crate::db::{NewEntry, Tx};

/// Notes in the journal that somebody took the list of an area's households out as a file.
///
/// # Errors
/// [`HouseholdsError::Db`].
pub fn note_export(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: &AreaPath,
    rows: usize,
) -> Result<(), HouseholdsError> {
    let event = HouseholdEvent::Exported { rows };
    tx.journal(NewEntry { actor: Some(actor), area, subject: "households".to_owned(), event })?;
    Ok(())
}
