//! Kinds whose new reports go straight to a provider.

use contract::{categories::UpdateCategory, tickets::ReportTicket};
use domain::{
    providers::ProviderKind,
    tickets::{Keeper, StateName},
};

use super::{Scene, provider};
use crate::{
    notifications::told_of,
    tickets::{categories::stricter, matter, refusals::bad_field},
};

#[actix_web::test]
async fn a_new_report_goes_to_the_company_that_keeps_its_kind_while_it_serves_there() {
    let scene = Scene::open().await;
    let kind = scene.official.create_category(&stricter(&scene.server, super::VILLAGE), None).await.unwrap();
    let keep =
        |keeper, keeper_provider_id| UpdateCategory { keeper, keeper_provider_id, ..Default::default() };
    let field = |code: &str| ("/keeper_provider_id".to_owned(), code.to_owned());
    let (id, company) = (kind.body.id, scene.company);
    let change = async |etag: &str, keeper, provider| {
        scene.official.update_category(id, etag, &keep(keeper, provider)).await
    };
    let beside = provider(&scene.server, "1/1/2/", "石桥维修", ProviderKind::Other).await;
    for (keeper, provider, expected) in [
        (Some(Keeper::Provider), None, "keeper_provider"),
        (Some(Keeper::Queue), Some(company), "keeper_provider"),
        (None, Some(company), "keeper_provider"),
        (Some(Keeper::Provider), Some(beside), "serves_not"),
    ] {
        assert_eq!(bad_field(change(&kind.etag, keeper, provider).await), field(expected));
    }
    let kind = change(&kind.etag, Some(Keeper::Provider), Some(company)).await.unwrap();
    assert_eq!((kind.body.keeper, kind.body.keeper_provider_id), (Keeper::Provider, Some(company)));

    let new = ReportTicket { category: kind.body.code.as_str().to_owned(), ..matter("水管漏水") };
    let given = scene.resident.report_ticket(&new, None).await.unwrap().body;
    assert_eq!(given.ticket.state, StateName::Submitted);
    assert_eq!(given.ticket.provider.map(|provider| provider.id), Some(company));
    assert_eq!(given.timeline.last().unwrap().kind, "entrusted");
    told_of(&scene.mechanic, "ticket.reported").await;
    let taken = crate::tickets::take(&scene.mechanic, given.ticket.id).await.unwrap();
    assert_eq!(taken.ticket.version, 3, "an entry of the timeline for each");

    // When it serves no more, new ones wait for the area's own people.
    scene.official.end_provider(company).await.unwrap();
    let waiting = scene.resident.report_ticket(&new, None).await.unwrap().body.ticket;
    assert_eq!((waiting.state, waiting.provider), (StateName::Submitted, None));
}
