//! One request to servers that are killed sooner or later after it.

use std::{fmt::Debug, thread::sleep, time::Duration};

use app::testing::{Frozen, Thawed};

use crate::{county::County, process::Answer};

/// Kills between the first and the last, which come at once and after the answer.
const KILLS_BETWEEN: u32 = 4;

/// What is asked for, and what a store may look like then: as before it or as after it.
pub(crate) struct Asked<'a, S> {
    pub(crate) path: &'a str,
    pub(crate) body: &'a str,
    /// What of a store is looked at.
    pub(crate) state: &'a dyn Fn(&Thawed) -> S,
    pub(crate) before: S,
    pub(crate) after: S,
    /// Whether who asks once more is told what was done, instead of being refused.
    pub(crate) is_told_again: bool,
}

impl<S: Debug + PartialEq> Asked<'_, S> {
    /// Sends it to servers that are killed, and to others afterwards.
    pub(crate) fn kill_during(&self, county: &County, begin: &Frozen) {
        let Self { path, body, state, before, after, .. } = self;
        let store = begin.thaw(&county.clock);
        let whole = {
            let server = county.serve(&store);
            let answer = server.post(path, body).answer();
            assert!(answer.status < 300, "{path}: {answer:?}");
            answer.took
        };
        assert_eq!(state(&store), *after);

        let between = (1..=KILLS_BETWEEN).map(|part| Some(whole * part / KILLS_BETWEEN));
        for delay in [Some(Duration::ZERO)].into_iter().chain(between).chain([None]) {
            let store = begin.thaw(&county.clock);
            let server = county.serve(&store);
            let sent = server.post(path, body);
            let answered = match delay {
                Some(delay) => {
                    sleep(delay);
                    server.kill();
                    sent.answer_if_any()
                }
                None => {
                    let answer = sent.answer();
                    server.kill();
                    Some(answer)
                }
            };
            store.wait_until_left();
            let found = state(&store);
            let told = answered.is_some_and(|answer| answer.status < 300);
            println!("{path}, killed after {delay:?}: done {}, told {told}", found == *after);
            assert!(found == *before || found == *after, "half of it: {found:?}");
            assert!(!told || found == *after, "{path} was answered and is not there");
            self.finish(county, &store, &found);
        }
    }

    /// What was not done is done now, and what was done is not done twice; the journal holds.
    fn finish(&self, county: &County, store: &Thawed, found: &S) {
        let Self { path, body, state, before, after, is_told_again } = self;
        let server = county.serve(store);
        let Answer { status, .. } = server.post(path, body).answer();
        let is_answered = *is_told_again || found == before;
        assert_eq!(status < 300, is_answered, "{path} was answered with {status}");
        drop(server);
        assert_eq!(state(store), *after);
        county.place.verify(store);
    }
}
