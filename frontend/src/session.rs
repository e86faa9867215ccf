//! Who is using the app. The access token lives in memory only; the refresh token is a cookie that no script can read.

use std::{cell::RefCell, future::Future, rc::Rc, sync::Arc, time::Duration};

use client::{Client, ClientError};
use contract::identity::{Me, NextStep, SecondFactorCode, SignIn, SignInBySms, SignedIn, UpdateMe};
use contract::memberships::{JoinHousehold, Membership};
use domain::{
    areas::AreaPath,
    ids::UserId,
    permissions::{Permission, Role},
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{device, failure::Failure, i18n, offline::account, online::Connection};

/// Whether somebody is signed in.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionState {
    /// The refresh cookie is being tried.
    Starting,
    /// Nobody is.
    SignedOut,
    /// Somebody is, and has to show the second factor before anything else.
    SecondFactorWanted,
    /// This person is.
    SignedIn(Arc<Me>),
}

/// The session of this page, and the way to the server.
#[derive(Clone, Copy)]
pub struct Session {
    client: StoredValue<Client>,
    state: RwSignal<SessionState>,
    // Who signed in last on this device and has not signed out; a network is not needed to know it.
    account: RwSignal<Option<UserId>>,
    // What a call that finds its token over waits for: one refresh at a time, however many calls wait.
    refreshing: StoredValue<Rc<RefCell<bool>>, LocalStorage>,
    connection: Connection,
}

/// Remembered while a refresh cookie is likely to be there, so that a visitor without one is not made to wait for a refusal.
const REMEMBERED_AS: &str = "signed-in";
/// A token is renewed this long before it is over.
const RENEWED_BEFORE_SECONDS: i64 = 60;
/// Another tab renewed the cookie at the same moment: its new one is there after this long.
const OTHER_TAB_MS: u32 = 400;
const OTHER_TAB_TRIES: u32 = 5;

impl Session {
    /// Takes up the session of the cookie and makes it known to every component below; call it once, in a shell.
    pub fn provide(connection: Connection) -> Self {
        let origin = device::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
        let likely = device::recall(REMEMBERED_AS).is_some();
        let session = Self {
            client: StoredValue::new(Client::new(&origin)),
            state: RwSignal::new(if likely { SessionState::Starting } else { SessionState::SignedOut }),
            account: RwSignal::new(account::remembered()),
            refreshing: StoredValue::new_local(Rc::default()),
            connection,
        };
        Effect::new(move |_| connection.waiting.set(session.account.get().map_or(0, account::unsent)));
        follow_other_tabs(session);
        Effect::new(move |_| session.client().set_lang(i18n::lang()));
        if likely {
            // Begins again when the network comes back, if there was none at the start.
            Effect::new(move |_| {
                if connection.online.get() && session.state.get_untracked() == SessionState::Starting {
                    spawn_local(async move { drop(session.refresh().await) });
                }
            });
        }
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

    /// The client that carries this session's token.
    pub fn client(self) -> Client {
        self.client.get_value()
    }

    /// Whether somebody is signed in; tracked.
    pub fn state(self) -> SessionState {
        self.state.get()
    }

    /// The person who is signed in; tracked.
    pub fn me(self) -> Option<Arc<Me>> {
        match self.state.get() {
            SessionState::SignedIn(me) => Some(me),
            SessionState::Starting | SessionState::SignedOut | SessionState::SecondFactorWanted => None,
        }
    }

    /// Whose entries this device works with: who signed in last and has not signed out, with a network or without;
    /// tracked.
    pub fn account(self) -> Option<UserId> {
        self.account.get()
    }

    /// Whether a call made now is made in this person's name, beyond doubt.
    pub fn acts_for(self, account: UserId) -> bool {
        // While a token is being renewed it is not known whose the next one is: another tab may have changed places.
        let renewing = self.refreshing.try_with_value(|busy| *busy.borrow()).unwrap_or(true);
        let me = self.state.with_untracked(|state| match state {
            SessionState::SignedIn(me) => Some(me.id),
            SessionState::Starting | SessionState::SignedOut | SessionState::SecondFactorWanted => None,
        });
        !renewing && me == Some(account)
    }

    /// Whether somebody is signed in; not tracked.
    pub fn state_now(self) -> SessionState {
        self.state.get_untracked()
    }

    /// Whose entries this device works with; not tracked.
    pub fn account_now(self) -> Option<UserId> {
        self.account.get_untracked()
    }

    /// Whether the person may do this at this place, so that no button is shown that the server would refuse; tracked.
    pub fn may(self, permission: Permission, at: &AreaPath) -> bool {
        self.me().is_some_and(|me| {
            me.grants.iter().any(|grant| {
                // Roles above resident sleep until the second factor was shown.
                let awake = grant.role == Role::Resident || me.second_factor.shown;
                awake && grant.role.allows(permission) && grant.area_path.covers(at)
            })
        })
    }

    /// Whether the person may do this at some place; tracked.
    pub fn may_somewhere(self, permission: Permission) -> bool {
        self.me().is_some_and(|me| {
            let awake = me.second_factor.shown;
            me.grants.iter().any(|grant| awake && grant.role.allows(permission))
        })
    }

    /// Signs in with a password. Says what is still to be done.
    ///
    /// # Errors
    /// What the server says.
    pub async fn sign_in(self, sign_in: SignIn) -> Result<NextStep, Failure> {
        let answer = self.observe(self.client().create_session(&sign_in).await)?;
        self.take(&answer).await?;
        Ok(answer.next_step)
    }

    /// Signs in with a code that came by SMS. Says what is still to be done.
    ///
    /// # Errors
    /// What the server says.
    pub async fn sign_in_by_sms(self, sign_in: SignInBySms) -> Result<NextStep, Failure> {
        let answer = self.observe(self.client().create_session_by_sms(&sign_in).await)?;
        self.take(&answer).await?;
        Ok(answer.next_step)
    }

    /// Shows the second factor, after which this session may do all that the person may.
    ///
    /// # Errors
    /// What the server says.
    pub async fn show_second_factor(self, code: SecondFactorCode) -> Result<(), Failure> {
        let show = |client: Client| {
            let code = code.clone();
            async move { client.confirm_second_factor(&code).await }
        };
        self.call(show).await?;
        self.reload_me().await
    }

    /// Forgets a session that the server has ended: the account is closed.
    pub fn forget(self) {
        self.leave();
    }

    /// Signs out here. Without a network it signs out on this device, and the session ends by itself.
    pub async fn sign_out(self) {
        // Whether or not the server heard it, nothing of the session stays in this page.
        drop(self.observe(self.client().end_current_session().await));
        self.leave();
    }

    /// Joins a household, or asks to; a second try of the same is the same.
    ///
    /// # Errors
    /// What the server says.
    pub async fn join(self, join: JoinHousehold, key: String) -> Result<Membership, Failure> {
        let ask = |client: Client| {
            let (join, key) = (join.clone(), key.clone());
            async move { client.join_household(&join, Some(&key)).await }
        };
        let made = self.call(ask).await?;
        // It has been joined, whatever comes of asking who one is now.
        drop(self.reload_me().await);
        Ok(made)
    }

    /// Changes one's own account as it stands now.
    ///
    /// # Errors
    /// What the server says.
    pub async fn update_me(self, change: UpdateMe) -> Result<(), Failure> {
        let update = |client: Client| {
            let change = change.clone();
            async move {
                let etag = client.get_me().await?.etag;
                client.update_me(&etag, &change).await
            }
        };
        let me = self.call(update).await?;
        self.state.set(SessionState::SignedIn(Arc::new(me.body)));
        Ok(())
    }

    /// Asks again who one is, after something about it changed.
    ///
    /// # Errors
    /// What the server says.
    pub async fn reload_me(self) -> Result<(), Failure> {
        let me = self.call(|client| async move { client.get_me().await }).await?;
        self.arrive(me.body);
        Ok(())
    }

    /// Calls the server; where the token is over, renews it once and calls again.
    ///
    /// # Errors
    /// What the server says, or that it was not reached.
    pub async fn call<T, Fut>(self, ask: impl Fn(Client) -> Fut) -> Result<T, Failure>
    where
        Fut: Future<Output = Result<T, ClientError>>,
    {
        match self.observe(ask(self.client()).await) {
            Err(failure)
                if failure.code == contract::problems::SIGN_IN_REQUIRED.code && self.is_remembered() =>
            {
                self.refresh().await?;
                self.observe(ask(self.client()).await)
            }
            answer => answer,
        }
    }

    /// Renews the token, or waits for the renewal that is under way.
    async fn refresh(self) -> Result<(), Failure> {
        let Some(busy) = self.refreshing.try_get_value() else { return Ok(()) };
        if busy.replace(true) {
            while *busy.borrow() {
                TimeoutFuture::new(OTHER_TAB_MS).await;
            }
            return Ok(());
        }
        let answer = self.refresh_now().await;
        busy.replace(false);
        answer
    }

    async fn refresh_now(self) -> Result<(), Failure> {
        let mut tries = 0;
        let answer = loop {
            match self.observe(self.client().refresh_session().await) {
                Err(failure) if failure.code == "session_refreshed_meanwhile" && tries < OTHER_TAB_TRIES => {
                    tries += 1;
                    TimeoutFuture::new(OTHER_TAB_MS).await;
                }
                answer => break answer,
            }
        };
        match answer {
            Ok(answer) => self.take(&answer).await,
            // Without a network, or with a busy server, nobody is signed out: it goes on when it is back.
            Err(failure) if failure.is_passing() => Err(failure),
            Err(failure) => {
                self.end();
                Err(failure)
            }
        }
    }

    /// Takes a sign-in or a renewal up.
    async fn take(self, answer: &SignedIn) -> Result<(), Failure> {
        device::remember(REMEMBERED_AS, "yes");
        let seconds = (answer.expires_in_seconds - RENEWED_BEFORE_SECONDS).max(RENEWED_BEFORE_SECONDS / 2);
        let renew = move || spawn_local(async move { drop(self.refresh().await) });
        set_timeout(renew, Duration::from_secs(seconds.unsigned_abs()));
        if answer.next_step == NextStep::ShowSecondFactor {
            self.state.set(SessionState::SecondFactorWanted);
            return Ok(());
        }
        let me = self.observe(self.client().get_me().await)?;
        self.arrive(me.body);
        Ok(())
    }

    /// This person is signed in, and the device works with their entries from now on.
    fn arrive(self, me: Me) {
        account::remember(me.id);
        if self.account.get_untracked() != Some(me.id) {
            self.account.set(Some(me.id));
        }
        self.state.set(SessionState::SignedIn(Arc::new(me)));
    }

    /// Ends the session on this device because its person wants it: the device works for nobody then.
    fn leave(self) {
        account::forget();
        self.account.set(None);
        self.end();
    }

    fn end(self) {
        device::forget(REMEMBERED_AS);
        self.client().set_token(None);
        self.state.set(SessionState::SignedOut);
    }

    fn is_remembered(self) -> bool {
        device::recall(REMEMBERED_AS).is_some()
    }

    /// Lets the connection know how a call went.
    fn observe<T>(self, answer: Result<T, ClientError>) -> Result<T, Failure> {
        let answer = answer.map_err(Failure::from);
        self.connection.observed(!answer.as_ref().err().is_some_and(Failure::is_offline));
        answer
    }
}

/// Another tab may sign in or out, and counts what waits.
fn follow_other_tabs(session: Session) {
    let handle = window_event_listener(leptos::ev::Custom::<web_sys::Event>::new("storage"), move |_| {
        let now = account::remembered();
        if session.account.get_untracked() != now {
            session.account.set(now);
        }
        session.connection.waiting.set(now.map_or(0, account::unsent));
    });
    on_cleanup(move || handle.remove());
}
