//! What the parts of a round's page share.

use std::time::Duration;

use chrono::{DateTime, Utc};
use client::Tagged;
use contract::inspections::{Round, RoundRecusals, RoundTarget};
use domain::ids::RoundId;
use leptos::prelude::*;

use crate::{
    components::Toasts,
    device,
    fetch::{Fetched, fetch},
    session::Session,
};

/// How often the page looks at the clock: a time to object ends while one looks at it.
const CLOCK: Duration = Duration::from_secs(10);

/// What the page has to say about what was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Somebody else was faster.
    Overtaken,
    /// It is not possible, and why.
    Refused(String),
}

/// What the parts of a round's page share.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Which round.
    pub(super) id: RoundId,
    /// The round as it is now.
    pub(super) round: Signal<Tagged<Round>>,
    /// Grows whenever something happened to the round: what is loaded beside it is loaded anew.
    pub(super) ticks: RwSignal<u32>,
    /// Where it goes.
    pub(super) targets: Fetched<Vec<RoundTarget>>,
    /// Who does not go where, while that can still be changed and for whoever may know.
    pub(super) recusals: Fetched<Option<RoundRecusals>>,
    /// What is to be said about what was tried.
    pub(super) said: RwSignal<Option<Said>>,
    /// Whether lead and team are being changed.
    pub(super) changing: RwSignal<bool>,
    /// The time.
    pub(super) now: RwSignal<DateTime<Utc>>,
    pub(super) session: Session,
    pub(super) toasts: Toasts,
}

impl Desk {
    pub(super) fn new(id: RoundId, round: Signal<Tagged<Round>>, ticks: RwSignal<u32>) -> Self {
        let targets = fetch(move |client| {
            ticks.track();
            async move { client.list_round_targets(id).await.map(|targets| targets.items) }
        });
        let wanted = Memo::new(move |_| {
            round.with(|round| round.body.manages && is_before_start(&round.body.round.state))
        });
        let recusals = fetch(move |client| {
            ticks.track();
            let wanted = wanted.get();
            async move { if wanted { client.list_round_recusals(id).await.map(Some) } else { Ok(None) } }
        });
        let now = RwSignal::new(device::now());
        if let Ok(clock) = set_interval_with_handle(move || now.set(device::now()), CLOCK) {
            on_cleanup(move || clock.clear());
        }
        Self {
            id,
            round,
            ticks,
            targets,
            recusals,
            said: RwSignal::new(None),
            changing: RwSignal::new(false),
            now,
            session: Session::get(),
            toasts: Toasts::get(),
        }
    }

    /// Reads something of the round; tracked.
    pub(super) fn read<T>(self, read: impl FnOnce(&Round) -> T) -> T {
        self.round.with(|round| read(&round.body))
    }

    /// Something of the round that parts follow only when it is another one.
    pub(super) fn memo<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&Round) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.read(&read))
    }

    /// Reads the round and what belongs to it anew.
    pub(super) fn reload(self) {
        // What ended after the page was left has nothing to show.
        let _ = self.ticks.try_update(|ticks| *ticks = ticks.wrapping_add(1));
    }
}

/// Whether inspectors have not set out yet, and may.
pub(super) fn is_before_start(state: &str) -> bool {
    matches!(state, "planned" | "committed" | "drawn")
}
