//! Live updates: a page says which events concern it and what to do then. One connection serves all of a tab (a browser
//! allows few to one server); it is taken up again after every break, later and later while the server is away, and
//! missed events are told then.

use std::{
    cell::{Cell, RefCell},
    pin::pin,
    rc::Rc,
};

use client::Live;
use contract::journal::LiveEvent;
use futures_util::{
    StreamExt,
    future::{AbortHandle, abortable},
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{failure::Failure, fetch::Listed, session::Session};

const PAUSE_MS_MIN: u32 = 1_000;
const PAUSE_MS_MAX: u32 = 60_000;
/// One step often makes several events: a page is read again once for those that come so close to each other, and is
/// not made anew under somebody's finger.
const GATHER_MS: u32 = 150;

thread_local! {
    static LINE: Rc<Line> = Rc::default();
}

/// Calls `again` whenever something happened that `concerns` the caller, and whenever something may have been missed;
/// until the component that asks is gone.
pub fn follow(concerns: impl Fn(&LiveEvent) -> bool + 'static, again: impl Fn() + 'static) {
    let line = LINE.with(Rc::clone);
    let follower = Rc::new(Follower {
        concerns: Box::new(concerns),
        again: Box::new(again),
        due: Cell::new(false),
        gone: Cell::new(false),
    });
    line.followers.borrow_mut().push(Rc::clone(&follower));
    line.connect(Session::get());
    let followed = StoredValue::new_local(follower);
    on_cleanup(move || followed.with_value(|follower| LINE.with(|line| line.leave(follower))));
}

/// Reads a list anew with the news that concern it, but not for somebody who has read on beyond its first `rows`: they are not
/// thrown back to the start.
pub fn follow_list<T: Send + Sync + 'static>(
    list: Listed<T>,
    rows: u32,
    concerns: impl Fn(&LiveEvent) -> bool + 'static,
) {
    follow(concerns, move || {
        if untrack(|| list.count()) <= usize::try_from(rows).unwrap_or(usize::MAX) {
            list.reload();
        }
    });
}

/// Somebody who is told.
struct Follower {
    concerns: Box<dyn Fn(&LiveEvent) -> bool>,
    again: Box<dyn Fn()>,
    /// Told already of what happens within a moment.
    due: Cell<bool>,
    gone: Cell<bool>,
}

impl Follower {
    /// Tells, once for all that comes within a moment.
    fn tell(self: &Rc<Self>) {
        if self.due.replace(true) {
            return;
        }
        let follower = Rc::clone(self);
        spawn_local(async move {
            TimeoutFuture::new(GATHER_MS).await;
            follower.due.set(false);
            if !follower.gone.get() {
                (follower.again)();
            }
        });
    }
}

/// The connection of this tab, and who is told by it.
#[derive(Default)]
struct Line {
    followers: RefCell<Vec<Rc<Follower>>>,
    place: Cell<Place>,
    /// Between two tries.
    waiting: Cell<bool>,
    work: RefCell<Option<AbortHandle>>,
}

impl Line {
    /// Begins, or tries again at once where it was waiting: whoever follows from now on is not to wait with it.
    fn connect(self: &Rc<Self>, session: Session) {
        let mut work = self.work.borrow_mut();
        if let Some(running) = work.as_ref() {
            if !self.waiting.get() {
                return;
            }
            running.abort();
        }
        self.waiting.set(false);
        let (future, handle) = abortable(Rc::clone(self).keep_following(session));
        *work = Some(handle);
        spawn_local(async move {
            // Ended when nobody follows any more: nobody waits for it.
            let _ = future.await;
        });
    }

    /// Without followers there is no connection; who follows later reads anew anyway.
    fn leave(&self, gone: &Rc<Follower>) {
        gone.gone.set(true);
        let mut followers = self.followers.borrow_mut();
        followers.retain(|follower| !Rc::ptr_eq(follower, gone));
        if followers.is_empty() {
            if let Some(work) = self.work.borrow_mut().take() {
                work.abort();
            }
            self.place.take();
        }
    }

    async fn keep_following(self: Rc<Self>, session: Session) {
        let mut pause = PAUSE_MS_MIN;
        loop {
            let before = self.place.get().last;
            // How it broke makes no difference: it is tried again either way.
            let _ = self.follow_once(session).await;
            // A connection that told something was a good one.
            pause = if self.place.get().last == before { next_pause(pause) } else { PAUSE_MS_MIN };
            self.waiting.set(true);
            TimeoutFuture::new(pause).await;
            self.waiting.set(false);
        }
    }

    async fn follow_once(&self, session: Session) -> Result<(), Failure> {
        let last = self.place.get().last;
        let connected = session.call(|client| async move { client.follow_live(last).await }).await;
        let begun = || self.place.set(Place { begun: true, ..self.place.get() });
        let mut stream = pin!(connected.inspect_err(|_| begun())?);
        while let Some(told) = stream.next().await {
            self.tell(&told.inspect_err(|_| begun())?);
        }
        begun();
        Ok(())
    }

    fn tell(&self, told: &Live) {
        let mut place = self.place.get();
        let missed = place.take(told);
        self.place.set(place);
        let concerned = |follower: &Rc<Follower>| match told {
            Live::Event(event) => (follower.concerns)(event),
            Live::Ready { .. } | Live::Reset { .. } | Live::Quiet { .. } => missed,
        };
        self.followers.borrow().iter().filter(|follower| concerned(follower)).for_each(Follower::tell);
    }
}

/// Where the connection stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    /// The last position that was told.
    last: Option<u64>,
    /// Whether there was a connection, or a try, before this one.
    begun: bool,
}

impl Place {
    /// Takes up what was told; says whether something may have been missed.
    fn take(&mut self, told: &Live) -> bool {
        // Without a position to resume after, whatever happened during the break is not told.
        let missed = self.begun && self.last.is_none();
        self.last = told.last().or(self.last);
        match told {
            Live::Ready { .. } => missed,
            Live::Reset { .. } => true,
            Live::Event(_) | Live::Quiet { .. } => false,
        }
    }
}

fn next_pause(pause: u32) -> u32 {
    pause.saturating_mul(2).min(PAUSE_MS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_during_a_break_may_have_been_missed() {
        let mut place = Place::default();
        assert!(!place.take(&Live::Ready { last: Some(4) }), "nothing was missed at the start");
        let event = serde_json::json!({"position": 7, "at": "2026-01-05T01:00:00Z", "event": "ticket.taken",
            "area_path": "1/", "subject": "ticket:1"});
        assert!(!place.take(&Live::Event(serde_json::from_value(event).unwrap())));
        assert_eq!(place.last, Some(7));
        assert!(place.take(&Live::Reset { last: Some(9) }));
        let mut never_connected = Place { last: None, begun: true };
        assert!(never_connected.take(&Live::Ready { last: Some(4) }));
        let mut resumed = Place { last: Some(4), begun: true };
        assert!(!resumed.take(&Live::Ready { last: Some(4) }), "the server tells what was missed");
    }

    #[test]
    fn pauses_grow_and_stop_growing() {
        let pauses: Vec<u32> =
            std::iter::successors(Some(PAUSE_MS_MIN), |pause| Some(next_pause(*pause))).take(9).collect();
        assert_eq!(pauses[..4], [1_000, 2_000, 4_000, 8_000]);
        assert_eq!(pauses[8], PAUSE_MS_MAX);
    }
}
