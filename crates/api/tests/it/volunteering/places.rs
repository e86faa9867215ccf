use app::db::{Key, schema::memberships};
use contract::volunteering::{SignUpMember, UpdateShift};
use diesel::prelude::*;
use domain::{ids::MembershipId, permissions::Role, volunteering::Place};

use super::{
    FAR_HOME, GRID, OTHER_TOWN_HOME, Person, advance, at, body, faults, planned, resident, roster, sign_up,
    sign_up_of, told, worker,
};
use crate::support::{TestServer, code};

fn membership(server: &TestServer, person: Person) -> MembershipId {
    let found: Key<MembershipId> = server
        .store
        .db
        .read_blocking(|tx| {
            let own = memberships::table.filter(memberships::user_id.eq(Key(person.0)));
            Ok::<_, app::db::DbError>(own.select(memberships::id).first(tx.db())?)
        })
        .unwrap();
    found.0
}

#[actix_web::test]
async fn residents_of_the_town_sign_up_once_and_others_do_not() {
    let server = TestServer::start().await;
    let id = planned(&server, 60, 5).await.id;
    let me = resident(&server);
    let shift = sign_up(&server, me, id).await.unwrap();
    assert_eq!((shift.taken, shift.mine.unwrap().place, shift.may_sign_up), (1, Place::Placed, false));
    assert_eq!(code(sign_up(&server, me, id).await), "already_signed_up");
    let neighbour = server.world.person(&server.store, Some((Role::Resident, FAR_HOME)));
    assert!(server.client_of(neighbour).get_shift(id).await.unwrap().body.may_sign_up);
    sign_up(&server, neighbour, id).await.unwrap();
    for role in [Some((Role::Resident, OTHER_TOWN_HOME)), Some((Role::GridWorker, GRID)), None] {
        let stranger = server.world.person(&server.store, role);
        assert_eq!(code(sign_up(&server, stranger, id).await), "shift_residents_only");
    }
    assert_eq!(
        code(server.client_of(resident(&server)).withdraw_from_shift(id, None).await),
        "not_signed_up"
    );
}

#[actix_web::test]
async fn the_first_who_waits_gets_the_place_that_is_given_back() {
    let server = TestServer::start().await;
    let id = planned(&server, 60, 1).await.id;
    let people: Vec<Person> = (0..4).map(|_| resident(&server)).collect();
    let mut ahead = Vec::new();
    for person in &people {
        ahead.push(sign_up(&server, *person, id).await.unwrap().mine.unwrap().ahead);
    }
    assert_eq!(ahead, [None, Some(0), Some(1), Some(2)]);
    server.client_of(people[0]).withdraw_from_shift(id, None).await.unwrap();
    let organiser = server.signed_in(Role::GridWorker, GRID);
    let places = |entries: Vec<contract::volunteering::SignUpEntry>| -> Vec<_> {
        entries.into_iter().map(|entry| (entry.person_id, entry.place)).collect()
    };
    assert_eq!(
        places(roster(&organiser, id).await),
        [(people[1].0, Place::Placed), (people[2].0, Place::Waiting), (people[3].0, Place::Waiting)]
    );
    let moved = told(&server, "volunteering.moved_up");
    assert_eq!((moved.len(), moved[0]["person"].as_str()), (1, Some(people[1].0.to_string().as_str())));
    // Who waited and leaves gives nobody a place; who signs up again waits behind the others.
    server.client_of(people[2]).withdraw_from_shift(id, None).await.unwrap();
    assert_eq!(sign_up(&server, people[2], id).await.unwrap().mine.unwrap().ahead, Some(1));
    // More places, and the longest waiting get them.
    let etag = organiser.get_shift(id).await.unwrap().etag;
    let more = UpdateShift { places: Some(2), ..Default::default() };
    let shift = organiser.update_shift(id, &etag, &more, None).await.unwrap().body;
    assert_eq!((shift.taken, shift.waiting), (2, 1));
    let mine = server.client_of(people[3]).get_shift(id).await.unwrap().body.mine.unwrap();
    assert_eq!(mine.place, Place::Placed);
    let signed = told(&server, "volunteering.signed_up");
    assert_eq!(signed.len(), 5);
}

#[actix_web::test]
async fn two_shifts_at_once_are_refused_also_while_one_waits() {
    let server = TestServer::start().await;
    let (first, during, after) = (
        planned(&server, 60, 1).await.id,
        planned(&server, 120, 1).await.id,
        planned(&server, 180, 1).await.id,
    );
    sign_up(&server, resident(&server), first).await.unwrap();
    let me = resident(&server);
    assert_eq!(sign_up(&server, me, first).await.unwrap().mine.unwrap().place, Place::Waiting);
    assert_eq!(code(sign_up(&server, me, during).await), "shift_overlap");
    sign_up(&server, me, after).await.unwrap();
    assert_eq!(code(sign_up(&server, me, during).await), "shift_overlap");
}

#[actix_web::test]
async fn sign_up_closes_and_the_counter_stays_open_until_the_end() {
    let server = TestServer::start().await;
    let organiser = worker(&server);
    let mut body = body(&server, 60, 2);
    body.sign_up_until = Some(at(30));
    let id = server.client_of(organiser).plan_shift(&body, None).await.unwrap().items[0].id;
    let early = resident(&server);
    sign_up(&server, early, id).await.unwrap();
    advance(&server, 30);
    assert_eq!(code(sign_up(&server, resident(&server), id).await), "shift_sign_up_closed");
    let guest = resident(&server);
    let member = SignUpMember { membership_id: membership(&server, guest) };
    let counter = |person| server.client_of(person);
    let entry = counter(organiser).sign_up_member(id, &member, None).await.unwrap();
    assert_eq!((entry.person_id, entry.signed_up_by.as_deref()), (guest.0, Some("测试用户")));
    assert_eq!(code(counter(organiser).sign_up_member(id, &member, None).await), "already_signed_up");
    // The journal names both.
    use app::db::schema::journal as j;
    let both: (Option<Key<domain::ids::UserId>>, Option<Key<domain::ids::UserId>>) = server
        .store
        .db
        .read_blocking(|tx| {
            let last = j::table.filter(j::event.eq("volunteering.signed_up")).order(j::at.desc());
            Ok::<_, app::db::DbError>(last.select((j::agent_id, j::principal_id)).first(tx.db())?)
        })
        .unwrap();
    assert_eq!(both, (Some(Key(organiser.0)), Some(Key(guest.0))));
    let stranger = server.world.person(&server.store, Some((Role::Resident, OTHER_TOWN_HOME)));
    let stranger = SignUpMember { membership_id: membership(&server, stranger) };
    let refused = counter(organiser).sign_up_member(id, &stranger, None).await;
    assert_eq!(faults(refused), [("/membership_id".to_owned(), "shift_member".to_owned())]);
    advance(&server, 30);
    assert_eq!(code(server.client_of(early).withdraw_from_shift(id, None).await), "shift_started");
    advance(&server, 120);
    let late = SignUpMember { membership_id: membership(&server, resident(&server)) };
    assert_eq!(code(counter(organiser).sign_up_member(id, &late, None).await), "shift_over");
}

#[actix_web::test]
async fn the_organiser_takes_back_for_who_called_and_the_next_moves_up() {
    let server = TestServer::start().await;
    let id = planned(&server, 60, 1).await.id;
    let (caller, next) = (resident(&server), resident(&server));
    let sign_up_id = sign_up_of(&sign_up(&server, caller, id).await.unwrap());
    sign_up(&server, next, id).await.unwrap();
    let organiser = server.signed_in(Role::GridWorker, GRID);
    let shift = organiser.withdraw_sign_up(id, sign_up_id, None).await.unwrap().body;
    assert_eq!((shift.taken, shift.waiting), (1, 0));
    assert_eq!(code(organiser.withdraw_sign_up(id, sign_up_id, None).await), "shift_no_place");
    let other = planned(&server, 600, 1).await.id;
    assert_eq!(code(organiser.withdraw_sign_up(other, sign_up_id, None).await), "not_found");
}

#[actix_web::test]
async fn a_waiting_list_has_an_end() {
    let server = TestServer::start().await;
    let id = planned(&server, 60, 1).await.id;
    sign_up(&server, resident(&server), id).await.unwrap();
    server
        .store
        .write(move |tx| {
            use app::db::schema::shifts as t;
            let full = diesel::update(t::table.find(Key(id))).set(t::waiting.eq(200));
            Ok::<_, app::db::DbError>(full.execute(tx.db())?)
        })
        .unwrap();
    assert_eq!(code(sign_up(&server, resident(&server), id).await), "shift_waiting_full");
}

#[actix_web::test]
async fn whoever_closes_their_account_takes_a_copy_and_leaves_their_places_to_others() {
    let server = TestServer::start().await;
    let id = planned(&server, 60, 1).await.id;
    let (leaving, next) = (resident(&server), resident(&server));
    sign_up(&server, leaving, id).await.unwrap();
    sign_up(&server, next, id).await.unwrap();
    let copy = server.client_of(leaving).export_me().await.unwrap();
    assert_eq!((copy.shifts.len(), copy.shifts[0].shift_id), (1, id));
    let (actor, keyring) = (super::actor(&server, leaving), server.state.keyring.clone());
    server
        .store
        .write(move |tx| {
            let confirmed = app::identity::begin_confirmation(tx, &keyring, &actor)?;
            app::identity::close_own(tx, &actor, &confirmed, true)
        })
        .unwrap();
    let mine = server.client_of(next).get_shift(id).await.unwrap().body.mine.unwrap();
    assert_eq!(mine.place, Place::Placed);
}
