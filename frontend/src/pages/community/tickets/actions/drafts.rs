//! What was begun on the page of a matter, kept while it is read anew because somebody else did something with it.

use leptos::prelude::*;

use crate::pages::moves::solve::SolveDraft;

/// Texts and choices that are not sent yet.
#[derive(Clone, Copy, Default)]
pub struct Drafts {
    pub(super) solve: SolveDraft,
    pub(super) rating: RwSignal<u8>,
    pub(super) opinion: RwSignal<String>,
    pub(super) objection: RwSignal<String>,
    pub(super) message: RwSignal<String>,
    /// Which of the folded forms are open.
    pub(super) objecting: RwSignal<bool>,
    pub(super) writing: RwSignal<bool>,
}

impl Drafts {
    pub(super) fn clear(self) {
        self.solve.clear();
        self.rating.set(0);
        for text in [self.opinion, self.objection, self.message] {
            text.set(String::new());
        }
        self.objecting.set(false);
        self.writing.set(false);
    }
}
