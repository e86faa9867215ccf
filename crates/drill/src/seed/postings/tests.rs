//! What is written as rows is what the use cases would have left.

use app::{
    db::schema::areas,
    ledger,
    points::claims::{self as claiming, claim as read},
    testing::TestStore,
};
use domain::{
    ids::{GrantId, SessionId},
    permissions::{Actor, Grant, Role},
};

use super::*;
use crate::minimal::postings as minimal;

/// A town with one grid, and its official.
fn place(store: &TestStore) -> (Place, Actor) {
    let path = |text| AreaPath::parse(text).unwrap();
    let (town, grid): (AreaId, AreaId) = (store.db.fresh_id(), store.db.fresh_id());
    let official: UserId = store.db.fresh_id();
    store
        .write(move |tx| {
            let now = tx.timestamp();
            for (id, path, kind, parent) in
                [(town, "1/", "town", None), (grid, "1/1/", "grid", Some(Key(town)))]
            {
                diesel::insert_into(areas::table)
                    .values((
                        areas::id.eq(Key(id)),
                        areas::path.eq(path),
                        areas::parent_id.eq(parent),
                        areas::kind.eq(kind),
                        areas::name.eq(path),
                        areas::created_at.eq(now),
                        areas::updated_at.eq(now),
                    ))
                    .execute(tx.db())?;
            }
            let row = PersonRow {
                id: Key(official),
                login: "official".to_owned(),
                display_name: "official",
                created_at: now,
                updated_at: now,
            };
            bulk_insert!(tx.db(), users::table, &vec![row]).map(drop)
        })
        .unwrap();
    let place = Place { area: town, path: path("1/"), home: grid, home_path: path("1/1/"), official };
    let grant = Grant {
        id: GrantId(official.0),
        role: Role::Official,
        area: town,
        path: path("1/"),
        provider: None,
        from: store.db.now(),
        until: None,
    };
    let actor =
        Actor { user: official, session: SessionId(official.0), grants: vec![grant], principal: None };
    (place, actor)
}

fn filled(wanted: Wanted) -> (TestStore, Actor) {
    let store = TestStore::new();
    let (place, official) = place(&store);
    fill(&store.db, &place, wanted).unwrap();
    settle(&store.db).unwrap();
    (store, official)
}

fn of_budget(store: &TestStore) -> (i64, i64) {
    let stored = store.db.read_blocking(|tx| ledger::account(tx, budget())).unwrap();
    (stored.account.balance, stored.entries)
}

#[test]
fn what_is_written_as_rows_adds_up() {
    let (store, _) = filled(Wanted { entries: 25_000, many: true, claims: 3 });
    let report = ledger::verify(&store.db, |_| ()).unwrap();
    assert!(report.is_sound(), "{:?}", report.faults);
    assert_eq!(report.postings, 12_500 + SPREAD as u64);
    assert_eq!(of_budget(&store), (BUDGET - 12_499 * POINTS, 12_500));
}

#[test]
fn claims_over_many_and_of_one_can_be_approved() {
    let (store, official) = filled(Wanted { entries: 2, many: true, claims: 3 });
    store
        .db
        .write_in_turn_blocking(move |tx| {
            for over in [Over::Many, Over::One] {
                for number in 0..3 {
                    claiming::approve(tx, &official, claim(over, number), 1)?;
                }
            }
            assert_eq!(read(tx, &official, claim(Over::One, 0))?.claim.points, POINTS);
            Ok::<_, claiming::Error>(())
        })
        .unwrap();
    assert_eq!(of_budget(&store), (BUDGET - 3 * POINTS, 4));
    assert!(ledger::verify(&store.db, |_| ()).unwrap().is_sound());
}

#[test]
fn the_minimal_handler_moves_the_same_points_once_for_a_key() {
    let (store, official) = filled(Wanted { entries: 2, many: false, claims: 3 });
    store.write(|tx| Ok::<_, DbError>(minimal::prepare(tx.db())?)).unwrap();
    let approve = |number, key: &'static str| {
        let user = official.user;
        store.write(move |tx| {
            minimal::approve(tx.db(), user, claim(Over::One, number), key).map_err(DbError::from)
        })
    };
    approve(0, "a").unwrap();
    approve(1, "b").unwrap();
    assert!(approve(2, "a").is_err(), "a key is used once");
    assert!(approve(0, "c").is_err(), "a claim is approved once");
    assert_eq!(of_budget(&store), (BUDGET - 2 * POINTS, 3));
}
