//! IndexedDB with versions, and transactions that are on the disk when they end.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbTransaction, IdbVersionChangeEvent,
};

use crate::indexed_db::{self, finished};

const NAME: &str = "gongzhi-field";

/// Rounds with their template and places: JSON by account and round.
pub const ROUNDS: &str = "rounds";
/// Sheets: JSON by account, round and place.
pub const SHEETS: &str = "sheets";
/// Photos: files by account, round, place and a name of their own.
pub const PHOTOS: &str = "photos";

/// What somebody has to do today: JSON by account.
pub const DAYS: &str = "days";
/// Visits that were recorded: JSON by account and visit.
pub const VISITS: &str = "visits";

/// Makes what a version of the stores adds to the one before it.
type Step = fn(&IdbDatabase) -> Result<(), JsValue>;

/// What each version adds to the one before. A database of an older version goes through the steps that it lacks; a new
/// version is a new step at the end, and no step ever changes.
const STEPS: [Step; 2] = [
    |database| {
        for store in [ROUNDS, SHEETS, PHOTOS] {
            database.create_object_store(store)?;
        }
        Ok(())
    },
    |database| {
        for store in [DAYS, VISITS] {
            database.create_object_store(store)?;
        }
        Ok(())
    },
];

thread_local! {
    static OPEN: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
}

/// Why something could not be kept or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The device has no room left.
    Full,
    /// The browser keeps nothing: storage is switched off, or it says no.
    Refused(String),
}

impl From<JsValue> for StoreError {
    fn from(error: JsValue) -> Self {
        let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
        match name.as_deref() {
            Some("QuotaExceededError") => Self::Full,
            Some(name) => Self::Refused(name.to_owned()),
            None => Self::Refused(format!("{error:?}")),
        }
    }
}

/// One transaction over stores.
pub struct Work(IdbTransaction);

impl Work {
    /// What is kept under a key; undefined where nothing is.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn get(&self, store: &str, key: &str) -> Result<JsValue, JsValue> {
        finished(&self.store(store)?.get(&key.into())?).await
    }

    /// Keeps a value under a key.
    ///
    /// # Errors
    /// What the browser says.
    pub fn put(&self, store: &str, key: &str, value: &JsValue) -> Result<(), JsValue> {
        self.store(store)?.put_with_key(value, &key.into()).map(drop)
    }

    /// Forgets what is kept under a key.
    ///
    /// # Errors
    /// What the browser says.
    pub fn delete(&self, store: &str, key: &str) -> Result<(), JsValue> {
        self.store(store)?.delete(&key.into()).map(drop)
    }

    /// Everything whose key begins so.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn all(&self, store: &str, prefix: &str) -> Result<Vec<JsValue>, JsValue> {
        let found = finished(&self.store(store)?.get_all_with_key(&under(prefix)?)?).await?;
        Ok(Array::from(&found).to_vec())
    }

    /// The keys that begin so.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn keys(&self, store: &str, prefix: &str) -> Result<Vec<String>, JsValue> {
        let found = finished(&self.store(store)?.get_all_keys_with_key(&under(prefix)?)?).await?;
        Ok(Array::from(&found).iter().filter_map(|key| key.as_string()).collect())
    }

    fn store(&self, name: &str) -> Result<IdbObjectStore, JsValue> {
        self.0.object_store(name)
    }
}

/// All keys that begin with a text.
fn under(prefix: &str) -> Result<JsValue, JsValue> {
    let last = format!("{prefix}\u{ffff}");
    Ok(IdbKeyRange::bound(&prefix.into(), &JsValue::from_str(&last))?.into())
}

/// Does work in one transaction that may write: when this returns, it is on the disk, or nothing of it is anywhere.
///
/// # Errors
/// [`StoreError`].
pub async fn write<T>(
    stores: &[&str],
    work: impl AsyncFnOnce(&Work) -> Result<T, JsValue>,
) -> Result<T, StoreError> {
    transact(stores, "readwrite", work).await
}

/// Does work in one transaction that reads.
///
/// # Errors
/// [`StoreError`].
pub async fn read<T>(
    stores: &[&str],
    work: impl AsyncFnOnce(&Work) -> Result<T, JsValue>,
) -> Result<T, StoreError> {
    transact(stores, "readonly", work).await
}

async fn transact<T>(
    stores: &[&str],
    mode: &str,
    work: impl AsyncFnOnce(&Work) -> Result<T, JsValue>,
) -> Result<T, StoreError> {
    let database = open().await?;
    let transaction = match begin(&database, stores, mode) {
        Ok(transaction) => transaction,
        // Another tab brought a newer version, or the browser closed it: opened anew once.
        Err(_) => {
            OPEN.take();
            begin(&open().await?, stores, mode)?
        }
    };
    let ended = ended(&transaction);
    let within = Work(transaction);
    let answer = work(&within).await;
    if answer.is_err() {
        // It may have been aborted by what failed.
        let _ = within.0.abort();
        let _ = JsFuture::from(ended).await;
        return answer.map_err(StoreError::from);
    }
    JsFuture::from(ended).await?;
    answer.map_err(StoreError::from)
}

/// Begins a transaction that ends only when its changes have reached the disk: by default a browser says so earlier.
fn begin(database: &IdbDatabase, stores: &[&str], mode: &str) -> Result<IdbTransaction, JsValue> {
    let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let transaction: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    transaction.call3(database, &names, &mode.into(), &options)?.dyn_into()
}

fn ended(transaction: &IdbTransaction) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let complete = Closure::once_into_js(move || {
            // Calling the resolver of a promise cannot fail.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
        let broken = transaction.clone();
        let abort = Closure::once_into_js(move || {
            let error = broken.error().map_or(JsValue::UNDEFINED, JsValue::from);
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        });
        transaction.set_oncomplete(Some(complete.unchecked_ref()));
        transaction.set_onabort(Some(abort.unchecked_ref()));
    })
}

async fn open() -> Result<IdbDatabase, StoreError> {
    if let Some(database) = OPEN.with_borrow(Clone::clone) {
        return Ok(database);
    }
    let factory = indexed_db::factory().ok_or_else(|| StoreError::Refused("no IndexedDB".to_owned()))?;
    let version = u32::try_from(STEPS.len()).unwrap_or(u32::MAX);
    let request: IdbOpenDbRequest = factory.open_with_u32(NAME, version)?;
    let opening = request.clone();
    let upgrade = Closure::once_into_js(move |event: IdbVersionChangeEvent| {
        let database = opening.result().map(|database| database.unchecked_into::<IdbDatabase>());
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "versions are small")]
        let from = event.old_version() as usize;
        let Ok(database) = database else { return };
        // A step that fails shows in the first transaction, which then lacks a store.
        for step in STEPS.iter().skip(from) {
            drop(step(&database));
        }
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let database: IdbDatabase = finished(&request).await?.unchecked_into();
    let closing = database.clone();
    let make_way = Closure::once_into_js(move || {
        closing.close();
        OPEN.take();
    });
    database.set_onversionchange(Some(make_way.unchecked_ref()));
    OPEN.set(Some(database.clone()));
    Ok(database)
}
