//! Declared kinship.

use app::inspections::kinships::{self, PER_PERSON_MAX};
use contract::inspections::DeclareKinship;
use uuid::Uuid;

use super::{VILLAGE, actor, faults, official};
use crate::support::{TestServer, code};

#[actix_web::test]
async fn kinship_is_declared_once_and_can_be_taken_back() {
    let server = TestServer::start().await;
    let (official, village) = (official(&server), DeclareKinship { area_id: server.world.area(VILLAGE) });
    let declared = official.declare_kinship(&village, None).await.unwrap();
    assert_eq!(declared.area_name, "柳塘村");
    assert_eq!(code(official.declare_kinship(&village, None).await), "kinship_exists");
    assert_eq!(official.list_kinships().await.unwrap().items, std::slice::from_ref(&declared));
    assert_eq!(code(super::official(&server).withdraw_kinship(declared.id).await), "not_found");
    official.withdraw_kinship(declared.id).await.unwrap();
    assert!(official.list_kinships().await.unwrap().items.is_empty());
    assert_eq!(code(official.withdraw_kinship(declared.id).await), "not_found");
    official.declare_kinship(&village, None).await.unwrap();
    let nowhere = DeclareKinship { area_id: Uuid::nil().into() };
    assert_eq!(faults(official.declare_kinship(&nowhere, None).await)[0].0, "/area_id");
}

#[actix_web::test]
async fn a_person_declares_so_many_places_and_is_told() {
    let server = TestServer::start().await;
    server.build(usize::try_from(PER_PERSON_MAX).unwrap());
    let actor = actor(&server);
    let person = (actor.user, actor.session);
    let all = move |tx: &mut app::db::Tx<'_>| -> Result<(), kinships::Error> {
        use app::db::{Key, schema::areas};
        use diesel::prelude::*;
        let buildings: Vec<Key<domain::ids::AreaId>> = areas::table
            .filter(areas::kind.eq("building"))
            .select(areas::id)
            .load(tx.db())
            .map_err(app::db::DbError::from)?;
        for Key(id) in buildings {
            kinships::declare(tx, &actor, id)?;
        }
        Ok(())
    };
    server.store.write(all).unwrap();
    let one_more = DeclareKinship { area_id: server.world.area(VILLAGE) };
    assert_eq!(code(server.client_of(person).declare_kinship(&one_more, None).await), "kinships_full");
}
