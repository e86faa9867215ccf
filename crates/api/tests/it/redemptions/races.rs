//! What happens at the same moment, with real threads.

use std::sync::Arc;

use app::{
    db::{DbError, Tx},
    redemptions::{self, CodeAttempt, Error, Reserve},
};
use domain::{
    ids::{OfferId, RedemptionId},
    ledger::Owner,
    permissions::{Actor, Role},
    redemptions::{RedemptionCode, RedemptionRefused},
};

use super::{HOME, Shop, balance, earn};
use crate::support::{ask_at_once, assert_sound, outcomes, until_let_in};

const AT_ONCE: usize = 100;

/// Runs `work` on so many threads at once, in the ledger's turn.
fn at_once<T, F>(shop: &Shop, count: usize, work: F) -> Vec<Result<T, Error>>
where
    T: Send + 'static,
    F: Fn(&mut Tx<'_>, usize) -> Result<T, Error> + Send + Sync + Clone + 'static,
{
    let (db, busy) =
        (&shop.server.store.db, |error: &Error| matches!(error, Error::Db(DbError::Unavailable(_))));
    crate::support::at_once(count, |n, start| {
        start.wait();
        until_let_in(busy, || {
            let work = work.clone();
            db.write_in_turn_blocking(move |tx| work(tx, n))
        })
    })
}

fn actor(shop: &Shop, person: (domain::ids::UserId, domain::ids::SessionId)) -> Arc<Actor> {
    shop.server.store.db.read_blocking(|tx| app::identity::load_actor(tx, person.1)).unwrap().unwrap()
}

fn want(offer: OfferId) -> Reserve {
    Reserve { offer, household: None, price: 80 }
}

#[actix_web::test]
async fn of_a_hundred_who_want_the_last_piece_one_gets_it_and_nobody_else_loses_a_point() {
    let shop = Shop::open().await;
    let offer = shop.offer(|c| c.stock = Some(1)).await;
    let mut actors = Vec::new();
    let mut wallets = Vec::new();
    for _ in 0..AT_ONCE {
        let person = shop.server.world.person(&shop.server.store, Some((Role::Resident, HOME)));
        wallets.push(earn(&shop.server, shop.programme, Owner::Person(person.0), 80));
        actors.push(actor(&shop, person));
    }
    let (ring, id) = (shop.server.state.keyring.clone(), offer.id);
    let done = at_once(&shop, AT_ONCE, move |tx, n| redemptions::reserve(tx, &ring, &actors[n], want(id)));
    let won = done.iter().filter(|outcome| outcome.is_ok()).count();
    let sold_out = done.iter().filter(|outcome| matches!(outcome, Err(Error::Stock(_)))).count();
    assert_eq!((won, sold_out), (1, AT_ONCE - 1));
    let held: Vec<(i64, i64)> = wallets.iter().map(|wallet| balance(&shop.server, *wallet)).collect();
    assert_eq!(held.iter().filter(|held| **held == (80, 80)).count(), 1);
    assert_eq!(held.iter().filter(|held| **held == (80, 0)).count(), AT_ONCE - 1);
    assert_eq!(shop.left(&offer).await, Some(0));
}

#[actix_web::test]
async fn over_http_too_the_last_piece_goes_to_one_of_a_hundred() {
    let shop = Shop::open().await;
    let offer = shop.offer(|c| c.stock = Some(1)).await;
    let residents: Vec<_> = (0..AT_ONCE).map(|_| shop.resident(80)).collect();
    let clients = residents.iter().map(|resident| resident.client.clone()).collect();
    let body = contract::redemptions::Reserve { offer_id: offer.id, household_id: None, price: 80 };
    let done = ask_at_once(clients, move |_, client| {
        let body = body.clone();
        async move { client.reserve_offer(&body, None).await }
    });
    let (won, refused) = outcomes(done.await);
    assert_eq!((won, refused.len()), (1, AT_ONCE - 1));
    assert!(refused.iter().all(|code| code == "offer_sold_out"), "{refused:?}");
    let held: Vec<_> = residents.iter().map(|resident| balance(&shop.server, resident.wallet)).collect();
    assert_eq!(held.iter().filter(|held| **held == (80, 80)).count(), 1);
    assert_eq!(held.iter().filter(|held| **held == (80, 0)).count(), AT_ONCE - 1);
    assert_eq!(shop.left(&offer).await, Some(0));
    assert_sound(&shop.server);
}

#[actix_web::test]
async fn one_person_who_presses_on_many_devices_stays_within_limits_and_points() {
    let shop = Shop::open().await;
    let offer = shop.offer(|c| (c.stock, c.month_max) = (None, Some(2))).await;
    let person = shop.server.world.person(&shop.server.store, Some((Role::Resident, HOME)));
    let wallet = earn(&shop.server, shop.programme, Owner::Person(person.0), 1_000);
    let (ring, id, who) = (shop.server.state.keyring.clone(), offer.id, actor(&shop, person));
    let done = at_once(&shop, 20, move |tx, _| redemptions::reserve(tx, &ring, &who, want(id)));
    assert_eq!(done.iter().filter(|outcome| outcome.is_ok()).count(), 2);
    assert_eq!(balance(&shop.server, wallet), (1_000, 160));
    // A wallet that is enough for one pays for one.
    let plain = shop.offer(|c| c.stock = None).await;
    let person = shop.server.world.person(&shop.server.store, Some((Role::Resident, HOME)));
    let wallet = earn(&shop.server, shop.programme, Owner::Person(person.0), 100);
    let (ring, id, who) = (shop.server.state.keyring.clone(), plain.id, actor(&shop, person));
    let done = at_once(&shop, 20, move |tx, _| redemptions::reserve(tx, &ring, &who, want(id)));
    assert_eq!(done.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(done.iter().all(|one| matches!(one, Ok(_) | Err(Error::Short { wanted: 80, available: 20 }))));
    assert_eq!(balance(&shop.server, wallet), (100, 80));
}

struct Reserved {
    id: RedemptionId,
    code: RedemptionCode,
    resident: Arc<Actor>,
    wallet: domain::ids::LedgerAccountId,
    offer: contract::redemptions::Offer,
}

async fn reserved(shop: &Shop) -> Reserved {
    let offer = shop.offer(|c| (c.stock, c.keep_days) = (Some(1), 1)).await;
    let person = shop.server.world.person(&shop.server.store, Some((Role::Resident, HOME)));
    let wallet = earn(&shop.server, shop.programme, Owner::Person(person.0), 80);
    let body = contract::redemptions::Reserve { offer_id: offer.id, household_id: None, price: 80 };
    let made = shop.again(person).reserve_offer(&body, None).await.unwrap().body;
    let code = RedemptionCode::parse(&made.code.unwrap()).unwrap();
    Reserved { id: made.id, code, resident: actor(shop, person), wallet, offer }
}

#[actix_web::test]
async fn the_same_code_read_at_many_tills_is_collected_once() {
    let shop = Shop::open().await;
    let one = reserved(&shop).await;
    let (ring, provider, code) = (shop.server.state.keyring.clone(), shop.provider, one.code.clone());
    let staff = actor(&shop, shop.staff_person);
    let done = at_once(&shop, 8, move |tx, _| redemptions::collect(tx, &ring, &staff, provider, &code));
    let collected = done.iter().filter(|one| matches!(one, Ok(CodeAttempt::Found(_)))).count();
    let refused =
        |one: &&Result<CodeAttempt, Error>| matches!(one, Err(Error::Refused(RedemptionRefused::Collected)));
    assert_eq!((collected, done.iter().filter(refused).count()), (1, 7));
    assert_eq!(balance(&shop.server, one.wallet), (0, 0));
}

#[actix_web::test]
async fn either_it_is_collected_or_it_is_cancelled() {
    let shop = Shop::open().await;
    for _ in 0..8 {
        let one = reserved(&shop).await;
        let (ring, provider, code) = (shop.server.state.keyring.clone(), shop.provider, one.code.clone());
        let (staff, resident, id) = (actor(&shop, shop.staff_person), Arc::clone(&one.resident), one.id);
        let done = at_once(&shop, 2, move |tx, n| {
            if n == 0 {
                redemptions::collect(tx, &ring, &staff, provider, &code).map(drop)
            } else {
                redemptions::cancel(tx, &resident, id, None)
            }
        });
        let (collected, cancelled) = (done[0].is_ok(), done[1].is_ok());
        assert!(collected != cancelled, "{done:?}");
        let (balance, left) = if collected { ((0, 0), 0) } else { ((80, 0), 1) };
        assert_eq!(super::balance(&shop.server, one.wallet), balance);
        assert_eq!(shop.left(&one.offer).await, Some(left));
    }
}

#[actix_web::test]
async fn what_the_chore_and_the_till_meet_at_once_ends_one_way() {
    let shop = Shop::open().await;
    let one = reserved(&shop).await;
    // The very moment in which its time is over.
    shop.server.store.clock.advance(chrono::TimeDelta::hours(39));
    let (ring, provider, code) = (shop.server.state.keyring.clone(), shop.provider, one.code.clone());
    let staff = actor(&shop, shop.staff_person);
    let done = at_once(&shop, 6, move |tx, n| {
        if n % 2 == 0 {
            redemptions::collect(tx, &ring, &staff, provider, &code).map(|_| 0)
        } else {
            redemptions::expire(tx)
        }
    });
    let expired: usize = done.iter().filter_map(|one| one.as_ref().ok()).sum();
    let refused = done.iter().filter(|one| matches!(one, Err(Error::Refused(RedemptionRefused::Expired))));
    assert_eq!((expired, refused.count()), (1, 3));
    assert_eq!(balance(&shop.server, one.wallet), (80, 0));
    assert_eq!(shop.left(&one.offer).await, Some(1));
}
