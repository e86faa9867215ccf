use std::sync::Arc;

use app::{
    db::{DbError, Tx},
    volunteering::{self, Error},
};
use domain::{
    permissions::Actor,
    volunteering::{CheckCode, CheckKind, VolunteeringError},
};

use super::{actor, planned, resident, sign_up, told, worker};
use crate::support::{TestServer, until_let_in};

const AT_ONCE: usize = 64;

/// Runs `work` on as many threads at once.
fn at_once<T, F>(server: &TestServer, work: F) -> Vec<Result<T, Error>>
where
    T: Send + 'static,
    F: Fn(&mut Tx<'_>, usize) -> Result<T, Error> + Send + Sync + Clone + 'static,
{
    let (db, busy) = (&server.store.db, |error: &Error| matches!(error, Error::Db(DbError::Unavailable(_))));
    crate::support::at_once(AT_ONCE, |n, start| {
        start.wait();
        until_let_in(busy, || {
            let work = work.clone();
            db.write_blocking(move |tx| work(tx, n))
        })
    })
}

fn crowd(server: &TestServer) -> Vec<Arc<Actor>> {
    (0..AT_ONCE).map(|_| actor(server, resident(server))).collect()
}

#[actix_web::test]
async fn of_sixty_four_who_want_the_last_place_one_gets_it_and_the_others_wait_in_order() {
    let server = TestServer::start().await;
    let id = planned(&server, 60, 1).await.id;
    let people = crowd(&server);
    let done = at_once(&server, move |tx, n| volunteering::sign_up(tx, &people[n], id));
    let mut ahead: Vec<Option<u32>> =
        done.into_iter().map(|item| item.unwrap().mine.unwrap().ahead).collect();
    ahead.sort_unstable();
    let expected: Vec<Option<u32>> = std::iter::once(None).chain((0..63).map(Some)).collect();
    assert_eq!(ahead, expected);
    let shift = server.client_of(resident(&server)).get_shift(id).await.unwrap().body;
    assert_eq!((shift.taken, shift.waiting), (1, 63));
}

#[actix_web::test]
async fn places_given_back_at_once_go_to_as_many_who_wait() {
    let server = TestServer::start().await;
    let id = planned(&server, 60, 32).await.id;
    let people = crowd(&server);
    for person in people.clone() {
        server.store.write(move |tx| volunteering::sign_up(tx, &person, id)).unwrap();
    }
    // The first 32 have the places; 16 of them leave, and 16 of those who wait.
    let leaving = people.clone();
    let done = at_once(&server, move |tx, n| {
        if n % 2 == 0 { volunteering::withdraw(tx, &leaving[n], id).map(drop) } else { Ok(()) }
    });
    assert!(done.iter().all(Result::is_ok), "{done:?}");
    let shift = server.client_of(resident(&server)).get_shift(id).await.unwrap().body;
    assert_eq!((shift.taken, shift.waiting), (32, 0));
    let placed = people.iter().enumerate().filter(|(n, person)| {
        let person = Arc::clone(person);
        let mine =
            server.store.db.read_blocking(move |tx| volunteering::shift(tx, &person, id)).unwrap().mine;
        assert_eq!(mine.is_some(), n % 2 == 1);
        mine.is_some_and(|mine| mine.ahead.is_none())
    });
    assert_eq!(placed.count(), 32);
}

#[actix_web::test]
async fn one_person_signing_up_for_many_shifts_at_one_time_gets_one() {
    let server = TestServer::start().await;
    let mut shifts = Vec::new();
    for n in 0..8 {
        shifts.push(planned(&server, 60 + n * 10, 9).await.id);
    }
    let me = actor(&server, resident(&server));
    let done = at_once(&server, move |tx, n| volunteering::sign_up(tx, &me, shifts[n % 8]));
    let won = done.iter().filter(|item| item.is_ok()).count();
    let lost =
        |item: &Result<_, Error>| matches!(item, Ok(_) | Err(Error::Overlap(_) | Error::AlreadySignedUp));
    assert!(won == 1 && done.iter().all(lost));
}

#[actix_web::test]
async fn one_code_handed_in_sixty_four_times_counts_once() {
    let server = TestServer::start().await;
    let (organiser, person) = (worker(&server), resident(&server));
    let id = planned(&server, 20, 1).await.id;
    sign_up(&server, person, id).await.unwrap();
    let me = actor(&server, person);
    for (kind, event) in
        [(CheckKind::In, "volunteering.checked_in"), (CheckKind::Out, "volunteering.attended")]
    {
        let code = server
            .client_of(organiser)
            .get_check_code(id, &contract::volunteering::GetCheckCode { kind })
            .await
            .unwrap();
        let code = CheckCode::parse(&code.link).unwrap();
        let (me, keyring) = (Arc::clone(&me), server.state.keyring.clone());
        let done = at_once(&server, move |tx, _| volunteering::check(tx, &keyring, &me, Some(&code)));
        let won = done.iter().filter(|attempt| attempt.is_ok()).count();
        let lost = |attempt: &Result<_, Error>| {
            let known = [VolunteeringError::AlreadyIn, VolunteeringError::Settled];
            attempt.is_ok() || matches!(attempt, Err(Error::Rule(rule)) if known.contains(rule))
        };
        assert!(won == 1 && done.iter().all(lost), "{done:?}");
        assert_eq!(told(&server, event).len(), 1);
    }
}
