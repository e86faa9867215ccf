//! What the store holds about people: on SQLite, or PostgreSQL where `GONGZHI_TEST_DATABASE_URL` names one.

use std::{sync::Arc, time::Duration};

use app::{
    crypto::Keyring,
    db::{DbError, Tx, on_each, schema},
    identity::{
        self, Device, IdentityError, NewUser, Refreshed, Started, begin_sign_in, finish_sign_in,
        hash_password, verify_password,
    },
    testing::{SeededEntropy, TestStore, World},
};
use chrono::TimeDelta;
use contract::lang::Lang;
use diesel::prelude::*;
use domain::{
    identity::{DisplayName, LoginName, Phone},
    ids::UserId,
};
use rustix::time::{ClockId, clock_gettime};

const PASSWORD: &str = "柳塘边的青石板路";

fn keyring() -> Keyring {
    Keyring::parse(&Keyring::generate("t", &SeededEntropy::new(7))).unwrap()
}

fn new_user(login: &str, hash: &str) -> NewUser {
    NewUser {
        login: LoginName::new(login).unwrap(),
        display_name: DisplayName::new("林霞").unwrap(),
        password_hash: Some(hash.to_owned()),
        phone: Some(Phone::new("13800000000").unwrap()),
        locale: Lang::ZhHans,
        terms_accepted_at: None,
        demo: true,
    }
}

fn hash() -> String {
    hash_password(PASSWORD, &SeededEntropy::new(1)).unwrap()
}

fn sign_in(store: &TestStore, login: &'static str) -> Started {
    store
        .write(move |tx| {
            let attempt = begin_sign_in(tx, &keyring(), login, "198.51.100.7")?;
            let device = Device { name: "测试浏览器".into(), address: "198.51.100.7".into() };
            finish_sign_in(tx, &attempt, true, &device)
        })
        .unwrap()
}

/// Every text of the tables about people and of the journal.
fn texts(tx: &mut Tx<'_>) -> Result<String, DbError> {
    #[derive(diesel::QueryableByName)]
    struct Line {
        #[diesel(sql_type = diesel::sql_types::Text)]
        line: String,
    }
    let columns = [
        ("users", "coalesce(phone_sealed,'') || coalesce(phone_index,'') || coalesce(password_hash,'')"),
        ("attempt_limits", "kind || subject"),
        ("journal", "event || subject || payload"),
    ];
    let mut all = String::new();
    for (table, text) in columns {
        let query = format!("SELECT {text} AS line FROM {table}");
        let lines: Vec<Line> = on_each!(tx.db(), |c| diesel::sql_query(query).load(c))?;
        all.extend(lines.into_iter().map(|l| l.line + "\n"));
    }
    Ok(all)
}

#[test]
fn numbers_addresses_and_passwords_stand_nowhere_in_the_clear() {
    let store = TestStore::new();
    let hash = hash();
    store.write(move |tx| identity::register(tx, &keyring(), &new_user("lin.xia", &hash))).unwrap();
    sign_in(&store, "lin.xia");
    let all = store.db.read_blocking(texts).unwrap();
    assert!(all.contains("session.started") && all.contains("sign_in.address"));
    for canary in ["13800000000", "198.51.100.7", "测试浏览器", "林霞", "lin.xia", PASSWORD] {
        assert!(!all.contains(canary), "{canary}: {all}");
    }
}

#[test]
fn a_refresh_token_is_kept_as_a_hash_only() {
    let store = TestStore::new();
    let hash = hash();
    store.write(move |tx| identity::register(tx, &keyring(), &new_user("lin.xia", &hash))).unwrap();
    let started = sign_in(&store, "lin.xia");
    let kept: Vec<Vec<u8>> = store
        .write(|tx| -> Result<_, DbError> {
            Ok(schema::refresh_tokens::table.select(schema::refresh_tokens::token_hash).load(tx.db())?)
        })
        .unwrap();
    assert_eq!(kept.len(), 1);
    assert_ne!(kept[0], started.refresh.as_str().as_bytes());
    assert_eq!(kept[0].len(), 32);
}

#[test]
fn a_race_is_won_by_both_even_while_the_field_key_is_rotated() {
    let store = TestStore::new();
    let hash = hash();
    store.write(move |tx| identity::register(tx, &keyring(), &new_user("lin.xia", &hash))).unwrap();
    let token = sign_in(&store, "lin.xia").refresh;
    let old = Keyring::generate("t", &SeededEntropy::new(7));
    let both = format!("{},{old}", Keyring::generate("n", &SeededEntropy::new(8)));
    let next = |text: String| {
        let (token, ring) = (token.clone(), Keyring::parse(&text).unwrap());
        match store.write(move |tx| identity::refresh(tx, &ring, &token)).unwrap() {
            Refreshed::GoesOn(started) => started.refresh.as_str().to_owned(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(next(old), next(both));
}

#[test]
fn trying_an_unknown_account_takes_as_long_as_a_known_one() {
    let hash = hash();
    // What the processor gave this thread: other tests run beside it.
    let spent = || {
        let now = clock_gettime(ClockId::ThreadCPUTime);
        Duration::new(u64::try_from(now.tv_sec).unwrap(), u32::try_from(now.tv_nsec).unwrap())
    };
    let once = |hash: Option<&str>| {
        let from = spent();
        assert!(!verify_password("wrong password", hash));
        spent() - from
    };
    once(None);
    // The least of several, by turns: what disturbs only ever adds.
    let (mut known, mut unknown) = (Duration::MAX, Duration::MAX);
    for _ in 0..7 {
        known = known.min(once(Some(&hash)));
        unknown = unknown.min(once(None));
    }
    let (less, more) = (known.min(unknown), known.max(unknown));
    assert!(more < less * 3 / 2, "{known:?} {unknown:?}");
}

#[test]
fn the_first_administrator_is_made_once() {
    let store = TestStore::new();
    let area = World::build(&store).area("1/");
    let hash = hash();
    let make = |login: &'static str| {
        let new = new_user(login, &hash);
        store.write(move |tx| identity::create_first_administrator(tx, &keyring(), &new, area))
    };
    make("first").unwrap();
    assert!(matches!(make("second"), Err(IdentityError::AlreadySetUp)));
}

#[test]
fn many_people_of_the_demo_share_one_hash() {
    let store = TestStore::new();
    let hash = hash();
    let people: Vec<NewUser> = (0..200).map(|n| new_user(&format!("demo{n}"), &hash)).collect();
    let made: Vec<UserId> = store.write(move |tx| identity::create_users(tx, &keyring(), &people)).unwrap();
    assert_eq!(made.len(), 200);
    assert!(!store.write(identity::has_real_users).unwrap());
    let found = store.write(|tx| identity::user_by_login(tx, &LoginName::new("demo7").unwrap())).unwrap();
    assert_eq!(found, made[7]);
}

#[test]
fn what_is_over_is_forgotten_and_what_is_not_is_kept() {
    let store = TestStore::new();
    let hash = hash();
    let user =
        store.write(move |tx| identity::register(tx, &keyring(), &new_user("lin.xia", &hash))).unwrap();
    let ring = Arc::new(keyring());
    let first = sign_in(&store, "lin.xia");
    let issue = Arc::clone(&ring);
    store.write(move |tx| identity::issue_reset_code(tx, &issue, None, user)).unwrap();
    assert_eq!(store.write(identity::purge).unwrap(), identity::Purged::default());
    store.clock.advance(TimeDelta::days(29));
    let refresh = Arc::clone(&ring);
    store.write(move |tx| identity::refresh(tx, &refresh, &first.refresh)).unwrap();
    let purged = store.write(identity::purge).unwrap();
    assert_eq!((purged.codes, purged.limits, purged.tokens, purged.sessions), (1, 2, 0, 0));
    store.clock.advance(TimeDelta::days(31));
    assert_eq!(store.write(identity::purge).unwrap().tokens, 1, "the used one");
    store.clock.advance(TimeDelta::days(identity::ENDED_SESSION_KEPT_DAYS));
    let purged = store.write(identity::purge).unwrap();
    assert_eq!((purged.tokens, purged.sessions), (1, 1));
}

#[test]
fn a_fifty_first_sign_in_ends_the_one_that_is_longest_unused() {
    let store = TestStore::new();
    let hash = hash();
    store.write(move |tx| identity::register(tx, &keyring(), &new_user("lin.xia", &hash))).unwrap();
    let first = sign_in(&store, "lin.xia").session;
    for _ in 0..50 {
        store.clock.advance(TimeDelta::minutes(1));
        sign_in(&store, "lin.xia");
    }
    let live = |session| store.write(move |tx| identity::load_actor(tx, session)).unwrap().is_some();
    assert!(!live(first));
    let last = sign_in(&store, "lin.xia").session;
    assert!(live(last));
}
