//! Sends what waits: when the app is opened, when the network or the sign-in is back, when scoring pauses, and after
//! every failure again, later and later.

use std::time::Duration;

use domain::ids::UserId;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::stored::stored;
use crate::{
    offline::{
        alone::alone,
        store,
        sync::{self, Pass},
    },
    online::Connection,
    session::{Session, SessionState},
};

/// Scoring has paused when nothing was changed for so long: a sheet is not sent after every tap.
const SETTLES_MS: u64 = 4_000;
const PAUSE_MS_MIN: u64 = 2_000;
const PAUSE_MS_MAX: u64 = 300_000;

#[derive(Clone, Copy)]
struct Queue {
    session: Session,
    connection: Connection,
    timer: StoredValue<Option<TimeoutHandle>>,
    pause_ms: StoredValue<u64>,
    busy: StoredValue<bool>,
    // It was asked to work while it was at work.
    again: StoredValue<bool>,
}

/// Sends what waits of the account of this device; shows nothing.
#[component]
pub fn Keeper() -> impl IntoView {
    let queue = Queue {
        session: Session::get(),
        connection: Connection::get(),
        timer: StoredValue::new(None),
        pause_ms: StoredValue::new(PAUSE_MS_MIN),
        busy: StoredValue::new(false),
        again: StoredValue::new(false),
    };
    let session = queue.session;
    let signed_in = Memo::new(move |_| matches!(session.state(), SessionState::SignedIn(_)));
    Effect::new(move |_| {
        // Whatever of these changes, it is worth a try at once.
        let (account, _, _) = (session.account(), signed_in.get(), queue.connection.online.get());
        queue.pause_ms.set_value(PAUSE_MS_MIN);
        if let Some(account) = account {
            queue.after(account, 0);
        }
    });
    let urgent = stored(move || {
        let account = session.account();
        async move {
            let sheets = match account {
                Some(account) => store::sheets(account, None).await?,
                None => Vec::new(),
            };
            // Handing in is the end of the work in a place: it does not wait for a pause.
            Ok(sheets.iter().any(|sheet| sheet.is_queued() && sheet.hand_in != sheet.base.handed_in))
        }
    });
    Effect::new(move |_| {
        let urgent = matches!(urgent.get(), Some(Ok(true)));
        if let Some(account) = session.account() {
            queue.after(account, if urgent { 0 } else { SETTLES_MS });
        }
    });
    on_cleanup(move || queue.stop());
}

impl Queue {
    fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    /// Tries after so long, and not before.
    fn after(self, account: UserId, wait_ms: u64) {
        self.stop();
        let work = move || spawn_local(self.work(account));
        if let Ok(timer) = set_timeout_with_handle(work, Duration::from_millis(wait_ms)) {
            self.timer.set_value(Some(timer));
        }
    }

    async fn work(self, account: UserId) {
        match self.busy.try_get_value() {
            None => return,
            Some(true) => return self.again.set_value(true),
            Some(false) => {}
        }
        self.busy.set_value(true);
        let session = self.session;
        let name = format!("gongzhi-field-{account}");
        let passing = async move {
            if session.state_now() == SessionState::Starting {
                // The server was away when the app was opened: it is asked anew who one is.
                drop(session.reload_me().await);
            }
            sync::pass(session, account).await
        };
        let pass = alone(&name, passing).await.unwrap_or(Pass::Later);
        let left = store::count_unsent(account).await;
        // The shell may be gone by now.
        if self.busy.try_update_value(|busy| *busy = false).is_none() {
            return;
        }
        if let Ok(left) = left
            && session.account_now() == Some(account)
        {
            self.connection.waiting.set(left);
        }
        if pass == Pass::Later {
            let pause = self.pause_ms.get_value();
            self.pause_ms.set_value(pause.saturating_mul(2).min(PAUSE_MS_MAX));
            self.after(account, pause);
        } else {
            self.pause_ms.set_value(PAUSE_MS_MIN);
            if self.again.try_update_value(std::mem::take) == Some(true) {
                self.after(account, 0);
            }
        }
    }
}
