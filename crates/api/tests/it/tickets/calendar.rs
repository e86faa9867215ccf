//! The working calendar over HTTP.

use contract::calendar::ImportYear;
use domain::{permissions::Role, working_time::SpecialDay};

use super::{refusals::bad_field, town};
use crate::support::code;

fn holiday(day: &str, name: &str) -> SpecialDay {
    SpecialDay { day: day.parse().unwrap(), name: Some(name.to_owned()), works: false }
}

fn year(days: Vec<SpecialDay>) -> ImportYear {
    ImportYear { announced: true, days }
}

#[actix_web::test]
async fn a_year_is_imported_in_the_place_of_the_programs_own() {
    let server = town().await;
    let administrator = server.signed_in(Role::Administrator, "1/1/");
    let known = server.anonymous().list_calendar_years().await.unwrap().items;
    assert_eq!(
        known.iter().map(|one| (one.year.year, one.version)).collect::<Vec<_>>(),
        [(2026, 0), (2027, 0)]
    );

    let notice = year(vec![holiday("2027-01-01", "元旦"), holiday("2027-01-02", "元旦")]);
    let done = administrator.import_calendar_year(2027, "\"0\"", &notice).await.unwrap();
    assert_eq!((done.body.version, done.body.year.days.len()), (1, 2));
    let known = server.anonymous().list_calendar_years().await.unwrap().items;
    assert_eq!(known[1], done.body);
    // Whoever read the year before somebody else imported it is told so.
    let late = administrator.import_calendar_year(2027, "\"0\"", &notice).await;
    assert_eq!(code(late), "changed_meanwhile");
    administrator.import_calendar_year(2027, &done.etag, &notice).await.unwrap();
    let official = server.signed_in(Role::Official, "1/1/");
    assert_eq!(code(official.import_calendar_year(2028, "\"0\"", &notice).await), "not_allowed");
}

#[actix_web::test]
async fn an_impossible_year_names_what_is_wrong() {
    let server = town().await;
    let administrator = server.signed_in(Role::Administrator, "1/1/");
    let works = SpecialDay { works: true, ..holiday("2028-05-01", "劳动节") };
    for (number, days, expected) in [
        (2019, vec![], ("/year", "calendar_range")),
        (2028, vec![holiday("2027-05-01", "劳动节")], ("/days", "calendar_other_year")),
        (2028, vec![holiday("2028-05-01", "劳动节"); 2], ("/days", "calendar_twice")),
        (2028, vec![works], ("/days", "calendar_kind")),
        (2028, vec![holiday("2028-05-01", &"节".repeat(41))], ("/days", "calendar_name")),
        (2028, vec![holiday("2028-05-01", "劳动节"); 121], ("/days", "too_many")),
    ] {
        let refused = administrator.import_calendar_year(number, "\"0\"", &year(days)).await;
        let (pointer, code) = bad_field(refused);
        assert_eq!((pointer.as_str(), code.as_str()), expected);
    }
}

#[actix_web::test]
async fn there_is_room_for_fifty_years() {
    let server = town().await;
    let administrator = server.signed_in(Role::Administrator, "1/1/");
    for number in 2030..2080 {
        administrator.import_calendar_year(number, "\"0\"", &year(vec![])).await.unwrap();
    }
    let more = administrator.import_calendar_year(2080, "\"0\"", &year(vec![])).await;
    assert_eq!(code(more), "calendar_full");
}
