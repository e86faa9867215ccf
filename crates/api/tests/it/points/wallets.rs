//! Wallets: what is over, when its owner is told, and the leaderboard.

use contract::points::{
    GetLeaderboard, GetProgrammeNumbers, GetWalletStatement, LeaderboardAreas, NameInLeaderboard,
    WalletLineKind,
};
use domain::{permissions::Role, points::WalletKind};

use super::{HOME, OTHER_HOME, Town, activity, day, rules};
use crate::support::code;

impl Town {
    /// The daily run over wallets, until nothing is left to look through.
    fn expire(&self) -> usize {
        let mut looked = 0;
        loop {
            let run = self.server.store.db.write_in_turn_blocking(app::points::expiry::run).unwrap();
            looked += run;
            if run == 0 {
                return looked;
            }
        }
    }

    fn told(&self, event: &'static str) -> i64 {
        use app::db::schema::journal;
        use diesel::prelude::*;
        let count = |tx: &mut app::db::Tx<'_>| -> Result<i64, app::db::DbError> {
            Ok(journal::table.filter(journal::event.eq(event)).count().get_result(tx.db())?)
        };
        self.server.store.db.read_blocking(count).unwrap()
    }
}

#[actix_web::test]
async fn points_are_over_after_their_last_day_and_told_of_before() {
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 30)]), 1_000).await;
    let resident = it.resident(HOME);
    // Earned on 5 January: until 28 February. On 14 February: until 31 March.
    it.earn(resident, "a").await;
    it.advance_days(22);
    assert_eq!((it.expire(), it.told("points.expiry_near")), (1, 0));
    it.advance_days(3);
    it.expire();
    assert_eq!(it.told("points.expiry_near"), 1);
    assert_eq!(it.wallet(resident).await.expiring_soon, 30);
    let near = crate::notifications::told_of(&it.client(resident), "points.expiry_near").await;
    assert_eq!((near.about.as_deref(), near.facts.points), (Some("邻里积分"), Some(30)));
    assert_eq!(near.facts.day, Some(day("2026-02-28")));
    it.advance_days(15);
    it.earn(resident, "a").await;
    it.expire();
    assert_eq!(it.told("points.expiry_near"), 1);
    // 28 February is still theirs.
    it.advance_days(14);
    assert_eq!(it.today(), day("2026-02-28"));
    it.expire();
    assert_eq!(it.wallet(resident).await.balance, 60);
    it.advance_days(1);
    assert_eq!((it.expire(), it.expire()), (1, 0));
    let wallet = it.wallet(resident).await;
    assert_eq!((wallet.balance, wallet.upcoming.len()), (30, 1));
    let account = wallet.account_id.unwrap();
    let query = GetWalletStatement { limit: Some(2), after: None };
    let page = it.client(resident).get_wallet_statement(account, &query).await.unwrap();
    let lines: Vec<_> = page.items.iter().map(|line| (line.kind, line.points, line.balance)).collect();
    assert_eq!(lines, [(WalletLineKind::Expired, -30, 30), (WalletLineKind::Earned, 30, 60)]);
    let query = GetWalletStatement { after: page.next, ..query };
    let rest = it.client(resident).get_wallet_statement(account, &query).await.unwrap();
    assert_eq!((rest.items.len(), rest.next), (1, None));
    let bad = GetWalletStatement { after: Some("x".to_owned()), limit: None };
    assert_eq!(code(it.client(resident).get_wallet_statement(account, &bad).await), "query_invalid");
    let query = GetProgrammeNumbers::default();
    let numbers = it.server.anonymous().get_programme_numbers(it.programme, &query).await.unwrap();
    let totals = numbers.totals;
    assert_eq!((totals.issued, totals.expired, totals.outstanding, totals.left), (60, 30, 30, 940));
    // The list tells the same from the balances as the numbers do from the entries.
    assert_eq!(it.shown().await.totals, totals);
    let series: Vec<_> =
        numbers.series.iter().map(|step| (step.from, step.issued, step.expired, step.outstanding)).collect();
    let expected =
        [(day("2026-01-01"), 30, 0, 30), (day("2026-02-01"), 30, 0, 60), (day("2026-03-01"), 0, 30, 30)];
    assert_eq!(series, expected);
}

#[actix_web::test]
async fn a_household_has_one_wallet_and_each_member_sees_it() {
    let it = Town::new(WalletKind::Household, rules(vec![activity("a", 30)]), 1_000).await;
    let (one, other, neighbour) = (it.resident(HOME), it.resident(HOME), it.resident(OTHER_HOME));
    it.earn(one, "a").await;
    let claim = it.earn(other, "a").await;
    let (mine, theirs) = (it.wallet(one).await, it.wallet(other).await);
    assert_eq!((mine.account_id, mine.balance), (theirs.account_id, 60));
    assert_eq!(mine.place.last().map(String::as_str), Some("1号"));
    assert_eq!((it.wallet(neighbour).await.account_id, it.wallet(neighbour).await.balance), (None, 0));
    let account = mine.account_id.unwrap();
    let lines = it.client(one).get_wallet_statement(account, &Default::default()).await.unwrap().items;
    assert!(lines.iter().all(|line| line.earner_name.as_deref() == Some("测试用户")));
    // A member reads what filled it; a neighbour does not.
    assert!(it.client(one).get_claim(claim.id).await.is_ok());
    assert_eq!(code(it.client(neighbour).get_claim(claim.id).await), "not_found");
    assert_eq!(
        code(it.client(neighbour).get_wallet_statement(account, &Default::default()).await),
        "not_found"
    );
    // Who sees the books sees the account, but spends nothing from it.
    assert_eq!(code(it.client(it.auditor).get_wallet(account).await), "not_found");
}

#[actix_web::test]
async fn a_leaderboard_names_who_wants_it_and_no_area_with_few_earners() {
    let it = Town::new(WalletKind::Person, rules(vec![activity("a", 10)]), 1_000).await;
    let people: Vec<_> = (0..5).map(|_| it.resident(HOME)).collect();
    for person in &people[..4] {
        it.earn(*person, "a").await;
    }
    let query =
        GetLeaderboard { programme_id: it.programme, by: LeaderboardAreas::Grid, from: None, until: None };
    let board = async |query: &GetLeaderboard| it.client(people[0]).get_leaderboard(query).await.unwrap();
    assert_eq!(board(&query).await.areas, []);
    it.earn(people[4], "a").await;
    it.earn(people[4], "a").await;
    let areas = board(&query).await.areas;
    assert_eq!((areas.len(), areas[0].points, areas[0].earners, areas[0].place), (1, 60, 5, 1));
    assert_eq!(areas[0].area_name, "柳塘一网格");
    assert_eq!(board(&GetLeaderboard { by: LeaderboardAreas::Building, ..query }).await.areas, []);
    assert_eq!(board(&GetLeaderboard { from: Some(day("2026-01-06")), ..query }).await.areas, []);

    assert_eq!(board(&query).await.people, []);
    let name = |person, named| {
        let (client, programme_id) = (it.client(person), it.programme);
        async move { client.name_in_leaderboard(&NameInLeaderboard { programme_id, named }).await }
    };
    name(people[4], true).await.unwrap();
    name(people[4], true).await.unwrap();
    let named = board(&query).await.people;
    assert_eq!((named.len(), named[0].points, named[0].place), (1, 20, 1));
    assert!(it.wallet(people[4]).await.named);
    name(people[4], false).await.unwrap();
    assert_eq!(board(&query).await.people, []);
    assert_eq!(it.told("points.named"), 2);
    let stranger = it.server.world.person(&it.server.store, Some((Role::Official, "1/1/")));
    assert_eq!(code(name(stranger, true).await), "not_allowed");
}
