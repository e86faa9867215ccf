//! Points for many from a table: uploaded by one, committed by another, all or nothing.

use app::db::{DbError, Key, Tx, schema::users};
use contract::points::{BulkAward, BulkAwardState, ListBulkAwards};
use diesel::prelude::*;
use domain::{
    permissions::Role,
    points::{Activity, Basis, Caps, WalletKind},
};
use rust_xlsxwriter::Workbook;

use super::{HOME, OTHER_HOME, Person, Town, activity, day, fault, faults, rules};
use crate::support::code;

impl Town {
    /// Gives somebody a login that people can type.
    fn login(&self, person: Person, login: &'static str) {
        let name = move |tx: &mut Tx<'_>| -> Result<usize, DbError> {
            let row = diesel::update(users::table.find(Key(person.0))).set(users::login.eq(login));
            Ok(row.execute(tx.db())?)
        };
        self.server.store.write(name).unwrap();
    }

    async fn upload(&self, by: Person, table: &str) -> BulkAward {
        let file = table.as_bytes().to_vec();
        self.client(by).prepare_bulk_award(self.programme, file).await.unwrap()
    }
}

fn problems(award: &BulkAward) -> Vec<(u32, Option<&str>)> {
    award.rows.iter().map(|row| (row.line, row.problem.as_deref())).collect()
}

async fn town(wallets: WalletKind) -> Town {
    let capped = Activity { caps: Caps { day: Some(10), ..Caps::default() }, ..activity("a", 5) };
    let hours = Activity { basis: Basis::Hour, ..activity("hours", 10) };
    let closed = Activity { in_bulk: false, ..activity("closed", 5) };
    let it = Town::new(wallets, rules(vec![capped, hours, closed]), 100).await;
    it.login(it.resident(HOME), "resident.one");
    it.login(it.resident(OTHER_HOME), "resident.two");
    it.login(it.resident("1/2/1/1/1/"), "far.away");
    it
}

#[actix_web::test]
async fn every_row_says_what_is_wrong_with_it_and_nothing_is_kept() {
    let it = town(WalletKind::Person).await;
    let table = "居民,活动,日期,分钟,备注\n\
        resident.one,活动a,2026-01-05,,好\n\
        nobody,a,2026-01-05,,\n\
        far.away,a,2026-01-05,,\n\
        resident.two,none,2026-01-05,,\n\
        resident.two,closed,2026-01-05,,\n\
        resident.two,a,昨天,,\n\
        resident.two,a,2026-01-04,,\n\
        resident.two,hours,2026-01-05,,\n\
        resident.two,hours,2026-01-05,3,\n\
        ,a,2026-01-05,,\n\
        resident.one,a,2026-01-05,,\n\
        resident.one,a,2026-01-05,,\n";
    let award = it.upload(it.official, table).await;
    let expected = [
        (2, None),
        (3, Some("person_unknown")),
        (4, Some("beneficiary")),
        (5, Some("activity")),
        (6, Some("activity_closed")),
        (7, Some("day_format")),
        (8, Some("deed_day")),
        (9, Some("minutes")),
        (10, Some("minutes_short")),
        (11, Some("person_or_household")),
        (12, None),
        (13, Some("cap_activity_day")),
    ];
    assert_eq!(problems(&award), expected);
    assert_eq!((award.id, award.state, award.problems_total), (None, BulkAwardState::Refused, 10));
    assert_eq!((award.rows[0].name.as_str(), award.rows[0].points), ("测***", 5));
    assert!(award.rows.iter().all(|row| row.problem.is_none() == row.problem_detail.is_none()));
    let query = ListBulkAwards { programme_id: it.programme };
    assert_eq!(it.client(it.official).list_bulk_awards(&query).await.unwrap().items, []);

    let upload = |table: &'static str| {
        let (client, programme) = (it.client(it.official), it.programme);
        async move { client.prepare_bulk_award(programme, table.as_bytes().to_vec()).await }
    };
    assert_eq!(faults(upload("x,活动,日期\na,b,c\n").await), fault("/file", "column_unknown"));
    assert_eq!(faults(upload("居民,活动\na,b\n").await), fault("/file", "column_unknown"));
    assert_eq!(faults(upload("居民,活动,日期\n").await), fault("/file", "item_count"));
    let resident = it.client(it.resident(HOME));
    let table = "居民,活动,日期\nresident.one,a,2026-01-05\n".as_bytes().to_vec();
    assert_eq!(code(resident.prepare_bulk_award(it.programme, table).await), "not_allowed");
    // The budget counts over all rows.
    let many = "居民,活动,日期,分钟\n\
        resident.one,hours,2026-01-05,300\nresident.two,hours,2026-01-05,360\n";
    assert_eq!(problems(&it.upload(it.official, many).await), [(2, None), (3, Some("points_budget_short"))]);
}

#[actix_web::test]
async fn somebody_else_commits_it_once() {
    let it = town(WalletKind::Person).await;
    let table = "居民,活动,日期,备注\nresident.one,a,2026-01-05,扫雪\nresident.two,a,2026/1/5,扫雪\n";
    let award = it.upload(it.official, table).await;
    let id = award.id.unwrap();
    assert_eq!(code(it.client(it.official).commit_bulk_award(id, None).await), "bulk_award_own");
    let seen = it.client(it.worker).get_bulk_award(id).await.unwrap();
    assert_eq!((seen.problems_total, seen.rows_total, seen.points), (0, 2, 10));
    let done = it.client(it.worker).commit_bulk_award(id, Some("k")).await.unwrap();
    assert_eq!(done.state, BulkAwardState::Committed);
    assert_eq!(it.client(it.worker).commit_bulk_award(id, Some("k")).await.unwrap(), done);
    assert_eq!(code(it.client(it.worker).commit_bulk_award(id, None).await), "bulk_award_decided");
    assert_eq!(it.shown().await.totals.left, 90);
    let query = ListBulkAwards { programme_id: it.programme };
    let listed = it.client(it.worker).list_bulk_awards(&query).await.unwrap().items;
    assert_eq!((listed.len(), listed[0].state), (1, BulkAwardState::Committed));
    assert_eq!(code(it.client(it.official).discard_bulk_award(id).await), "bulk_award_decided");
}

#[actix_web::test]
async fn what_can_no_longer_be_awarded_stops_all_of_it() {
    let it = town(WalletKind::Person).await;
    let one = it.resident(HOME);
    it.login(one, "resident.three");
    let table = "居民,活动,日期\nresident.three,a,2026-01-05\nresident.two,a,2026-01-05\n";
    let id = it.upload(it.official, table).await.id.unwrap();
    it.earn(one, "a").await;
    it.earn(one, "a").await;
    assert_eq!(code(it.client(it.worker).commit_bulk_award(id, None).await), "bulk_award_refused");
    let seen = it.client(it.worker).get_bulk_award(id).await.unwrap();
    assert_eq!(problems(&seen), [(2, Some("cap_activity_day")), (3, None)]);
    assert_eq!(it.shown().await.totals.left, 90);
    // A worker of another grid may not for these homes.
    let other = it.server.world.person(&it.server.store, Some((Role::GridWorker, "1/1/1/2/")));
    let seen = it.client(other).get_bulk_award(id).await.unwrap();
    assert_eq!(problems(&seen), [(2, Some("not_allowed")), (3, Some("not_allowed"))]);
    it.client(it.official).discard_bulk_award(id).await.unwrap();
    assert_eq!(code(it.client(it.worker).commit_bulk_award(id, None).await), "bulk_award_decided");
    let id = it.upload(it.official, "居民,活动,日期\nresident.two,a,2026-01-05\n").await.id.unwrap();
    it.server.store.clock.advance(chrono::TimeDelta::minutes(61));
    assert_eq!(code(it.client(it.worker).commit_bulk_award(id, None).await), "bulk_award_decided");
    assert_eq!(code(it.client(it.worker).discard_bulk_award(id).await), "not_found");
    it.advance_days(40);
    assert_eq!(it.server.store.write(app::points::bulk::purge).unwrap(), 2);
}

#[actix_web::test]
async fn a_workbook_names_households_by_place_and_number_and_days_as_dates() {
    let it = town(WalletKind::Household).await;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["所属区域", "门牌号", "活动", "日期"]) {
        sheet.write(0, column, name).unwrap();
    }
    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 1, 5).unwrap();
    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    for (row, (area, number)) in (1..).zip([("柳塘一网格", "1号"), ("柳塘一网格", "9号"), ("没有", "1号")])
    {
        sheet.write(row, 0, area).unwrap();
        sheet.write(row, 1, number).unwrap();
        sheet.write(row, 2, "a").unwrap();
        sheet.write_datetime_with_format(row, 3, &date, &format).unwrap();
    }
    let file = book.save_to_buffer().unwrap();
    let award = it.client(it.official).prepare_bulk_award(it.programme, file).await.unwrap();
    assert_eq!(problems(&award), [(2, None), (3, Some("household_unknown")), (4, Some("area_unknown"))]);
    assert_eq!((award.rows[0].name.as_str(), award.rows[0].day), ("1号", Some(day("2026-01-05"))));
    let template = it.server.anonymous().get_bulk_award_template().await.unwrap();
    assert!(template.starts_with(b"PK"));

    let table = "所属区域,门牌号,活动,日期\n柳塘一网格,1号,a,2026-01-05\n";
    let id = it.upload(it.official, table).await.id.unwrap();
    // Who lives there does not commit it.
    let member = it.resident(HOME);
    it.server.world.grant(&it.server.store, member.0, Role::GridWorker, super::GRID);
    it.server.state.forget_actors();
    assert_eq!(code(it.client(member).commit_bulk_award(id, None).await), "bulk_award_refused");
    let seen = it.client(member).get_bulk_award(id).await.unwrap();
    assert_eq!(problems(&seen), [(2, Some("claim_household"))]);
    it.client(it.worker).commit_bulk_award(id, None).await.unwrap();
    assert_eq!(it.wallet(member).await.balance, 5);
}
