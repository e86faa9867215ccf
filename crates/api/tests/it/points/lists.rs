//! Lists: in their order, page by page, and with no more statements for more rows.

use app::{
    points::{claims, programmes, wallets},
    testing::statements,
};
use contract::points::{ListClaims, ListProgrammes};
use domain::points::WalletKind;

use super::{HOME, OTHER_HOME, Town, activity, draft, rules};

#[actix_web::test]
async fn claims_come_page_by_page_the_oldest_first_to_who_decides_them() {
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 5)]), 1_000).await;
    let resident = it.resident(HOME);
    let mut made = Vec::new();
    for _ in 0..5 {
        made.push(it.claimed(resident, "a").await.id);
        it.server.store.clock.advance(chrono::TimeDelta::seconds(1));
    }
    let read = async |client: client::Client, waiting: bool| {
        let mut seen = Vec::new();
        let mut query = ListClaims { waiting, limit: Some(2), ..ListClaims::default() };
        loop {
            let page = client.list_claims(&query).await.unwrap();
            seen.extend(page.items.iter().map(|claim| claim.id));
            query.after = page.next;
            if query.after.is_none() {
                return seen;
            }
        }
    };
    assert_eq!(read(it.client(it.worker), true).await, made);
    made.reverse();
    assert_eq!(read(it.client(resident), false).await, made);
    assert_eq!(read(it.client(it.auditor), false).await, made);
    assert_eq!(read(it.client(it.resident(OTHER_HOME)), false).await, []);
}

#[actix_web::test]
async fn more_rows_take_no_more_statements() {
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 5)]), 1_000).await;
    let worker = it.actor(it.worker);
    let filter = claims::Filter { list: claims::List::All, programme: None, state: None };
    let page = claims::Page { after: None, limit: 100 };
    let of_claims = || statements(&it.server.store, |tx| claims::list(tx, &worker, filter, page)).unwrap();
    let of_programmes = || {
        let page = programmes::Page { after: None, limit: 100 };
        let filter = programmes::Filter::default();
        statements(&it.server.store, |tx| programmes::list(tx, None, &filter, page)).unwrap()
    };
    let resident = it.resident(HOME);
    it.earn(resident, "a").await;
    let me = it.actor(resident);
    let of_wallets = || statements(&it.server.store, |tx| wallets::list(tx, &me)).unwrap();
    let account = it.account(resident).await;
    let of_lines =
        || statements(&it.server.store, |tx| wallets::statement(tx, &me, account, None, 100)).unwrap();
    let before = (of_claims().1, of_programmes().1, of_wallets().1, of_lines().1);

    for home in [HOME, OTHER_HOME, HOME, OTHER_HOME] {
        it.earn(it.resident(home), "a").await;
        it.earn(resident, "a").await;
        let manager = it.client(it.official);
        let made = manager.create_programme(&draft(&it.server, WalletKind::Household), None).await.unwrap();
        let rules_id = super::drafted(&manager, made.body.id, rules(vec![activity("a", 5)])).await;
        let body = contract::points::StartProgramme { rules_id };
        manager.start_programme(made.body.id, &made.etag, &body).await.unwrap();
    }
    assert_eq!((of_claims().0.len(), of_wallets().0.len(), of_lines().0.len()), (9, 5, 5));
    let listed = it.server.anonymous().list_programmes(&ListProgrammes::default()).await.unwrap();
    assert_eq!(listed.items.len(), 5);
    assert_eq!((of_claims().1, of_programmes().1, of_wallets().1, of_lines().1), before);
}
