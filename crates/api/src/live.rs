//! Live updates: Server-Sent Events of what the caller may see, resumable by `Last-Event-ID`.

use std::{collections::VecDeque, convert::Infallible, fmt::Write, sync::Arc};

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header,
    web::{self, Bytes},
};
use app::{
    db::{Database, DbError},
    identity,
    journal::{
        live::{News, Seat, news_from},
        newest_root,
    },
};
use contract::{
    journal::{LIVE_READY, LIVE_RESET, LiveEvent},
    problems::{self, Problem, journal::TOO_MANY_LIVE_CONNECTIONS},
};
use domain::{journal::may_follow, permissions::Actor};
use futures_util::stream;
use tokio::{
    sync::broadcast::error::RecvError,
    time::{Interval, MissedTickBehavior},
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, Caller, State};

/// Most entries that a connection catches up on; who has missed more reads anew what it shows.
const CATCH_UP_MAX: u64 = 1_000;
/// Entries read at once while catching up.
const BATCH: u32 = 100;

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(follow_live);
}

/// Streams what happens, as Server-Sent Events: the event's name is the journal event's, its data a `LiveEvent`,
/// its id the journal position. For everybody who is signed in: each is told of what they may see. Send
/// `Last-Event-ID` to go on where a connection broke; after `reset` too much was missed: read anew. `ready` says that
/// everything before it is told. Ends when the session does. Problems: `too_many_live_connections`.
#[utoipa::path(tag = "live", operation_id = "follow_live", security(("bearer" = [])),
    params(("last-event-id" = Option<u64>, Header, description = "The last event's id")),
    responses((status = 200, body = LiveEvent, content_type = "text/event-stream"),
        (status = 429, body = Problem)))]
#[get("/live")]
async fn follow_live(
    state: web::Data<State>,
    caller: Caller,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    let last = last_event_id(&request)?;
    let too_many = || ApiError::new(&TOO_MANY_LIVE_CONNECTIONS).retry_after(30);
    // A place first: what is sealed from here on is handed to it, and what is before is in the store.
    let seat = state.live.join(caller.user).ok_or_else(too_many)?;
    let size = state.db.read(newest_root).await.map_err(|e: DbError| ApiError::from(e))?.root.size;
    let connection = Connection::open(&state, caller.actor(), seat, last, size);
    let frames = stream::unfold(connection, |mut connection| async {
        let frame = connection.next_frame().await?;
        Some((Ok::<_, Infallible>(frame), connection))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        // Neither a proxy nor a compressing middleware may hold frames back.
        .insert_header(("x-accel-buffering", "no"))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .streaming(frames))
}

fn last_event_id(request: &HttpRequest) -> Result<Option<u64>, ApiError> {
    let Some(value) = request.headers().get("last-event-id") else { return Ok(None) };
    let position = value.to_str().ok().and_then(|text| text.trim().parse().ok());
    let bad = || ApiError::new(&problems::QUERY_INVALID).with("reason", "last-event-id");
    position.map(Some).ok_or_else(bad)
}

/// One caller's connection.
struct Connection {
    db: Database,
    actor: Arc<Actor>,
    seat: Seat,
    /// The first position that the caller has not been told of.
    next: u64,
    /// Whether there is something in the store that came past the seat.
    behind: bool,
    ready: bool,
    waiting: VecDeque<Bytes>,
    tick: Interval,
}

impl Connection {
    fn open(state: &State, actor: Arc<Actor>, seat: Seat, last: Option<u64>, size: u64) -> Self {
        let mut waiting = VecDeque::new();
        let mut next = last.map_or(size, |last| last.saturating_add(1));
        // A position that is not there yet comes from another store's past (a restored backup).
        if next > size || size - next > CATCH_UP_MAX {
            next = size;
            waiting.push_back(marker(LIVE_RESET, next));
        }
        let mut tick = tokio::time::interval(state.live.heartbeat());
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        tick.reset();
        let db = state.db.clone();
        Self { db, actor, seat, next, behind: true, ready: false, waiting, tick }
    }

    /// The next frame to send; `None` ends the connection, and the caller resumes.
    async fn next_frame(&mut self) -> Option<Bytes> {
        loop {
            if let Some(frame) = self.waiting.pop_front() {
                return Some(frame);
            }
            if self.behind {
                self.catch_up().await?;
                continue;
            }
            tokio::select! {
                news = self.seat.news.recv() => match news {
                    Ok(news) if news.entry.position == self.next => self.tell(&news),
                    Ok(news) if news.entry.position < self.next => {}
                    Ok(_) => self.behind = true,
                    // Too slow, or the node stops.
                    Err(RecvError::Lagged(_) | RecvError::Closed) => return None,
                },
                _ = self.tick.tick() => self.look_again().await?,
            }
        }
    }

    /// Reads from the store what was sealed before or beside the seat.
    async fn catch_up(&mut self) -> Option<()> {
        let from = self.next;
        let news = self.db.read(move |tx| news_from(tx, from, BATCH)).await.ok()?;
        self.behind = u32::try_from(news.len()).is_ok_and(|n| n >= BATCH);
        for one in &news {
            self.tell(one);
        }
        if !self.behind && !self.ready {
            self.ready = true;
            self.waiting.push_back(marker(LIVE_READY, self.next));
        }
        Some(())
    }

    fn tell(&mut self, news: &News) {
        let entry = &news.entry;
        self.next = entry.position + 1;
        if may_follow(&self.actor, entry, &news.concerned) {
            let event = LiveEvent {
                position: entry.position,
                at: entry.at,
                event: entry.event.clone(),
                area_path: entry.area.clone(),
                subject: entry.subject.clone(),
            };
            if let Ok(data) = serde_json::to_string(&event) {
                let (name, id) = (&entry.event, entry.position);
                self.waiting.push_back(format!("id: {id}\nevent: {name}\ndata: {data}\n\n").into());
            }
        }
    }

    /// Grants and sessions end while a connection is open: from the store, not from memory. Whoever
    /// cannot be looked up is disconnected.
    async fn look_again(&mut self) -> Option<()> {
        let session = self.actor.session;
        self.actor = self.db.read(move |tx| identity::load_actor(tx, session)).await.ok()??;
        // Tells the position too, so that a resumed connection need not pass over what was not for it.
        self.waiting.push_back(heartbeat(self.next));
        self.behind = true;
        Some(())
    }
}

/// `id` is the last position told of: the one before `next`, where there is one.
fn id_line(next: u64) -> String {
    next.checked_sub(1).map_or_else(String::new, |last| format!("id: {last}\n"))
}

fn marker(name: &str, next: u64) -> Bytes {
    format!("{}event: {name}\ndata: {{}}\n\n", id_line(next)).into()
}

fn heartbeat(next: u64) -> Bytes {
    let mut frame = String::from(": heartbeat\n");
    let _ = write!(frame, "{}", id_line(next));
    frame.push('\n');
    frame.into()
}
