//! How much the person was told and has not read: for the bell of every page.

use domain::notifications::told;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{live, session::Session};

/// How long after an event its notifications are there.
const TOLD_AFTER_MS: u32 = 1_000;

/// The unread ones of whoever is signed in.
#[derive(Clone, Copy)]
pub struct Inbox {
    /// How many; none while nobody is signed in.
    pub unread: RwSignal<i64>,
    // Changes with every question and with everything read here: an answer to an older question is no longer true.
    asked: StoredValue<u32>,
}

impl Inbox {
    /// Begins to count and makes the count known to every component below; call it once, in a shell, below the session.
    pub fn provide(session: Session) -> Self {
        let inbox = Self { unread: RwSignal::new(0), asked: StoredValue::new(0) };
        let person = Memo::new(move |_| session.me().map(|me| me.id));
        Effect::new(move |_| {
            if person.get().is_none() {
                return inbox.unread.set(0);
            }
            inbox.count(session, 0);
            live::follow(|event| !told(&event.event).is_empty(), move || inbox.count(session, TOLD_AFTER_MS));
        });
        provide_context(inbox);
        inbox
    }

    /// The shell's inbox.
    ///
    /// # Panics
    /// Outside a shell.
    pub fn get() -> Self {
        expect_context()
    }

    /// One was read here. Whoever calls tells the server, and then has it counted anew.
    pub fn read_one(self) {
        self.ask();
        self.unread.update(|unread| *unread = (*unread - 1).max(0));
    }

    /// Counts anew, after a moment. Without a network the count stays what it was.
    pub fn count(self, session: Session, after_ms: u32) {
        spawn_local(async move {
            TimeoutFuture::new(after_ms).await;
            let asked = self.ask();
            let counted =
                session.call(|client| async move { client.count_unread_notifications().await }).await;
            if let Ok(unread) = counted
                && self.asked.try_get_value() == asked
            {
                let _ = self.unread.try_set(unread.count);
            }
        });
    }

    /// Begins a question; what it is known by. `None` where the shell is gone.
    fn ask(self) -> Option<u32> {
        self.asked.try_update_value(|asked| {
            *asked = asked.wrapping_add(1);
            *asked
        })
    }
}
