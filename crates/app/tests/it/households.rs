//! Households in the store: what is kept of a holder, and how lists are read.

use app::{
    crypto::Keyring,
    db::{
        DbError, Key,
        schema::{households as t, journal as j},
    },
    households::{Holder, HouseholdsError, NewHousehold, create, households},
    identity::load_actor,
    memberships,
    testing::{SeededEntropy, TestStore, World, statements},
};
use diesel::prelude::*;
use domain::{
    areas::{AreaName, AreaPath},
    households::{HolderName, IdentityNumber},
    identity::Phone,
    ids::AreaId,
    permissions::{Actor, Role},
};

fn keyring() -> Keyring {
    Keyring::parse(&Keyring::generate("t", &SeededEntropy::new(7))).unwrap()
}

fn official(store: &TestStore, world: &World) -> Actor {
    let (_, session) = world.person(store, Some((Role::Official, "1/1/")));
    let actor = store.db.read_blocking(|tx| load_actor(tx, session)).unwrap().unwrap();
    Actor::clone(&actor)
}

fn add(store: &TestStore, actor: &Actor, parent: AreaId, number: &str) -> AreaId {
    let new = NewHousehold {
        parent,
        number: AreaName::new(number).unwrap(),
        head_count: None,
        holder: Holder {
            floor_area: None,
            name: Some(HolderName::new("赵大山").unwrap()),
            identity_number: Some(IdentityNumber::parse("11010519491231002X").unwrap()),
            phone: Some(Phone::new("13800001234").unwrap()),
        },
    };
    let (actor, keyring) = (actor.clone(), keyring());
    store.write(move |tx| create(tx, &keyring, &actor, &new)).unwrap().id
}

#[test]
fn the_store_holds_no_identity_number_in_the_clear_and_the_journal_no_name() {
    let store = TestStore::new();
    let world = World::build(&store);
    let id = add(&store, &official(&store, &world), world.area("1/1/1/1/"), "9号");
    let (identity, phone, payload) = store
        .db
        .read_blocking(|tx| -> Result<_, DbError> {
            let row = t::table.find(Key(id)).select((t::holder_identity_sealed, t::holder_phone_sealed));
            let (identity, phone): (Option<String>, Option<String>) = row.first(tx.db())?;
            let entry = j::table.filter(j::event.eq("household.created")).select(j::payload);
            let payload: String = entry.first(tx.db())?;
            Ok((identity.unwrap(), phone.unwrap(), payload))
        })
        .unwrap();
    assert!(identity.starts_with("t.") && !identity.contains("19491231"));
    assert!(phone.starts_with("t.") && !phone.contains("13800001234"));
    assert_eq!(payload, format!(r#"{{"household_id":"{id}"}}"#));
}

#[test]
fn a_list_asks_the_store_as_often_for_two_rows_as_for_twenty() {
    let store = TestStore::new();
    let world = World::build(&store);
    let actor = official(&store, &world);
    let list = |store: &TestStore| {
        let scope = [AreaPath::parse("1/1/1/1/").unwrap()];
        let keyring = keyring();
        statements::<_, HouseholdsError, _>(store, |tx| households(tx, &keyring, &scope, None, 100)).unwrap()
    };
    let (few, before) = list(&store);
    for n in 10..28 {
        add(&store, &actor, world.area("1/1/1/1/"), &format!("{n}号"));
    }
    let (many, after) = list(&store);
    assert_eq!((few.len(), many.len()), (2, 20));
    assert_eq!((before, after), (1, 1));
}

#[test]
fn waiting_requests_are_two_statements_however_many_there_are() {
    let store = TestStore::new();
    let world = World::build(&store);
    let scope = [AreaPath::parse("1/1/").unwrap(), AreaPath::parse("1/2/").unwrap()];
    let list = |store: &TestStore| {
        statements::<_, DbError, _>(store, |tx| memberships::waiting(tx, &scope, None, 100)).unwrap()
    };
    for (people, path) in [(1, "1/1/1/1/1/"), (12, "1/2/1/1/1/")] {
        // The oldest come first; the clock of tests stands still.
        store.clock.advance(chrono::TimeDelta::seconds(1));
        for _ in 0..people {
            let (_, session) = world.person(&store, None);
            let actor = store.db.read_blocking(|tx| load_actor(tx, session)).unwrap().unwrap();
            let household = world.area(path);
            let relation = domain::memberships::Relation::Tenant;
            store.write(move |tx| memberships::request(tx, &actor, household, relation)).unwrap();
        }
        assert_eq!(list(&store).1, 2);
    }
    let (found, _) = list(&store);
    assert_eq!(found.len(), 13);
    assert_eq!(found[0].place.join("/"), "云溪县/青禾镇/柳塘村/柳塘一网格/1号");
}
