//! A project on its way, from a draft to the archive, and where it turns off.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::{
    super::*,
    moves::{RESOLUTION, at, project, standing},
};
use crate::{
    funds::{
        Amount, FundError,
        committee::{Ballots, Matter, Outcome, Resolution, ResolutionError, ResolutionState},
        tests::{FUND, amount, fund, hash, purpose, rules},
    },
    ids::PhotoId,
};

fn by(who: &str, hours: i64) -> Who {
    (standing(who), at(hours))
}

fn resolution(fen: i64, decided: Option<Outcome>) -> Resolution {
    let ballots = Ballots::open(BTreeSet::new(), &BTreeMap::new());
    let state = match decided {
        Some(outcome) => ResolutionState::Decided(ballots, outcome),
        None => ResolutionState::Open(ballots),
    };
    let matter = Matter::Project { project: project(StateName::Draft).id, budget: amount(fen) };
    Resolution { id: RESOLUTION, fund: FUND, matter, state, used_fen: 0 }
}

#[test]
fn from_a_draft_to_the_archive() {
    let submitted = project(StateName::Draft).submit(by("proposer", 0), &fund(), Some(amount(100))).unwrap();
    let public = submitted.screen(by("office", 1), &rules()).unwrap();
    // The day of screening and seven more, to the end of the last in the town's time.
    let until: DateTime<Utc> = "1970-01-08T16:00:00Z".parse().unwrap();
    assert_eq!(public.state, State::PublicComment { until });
    let deciding = public.put(by("member", 200), &resolution(100, None)).unwrap();
    let undecided = deciding.clone().decide(&resolution(100, None), at(201));
    assert_eq!(undecided, Err(ProjectError::NotDecided));
    let approved = deciding.decide(&resolution(100, Some(Outcome::Carried)), at(201)).unwrap();
    assert_eq!(approved.state.resolution(), None, "nothing is paid before the agreement");
    let offered = approved.agree(by("office", 202)).unwrap();
    assert_eq!((offered.state.resolution(), offered.state.decision()), (None, Some(RESOLUTION)));
    let mut running = offered.countersign(by("proposer", 202)).unwrap();
    assert_eq!(running.state.resolution(), Some(RESOLUTION));
    let evidence = Evidence { invoices: 1, photos: vec![PhotoId(uuid::Uuid::nil())] };
    assert_eq!(
        running.clone().report(by("proposer", 203)),
        Err(ProjectError::Milestone(MilestoneError::Unfinished))
    );
    for milestone in 0..2 {
        running = running.reach(by("helper", 203), milestone, &evidence).unwrap();
        running = running.judge(by("office", 204), milestone, true).unwrap();
    }
    let reported = running.clone().report(by("proposer", 205)).unwrap();
    assert_eq!(reported.clone().return_report(by("office", 206)), Ok(running), "it does not show it done");
    let rating = reported.accept_report(by("office", 206), &rules()).unwrap();
    assert_eq!(rating.clone().end(by("office", 207), Action::Archive), Err(ProjectError::WindowOpen));
    assert_eq!(rating.end(by("office", 9_000), Action::Archive).unwrap().state, State::Archived);
}

#[test]
fn a_proposal_is_complete_before_it_is_handed_in() {
    let submit = |change: fn(&mut Proposal), most: Option<Amount>| {
        let mut draft = project(StateName::Draft);
        change(&mut draft.proposal);
        draft.submit(by("proposer", 0), &fund(), most).unwrap_err()
    };
    let dear = ProposalError::TooDear(amount(99));
    assert_eq!(submit(|_| (), Some(amount(99))), dear.into());
    let instalments = ProposalError::Instalments { instalments: 40, budget: 100 };
    assert_eq!(
        submit(|p| p.milestones = Milestones::new(&[amount(40)], false).unwrap(), None),
        instalments.into()
    );
    let bridge = |p: &mut Proposal| {
        p.budget = crate::funds::books::Budget::new(vec![(amount(100), Some(purpose("bridge")))]).unwrap();
    };
    let unknown = ProposalError::from(FundError::NoPurpose(purpose("bridge")));
    assert_eq!(submit(bridge, None), unknown.into());
}

#[test]
fn the_committee_decides_on_this_project_and_what_it_costs() {
    let public = || project(StateName::PublicComment);
    let put = |by_resolution: &Resolution| public().put(by("member", 60), by_resolution).unwrap_err();
    assert_eq!(put(&resolution(99, None)), ResolutionError::OtherMatter.into());
    assert_eq!(put(&resolution(100, Some(Outcome::Carried))), ResolutionError::NotOpen.into());
    let decide = |outcome| {
        let decided = resolution(100, Some(outcome));
        project(StateName::Deciding).decide(&decided, at(60)).unwrap().state.name()
    };
    let outcomes = Outcome::ALL.map(decide);
    use StateName::{Approved, PublicComment, Rejected};
    assert_eq!(outcomes, [Approved, Rejected, PublicComment, PublicComment]);
    let again = project(StateName::Deciding).decide(&resolution(100, Some(Outcome::NoQuorum)), at(60));
    assert!(
        again.unwrap().put(by("member", 60), &resolution(100, None)).is_ok(),
        "it can be put again at once"
    );
}

#[test]
fn a_project_is_written_better_turned_down_taken_back_or_ended() {
    let submitted = || project(StateName::Submitted);
    let returned = submitted().turn_down(by("office", 1), false).unwrap();
    let better = Proposal { plan: hash("better"), ..returned.proposal.clone() };
    assert_eq!(returned.revise(by("proposer", 2), better.clone()).unwrap().proposal, better);
    assert_eq!(submitted().turn_down(by("office", 1), true).unwrap().state, State::Rejected);
    assert_eq!(submitted().end(by("proposer", 1), Action::Withdraw).unwrap().state, State::Withdrawn);
    assert_eq!(
        submitted().end(by("proposer", 1), Action::Submit),
        Err(ProjectError::State(StateName::Submitted))
    );
    assert_eq!(submitted().agree(by("office", 1)), Err(ProjectError::State(StateName::Submitted)));
    let running = || project(StateName::InProgress);
    let other = running().terminate(&resolution(100, Some(Outcome::Carried)));
    assert_eq!(other, Err(ResolutionError::OtherMatter.into()));
    let matter = Matter::Termination { project: running().id };
    let ending = Resolution { matter, ..resolution(100, Some(Outcome::Carried)) };
    assert_eq!(running().terminate(&ending).unwrap().state, State::Terminated);
    assert_eq!(
        project(StateName::Rating).terminate(&ending),
        Err(ProjectError::State(StateName::Rating)),
        "what was carried through is not ended early"
    );
    assert_eq!(project(StateName::Archived).terminate(&ending), Err(ProjectError::Ended));
}

#[test]
fn people_join_until_the_committee_decides() {
    let join = |name| project(name).join(crate::funds::tests::person(9));
    assert!(join(StateName::PublicComment).unwrap().has_in_team(crate::funds::tests::person(9)));
    assert_eq!(join(StateName::Deciding), Err(ProjectError::State(StateName::Deciding)));
    assert_eq!(join(StateName::Withdrawn), Err(ProjectError::Ended));
}
