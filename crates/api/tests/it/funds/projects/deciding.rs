//! What the committee decides about projects: put to it, decided with or without anybody's help, ended early.

use api::chores::{Chore, run_due};
use chrono::TimeDelta;
use client::Client;
use contract::funds::{
    AskCommittee, CastVote, Project, ResolutionMatter, ResolutionStanding, ShowStep, WriteProject,
    WriteProposer,
};
use contract::providers::CreateProvider;
use domain::{
    funds::{
        committee::{Choice, Outcome, RecusalGround},
        projects::{Action, ProposerKind, StateName},
    },
    ids::{NodeId, ProjectId, ResolutionId, UserId},
    permissions::Role,
};

use super::{super::TOWN, HOME, write_project};
use crate::{
    funds::{Town, amount},
    points::{fault, faults},
    support::code,
};

impl Town {
    /// A town whose committee of so many can decide on projects.
    pub(super) async fn committed(members: usize) -> Self {
        let mut it = Self::calling().await;
        for _ in 0..members {
            let member = it.council_member();
            it.fill(member.1).await.unwrap();
            it.members.push(member);
        }
        it
    }

    /// Time goes on: whoever is signed in stays so, with another token.
    pub(super) fn days_later(&self, days: i64) {
        self.server.store.clock.advance(TimeDelta::days(days));
        self.server.state.forget_actors();
    }

    /// That members vote for three days.
    pub(super) fn asked(&self) -> AskCommittee {
        AskCommittee {
            reason: "公示期内没有反对意见。".to_owned(), until: self.now() + TimeDelta::days(3)
        }
    }

    /// A project on which nobody can comment any more.
    pub(super) async fn commented(&self, proposer: &Client) -> ProjectId {
        let id = self.in_comment(proposer).await.summary.id;
        self.days_later(8);
        id
    }

    pub(super) async fn put(&self, id: ProjectId) -> ResolutionId {
        let put = self.member(0).put_project(id, &self.asked(), None).await.unwrap().body;
        put.summary.resolution_id.unwrap()
    }

    async fn all_say(&self, on: ResolutionId, choice: Choice) {
        for number in 0..self.members.len() {
            self.member(number).cast_vote(on, &CastVote { choice }, None).await.unwrap();
        }
    }

    /// A project that the committee has approved.
    pub(super) async fn carried_project(&self, proposer: &Client) -> Project {
        let id = self.commented(proposer).await;
        self.all_say(self.put(id).await, Choice::Yes).await;
        self.member(1).decide_project(id, None).await.unwrap().body
    }

    /// The chore that ends votes has its turn: how many.
    pub(super) async fn votes_end(&self) -> Option<usize> {
        let node: NodeId = self.server.store.db.fresh_id();
        let done = run_due(&self.server.state, node).await;
        done.into_iter().find(|(chore, _)| *chore == Chore::Votes).map(|(_, result)| result.unwrap())
    }

    async fn state_of(&self, id: ProjectId) -> StateName {
        self.server.anonymous().get_project(id).await.unwrap().body.summary.state
    }

    /// The words of the last entries of a project's timeline.
    async fn last(&self, id: ProjectId, count: usize) -> Vec<String> {
        let timeline = self.server.anonymous().get_project(id).await.unwrap().body.timeline;
        timeline.into_iter().rev().take(count).rev().map(|entry| entry.kind).collect()
    }
}

pub(super) fn signed() -> ShowStep {
    ShowStep { text: "已签".to_owned(), photos: Vec::new() }
}

#[actix_web::test]
async fn a_member_puts_a_project_once_the_time_to_comment_is_over() {
    let it = Town::committed(3).await;
    let person = it.resident(HOME);
    let proposer = it.client(person);
    let id = it.in_comment(&proposer).await.summary.id;
    let asked = it.asked();
    assert_eq!(code(it.member(0).put_project(id, &asked, None).await), "project_window_open");
    it.days_later(8);
    let asked = it.asked();
    for other in [it.official(), it.client(person), it.client(it.person(Role::CouncilMember))] {
        assert_eq!(code(other.put_project(id, &asked, None).await), "project_not_yours");
    }
    for until in [it.now(), it.now() + TimeDelta::days(61)] {
        let asked = AskCommittee { until, ..asked.clone() };
        assert_eq!(faults(it.member(0).put_project(id, &asked, None).await), fault("/until", "voting_until"));
    }
    it.fund_is("closed");
    assert_eq!(code(it.member(0).put_project(id, &asked, None).await), "fund_not_running");
    it.fund_is("open");
    assert!(it.member(0).get_project(id).await.unwrap().body.actions.contains(&Action::Put));
    let put = it.member(0).put_project(id, &asked, Some("once")).await.unwrap().body;
    assert_eq!(it.member(0).put_project(id, &asked, Some("once")).await.unwrap().body, put);
    assert_eq!((put.summary.state, put.granted_fen), (StateName::Deciding, None));
    let entry = put.timeline.last().unwrap();
    let said = (entry.kind.as_str(), entry.side.as_str(), entry.text.as_deref(), entry.resolution_id);
    assert_eq!(said, ("put", "committee", Some(asked.reason.as_str()), put.summary.resolution_id));
    let by = put.summary.resolution_id.unwrap();
    let voting = it.server.anonymous().get_resolution(by).await.unwrap().body;
    let about = ResolutionMatter::Project { project_id: id, budget_fen: amount(100_000) };
    assert_eq!((voting.matter, voting.title, voting.until), (about, put.summary.title, asked.until));
    assert_eq!(code(it.member(1).put_project(id, &asked, None).await), "project_deciding");
    assert_eq!(code(it.member(1).decide_project(id, None).await), "project_not_decided");
    assert_eq!(code(it.official().decide_project(id, None).await), "project_not_yours");
    it.all_say(by, Choice::Yes).await;
    let approved = it.member(1).decide_project(id, Some("once")).await.unwrap().body;
    assert_eq!(it.member(1).decide_project(id, Some("once")).await.unwrap().body, approved);
    assert_eq!((approved.summary.state, approved.granted_fen), (StateName::Approved, Some(100_000)));
    assert_eq!(approved.timeline.last().unwrap().by, None, "the committee decided");
    assert_eq!(code(it.member(1).decide_project(id, None).await), "project_approved");
}

#[actix_web::test]
async fn without_a_charter_in_force_nothing_is_put() {
    let it = Town::committed(3).await;
    let id = it.commented(&it.client(it.resident(HOME))).await;
    let set = move |tx: &mut app::db::Tx<'_>| -> Result<usize, app::db::DbError> {
        use app::db::schema::fund_charters as t;
        use diesel::prelude::*;
        Ok(diesel::update(t::table).set(t::adopted_from.eq("2027-01-01")).execute(tx.db())?)
    };
    it.server.store.write(set).unwrap();
    assert_eq!(code(it.member(0).put_project(id, &it.asked(), None).await), "fund_no_charter");
    assert_eq!(it.state_of(id).await, StateName::PublicComment);
}

#[actix_web::test]
async fn a_project_is_decided_without_anybody_pressing_a_button() {
    let it = Town::committed(3).await;
    let person = it.resident(HOME);
    let carried = it.in_comment(&it.client(person)).await.summary.id;
    let rejected = it.in_comment(&it.client(person)).await.summary.id;
    let unvoted = it.commented(&it.client(person)).await;
    let yes = it.put(carried).await;
    let no = it.put(rejected).await;
    it.put(unvoted).await;
    for number in [0, 1] {
        it.member(number).cast_vote(yes, &CastVote { choice: Choice::Yes }, None).await.unwrap();
        it.member(number).cast_vote(no, &CastVote { choice: Choice::No }, None).await.unwrap();
    }
    assert_eq!(it.votes_end().await, Some(0), "there is time left");
    it.days_later(3);
    assert_eq!(it.votes_end().await, Some(3));
    assert_eq!(it.state_of(carried).await, StateName::Approved);
    assert_eq!(it.state_of(rejected).await, StateName::Rejected);
    assert_eq!(it.server.anonymous().get_project(rejected).await.unwrap().body.granted_fen, None);
    assert_eq!(it.state_of(unvoted).await, StateName::PublicComment);
    assert_eq!(it.last(unvoted, 2).await, ["put", "undecided"]);
    let public = it.server.anonymous().get_resolution(yes).await.unwrap().body;
    assert_eq!((public.state, public.outcome), (ResolutionStanding::Decided, Some(Outcome::Carried)));
    it.days_later(1);
    assert_eq!(it.votes_end().await, Some(0), "once");
    // What nobody decided is put again, by another vote.
    it.all_say(it.put(unvoted).await, Choice::Yes).await;
    it.official().decide_resolution(it.decision(unvoted).await, None).await.unwrap();
    assert_eq!(it.last(unvoted, 2).await, ["put", "approved"]);
}

impl Town {
    async fn decision(&self, id: ProjectId) -> ResolutionId {
        self.server.anonymous().get_project(id).await.unwrap().body.summary.resolution_id.unwrap()
    }

    /// Somebody who lives there also sits in the committee.
    async fn seat_of(&mut self, user: UserId) {
        let grant = self.server.world.grant(&self.server.store, user, Role::CouncilMember, TOWN);
        self.fill(grant).await.unwrap();
        self.server.state.forget_actors();
    }
}

#[actix_web::test]
async fn who_takes_part_or_would_be_paid_does_not_vote() {
    let mut it = Town::committed(3).await;
    let content = crate::providers::content("社区服务中心");
    let provider = CreateProvider { area_id: it.server.world.area(TOWN), content };
    let provider = it.official().create_provider(&provider, None).await.unwrap().body.id;
    let (person, colleague) = (
        it.server.world.staff(&it.server.store, provider, TOWN),
        it.server.world.staff(&it.server.store, provider, TOWN),
    );
    let helper = it.resident(HOME);
    for user in [person.0, colleague.0, helper.0] {
        it.seat_of(user).await;
    }
    let body = WriteProject {
        people: vec![it.login(helper.0)],
        proposer: WriteProposer {
            kind: ProposerKind::Organisation,
            group_name: None,
            provider_id: Some(provider),
        },
        ..write_project()
    };
    let call = it.call().await.id;
    let id = it.client(person).draft_project(call, &body, None).await.unwrap().body.summary.id;
    it.client(helper).join_project(id, None).await.unwrap();
    it.client(person).submit_project(id, None).await.unwrap();
    let passed = super::screening(contract::funds::ScreeningResult::Passed);
    it.official().screen_project(id, &passed, None).await.unwrap();
    it.days_later(8);
    for judge in [person, helper] {
        assert_eq!(code(it.client(judge).put_project(id, &it.asked(), None).await), "project_own");
    }
    let by = it.put(id).await;
    let ballots = it.server.anonymous().get_resolution(by).await.unwrap().body.ballots;
    let ground = |user: UserId| ballots.iter().find(|ballot| ballot.user_id == user).unwrap().recusal;
    assert_eq!(
        [person.0, colleague.0, helper.0, it.members[0].0.0].map(ground),
        [Some(RecusalGround::TakesPart), Some(RecusalGround::Paid), Some(RecusalGround::TakesPart), None]
    );
    let yes = CastVote { choice: Choice::Yes };
    for tied in [person, colleague, helper] {
        assert_eq!(code(it.client(tied).cast_vote(by, &yes, None).await), "vote_recused");
        assert_eq!(
            code(it.client(tied).decide_project(id, None).await),
            if tied == colleague { "project_not_decided" } else { "project_own" }
        );
    }
    it.all_say(by, Choice::Yes).await;
    let decided = it.member(0).decide_project(id, None).await.unwrap().body;
    assert_eq!(decided.summary.state, StateName::Approved);
    let tally = it.server.anonymous().get_resolution(by).await.unwrap().body.tally.unwrap();
    assert_eq!((tally.members, tally.recused, tally.yes), (6, 3, 3));
}

#[actix_web::test]
async fn where_too_many_keep_out_of_it_the_matter_waits() {
    let mut it = Town::committed(2).await;
    let person = it.resident(HOME);
    it.seat_of(person.0).await;
    let id = it.commented(&it.client(person)).await;
    let by = it.put(id).await;
    it.all_say(by, Choice::Yes).await;
    let waits = it.member(0).decide_project(id, None).await.unwrap().body;
    assert_eq!((waits.summary.state, waits.granted_fen), (StateName::PublicComment, None));
    assert!(waits.actions.contains(&Action::Put), "another committee decides");
}

#[actix_web::test]
async fn what_is_taken_back_is_not_voted_on_and_a_vote_that_is_taken_back_leaves_it_to_be_put_again() {
    let it = Town::committed(3).await;
    let person = it.resident(HOME);
    let id = it.in_comment(&it.client(person)).await.summary.id;
    let other = it.commented(&it.client(person)).await;
    let by = it.put(id).await;
    it.client(person).withdraw_project(id, None).await.unwrap();
    let taken = it.server.anonymous().get_resolution(by).await.unwrap().body;
    assert_eq!(taken.state, ResolutionStanding::Withdrawn);
    let yes = CastVote { choice: Choice::Yes };
    assert_eq!(code(it.member(0).cast_vote(by, &yes, None).await), "resolution_not_open");
    assert_eq!(code(it.client(person).withdraw_project(id, None).await), "project_ended");
    let by = it.put(other).await;
    it.member(0).withdraw_resolution(by, None).await.unwrap();
    assert_eq!(it.state_of(other).await, StateName::PublicComment);
    assert_eq!(it.last(other, 2).await, ["put", "undecided"]);
    it.put(other).await;
}

#[actix_web::test]
async fn the_agreement_is_signed_by_both_sides() {
    let it = Town::committed(3).await;
    let person = it.resident(HOME);
    let id = it.carried_project(&it.client(person)).await.summary.id;
    let proposer = it.client(person);
    assert_eq!(code(proposer.countersign_project_agreement(id, None).await), "project_approved");
    let offered = it.official().sign_project_agreement(id, &signed(), None).await.unwrap().body;
    assert_eq!(offered.summary.state, StateName::Offered);
    assert_eq!(code(it.official().sign_project_agreement(id, &signed(), None).await), "project_offered");
    assert_eq!(code(it.official().countersign_project_agreement(id, None).await), "project_not_yours");
    assert_eq!(proposer.get_project(id).await.unwrap().body.actions, [Action::Countersign]);
    let running = proposer.countersign_project_agreement(id, Some("once")).await.unwrap().body;
    assert_eq!(proposer.countersign_project_agreement(id, Some("once")).await.unwrap().body, running);
    assert_eq!(running.summary.state, StateName::InProgress);
    assert_eq!(code(proposer.countersign_project_agreement(id, None).await), "project_in_progress");
    assert_eq!(it.last(id, 3).await, ["approved", "agreed", "countersigned"]);
}

#[actix_web::test]
async fn the_committee_ends_a_project_early_or_lets_it_go_on() {
    let it = Town::committed(3).await;
    let person = it.resident(HOME);
    let id = it.carried_project(&it.client(person)).await.summary.id;
    let asked = it.asked();
    let official = it.official();
    assert_eq!(code(official.ask_to_terminate_project(id, &asked, None).await), "project_not_yours");
    let put = it.member(0).ask_to_terminate_project(id, &asked, Some("once")).await.unwrap().body;
    assert_eq!(it.member(0).ask_to_terminate_project(id, &asked, Some("once")).await.unwrap().body, put);
    assert_eq!(put.summary.state, StateName::Approved, "it goes on meanwhile");
    let again = it.member(1).ask_to_terminate_project(id, &asked, None).await;
    assert_eq!(code(again), "project_termination_asked");
    let by = put.timeline.last().unwrap().resolution_id.unwrap();
    assert_ne!(Some(by), put.summary.resolution_id, "what it was approved by stays");
    it.all_say(by, Choice::No).await;
    it.member(0).decide_resolution(by, None).await.unwrap();
    assert_eq!(it.last(id, 2).await, ["termination_put", "goes_on"]);
    let put = it.member(0).ask_to_terminate_project(id, &asked, None).await.unwrap().body;
    let by = put.timeline.last().unwrap().resolution_id.unwrap();
    it.official().sign_project_agreement(id, &signed(), None).await.unwrap();
    it.all_say(by, Choice::Yes).await;
    it.days_later(4);
    assert_eq!(it.votes_end().await, Some(1));
    let ended = it.server.anonymous().get_project(id).await.unwrap().body;
    assert_eq!((ended.summary.state, ended.granted_fen), (StateName::Terminated, Some(100_000)));
    assert_eq!(it.last(id, 2).await, ["agreed", "terminated"]);
    let late = it.member(0).ask_to_terminate_project(id, &it.asked(), None).await;
    assert_eq!(code(late), "project_ended");
}

#[actix_web::test]
async fn what_was_carried_through_before_the_committee_ended_it_stays() {
    let it = Town::committed(3).await;
    let person = it.resident(HOME);
    let id = it.carried_project(&it.client(person)).await.summary.id;
    let put = it.member(0).ask_to_terminate_project(id, &it.asked(), None).await.unwrap().body;
    let by = put.timeline.last().unwrap().resolution_id.unwrap();
    it.project_is(id, StateName::Rating);
    it.all_say(by, Choice::Yes).await;
    it.member(0).decide_resolution(by, None).await.unwrap();
    assert_eq!(it.state_of(id).await, StateName::Rating);
    let late = it.member(0).ask_to_terminate_project(id, &it.asked(), None).await;
    assert_eq!(code(late), "project_in_rating");
}
