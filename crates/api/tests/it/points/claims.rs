//! Claims: made by residents or proposed by workers, decided by somebody else, within caps and budget.

use contract::{
    inspections::DeclareKinship,
    points::{ClaimHindrance, ClaimMove, ListClaims, NewClaim, RejectClaim},
};
use domain::{
    ids::{AreaId, PhotoId, ProgrammeId, UserId},
    permissions::Role,
    points::{Activity, Approver, Basis, Caps, ClaimStateName, Evidence, ProgrammeRules, Source, WalletKind},
};
use uuid::Uuid;

use super::{GRID, HOME, OTHER_HOME, TOWN, Town, activity, day, fault, faults, rules};
use crate::{support::code, tickets::upload};

#[actix_web::test]
async fn a_claim_with_a_photo_is_approved_into_the_wallet() {
    let photo = Activity { evidence: Evidence::Photo, ..activity("a", 5) };
    let it = Town::new(WalletKind::Person, rules(vec![photo]), 100).await;
    let (resident, worker) = (it.resident(HOME), it.client(it.worker));
    let me = it.client(resident);
    assert_eq!(it.wallet(resident).await.account_id, None);
    let shown = upload(&me, 1).await;
    let new = NewClaim { words: Some(" 扫了院子 ".to_owned()), photos: vec![shown], ..it.claim("a") };
    let made = me.create_claim(&new, Some("once")).await.unwrap();
    assert_eq!(me.create_claim(&new, Some("once")).await.unwrap().body, made.body);
    let claim = made.body;
    assert_eq!((claim.state, claim.source, claim.points), (ClaimStateName::Submitted, Source::Claimed, 5));
    assert_eq!((claim.words.as_deref(), &claim.photos[..]), (Some("扫了院子"), &[shown][..]));
    assert_eq!(claim.place, ["云溪县", "青禾镇", "柳塘村", "柳塘一网格", "1号"]);
    assert_eq!(claim.may, [ClaimMove::Withdraw]);

    let queue = ListClaims { waiting: true, ..ListClaims::default() };
    let waiting = worker.list_claims(&queue).await.unwrap().items;
    assert_eq!((waiting.len(), &waiting[0].may[..]), (1, &[ClaimMove::Decide][..]));
    assert!(worker.get_photo(shown, contract::photos::PhotoSize::Small).await.is_ok());
    let neighbour = it.client(it.resident(OTHER_HOME));
    assert_eq!(code(neighbour.get_photo(shown, contract::photos::PhotoSize::Small).await), "not_found");
    assert_eq!(code(neighbour.get_claim(claim.id).await), "not_found");

    let approved = it.approve(it.worker, &claim).await.unwrap();
    assert_eq!((approved.state, approved.decider.unwrap().id), (ClaimStateName::Approved, it.worker.0));
    assert_eq!(worker.list_claims(&queue).await.unwrap().items, []);
    let wallet = it.wallet(resident).await;
    assert_eq!((wallet.balance, wallet.available, wallet.held), (5, 5, 0));
    assert_eq!((wallet.upcoming[0].last_day, wallet.upcoming[0].points), (day("2026-02-28"), 5));
    assert_eq!(it.shown().await.totals.left, 95);
    let account = wallet.account_id.unwrap();
    let lines = me.get_wallet_statement(account, &Default::default()).await.unwrap().items;
    assert_eq!((lines.len(), lines[0].points, lines[0].balance), (1, 5, 5));
    assert_eq!((lines[0].claim_id, lines[0].activity_name.as_deref()), (Some(claim.id), Some("活动a")));
    assert_eq!(code(neighbour.get_wallet(account).await), "not_found");
    // A photo shows one thing.
    let again = NewClaim { photos: vec![shown], ..it.claim("a") };
    assert_eq!(faults(me.create_claim(&again, None).await), fault("/photos/0", "photo"));
}

#[actix_web::test]
async fn what_cannot_be_claimed_says_which_field_is_wrong() {
    let all = vec![
        activity("a", 5),
        Activity { evidence: Evidence::Photo, ..activity("photo", 5) },
        Activity { evidence: Evidence::Words, ..activity("words", 5) },
        Activity { basis: Basis::Hour, ..activity("hours", 10) },
        Activity { by_resident: false, ..activity("worker", 5) },
    ];
    let it = Town::new(WalletKind::Person, rules(all), 100).await;
    let resident = it.client(it.resident(HOME));
    let bad = |new: NewClaim| {
        let resident = resident.clone();
        async move { faults(resident.create_claim(&new, None).await) }
    };
    let claim = |activity: &str| it.claim(activity);
    let nobody = ProgrammeId(Uuid::nil());
    assert_eq!(
        bad(NewClaim { programme_id: nobody, ..claim("a") }).await,
        fault("/programme_id", "not_found")
    );
    assert_eq!(bad(claim("none")).await, fault("/activity", "activity"));
    assert_eq!(bad(claim("worker")).await, fault("/activity", "activity_closed"));
    assert_eq!(bad(claim("photo")).await, fault("/photos", "photo_required"));
    assert_eq!(bad(claim("words")).await, fault("/words", "words_required"));
    assert_eq!(bad(claim("hours")).await, fault("/minutes", "minutes"));
    assert_eq!(
        bad(NewClaim { minutes: Some(5), ..claim("hours") }).await,
        fault("/minutes", "minutes_short")
    );
    for on in ["2026-01-06", "2026-01-04", "2025-12-31"] {
        assert_eq!(bad(NewClaim { day: day(on), ..claim("a") }).await, fault("/day", "deed_day"), "{on}");
    }
    let unknown = NewClaim { photos: vec![PhotoId(Uuid::nil())], ..claim("a") };
    assert_eq!(bad(unknown).await, fault("/photos/0", "photo"));
    let elsewhere = NewClaim { household_id: Some(AreaId(Uuid::nil())), ..claim("a") };
    assert_eq!(bad(elsewhere).await, fault("/household_id", "not_found"));
    let hours = NewClaim { minutes: Some(90), ..claim("hours") };
    assert_eq!(resident.create_claim(&hours, None).await.unwrap().body.points, 15);

    // Who lives elsewhere earns nothing here.
    let stranger = it.client(it.resident("1/2/1/1/1/"));
    assert_eq!(code(stranger.create_claim(&claim("a"), None).await), "not_allowed");
}

#[actix_web::test]
async fn who_has_several_homes_chooses_one_of_them() {
    let it = Town::new(WalletKind::Household, rules(vec![activity("a", 5)]), 100).await;
    let resident = it.resident(HOME);
    it.server.move_in(resident.0, OTHER_HOME);
    let (me, worker) = (it.client(resident), it.client(it.worker));
    let proposed = NewClaim { beneficiary_id: Some(resident.0), ..it.claim("a") };
    for (by, new) in [(&me, it.claim("a")), (&worker, proposed.clone())] {
        assert_eq!(faults(by.create_claim(&new, None).await), fault("/household_id", "household_choice"));
    }
    let home = it.server.world.area(OTHER_HOME);
    for (by, new) in [(&me, it.claim("a")), (&worker, proposed)] {
        let made = by.create_claim(&NewClaim { household_id: Some(home), ..new }, None).await.unwrap().body;
        assert_eq!(made.household_id, home);
    }
}

#[actix_web::test]
async fn a_worker_proposes_for_residents_of_their_grid() {
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 5)]), 100).await;
    let (resident, other) = (it.resident(HOME), it.resident("1/1/2/1/1/"));
    let propose = |by, who: UserId| {
        let (client, new) = (it.client(by), NewClaim { beneficiary_id: Some(who), ..it.claim("a") });
        async move { client.create_claim(&new, None).await }
    };
    assert_eq!(faults(propose(it.worker, other.0).await), fault("/beneficiary_id", "beneficiary"));
    assert_eq!(code(propose(resident, other.0).await), "not_allowed");
    let claim = propose(it.worker, resident.0).await.unwrap().body;
    assert_eq!((claim.source, claim.beneficiary.as_ref().unwrap().id), (Source::Proposed, resident.0));
    // Who proposed it and whose it is do not approve it.
    assert_eq!(code(it.approve(it.worker, &claim).await), "claim_own");
    assert_eq!(code(it.approve(resident, &claim).await), "not_allowed");
    let queue = ListClaims { waiting: true, ..ListClaims::default() };
    assert_eq!(it.client(it.worker).list_claims(&queue).await.unwrap().items, []);
    it.approve(it.official, &claim).await.unwrap();
    assert_eq!(it.wallet(resident).await.balance, 5);
    // Only who made it takes it back.
    let waiting = propose(it.worker, resident.0).await.unwrap().body;
    assert_eq!(code(it.client(resident).withdraw_claim(waiting.id, None).await), "not_allowed");
    it.client(it.worker).withdraw_claim(waiting.id, None).await.unwrap();
    assert_eq!(code(it.client(it.worker).withdraw_claim(waiting.id, None).await), "claim_decided");
}

#[actix_web::test]
async fn neither_housemates_nor_kin_nor_the_wrong_office_decide() {
    let official = Activity { approver: Approver::Official, ..activity("big", 50) };
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 5), official]), 100).await;
    let resident = it.resident(HOME);
    let claim = it.claimed(resident, "a").await;
    // A worker who lives in the same home.
    let housemate = it.resident(HOME);
    it.server.world.grant(&it.server.store, housemate.0, Role::GridWorker, GRID);
    it.server.state.forget_actors();
    assert_eq!(code(it.approve(housemate, &claim).await), "claim_household");
    let body = DeclareKinship { area_id: it.server.world.area(HOME) };
    it.client(it.worker).declare_kinship(&body, None).await.unwrap();
    assert_eq!(code(it.approve(it.worker, &claim).await), "claim_kin");
    let seen = it.client(it.worker).get_claim(claim.id).await.unwrap().body;
    assert_eq!((seen.may, seen.hindrance), (vec![], Some(ClaimHindrance::Kin)));
    let reject = RejectClaim { reason: "不属实".to_owned() };
    let refused = it.client(it.worker).reject_claim(claim.id, "\"1\"", &reject, None).await;
    assert_eq!(code(refused), "claim_kin");

    let other = it.server.world.person(&it.server.store, Some((Role::GridWorker, GRID)));
    let big = it.claimed(resident, "big").await;
    assert_eq!(code(it.approve(other, &big).await), "not_allowed");
    let queue = ListClaims { waiting: true, ..ListClaims::default() };
    assert_eq!(it.client(other).list_claims(&queue).await.unwrap().items.len(), 1);
    assert_eq!(it.client(it.official).list_claims(&queue).await.unwrap().items.len(), 2);
    it.approve(it.official, &big).await.unwrap();
    // A worker of the next grid learns nothing.
    let stranger = it.server.world.person(&it.server.store, Some((Role::GridWorker, "1/1/1/2/")));
    assert_eq!(code(it.approve(stranger, &claim).await), "not_found");

    let rejected = it.client(other).reject_claim(claim.id, "\"1\"", &reject, None).await.unwrap().body;
    assert_eq!((rejected.state, rejected.reason.as_deref()), (ClaimStateName::Rejected, Some("不属实")));
    assert_eq!(code(it.approve(other, &claim).await), "changed_meanwhile");
    assert_eq!(code(it.approve(other, &rejected).await), "claim_decided");
    assert_eq!(it.wallet(resident).await.balance, 50);
}

#[actix_web::test]
async fn caps_count_what_waits_and_forget_what_was_refused() {
    let capped =
        Activity { caps: Caps { day: Some(10), month: Some(15), period: Some(20) }, ..activity("a", 5) };
    let all =
        ProgrammeRules { day_max: Some(12), month_max: Some(22), ..rules(vec![capped, activity("b", 6)]) };
    let it = Town::new(WalletKind::Person, all, 1_000).await;
    let resident = it.resident(HOME);
    let reached = async |activity: &str| {
        let answer = it.client(resident).create_claim(&it.claim(activity), None).await;
        let client::ClientError::Problem(problem) = answer.unwrap_err() else { panic!("no problem") };
        assert_eq!(problem.code, "points_cap_reached");
        problem.errors[0].code.clone().into_owned()
    };
    let first = it.claimed(resident, "a").await;
    it.earn(resident, "a").await;
    assert_eq!(reached("a").await, "cap_activity_day");
    assert_eq!(reached("b").await, "cap_day");
    // What is withdrawn counts no more; another person has caps of their own.
    it.client(resident).withdraw_claim(first.id, None).await.unwrap();
    it.earn(resident, "b").await;
    it.earn(it.resident(HOME), "a").await;
    it.advance_days(1);
    it.earn(resident, "a").await;
    it.earn(resident, "b").await;
    // 10 of a and 12 of b this month.
    it.advance_days(1);
    assert_eq!(reached("b").await, "cap_month");
    it.advance_days(30);
    it.earn(resident, "a").await;
    it.earn(resident, "a").await;
    it.advance_days(1);
    assert_eq!(reached("a").await, "cap_activity_period");
    it.earn(resident, "b").await;
    it.advance_days(30);
    assert_eq!(reached("a").await, "cap_activity_period");
    it.advance_days(1);
    let other = it.resident(HOME);
    for _ in 0..3 {
        it.earn(other, "a").await;
        it.advance_days(1);
    }
    assert_eq!(reached_by(&it, other).await, "cap_activity_month");
}

async fn reached_by(it: &Town, person: super::Person) -> String {
    let answer = it.client(person).create_claim(&it.claim("a"), None).await;
    let client::ClientError::Problem(problem) = answer.unwrap_err() else { panic!("no problem") };
    problem.errors[0].code.clone().into_owned()
}

#[actix_web::test]
async fn no_more_is_issued_than_the_budget_holds() {
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 40)]), 100).await;
    let resident = it.resident(HOME);
    it.earn(resident, "a").await;
    it.earn(resident, "a").await;
    let third = it.claimed(resident, "a").await;
    assert_eq!(code(it.approve(it.worker, &third).await), "points_budget_short");
    it.fund(20).await;
    it.approve(it.worker, &third).await.unwrap();
    assert_eq!((it.wallet(resident).await.balance, it.shown().await.totals.left), (120, 0));
}

#[actix_web::test]
async fn a_frozen_wallet_takes_nothing_in() {
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 5)]), 100).await;
    let resident = it.resident(HOME);
    it.earn(resident, "a").await;
    let account = it.account(resident).await;
    let body = contract::ledger::AccountReason { reason: "核对".to_owned() };
    it.client(it.auditor).freeze_ledger_account(account, &body, None).await.unwrap();
    let claim = it.claimed(resident, "a").await;
    assert_eq!(code(it.approve(it.worker, &claim).await), "ledger_account_frozen");
    assert_eq!(it.server.world.area(TOWN), it.shown().await.area_id);
}
