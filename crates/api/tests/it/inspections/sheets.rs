//! Sheets: kept whole, never over somebody else's, never counted twice.

use contract::{
    inspections::{DeclareKinship, KeepSheet},
    photos::PhotoSize,
};
use domain::{
    ids::PhotoId,
    inspections::{Findings, Score},
    permissions::Role,
};

use super::{Inspection, OTHER_VILLAGE, TOWN, VILLAGE, faults, findings};
use crate::{support::code, tickets::upload};

fn half_filled(note: &str) -> KeepSheet {
    let mut some: Findings = findings(150).into_iter().take(2).collect();
    some.values_mut().next().unwrap().note = note.to_owned();
    KeepSheet { findings: some, hand_in: false }
}

#[actix_web::test]
async fn a_sheet_is_filled_in_step_by_step_and_scores_when_it_is_handed_in() {
    let it = Inspection::new().await;
    let (id, area) = (it.started().await, it.area(VILLAGE));
    let empty = it.inspector().get_sheet(id, area).await.unwrap();
    assert_eq!((empty.etag.as_str(), empty.body.findings.len()), ("\"0\"", 0));
    let half =
        it.inspector().keep_sheet(id, area, &empty.etag, &half_filled("路边杂物"), None).await.unwrap();
    assert_eq!((half.body.score, half.body.version), (None, 1));
    let whole = KeepSheet { findings: findings(1_025), hand_in: true };
    let done = it.inspector().keep_sheet(id, area, &half.etag, &whole, None).await.unwrap();
    assert_eq!(done.body.score, Some(Score::new(8_975).unwrap()));
    assert_eq!(done.body.updated_by, Some(it.inspector.0));
    assert_eq!(it.official().get_round(id).await.unwrap().body.scored, Some(1));
}

#[actix_web::test]
async fn a_sheet_sent_again_is_kept_once_and_another_ones_is_not_overwritten() {
    let it = Inspection::new().await;
    let second = it.server.world.person(&it.server.store, Some((Role::Inspector, TOWN)));
    let mut plan = it.plan();
    plan.team.push(second.0);
    let id = it.planned(&plan).await.round.id;
    it.official().start_round(id, None).await.unwrap();
    let area = it.area(VILLAGE);
    let mine = half_filled("我的");
    let first = it.inspector().keep_sheet(id, area, "\"0\"", &mine, None).await.unwrap();
    let again = it.inspector().keep_sheet(id, area, "\"0\"", &mine, None).await.unwrap();
    assert_eq!(first.body, again.body);
    let theirs = it.server.client_of(second);
    assert_eq!(
        code(theirs.keep_sheet(id, area, "\"0\"", &half_filled("别人的"), None).await),
        "changed_meanwhile"
    );
    // They read what is there and who wrote it, and decide.
    let there = theirs.get_sheet(id, area).await.unwrap();
    assert_eq!(there.body.updated_by, Some(it.inspector.0));
    theirs.keep_sheet(id, area, &there.etag, &half_filled("商量过的"), None).await.unwrap();
    // Both at once: one is kept, the other is told.
    let (a, b) = (half_filled("甲"), half_filled("乙"));
    let (one, other) = (it.inspector(), theirs.clone());
    let (x, y) = futures_util::join!(
        one.keep_sheet(id, area, "\"2\"", &a, None),
        other.keep_sheet(id, area, "\"2\"", &b, None)
    );
    assert_eq!([x.is_ok(), y.is_ok()].into_iter().filter(|kept| *kept).count(), 1);
}

#[actix_web::test]
async fn a_sheet_sent_again_with_its_key_is_answered_as_before_even_after_another_ones_change() {
    let it = Inspection::new().await;
    let second = it.server.world.person(&it.server.store, Some((Role::Inspector, TOWN)));
    let mut plan = it.plan();
    plan.team.push(second.0);
    let id = it.planned(&plan).await.round.id;
    it.official().start_round(id, None).await.unwrap();
    let (area, mine, theirs) = (it.area(VILLAGE), half_filled("我的"), half_filled("别人的"));
    let first = it.inspector().keep_sheet(id, area, "\"0\"", &mine, Some("a")).await.unwrap();
    it.server.client_of(second).keep_sheet(id, area, "\"1\"", &theirs, Some("a")).await.unwrap();
    let again = it.inspector().keep_sheet(id, area, "\"0\"", &mine, Some("a")).await.unwrap();
    assert_eq!(first.body, again.body);
    assert_eq!(it.inspector().get_sheet(id, area).await.unwrap().body.version, 2);
    let other = it.inspector().keep_sheet(id, area, "\"2\"", &half_filled("改过"), Some("a")).await;
    assert_eq!(code(other), "idempotency_key_reused");
    let targets = it.inspector().list_round_targets(id).await.unwrap().items;
    let versions = targets.iter().find(|target| target.area_id == area).map(|target| target.version);
    assert_eq!(versions, Some(Some(2)));
}

#[actix_web::test]
async fn what_is_missing_or_wrong_is_named_and_nothing_is_kept() {
    let it = Inspection::new().await;
    let (id, area) = (it.started().await, it.area(VILLAGE));
    let mut body = KeepSheet { findings: findings(0), hand_in: true };
    let codes: Vec<String> = body.findings.keys().cloned().collect();
    body.findings.remove(&codes[0]);
    body.findings.get_mut(&codes[1]).unwrap().points = Score::FULL;
    body.findings.get_mut(&codes[2]).unwrap().note = "长".repeat(501);
    let refused = faults(it.inspector().keep_sheet(id, area, "\"0\"", &body, None).await);
    let pointers: Vec<&str> = refused.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert!(pointers.contains(&format!("/findings/{}/points", codes[1]).as_str()));
    assert!(pointers.contains(&format!("/findings/{}/note", codes[2]).as_str()));
    let mut missing = KeepSheet { findings: findings(0), hand_in: true };
    missing.findings.remove(&codes[0]);
    let refused = faults(it.inspector().keep_sheet(id, area, "\"0\"", &missing, None).await);
    assert_eq!(refused[0].0, format!("/findings/{}", codes[0]));
    assert_eq!(it.inspector().get_sheet(id, area).await.unwrap().body.version, 0);
}

#[actix_web::test]
async fn photos_belong_to_the_place_and_are_seen_with_its_sheet() {
    let it = Inspection::new().await;
    let (id, area) = (it.started().await, it.area(VILLAGE));
    let photo = upload(&it.inspector(), 3).await;
    let strangers = upload(&it.official(), 4).await;
    let with = |photo: PhotoId| {
        let mut body = half_filled("有照片");
        body.findings.values_mut().next().unwrap().photos.push(photo);
        body
    };
    let refused = faults(it.inspector().keep_sheet(id, area, "\"0\"", &with(strangers), None).await);
    assert!(refused[0].0.ends_with("/photos/0"));
    it.inspector().keep_sheet(id, area, "\"0\"", &with(photo), None).await.unwrap();
    it.inspector().keep_sheet(id, area, "\"1\"", &with(photo), None).await.unwrap();
    // Used once, it cannot be used elsewhere.
    let other = it.area(OTHER_VILLAGE);
    assert!(it.inspector().keep_sheet(id, other, "\"0\"", &with(photo), None).await.is_err());
    assert!(it.official().get_photo(photo, PhotoSize::Full).await.is_ok());
    assert_eq!(code(it.village(VILLAGE).get_photo(photo, PhotoSize::Full).await), "not_found");
}

#[actix_web::test]
async fn nobody_scores_where_they_are_tied_to_the_place() {
    let it = Inspection::new().await;
    let (id, area) = (it.started().await, it.area(VILLAGE));
    let body = KeepSheet { findings: findings(0), hand_in: true };
    let outside = it.server.signed_in(Role::Inspector, TOWN);
    assert_eq!(code(outside.keep_sheet(id, area, "\"0\"", &body, None).await), "not_found");
    // Kinship that is declared while the round is on its way counts at once.
    it.inspector().declare_kinship(&DeclareKinship { area_id: area }, None).await.unwrap();
    assert_eq!(code(it.inspector().keep_sheet(id, area, "\"0\"", &body, None).await), "recused");
    it.inspector().keep_sheet(id, it.area(OTHER_VILLAGE), "\"0\"", &body, None).await.unwrap();
}

#[actix_web::test]
async fn a_round_takes_scores_while_it_is_on_its_way() {
    let it = Inspection::new().await;
    let planned = it.planned(&it.plan()).await.round.id;
    let body = KeepSheet { findings: findings(0), hand_in: true };
    let (area, other) = (it.area(VILLAGE), it.area(OTHER_VILLAGE));
    assert_eq!(code(it.inspector().keep_sheet(planned, area, "\"0\"", &body, None).await), "not_scoring");
    it.official().cancel_round(planned, None).await.unwrap();
    let closed = it.closed([0, 0]).await;
    assert_eq!(code(it.inspector().keep_sheet(closed, other, "\"1\"", &body, None).await), "not_scoring");
}
