//! The key that makes a second try harmless: the same for the same content, another for another.

use leptos::prelude::*;
use serde::Serialize;

use crate::device;

/// The key of one form.
#[derive(Clone, Copy)]
pub struct Once {
    last: StoredValue<(String, String)>,
}

impl Default for Once {
    fn default() -> Self {
        Self { last: StoredValue::new(Default::default()) }
    }
}

impl Once {
    /// No content yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The key for sending this content.
    pub fn key(self, body: &impl Serialize) -> String {
        // What cannot be written as JSON cannot be sent either.
        let content = serde_json::to_string(body).unwrap_or_default();
        let (key, of) = self.last.get_value();
        if !key.is_empty() && of == content {
            return key;
        }
        let key = device::fresh_key();
        self.last.set_value((key.clone(), content));
        key
    }
}
