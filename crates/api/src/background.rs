//! What every node does beside answering requests: sealing, following the journal, telling people.
//! What is done once however many nodes there are is in [`crate::chores`].

use app::{
    journal::{Sealer, live::Tailer},
    notifications::Courier,
};

use crate::State;

/// The jobs of this node; they end when this is dropped.
pub struct Background {
    _sealer: Sealer,
    _tailer: Tailer,
    _courier: Courier,
}

impl Background {
    /// Starts them on the caller's runtime.
    #[must_use]
    pub fn start(state: &State) -> Self {
        Self {
            _sealer: Sealer::start(state.db.clone()),
            _tailer: Tailer::start(state.db.clone(), state.live.clone()),
            _courier: Courier::start(state.db.clone()),
        }
    }
}
