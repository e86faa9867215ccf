//! The demo holds the hard cases of inspections that it promises, in the store as the use cases wrote them.

use app::{
    crypto::Keyring,
    db::{
        DbError, Key,
        schema::{inspection_rounds as rounds, settlements as settled},
    },
    demo,
    inspections::{criticisms, settlements},
    media::{Store, StoreLocation},
    testing::{SeededEntropy, TestStore},
};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, SettlementId},
    inspections::{Composite, Line},
};

const SEED: u64 = 20_260_101;

fn is(composite: &Composite, thousandths: i64) -> bool {
    let (weighted, weight) = composite.fraction();
    weighted * 10 == thousandths * weight
}

#[tokio::test]
async fn a_year_of_inspections_has_every_hard_case() {
    let store = TestStore::new();
    let photos = tempfile::tempdir().unwrap();
    let media = Store::open(&StoreLocation::Directory(photos.path().to_owned())).unwrap();
    let keyring = Keyring::parse(&Keyring::generate("t", &SeededEntropy::new(7))).unwrap();
    let end = "2026-11-20T10:00:00Z".parse().unwrap();
    demo::make(&store.url, &media, &keyring, SEED, end, 120).await.unwrap();

    let (published, corrected) = store
        .db
        .read_blocking(|tx| {
            let all: Vec<i64> = rounds::table
                .filter(rounds::subjects.eq("villages"))
                .filter(rounds::regularity.eq("regular"))
                .filter(rounds::state.eq("published"))
                .select(rounds::revision)
                .load(tx.db())?;
            let corrected = all.iter().filter(|revision| **revision > 1).count();
            Ok::<_, DbError>((all.len(), corrected))
        })
        .unwrap();
    assert_eq!((published, corrected), (12, 1));

    let settlement = store
        .db
        .read_blocking(|tx| {
            let Key(id): Key<SettlementId> = settled::table.select(settled::id).first(tx.db())?;
            settlements::settlement(tx, id)
        })
        .unwrap();
    assert!(settlement.recomputed);
    let lines = &settlement.settlement.lines;
    let with = |thousandths| -> &Line {
        let found = lines.iter().find(|line| line.composite.is_some_and(|c| is(&c, thousandths)));
        found.unwrap_or_else(|| panic!("no village at {thousandths}"))
    };
    assert!(with(90_000).eligible && with(90_000).base_fen > 0, "90.00 reaches the threshold");
    let below = with(89_995);
    assert_eq!((below.eligible, below.total_fen, below.place), (false, 0, None), "89.995 does not");
    assert!(lines.iter().any(|line| line.months.iter().any(Option::is_none)), "a month without inspection");

    let prizes = &settlement.input.rules.prizes;
    let last = prizes.iter().map(|prize| prize.places).sum::<u32>();
    // The places after which another prize, or none, begins.
    let first_border = prizes[0].places;
    for border in [first_border, last] {
        let across = lines.iter().filter(|line| line.place.is_some_and(|place| place <= border));
        let tied = across.filter(|line| line.tie.is_some()).filter_map(|line| line.place).collect::<Vec<_>>();
        assert!(tied.contains(&border), "no equals at place {border}: {tied:?}");
    }

    let [first, ..] = settlement.settlement.half_year.months();
    let (area, path): (AreaId, AreaPath) = (settlement.listed.area, settlement.listed.path.clone());
    let criticised =
        store.db.read_blocking(|tx| criticisms::criticisms(tx, area, &path, first, first)).unwrap().0;
    let across_the_border = criticised.iter().any(|criticism| {
        let months: Vec<_> = criticism.months.iter().map(|at| at.month.half_year()).collect();
        months.first() != months.last()
    });
    assert!(across_the_border, "nobody is criticised across the half-year's border");
}

#[tokio::test]
async fn its_volunteers_have_every_kind_of_shift() {
    use app::db::schema::{shift_sign_ups as sign_ups, shifts};
    let store = TestStore::new();
    let photos = tempfile::tempdir().unwrap();
    let media = Store::open(&StoreLocation::Directory(photos.path().to_owned())).unwrap();
    let keyring = Keyring::parse(&Keyring::generate("t", &SeededEntropy::new(7))).unwrap();
    // A Saturday morning: the river is cleaned while the story ends.
    let end: chrono::DateTime<chrono::Utc> = "2026-11-21T01:30:00Z".parse().unwrap();
    demo::make(&store.url, &media, &keyring, SEED, end, 120).await.unwrap();
    let count = |sql: &str| -> i64 {
        #[derive(diesel::QueryableByName)]
        struct Count {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            n: i64,
        }
        let sql = format!(
            "SELECT COUNT(*) AS n FROM shift_sign_ups s JOIN shifts t ON t.id = s.shift_id WHERE {sql}"
        );
        store
            .db
            .read_blocking(|tx| {
                let counted: Count =
                    app::db::on_each!(tx.db(), |c| diesel::sql_query(sql.as_str()).get_result(c))?;
                Ok::<_, DbError>(counted.n)
            })
            .unwrap()
    };
    let now = end.naive_utc();
    let running: i64 = store
        .db
        .read_blocking(|tx| {
            let here = shifts::table.filter(shifts::starts_at.le(now)).filter(shifts::ends_at.gt(now));
            Ok::<_, DbError>(here.count().get_result(tx.db())?)
        })
        .unwrap();
    assert!(running >= 1, "nothing is under way");
    for (what, sql) in [
        ("settled minutes", "s.minutes > 0"),
        ("minutes decided by hand", "s.reason IS NOT NULL AND s.minutes > 0"),
        ("a no-show", "s.absent"),
        ("somebody there now", "s.checked_in_at IS NOT NULL AND s.minutes IS NULL"),
        ("somebody who waits", "s.state = 'waiting'"),
        ("somebody who moved up", "s.moved_up_at IS NOT NULL"),
        ("somebody who withdrew", "s.state = 'withdrawn'"),
        ("a shift called off", "t.cancelled_at IS NOT NULL"),
    ] {
        assert!(count(sql) > 0, "the demo has no {what}");
    }
    let over: i64 = store
        .db
        .read_blocking(|tx| {
            let counts = sign_ups::table.inner_join(shifts::table).filter(shifts::taken.gt(shifts::places));
            Ok::<_, DbError>(counts.count().get_result(tx.db())?)
        })
        .unwrap();
    assert_eq!(over, 0);
}
