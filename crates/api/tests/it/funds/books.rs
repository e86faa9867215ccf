//! What everybody reads: totals that are equal to the postings behind them, to the fen, on pages and in files.

use client::Client;
use contract::{
    funds::{
        ByResolution, FREE_PURPOSE, FundPosting, FundPurpose, FundTotals, IncomeSource, ListFundPostings,
        OpenedMatter, RegisterIncome,
    },
    ledger::{BookFormat, ExportBook},
};
use domain::{
    funds::{
        Part,
        income::{Form, SourceKind},
    },
    permissions::Role,
};

use super::{
    Town, amount,
    income::{confirmation, money, promise, reason},
};
use crate::{
    ledger::bean_check,
    support::{assert_sound, code},
};

impl Town {
    pub(super) async fn totals(&self) -> FundTotals {
        self.server.anonymous().get_fund_totals(self.fund).await.unwrap()
    }

    /// Every posting behind a total, page by page.
    pub(super) async fn postings(&self, client: &Client, query: &ListFundPostings) -> Vec<FundPosting> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let query = ListFundPostings { limit: Some(3), after, ..query.clone() };
            let page = client.list_fund_postings(self.fund, &query).await.unwrap();
            all.extend(page.items);
            match page.next {
                Some(next) => after = Some(next),
                None => return all,
            }
        }
    }

    async fn sum(&self, part: Part, source: Option<SourceKind>, purpose: Option<&str>) -> i64 {
        let purpose = purpose.map(str::to_owned);
        let query = ListFundPostings { part, source, purpose, ..ListFundPostings::default() };
        self.postings(&self.server.anonymous(), &query).await.iter().map(|line| line.amount_fen).sum()
    }

    /// A fund that got something of every source and form, and gave some of it back.
    pub(super) async fn busy() -> Self {
        let it = Self::open(3).await;
        let manager = it.official();
        for code in ["education", "elders"] {
            let purpose = FundPurpose { code: code.to_owned(), name: code.to_owned() };
            manager.add_fund_purpose(it.fund, &purpose, None).await.unwrap();
        }
        let treasurer = it.treasurer();
        let donor_id = it.donor(&treasurer, "热心居民").await;
        let shop = it.donor(&treasurer, "便民超市").await;
        let gift = |named| IncomeSource::Donation { donor_id, named };
        let agreement = domain::journal::NodeHash([7; 32]);
        let sources = [
            gift(true),
            gift(false),
            IncomeSource::Subsidy { document: "民发〔2026〕1号".to_owned() },
            IncomeSource::Sponsorship { donor_id: shop, named: true, agreement },
            IncomeSource::SelfRaised {},
            IncomeSource::Interest {},
        ];
        let mut fen = 1;
        for (number, source) in sources.into_iter().enumerate() {
            for purpose in [None, Some("education"), Some("elders")] {
                let sponsored = matches!(source, IncomeSource::Sponsorship { .. });
                if purpose.is_none() && sponsored {
                    continue;
                }
                for form in [Form::Money, Form::InKind] {
                    let earned = matches!(source, IncomeSource::SelfRaised {} | IncomeSource::Interest {});
                    if form == Form::InKind && earned {
                        continue;
                    }
                    fen = fen * 2 + 1;
                    let new = RegisterIncome { form, ..money(source.clone(), fen, purpose) };
                    let reference = format!("{number}-{purpose:?}-{form:?}");
                    let received = it.receive(&treasurer, &new, &reference).await;
                    if fen % 5 == 1 {
                        treasurer.reverse_income(received.id, &reason(), None).await.unwrap();
                    }
                }
            }
        }
        let new =
            contract::funds::BringBalance {
                purpose: None, amount_fen: amount(77), note: "结存".to_owned()
            };
        treasurer.bring_balance(it.fund, &new, None).await.unwrap();
        it
    }
}

#[actix_web::test]
async fn every_total_is_the_sum_of_the_postings_behind_it() {
    let it = Town::busy().await;
    let totals = it.totals().await;
    assert_eq!(totals.cash_fen, totals.opening_fen + totals.income_fen - totals.expense_fen);
    assert_eq!(totals.goods_fen, totals.in_kind_fen - totals.handed_out_fen);
    assert!(totals.income_fen > 0 && totals.in_kind_fen > 0 && totals.opening_fen == 77);
    let parts = [
        (Part::Cash, totals.cash_fen),
        (Part::Opening, totals.opening_fen),
        (Part::Income, totals.income_fen),
        (Part::Expense, totals.expense_fen),
        (Part::Goods, totals.goods_fen),
        (Part::InKind, totals.in_kind_fen),
        (Part::HandedOut, totals.handed_out_fen),
    ];
    for (part, fen) in parts {
        assert_eq!(it.sum(part, None, None).await, fen, "{part:?}");
    }
    for total in &totals.sources {
        assert_eq!(it.sum(Part::Income, Some(total.source), None).await, total.income_fen, "{total:?}");
        assert_eq!(it.sum(Part::InKind, Some(total.source), None).await, total.in_kind_fen, "{total:?}");
    }
    for total in &totals.purposes {
        let purpose = Some(total.purpose.as_deref().unwrap_or(FREE_PURPOSE));
        assert_eq!(it.sum(Part::Cash, None, purpose).await, total.cash_fen, "{total:?}");
        assert_eq!(it.sum(Part::Income, None, purpose).await, total.income_fen, "{total:?}");
        assert_eq!(it.sum(Part::Goods, None, purpose).await, total.goods_fen, "{total:?}");
    }
    assert_eq!(totals.sources.iter().map(|total| total.income_fen).sum::<i64>(), totals.income_fen);
    assert_eq!(totals.purposes.iter().map(|total| total.cash_fen).sum::<i64>(), totals.cash_fen);
    assert_sound(&it.server);
}

#[actix_web::test]
async fn a_file_has_what_the_pages_have() {
    let it = Town::busy().await;
    let anyone = it.server.anonymous();
    let query = ListFundPostings::default();
    let pages = it.postings(&anyone, &query).await;
    let file = anyone.export_fund_postings(it.fund, &query, "text/csv").await.unwrap();
    let text = String::from_utf8(file).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), pages.len());
    let fen: i64 = rows.iter().map(|row| row[5].parse::<i64>().unwrap()).sum();
    assert_eq!(fen, it.totals().await.cash_fen);
    for (row, line) in rows.iter().zip(&pages) {
        assert_eq!((&row[10], &row[6]), (&*line.posting_id.to_string(), line.donor.as_deref().unwrap_or("")));
    }
    let sheet = anyone.export_fund_postings(it.fund, &query, contract::households::XLSX).await.unwrap();
    assert!(sheet.starts_with(b"PK"));
}

#[actix_web::test]
async fn who_gave_is_told_as_they_chose_and_always_to_the_auditor() {
    let it = Town::open(3).await;
    let (resident, treasurer) = (it.server.signed_in(Role::Resident, "1/1/1/1/1/"), it.treasurer());
    let gift = resident.promise_donation(it.fund, &promise(100, false), None).await.unwrap().body;
    treasurer.confirm_income(gift.id, &confirmation("R-1", 100), None).await.unwrap();
    let stranger = it.server.signed_in(Role::Resident, "1/1/1/1/2/");
    let auditor = it.client(it.person(Role::Auditor));
    let cases = [
        (&it.server.anonymous(), false),
        (&stranger, false),
        (&resident, true),
        (&treasurer, true),
        (&auditor, true),
    ];
    for (number, (client, told)) in cases.into_iter().enumerate() {
        let lines = it.postings(client, &ListFundPostings::default()).await;
        assert_eq!((lines[0].donor.is_some(), lines[0].anonymous), (told, !told), "{number}");
    }
    let named = resident.promise_donation(it.fund, &promise(50, true), None).await.unwrap().body;
    treasurer.confirm_income(named.id, &confirmation("R-2", 50), None).await.unwrap();
    let lines = it.postings(&it.server.anonymous(), &ListFundPostings::default()).await;
    let named = lines.iter().find(|line| line.income_id == Some(named.id)).unwrap();
    assert_eq!(
        (named.donor.as_deref(), named.anonymous, named.note.as_deref()),
        (Some("测试用户"), false, None)
    );
}

#[actix_web::test]
async fn pages_take_as_few_statements_however_long_and_places_that_are_none_are_refused() {
    let it = Town::busy().await;
    let (fund, choice) = (it.fund, app::funds::books::Choice::of(Part::Cash));
    let count = |limit| {
        let page = app::funds::Page { after: None, limit };
        let read = |tx: &mut app::db::Tx<'_>| app::funds::books::lines(tx, None, fund, &choice, page);
        let (lines, count) = app::testing::statements(&it.server.store, read).unwrap();
        (lines.len(), count)
    };
    assert_eq!((count(1).0, count(20).0), (1, 20));
    assert_eq!(count(1).1, count(20).1);
    let anyone = it.server.anonymous();
    for query in [
        ListFundPostings { after: Some("x".to_owned()), ..ListFundPostings::default() },
        ListFundPostings { purpose: Some("助学".to_owned()), ..ListFundPostings::default() },
    ] {
        assert_eq!(code(anyone.list_fund_postings(fund, &query).await), "query_invalid");
    }
}

#[actix_web::test]
async fn a_fund_ends_once_nothing_is_left_in_it() {
    let it = Town::open(3).await;
    let (manager, treasurer) = (it.official(), it.treasurer());
    assert_eq!(code(manager.close_fund(it.fund, "\"2\"").await), "fund_not_running");
    let received = it.receive(&treasurer, &money(IncomeSource::Interest {}, 5, None), "B-1").await;
    let by = it.carried(OpenedMatter::WindingUp {}).await;
    manager.wind_up_fund(it.fund, "\"2\"", &ByResolution { resolution_id: by }).await.unwrap();
    let more = treasurer.register_income(it.fund, &money(IncomeSource::Interest {}, 5, None), None).await;
    assert_eq!(code(more), "fund_not_open");
    assert_eq!(code(manager.close_fund(it.fund, "\"3\"").await), "fund_not_empty");
    treasurer.reverse_income(received.id, &reason(), None).await.unwrap();
    let closed = manager.close_fund(it.fund, "\"3\"").await.unwrap().body;
    assert_eq!(closed.state, domain::funds::FundState::Closed);
    assert_eq!(it.totals().await.cash_fen, 0);
}

#[actix_web::test]
async fn a_book_is_taken_out_under_names_that_accountants_know_and_adds_up() {
    let it = Town::busy().await;
    let auditor = it.client(it.person(Role::Auditor));
    let take = async |format| auditor.export_book(it.fund.0, &ExportBook { format }).await.unwrap();
    let text = String::from_utf8(take(BookFormat::Beancount).await).unwrap();
    for name in [
        "Assets:Cash:Free",
        "Assets:Cash:For-education",
        "Income:Money:Subsidy:For-elders",
        "Equity:Opening:Free",
    ] {
        assert_eq!(text.matches(&format!(" open {name} CNY\n")).count(), 1, "{name} in {text}");
    }
    bean_check(&text);
    let table = String::from_utf8(take(BookFormat::Csv).await).unwrap();
    let mut cash = 0;
    for line in csv::Reader::from_reader(table.as_bytes()).into_records().map(Result::unwrap) {
        if line[8].split('/').next() == Some("cash") {
            cash += line[11].parse::<i64>().unwrap();
        }
    }
    assert_eq!(cash, it.totals().await.cash_fen);
}
