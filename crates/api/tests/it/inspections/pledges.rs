//! Pledges: signed by a member or recorded from paper, taken back, counted.

use contract::inspections::{GetPledgeCoverage, RecordPledge, SignPledge};
use domain::permissions::Role;

use super::{TOWN, VILLAGE, faults};
use crate::support::{TestServer, code};

const HOME: &str = "1/1/1/1/1/";
const OTHER_HOME: &str = "1/1/1/1/2/";
const GRID: &str = "1/1/1/1/";

fn sign(text_version: u32) -> SignPledge {
    SignPledge { text_version }
}

fn paper(signed_on: &str) -> RecordPledge {
    RecordPledge { signer: " 户主本人 ".to_owned(), signed_on: signed_on.parse().unwrap() }
}

#[actix_web::test]
async fn a_member_signs_what_they_have_read_takes_it_back_and_the_history_stays() {
    let server = TestServer::start().await;
    let home = server.world.area(HOME);
    let member = server.signed_in(Role::Resident, HOME);
    let before = member.get_household_pledge(home).await.unwrap();
    assert!(before.pledges.is_empty() && before.member);
    assert_eq!((before.text_version, before.sentences.len()), (1, 4));
    assert_eq!(code(member.withdraw_pledge(home, None).await), "pledge_missing");
    assert_eq!(code(member.sign_pledge(home, &sign(2), None).await), "pledge_text_changed");

    let signed = member.sign_pledge(home, &sign(1), None).await.unwrap();
    assert!(signed.in_force().is_some_and(|pledge| pledge.signer.is_none()));
    assert_eq!(code(member.sign_pledge(home, &sign(1), None).await), "pledge_exists");
    // Another member of the household reads it and may take it back.
    let other = server.signed_in(Role::Resident, HOME);
    let withdrawn = other.withdraw_pledge(home, None).await.unwrap();
    assert!(withdrawn.in_force().is_none());
    server.store.clock.advance(chrono::TimeDelta::seconds(1));
    let again = member.sign_pledge(home, &sign(1), None).await.unwrap();
    assert_eq!(again.pledges.len(), 2);
    assert_eq!(again.pledges[1].id, signed.pledges[0].id);
}

#[actix_web::test]
async fn a_paper_names_by_word_who_signed_and_by_account_who_recorded_it() {
    let server = TestServer::start().await;
    let home = server.world.area(HOME);
    let worker = server.signed_in(Role::GridWorker, GRID);
    assert_eq!(
        faults(worker.record_pledge(home, &paper("2999-01-01"), None).await),
        [("/signed_on".to_owned(), "签字日期不能晚于今天".to_owned())]
    );
    let made = worker.record_pledge(home, &paper("2024-03-01"), None).await.unwrap();
    let pledge = made.in_force().unwrap();
    assert_eq!(
        (pledge.signer.as_deref(), pledge.recorder_name.as_str(), made.member),
        (Some("户主本人"), "测试用户", false)
    );
    assert_eq!(pledge.signed_on.to_string(), "2024-03-01");
    assert_eq!(code(worker.record_pledge(home, &paper("2024-03-02"), None).await), "pledge_exists");
    // Only a member takes it back.
    assert_eq!(code(worker.withdraw_pledge(home, None).await), "not_found");
    server.signed_in(Role::Resident, HOME).withdraw_pledge(home, None).await.unwrap();
    // Nobody pledges for a whole grid.
    let grid = server.world.area(GRID);
    assert_eq!(code(worker.record_pledge(grid, &paper("2024-03-01"), None).await), "not_found");
}

#[actix_web::test]
async fn everybody_reads_how_many_have_pledged_and_nobody_who() {
    let server = TestServer::start().await;
    for number in 3..=6 {
        let _ = server.world.household(&server.store, GRID, &format!("{number}号"));
    }
    for home in [HOME, OTHER_HOME, "1/1/2/1/1/"] {
        let member = server.signed_in(Role::Resident, home);
        member.sign_pledge(server.world.area(home), &sign(1), None).await.unwrap();
    }
    let taken_back = server.signed_in(Role::Resident, OTHER_HOME);
    taken_back.withdraw_pledge(server.world.area(OTHER_HOME), None).await.unwrap();
    // A paper dated back into the time of the one that was taken back counts once.
    let worker = server.signed_in(Role::GridWorker, GRID);
    worker.record_pledge(server.world.area(OTHER_HOME), &paper("2024-03-01"), None).await.unwrap();

    let anybody = server.anonymous();
    let ask = |path: &str| {
        let query = GetPledgeCoverage { area_id: server.world.area(path) };
        let anybody = anybody.clone();
        async move { anybody.get_pledge_coverage(&query).await }
    };
    let town = ask(TOWN).await.unwrap();
    assert_eq!((town.whole.pledged, town.whole.households), (3, 8));
    // The other village has one household: its count would say who pledged.
    let parts: Vec<_> = town.parts.iter().map(|p| (p.area_name.as_str(), p.pledged, p.households)).collect();
    assert_eq!(parts, [("柳塘村", 2, 7)]);
    let village = ask(VILLAGE).await.unwrap();
    let parts: Vec<_> =
        village.parts.iter().map(|p| (p.area_name.as_str(), p.pledged, p.households)).collect();
    assert_eq!(parts, [("柳塘一网格", 2, 6)]);
    // In a grid there are households alone, and they are not told apart.
    let grid = ask(GRID).await.unwrap();
    assert!(grid.parts.is_empty() && grid.whole.pledged == 2);
    for small in [HOME, "1/1/1/2/", "1/1/2/"] {
        assert_eq!(code(ask(small).await), "not_found", "{small}");
    }
    // However many parts there are, one statement counts them.
    let area = server.world.area(TOWN);
    let counted = move |tx: &mut app::db::Tx<'_>| app::inspections::pledges::coverage(tx, area);
    assert_eq!(app::testing::statements(&server.store, counted).unwrap().1, 1);
    // Neighbours, and inspectors, read no household's pledge.
    for (role, path) in [(Role::Resident, OTHER_HOME), (Role::Inspector, TOWN), (Role::Auditor, TOWN)] {
        let reader = server.signed_in(role, path);
        assert_eq!(code(reader.get_household_pledge(server.world.area(HOME)).await), "not_found");
    }
}
