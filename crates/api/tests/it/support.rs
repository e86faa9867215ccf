//! A running server with a small world in its store.

use std::{net::TcpListener, sync::Barrier, time::Duration};

use actix_web::{HttpResponse, web};
use api::{ApiError, ServeOptions, Settings, State, tokens::Tokens};
use app::{
    crypto::Keyring,
    db::DbError,
    identity,
    journal::live::Hub,
    media::{Store, StoreLocation},
    testing::{SeededEntropy, TestStore, World},
};
use client::Client;
use diesel::prelude::*;
use domain::{
    ids::{MembershipId, ProgrammeId, UserId},
    permissions::Role,
};

pub struct TestServer {
    pub store: TestStore,
    pub world: World,
    pub state: State,
    pub origin: String,
    _photos: tempfile::TempDir,
    handle: actix_web::dev::ServerHandle,
    _background: api::Background,
}

impl TestServer {
    /// Starts one on a free port.
    pub async fn start() -> Self {
        Self::start_changed(|_| {}, |state| state).await
    }

    /// Starts one with other settings than the plain ones.
    pub async fn start_with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::start_changed(change, |state| state).await
    }

    /// Starts one with something exchanged in its state.
    pub async fn start_in(exchange: impl FnOnce(State) -> State) -> Self {
        Self::start_changed(|_| {}, exchange).await
    }

    async fn start_changed(
        change: impl FnOnce(&mut Settings),
        exchange: impl FnOnce(State) -> State,
    ) -> Self {
        let store = TestStore::new();
        let world = World::build(&store);
        let keyring = Keyring::parse(&Keyring::generate("t", &SeededEntropy::new(7))).unwrap();
        let ring = keyring.clone();
        let keys = store.write(move |tx| identity::signing_keys(tx, &ring)).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let mut settings = Settings {
            public_url: origin.clone(),
            trusted_proxies: "127.0.0.1".parse().unwrap(),
            // Tests run beside builds: then a body may come slowly without anybody being slow.
            body_seconds_max: 300,
            ..Settings::default()
        };
        change(&mut settings);
        let dir = tempfile::tempdir().unwrap();
        let photos = Store::open(&StoreLocation::Directory(dir.path().to_owned())).unwrap();
        let tokens = Tokens::new(&keys).unwrap();
        let mut state = exchange(State::new(store.db.clone(), keyring, tokens, photos, settings));
        // Revoked rights are to be seen within a test, not within its patience.
        state.live = Hub::new(Duration::from_millis(200));
        let background = api::Background::start(&state);
        let options = ServeOptions { workers: 1, blocking_threads: 4, shutdown_seconds: 1 };
        let server = api::serve(state.clone(), listener, &options, faults).unwrap();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        Self { store, world, state, origin, _photos: dir, handle, _background: background }
    }

    /// So many buildings in the grid at `1/1/1/1/`.
    pub fn build(&self, count: usize) {
        use domain::areas::{AreaKind, AreaName, AreaPath, AreaSegment};
        let grid = (self.world.area("1/1/1/1/"), AreaPath::parse("1/1/1/1/").unwrap(), AreaKind::Grid);
        let grow = move |tx: &mut app::db::Tx<'_>| -> Result<usize, app::areas::AreasError> {
            let building = |number: usize, id| app::areas::Branch {
                id,
                segment: AreaSegment::new(&format!("b{number}")).unwrap(),
                kind: AreaKind::Building,
                name: AreaName::new(&format!("{number}栋")).unwrap(),
                head_count: None,
                boundary: None,
                children: Vec::new(),
            };
            let branches = (0..count).map(|number| building(number, tx.new_id())).collect();
            app::areas::grow(tx, Some(grid), branches)
        };
        assert_eq!(self.store.write(grow).unwrap(), count);
    }

    /// A programme that runs for the area at `path`; it has neither rules nor books.
    pub fn programme(&self, path: &'static str) -> ProgrammeId {
        use app::db::{Key, schema::programmes as t};
        let (manager, area) = (self.world.person(&self.store, None).0, self.world.area(path));
        let made = self.store.write(move |tx| -> Result<_, DbError> {
            let id: ProgrammeId = tx.new_id();
            diesel::insert_into(t::table)
                .values((
                    (t::id.eq(Key(id)), t::area_id.eq(Key(area)), t::area_path.eq(path)),
                    (t::name.eq("邻里积分"), t::description.eq(""), t::wallets.eq("person")),
                    (t::starts_on.eq("2026-01-01"), t::ends_on.eq("2026-12-31"), t::state.eq("running")),
                    (t::created_by.eq(Key(manager)), t::created_at.eq(tx.timestamp())),
                ))
                .execute(tx.db())?;
            Ok(id)
        });
        made.unwrap()
    }

    /// Lets somebody belong to one more household.
    pub fn move_in(&self, user: UserId, path: &str) {
        use app::db::{Key, schema::memberships as t};
        let home = self.world.area(path);
        let add = move |tx: &mut app::db::Tx<'_>| -> Result<usize, DbError> {
            let (id, now): (MembershipId, _) = (tx.new_id(), tx.timestamp());
            let row = (
                (t::id.eq(Key(id)), t::user_id.eq(Key(user)), t::household_id.eq(Key(home))),
                (t::relation.eq("owner"), t::state.eq("confirmed")),
                (t::created_at.eq(now), t::decided_at.eq(now)),
            );
            Ok(diesel::insert_into(t::table).values(row).execute(tx.db())?)
        };
        self.store.write(add).unwrap();
        self.state.forget_actors();
    }

    /// A client that is not signed in.
    pub fn anonymous(&self) -> Client {
        Client::new(&self.origin)
    }

    /// A client signed in as a new person with `role` at `path`.
    pub fn signed_in(&self, role: Role, path: &str) -> Client {
        self.client_of(self.world.person(&self.store, Some((role, path))))
    }

    /// A client with an access token of a live session.
    pub fn client_of(&self, (user, session): (domain::ids::UserId, domain::ids::SessionId)) -> Client {
        let client = self.anonymous();
        client.set_token(Some(self.state.tokens.issue(user, session, self.store.db.now()).unwrap()));
        client
    }
}

/// What goes wrong by itself too seldom to wait for.
fn faults(cfg: &mut web::ServiceConfig) {
    cfg.route("/faults/panic", web::get().to(fault));
    cfg.route("/faults/store", web::get().to(|| async { Err::<HttpResponse, _>(store_away()) }));
}

async fn fault() -> HttpResponse {
    panic!("a fault")
}

fn store_away() -> ApiError {
    DbError::Unavailable("a fault".to_owned()).into()
}

impl Drop for TestServer {
    fn drop(&mut self) {
        let handle = self.handle.clone();
        actix_web::rt::spawn(async move { handle.stop(false).await });
    }
}

/// Runs `work` on so many threads, each with a number of its own; they go on together from where they wait for the barrier.
pub fn at_once<T: Send>(count: usize, work: impl Fn(usize, &Barrier) -> T + Sync) -> Vec<T> {
    let (start, work) = (&Barrier::new(count), &work);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..count).map(|n| scope.spawn(move || work(n, start))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

/// Lets each client ask on a thread of its own, all at the same moment, over connections that stand already; what each
/// was answered.
pub async fn ask_at_once<T, W>(
    clients: Vec<Client>,
    ask: impl Fn(usize, Client) -> W + Send + Sync + 'static,
) -> Vec<T>
where
    T: Send + 'static,
    W: Future<Output = T>,
{
    let all = move || {
        at_once(clients.len(), |n, start| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let connected = runtime.block_on(clients[n].get_settings());
            start.wait();
            connected.unwrap();
            runtime.block_on(ask(n, clients[n].clone()))
        })
    };
    // The server's own runtime goes on meanwhile.
    web::block(all).await.unwrap()
}

/// Tries again while the store is busy.
pub fn until_let_in<T, E>(busy: impl Fn(&E) -> bool, mut work: impl FnMut() -> Result<T, E>) -> Result<T, E> {
    loop {
        match work() {
            Err(error) if busy(&error) => {}
            done => return done,
        }
    }
}

/// Checks the whole ledger.
#[track_caller]
pub fn assert_sound(server: &TestServer) {
    let report = app::ledger::verify(&server.store.db, |_| {}).unwrap();
    assert_eq!(report.faults, []);
    assert!(report.totals.iter().all(|total| total.sum == 0), "{:?}", report.totals);
}

/// How many were let through, and the codes with which the others were refused.
pub fn outcomes<T>(answers: Vec<Result<T, client::ClientError>>) -> (usize, Vec<String>) {
    let (good, bad): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    let code = |error: client::ClientError| error.code().expect("a problem").to_owned();
    (good.len(), bad.into_iter().filter_map(Result::err).map(code).collect())
}

/// The code of the problem that a refused call answered with.
pub fn code<T: std::fmt::Debug>(answer: Result<T, client::ClientError>) -> String {
    answer.expect_err("a refusal").code().expect("a problem").to_owned()
}
