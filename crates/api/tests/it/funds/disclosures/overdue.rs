//! Overdue periods are in front of everybody until their accounts are published, and told of once.

use app::{
    db::{DbError, schema::journal as j},
    funds::disclosures,
};
use contract::funds::{ByResolution, OpenedMatter, OverduePeriod};
use diesel::prelude::*;
use domain::{funds::PeriodState, permissions::Role};

use super::{FIRST, SECOND, Town, day, sign};
use crate::notifications::told_of;

impl Town {
    async fn overdue(&self) -> Vec<OverduePeriod> {
        let anyone = self.server.anonymous();
        let listed = anyone.list_funds(&Default::default()).await.unwrap().items;
        let one = anyone.get_fund(self.fund).await.unwrap().body.overdue_periods;
        let listed = listed.into_iter().find(|fund| fund.id == self.fund).unwrap().overdue_periods;
        assert_eq!(listed, one);
        one
    }

    fn remind(&self) -> usize {
        self.server.store.write(disclosures::remind).unwrap()
    }

    /// How often the journal was told that an account is overdue.
    fn reminders(&self) -> i64 {
        let count = |tx: &mut app::db::Tx<'_>| -> Result<i64, DbError> {
            Ok(j::table.filter(j::event.eq("disclosure.overdue")).count().get_result(tx.db())?)
        };
        self.server.store.db.read_blocking(count).unwrap()
    }
}

#[actix_web::test]
async fn what_is_overdue_is_shown_to_everybody_until_it_is_published() {
    let it = Town::open(3).await;
    it.wait_until("2026-04-15");
    assert_eq!((it.overdue().await, it.states().await[1].1), (vec![], PeriodState::Awaited));
    it.wait_until("2026-04-16");
    let first = OverduePeriod { from: day(FIRST), until: day(SECOND), due_on: day("2026-04-15") };
    let late = (day(FIRST), PeriodState::Overdue, true);
    assert_eq!((it.overdue().await, it.states().await[1]), (vec![first], late));
    // Neither preparing nor signing hides it.
    let made = it.prepared(FIRST).await;
    assert_eq!((it.overdue().await, it.states().await[1]), (vec![first], late));
    assert_eq!((made.state, made.late), (PeriodState::Overdue, true));
    let made = it.sign_both(&made).await;
    assert_eq!((it.overdue().await, it.states().await[1]), (vec![first], late));
    let published = it.fresh(Role::Treasurer).publish_disclosure(made.id, None).await.unwrap().body;
    assert_eq!((published.state, published.late), (PeriodState::Published, true));
    assert_eq!(it.overdue().await, []);
    // That it was late stays.
    it.wait_until("2026-07-02");
    assert_eq!(it.states().await[2], (day(FIRST), PeriodState::Published, true));
    let second = it.published(SECOND).await;
    assert!(!second.late);
    it.wait_until("2026-09-01");
    assert_eq!(it.states().await[1], (day(SECOND), PeriodState::Published, false));
}

#[actix_web::test]
async fn the_journal_is_told_once_and_who_keeps_or_manages_the_fund_hears_of_it() {
    let it = Town::open(3).await;
    it.wait_until("2026-04-15");
    assert_eq!(it.remind(), 0);
    it.wait_until("2026-07-16");
    let (treasurer, official) = (it.fresh(Role::Treasurer), it.fresh(Role::Official));
    assert_eq!((it.remind(), it.remind()), (2, 0));
    for client in [&treasurer, &official] {
        let told = told_of(client, "disclosure.overdue").await;
        assert_eq!(told.about.as_deref(), Some("社区公益基金"));
        assert_eq!(told.subject, format!("fund:{}", it.fund));
        assert!(told.facts.due_on.is_some());
    }
    // Nobody is told again once it is prepared; and of what was published in time nobody is told at all.
    it.prepared(FIRST).await;
    it.wait_until("2026-10-02");
    it.published("2026-07-01").await;
    it.wait_until("2026-11-20");
    assert_eq!((it.remind(), it.reminders()), (0, 2));
    let store = &it.server.store;
    let nodes = crate::support::at_once(4, |_, start| {
        start.wait();
        store.write(disclosures::remind).unwrap()
    });
    assert_eq!((nodes.into_iter().sum::<usize>(), it.reminders()), (0, 2));
    it.wait_until("2027-01-20");
    let store = &it.server.store;
    let nodes = crate::support::at_once(4, |_, start| {
        start.wait();
        store.write(disclosures::remind).unwrap()
    });
    assert_eq!((nodes.into_iter().sum::<usize>(), it.reminders()), (1, 3));
}

#[actix_web::test]
async fn a_fund_that_is_being_founded_owes_nothing_and_one_that_ended_owes_its_last_period() {
    let founding = Town::founding().await;
    let periods = founding.official().list_disclosures(founding.fund).await.unwrap().items;
    assert_eq!(periods, []);
    let it = Town::open(3).await;
    let by = it.carried(OpenedMatter::WindingUp {}).await;
    let official = it.official();
    official.wind_up_fund(it.fund, "\"2\"", &ByResolution { resolution_id: by }).await.unwrap();
    official.close_fund(it.fund, "\"3\"").await.unwrap();
    it.wait_until("2027-03-01");
    assert_eq!(it.states().await, [(day(FIRST), PeriodState::Overdue, true)]);
    let made = it.sign_both(&it.prepared(FIRST).await).await;
    sign(&it.fresh(Role::Auditor), &made, domain::funds::Signatory::Auditor).await.unwrap();
    it.fresh(Role::Official).publish_disclosure(made.id, None).await.unwrap();
    assert_eq!((it.overdue().await, it.states().await.len()), (vec![], 1));
}
