//! What somebody has typed is kept on the device until it has been sent: it survives a lost connection, a closed tab and
//! an empty battery. Text goes to local storage, photographs (see [`photos`]) to IndexedDB.

pub mod photos;
pub mod sending;

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use crate::device;

/// A value that is kept on the device under a name.
pub struct Draft<T: Send + Sync + 'static> {
    name: &'static str,
    /// The value; every change is kept at once.
    pub value: RwSignal<T>,
}

// Derived, these would ask that the value itself can be copied; only its signal is.
impl<T: Send + Sync + 'static> Copy for Draft<T> {}
impl<T: Send + Sync + 'static> Clone for Draft<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Draft<T>
where
    T: Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    /// Takes up what was kept, else begins with the default. What an older version kept and this one cannot read is
    /// dropped.
    pub fn take_up(name: &'static str) -> Self {
        let kept = device::recall(&key(name)).and_then(|text| serde_json::from_str(&text).ok());
        let value = RwSignal::new(kept.unwrap_or_default());
        Effect::new(move |_| {
            value.with(|value| {
                if *value == T::default() {
                    device::forget(&key(name));
                } else if let Ok(text) = serde_json::to_string(value) {
                    // Where storage is off or full the draft lives as long as the page: nothing better can be done.
                    device::remember(&key(name), &text);
                }
            });
        });
        Self { name, value }
    }

    /// Whether there is anything; tracked.
    pub fn is_begun(self) -> bool {
        self.value.with(|value| *value != T::default())
    }

    /// Forgets it: it has been sent, or given up.
    pub fn clear(self) {
        device::forget(&key(self.name));
        self.value.set(T::default());
    }
}

fn key(name: &str) -> String {
    format!("draft.{name}")
}
