//! The demo's funds hold what they promise, in the store as the use cases wrote them, on whichever day the story ends.

use std::collections::BTreeSet;

use app::{
    crypto::Keyring,
    db::{
        DbError, Key, Tx, on_each,
        schema::{
            disbursements as paid, fund_incomes as incomes, fund_opening_balances as balances, projects,
        },
    },
    demo,
    funds::{
        Filter, Page,
        books::{Choice, totals},
        list,
    },
    ledger,
    media::{Store, StoreLocation},
    testing::{SeededEntropy, TestStore},
};
use diesel::prelude::*;
use domain::{
    funds::{Part, disbursements::DisbursementStateName as Payment, projects::StateName},
    ids::FundId,
};

const SEED: u64 = 20_260_101;

/// A town whose story ends then, with no matters but those of the last days.
async fn town(end: &str) -> TestStore {
    let store = TestStore::new();
    let photos = tempfile::tempdir().unwrap();
    let media = Store::open(&StoreLocation::Directory(photos.path().to_owned())).unwrap();
    let keyring = Keyring::parse(&Keyring::generate("t", &SeededEntropy::new(7))).unwrap();
    demo::make(&store.url, &media, &keyring, SEED, end.parse().unwrap(), 0).await.unwrap();
    store
}

fn read<T>(store: &TestStore, work: impl FnOnce(&mut Tx<'_>) -> Result<T, DbError>) -> T {
    store.db.read_blocking(work).unwrap()
}

/// The open funds, the latest founded first.
fn funds(store: &TestStore) -> Vec<FundId> {
    let page = Page { after: None, limit: 10 };
    let all = read(store, |tx| list(tx, None, &Filter::default(), page));
    all.into_iter().map(|shown| shown.fund.id).collect()
}

/// The states that the rows of a table have, and how many rows there are.
fn states(store: &TestStore) -> (BTreeSet<String>, BTreeSet<String>, usize) {
    read(store, |tx| {
        let all: Vec<String> = projects::table.select(projects::state).load(tx.db())?;
        let payments: Vec<String> = paid::table.select(paid::state).load(tx.db())?;
        let count = all.len();
        Ok((all.into_iter().collect(), payments.into_iter().collect(), count))
    })
}

fn count(store: &TestStore, rows: &str) -> i64 {
    #[derive(diesel::QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    let sql = format!("SELECT COUNT(*) AS n FROM {rows}");
    read(store, |tx| {
        let counted: Count = on_each!(tx.db(), |c| diesel::sql_query(sql.as_str()).get_result(c))?;
        Ok(counted.n)
    })
}

/// What is in the books of each fund is what its papers come to, and the ledger is sound.
fn assert_books_balance(store: &TestStore) {
    for id in funds(store) {
        let (fund, in_books, brought, came, left) = read(store, |tx| {
            let of = Key(id);
            let brought =
                balances::table.filter(balances::fund_id.eq(of)).filter(balances::reversal_id.is_null());
            let came = incomes::table.filter(incomes::fund_id.eq(of)).filter(incomes::state.eq("received"));
            let came = came.filter(incomes::form.eq("money"));
            let left = paid::table.filter(paid::fund_id.eq(of)).filter(paid::state.eq("paid"));
            let fens = |sums: Vec<i64>| sums.into_iter().sum::<i64>();
            let brought = fens(brought.select(balances::amount).load(tx.db())?);
            let came = fens(came.select(incomes::amount).load(tx.db())?);
            let left = fens(left.select(paid::amount_fen).load(tx.db())?);
            Ok((id, totals(tx, None, id)?.fen(&Choice::of(Part::Cash)), brought, came, left))
        });
        assert_eq!(in_books, brought + came - left, "the books of {fund}");
        assert!(left > 0 && in_books > 0, "{fund} has and spends nothing");
    }
    let report = ledger::verify(&store.db, |_| {}).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[tokio::test]
async fn two_years_of_funds_have_every_state_and_balance_to_the_fen() {
    let store = town("2026-11-20T10:00:00Z").await;
    assert_eq!(funds(&store).len(), 3);
    let (found, payments, count_of) = states(&store);
    assert_eq!(count_of, 40);
    let every = StateName::ALL.map(|state| state.as_str().to_owned());
    assert_eq!(found, every.into());
    assert_eq!(payments, Payment::ALL.map(|state| state.as_str().to_owned()).into());
    assert_books_balance(&store);
    for (what, rows) in [
        ("refused payment", "disbursements WHERE state = 'refused'"),
        ("payment that was booked back", "disbursements WHERE state = 'reversed'"),
        ("award that was paid", "disbursements WHERE payout_id IS NOT NULL AND state = 'paid'"),
        ("instalment that was paid", "disbursements WHERE milestone IS NOT NULL AND state = 'paid'"),
        ("amended charter", "fund_charters WHERE number = 2 AND resolution_id IS NOT NULL"),
        ("member who takes part and keeps out", "fund_ballots WHERE recusal = 'takes_part'"),
        ("member who keeps out for kin", "fund_ballots WHERE recusal = 'kin'"),
        ("vote that its time ended", "fund_resolutions WHERE state = 'decided' AND closed_by IS NULL"),
        ("settled finding", "findings WHERE state = 'settled'"),
        ("open finding", "findings WHERE state = 'open'"),
        ("comment", "project_comments WHERE text IS NOT NULL"),
        ("rating", "project_ratings WHERE rating >= 4"),
        ("promise that waits", "fund_incomes WHERE state = 'expected' AND source = 'donation'"),
        ("income that was given up", "fund_incomes WHERE state = 'cancelled'"),
        ("income that was booked back", "fund_incomes WHERE state = 'reversed'"),
        ("gift in kind", "fund_incomes WHERE form = 'in_kind' AND state = 'received'"),
        ("donor who is not named", "fund_incomes WHERE source = 'donation' AND NOT named"),
        ("subsidy", "fund_incomes WHERE source = 'subsidy' AND document IS NOT NULL"),
        ("sponsorship", "fund_incomes WHERE source = 'sponsorship' AND purpose IS NOT NULL"),
        ("interest", "fund_incomes WHERE source = 'interest'"),
        ("account that is overdue", "fund_disclosure_reminders"),
        ("draft of a call", "proposal_calls WHERE published_at IS NULL"),
    ] {
        assert!(count(&store, rows) > 0, "the demo has no {what}");
    }
    assert!(
        count(&store, "fund_disclosures WHERE published_on IS NOT NULL") >= 20,
        "few accounts are published"
    );
}

#[tokio::test]
async fn the_funds_are_told_whichever_day_it_is() {
    // New Year, and the evening of a leap day. Making a town takes long.
    for end in ["2026-01-01T02:00:00Z", "2024-02-29T10:00:00Z"] {
        let store = town(end).await;
        let (found, _, count_of) = states(&store);
        assert_eq!((count_of, found.len()), (40, StateName::ALL.len()), "{end}");
        assert_books_balance(&store);
    }
}
