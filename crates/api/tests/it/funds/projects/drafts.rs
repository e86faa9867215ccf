//! Drafts: who proposes in whose name, what is complete, who takes part and who sees it.

use contract::funds::{ListProjects, WriteProject, WriteProjectLine, WriteProposalCall, WriteProposer};
use contract::providers::CreateProvider;
use domain::{
    funds::{
        PROPOSALS_UNDECIDED_MAX,
        projects::{Action, ProposerKind, StateName},
    },
    permissions::Role,
};
use sha2::{Digest, Sha256};

use super::{super::TOWN, FAR_HOME, HOME, OTHER_HOME, write_call, write_project};
use crate::{
    funds::Town,
    points::{fault, faults},
    support::code,
};

#[actix_web::test]
async fn a_draft_is_its_proposer_s_alone_until_it_is_handed_in() {
    let it = Town::calling().await;
    let proposer = it.client(it.resident(HOME));
    let draft = it.draft(&proposer).await;
    let id = draft.summary.id;
    let hash: [u8; 32] = Sha256::digest(draft.plan.as_bytes()).into();
    assert_eq!((draft.plan_hash.0, draft.summary.budget_fen, draft.summary.spent_fen), (hash, 100_000, 0));
    assert_eq!(draft.actions, [Action::Revise, Action::Submit, Action::Withdraw]);
    for other in [it.server.anonymous(), it.official(), it.client(it.resident(OTHER_HOME))] {
        assert_eq!(code(other.get_project(id).await), "not_found");
        assert_eq!(other.list_projects(&ListProjects::default()).await.unwrap().items, []);
    }
    let mine = ListProjects { mine: Some(true), ..ListProjects::default() };
    assert_eq!(proposer.list_projects(&mine).await.unwrap().items, std::slice::from_ref(&draft.summary));
    let other = WriteProject { title: "屋顶菜园".to_owned(), ..write_project() };
    let revised = proposer.revise_project(id, "\"1\"", &other).await.unwrap().body;
    assert_eq!((revised.summary.title.as_str(), revised.summary.version), ("屋顶菜园", 2));
    assert_eq!(code(proposer.revise_project(id, "\"1\"", &other).await), "changed_meanwhile");
    let submitted = proposer.submit_project(id, Some("once")).await.unwrap().body;
    assert_eq!(proposer.submit_project(id, Some("once")).await.unwrap().body, submitted);
    assert_eq!((submitted.summary.state, submitted.timeline.len()), (StateName::Submitted, 1));
    assert_eq!(code(proposer.revise_project(id, "\"3\"", &other).await), "project_is_submitted");
    let inside = it.official().get_project(id).await.unwrap().body;
    assert_eq!(inside.actions, [Action::Return, Action::Screen, Action::ScreenOut]);
    assert!(inside.summary.proposer.name.is_some() && inside.timeline[0].by.is_some());
    assert_eq!(code(it.server.anonymous().get_project(id).await), "not_found");
    assert_eq!(it.official().list_projects(&ListProjects::default()).await.unwrap().items, [inside.summary]);
    let withdrawn = proposer.withdraw_project(id, None).await.unwrap().body;
    assert_eq!(withdrawn.summary.state, StateName::Withdrawn);
    assert_eq!(code(proposer.submit_project(id, None).await), "project_ended");
}

#[actix_web::test]
async fn residents_propose_for_themselves_and_groups_and_staff_for_their_organisation() {
    let it = Town::calling().await;
    let call = it.call().await.id;
    let resident = it.client(it.resident(HOME));
    let proposer = |kind, group_name: Option<&str>, provider_id| WriteProject {
        proposer: WriteProposer { kind, group_name: group_name.map(str::to_owned), provider_id },
        ..write_project()
    };
    let group = proposer(ProposerKind::Group, Some("小花园小组"), None);
    let made = resident.draft_project(call, &group, None).await.unwrap().body.summary;
    assert_eq!(made.proposer.name.as_deref(), Some("小花园小组"));
    let nameless = proposer(ProposerKind::Group, None, None);
    assert_eq!(
        faults(resident.draft_project(call, &nameless, None).await),
        fault("/proposer", "project_proposer")
    );
    let elsewhere = it.client(it.resident(FAR_HOME));
    assert_eq!(code(elsewhere.draft_project(call, &group, None).await), "project_not_yours");
    let content = crate::providers::content("社区服务中心");
    let provider = CreateProvider { area_id: it.server.world.area(TOWN), content };
    let provider = it.official().create_provider(&provider, None).await.unwrap().body.id;
    let organisation = proposer(ProposerKind::Organisation, None, Some(provider));
    assert_eq!(code(resident.draft_project(call, &organisation, None).await), "not_allowed");
    let staff = it.client(it.server.world.staff(&it.server.store, provider, TOWN));
    let made = staff.draft_project(call, &organisation, None).await.unwrap().body.summary;
    assert_eq!(
        (made.proposer.name.as_deref(), made.proposer.provider_id),
        (Some("社区服务中心"), Some(provider))
    );
}

#[actix_web::test]
async fn a_proposal_is_complete_and_within_its_call_before_it_is_handed_in() {
    let it = Town::calling().await;
    let proposer = it.client(it.resident(HOME));
    let small = WriteProposalCall {
        most_fen: 100_000,
        purposes: vec!["education".to_owned()],
        ..write_call(it.now())
    };
    let call = it.call_draft(&small).await.id;
    assert_eq!(code(proposer.draft_project(call, &write_project(), None).await), "not_found");
    it.official().publish_proposal_call(call, "\"1\"").await.unwrap();
    let id = proposer.draft_project(call, &write_project(), None).await.unwrap().body.summary.id;
    let try_with = |change: fn(&mut WriteProject)| {
        let (proposer, mut body) = (proposer.clone(), write_project());
        change(&mut body);
        async move {
            let version = proposer.get_project(id).await.unwrap().etag;
            proposer.revise_project(id, &version, &body).await.unwrap();
            code(proposer.submit_project(id, None).await)
        }
    };
    assert_eq!(try_with(|body| body.lines[0].limit_fen += 1).await, "project_too_dear");
    assert_eq!(try_with(|body| body.milestones[0].instalment_fen -= 1).await, "project_instalments");
    assert_eq!(try_with(|body| body.lines[0].purpose = Some("bridge".to_owned())).await, "fund_no_purpose");
    let environment = |body: &mut WriteProject| body.lines[0].purpose = Some("environment".to_owned());
    assert_eq!(try_with(environment).await, "proposal_call_other_purpose");
    let most = domain::funds::Amount::FEN_MAX;
    let line = WriteProjectLine { title: "一".to_owned(), limit_fen: most, purpose: None };
    let body = WriteProject { lines: vec![line.clone(), line], ..write_project() };
    assert_eq!(faults(proposer.draft_project(call, &body, None).await), fault("/lines", "project_total"));
    it.fund_is("closed");
    assert_eq!(code(proposer.submit_project(id, None).await), "fund_not_running");
    it.fund_is("open");
    it.official().close_proposal_call(call, "\"2\"").await.unwrap();
    assert_eq!(code(proposer.submit_project(id, None).await), "proposal_call_closed");
    assert_eq!(code(proposer.draft_project(call, &write_project(), None).await), "proposal_call_closed");
    let later = WriteProposalCall { opens_at: it.now() + chrono::TimeDelta::days(1), ..write_call(it.now()) };
    let later = it.call_draft(&later).await.id;
    it.official().publish_proposal_call(later, "\"1\"").await.unwrap();
    let early = proposer.draft_project(later, &write_project(), None).await.unwrap().body.summary.id;
    assert_eq!(code(proposer.submit_project(early, None).await), "proposal_call_not_open_yet");
}

#[actix_web::test]
async fn who_is_named_takes_part_when_they_say_so() {
    let it = Town::calling().await;
    let (proposer, friend) = (it.client(it.resident(HOME)), it.resident(OTHER_HOME));
    let call = it.call().await.id;
    let body = WriteProject { people: vec![it.login(friend.0)], ..write_project() };
    let unknown =
        WriteProject { people: vec![it.login(friend.0), "nobody_there".to_owned()], ..write_project() };
    assert_eq!(
        faults(proposer.draft_project(call, &unknown, None).await),
        fault("/people/1", "project_person")
    );
    let draft = proposer.draft_project(call, &body, None).await.unwrap().body;
    let id = draft.summary.id;
    let named = draft.people.unwrap();
    assert_eq!((draft.people_count, named[0].login.as_ref()), (1, Some(&body.people[0])));
    let friend = it.client(friend);
    let seen = friend.get_project(id).await.unwrap().body;
    assert!(seen.asked && seen.people.unwrap()[0].login.is_none(), "only its proposer names people");
    let joined = friend.join_project(id, None).await.unwrap().body;
    assert_eq!((joined.people_count, joined.asked, joined.summary.version), (2, false, 2));
    assert_eq!(friend.join_project(id, None).await.unwrap().body, joined, "once is enough");
    let mine = ListProjects { mine: Some(true), ..ListProjects::default() };
    assert_eq!(friend.list_projects(&mine).await.unwrap().items.len(), 1);
    let revised = proposer.revise_project(id, "\"2\"", &body).await.unwrap().body;
    assert_eq!(revised.people_count, 2, "who takes part and is named again still does");
    assert_eq!(code(friend.submit_project(id, None).await), "project_not_yours");
    let alone = proposer.revise_project(id, "\"3\"", &write_project()).await.unwrap().body;
    assert_eq!((alone.people_count, code(friend.join_project(id, None).await)), (1, "not_found".to_owned()));
    let official = it.person(Role::Official);
    let body = WriteProject { people: vec![it.login(official.0)], ..write_project() };
    proposer.revise_project(id, "\"4\"", &body).await.unwrap();
    it.client(official).join_project(id, None).await.unwrap();
    proposer.submit_project(id, None).await.unwrap();
    let passed = super::screening(contract::funds::ScreeningResult::Passed);
    assert_eq!(code(it.client(official).screen_project(id, &passed, None).await), "project_own");
}

#[actix_web::test]
async fn one_person_has_so_many_proposals_that_are_not_decided() {
    let it = Town::calling().await;
    let (proposer, call) = (it.client(it.resident(HOME)), it.call().await.id);
    for _ in 0..PROPOSALS_UNDECIDED_MAX {
        proposer.draft_project(call, &write_project(), None).await.unwrap();
    }
    let refused = proposer.draft_project(call, &write_project(), None).await;
    assert_eq!(code(refused), "project_proposals_full");
}
