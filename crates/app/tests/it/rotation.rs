//! Rotation of the keys of encrypted fields: on SQLite, or PostgreSQL where `GONGZHI_TEST_DATABASE_URL` names one.

use app::{
    crypto::{CryptoError, Keyring},
    db::{DbError, schema::journal},
    households::{self, Holder, NewHousehold},
    identity::{self, IdentityError, NewUser, UserFilter, load_actor},
    rotation::{BATCH, RotationError, rotate},
    testing::{SeededEntropy, TestStore, World},
};
use contract::lang::Lang;
use diesel::prelude::*;
use domain::{
    areas::AreaName,
    households::{HolderName, IdentityNumber},
    identity::{DisplayName, LoginName, Phone},
    permissions::{Actor, Role},
};

fn key(id: &str, seed: u64) -> String {
    Keyring::generate(id, &SeededEntropy::new(seed))
}

fn ring(keys: &[&str]) -> Keyring {
    Keyring::parse(&keys.join(",")).unwrap()
}

fn person(store: &TestStore, world: &World, role: Role, path: &str) -> Actor {
    let (_, session) = world.person(store, Some((role, path)));
    let actor = store.db.read_blocking(|tx| load_actor(tx, session)).unwrap().unwrap();
    Actor::clone(&actor)
}

fn phone(number: i64) -> Phone {
    Phone::new(&format!("138{number:08}")).unwrap()
}

/// More accounts with a number than one batch holds, one of them with a second factor begun, a household, a signing key.
fn fill(store: &TestStore, world: &World, ring: &Keyring) -> Actor {
    let (people, household) = (ring.clone(), ring.clone());
    store
        .write(move |tx| -> Result<_, IdentityError> {
            for number in 0..BATCH + 5 {
                let new = NewUser {
                    login: LoginName::new(&format!("person{number}")).unwrap(),
                    display_name: DisplayName::new("林霞").unwrap(),
                    password_hash: None,
                    phone: Some(phone(number)),
                    locale: Lang::ZhHans,
                    terms_accepted_at: None,
                    demo: false,
                };
                identity::create_user(tx, &people, None, &new)?;
            }
            Ok(())
        })
        .unwrap();
    let official = person(store, world, Role::Official, "1/1/");
    let new = NewHousehold {
        parent: world.area("1/1/1/1/"),
        number: AreaName::new("9号").unwrap(),
        head_count: None,
        holder: Holder {
            floor_area: None,
            name: Some(HolderName::new("赵大山").unwrap()),
            identity_number: Some(IdentityNumber::parse("11010519491231002X").unwrap()),
            phone: Some(phone(1)),
        },
    };
    let actor = official.clone();
    store.write(move |tx| households::create(tx, &household, &actor, &new)).unwrap();
    let (signing, totp, actor) = (ring.clone(), ring.clone(), official.clone());
    store.write(move |tx| identity::signing_keys(tx, &signing).map(drop)).unwrap();
    store.write(move |tx| identity::begin_totp(tx, &totp, &actor).map(drop)).unwrap();
    official
}

/// Whether everything that was filled in opens, and people are found by their numbers.
fn reads(store: &TestStore, world: &World, ring: &Keyring, administrator: &Actor) -> bool {
    let all = |tx: &mut app::db::Tx<'_>| -> Result<bool, IdentityError> {
        for number in [0, BATCH + 4] {
            let filter = UserFilter { phone: Some(phone(number)), ..UserFilter::default() };
            let found = identity::list_users(tx, ring, administrator, &filter, None, 10)?;
            if found.len() != 1 || found[0].login != format!("person{number}") {
                return Ok(false);
            }
        }
        if identity::live_signing_keys(tx, ring).is_err() {
            return Ok(false);
        }
        let under = world.area("1/1/1/1/");
        let place = app::areas::area(tx, under)?;
        let children = app::areas::AreaFilter { parent: Some(place.id), ..Default::default() };
        let homes = app::areas::areas(tx, &children, None, 10)?;
        let home = homes.iter().find(|area| area.name == "9号").unwrap();
        let home = households::household(tx, ring, home.id);
        Ok(home.is_ok_and(|home| home.identity_number.is_some() && home.phone == Some(phone(1))))
    };
    store.db.read_blocking(all).unwrap_or(false)
}

#[test]
fn after_a_rotation_everything_opens_and_the_old_key_is_not_needed() {
    let store = TestStore::new();
    let world = World::build(&store);
    let (old, new) = (key("1", 1), key("2", 2));
    fill(&store, &world, &ring(&[&old]));
    let administrator = person(&store, &world, Role::Administrator, "1/");
    assert!(reads(&store, &world, &ring(&[&old]), &administrator));
    assert!(!reads(&store, &world, &ring(&[&new]), &administrator));

    let mut shown = Vec::new();
    let rotated = rotate(&store.db, &ring(&[&new, &old]), |progress| shown.push(progress)).unwrap();
    // The numbers of the people, of the household its two, the second factor, the signing key.
    let values = u64::try_from(BATCH).unwrap() + 5 + 4;
    assert_eq!((rotated.done.seen, rotated.done.resealed), (values, values));
    assert_eq!(shown.last(), Some(&rotated.done));
    assert!(shown.windows(2).all(|pair| pair[0].seen <= pair[1].seen));
    assert!(reads(&store, &world, &ring(&[&new]), &administrator));
    assert!(!reads(&store, &world, &ring(&[&old]), &administrator));

    let again = rotate(&store.db, &ring(&[&new]), |_| {}).unwrap();
    assert_eq!((again.done.seen, again.done.resealed), (values, 0));
    let entries: i64 = store
        .db
        .read_blocking(|tx| -> Result<_, DbError> {
            let rotations = journal::table.filter(journal::event.eq("field_keys.rotated"));
            Ok(rotations.count().get_result(tx.db())?)
        })
        .unwrap();
    assert_eq!(entries, 1, "a run that changes nothing is not journalled");
}

#[test]
fn a_run_that_was_cut_off_is_taken_up() {
    let store = TestStore::new();
    let world = World::build(&store);
    let (old, new) = (key("1", 1), key("2", 2));
    fill(&store, &world, &ring(&[&old]));
    let administrator = person(&store, &world, Role::Administrator, "1/");
    // The process dies after the first batch.
    let both = ring(&[&new, &old]);
    let cut = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        rotate(&store.db, &both, |progress| assert_eq!(progress.seen, 0, "cut off"))
    }));
    assert!(cut.is_err());
    assert!(reads(&store, &world, &both, &administrator), "half done, both keys open everything");
    let rotated = rotate(&store.db, &both, |_| {}).unwrap();
    assert_eq!(rotated.done.seen - rotated.done.resealed, u64::try_from(BATCH).unwrap());
    assert!(reads(&store, &world, &ring(&[&new]), &administrator));
}

#[test]
fn without_the_old_key_nothing_is_changed_and_the_column_is_named() {
    let store = TestStore::new();
    let world = World::build(&store);
    let (old, new) = (key("1", 1), key("2", 2));
    fill(&store, &world, &ring(&[&old]));
    let administrator = person(&store, &world, Role::Administrator, "1/");
    let refused = rotate(&store.db, &ring(&[&new]), |_| {}).unwrap_err();
    let RotationError::Crypto { column, error } = refused else { panic!("{refused}") };
    assert_eq!((column, error), ("users.phone_sealed", CryptoError::UnknownKey));
    assert!(reads(&store, &world, &ring(&[&old]), &administrator));
}
