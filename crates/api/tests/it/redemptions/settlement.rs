//! What a provider is owed, held against the ledger.

use app::{db::Entropy, ledger, testing::SeededEntropy};
use chrono::NaiveDate;
use contract::redemptions::{GetProviderSettlement, ReturnRedemption, ShownCode};
use domain::{
    ledger::{AccountKind, Owned, Owner},
    permissions::Role,
};

use super::{Shop, TOWN, VILLAGE, day};
use crate::support::code;

fn period(shop: &Shop, from: &str, until: &str) -> GetProviderSettlement {
    GetProviderSettlement { programme_id: shop.programme, from: day(from), until: day(until) }
}

#[actix_web::test]
async fn a_settlement_is_what_was_collected_less_what_came_back_with_the_exact_product() {
    let shop = Shop::open().await;
    let offer = shop.offer(|c| (c.stock, c.price) = (None, 33)).await;
    let resident = shop.resident(1_000);
    let mut made = Vec::new();
    for _ in 0..3 {
        let one = resident.reserve(&offer).await.unwrap();
        let shown = ShownCode { code: one.code.clone().unwrap() };
        shop.staff.collect_redemption(shop.provider, &shown, None).await.unwrap();
        made.push(one);
    }
    // What is only reserved is owed nothing.
    resident.reserve(&offer).await.unwrap();
    let back = ReturnRedemption { reason: "破了".to_owned(), restock: false };
    shop.official.return_redemption(made[0].id, &back, None).await.unwrap();
    let query = period(&shop, "2026-01-01", "2026-02-01");
    let owed = shop.staff.get_provider_settlement(shop.provider, &query).await.unwrap();
    assert_eq!((owed.collected, owed.returned, owed.points), (99, 33, 66));
    assert_eq!((owed.fen_per_point, owed.owed_fen, owed.lines.len()), (None, None, 4));
    let rate = contract::providers::Agree { fen_per_point: Some(7) };
    shop.official.agree_with_provider(shop.provider, shop.programme, &rate).await.unwrap();
    let treasurer = shop.server.signed_in(Role::Treasurer, TOWN);
    let owed = treasurer.get_provider_settlement(shop.provider, &query).await.unwrap();
    assert_eq!(owed.owed_fen, Some(462));

    let csv = treasurer.get_provider_settlement_csv(shop.provider, &query).await.unwrap();
    let csv = String::from_utf8(csv).unwrap();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!((lines.len(), lines[5]), (6, "合计,,便民超市,66,4.62"));
    assert!(lines[4].ends_with("大米 5 公斤,-33,"), "{}", lines[4]);
    let xlsx = treasurer.get_provider_settlement_xlsx(shop.provider, &query).await.unwrap();
    assert!(xlsx.starts_with(b"PK"));
    // Days end at midnight of the town's clock; the day after the last is not among them.
    let empty = period(&shop, "2026-01-06", "2026-01-07");
    assert_eq!(treasurer.get_provider_settlement(shop.provider, &empty).await.unwrap().points, 0);
    let none = period(&shop, "2026-01-06", "2026-01-06");
    assert_eq!(code(treasurer.get_provider_settlement(shop.provider, &none).await), "fields_invalid");
    for (role, path) in [(Role::Official, TOWN), (Role::Treasurer, VILLAGE), (Role::ProviderStaff, TOWN)] {
        let other = shop.server.signed_in(role, path);
        assert_eq!(code(other.get_provider_settlement(shop.provider, &query).await), "not_allowed");
    }
    let auditor = shop.server.signed_in(Role::Auditor, TOWN);
    assert!(auditor.get_provider_settlement(shop.provider, &query).await.is_ok());
}

/// What somebody does, and how many hours later.
#[derive(Clone, Copy, Debug)]
enum Step {
    Collect,
    CollectAndReturn,
    Leave,
    Cancel,
}

#[actix_web::test]
async fn whatever_happens_all_days_together_are_the_ledgers_balance() {
    let shop = Shop::open().await;
    let entropy = SeededEntropy::new(11);
    let random = || {
        let mut bytes = [0; 3];
        entropy.fill(&mut bytes);
        let step =
            [Step::Collect, Step::CollectAndReturn, Step::Leave, Step::Cancel][usize::from(bytes[0] % 4)];
        (step, i64::from(bytes[1] % 60) + 1, i64::from(bytes[2] % 9))
    };
    let steps: Vec<(Step, i64, i64)> = (0..24).map(|_| random()).collect();
    let resident_person = shop.server.world.person(&shop.server.store, Some((Role::Resident, super::HOME)));
    super::earn(&shop.server, shop.programme, Owner::Person(resident_person.0), 10_000);
    let mut owed = 0;
    for (step, price, hours) in steps {
        shop.server.store.clock.advance(chrono::TimeDelta::hours(hours));
        let official = shop.server.signed_in(Role::Official, TOWN);
        let (staff, client) = (shop.again(shop.staff_person), shop.again(resident_person));
        let new = contract::redemptions::CreateOffer {
            provider_id: shop.provider,
            programme_id: shop.programme,
            content: super::rice(|c| c.price = price),
        };
        let offer = official.create_offer(&new, None).await.unwrap().body;
        let body = contract::redemptions::Reserve { offer_id: offer.id, household_id: None, price };
        let made = client.reserve_offer(&body, None).await.unwrap().body;
        let shown = ShownCode { code: made.code.unwrap() };
        match step {
            Step::Leave => {}
            Step::Cancel => {
                client.cancel_redemption(made.id, &Default::default(), None).await.unwrap();
            }
            Step::Collect => {
                staff.collect_redemption(shop.provider, &shown, None).await.unwrap();
                owed += price;
            }
            Step::CollectAndReturn => {
                staff.collect_redemption(shop.provider, &shown, None).await.unwrap();
                let back = ReturnRedemption { reason: "退".to_owned(), restock: true };
                official.return_redemption(made.id, &back, None).await.unwrap();
            }
        }
    }
    let account =
        Owned { book: shop.programme.0, kind: AccountKind::Redeemed, owner: Owner::Provider(shop.provider) };
    let account = shop.server.store.db.read_blocking(|tx| ledger::find(tx, &account)).unwrap().unwrap();
    assert_eq!(account.account.balance, owed);
    // Day by day, and all at once.
    let staff = shop.again(shop.staff_person);
    let (mut by_day, mut on) = (0, day("2026-01-04"));
    while on < day("2026-02-01") {
        let next: NaiveDate = on.succ_opt().unwrap();
        let query = GetProviderSettlement { programme_id: shop.programme, from: on, until: next };
        let one = staff.get_provider_settlement(shop.provider, &query).await.unwrap();
        assert_eq!(one.points, one.lines.iter().map(|line| line.points).sum::<i64>());
        by_day += one.points;
        on = next;
    }
    let query = period(&shop, "2026-01-01", "2026-02-01");
    let whole = staff.get_provider_settlement(shop.provider, &query).await.unwrap();
    assert_eq!((by_day, whole.points), (owed, owed));
}

#[actix_web::test]
async fn days_with_more_lines_than_a_statement_holds_are_to_be_cut() {
    use app::{
        db::{DbError, Key, schema::ledger_entries as t},
        redemptions::LINES_MAX,
    };
    use diesel::prelude::*;

    let shop = Shop::open().await;
    let offer = shop.offer(|_| {}).await;
    let made = shop.resident(100).reserve(&offer).await.unwrap();
    let shown = ShownCode { code: made.code.unwrap() };
    shop.staff.collect_redemption(shop.provider, &shown, None).await.unwrap();
    let owned =
        Owned { book: shop.programme.0, kind: AccountKind::Redeemed, owner: Owner::Provider(shop.provider) };
    let more = move |tx: &mut app::db::Tx<'_>| -> Result<(), DbError> {
        let account = Key(ledger::find(tx, &owned)?.ok_or(DbError::NotFound)?.id);
        let of: Key<domain::ids::PostingId> =
            t::table.filter(t::account_id.eq(account)).select(t::posting_id).first(tx.db())?;
        let at = tx.timestamp();
        for number in 2..=LINES_MAX + 1 {
            let row = (
                t::account_id.eq(account),
                t::at.eq(at),
                t::number.eq(number),
                t::posting_id.eq(of),
                t::amount.eq(1),
                t::balance.eq(80 + number),
            );
            diesel::insert_into(t::table).values(row).execute(tx.db())?;
        }
        Ok(())
    };
    shop.server.store.write(more).unwrap();
    let query = period(&shop, "2026-01-01", "2026-02-01");
    let refused = shop.staff.get_provider_settlement(shop.provider, &query).await;
    assert_eq!(code(refused), "settlement_too_large");
}
