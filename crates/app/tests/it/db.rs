//! What the store promises a use case, on either database.

use app::{
    db::{DbError, Key, Tx, schema::areas},
    testing::{TestStore, World},
};
use diesel::prelude::*;
use domain::ids::AreaId;

fn rename(tx: &mut Tx<'_>, id: AreaId, name: &str) -> Result<(), DbError> {
    diesel::update(areas::table.find(Key(id))).set(areas::name.eq(name)).execute(tx.db())?;
    Ok(())
}

fn name(store: &TestStore, id: AreaId) -> String {
    store
        .db
        .read_blocking(|tx| -> Result<String, DbError> {
            Ok(areas::table.find(Key(id)).select(areas::name).first(tx.db())?)
        })
        .unwrap()
}

fn head_count(tx: &mut Tx<'_>, id: AreaId) -> Result<i64, DbError> {
    let query = areas::table.find(Key(id)).select(areas::head_count);
    let count: Option<i64> = app::db::lock!(tx.db(), query, |q, c| q.first(c))?;
    Ok(count.unwrap_or(0))
}

#[test]
fn a_use_case_that_fails_leaves_nothing() {
    let store = TestStore::new();
    let id = World::build(&store).area("1/");
    let failed = store.write(move |tx| {
        rename(tx, id, "新名")?;
        Err::<(), _>(DbError::NotFound)
    });
    assert!(matches!(failed, Err(DbError::NotFound)));
    assert_eq!(name(&store, id), "云溪县");
}

#[test]
fn a_use_case_that_panics_leaves_nothing_and_the_store_goes_on() {
    let store = TestStore::new();
    let id = World::build(&store).area("1/");
    let failed = store.write(move |tx| -> Result<(), DbError> {
        rename(tx, id, "新名")?;
        panic!("a bug")
    });
    assert!(matches!(failed, Err(DbError::Panicked)));
    assert_eq!(name(&store, id), "云溪县");
    store.write(move |tx| rename(tx, id, "又名")).unwrap();
    assert_eq!(name(&store, id), "又名");
}

#[test]
fn neighbours_of_a_failed_use_case_are_kept() {
    let store = TestStore::new();
    let id = World::build(&store).area("1/");
    std::thread::scope(|scope| {
        for n in 0..64 {
            let store = &store;
            scope.spawn(move || {
                store.write(move |tx| {
                    let count = head_count(tx, id)? + 1;
                    diesel::update(areas::table.find(Key(id)))
                        .set(areas::head_count.eq(count))
                        .execute(tx.db())?;
                    if n % 2 == 0 { Err(DbError::NotFound) } else { Ok(()) }
                })
            });
        }
    });
    assert_eq!(store.write(move |tx| head_count(tx, id)).unwrap(), 32);
}

#[test]
fn no_update_is_lost_when_sixty_four_read_and_write_at_once() {
    let store = TestStore::new();
    let id = World::build(&store).area("1/");
    std::thread::scope(|scope| {
        for _ in 0..64 {
            let store = &store;
            scope.spawn(move || {
                store
                    .write(move |tx| -> Result<(), DbError> {
                        let count = head_count(tx, id)? + 1;
                        diesel::update(areas::table.find(Key(id)))
                            .set(areas::head_count.eq(count))
                            .execute(tx.db())?;
                        Ok(())
                    })
                    .unwrap();
            });
        }
    });
    assert_eq!(store.write(move |tx| head_count(tx, id)).unwrap(), 64);
}

#[test]
fn a_unique_value_taken_twice_says_so() {
    let store = TestStore::new();
    let _world = World::build(&store);
    let twice = store.write(|tx| {
        let id: AreaId = tx.new_id();
        let now = tx.timestamp();
        diesel::insert_into(areas::table)
            .values((
                areas::id.eq(Key(id)),
                areas::path.eq("1/1/"),
                areas::kind.eq("town"),
                areas::name.eq("青禾镇"),
                areas::created_at.eq(now),
                areas::updated_at.eq(now),
            ))
            .execute(tx.db())?;
        Ok(())
    });
    assert!(matches!(twice, Err(DbError::Unique(_))), "{twice:?}");
}

#[test]
fn a_read_cannot_write_on_the_embedded_database() {
    let store = TestStore::new();
    let id = World::build(&store).area("1/");
    if store.db.is_embedded() {
        assert!(store.db.read_blocking(|tx| rename(tx, id, "新名")).is_err());
        assert_eq!(name(&store, id), "云溪县");
    }
}

#[test]
fn who_waits_for_the_ledgers_turn_fails_alone() {
    let store = TestStore::new();
    let id = World::build(&store).area("1/");
    std::thread::scope(|scope| {
        for n in 0..64 {
            let store = &store;
            scope.spawn(move || {
                let add = move |tx: &mut Tx<'_>| {
                    let count = head_count(tx, id)? + 1;
                    diesel::update(areas::table.find(Key(id)))
                        .set(areas::head_count.eq(count))
                        .execute(tx.db())?;
                    // Statements that fail, refusals and panics among them leave their neighbours alone.
                    match n % 4 {
                        0 => tx.db().batch("SELECT nothing FROM nowhere"),
                        1 => Err(DbError::NotFound),
                        2 => panic!("a bug"),
                        _ => Ok(()),
                    }
                };
                assert_eq!(store.db.write_in_turn_blocking(add).is_ok(), n % 4 == 3);
            });
        }
    });
    assert_eq!(store.write(move |tx| head_count(tx, id)).unwrap(), 16);
}

#[test]
fn who_posts_connects_anew_after_the_server_has_cut_its_connection() {
    let store = TestStore::new();
    let id = World::build(&store).area("1/");
    let count = || store.db.write_in_turn_blocking(move |tx| head_count(tx, id));
    assert_eq!(count().unwrap(), 0);
    if !store.db.is_embedded() {
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        store.write(move |tx| tx.db().batch(cut)).unwrap();
        assert!(matches!(count(), Err(DbError::Unavailable(_))));
    }
    assert_eq!(count().unwrap(), 0);
}
