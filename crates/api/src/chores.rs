//! What must be done again and again, once however many nodes there are: each chore has a period, and whichever node
//! asks first has its turn. The store's clock decides, so a restart neither skips a turn nor doubles one.

use std::time::Duration;

use app::{
    db::DbError,
    funds::disclosures,
    funds::resolutions,
    households, idempotency, identity, leases, notifications,
    photos::{self, PURGE_MAX},
    points, redemptions,
    tickets::{self, EXPIRE_MAX, FILL_MAX, LATE_CALLS_MAX, TIMERS_MAX, WAITS_MAX},
    volunteering::{self, ABSENCES_MAX},
};
use chrono::TimeDelta;
use domain::ids::NodeId;
use tokio::{sync::watch, task::JoinSet};

use crate::{State, funds::payments};

/// How often a node asks whether anything is due.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// How often the request counters of callers who have stopped calling are forgotten; each node has its own.
const FORGET_CALLERS_EVERY: Duration = Duration::from_secs(60);
/// After how long a chore that failed is tried again.
pub const RETRY_SECONDS: i64 = 30;
/// Most batches of one turn; what is left waits for the next.
const BATCHES_MAX: usize = 50;

/// Something to be done regularly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chore {
    /// Solved tickets whose objection window has passed become closed.
    ObjectionWindows,
    /// Tickets whose wait is over go on.
    Waits,
    /// What is due soon is told of, what is late goes up.
    Timers,
    /// Reports of those who were called to a ticket and that ought to have come are told of.
    LateCalls,
    /// Tickets of before, and of areas that have another name, are found by their words.
    TicketSearch,
    /// Photos that no ticket uses leave the store.
    UnusedPhotos,
    /// Previews of household imports past their time go.
    ImportPreviews,
    /// Codes, meters, tokens, sessions and superseded keys that are over go.
    IdentityLeftovers,
    /// Old answers to idempotency keys go.
    IdempotencyKeys,
    /// What the journal tells of earns points.
    PointsEvents,
    /// Budgets that run low are told of.
    PointsLow,
    /// Points whose last day is over leave wallets; of those that soon are, their owners are told.
    PointsExpiry,
    /// Tables of points that nobody committed go.
    BulkAwards,
    /// What was reserved and not collected in time: its points go back, it can be redeemed again.
    OverdueRedemptions,
    /// What people were told long ago goes.
    OldNotifications,
    /// Accounts of funds to the public that are overdue are told of.
    OverdueDisclosures,
    /// Who did not come to a shift that is over is noted as absent.
    Absences,
    /// Payments that nobody told of, and refunds that are wanted: their providers are asked.
    Payments,
    /// Providers' bills of days that are over are held against the payments here.
    PaymentBills,
    /// What committees vote on is decided once the time for that is over.
    Votes,
}

/// Every chore, the name of its turn in the store, and its period in seconds.
#[rustfmt::skip]
const CHORES: [(Chore, &str, i64); 20] = [
    (Chore::ObjectionWindows,  "tickets.objection_windows", 60),
    (Chore::Waits,             "tickets.waits",             60),
    (Chore::Timers,            "tickets.timers",            10),
    (Chore::LateCalls,         "tickets.late_calls",        60),
    (Chore::TicketSearch,      "tickets.search",            10),
    (Chore::UnusedPhotos,      "photos.sweep",              3600),
    (Chore::ImportPreviews,    "households.previews",       600),
    (Chore::IdentityLeftovers, "identity.purge",            3600),
    (Chore::IdempotencyKeys,   "idempotency.purge",         600),
    (Chore::PointsEvents,      "points.events",             10),
    (Chore::PointsLow,         "points.low",                60),
    (Chore::PointsExpiry,      "points.expiry",             600),
    (Chore::BulkAwards,        "points.bulk",               3600),
    (Chore::OverdueRedemptions, "redemptions.overdue",      60),
    (Chore::OldNotifications,  "notifications.purge",       3600),
    (Chore::OverdueDisclosures, "funds.disclosures",        3600),
    (Chore::Absences,          "volunteering.absences",     60),
    (Chore::Payments,          "funds.payments",            30),
    (Chore::PaymentBills,      "funds.payment_bills",       1800),
    (Chore::Votes,             "funds.votes",               60),
];

/// What became of a chore that was due: how much there was to do, or why it failed.
pub type Done = (Chore, Result<usize, String>);

/// Does what is due now; tells what it did. A chore that fails is logged, and due again in [`RETRY_SECONDS`].
pub async fn run_due(state: &State, node: NodeId) -> Vec<Done> {
    let mut done = Vec::new();
    for (chore, name, period) in CHORES {
        let turn = state.db.write(move |tx| leases::due(tx, name, node, TimeDelta::seconds(period))).await;
        match turn {
            Ok(false) => continue,
            Err(error) => {
                tracing::error!(chore = name, %error, "no turn could be taken");
                continue;
            }
            Ok(true) => {}
        }
        let result = run(state, chore).await;
        match &result {
            Ok(0) => {}
            Ok(count) => tracing::info!(chore = name, count, "done"),
            Err(error) => {
                tracing::error!(chore = name, error, "failed; tried again in {RETRY_SECONDS} s");
                let wait = TimeDelta::seconds(RETRY_SECONDS);
                if let Err(error) = state.db.write(move |tx| leases::again(tx, name, wait)).await {
                    tracing::error!(chore = name, %error, "its turn could not be given back");
                }
            }
        }
        done.push((chore, result));
    }
    done
}

/// One turn, in batches of a transaction each.
async fn run(state: &State, chore: Chore) -> Result<usize, String> {
    let mut count = 0;
    for _ in 0..BATCHES_MAX {
        let (batch, full) = batch(state, chore).await?;
        count += batch;
        if !full {
            break;
        }
    }
    Ok(count)
}

/// One batch: how much it did, and whether there may be more.
async fn batch(state: &State, chore: Chore) -> Result<(usize, bool), String> {
    let db = &state.db;
    let full = |count: usize, max: i64| (count, i64::try_from(count).is_ok_and(|count| count >= max));
    match chore {
        Chore::ObjectionWindows => {
            let done = db.write(tickets::expire_objection_windows).await.map_err(text)?;
            Ok(full(done, EXPIRE_MAX))
        }
        Chore::Waits => {
            let done = db.write(tickets::end_waits).await.map_err(text)?;
            Ok(full(done, WAITS_MAX))
        }
        Chore::Timers => {
            let done = db.write(tickets::fire_timers).await.map_err(text)?;
            Ok(full(done, TIMERS_MAX))
        }
        Chore::LateCalls => {
            let done = db.write(tickets::tell_late_calls).await.map_err(text)?;
            Ok(full(done, LATE_CALLS_MAX))
        }
        Chore::TicketSearch => Ok(full(db.write(tickets::fill_search).await.map_err(text)?, FILL_MAX)),
        Chore::UnusedPhotos => {
            let done = photos::sweep(db, &state.photos).await.map_err(text)?;
            Ok(full(done, PURGE_MAX))
        }
        Chore::ImportPreviews => Ok((db.write(households::purge).await.map_err(text)?, false)),
        Chore::IdentityLeftovers => {
            let gone = db.write(identity::purge).await.map_err(text)?;
            Ok((gone.codes + gone.limits + gone.tokens + gone.sessions + gone.keys, false))
        }
        Chore::OverdueRedemptions => {
            let done = db.write_in_turn(redemptions::expire).await.map_err(text)?;
            Ok(full(done, redemptions::EXPIRE_MAX))
        }
        Chore::IdempotencyKeys => {
            Ok((db.write::<_, DbError, _>(idempotency::purge).await.map_err(text)?, false))
        }
        Chore::PointsEvents => {
            let read = db.write_in_turn(points::events::run).await.map_err(text)?;
            Ok(full(read, points::events::ENTRIES_MAX.into()))
        }
        Chore::PointsLow => Ok((db.write(points::low::notice).await.map_err(text)?, false)),
        Chore::PointsExpiry => {
            let looked = db.write_in_turn(points::expiry::run).await.map_err(text)?;
            Ok(full(looked, points::expiry::EXPIRE_MAX))
        }
        Chore::BulkAwards => Ok((db.write(points::bulk::purge).await.map_err(text)?, false)),
        Chore::OldNotifications => Ok((db.write(notifications::purge).await.map_err(text)?, false)),
        Chore::OverdueDisclosures => {
            let told = db.write::<_, DbError, _>(disclosures::remind).await.map_err(text)?;
            Ok((told, told >= disclosures::REMINDERS_MAX))
        }
        Chore::Absences => {
            let done = db.write(volunteering::note_absences).await.map_err(text)?;
            Ok(full(done, ABSENCES_MAX))
        }
        Chore::Payments => payments::ask_due(state).await.map_err(text),
        Chore::PaymentBills => Ok((payments::compare_bills(state).await.map_err(text)?, false)),
        Chore::Votes => {
            let done = db.write_in_turn(resolutions::decide_overdue).await.map_err(text)?;
            Ok(full(done, resolutions::OVERDUE_MAX))
        }
    }
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// The running chores of a node.
pub struct Chores {
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

impl Chores {
    /// Starts them on the caller's runtime.
    #[must_use]
    pub fn start(state: &State) -> Self {
        let stop = watch::Sender::new(false);
        let mut tasks = JoinSet::new();
        tasks.spawn(look(state.clone(), stop.subscribe()));
        tasks.spawn(forget_callers(state.clone(), stop.subscribe()));
        Self { stop, tasks }
    }

    /// Stops them: what is being done is finished, nothing new is begun.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        while self.tasks.join_next().await.is_some() {}
    }
}

async fn look(state: State, mut stop: watch::Receiver<bool>) {
    let node: NodeId = state.db.fresh_id();
    loop {
        tokio::select! {
            _ = stop.changed() => return,
            () = tokio::time::sleep(LOOK_EVERY) => { run_due(&state, node).await; }
        }
    }
}

async fn forget_callers(state: State, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stop.changed() => return,
            () = tokio::time::sleep(FORGET_CALLERS_EVERY) => state.forget_idle_callers(),
        }
    }
}
