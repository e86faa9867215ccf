//! Live updates: a page says which events concern it and what to do then. The connection is the page's own; it is taken
//! up again after every break, later and later while the server is away, and missed events are told then.

use std::pin::pin;

use client::Live;
use contract::journal::LiveEvent;
use futures_util::{
    StreamExt,
    future::{AbortHandle, Either, abortable, select},
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{failure::Failure, session::Session};

const PAUSE_MS_MIN: u32 = 1_000;
const PAUSE_MS_MAX: u32 = 60_000;
/// One step often makes several events: a page is read again once for those that come so close to each other, and is
/// not made anew under somebody's finger.
const GATHER_MS: u32 = 150;

/// Calls `again` whenever something happened that `concerns` the page, and whenever something may have been missed;
/// until the component that asks is gone.
pub fn follow(concerns: impl Fn(&LiveEvent) -> bool + 'static, again: impl Fn() + 'static) {
    let session = Session::get();
    let (work, handle) = abortable(keep_following(session, concerns, again));
    spawn_local(async move {
        // Ended by the page that is gone: nobody waits for it.
        let _ = work.await;
    });
    stop_on_cleanup(handle);
}

fn stop_on_cleanup(handle: AbortHandle) {
    on_cleanup(move || handle.abort());
}

async fn keep_following(session: Session, concerns: impl Fn(&LiveEvent) -> bool, again: impl Fn()) {
    let mut place = Place::default();
    let mut pause = PAUSE_MS_MIN;
    loop {
        let before = place.last;
        // How it broke makes no difference: it is tried again either way.
        let _ = follow_once(session, &mut place, &concerns, &again).await;
        // A connection that told something was a good one.
        pause = if place.last == before { next_pause(pause) } else { PAUSE_MS_MIN };
        TimeoutFuture::new(pause).await;
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
    /// Takes up what was told; says whether the page is to be read again.
    fn take(&mut self, told: &Live, concerns: impl Fn(&LiveEvent) -> bool) -> bool {
        // Without a position to resume after, whatever happened during the break is not told.
        let missed = self.begun && self.last.is_none();
        self.last = told.last().or(self.last);
        match told {
            Live::Ready { .. } => missed,
            Live::Event(event) => concerns(event),
            Live::Reset { .. } => true,
            Live::Quiet { .. } => false,
        }
    }
}

async fn follow_once(
    session: Session,
    place: &mut Place,
    concerns: impl Fn(&LiveEvent) -> bool,
    again: impl Fn(),
) -> Result<(), Failure> {
    let last = place.last;
    let connected = session.call(|client| async move { client.follow_live(last).await }).await;
    let mut stream = pin!(connected.inspect_err(|_| place.begun = true)?);
    let mut due = None::<TimeoutFuture>;
    let ended = loop {
        let told = match &mut due {
            None => stream.next().await,
            Some(timer) => match select(stream.next(), timer).await {
                Either::Left((told, _)) => told,
                Either::Right(_) => {
                    due = None;
                    again();
                    continue;
                }
            },
        };
        match told {
            Some(Ok(told)) => {
                if place.take(&told, &concerns) && due.is_none() {
                    due = Some(TimeoutFuture::new(GATHER_MS));
                }
            }
            Some(Err(error)) => break Err(error.into()),
            None => break Ok(()),
        }
    };
    if due.is_some() {
        again();
    }
    place.begun = true;
    ended
}

fn next_pause(pause: u32) -> u32 {
    pause.saturating_mul(2).min(PAUSE_MS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_again_after_what_concerns_it_and_after_a_gap() {
        let mut place = Place::default();
        assert!(!place.take(&Live::Ready { last: Some(4) }, |_| true), "nothing was missed at the start");
        let event = serde_json::json!({"position": 7, "at": "2026-01-05T01:00:00Z", "event": "ticket.taken",
            "area_path": "1/", "subject": "ticket:1"});
        let event = Live::Event(serde_json::from_value(event).unwrap());
        assert!(place.take(&event, |event| event.subject == "ticket:1"));
        assert!(!place.take(&event, |event| event.subject == "ticket:2"));
        assert_eq!(place.last, Some(7));
        assert!(place.take(&Live::Reset { last: Some(9) }, |_| false));
        let mut never_connected = Place { last: None, begun: true };
        assert!(never_connected.take(&Live::Ready { last: Some(4) }, |_| false));
        let mut resumed = Place { last: Some(4), begun: true };
        assert!(!resumed.take(&Live::Ready { last: Some(4) }, |_| false), "the server tells what was missed");
    }

    #[test]
    fn pauses_grow_and_stop_growing() {
        let pauses: Vec<u32> =
            std::iter::successors(Some(PAUSE_MS_MIN), |pause| Some(next_pause(*pause))).take(9).collect();
        assert_eq!(pauses[..4], [1_000, 2_000, 4_000, 8_000]);
        assert_eq!(pauses[8], PAUSE_MS_MAX);
    }
}
