//! Whether the network is there. A lost connection is no error: the shells say so in one quiet line, and what was typed
//! waits on the device.

use leptos::{ev, prelude::*};

use crate::device;

/// Whether there is a network, as far as the browser knows; call it once, in a shell.
#[derive(Clone, Copy)]
pub struct Connection {
    /// False while the browser knows that it has no network, or the last request could not leave.
    pub online: Signal<bool>,
    set_online: WriteSignal<bool>,
    /// How many things that were done without a network wait to be sent.
    pub waiting: RwSignal<usize>,
}

impl Connection {
    /// Listens to the browser and makes the connection known to every component below.
    pub fn provide() -> Self {
        let known = device::window().is_none_or(|window| window.navigator().on_line());
        let (online, set_online) = signal(known);
        for (event, state) in [("online", true), ("offline", false)] {
            let handle = window_event_listener(ev::Custom::<web_sys::Event>::new(event), move |_| {
                set_online.set(state)
            });
            on_cleanup(move || handle.remove());
        }
        let connection = Self { online: online.into(), set_online, waiting: RwSignal::new(0) };
        provide_context(connection);
        connection
    }

    /// The shell's connection.
    ///
    /// # Panics
    /// Outside a shell.
    pub fn get() -> Self {
        expect_context()
    }

    /// A request could not leave, or one came through: browsers notice a dead network late.
    pub fn observed(self, reached: bool) {
        if self.online.get_untracked() != reached {
            self.set_online.set(reached);
        }
    }
}
