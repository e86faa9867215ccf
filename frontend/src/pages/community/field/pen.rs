//! Writing on a sheet: every change is on the disk of the device before it is shown as kept.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use crate::{
    device,
    offline::{
        database::StoreError,
        model::{KeptMark, KeptSheet},
        store::{self, Place},
    },
    online::Connection,
};

/// Writes on one sheet.
#[derive(Clone, Copy)]
pub struct Pen {
    /// Which sheet.
    pub place: Place,
    /// The sheet as it is kept.
    pub sheet: RwSignal<KeptSheet>,
    /// Why the last change was not kept.
    pub failed: RwSignal<Option<StoreError>>,
    fresh: StoredValue<KeptSheet>,
    connection: Connection,
}

impl Pen {
    /// A pen for a sheet as it is kept, or as it begins.
    pub fn new(place: Place, sheet: KeptSheet) -> Self {
        Self {
            place,
            fresh: StoredValue::new(sheet.clone()),
            sheet: RwSignal::new(sheet),
            failed: RwSignal::new(None),
            connection: Connection::get(),
        }
    }

    /// Changes the sheet.
    pub fn write(self, work: impl FnOnce(&mut KeptSheet) + 'static) {
        spawn_local(async move {
            // What could not be kept is said by `failed`.
            let _ = self.keep(None, work).await;
        });
    }

    /// Changes the mark of one indicator; it begins without points.
    pub fn mark(self, code: &str, work: impl FnOnce(&mut KeptMark) + 'static) {
        let code = code.to_owned();
        self.write(move |sheet| work(sheet.marks.entry(code).or_insert_with(KeptMark::unscored)));
    }

    /// Changes the sheet, with the file of a new photo; says whether it is kept.
    pub async fn keep(self, photo: Option<(&str, &Blob)>, work: impl FnOnce(&mut KeptSheet)) -> bool {
        let Some(fresh) = self.fresh.try_get_value() else { return false };
        let now = device::now();
        let kept =
            store::change_with_photo(self.place, photo, || fresh, |sheet| sheet.change(now, work)).await;
        match kept {
            Ok(sheet) => {
                // The page may be gone; what was written is kept all the same.
                let _ = self.sheet.try_set(sheet);
                let _ = self.failed.try_set(None);
                if let Ok(count) = store::count_unsent(self.place.account).await {
                    let _ = self.connection.waiting.try_set(count);
                }
                true
            }
            Err(error) => {
                let _ = self.failed.try_set(Some(error));
                false
            }
        }
    }
}
