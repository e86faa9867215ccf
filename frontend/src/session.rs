//! Who is using the app. The access token lives in memory only; the refresh token is a cookie that no script can read.

use leptos::prelude::*;

/// Somebody who is signed in, as far as the shells need to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The person's id.
    pub id: String,
    /// What the person is called.
    pub name: String,
}

/// Whether somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// The refresh cookie is being tried.
    Starting,
    /// Nobody is.
    SignedOut,
    /// This person is.
    SignedIn(User),
}

/// The session of this page.
#[derive(Clone, Copy)]
pub struct Session {
    state: RwSignal<SessionState>,
}

impl Session {
    /// Makes the session known to every component below; call it once, in a shell.
    pub fn provide() -> Self {
        let session = Self { state: RwSignal::new(SessionState::SignedOut) };
        provide_context(session);
        session
    }

    /// The shell's session.
    ///
    /// # Panics
    /// Outside a shell.
    pub fn get() -> Self {
        expect_context()
    }

    /// Whether somebody is signed in; tracked.
    pub fn state(self) -> SessionState {
        self.state.get()
    }

    /// The person who is signed in; tracked.
    pub fn user(self) -> Option<User> {
        match self.state.get() {
            SessionState::SignedIn(user) => Some(user),
            SessionState::Starting | SessionState::SignedOut => None,
        }
    }
}
