//! Filters that somebody keeps.

use contract::saved_filters::{ListSavedFilters, SaveFilter};
use domain::{
    permissions::Role,
    saved_filters::{FilteredList, PER_LIST_MAX},
};

use crate::support::{TestServer, code};

const TICKETS: ListSavedFilters = ListSavedFilters { list: FilteredList::Tickets };

fn filter(name: &str, query: &str) -> SaveFilter {
    SaveFilter { list: FilteredList::Tickets, name: name.to_owned(), query: query.to_owned() }
}

#[actix_web::test]
async fn a_filter_is_kept_under_its_name_and_for_its_owner_alone() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let other = server.signed_in(Role::Official, "1/1/");
    let first = official.save_filter(&filter(" 超期 ", "overdue=true")).await.unwrap();
    assert_eq!(first.name, "超期");
    let again = official.save_filter(&filter("超期", "overdue=true&state=submitted")).await.unwrap();
    assert_eq!(again.id, first.id);
    official.save_filter(&filter("夜间噪音", "category=noise")).await.unwrap();
    let kept = official.list_saved_filters(&TICKETS).await.unwrap();
    let queries: Vec<&str> = kept.iter().map(|kept| kept.query.as_str()).collect();
    assert_eq!(queries.len(), 2);
    assert!(queries.contains(&"overdue=true&state=submitted"));

    assert!(other.list_saved_filters(&TICKETS).await.unwrap().is_empty());
    assert_eq!(code(other.delete_saved_filter(first.id).await), "not_found");
    official.delete_saved_filter(first.id).await.unwrap();
    assert_eq!(code(official.delete_saved_filter(first.id).await), "not_found");
    assert_eq!(official.list_saved_filters(&TICKETS).await.unwrap().len(), 1);
}

#[actix_web::test]
async fn names_are_bounded_and_so_is_how_many_are_kept() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    for bad in [filter(" ", ""), filter(&"长".repeat(41), ""), filter("a", &"q".repeat(1_001))] {
        assert_eq!(code(official.save_filter(&bad).await), "fields_invalid", "{bad:?}");
    }
    for n in 0..PER_LIST_MAX {
        official.save_filter(&filter(&format!("第{n}个"), "")).await.unwrap();
    }
    assert_eq!(code(official.save_filter(&filter("多出来的", "")).await), "saved_filters_full");
    // What is there already is kept anew.
    official.save_filter(&filter("第0个", "overdue=true")).await.unwrap();
}
