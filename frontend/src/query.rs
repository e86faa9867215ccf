//! The URL is the state: filters, sort and place in the console live in its query.

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};

use crate::route::Go;

/// One parameter of the URL's query.
#[derive(Clone, Copy)]
pub struct QueryParam {
    /// Its value; empty where it is not there.
    pub value: Memo<String>,
    set: StoredValue<Box<dyn Fn(String) + Send + Sync>>,
}

impl QueryParam {
    /// Follows a parameter of the current URL.
    pub fn of(name: &'static str) -> Self {
        let query = use_query_map();
        let value = Memo::new(move |_| query.with(|query| query.get(name)).unwrap_or_default());
        let path = use_location().pathname;
        let go = Go::new();
        let set = move |new: String| {
            let mut query = query.get_untracked();
            let pairs = query.remove(name);
            drop(pairs);
            // A filter that changes begins at the first page again.
            query.remove("after");
            if !new.is_empty() {
                query.insert(name, new);
            }
            go.change(&format!("{}{}", path.get_untracked(), query.to_query_string()));
        };
        Self { value, set: StoredValue::new(Box::new(set)) }
    }

    /// Sets it; an empty value removes it.
    pub fn set(self, value: impl Into<String>) {
        self.set.with_value(|set| set(value.into()));
    }
}
