use app::{
    db::{DbError, NewEntry},
    journal::newest_root,
};
use contract::journal::{ConsistencyQuery, ListJournal, ListRoots, ProofQuery};
use domain::{
    areas::AreaPath,
    ids::{EntryId, UserId},
    journal::{Event, NodeHash, ProofError, Root},
    permissions::{Actor, Role},
};
use serde::Serialize;
use uuid::Uuid;

use crate::support::{TestServer, code};

#[derive(Serialize)]
pub struct Happened {
    #[serde(skip)]
    pub name: &'static str,
    pub number: u64,
}

impl Event for Happened {
    fn name(&self) -> &'static str {
        self.name
    }
}

/// Appends an entry as `agent` does and hands back its id.
pub async fn happen(
    server: &TestServer,
    name: &'static str,
    area: &str,
    agent: Option<UserId>,
    subject: &str,
) -> EntryId {
    let (area, subject) = (AreaPath::parse(area).unwrap(), subject.to_owned());
    let write = server.store.db.write(move |tx| -> Result<EntryId, DbError> {
        let session = domain::ids::SessionId(Uuid::nil());
        let actor = agent.map(|user| Actor { user, session, grants: vec![], principal: None });
        tx.journal(NewEntry {
            actor: actor.as_ref(),
            area: &area,
            subject,
            event: Happened { name, number: 1 },
        })
    });
    write.await.unwrap()
}

/// Waits until so many entries are sealed.
pub async fn sealed(server: &TestServer, size: u64) {
    for _ in 0..400 {
        if server.store.db.read(newest_root).await.unwrap().root.size >= size {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("not sealed within four seconds");
}

#[actix_web::test]
async fn an_auditor_lists_their_areas_newest_first_page_by_page() {
    let server = TestServer::start().await;
    for (name, area) in [
        ("ticket.opened", "1/1/1/"),
        ("ticket.opened", "1/2/1/"),
        ("grant.given", "1/1/"),
        ("ticket.solved", "1/1/1/1/"),
        ("area.renamed", "1/"),
    ] {
        happen(&server, name, area, None, "x:1").await;
    }
    sealed(&server, 5).await;
    let auditor = server.signed_in(Role::Auditor, "1/1/");
    let mut query = ListJournal { limit: Some(2), ..ListJournal::default() };
    let first = auditor.list_journal(&query).await.unwrap();
    query.after = first.next;
    let second = auditor.list_journal(&query).await.unwrap();
    let seen: Vec<u64> = first.items.iter().chain(&second.items).map(|e| e.position).collect();
    assert_eq!((seen, second.next), (vec![3, 2, 0], None));

    let tickets = ListJournal { event: Some("ticket.".into()), ..ListJournal::default() };
    let seen: Vec<u64> =
        auditor.list_journal(&tickets).await.unwrap().items.iter().map(|e| e.position).collect();
    assert_eq!(seen, [3, 0]);
    let village = ListJournal { under_id: Some(server.world.area("1/1/1/")), ..tickets };
    assert_eq!(auditor.list_journal(&village).await.unwrap().items.len(), 2);
}

#[actix_web::test]
async fn the_journal_is_closed_to_those_without_the_permission_there() {
    let server = TestServer::start().await;
    let all = ListJournal::default();
    assert_eq!(code(server.anonymous().list_journal(&all).await), "sign_in_required");
    assert_eq!(code(server.signed_in(Role::Official, "1/").list_journal(&all).await), "not_allowed");
    let auditor = server.signed_in(Role::Auditor, "1/1/");
    let sibling = ListJournal { under_id: Some(server.world.area("1/2/")), ..all.clone() };
    assert_eq!(code(auditor.list_journal(&sibling).await), "not_allowed");
    let nowhere = ListJournal { under_id: Some(domain::ids::AreaId(Uuid::nil())), ..all.clone() };
    assert_eq!(code(auditor.list_journal(&nowhere).await), "not_found");
    let bad = ListJournal { after: Some("x".into()), ..all };
    assert_eq!(code(auditor.list_journal(&bad).await), "query_invalid");
}

#[actix_web::test]
async fn an_entry_and_its_proof_are_for_those_it_concerns() {
    let server = TestServer::start().await;
    let resident = server.world.person(&server.store, Some((Role::Resident, "1/1/1/1/1/")));
    let worker = server.world.person(&server.store, Some((Role::GridWorker, "1/1/1/1/")));
    let entry =
        happen(&server, "user.renamed", "1/1/1/1/", Some(worker.0), &format!("user:{}", resident.0)).await;
    sealed(&server, 1).await;
    let auditor = server.signed_in(Role::Auditor, "1/");
    for client in [server.client_of(resident), server.client_of(worker), auditor.clone()] {
        let shown = client.get_journal_entry(entry).await.unwrap();
        assert_eq!((shown.id, shown.agent_id), (entry, Some(worker.0)));
        client.verify_journal_entry(entry, None).await.unwrap();
    }
    let named = auditor.get_journal_entry(entry).await.unwrap().agent_name;
    assert_eq!(named.as_deref(), Some("测试用户"));
    assert_eq!(server.client_of(resident).get_journal_entry(entry).await.unwrap().agent_name, None);

    let neighbour = server.signed_in(Role::Resident, "1/1/1/1/2/");
    let far = server.signed_in(Role::Auditor, "1/2/");
    for client in [neighbour, far] {
        assert_eq!(code(client.get_journal_entry(entry).await), "not_found");
        assert_eq!(code(client.prove_journal_entry(entry, &ProofQuery::default()).await), "not_found");
    }
    let anonymous = server.anonymous().prove_journal_entry(entry, &ProofQuery::default()).await;
    assert_eq!(code(anonymous), "sign_in_required");
    assert_eq!(code(auditor.get_journal_entry(EntryId(Uuid::nil())).await), "not_found");
}

#[actix_web::test]
async fn roots_are_public_and_prove_that_the_journal_only_grew() {
    let server = TestServer::start().await;
    let client = server.anonymous();
    let empty = client.get_latest_journal_root().await.unwrap();
    assert_eq!((empty.size, empty.hash, empty.sealed_at), (0, NodeHash::of_nothing(), None));
    let agent = server.world.person(&server.store, None);
    let first = happen(&server, "user.renamed", "1/", Some(agent.0), "x:1").await;
    sealed(&server, 1).await;
    let noted = Root::from(client.get_latest_journal_root().await.unwrap());
    for _ in 0..3 {
        happen(&server, "user.renamed", "1/", Some(agent.0), "x:1").await;
    }
    sealed(&server, 4).await;

    let (proof, newest) = server.client_of(agent).verify_journal_entry(first, Some(&noted)).await.unwrap();
    assert_eq!(newest.size, 4);
    let mut forged = proof.clone();
    forged.entry.payload = "{\"number\":2}".into();
    assert_eq!(forged.verify(&newest), Err(ProofError::Mismatch));
    // The same entry under the root it was first published with.
    let query = ProofQuery { size: Some(1) };
    let early = server.client_of(agent).prove_journal_entry(first, &query).await.unwrap();
    assert_eq!(early.verify(&noted), Ok(()));
    let another = Root { hash: NodeHash::of_nothing(), ..noted };
    let refused = server.client_of(agent).verify_journal_entry(first, Some(&another)).await;
    assert!(matches!(refused, Err(client::ClientError::Proof(ProofError::Rewritten))));

    let listed = client.list_journal_roots(&ListRoots { limit: Some(1), after: None }).await.unwrap();
    assert_eq!((listed.items[0].size, listed.next.is_some()), (4, true));
    for query in [
        ConsistencyQuery { from: 0, to: 4 },
        ConsistencyQuery { from: 4, to: 1 },
        ConsistencyQuery { from: 1, to: 99 },
    ] {
        assert_eq!(code(client.prove_journal_consistency(&query).await), "journal_root_unknown");
    }
    let beyond = server.client_of(agent).prove_journal_entry(first, &ProofQuery { size: Some(77) }).await;
    assert_eq!(code(beyond), "journal_root_unknown");
}

#[actix_web::test]
async fn an_entry_that_is_not_sealed_yet_says_so_to_those_who_may_read_it() {
    let server = TestServer::start().await;
    let agent = server.world.person(&server.store, None);
    // In the future of every lease: nobody seals while this transaction's entry is looked at.
    let entry = happen(&server, "user.renamed", "1/", Some(agent.0), "x:1").await;
    let answer = server.client_of(agent).get_journal_entry(entry).await;
    // Sealing follows within a moment: either it was quicker than the request, or it says so.
    if let Err(refused) = answer {
        assert_eq!(refused.code(), Some("entry_not_sealed"));
    }
    sealed(&server, 1).await;
    assert!(server.client_of(agent).get_journal_entry(entry).await.is_ok());
}
