//! What committees decide: votes that stay, recusals, quorum, charters.

use chrono::TimeDelta;
use contract::{
    funds::{
        AdoptCharter, CastVote, OpenResolution, OpenedMatter, RecuseOneself, Resolution, ResolutionStanding,
    },
    page::PageQuery,
};
use domain::{
    funds::committee::{Choice, Outcome, RecusalGround},
    permissions::Role,
};

use super::{Town, amount, charter, day};
use crate::{
    points::{fault, faults},
    support::{ask_at_once, code, outcomes},
};

fn spending() -> OpenedMatter {
    OpenedMatter::Spending { most_fen: amount(500_000) }
}

impl Town {
    async fn vote(
        &self,
        number: usize,
        on: &Resolution,
        choice: Choice,
    ) -> Result<Resolution, client::ClientError> {
        Ok(self.member(number).cast_vote(on.id, &CastVote { choice }, None).await?.body)
    }

    async fn recuse(&self, number: usize, on: &Resolution) -> Result<Resolution, client::ClientError> {
        let ground = RecuseOneself { ground: RecusalGround::Kin };
        Ok(self.member(number).recuse_oneself(on.id, &ground, None).await?.body)
    }
}

#[actix_web::test]
async fn a_vote_stays_and_is_told_once_it_is_decided() {
    let it = Town::open(4).await;
    let asked = it.ask(spending()).await.unwrap();
    it.vote(0, &asked, Choice::Yes).await.unwrap();
    assert_eq!(code(it.vote(0, &asked, Choice::No).await), "vote_cast");
    assert_eq!(code(it.recuse(0, &asked).await), "vote_cast");
    it.recuse(1, &asked).await.unwrap();
    it.recuse(1, &asked).await.unwrap();
    assert_eq!(code(it.vote(1, &asked, Choice::No).await), "vote_recused");
    let late = it.council_member();
    it.fill(late.1).await.unwrap();
    let late = it.client(late.0).cast_vote(asked.id, &CastVote { choice: Choice::No }, None).await;
    assert_eq!(code(late), "vote_not_member");
    let seen = it.server.anonymous().get_resolution(asked.id).await.unwrap().body;
    assert!(seen.tally.is_none() && seen.ballots.iter().all(|ballot| ballot.choice.is_none()));
    assert_eq!(seen.ballots.iter().filter(|ballot| ballot.voted).count(), 1);
    assert_eq!(code(it.official().decide_resolution(asked.id, None).await), "resolution_voting");
    it.vote(2, &asked, Choice::Yes).await.unwrap();
    it.vote(3, &asked, Choice::No).await.unwrap();
    let decided = it.member(1).decide_resolution(asked.id, None).await.unwrap().body;
    assert_eq!((decided.state, decided.outcome), (ResolutionStanding::Decided, Some(Outcome::Carried)));
    let tally = decided.tally.unwrap();
    assert_eq!((tally.members, tally.recused, tally.yes, tally.no), (4, 1, 2, 1));
    let public = it.server.anonymous().get_resolution(asked.id).await.unwrap().body;
    assert_eq!(public.ballots.iter().filter(|ballot| ballot.choice == Some(Choice::Yes)).count(), 2);
    assert_eq!(code(it.vote(0, &asked, Choice::No).await), "resolution_not_open");
    assert_eq!(code(it.official().decide_resolution(asked.id, None).await), "resolution_not_open");
}

#[actix_web::test]
async fn without_a_quorum_nothing_is_decided_and_too_many_recused_decide_nothing() {
    let it = Town::open(4).await;
    let (few, out) = (it.ask(spending()).await.unwrap(), it.ask(spending()).await.unwrap());
    it.vote(0, &few, Choice::Yes).await.unwrap();
    it.recuse(0, &out).await.unwrap();
    it.recuse(1, &out).await.unwrap();
    it.server.store.clock.advance(TimeDelta::days(4));
    it.server.state.forget_actors();
    assert_eq!(code(it.vote(1, &few, Choice::Yes).await), "resolution_not_open");
    let outcome = |on: &Resolution| {
        let (client, id) = (it.official(), on.id);
        async move { client.decide_resolution(id, None).await.unwrap().body.outcome }
    };
    assert_eq!(outcome(&few).await, Some(Outcome::NoQuorum));
    assert_eq!(outcome(&out).await, Some(Outcome::TooManyRecused));
}

#[actix_web::test]
async fn who_lost_the_grant_does_not_vote_any_more() {
    let it = Town::open(4).await;
    let asked = it.ask(spending()).await.unwrap();
    it.official().revoke_grant(it.members[0].1).await.unwrap();
    it.server.state.forget_actors();
    assert_eq!(code(it.vote(0, &asked, Choice::Yes).await), "not_allowed");
}

#[actix_web::test]
async fn a_member_has_one_vote_from_however_many_devices() {
    let it = Town::open(3).await;
    let id = it.ask(spending()).await.unwrap().id;
    let devices = (0..8).map(|_| it.member(0)).collect();
    let votes = ask_at_once(devices, move |n, device| async move {
        let choice = if n % 2 == 0 { Choice::Yes } else { Choice::No };
        device.cast_vote(id, &CastVote { choice }, None).await
    });
    let (cast, refused) = outcomes(votes.await);
    assert_eq!((cast, refused.len()), (1, 7));
    assert!(refused.iter().all(|code| code == "vote_cast"), "{refused:?}");
}

#[actix_web::test]
async fn a_later_charter_comes_into_force_by_a_special_decision() {
    let it = Town::open(3).await;
    let manager = it.official();
    let draft = manager.draft_charter(it.fund, &charter("第二条"), None).await.unwrap().body.summary;
    let charter_id = draft.id;
    let adopt = |resolution_id, from: &str| {
        let (manager, body) = (manager.clone(), AdoptCharter { resolution_id, from: day(from) });
        async move { manager.adopt_charter(charter_id, "\"1\"", &body).await }
    };
    let other = it.carried(spending()).await;
    assert_eq!(code(adopt(other, "2026-02-01").await), "resolution_other_matter");
    let by = it.carried(OpenedMatter::Charter { charter_id }).await;
    assert_eq!(code(adopt(by, "2026-01-05").await), "charter_too_early");
    let adopted = adopt(by, "2026-01-08").await.unwrap().body.summary;
    assert_eq!((adopted.adopted_from, adopted.resolution_id), (Some(day("2026-01-08")), Some(by)));
    assert_eq!(it.shown().await.charter.map(|charter| charter.number), Some(1));
    it.server.store.clock.advance(TimeDelta::days(3));
    assert_eq!(it.shown().await.charter.map(|charter| charter.number), Some(2));
    let again = it.ask(OpenedMatter::Charter { charter_id }).await;
    assert_eq!(code(again), "resolution_other_matter");
    let unknown = OpenedMatter::Charter { charter_id: domain::ids::CharterId(it.fund.0) };
    assert_eq!(code(it.ask(unknown).await), "resolution_other_fund");
}

#[actix_web::test]
async fn what_cannot_be_decided_on_is_refused_before_anybody_votes() {
    let it = Town::open(3).await;
    let aside = OpenedMatter::Earmark { purpose: "education".to_owned(), most_fen: amount(5) };
    assert_eq!(code(it.ask(aside).await), "fund_no_purpose");
    let bad = OpenedMatter::Earmark { purpose: "助学".to_owned(), most_fen: amount(5) };
    assert_eq!(faults(it.ask(bad).await), fault("/matter/purpose", "purpose_code"));
    let now = it.server.store.db.now();
    for until in [now, now + TimeDelta::days(61)] {
        let new =
            OpenResolution { title: "议案".to_owned(), reason: String::new(), matter: spending(), until };
        let asked = it.official().open_resolution(it.fund, &new, None).await;
        assert_eq!(faults(asked), fault("/until", "voting_until"));
    }
    let closed = Town::founding().await;
    closed.found().await;
    assert_eq!(code(closed.ask(spending()).await), "fund_not_running");
}

#[actix_web::test]
async fn what_was_taken_back_is_not_voted_on_and_lists_take_as_few_statements_as_before() {
    let it = Town::open(3).await;
    let first = it.ask(spending()).await.unwrap();
    let taken = it.official().withdraw_resolution(first.id, None).await.unwrap().body;
    assert_eq!((taken.state, taken.ballots.len()), (ResolutionStanding::Withdrawn, 0));
    assert_eq!(code(it.official().withdraw_resolution(first.id, None).await), "resolution_not_open");
    it.ask(spending()).await.unwrap();
    let fund = it.fund;
    let count = || {
        let page = app::funds::Page { after: None, limit: 20 };
        let read = |tx: &mut app::db::Tx<'_>| app::funds::resolutions::list(tx, None, fund, page);
        app::testing::statements(&it.server.store, read).unwrap()
    };
    let (two, for_two) = count();
    for _ in 0..4 {
        it.ask(spending()).await.unwrap();
    }
    let (six, for_six) = count();
    assert_eq!((two.len(), six.len(), for_two), (2, 6, for_six));
    let page = PageQuery { limit: Some(4), after: None };
    let listed = it.client(it.person(Role::Auditor)).list_resolutions(it.fund, &page).await.unwrap();
    assert_eq!((listed.items.len(), listed.next.is_some()), (4, true));
}
