//! A grid worker's day where the network ends: the last list is kept, and visits are recorded on the device and sent by
//! themselves. They share the database, the turn and the count of what waits with what inspectors score.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use client::Client;
use contract::{
    day::Day,
    visits::{RecordVisit, WriteVisit},
};
use domain::ids::{PhotoId, UserId, VisitId, VisitPlanId};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::{
    account,
    database::{self, DAYS, PHOTOS, StoreError, VISITS, Work},
    store::{read, told, written},
    sync::{Pass, call, halted},
};
use crate::device;

/// Most sent visits that stay on the device, so that one sees what one has done.
const SENT_MAX: usize = 30;

/// A day's list as it was when the server said it last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptDay {
    /// The list.
    pub day: Day,
    /// When it was read.
    pub read_at: DateTime<Utc>,
}

/// A visit that was recorded on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptVisit {
    /// Its id, made here: what is sent twice is one visit.
    pub id: VisitId,
    /// Of which plan.
    pub plan: VisitPlanId,
    /// The number of the household.
    pub title: String,
    /// What was found.
    pub visit: WriteVisit,
    /// The name of its photo's file on this device.
    #[serde(default)]
    pub file: Option<String>,
    /// What the server calls the photo, once it is there.
    #[serde(default)]
    pub photo: Option<PhotoId>,
    /// Whether the server has it.
    #[serde(default)]
    pub sent: bool,
    /// Why it is not sent by itself, in the server's words.
    #[serde(default)]
    pub refused: Option<String>,
}

impl KeptVisit {
    /// Whether it is sent by itself.
    pub fn is_queued(&self) -> bool {
        !self.sent && self.refused.is_none()
    }
}

fn key(account: UserId, visit: VisitId) -> String {
    format!("{account}/{visit}")
}

fn photo_key(account: UserId, visit: VisitId, file: &str) -> String {
    format!("{account}/visits/{visit}/{file}")
}

/// The day's list that is kept of an account.
///
/// # Errors
/// [`StoreError`].
pub async fn day(account: UserId) -> Result<Option<KeptDay>, StoreError> {
    let name = account.to_string();
    let found = database::read(&[DAYS], async |work: &Work| work.get(DAYS, &name).await);
    Ok(read(&found.await?))
}

/// Keeps a day's list in place of the one before.
///
/// # Errors
/// [`StoreError`].
pub async fn keep_day(owner: UserId, day: &KeptDay) -> Result<(), StoreError> {
    let name = owner.to_string();
    database::write(&[DAYS], async |work: &Work| work.put(DAYS, &name, &written(day)?)).await?;
    account::note_day(owner);
    told();
    Ok(())
}

/// The visits that are kept of an account, the latest first.
///
/// # Errors
/// [`StoreError`].
pub async fn visits(account: UserId) -> Result<Vec<KeptVisit>, StoreError> {
    let prefix = format!("{account}/");
    let found = database::read(&[VISITS], async |work: &Work| work.all(VISITS, &prefix).await);
    let mut visits: Vec<KeptVisit> = found.await?.iter().filter_map(read).collect();
    visits.sort_by_key(|visit| Reverse(visit.visit.visited_at));
    Ok(visits)
}

/// Keeps a visit, with the file of its photo, both or neither.
///
/// # Errors
/// [`StoreError`]; nothing has changed then.
pub async fn keep(account: UserId, visit: &KeptVisit, photo: Option<&Blob>) -> Result<(), StoreError> {
    let kept = database::write(&[VISITS, PHOTOS], async |work: &Work| {
        if let (Some(file), Some(blob)) = (&visit.file, photo) {
            work.put(PHOTOS, &photo_key(account, visit.id, file), blob)?;
        }
        work.put(VISITS, &key(account, visit.id), &written(visit)?)
    });
    kept.await?;
    told();
    Ok(())
}

/// Forgets a visit with its photo: it was given up.
///
/// # Errors
/// [`StoreError`].
pub async fn forget(account: UserId, visit: &KeptVisit) -> Result<(), StoreError> {
    let gone = database::write(&[VISITS, PHOTOS], async |work: &Work| {
        work.delete(VISITS, &key(account, visit.id))?;
        match &visit.file {
            Some(file) => work.delete(PHOTOS, &photo_key(account, visit.id, file)),
            None => Ok(()),
        }
    });
    gone.await?;
    told();
    Ok(())
}

/// How many visits of an account wait to be sent.
///
/// # Errors
/// [`StoreError`].
pub async fn count_waiting(account: UserId) -> Result<usize, StoreError> {
    Ok(visits(account).await?.iter().filter(|visit| visit.is_queued()).count())
}

/// Sends every visit that waits, the earliest first.
pub(super) async fn send_all(session: crate::session::Session, account: UserId) -> Pass {
    let Ok(mut all) = visits(account).await else { return Pass::Later };
    all.reverse();
    for visit in all.iter().filter(|visit| visit.is_queued()) {
        if device::window().is_some_and(|window| !window.navigator().on_line()) {
            return Pass::Later;
        }
        if let Err(pass) = send(session, account, visit.clone()).await {
            return pass;
        }
    }
    // What is kept besides takes room, and no more: it is tidied the next time.
    drop(tidy(account).await);
    Pass::Done
}

/// Sends one: its photo first, then what was found. What the server refuses is kept with the server's words.
async fn send(session: crate::session::Session, account: UserId, mut visit: KeptVisit) -> Result<(), Pass> {
    if visit.photo.is_none()
        && let Some(file) = visit.file.clone()
    {
        match send_photo(session, account, &visit, &file).await? {
            Ok(photo) => visit.photo = photo,
            Err(refused) => visit.refused = Some(refused),
        }
        // A file that the browser has cleared away: what was found is sent without it.
        visit.file = visit.file.filter(|_| visit.photo.is_some() || visit.refused.is_some());
        keep(account, &visit, None).await.map_err(|_| Pass::Later)?;
        if visit.refused.is_some() {
            return Ok(());
        }
    }
    let body = RecordVisit { plan_id: visit.plan, visit: visit.visit.clone(), photo: visit.photo };
    let id = visit.id;
    let ask = move |client: Client| {
        let body = body.clone();
        async move { client.record_visit(id, &body, None).await }
    };
    match call(session, account, ask).await {
        Ok(_) => visit.sent = true,
        Err(failure) => match halted(session, &failure) {
            Some(pass) => return Err(pass),
            None => {
                let field = failure.errors.first().map(|error| error.detail.clone());
                visit.refused = Some(field.unwrap_or(failure.detail));
            }
        },
    }
    keep(account, &visit, None).await.map_err(|_| Pass::Later)
}

async fn send_photo(
    session: crate::session::Session,
    account: UserId,
    visit: &KeptVisit,
    file: &str,
) -> Result<Result<Option<PhotoId>, String>, Pass> {
    let name = photo_key(account, visit.id, file);
    let found = database::read(&[PHOTOS], async |work: &Work| work.get(PHOTOS, &name).await);
    let found = found.await.map_err(|_| Pass::Later)?;
    let Ok(blob) = found.dyn_into::<Blob>() else { return Ok(Ok(None)) };
    let read = JsFuture::from(blob.array_buffer()).await.map_err(|_| Pass::Later)?;
    let bytes = js_sys::Uint8Array::new(&read).to_vec();
    // The file's name is made anew for each, so it makes sending it twice harmless.
    let once = file.to_owned();
    let sent = call(session, account, move |client| {
        let (bytes, once) = (bytes.clone(), once.clone());
        async move { client.upload_photo(bytes, Some(&once)).await }
    })
    .await;
    match sent {
        Ok(there) => Ok(Ok(Some(there.id))),
        Err(failure) => match halted(session, &failure) {
            Some(pass) => Err(pass),
            None => Ok(Err(failure.detail)),
        },
    }
}

/// Forgets the files of photos that were sent, and visits that were sent long ago.
async fn tidy(account: UserId) -> Result<(), StoreError> {
    let all = visits(account).await?;
    let sent = all.iter().filter(|visit| visit.sent).enumerate();
    for (at, visit) in sent {
        if at >= SENT_MAX {
            forget(account, visit).await?;
        } else if visit.file.is_some() {
            let file = visit.file.as_deref().unwrap_or_default();
            let name = photo_key(account, visit.id, file);
            let freed = database::write(&[PHOTOS], async |work: &Work| work.delete(PHOTOS, &name));
            freed.await?;
            keep(account, &KeptVisit { file: None, ..visit.clone() }, None).await?;
        }
    }
    Ok(())
}
