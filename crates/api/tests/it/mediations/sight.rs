//! Who knows of a record: its parties and its mediator, whatever role others hold.

use app::mediations::{Page, list, mediation};
use contract::{
    mediations::{CountMediations, ListMediations, ProposeAgreement, RecordSignature},
    photos::PhotoSize,
};
use domain::permissions::Role;

use super::{Dispute, GRID, named, opened, resident};
use crate::{support::code, tickets::upload};

#[actix_web::test]
async fn no_role_opens_a_record() {
    let dispute = Dispute::new(vec![named("周大爷")]).await;
    let photo = upload(&dispute.mediator, 9).await;
    let agreed = dispute.propose("各出一半").await;
    let body = RecordSignature { number: 1, photo, witness: "村会计".to_owned() };
    let party = agreed.parties[2].id;
    dispute.mediator.record_signature((dispute.id, party), &body, None).await.unwrap();
    for (role, path) in [
        (Role::GridWorker, GRID),
        (Role::Official, GRID),
        (Role::Official, "1/"),
        (Role::Inspector, "1/"),
        (Role::Auditor, "1/"),
        (Role::Administrator, "1/"),
        (Role::Resident, "1/1/1/1/1/"),
    ] {
        let other = dispute.server.signed_in(role, path);
        assert_eq!(code(other.get_mediation(dispute.id).await), "not_found", "{role:?} at {path}");
        let items = other.list_mediations(&ListMediations::default()).await.unwrap().items;
        assert!(items.is_empty(), "{role:?} at {path}");
        assert_eq!(code(other.get_photo(photo, PhotoSize::Small).await), "not_found", "{role:?}");
        let body = ProposeAgreement { text: "别的".to_owned() };
        let changed = other.propose_agreement(dispute.id, &body, None).await;
        assert_eq!(code(changed), "not_found", "{role:?}");
    }
    for reader in [dispute.party(0), dispute.party(1), dispute.mediator.clone()] {
        assert!(reader.get_mediation(dispute.id).await.is_ok());
        assert_eq!(reader.list_mediations(&ListMediations::default()).await.unwrap().items.len(), 1);
        assert!(reader.get_photo(photo, PhotoSize::Small).await.is_ok());
    }
    // The number of who has no account is for the mediator.
    let seen = dispute.party(0).get_mediation(dispute.id).await.unwrap().body;
    assert!(seen.parties.iter().all(|party| party.phone.is_none()));
}

#[actix_web::test]
async fn offices_count_and_read_nothing() {
    let dispute = Dispute::new(Vec::new()).await;
    dispute.propose("各出一半").await;
    let query = |path: &str| CountMediations {
        area_id: dispute.server.world.area(path),
        from: "2000-01-01".parse().unwrap(),
        until: "2099-01-01".parse().unwrap(),
    };
    for role in [Role::Official, Role::Auditor, Role::Administrator] {
        let counts = dispute.server.signed_in(role, "1/1/").count_mediations(&query("1/1/1/")).await.unwrap();
        assert_eq!((counts.agreed, counts.open, counts.settled), (1, 0, 0));
    }
    let office = dispute.server.signed_in(Role::Official, "1/1/");
    assert_eq!(office.count_mediations(&query("1/1/2/")).await.unwrap().agreed, 0);
    assert_eq!(code(office.count_mediations(&query("1/2/")).await), "not_allowed");
    assert_eq!(code(dispute.mediator.count_mediations(&query(GRID)).await), "not_allowed");
}

#[actix_web::test]
async fn the_journal_does_not_say_who_has_a_dispute() {
    use app::db::{Key, schema::journal};
    use diesel::prelude::*;
    use domain::ids::UserId;

    let dispute = Dispute::new(Vec::new()).await;
    dispute.propose("各出一半").await;
    dispute.confirm(0, 1).await.unwrap();
    let agents = dispute.server.store.write(|tx| -> Result<Vec<Option<Key<UserId>>>, app::db::DbError> {
        let of_it = journal::table.filter(journal::event.like("mediation.%"));
        Ok(of_it.select(journal::agent_id).load(tx.db())?)
    });
    let agents = agents.unwrap();
    assert_eq!(agents.len(), 3);
    for (party, _) in dispute.parties {
        assert!(!agents.contains(&Some(Key(party))));
    }
}

#[actix_web::test]
async fn lists_and_records_take_the_same_statements_however_much_is_in_them() {
    let dispute = Dispute::new(Vec::new()).await;
    let (server, party) = (&dispute.server, dispute.parties[0]);
    let load = |tx: &mut app::db::Tx<'_>| app::identity::load_actor(tx, party.1);
    let actor = server.store.db.read_blocking(load).unwrap().unwrap();
    let keyring = server.state.keyring.clone();
    let count = || {
        let page = Page { after: None, limit: 50 };
        let listed = app::testing::statements(&server.store, |tx| list(tx, &actor, false, page)).unwrap();
        let read = app::testing::statements(&server.store, |tx| mediation(tx, &keyring, &actor, dispute.id));
        (listed.0.len(), listed.1, read.unwrap().1)
    };
    let (one, listed, read) = count();
    assert_eq!(one, 1);
    for _ in 0..4 {
        let parties = vec![resident(party.0), named("周大爷"), named("吴大妈")];
        dispute.mediator.open_mediation(&opened(server, parties), None).await.unwrap();
        dispute.propose("各出一半").await;
    }
    assert_eq!(count(), (5, listed, read));
    assert!(listed <= 3 && read <= 7, "{listed} and {read}");
}
