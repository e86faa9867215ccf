//! Keeping rounds, sheets and photos. A change of a sheet reads it, changes it and writes it in one transaction: two
//! tabs, or a tap and an answer of the server, never undo each other.

use std::sync::LazyLock;

use domain::ids::{AreaId, RoundId, UserId};
use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::{
    account,
    database::{self, PHOTOS, ROUNDS, SHEETS, StoreError, Work},
    model::{KeptRound, KeptSheet, Standing, Trouble},
    visits,
};
use crate::device;

/// Most rounds that a device keeps of one account.
const ROUNDS_MAX: usize = 24;
/// Other tabs see that something changed by a change of this.
pub const TOUCHED: &str = "field.touched";

static CHANGED: LazyLock<ArcRwSignal<u32>> = LazyLock::new(|| ArcRwSignal::new(0));

/// Grows whenever something that is kept has changed, in this tab or another; tracked.
pub fn changed() -> u32 {
    CHANGED.get()
}

/// Something has changed in another tab.
pub fn noticed() {
    CHANGED.update(|changed| *changed = changed.wrapping_add(1));
}

pub(super) fn told() {
    device::remember(TOUCHED, &device::fresh_key());
    noticed();
}

/// The place of one sheet among all that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whose.
    pub account: UserId,
    /// Of which round.
    pub round: RoundId,
    /// For which place.
    pub area: AreaId,
}

impl Place {
    fn key(self) -> String {
        format!("{}/{}/{}", self.account, self.round, self.area)
    }

    fn photo(self, file: &str) -> String {
        format!("{}/{file}", self.key())
    }

    /// The place of a sheet.
    pub fn of(account: UserId, sheet: &KeptSheet) -> Self {
        Self { account, round: sheet.round, area: sheet.area }
    }
}

pub(super) fn written(value: &impl Serialize) -> Result<JsValue, JsValue> {
    serde_json::to_string(value).map(|text| text.into()).map_err(|error| error.to_string().into())
}

pub(super) fn read<T: DeserializeOwned>(value: &JsValue) -> Option<T> {
    serde_json::from_str(&value.as_string()?).ok()
}

/// Asks the browser not to clear what is kept when the device runs out of room. It may say no; nothing is lost by asking.
pub async fn ask_to_persist() {
    let asked = device::window().and_then(|window| window.navigator().storage().persist().ok());
    if let Some(asked) = asked {
        drop(JsFuture::from(asked).await);
    }
}

/// The rounds that are kept of an account.
///
/// # Errors
/// [`StoreError`].
pub async fn rounds(account: UserId) -> Result<Vec<KeptRound>, StoreError> {
    let found = database::read(&[ROUNDS], async |work: &Work| work.all(ROUNDS, &format!("{account}/")).await);
    Ok(found.await?.iter().filter_map(read).collect())
}

/// One round, if it is kept.
///
/// # Errors
/// [`StoreError`].
pub async fn round(account: UserId, round: RoundId) -> Result<Option<KeptRound>, StoreError> {
    let key = format!("{account}/{round}");
    let found = database::read(&[ROUNDS], async |work: &Work| work.get(ROUNDS, &key).await);
    Ok(read(&found.await?))
}

/// Keeps a round in place of what was kept of it.
///
/// # Errors
/// [`StoreError`].
pub async fn keep_round(account: UserId, round: &KeptRound) -> Result<(), StoreError> {
    let key = format!("{account}/{}", round.round.id);
    database::write(&[ROUNDS], async |work: &Work| work.put(ROUNDS, &key, &written(round)?)).await?;
    told();
    Ok(())
}

/// The sheets that are kept of an account, or of one of its rounds.
///
/// # Errors
/// [`StoreError`].
pub async fn sheets(account: UserId, round: Option<RoundId>) -> Result<Vec<KeptSheet>, StoreError> {
    let prefix = round.map_or(format!("{account}/"), |round| format!("{account}/{round}/"));
    let found = database::read(&[SHEETS], async |work: &Work| work.all(SHEETS, &prefix).await);
    Ok(found.await?.iter().filter_map(read).collect())
}

/// One sheet, if it is kept.
///
/// # Errors
/// [`StoreError`].
pub async fn sheet(place: Place) -> Result<Option<KeptSheet>, StoreError> {
    let found = database::read(&[SHEETS], async |work: &Work| work.get(SHEETS, &place.key()).await);
    Ok(read(&found.await?))
}

/// Changes a sheet; `fresh` is what it is changed from where nothing is kept. Answers it as it is kept now.
///
/// # Errors
/// [`StoreError`]; nothing has changed then.
pub async fn change(
    place: Place,
    fresh: impl FnOnce() -> KeptSheet,
    work: impl FnOnce(&mut KeptSheet),
) -> Result<KeptSheet, StoreError> {
    change_with_photo(place, None, fresh, work).await
}

/// Changes a sheet and keeps the file of a photo with it, both or neither.
///
/// # Errors
/// [`StoreError`]; nothing has changed then.
pub async fn change_with_photo(
    place: Place,
    photo: Option<(&str, &Blob)>,
    fresh: impl FnOnce() -> KeptSheet,
    change: impl FnOnce(&mut KeptSheet),
) -> Result<KeptSheet, StoreError> {
    let changed = database::write(&[SHEETS, PHOTOS], async |work: &Work| {
        if let Some((file, blob)) = photo {
            work.put(PHOTOS, &place.photo(file), blob)?;
        }
        let mut sheet = read(&work.get(SHEETS, &place.key()).await?).unwrap_or_else(fresh);
        change(&mut sheet);
        work.put(SHEETS, &place.key(), &written(&sheet)?)?;
        Ok(sheet)
    });
    let changed = changed.await?;
    told();
    Ok(changed)
}

/// The file of a photo, if it is on this device.
///
/// # Errors
/// [`StoreError`].
pub async fn photo(place: Place, file: &str) -> Result<Option<Blob>, StoreError> {
    let found = database::read(&[PHOTOS], async |work: &Work| work.get(PHOTOS, &place.photo(file)).await);
    Ok(found.await?.dyn_into().ok())
}

/// Forgets a sheet with its photos: it was given up.
///
/// # Errors
/// [`StoreError`].
pub async fn forget_sheet(place: Place) -> Result<(), StoreError> {
    let gone = database::write(&[SHEETS, PHOTOS], async |work: &Work| {
        work.delete(SHEETS, &place.key())?;
        for key in work.keys(PHOTOS, &place.photo("")).await? {
            work.delete(PHOTOS, &key)?;
        }
        Ok(())
    });
    gone.await?;
    told();
    Ok(())
}

/// Counts what waits to be sent, and lets every page know.
///
/// # Errors
/// [`StoreError`].
pub async fn count_unsent(account: UserId) -> Result<usize, StoreError> {
    let sheets = sheets(account, None).await?;
    // What cannot be sent any more waits for nobody.
    let waiting = sheets.iter().filter(|sheet| !matches!(sheet.trouble, Some(Trouble::Closed(_))));
    let sheets: usize = waiting.map(KeptSheet::entries_unsent).sum();
    let count = sheets + visits::count_waiting(account).await?;
    account::note_unsent(account, count);
    Ok(count)
}

/// Forgets what is not needed any more: the files of photos that the server has of places that are handed in, and
/// rounds with nothing unsent that are not under way, or that are more than a device keeps. `under_way` are the
/// account's rounds as the server says; none where it has not been asked.
///
/// # Errors
/// [`StoreError`].
pub async fn tidy(account: UserId, under_way: Option<&[RoundId]>) -> Result<(), StoreError> {
    let sheets = sheets(account, None).await?;
    for sheet in sheets.iter().filter(|sheet| sheet.standing() == Standing::HandedIn) {
        let prefix = Place::of(account, sheet).photo("");
        let freed = database::write(&[PHOTOS], async |work: &Work| {
            for key in work.keys(PHOTOS, &prefix).await? {
                work.delete(PHOTOS, &key)?;
            }
            Ok(())
        });
        freed.await?;
    }
    let Some(under_way) = under_way else { return Ok(()) };
    let mut rounds = rounds(account).await?;
    rounds.sort_by_key(|round| std::cmp::Reverse(round.read_at));
    let old = rounds.iter().enumerate().filter(|(at, round)| {
        let id = round.round.id;
        let unsent = sheets.iter().any(|sheet| sheet.round == id && sheet.is_unsent());
        !unsent && (*at >= ROUNDS_MAX || !under_way.contains(&id))
    });
    for (_, round) in old {
        let key = format!("{account}/{}", round.round.id);
        let gone = database::write(&[ROUNDS, SHEETS, PHOTOS], async |work: &Work| {
            work.delete(ROUNDS, &key)?;
            for store in [SHEETS, PHOTOS] {
                for below in work.keys(store, &format!("{key}/")).await? {
                    work.delete(store, &below)?;
                }
            }
            Ok(())
        });
        gone.await?;
    }
    Ok(())
}
