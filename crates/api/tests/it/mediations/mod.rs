//! Mediations: who reads a record, how it is settled, and what parties learn.

mod sight;

use client::Client;
use contract::mediations::{
    AddMeeting, ConfirmAgreement, DeclineAgreement, EndMediation, Mediation, NewParty, OpenMediation,
    ProposeAgreement, RecordSignature,
};
use domain::{
    ids::{MediationId, SessionId, UserId},
    mediations::{AGREEMENTS_MAX, Answer, MEETINGS_MAX, MediationMove, MediationState},
    permissions::Role,
};

use crate::{
    notifications::told_of,
    support::{TestServer, ask_at_once, code, outcomes},
    tickets::upload,
};

pub const GRID: &str = "1/1/1/1/";
const HOME: &str = "1/1/1/1/1/";
const OTHER_HOME: &str = "1/1/1/1/2/";

/// A dispute of two households and of somebody without an account.
pub struct Dispute {
    pub server: TestServer,
    pub mediator: Client,
    pub parties: [(UserId, SessionId); 2],
    pub id: MediationId,
}

pub fn named(name: &str) -> NewParty {
    NewParty { user_id: None, name: Some(name.to_owned()), phone: Some("13800000000".to_owned()) }
}

pub fn resident(user: UserId) -> NewParty {
    NewParty { user_id: Some(user), name: None, phone: None }
}

pub fn opened(server: &TestServer, parties: Vec<NewParty>) -> OpenMediation {
    OpenMediation {
        area_id: server.world.area(GRID), matter: "两家共用的院墙由谁修".to_owned(), parties
    }
}

impl Dispute {
    pub async fn new(others: Vec<NewParty>) -> Self {
        let server = TestServer::start().await;
        let mediator = server.signed_in(Role::GridWorker, GRID);
        let parties =
            [HOME, OTHER_HOME].map(|home| server.world.person(&server.store, Some((Role::Resident, home))));
        let all = parties.iter().map(|(user, _)| resident(*user)).chain(others).collect();
        let id = mediator.open_mediation(&opened(&server, all), None).await.unwrap().body.item.id;
        Self { server, mediator, parties, id }
    }

    pub fn party(&self, index: usize) -> Client {
        self.server.client_of(self.parties[index])
    }

    pub async fn propose(&self, text: &str) -> Mediation {
        let body = ProposeAgreement { text: text.to_owned() };
        self.mediator.propose_agreement(self.id, &body, None).await.unwrap().body
    }

    async fn confirm(&self, index: usize, number: u32) -> Result<Mediation, client::ClientError> {
        let body = ConfirmAgreement { number };
        Ok(self.party(index).confirm_agreement(self.id, &body, None).await?.body)
    }
}

fn because(reason: &str) -> EndMediation {
    EndMediation { reason: reason.to_owned() }
}

#[actix_web::test]
async fn with_the_last_confirmation_it_is_settled_and_nothing_more_happens() {
    let dispute = Dispute::new(Vec::new()).await;
    assert_eq!(code(dispute.confirm(0, 1).await), "mediation_nothing_agreed");
    let agreed = dispute.propose("各出一半").await;
    assert_eq!(agreed.item.state, MediationState::Agreed);
    let first = dispute.confirm(0, 1).await.unwrap();
    assert_eq!((first.item.state, first.item.asked), (MediationState::Agreed, false));
    assert_eq!(code(dispute.confirm(0, 1).await), "agreement_answered");
    let second = dispute.confirm(1, 1).await.unwrap();
    assert_eq!(second.item.state, MediationState::Settled);
    assert!(second.item.ended_at.is_some() && second.moves.is_empty());
    assert!(second.parties.iter().all(|party| party.answer == Some(Answer::Confirmed)));
    for refused in [
        dispute.mediator.fail_mediation(dispute.id, &because("不谈了"), None).await,
        dispute.mediator.withdraw_mediation(dispute.id, &because("不谈了"), None).await,
        dispute.mediator.propose_agreement(dispute.id, &ProposeAgreement { text: "又改".into() }, None).await,
    ] {
        assert_eq!(code(refused), "mediation_ended");
    }
    // What is the mediator's is nobody else's.
    let mine = dispute.party(0).fail_mediation(dispute.id, &because("不谈了"), None).await;
    assert_eq!(code(mine), "not_allowed");
}

#[actix_web::test]
async fn another_text_voids_what_was_confirmed_and_an_old_one_is_not_confirmed() {
    let dispute = Dispute::new(Vec::new()).await;
    dispute.propose("各出一半").await;
    dispute.confirm(0, 1).await.unwrap();
    let changed = dispute.propose("甲出三成，乙出七成").await;
    assert_eq!((changed.agreements.len(), changed.agreements[0].number), (2, 2));
    assert!(changed.parties.iter().all(|party| party.answer.is_none()));
    assert_eq!(code(dispute.confirm(1, 1).await), "agreement_changed");
    dispute.confirm(1, 2).await.unwrap();
    let seen = dispute.party(0).get_mediation(dispute.id).await.unwrap().body;
    assert_eq!((seen.item.state, seen.item.asked), (MediationState::Agreed, true));
    assert_eq!(dispute.confirm(0, 2).await.unwrap().item.state, MediationState::Settled);
}

#[actix_web::test]
async fn a_party_declines_and_the_parties_talk_again() {
    let dispute = Dispute::new(Vec::new()).await;
    dispute.propose("各出一半").await;
    let body = DeclineAgreement { number: 1, reason: "期限太短".to_owned() };
    let declined = dispute.party(1).decline_agreement(dispute.id, &body, None).await.unwrap().body;
    assert_eq!(declined.item.state, MediationState::Open);
    assert_eq!(declined.parties[1].decline_reason.as_deref(), Some("期限太短"));
    assert_eq!(code(dispute.confirm(0, 1).await), "mediation_nothing_agreed");
    dispute.propose("各出一半，年底前修好").await;
    dispute.confirm(0, 2).await.unwrap();
    assert_eq!(dispute.confirm(1, 2).await.unwrap().item.state, MediationState::Settled);
}

#[actix_web::test]
async fn of_two_who_confirm_at_once_one_settles_it() {
    let dispute = Dispute::new(Vec::new()).await;
    dispute.propose("各出一半").await;
    let id = dispute.id;
    let clients = vec![dispute.party(0), dispute.party(1), dispute.party(0), dispute.party(1)];
    let answers = ask_at_once(clients, move |_, client| async move {
        client.confirm_agreement(id, &ConfirmAgreement { number: 1 }, None).await
    })
    .await;
    let (good, bad) = outcomes(answers);
    assert_eq!(good, 2);
    // Whoever confirms twice may come after the end.
    assert!(bad.iter().all(|code| code == "agreement_answered" || code == "mediation_ended"), "{bad:?}");
    let settled = dispute.mediator.get_mediation(id).await.unwrap().body;
    assert_eq!(settled.item.state, MediationState::Settled);
    let events = events(&dispute.server);
    assert_eq!(events.iter().filter(|event| *event == "mediation.settled").count(), 1);
    assert_eq!(events.iter().filter(|event| *event == "mediation.confirmed").count(), 1);
}

fn events(server: &TestServer) -> Vec<String> {
    use app::db::schema::journal;
    use diesel::prelude::*;
    let found = server.store.write(|tx| -> Result<Vec<String>, app::db::DbError> {
        let of_it = journal::table.filter(journal::event.like("mediation.%"));
        Ok(of_it.order(journal::id).select(journal::event).load(tx.db())?)
    });
    found.unwrap()
}

#[actix_web::test]
async fn who_has_no_account_signs_before_a_witness() {
    let dispute = Dispute::new(vec![named("周大爷")]).await;
    let agreed = dispute.propose("各出一半").await;
    let (by_hand, with_account) = (agreed.parties[2].id, agreed.parties[0].id);
    let photo = upload(&dispute.mediator, 9).await;
    let sign = |party, number, witness: &str| {
        let body = RecordSignature { number, photo, witness: witness.to_owned() };
        let mediator = dispute.mediator.clone();
        let id = dispute.id;
        async move { mediator.record_signature((id, party), &body, None).await }
    };
    assert_eq!(code(sign(with_account, 1, "村会计孙敏").await), "party_has_account");
    assert_eq!(code(sign(by_hand, 2, "村会计孙敏").await), "agreement_changed");
    for witness in ["周大爷", "测试用户"] {
        assert_eq!(code(sign(by_hand, 1, witness).await), "fields_invalid", "{witness}");
    }
    let signed = sign(by_hand, 1, "村会计孙敏").await.unwrap().body;
    assert_eq!(signed.parties[2].signature, Some(photo));
    assert_eq!(signed.parties[2].witness.as_deref(), Some("村会计孙敏"));
    assert_eq!(code(sign(by_hand, 1, "村会计孙敏").await), "agreement_answered");
    dispute.confirm(0, 1).await.unwrap();
    assert_eq!(dispute.confirm(1, 1).await.unwrap().item.state, MediationState::Settled);
}

#[actix_web::test]
async fn parties_are_residents_of_the_place_or_names_and_each_is_one() {
    let server = TestServer::start().await;
    let (user, session) = server.world.person(&server.store, Some((Role::GridWorker, GRID)));
    let mediator = server.client_of((user, session));
    let home = server.world.person(&server.store, Some((Role::Resident, HOME))).0;
    let elsewhere = server.world.person(&server.store, Some((Role::Resident, "1/1/2/1/1/"))).0;
    let both = NewParty { name: Some("周大爷".to_owned()), ..resident(home) };
    let no_number = NewParty { phone: Some("12".to_owned()), ..named("周大爷") };
    for parties in [
        vec![resident(home)],
        vec![resident(home), resident(home)],
        vec![resident(home), resident(user)],
        vec![resident(home), resident(elsewhere)],
        vec![named("周大爷"), both],
        vec![named("周大爷"), no_number],
        vec![named("周大爷"); 9],
    ] {
        let body = opened(&server, parties);
        assert_eq!(code(mediator.open_mediation(&body, None).await), "fields_invalid");
    }
    // A household says whose it is: a record lies in the grid.
    let body = OpenMediation {
        area_id: server.world.area(HOME),
        ..opened(&server, vec![named("周大爷"), resident(home)])
    };
    assert_eq!(code(mediator.open_mediation(&body, None).await), "fields_invalid");
    let body = opened(&server, vec![named("周大爷"), resident(home)]);
    let made = mediator.open_mediation(&body, None).await.unwrap().body;
    assert_eq!(made.parties[0].phone.as_deref(), Some("13800000000"));
    assert!(made.moves.contains(&MediationMove::Propose) && !made.moves.contains(&MediationMove::Confirm));
}

#[actix_web::test]
async fn meetings_and_texts_have_an_end() {
    let dispute = Dispute::new(Vec::new()).await;
    let meeting = AddMeeting {
        held_at: dispute.server.store.db.now(),
        place: "村委会调解室".to_owned(),
        notes: "各说各的".to_owned(),
    };
    for _ in 0..MEETINGS_MAX {
        dispute.mediator.add_meeting(dispute.id, &meeting, None).await.unwrap();
    }
    let full = dispute.mediator.add_meeting(dispute.id, &meeting, None).await;
    assert_eq!(code(full), "meetings_full");
    for _ in 0..AGREEMENTS_MAX {
        dispute.propose("各出一半").await;
    }
    let body = ProposeAgreement { text: "再改".to_owned() };
    let full = dispute.mediator.propose_agreement(dispute.id, &body, None).await;
    assert_eq!(code(full), "agreements_full");
}

#[actix_web::test]
async fn parties_are_told_that_something_happened_and_not_what() {
    let dispute = Dispute::new(Vec::new()).await;
    let opened = told_of(&dispute.party(0), "mediation.opened").await;
    assert_eq!(opened.about, None);
    dispute.propose("各出一半").await;
    assert_eq!(told_of(&dispute.party(1), "mediation.proposed").await.about, None);
    dispute.confirm(0, 1).await.unwrap();
    dispute.confirm(1, 1).await.unwrap();
    assert_eq!(told_of(&dispute.mediator, "mediation.settled").await.about, None);
}
