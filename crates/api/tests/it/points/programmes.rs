//! Programmes: written, funded by somebody else, started, run low, ended.

use contract::points::{
    AdoptProgrammeRules, DraftProgrammeRules, FundProgramme, GetProgrammeNumbers, ListProgrammes,
    NewProgramme, NumbersStep, PatchProgramme, StartProgramme,
};
use diesel::prelude::*;
use domain::{
    ids::{AreaId, ProgrammeRulesId},
    permissions::Role,
    points::{ProgrammeState, WalletKind},
};
use uuid::Uuid;

use super::{TODAY, TOWN, Town, activity, day, draft, drafted, fault, faults, rules};
use crate::support::{TestServer, code};

#[actix_web::test]
async fn a_draft_is_seen_by_who_works_on_it_and_starts_once() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, TOWN);
    let made = official.create_programme(&draft(&server, WalletKind::Person), None).await.unwrap();
    let id = made.body.id;
    assert_eq!(code(server.anonymous().get_programme(id).await), "not_found");
    assert_eq!(code(server.signed_in(Role::Official, "1/2/").get_programme(id).await), "not_found");
    let listed = |client: client::Client| async move {
        client.list_programmes(&ListProgrammes::default()).await.unwrap().items.len()
    };
    assert_eq!(listed(server.anonymous()).await, 0);
    assert_eq!(listed(official.clone()).await, 1);
    assert_eq!(listed(server.signed_in(Role::Treasurer, TOWN)).await, 1);

    let patch = PatchProgramme { name: Some("新名称".to_owned()), ..PatchProgramme::default() };
    let changed = official.change_programme(id, &made.etag, &patch).await.unwrap();
    assert_eq!(changed.body.name, "新名称");
    assert_eq!(code(official.change_programme(id, &made.etag, &patch).await), "changed_meanwhile");
    let backward = PatchProgramme { ends_on: Some(day("2025-01-01")), ..PatchProgramme::default() };
    assert_eq!(code(official.change_programme(id, &changed.etag, &backward).await), "programme_period");

    let nothing = StartProgramme { rules_id: ProgrammeRulesId(Uuid::nil()) };
    let refused = official.start_programme(id, &changed.etag, &nothing).await;
    assert_eq!(faults(refused), fault("/rules_id", "rules_draft"));
    let rules_id = drafted(&official, id, rules(vec![activity("a", 5)])).await;
    assert_eq!(code(server.anonymous().get_programme_rules(rules_id).await), "not_found");
    let start = StartProgramme { rules_id };
    assert_eq!(code(official.start_programme(id, &made.etag, &start).await), "changed_meanwhile");
    let running = official.start_programme(id, &changed.etag, &start).await.unwrap();
    assert_eq!(running.body.state, ProgrammeState::Running);
    assert_eq!(running.body.rules.unwrap().adopted_from, Some(day(TODAY)));
    assert_eq!(code(official.start_programme(id, &running.etag, &start).await), "programme_started");
    let moved = PatchProgramme { starts_on: Some(day("2026-02-01")), ..PatchProgramme::default() };
    assert_eq!(code(official.change_programme(id, &running.etag, &moved).await), "programme_started");
    let shorter = PatchProgramme { ends_on: Some(day("2026-03-01")), ..PatchProgramme::default() };
    assert_eq!(code(official.change_programme(id, &running.etag, &shorter).await), "programme_period");
    assert_eq!(listed(server.anonymous()).await, 1);
    assert!(server.anonymous().get_programme_rules(rules_id).await.is_ok());
}

#[actix_web::test]
async fn what_is_not_possible_is_named_all_at_once() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, TOWN);
    let good = draft(&server, WalletKind::Person);
    let nowhere = NewProgramme { area_id: AreaId(Uuid::nil()), ..good.clone() };
    assert_eq!(faults(official.create_programme(&nowhere, None).await), fault("/area_id", "not_found"));
    let backward = NewProgramme { ends_on: day("2025-12-31"), ..good.clone() };
    assert_eq!(faults(official.create_programme(&backward, None).await), fault("", "interval"));
    let id = official.create_programme(&good, None).await.unwrap().body.id;
    let mut content = rules(vec![activity("A", 0)]);
    content.low_at = -1;
    let refused = official.draft_programme_rules(id, &DraftProgrammeRules { content }, None).await;
    let expected = [
        ("/content/activities/0/code", "activity_code"),
        ("/content/activities/0/points", "range"),
        ("/content/low_at", "range"),
    ];
    let expected: Vec<_> = expected.map(|(at, code)| (at.to_owned(), code.to_owned())).into();
    assert_eq!(faults(refused), expected);
}

#[actix_web::test]
async fn who_manages_a_programme_does_not_fund_it() {
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 5)]), 0).await;
    it.server.world.grant(&it.server.store, it.official.0, Role::Treasurer, TOWN);
    it.server.state.forget_actors();
    let body = FundProgramme { points: 100, note: "自己拨".to_owned() };
    let own = it.client(it.official).fund_programme(it.programme, &body, None).await;
    assert_eq!(code(own), "programme_own_funding");
    // Who wrote a version of its rules does not either.
    let author = it.server.world.person(&it.server.store, Some((Role::Official, TOWN)));
    drafted(&it.client(author), it.programme, rules(vec![activity("a", 6)])).await;
    it.server.world.grant(&it.server.store, author.0, Role::Treasurer, TOWN);
    it.server.state.forget_actors();
    let own = it.client(author).fund_programme(it.programme, &body, None).await;
    assert_eq!(code(own), "programme_own_funding");

    let treasurer = it.client(it.treasurer);
    let once = treasurer.fund_programme(it.programme, &body, Some("k")).await.unwrap();
    assert_eq!(treasurer.fund_programme(it.programme, &body, Some("k")).await.unwrap(), once);
    assert_eq!(once.items.len(), 1);
    assert_eq!(it.shown().await.totals.left, 100);
    let listed = treasurer.list_programme_fundings(it.programme).await.unwrap();
    assert_eq!(listed, once);
    let resident = it.client(it.resident(super::HOME));
    assert_eq!(code(resident.list_programme_fundings(it.programme).await), "not_found");
}

#[actix_web::test]
async fn new_rules_hold_from_a_day_that_has_not_come() {
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 5)]), 100).await;
    let official = it.client(it.official);
    let next = drafted(&official, it.programme, rules(vec![activity("a", 7), activity("b", 1)])).await;
    let adopt = |id, version: &'static str, from: &'static str| {
        let official = official.clone();
        async move { official.adopt_programme_rules(id, version, &AdoptProgrammeRules { from: day(from) }).await }
    };
    assert_eq!(code(adopt(next, "\"1\"", TODAY).await), "programme_rules_early");
    assert_eq!(code(adopt(next, "\"1\"", "2027-01-01").await), "programme_period");
    assert_eq!(code(adopt(next, "\"9\"", "2026-01-06").await), "changed_meanwhile");
    adopt(next, "\"1\"", "2026-01-06").await.unwrap();
    assert_eq!(code(adopt(next, "\"2\"", "2026-01-07").await), "programme_rules_adopted");
    let other = drafted(&official, it.programme, rules(vec![activity("a", 9)])).await;
    assert_eq!(code(adopt(other, "\"1\"", "2026-01-06").await), "programme_rules_taken");

    let resident = it.resident(super::HOME);
    assert_eq!(it.claimed(resident, "a").await.points, 5);
    it.advance_days(1);
    // The rules of the day of the deed count, whenever it is claimed.
    assert_eq!(it.claimed(resident, "a").await.points, 7);
    let yesterday = contract::points::NewClaim { day: day(TODAY), ..it.claim("a") };
    let claim = it.client(resident).create_claim(&yesterday, None).await.unwrap().body;
    assert_eq!(claim.points, 5);
    let unknown = contract::points::NewClaim { day: day(TODAY), ..it.claim("b") };
    assert_eq!(
        faults(it.client(resident).create_claim(&unknown, None).await),
        fault("/activity", "activity")
    );
    let listed = it.server.anonymous().list_programme_rules(it.programme).await.unwrap();
    assert_eq!(listed.items.len(), 2);
    assert_eq!(it.client(it.official).list_programme_rules(it.programme).await.unwrap().items.len(), 3);
}

#[actix_web::test]
async fn a_programme_has_so_many_versions_of_its_rules() {
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 5)]), 0).await;
    let (programme, author) = (it.programme, it.official.0);
    let fill = move |tx: &mut app::db::Tx<'_>| -> Result<(), app::db::DbError> {
        use app::db::{Key, schema::programme_rules as t};
        for _ in 1..app::points::rules::PER_PROGRAMME_MAX {
            let id: ProgrammeRulesId = tx.new_id();
            let row = (
                t::id.eq(Key(id)),
                t::programme_id.eq(Key(programme)),
                t::content.eq("{}"),
                t::created_by.eq(Key(author)),
                t::created_at.eq(tx.timestamp()),
            );
            diesel::insert_into(t::table).values(row).execute(tx.db())?;
        }
        Ok(())
    };
    it.server.store.write(fill).unwrap();
    let body = DraftProgrammeRules { content: rules(vec![activity("a", 5)]) };
    let refused = it.client(it.official).draft_programme_rules(it.programme, &body, None).await;
    assert_eq!(code(refused), "programme_rules_full");
}

#[actix_web::test]
async fn a_budget_that_runs_low_is_told_of_once_each_time() {
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 30)]), 50).await;
    let notice = || it.server.store.write(app::points::low::notice).unwrap();
    let low = async || {
        let query = ListProgrammes { low: true, ..ListProgrammes::default() };
        it.client(it.treasurer).list_programmes(&query).await.unwrap().items.len()
    };
    assert_eq!((notice(), low().await), (0, 0));
    let resident = it.resident(super::HOME);
    it.earn(resident, "a").await;
    assert_eq!(low().await, 0);
    let content = rules(vec![activity("a", 15)]);
    let next = drafted(&it.client(it.official), it.programme, content).await;
    let body = AdoptProgrammeRules { from: day("2026-01-06") };
    it.client(it.official).adopt_programme_rules(next, "\"1\"", &body).await.unwrap();
    it.advance_days(1);
    it.earn(resident, "a").await;
    assert!(it.shown().await.low);
    assert_eq!((notice(), notice(), low().await), (1, 0, 1));
    // The treasurer funds it, and the official ends or widens it.
    for person in [it.treasurer, it.official] {
        let one = crate::notifications::told_of(&it.client(person), "points.budget_low").await;
        assert_eq!((one.about.as_deref(), one.facts.left), (Some("邻里积分"), Some(5)));
        assert_eq!(one.subject, format!("programme:{}", it.programme));
    }
    it.fund(100).await;
    assert_eq!((notice(), low().await), (0, 0));
    for _ in 0..7 {
        it.earn(resident, "a").await;
    }
    assert_eq!((notice(), notice()), (1, 0));
}

#[actix_web::test]
async fn what_is_left_goes_back_when_nothing_waits_any_more() {
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 30)]), 100).await;
    let resident = it.resident(super::HOME);
    it.earn(resident, "a").await;
    let waiting = it.claimed(resident, "a").await;
    let official = it.client(it.official);
    let etag = official.get_programme(it.programme).await.unwrap().etag;
    assert_eq!(code(official.end_programme(it.programme, &etag, None).await), "programme_claims_wait");
    it.client(resident).withdraw_claim(waiting.id, None).await.unwrap();
    let ended = official.end_programme(it.programme, &etag, Some("end")).await.unwrap();
    assert_eq!((ended.body.state, ended.body.totals.left), (ProgrammeState::Ended, 0));
    let again = official.end_programme(it.programme, &etag, Some("end")).await.unwrap();
    assert_eq!(again.body, ended.body);
    assert_eq!(code(official.end_programme(it.programme, &ended.etag, None).await), "programme_not_running");
    let body = FundProgramme { points: 5, note: "再拨".to_owned() };
    let refused = it.client(it.treasurer).fund_programme(it.programme, &body, None).await;
    assert_eq!(code(refused), "programme_ended");
    let refused = it.client(resident).create_claim(&it.claim("a"), None).await;
    assert_eq!(code(refused), "programme_not_running");
    // What was earned stays.
    assert_eq!(it.wallet(resident).await.available, 30);

    for by in [NumbersStep::Month, NumbersStep::Day] {
        let query = GetProgrammeNumbers { by };
        let numbers = it.server.anonymous().get_programme_numbers(it.programme, &query).await.unwrap();
        let totals = numbers.totals;
        assert_eq!((totals.funded, totals.left, totals.issued, totals.outstanding), (30, 0, 30, 30));
        assert_eq!(it.shown().await.totals, totals);
        let [only] = &numbers.series[..] else { panic!("{:?}", numbers.series) };
        assert_eq!((only.funded, only.issued, only.outstanding), (30, 30, 30));
    }
}
