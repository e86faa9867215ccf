//! What a question before something that hurts is about.

use leptos::prelude::*;

/// A question that is asked of one row at a time.
pub struct Ask<T: Send + Sync + 'static> {
    /// Whether it is being asked.
    pub(super) open: RwSignal<bool>,
    of: RwSignal<Option<T>>,
}

// Derived, these would ask that the row itself can be copied; only its signals are.
impl<T: Send + Sync + 'static> Copy for Ask<T> {}
impl<T: Send + Sync + 'static> Clone for Ask<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Clone + Send + Sync + 'static> Ask<T> {
    pub(super) fn new() -> Self {
        Self { open: RwSignal::new(false), of: RwSignal::new(None) }
    }

    /// Asks about this row.
    pub(super) fn about(self, row: T) {
        self.of.set(Some(row));
        self.open.set(true);
    }

    /// The row in question.
    pub(super) fn row(self) -> Option<T> {
        self.of.get_untracked()
    }

    /// Words about the row; tracked.
    pub(super) fn words(self, words: impl Fn(&T) -> String) -> String {
        self.of.with(|row| row.as_ref().map(words)).unwrap_or_default()
    }
}
