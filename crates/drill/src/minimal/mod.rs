//! The least that answers the same requests with the same statements: actix-web, r2d2, diesel. No sign-in is checked, no
//! permission, no limit, no body rule; nothing is logged, counted or sent on. What the application does beyond this is
//! the price of those.

pub(crate) mod board;
pub(crate) mod funds;
pub(crate) mod lists;
mod look_back;
pub(crate) mod photos;
pub(crate) mod postings;
pub(crate) mod ranking;
pub(crate) mod report;
pub(crate) mod sessions;
pub(crate) mod sql;
#[cfg(test)]
mod tests;
mod tickets;

use std::path::PathBuf;

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer, error::ErrorInternalServerError, get, post, rt::System, web,
};
use anyhow::Result;
use app::{
    db::{DatabaseUrl, Db},
    media::{self, Limits, StoreLocation},
};
use clap::Args;
use diesel::{
    connection::{Connection, SimpleConnection},
    r2d2::{ConnectionManager, CustomizeConnection, Error as PoolError, Pool, PooledConnection},
};
use domain::ids::{ClaimId, RoundId, UserId};
use serde::Deserialize;
use uuid::Uuid;

/// The application's own numbers: reading and writing connections.
const READERS: u32 = 8;
const WRITERS: u32 = 16;

/// What to serve.
#[derive(Args)]
pub(crate) struct Options {
    /// The store
    #[arg(long)]
    database_url: String,
    /// Where to listen
    #[arg(long)]
    bind: String,
    /// The area whose tickets are listed
    #[arg(long)]
    path: String,
    /// Where photos are kept
    #[arg(long)]
    photos: PathBuf,
    /// Who reports
    #[arg(long)]
    official_id: Uuid,
}

type Connections = Pool<ConnectionManager<Db>>;

#[derive(Clone)]
struct Store {
    readers: Connections,
    writers: Connections,
    /// SQLite: short reads are fastest on the worker itself, and there is one writer.
    embedded: bool,
    path: String,
    official: UserId,
    photos: media::Store,
}

/// The settings that the application gives its connections.
#[derive(Debug)]
struct Prepared(&'static str);

impl CustomizeConnection<Db, PoolError> for Prepared {
    fn on_acquire(&self, db: &mut Db) -> Result<(), PoolError> {
        db.batch_execute(self.0).map_err(PoolError::QueryError)
    }
}

const SQLITE: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
    PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000; PRAGMA mmap_size = 268435456;";
const POSTGRES: &str = "SET TIME ZONE 'UTC'";

/// Serves until it is killed.
///
/// # Errors
/// When the store cannot be opened or the address not listened on.
pub(crate) fn run(options: &Options) -> Result<()> {
    let url: DatabaseUrl = options.database_url.parse()?;
    let (address, prepared, writers) = match url {
        DatabaseUrl::Sqlite { path, .. } => (path, SQLITE, 1),
        DatabaseUrl::Postgres(url) => (url, POSTGRES, WRITERS),
    };
    let pool = |size| {
        Pool::builder()
            .max_size(size)
            .test_on_check_out(false)
            .connection_customizer(Box::new(Prepared(prepared)))
            .build(ConnectionManager::<Db>::new(&address))
    };
    postings::prepare(&mut connect(&address)?)?;
    let store = Store {
        writers: pool(writers)?,
        readers: pool(READERS)?,
        embedded: prepared == SQLITE,
        path: options.path.clone(),
        official: UserId(options.official_id),
        photos: media::Store::open(&StoreLocation::Directory(options.photos.clone()))?,
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let server = HttpServer::new(move || {
        let routes = web::scope("/api/v1")
            .configure(tickets::routes)
            .configure(funds::routes)
            .service(ranked)
            .service(approve)
            .service(sign_in);
        // A photo and what the form says around it.
        let body = web::PayloadConfig::new(Limits::STANDARD.bytes_max + 1024);
        App::new().app_data(web::Data::new(store.clone())).app_data(body).service(routes)
    })
    .workers(workers)
    .worker_max_blocking_threads(((READERS + WRITERS) as usize).div_ceil(workers))
    .disable_signals()
    .bind(&options.bind)?;
    System::new().block_on(server.run())?;
    Ok(())
}

type Answer = Result<HttpResponse, actix_web::Error>;
type Lent = PooledConnection<ConnectionManager<Db>>;

impl Store {
    async fn read<T, F>(&self, work: F) -> Result<T, actix_web::Error>
    where
        F: FnOnce(&mut Db) -> diesel::QueryResult<T> + Send + 'static,
        T: Send + 'static,
    {
        if !self.embedded {
            return self.read_long(work).await;
        }
        let done = lend(&self.readers).and_then(|mut db| work(&mut db).map_err(|e| e.to_string()));
        done.map_err(ErrorInternalServerError)
    }

    /// What would hold up a worker, on either database.
    async fn read_long<T, F>(&self, work: F) -> Result<T, actix_web::Error>
    where
        F: FnOnce(&mut Db) -> diesel::QueryResult<T> + Send + 'static,
        T: Send + 'static,
    {
        let pool = self.readers.clone();
        let work = move || lend(&pool).and_then(|mut db| work(&mut db).map_err(|e| e.to_string()));
        web::block(work).await?.map_err(ErrorInternalServerError)
    }

    async fn write<T, F>(&self, work: F) -> Result<T, actix_web::Error>
    where
        F: FnOnce(&mut Db) -> diesel::QueryResult<T> + Send + 'static,
        T: Send + 'static,
    {
        let pool = self.writers.clone();
        let begin = if self.embedded { "BEGIN IMMEDIATE" } else { "BEGIN" };
        let work = move || {
            let mut db = lend(&pool)?;
            let transaction = || {
                db.batch_execute(begin)?;
                let made = work(&mut db)?;
                db.batch_execute("COMMIT")?;
                Ok(made)
            };
            let done: diesel::QueryResult<T> = transaction();
            done.map_err(|error| {
                // The connection goes back to the pool without an open transaction.
                let _ = db.batch_execute("ROLLBACK");
                error.to_string()
            })
        };
        web::block(work).await?.map_err(ErrorInternalServerError)
    }
}

impl Store {
    /// A statement that is a transaction by itself.
    async fn write_alone<T, F>(&self, work: F) -> Result<T, actix_web::Error>
    where
        F: FnOnce(&mut Db) -> diesel::QueryResult<T> + Send + 'static,
        T: Send + 'static,
    {
        let pool = self.writers.clone();
        let work = move || lend(&pool).and_then(|mut db| work(&mut db).map_err(|e| e.to_string()));
        web::block(work).await?.map_err(ErrorInternalServerError)
    }
}

fn lend(pool: &Connections) -> Result<Lent, String> {
    pool.get().map_err(|e| e.to_string())
}

/// Opens one connection outside any pool.
///
/// # Errors
/// When the database cannot be reached.
pub(crate) fn connect(url: &str) -> Result<Db> {
    Ok(Db::establish(url)?)
}

#[post("/claims/{id}/approval")]
async fn approve(store: web::Data<Store>, id: web::Path<ClaimId>, request: HttpRequest) -> Answer {
    let key = request.headers().get("idempotency-key").and_then(|key| key.to_str().ok()).unwrap_or_default();
    let (official, id, key) = (store.official, *id, key.to_owned());
    let work = move |db: &mut Db| postings::approve(db, official, id, &key);
    let done = if store.embedded { store.write(work).await? } else { store.write_alone(work).await? };
    Ok(HttpResponse::Ok().json(done))
}

#[get("/inspection-rounds/{id}/ranking")]
async fn ranked(store: web::Data<Store>, id: web::Path<Uuid>, query: web::Query<Part>) -> Answer {
    let (id, Part { limit, after }) = (RoundId(*id), query.into_inner());
    let after = after.as_deref().and_then(|text| text.split_once('.'));
    let after = after.and_then(|(place, path)| Some((place.parse().ok()?, path.to_owned())));
    let mut found = store.read(move |db| ranking::ranking(db, id, after, limit + 1)).await?;
    found.cut(limit);
    Ok(HttpResponse::Ok().json(found))
}

#[derive(Deserialize)]
struct Part {
    limit: i64,
    after: Option<String>,
}

#[derive(Deserialize)]
struct SignIn {
    login: String,
    password: String,
}

#[post("/sessions")]
async fn sign_in(store: web::Data<Store>, body: web::Json<SignIn>) -> Answer {
    let SignIn { login, password } = body.into_inner();
    let (user, hash) = store.read(move |db| sessions::account(db, &login)).await?;
    let right = web::block(move || app::identity::verify_password(&password, hash.as_deref())).await?;
    if !right {
        return Ok(HttpResponse::Unauthorized().finish());
    }
    Ok(HttpResponse::Created().json(store.write(move |db| sessions::start_session(db, user)).await?))
}
