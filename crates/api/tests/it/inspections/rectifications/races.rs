//! Two at once.

use domain::inspections::RectificationState as S;

use super::{
    super::{Inspection, VILLAGE},
    listed, passed, state,
};
use crate::support::code;

#[actix_web::test]
async fn of_two_who_demand_the_same_at_once_one_does() {
    let it = Inspection::new().await;
    let round = it.closed([300, 500]).await;
    let (one, other) =
        (it.official(), it.server.signed_in(domain::permissions::Role::Official, super::super::TOWN));
    let body = it.first_mark(VILLAGE);
    let (first, second) = futures_util::join!(
        one.demand_rectifications(round, &body, None),
        other.demand_rectifications(round, &body, None),
    );
    let lost: Vec<_> = [first, second].into_iter().filter(Result::is_err).collect();
    assert_eq!(lost.len(), 1);
    assert_eq!(code(lost.into_iter().next().unwrap()), "rectification_exists");
    assert_eq!(listed(&one, &Default::default()).await.len(), 1);
}

#[actix_web::test]
async fn of_two_look_backs_at_once_one_counts() {
    let it = Inspection::new().await;
    let round = it.closed([300, 500]).await;
    let (id, _) = it.mended(round).await;
    let (one, other) = (it.inspector(), it.official());
    let (good, bad) = (passed(), it.failed());
    let (first, second) =
        futures_util::join!(one.record_look_back(id, &good, None), other.record_look_back(id, &bad, None));
    let lost: Vec<_> = [first, second].into_iter().filter(Result::is_err).collect();
    assert_eq!(lost.len(), 1);
    let said = code(lost.into_iter().next().unwrap());
    let found = one.get_rectification(id).await.unwrap();
    assert_eq!(found.look_backs.len(), 1);
    match state(&one, id).await {
        S::Done => assert_eq!(said, "ticket_ended"),
        S::Reopened => assert_eq!(said, "look_back_too_early"),
        other => panic!("{other:?}"),
    }
}
