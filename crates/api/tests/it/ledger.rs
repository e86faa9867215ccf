//! The ledger over HTTP: accounts, statements, postings, proofs, files.

use std::collections::BTreeSet;

use app::db::schema::journal;
use app::ledger::{self, Making, NewAccount};
use chrono::TimeDelta;
use contract::{
    journal::ProofQuery,
    ledger::{
        AccountReason, BalanceQuery, BookFormat, ExportBook, ListLedgerAccounts, ListStatement,
        PostingStanding,
    },
};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{LedgerAccountId, PostingId, SessionId, UserId},
    journal::ProofError,
    ledger::{AccountKind, AccountState, Entry, NewPosting, Owned, Owner, Posted, Unit},
    permissions::Role,
};
use serde::Serialize;
use uuid::Uuid;

use crate::support::{TestServer, code};

/// A posting that nothing but a test made.
#[derive(Serialize)]
pub struct Tested {
    pub posted: Posted,
}

impl domain::journal::Event for Tested {
    fn name(&self) -> &'static str {
        "test.posted"
    }
}

/// A book with a source, a budget and wallets, whose postings the journal tells of.
pub struct Book {
    pub id: Uuid,
    pub source: LedgerAccountId,
    pub budget: LedgerAccountId,
    pub wallet: LedgerAccountId,
    pub postings: Vec<PostingId>,
}

/// A book in the area at `path`: a wallet of `owner` that so many points came into, one posting each.
pub fn book(server: &TestServer, path: &str, owner: Owner, points: &[i64]) -> Book {
    let (area, points) = (AreaPath::parse(path).unwrap(), points.to_vec());
    let made = server.store.db.write_in_turn_blocking(move |tx| -> Result<_, ledger::Error> {
        // Numbers of transactions that share a moment differ in chance only.
        let id: UserId = tx.new_id();
        let id = id.0;
        let mut open = |kind, owner, floor| {
            let owned = Owned { book: id, kind, owner };
            ledger::open(
                tx,
                &NewAccount { owned, unit: Unit::Points, area: &area, floor, purpose: None, code: "" },
            )
        };
        let source = open(AccountKind::Source, Owner::Book, None)?;
        let budget = open(AccountKind::Budget, Owner::Book, Some(0))?;
        let wallet = open(AccountKind::Wallet, owner, Some(0))?;
        let mut postings = Vec::new();
        for (number, (from, to, amount)) in [(source, budget, 1_000)]
            .into_iter()
            .chain(points.iter().map(|amount| (budget, wallet, *amount)))
            .enumerate()
        {
            let (from, to) = if amount < 0 { (to, from) } else { (from, to) };
            let amount = amount.abs();
            let entries = vec![Entry { account: from, amount: -amount }, Entry { account: to, amount }];
            let entry = tx.new_id();
            let making = Making {
                key: format!("{id}.{number}"),
                kind: if number == 0 { "points.funding" } else { "points.claim" },
                subject: format!("test:{number}"),
                entry,
                agent: None,
            };
            let new = NewPosting { unit: Unit::Points, purpose: None, entries };
            let posted = ledger::post(tx, &new, &making)?;
            postings.push(posted.posting);
            let entry_of = app::db::NewEntry {
                actor: None,
                area: &area,
                subject: making.subject.clone(),
                event: Tested { posted },
            };
            tx.journal_as(entry, entry_of)?;
        }
        Ok(Book { id, source, budget, wallet, postings })
    });
    made.unwrap()
}

fn reason() -> AccountReason {
    AccountReason { reason: "核对".to_owned() }
}

fn resident(server: &TestServer) -> ((UserId, SessionId), client::Client) {
    let person = server.world.person(&server.store, Some((Role::Resident, "1/1/1/1/1/")));
    (person, server.client_of(person))
}

#[actix_web::test]
async fn a_person_reads_their_own_account_and_nobody_elses() {
    let server = TestServer::start().await;
    let ((me, _), client) = resident(&server);
    let mine = book(&server, "1/1/", Owner::Person(me), &[10, 20, -5]);
    let read = client.get_ledger_account(mine.wallet).await.unwrap();
    assert_eq!((read.account.balance, read.account.available, read.account.entries), (25, Some(25), 3));
    assert_eq!(
        read.parts.iter().map(|part| (part.kind.as_str(), part.entries, part.sum)).collect::<Vec<_>>(),
        [("points.claim", 3, 25)]
    );
    for other in [mine.source, mine.budget] {
        assert_eq!(code(client.get_ledger_account(other).await), "not_found");
        assert_eq!(code(client.get_ledger_statement(other, &ListStatement::default()).await), "not_found");
    }
    let stranger = resident(&server).1;
    assert_eq!(code(stranger.get_ledger_account(mine.wallet).await), "not_found");
    let home = server.world.area("1/1/1/1/1/");
    let shared = book(&server, "1/1/", Owner::Household(home), &[7]);
    for member in [&client, &stranger] {
        assert_eq!(member.get_ledger_account(shared.wallet).await.unwrap().account.balance, 7);
    }
    let neighbour = server.signed_in(Role::Resident, "1/1/1/1/2/");
    assert_eq!(code(neighbour.get_ledger_account(shared.wallet).await), "not_found");
}

#[actix_web::test]
async fn the_lines_of_one_kind_are_the_part_of_the_balance_that_they_make() {
    let server = TestServer::start().await;
    let auditor = server.signed_in(Role::Auditor, "1/1/");
    let owner = Owner::Person(server.world.person(&server.store, None).0);
    let book = book(&server, "1/1/", owner, &[10, 20, -5]);
    let parts = auditor.get_ledger_account(book.budget).await.unwrap().parts;
    assert_eq!(parts.len(), 2);
    for part in parts {
        let (mut lines, mut after) = (Vec::new(), None);
        loop {
            let query = ListStatement { kind: Some(part.kind.clone()), limit: Some(2), after };
            let page = auditor.get_ledger_statement(book.budget, &query).await.unwrap();
            lines.extend(page.items);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert!(lines.iter().all(|line| line.kind == part.kind));
        let sum: i64 = lines.iter().map(|line| line.amount).sum();
        assert_eq!((i64::try_from(lines.len()).unwrap(), sum), (part.entries, part.sum));
    }
    let other = ListStatement { kind: Some("points.other".to_owned()), ..ListStatement::default() };
    assert!(auditor.get_ledger_statement(book.budget, &other).await.unwrap().items.is_empty());
}

#[actix_web::test]
async fn a_statement_is_paged_and_its_lines_can_be_proven() {
    let server = TestServer::start().await;
    let ((me, _), client) = resident(&server);
    let mine = book(&server, "1/1/", Owner::Person(me), &[10, 20, -5, 7, 8]);
    let (mut lines, mut after) = (Vec::new(), None);
    loop {
        let query = ListStatement { limit: Some(2), after, ..ListStatement::default() };
        let page = client.get_ledger_statement(mine.wallet, &query).await.unwrap();
        lines.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(
        lines.iter().map(|line| (line.number, line.amount, line.balance)).collect::<Vec<_>>(),
        [(5, 8, 40), (4, 7, 32), (3, -5, 25), (2, 20, 30), (1, 10, 10)]
    );
    let wrong = ListStatement { after: Some("yesterday".to_owned()), ..ListStatement::default() };
    assert_eq!(code(client.get_ledger_statement(mine.wallet, &wrong).await), "query_invalid");

    crate::journal::sealed(&server, 6).await;
    for line in &lines {
        let (proof, root) = client.verify_statement_line(mine.wallet, line, None).await.unwrap();
        assert_eq!(proof.posted().unwrap().posting, line.posting_id);
        client.verify_statement_line(mine.wallet, line, Some(&root)).await.unwrap();
    }
    // What was shown differs from what the journal tells.
    for changed in [
        contract::ledger::StatementLine { amount: 9, ..lines[0].clone() },
        contract::ledger::StatementLine { posting_id: lines[1].posting_id, ..lines[0].clone() },
    ] {
        let error = client.verify_statement_line(mine.wallet, &changed, None).await.unwrap_err();
        assert!(matches!(error, client::ClientError::Proof(ProofError::Mismatch)), "{error}");
    }
    let stranger = resident(&server).1;
    let proof = stranger.prove_ledger_posting(mine.postings[1], &ProofQuery::default()).await;
    assert_eq!(code(proof), "not_found");
}

#[actix_web::test]
async fn a_balance_is_told_for_any_moment() {
    let server = TestServer::start().await;
    let ((me, _), client) = resident(&server);
    let mine = book(&server, "1/1/", Owner::Person(me), &[10]);
    let now = server.store.db.now();
    for (at, balance) in [(now, 10), (now - TimeDelta::seconds(1), 0)] {
        let told = client.get_ledger_balance(mine.wallet, &BalanceQuery { at }).await.unwrap();
        assert_eq!((told.at, told.balance), (at, balance));
    }
}

#[actix_web::test]
async fn who_sees_the_books_lists_them_within_their_area() {
    let server = TestServer::start().await;
    let ((me, _), _) = resident(&server);
    let here = book(&server, "1/1/", Owner::Person(me), &[10]);
    let there = book(&server, "1/2/", Owner::Person(me), &[10]);
    let auditor = server.signed_in(Role::Auditor, "1/1/");
    let all = auditor.list_ledger_accounts(&ListLedgerAccounts::default()).await.unwrap().items;
    let ids: BTreeSet<_> = all.iter().map(|account| account.id).collect();
    assert_eq!(ids, BTreeSet::from([here.source, here.budget, here.wallet]));
    assert!(all.iter().all(|account| account.owner_name.is_some() == (account.id == here.wallet)));
    assert_eq!(all.iter().map(|account| account.balance).sum::<i64>(), 0);
    let wallets = ListLedgerAccounts { kind: Some(AccountKind::Wallet), ..Default::default() };
    let county = server.signed_in(Role::Treasurer, "1/");
    let both = county.list_ledger_accounts(&wallets).await.unwrap().items;
    let ids: BTreeSet<_> = both.iter().map(|account| account.id).collect();
    assert_eq!(ids, BTreeSet::from([here.wallet, there.wallet]));
    for narrow in [
        ListLedgerAccounts { book_id: Some(there.id), ..wallets.clone() },
        ListLedgerAccounts { under_id: Some(server.world.area("1/2/")), ..wallets.clone() },
    ] {
        let found = county.list_ledger_accounts(&narrow).await.unwrap().items;
        assert_eq!(found.iter().map(|account| account.id).collect::<Vec<_>>(), [there.wallet]);
    }
    let of_me = ListLedgerAccounts { owner_id: Some(me.0), limit: Some(1), ..Default::default() };
    let first = county.list_ledger_accounts(&of_me).await.unwrap();
    let second = ListLedgerAccounts { after: first.next, ..of_me };
    let second = county.list_ledger_accounts(&second).await.unwrap();
    let ids = [first.items[0].id, second.items[0].id];
    assert_eq!((BTreeSet::from(ids), second.next), (BTreeSet::from([here.wallet, there.wallet]), None));
    let outside = ListLedgerAccounts { under_id: Some(server.world.area("1/2/")), ..Default::default() };
    assert_eq!(code(auditor.list_ledger_accounts(&outside).await), "not_allowed");
    assert_eq!(
        code(server.signed_in(Role::Official, "1/1/").list_ledger_accounts(&wallets).await),
        "not_allowed"
    );
}

#[actix_web::test]
async fn a_posting_is_read_by_its_parties_and_by_who_sees_the_books() {
    let server = TestServer::start().await;
    let ((me, _), client) = resident(&server);
    let mine = book(&server, "1/1/", Owner::Person(me), &[10]);
    let read = client.get_ledger_posting(mine.postings[1]).await.unwrap();
    assert_eq!(read.state, PostingStanding::Committed);
    assert_eq!(read.entries.iter().map(|entry| entry.amount).sum::<i64>(), 0);
    let wallet = read.entries.iter().find(|entry| entry.account_id == mine.wallet).unwrap();
    assert!(wallet.owner_name.is_some());
    assert_eq!(code(client.get_ledger_posting(mine.postings[0]).await), "not_found");
    let auditor = server.signed_in(Role::Auditor, "1/1/");
    assert_eq!(auditor.get_ledger_posting(mine.postings[0]).await.unwrap().kind, "points.funding");
    let elsewhere = server.signed_in(Role::Auditor, "1/2/");
    assert_eq!(code(elsewhere.get_ledger_posting(mine.postings[0]).await), "not_found");
}

#[actix_web::test]
async fn an_account_is_frozen_thawed_and_closed_by_who_audits() {
    let server = TestServer::start().await;
    let ((me, _), client) = resident(&server);
    let mine = book(&server, "1/1/", Owner::Person(me), &[10, -10, 3]);
    let auditor = server.signed_in(Role::Auditor, "1/1/");
    let (wallet, why) = (mine.wallet, reason());
    assert_eq!(code(client.freeze_ledger_account(wallet, &why, None).await), "not_found");
    let treasurer = server.signed_in(Role::Treasurer, "1/1/");
    assert_eq!(code(treasurer.freeze_ledger_account(wallet, &why, None).await), "not_allowed");
    let blank = AccountReason { reason: " ".to_owned() };
    assert_eq!(code(auditor.freeze_ledger_account(wallet, &blank, None).await), "fields_invalid");
    let frozen = auditor.freeze_ledger_account(wallet, &why, Some("k")).await.unwrap();
    assert_eq!(frozen.state, AccountState::Frozen);
    let only = ListLedgerAccounts { state: Some(AccountState::Frozen), ..Default::default() };
    assert_eq!(auditor.list_ledger_accounts(&only).await.unwrap().items.len(), 1);
    assert_eq!(code(auditor.close_ledger_account(wallet, &why, None).await), "ledger_account_not_empty");
    let thawed = auditor.thaw_ledger_account(wallet, &why, None).await.unwrap();
    assert_eq!(thawed.state, AccountState::Open);

    let empty = book(&server, "1/1/", Owner::Person(me), &[10, -10]);
    let closed = auditor.close_ledger_account(empty.wallet, &why, None).await.unwrap();
    assert_eq!(closed.state, AccountState::Closed);
    assert_eq!(code(auditor.thaw_ledger_account(empty.wallet, &why, None).await), "ledger_account_closed");
    let names: Vec<_> = server
        .store
        .db
        .read_blocking(|tx| -> Result<Vec<String>, app::db::DbError> {
            let told = journal::table.filter(journal::event.like("ledger.%")).order(journal::sequence);
            Ok(told.select(journal::event).load(tx.db())?)
        })
        .unwrap();
    assert_eq!(names, ["ledger.account_frozen", "ledger.account_thawed", "ledger.account_closed"]);
}

#[actix_web::test]
async fn a_book_is_taken_out_as_files_that_add_up() {
    let server = TestServer::start().await;
    let ((me, _), client) = resident(&server);
    let points: Vec<i64> = (0..60).map(|n| if n % 7 == 6 { -3 } else { 5 }).collect();
    let mine = book(&server, "1/1/", Owner::Person(me), &points);
    let csv = ExportBook { format: BookFormat::Csv };
    assert_eq!(code(client.export_book(mine.id, &csv).await), "not_found");
    let auditor = server.signed_in(Role::Auditor, "1/1/");
    assert_eq!(code(auditor.export_book(Uuid::from_u128(1), &csv).await), "not_found");

    let table = String::from_utf8(auditor.export_book(mine.id, &csv).await.unwrap()).unwrap();
    let mut sums = std::collections::BTreeMap::<String, i64>::new();
    let mut lines: Vec<_> =
        csv::Reader::from_reader(table.as_bytes()).into_records().map(Result::unwrap).collect();
    // Postings of one moment have no order; an account's entries are numbered.
    lines.sort_by_key(|line| (line[6].to_owned(), line[9].parse::<i64>().unwrap()));
    for line in lines {
        let balance = sums.entry(line[6].to_owned()).or_default();
        *balance += line[11].parse::<i64>().unwrap();
        assert_eq!(*balance, line[12].parse::<i64>().unwrap());
    }
    assert_eq!(sums.len(), 3);
    assert_eq!(sums.values().sum::<i64>(), 0);
    let wallet = auditor.get_ledger_account(mine.wallet).await.unwrap().account;
    assert_eq!(sums[&mine.wallet.to_string()], wallet.balance);

    let beancount = ExportBook { format: BookFormat::Beancount };
    let text = String::from_utf8(auditor.export_book(mine.id, &beancount).await.unwrap()).unwrap();
    let (opened, dated) = (text.matches(" open ").count(), text.matches(" * \"points.").count());
    assert_eq!((opened, dated, text.matches(" balance ").count()), (3, 61, 3));
    let id = mine.wallet.to_string().to_uppercase();
    assert!(
        text.contains(&format!("2026-01-06 balance Assets:Wallet:{id}  {} POINTS", wallet.balance)),
        "{text}"
    );
    bean_check(&text);
    let tampered = text.replacen(" POINTS", "1 POINTS", 1);
    assert!(
        std::panic::catch_unwind(|| bean_check(&tampered)).is_err() || !has_beancount(),
        "nothing is checked"
    );

    let described = ExportBook { format: BookFormat::DataPackage };
    let described: serde_json::Value =
        serde_json::from_slice(&auditor.export_book(mine.id, &described).await.unwrap()).unwrap();
    let file = &described["resources"][0];
    assert_eq!(file["path"], format!("book-{}.csv", mine.id));
    let fields: Vec<&str> = file["schema"]["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["name"].as_str().unwrap())
        .collect();
    assert_eq!(fields.join(","), table.lines().next().unwrap());
}

/// Where beancount is installed; `cargo xtask test` says it.
const BEANCOUNT: &str = "GONGZHI_BEANCOUNT";

fn has_beancount() -> bool {
    std::env::var_os(BEANCOUNT).is_some()
}

/// Lets beancount's own program add a book up once more.
pub fn bean_check(text: &str) {
    let Some(place) = std::env::var_os(BEANCOUNT) else { return };
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("book.beancount");
    std::fs::write(&file, text).unwrap();
    let mut check = std::process::Command::new("python3");
    check.env("PYTHONPATH", place).args(["-m", "beancount.scripts.check"]).arg(&file);
    let said = check.output().unwrap();
    assert!(said.status.success(), "{}{text}", String::from_utf8_lossy(&said.stderr));
}
