//! What the bank says beside what the books say: imported once, matched where it is beyond doubt, and equal to the fen.

use client::Client;
use contract::funds::{
    BankLine, BankMatch, BankStatementImport, CashPosting, ListBankLines, ListBankStatements,
    ListUnbankedPostings, MatchBankLine, ReconciliationStanding,
};
use domain::permissions::Role;
use encoding_rs::GB18030;

use super::{
    Town,
    income::{money, reason, subsidy},
};
use crate::support::{ask_at_once, assert_sound, code, outcomes};

const HEAD: &str = "交易日期,流水号,借方发生额,贷方发生额,余额,凭证号,对方户名,摘要";

fn file(lines: &[&str]) -> Vec<u8> {
    format!("{HEAD}\n{}\n", lines.join("\n")).into_bytes()
}

impl Town {
    async fn import(&self, treasurer: &Client, lines: &[&str]) -> BankStatementImport {
        treasurer.import_bank_statement(self.fund, file(lines)).await.unwrap()
    }

    async fn standing(&self, client: &Client) -> ReconciliationStanding {
        client.get_fund_reconciliation(self.fund).await.unwrap().standing.unwrap()
    }

    /// The lines that belong to no posting.
    async fn unmatched(&self, client: &Client) -> Vec<BankLine> {
        let query = ListBankLines { matched: Some(false), ..ListBankLines::default() };
        client.list_bank_lines(self.fund, &query).await.unwrap().items
    }

    async fn unbanked(&self, client: &Client, fen: Option<i64>) -> Vec<CashPosting> {
        let query = ListUnbankedPostings { fen, ..ListUnbankedPostings::default() };
        client.list_unbanked_postings(self.fund, &query).await.unwrap().items
    }
}

#[actix_web::test]
async fn a_statement_is_compared_with_the_books_to_the_fen() {
    let it = Town::open(3).await;
    let treasurer = it.treasurer();
    assert_eq!(treasurer.get_fund_reconciliation(it.fund).await.unwrap().standing, None);
    // By the number, by the amount and the day, and one that never came to the bank.
    it.receive(&treasurer, &money(subsidy(), 50_000, None), "HZ-1").await;
    it.receive(&treasurer, &money(subsidy(), 7_000, None), "X-2").await;
    it.receive(&treasurer, &money(subsidy(), 3_000, None), "X-3").await;
    let done = it
        .import(
            &treasurer,
            &[
                "2026-01-02,L1,,500.00,500.00,HZ-1,财政所,拨款",
                "2026-01-05,L2,,70.00,570.00,,社区,捐款",
                "2026-01-05,L3,1.50,,568.50,,,手续费",
            ],
        )
        .await;
    assert_eq!((done.matched, done.bad_lines_total, done.again), (2, 0, false));
    let statement = done.statement.unwrap();
    assert_eq!((statement.lines, statement.known), (3, 0));
    assert_eq!((statement.opening_fen, statement.closing_fen), (Some(0), Some(56_850)));
    let standing = it.standing(&treasurer).await;
    assert_eq!((standing.bank_fen, standing.books_fen), (Some(56_850), 60_000));
    assert_eq!((standing.only_bank.count, standing.only_bank.fen), (1, -150));
    assert_eq!((standing.only_books.count, standing.only_books.fen), (1, 3_000));
    assert_eq!((standing.difference_fen, standing.unexplained_fen), (Some(-3_150), Some(0)));
    let left = it.unmatched(&treasurer).await;
    assert_eq!((left.len(), left[0].fen, left[0].memo.as_str()), (1, -150, "手续费"));
    let missing = it.unbanked(&treasurer, None).await;
    assert_eq!((missing.len(), missing[0].fen, missing[0].reference.as_deref()), (1, 3_000, Some("X-3")));
    // What was booked wrongly and taken back never was at the bank.
    treasurer.reverse_income(missing[0].income_id.unwrap(), &reason(), None).await.unwrap();
    assert_eq!(it.unbanked(&treasurer, None).await, []);
    let standing = it.standing(&it.client(it.person(Role::Auditor))).await;
    assert_eq!(
        (standing.only_books.count, standing.difference_fen, standing.unexplained_fen),
        (0, Some(-150), Some(0))
    );
    let all = treasurer.list_bank_statements(it.fund, &ListBankStatements::default()).await.unwrap().items;
    assert_eq!(all, [statement]);
    assert_sound(&it.server);
}

#[actix_web::test]
async fn a_file_is_imported_once_and_lines_that_overlap_are_known() {
    let it = Town::open(3).await;
    let treasurer = it.treasurer();
    let january = ["2026-01-02,L1,,500.00,500.00,,甲,", "2026-01-03,L2,,70.00,570.00,,乙,"];
    let first = it.import(&treasurer, &january).await.statement.unwrap();
    let again = it.import(&treasurer, &january).await;
    assert_eq!((again.again, again.statement), (true, Some(first)));
    let more = ["2026-01-03,L2,,70.00,570.00,,乙,", "2026-01-04,L3,20.00,,550.00,,丙,"];
    // As the bank of the town writes it.
    let bytes = String::from_utf8(file(&more)).unwrap();
    let (gbk, _, _) = GB18030.encode(&bytes);
    let next = treasurer.import_bank_statement(it.fund, gbk.into_owned()).await.unwrap().statement.unwrap();
    assert_eq!((next.lines, next.known), (2, 1));
    let page = ListBankLines { limit: Some(2), ..ListBankLines::default() };
    let one = treasurer.list_bank_lines(it.fund, &page).await.unwrap();
    let rest = ListBankLines { after: one.next.clone(), ..page };
    let rest = treasurer.list_bank_lines(it.fund, &rest).await.unwrap();
    let serials: Vec<_> = one.items.iter().chain(&rest.items).map(|line| line.serial.as_str()).collect();
    assert_eq!((serials, rest.next), (vec!["L3", "L2", "L1"], None));
    let clients = (0..6).map(|_| it.treasurer()).collect();
    let fund = it.fund;
    let asked = ask_at_once(clients, move |number, client| async move {
        let line = format!("2026-01-05,L4,,1.00,551.00,,丁,{number}");
        client.import_bank_statement(fund, file(&[&line])).await
    });
    assert_eq!(outcomes(asked.await).0, 6, "different files about one line");
    let all = treasurer.list_bank_lines(it.fund, &ListBankLines::default()).await.unwrap().items;
    assert_eq!(all.len(), 4);
}

#[actix_web::test]
async fn a_file_with_bad_lines_tells_each_of_them_and_keeps_nothing() {
    let it = Town::open(3).await;
    let treasurer = it.treasurer();
    let good = ["2026-01-02,L1,,500.00,500.00,,甲,"];
    it.import(&treasurer, &good).await.statement.unwrap();
    let bad = [
        "昨天,L2,,1.00,,,,",
        "2026-01-03,,,1.00,,,,",
        "2026-01-03,L3,,1.005,,,,",
        "2026-01-03,L4,1.00,1.00,,,,",
        "2026-01-03,L1,,400.00,,,,",
        "2026-01-03,L5,,1.00,,,,",
        "2026-01-03,L5,,2.00,,,,",
    ];
    let done = it.import(&treasurer, &bad).await;
    assert_eq!((done.statement, done.bad_lines_total), (None, 6));
    let told: Vec<_> = done.bad_lines.iter().map(|bad| (bad.line, bad.code.as_str())).collect();
    assert_eq!(
        told,
        [
            (2, "statement_day"),
            (3, "statement_serial"),
            (4, "statement_amount"),
            (5, "statement_one_of_both"),
            (6, "statement_serial_differs"),
            (8, "statement_serial_twice"),
        ]
    );
    assert_eq!(done.bad_lines[2].column.as_deref(), Some("D"));
    let gap = ["2026-01-03,L6,,1.00,501.00,,,", "2026-01-03,L7,,1.00,503.00,,,"];
    let done = it.import(&treasurer, &gap).await;
    assert_eq!((done.bad_lines[0].line, done.bad_lines[0].code.as_str()), (3, "statement_gap"));
    let import = |text: &'static str| treasurer.import_bank_statement(it.fund, text.as_bytes().to_vec());
    assert_eq!(code(import("日期,金额\n2026-01-01,1\n").await), "statement_columns");
    assert_eq!(code(import("日期,流水号,金额\n").await), "statement_rows");
    assert_eq!(it.unmatched(&treasurer).await.len(), 1, "nothing of the bad ones is there");
}

#[actix_web::test]
async fn a_person_matches_what_is_doubtful_and_parts_what_was_matched_wrongly() {
    let it = Town::open(3).await;
    let treasurer = it.treasurer();
    for number in ["A", "B"] {
        it.receive(&treasurer, &money(subsidy(), 100, None), number).await;
    }
    it.receive(&treasurer, &money(subsidy(), 250, None), "C").await;
    let lines = ["2026-01-05,L1,,1.00,,,,", "2026-01-05,L2,,1.00,,,,", "2026-01-05,L3,,2.50,,,,"];
    let done = it.import(&treasurer, &lines).await;
    assert_eq!((done.matched, done.statement.unwrap().closing_fen), (1, None));
    let doubtful = it.unmatched(&treasurer).await;
    let fitting = it.unbanked(&treasurer, Some(100)).await;
    assert_eq!((doubtful.len(), fitting.len()), (2, 2));
    let to = |posting: &CashPosting| MatchBankLine { posting_id: posting.id };
    let (one, other) = (doubtful[0].id, doubtful[1].id);
    let matched = treasurer.match_bank_line(one, &to(&fitting[0]), Some("once")).await.unwrap();
    assert_eq!((matched.how, matched.posting.as_ref()), (Some(BankMatch::Hand), Some(&fitting[0])));
    treasurer.match_bank_line(one, &to(&fitting[0]), None).await.unwrap();
    assert_eq!(code(treasurer.match_bank_line(one, &to(&fitting[1]), None).await), "bank_line_matched");
    assert_eq!(code(treasurer.match_bank_line(other, &to(&fitting[0]), None).await), "posting_matched");
    // Of two that are alike one is left: now it is beyond doubt.
    let found = treasurer.reconcile_fund(it.fund, Some("again")).await.unwrap();
    assert_eq!((found.matched, found.standing.unwrap().only_bank.count), (1, 0));
    let all = treasurer.list_bank_lines(it.fund, &ListBankLines::default()).await.unwrap().items;
    let wrong = all.iter().find(|line| line.fen == 250).unwrap();
    let parted = treasurer.part_bank_line(wrong.id, None).await.unwrap();
    assert_eq!((parted.how, parted.posting), (None, None));
    assert_eq!(code(treasurer.part_bank_line(wrong.id, None).await), "bank_line_not_matched");
    assert_eq!(treasurer.reconcile_fund(it.fund, None).await.unwrap().matched, 0, "it stays apart");
    treasurer.part_bank_line(one, None).await.unwrap();
    let unlike = MatchBankLine { posting_id: wrong.posting.as_ref().unwrap().id };
    assert_eq!(code(treasurer.match_bank_line(one, &unlike, None).await), "bank_line_other_amount");
    treasurer.match_bank_line(wrong.id, &unlike, None).await.unwrap();
    let nobody = MatchBankLine {
        posting_id: serde_json::from_str("\"0192c7a8-0000-7000-8000-000000000001\"").unwrap(),
    };
    assert_eq!(code(treasurer.match_bank_line(one, &nobody, None).await), "fields_invalid");
    let resident = it.client(it.resident("1/1/1/1/1/"));
    assert_eq!(code(resident.match_bank_line(one, &unlike, None).await), "not_found");
}

#[actix_web::test]
async fn a_long_list_takes_as_few_statements_as_a_short_one() {
    use app::{
        db::Tx,
        funds::bank::{self, Lines},
        identity::load_actor,
        testing::statements,
    };
    let it = Town::open(3).await;
    let person = it.person(Role::Treasurer);
    let treasurer = it.client(person);
    let lines: Vec<String> = (1..30).map(|at| format!("2026-01-05,L{at},,{at}.00,,R{at},,")).collect();
    for at in 1..20 {
        it.receive(&treasurer, &money(subsidy(), at * 100, None), &format!("R{at}")).await;
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    assert_eq!(it.import(&treasurer, &lines).await.matched, 19);
    let actor = it.server.store.db.read_blocking(|tx| load_actor(tx, person.1)).unwrap().unwrap();
    let fund = it.fund;
    let count = |limit| {
        let page = app::funds::Page { after: None, limit };
        let read = |tx: &mut Tx<'_>| bank::lines(tx, &actor, fund, Lines::default(), page);
        let (rows, count) = statements(&it.server.store, read).unwrap();
        (rows.len(), count)
    };
    let (all, statements) = count(100);
    assert_eq!(all, 29);
    assert_eq!(count(1), (1, statements));
}
