//! What the minimal handler answers is what the application answers, of tickets that were written as rows.

use app::{
    db::DbError,
    tickets::{self, Filter, Page},
};
use domain::{
    search::Query,
    tickets::{CategoryCode, Sought, StateName},
};

use super::{board, lists};
use crate::{
    search::Store,
    seed::{
        searched::{self, TOWN},
        words::SEARCHES,
    },
};

const TICKETS: usize = 3_000;
const LIMIT: i64 = 21;

/// A filled store; its directory goes with it.
fn filled() -> (Store, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let database_url = format!("sqlite:{}", dir.path().join("filled.sqlite").display());
    searched::fill(&searched::Options { database_url: database_url.clone(), tickets: TICKETS }).unwrap();
    (Store::open(&database_url).unwrap(), dir)
}

/// The ids that the application lists, and those of the minimal handler.
fn both(store: &Store, filter: &Filter, wanted: &lists::Wanted) -> (Vec<String>, Vec<String>) {
    let page = Page { after: None, limit: LIMIT };
    let real = store.db.read_blocking(|tx| tickets::list(tx, &store.actor, filter, page)).unwrap();
    let minimal =
        store.db.read_blocking(|tx| lists::narrowed(tx.db(), TOWN, wanted, LIMIT).map_err(DbError::from));
    let real = real.iter().map(|item| item.id.to_string()).collect();
    (real, minimal.unwrap().iter().map(super::sql::Item::id).collect())
}

#[test]
fn both_list_the_same() {
    let (store, _dir) = filled();
    let (real, minimal) = both(&store, &Filter::default(), &lists::Wanted::default());
    assert_eq!((real.len(), &real), (21, &minimal));

    let states = [StateName::Submitted, StateName::Assigned];
    let filter = Filter {
        states: states.to_vec(),
        category: Some(CategoryCode::new("environment").unwrap()),
        overdue: true,
        ..Filter::default()
    };
    let wanted = lists::Wanted {
        states: states.map(|state| state.as_str().to_owned()).to_vec(),
        category: Some("environment".to_owned()),
        overdue: true,
        words: None,
    };
    let (real, minimal) = both(&store, &filter, &wanted);
    assert!(!real.is_empty(), "some are overdue");
    assert_eq!(real, minimal);

    for (words, _) in SEARCHES {
        let filter = Filter { search: Sought::new(words).unwrap(), ..Filter::default() };
        let wanted = lists::Wanted { words: Query::new(words).unwrap(), ..lists::Wanted::default() };
        let (real, minimal) = both(&store, &filter, &wanted);
        assert_eq!(real, minimal, "{words}");
        // Of so few tickets none may have the rare number.
        assert!(words == "第4711号" || real.is_empty() == (words == "饕餮"), "{words}");
    }
}

#[test]
fn both_boards_count_the_same() {
    let (store, _dir) = filled();
    let [grant] = &store.actor.grants[..] else { panic!("one grant") };
    let real = store.db.read_blocking(|tx| tickets::board(tx, &store.actor, grant.area)).unwrap();
    let minimal =
        store.db.read_blocking(|tx| board::board(tx.db(), grant.area).map_err(DbError::from)).unwrap();
    let minimal = serde_json::to_value(minimal).unwrap();
    for (name, count) in [
        ("open", real.total.open),
        ("without_handler", real.total.without_handler),
        ("overdue", real.total.overdue),
        ("due_soon", real.total.due_soon),
    ] {
        assert!(count > 0, "{name}");
        assert_eq!(minimal["total"][name], count, "{name}");
    }
    assert_eq!(minimal["parts"].as_array().unwrap().len(), real.parts.len());
    let submitted = real.states.get(&StateName::Submitted).copied();
    assert_eq!(minimal["states"]["submitted"].as_i64(), submitted);
}
