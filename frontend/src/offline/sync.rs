//! Sending what waits: the photos of a sheet first, each once, then the sheet on the version it was based on.

use client::{Client, ClientError};
use contract::{
    inspections::KeepSheet,
    problems::{self, inspections as inspection_problems},
};
use domain::ids::{PhotoId, UserId};
use wasm_bindgen_futures::JsFuture;

use super::{
    model::{Base, KeptMark, KeptPhoto, KeptSheet, OnTheWay, Trouble},
    store::{self, Place},
    visits,
};
use crate::{
    device,
    failure::Failure,
    session::{Session, SessionState},
};

/// Most tries of one sheet in one pass: each ends one edition, or mends one thing.
const TRIES_MAX: u32 = 8;

/// How a pass ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// Nothing waits that could be sent.
    Done,
    /// The network or the server was not there: again later.
    Later,
    /// Whoever it belongs to is not signed in.
    SignIn,
}

/// Why one sheet did not go on.
enum Halt {
    /// Everything halts.
    Pass(Pass),
    /// This sheet halts: it says why.
    Sheet,
    /// This sheet is tried anew.
    Again,
}

/// Sends everything of an account that waits.
pub async fn pass(session: Session, account: UserId) -> Pass {
    let Ok(sheets) = store::sheets(account, None).await else { return Pass::Later };
    for sheet in sheets.iter().filter(|sheet| sheet.is_queued()) {
        let place = Place::of(account, sheet);
        for _ in 0..TRIES_MAX {
            match send_once(session, place).await {
                Ok(true) => {}
                Ok(false) | Err(Halt::Sheet) => break,
                Err(Halt::Again) => {}
                Err(Halt::Pass(pass)) => return pass,
            }
        }
    }
    let visits = visits::send_all(session, account).await;
    if visits != Pass::Done {
        return visits;
    }
    // What is kept besides takes room, and no more: it is tidied the next time.
    drop(store::tidy(account, None).await);
    Pass::Done
}

/// Sends a sheet as it stands. Says whether there may be more of it to send.
async fn send_once(session: Session, place: Place) -> Result<bool, Halt> {
    if device::window().is_some_and(|window| !window.navigator().on_line()) {
        // What was not sent at all may still be changed: nothing is on the way.
        return Err(Halt::Pass(Pass::Later));
    }
    let Some(mut sheet) = kept(store::sheet(place).await)?.filter(KeptSheet::is_queued) else {
        return Ok(false);
    };
    if sheet.on_the_way.is_none() {
        for (code, photo) in missing_photos(&sheet) {
            send_photo(session, place, &code, &photo).await?;
        }
        sheet = change(place, |sheet| {
            // A photo that was added meanwhile is sent by the next round of the loop.
            if missing_photos(sheet).is_empty() {
                drop(sheet.next(device::fresh_key));
            }
        })
        .await?;
    }
    let Some(sending) = sheet.on_the_way else { return Ok(true) };
    let answer = put(session, place, &sending).await;
    match answer {
        Ok(answer) => {
            change(place, |sheet| {
                if sheet.on_the_way.as_ref() == Some(&sending) {
                    sheet.kept(&sending, &answer.body);
                }
            })
            .await?;
            Ok(true)
        }
        Err(failure) => refused(session, place, failure).await.map(|()| true),
    }
}

async fn put(
    session: Session,
    place: Place,
    sending: &OnTheWay,
) -> Result<client::Tagged<contract::inspections::Sheet>, Failure> {
    let body = KeepSheet { findings: sending.findings.clone(), hand_in: sending.hand_in };
    let (etag, key) = (format!("\"{}\"", sending.version), sending.key.clone());
    call(session, place.account, move |client| {
        let (body, etag, key) = (body.clone(), etag.clone(), key.clone());
        async move { client.keep_sheet(place.round, place.area, &etag, &body, Some(&key)).await }
    })
    .await
}

/// Calls the server in the name of an account, and of no other that may have signed in meanwhile.
///
/// # Errors
/// What the server says, or that it cannot be asked in this name now.
pub async fn call<T, Fut>(
    session: Session,
    account: UserId,
    ask: impl Fn(Client) -> Fut,
) -> Result<T, Failure>
where
    Fut: Future<Output = Result<T, ClientError>>,
{
    let ask = |client: Client| {
        let mine = session.acts_for(account);
        let asked = mine.then(|| ask(client));
        async move {
            match asked {
                Some(asked) => asked.await,
                None => Err(ClientError::Unexpected(String::new())),
            }
        }
    };
    session.call(ask).await
}

fn missing_photos(sheet: &KeptSheet) -> Vec<(String, KeptPhoto)> {
    let of = |(code, mark): (&String, &KeptMark)| {
        let missing = mark.photos.iter().filter(|photo| photo.id.is_none()).cloned();
        missing.map(|photo| (code.clone(), photo)).collect::<Vec<_>>()
    };
    sheet.marks.iter().filter(|(_, mark)| mark.scored).flat_map(of).collect()
}

/// Sends a photo with the key that is kept with it, and notes what the server calls it.
async fn send_photo(session: Session, place: Place, code: &str, photo: &KeptPhoto) -> Result<(), Halt> {
    let file = photo.file.clone().unwrap_or_default();
    let blob = kept(store::photo(place, &file).await)?;
    let Some(blob) = blob else {
        // Its file is gone, cleared by the browser: what is left of the finding is sent without it.
        change(place, |sheet| note_photo(sheet, &photo.key, None)).await?;
        return Err(Halt::Again);
    };
    let read = JsFuture::from(blob.array_buffer()).await.map_err(|_| Halt::Pass(Pass::Later))?;
    let bytes = js_sys::Uint8Array::new(&read).to_vec();
    let key = photo.key.clone();
    let sent = call(session, place.account, move |client| {
        let (bytes, key) = (bytes.clone(), key.clone());
        async move { client.upload_photo(bytes, Some(&key)).await }
    })
    .await;
    match sent {
        Ok(there) => {
            change(place, |sheet| note_photo(sheet, &photo.key, Some(there.id))).await?;
            Ok(())
        }
        Err(failure) => match halted(session, &failure) {
            Some(pass) => Err(Halt::Pass(pass)),
            None => halt(place, Trouble::Refused(vec![(Some(code.to_owned()), failure.detail)])).await,
        },
    }
}

/// Notes what the server calls a photo; takes it off where it is nowhere any more.
fn note_photo(sheet: &mut KeptSheet, key: &str, id: Option<PhotoId>) {
    for mark in sheet.marks.values_mut() {
        match id {
            Some(id) => {
                mark.photos.iter_mut().filter(|photo| photo.key == key).for_each(|photo| photo.id = Some(id));
            }
            None => mark.photos.retain(|photo| photo.key != key || photo.id.is_some()),
        }
    }
}

/// What the server said about a sheet, as the sheet remembers it.
async fn refused(session: Session, place: Place, failure: Failure) -> Result<(), Halt> {
    if let Some(pass) = halted(session, &failure) {
        if pass == Pass::SignIn {
            // The server did not take it: what is scored until the next sign-in goes with it.
            change(place, |sheet| sheet.on_the_way = None).await?;
        }
        return Err(Halt::Pass(pass));
    }
    let code = failure.code.as_ref();
    if code == problems::CHANGED_MEANWHILE.code {
        let ask = move |client: Client| async move { client.get_sheet(place.round, place.area).await };
        let theirs = call(session, place.account, ask).await;
        let theirs = match theirs {
            Ok(theirs) => Base::from(&theirs.body),
            Err(failure) => return Err(Halt::Pass(halted(session, &failure).unwrap_or(Pass::Later))),
        };
        change(place, |sheet| sheet.clash(theirs)).await?;
        return Ok(());
    }
    if code == problems::IDEMPOTENCY_KEY_REUSED.code {
        change(place, |sheet| sheet.on_the_way = None).await?;
        return Err(Halt::Again);
    }
    if code == problems::FIELDS_INVALID.code {
        return wrong_fields(place, failure).await;
    }
    let over = [inspection_problems::NOT_SCORING.code, inspection_problems::RECUSED.code];
    let gone = [problems::NOT_FOUND.code, problems::NOT_ALLOWED.code];
    if over.contains(&code) || gone.contains(&code) {
        return halt(place, Trouble::Closed(failure.detail)).await;
    }
    halt(place, Trouble::Refused(vec![(None, failure.detail)])).await
}

/// Photos that the server has cleared away are sent anew; anything else goes back to the inspector.
async fn wrong_fields(place: Place, failure: Failure) -> Result<(), Halt> {
    let pointers = failure.errors.iter().map(|error| (error.pointer.clone(), error.detail.clone()));
    let parts: Vec<(Vec<String>, String)> = pointers
        .map(|(pointer, detail)| {
            (pointer.trim_start_matches('/').split('/').map(str::to_owned).collect(), detail)
        })
        .collect();
    let mut anew = false;
    let sheet = change(place, |sheet| {
        sheet.on_the_way = None;
        for (pointer, _) in &parts {
            let [_, code, field, at] = pointer.as_slice() else { continue };
            let photo = at.parse::<usize>().ok().filter(|_| field == "photos").and_then(|at| {
                let photos = sheet.marks.get_mut(code).map(|mark| mark.photos.as_mut_slice());
                // They were sent in their order, those that the server had.
                photos?.iter_mut().filter(|photo| photo.id.is_some()).nth(at)
            });
            if let Some(photo) = photo.filter(|photo| photo.file.is_some()) {
                (photo.id, photo.key) = (None, device::fresh_key());
                anew = true;
            }
        }
    });
    sheet.await?;
    if anew {
        return Err(Halt::Again);
    }
    let named = |(pointer, detail): (Vec<String>, String)| (pointer.get(1).cloned(), detail);
    let mut faults: Vec<_> = parts.into_iter().map(named).collect();
    if faults.is_empty() {
        faults.push((None, failure.detail));
    }
    halt(place, Trouble::Refused(faults)).await
}

async fn halt(place: Place, trouble: Trouble) -> Result<(), Halt> {
    change(place, |sheet| (sheet.trouble, sheet.on_the_way) = (Some(trouble), None)).await?;
    Err(Halt::Sheet)
}

/// Whether a failure has nothing to do with what was sent: then all of it waits.
pub(super) fn halted(session: Session, failure: &Failure) -> Option<Pass> {
    let code = failure.code.as_ref();
    let signed_out = [problems::SIGN_IN_REQUIRED.code, problems::SECOND_FACTOR_REQUIRED.code];
    let nobody = !matches!(session.state_now(), SessionState::SignedIn(_) | SessionState::Starting);
    if signed_out.contains(&code) || (nobody && !failure.is_offline()) {
        return Some(Pass::SignIn);
    }
    failure.is_passing().then_some(Pass::Later)
}

async fn change(place: Place, work: impl FnOnce(&mut KeptSheet)) -> Result<KeptSheet, Halt> {
    let fresh = || KeptSheet::new(place.round, place.area, Base::default());
    kept(store::change(place, fresh, work).await)
}

fn kept<T>(answer: Result<T, super::database::StoreError>) -> Result<T, Halt> {
    answer.map_err(|_| Halt::Pass(Pass::Later))
}
