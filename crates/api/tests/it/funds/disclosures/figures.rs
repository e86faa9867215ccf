//! Figures are those of pages, files and totals, to the fen.

use app::{
    db::{NewEntry, Tx, subject},
    ledger::{self, Making, NewAccount},
};
use chrono::{DateTime, TimeDelta, Utc};
use contract::funds::{
    BringBalance, Disclosure, FundPosting, FundPurpose, IncomeSource, ListFundPostings, RegisterIncome,
};
use domain::{
    areas::AreaPath,
    funds::{
        Amount, Figures, FundAccount, FundEvent, LineKey, Movement, Part,
        income::{Form, SourceKind},
    },
    ids::{EntryId, FundId},
    ledger::{Purpose, Unit},
    permissions::Role,
};

use super::{FIRST, SECOND, TOWN, Town, day};
use crate::{
    funds::{
        amount,
        income::{money, reason, subsidy},
    },
    support::assert_sound,
};

/// Numbers that look random and are the same each time (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, max: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % max
    }
}

/// Money that goes out, or goods: until payments are made over the API, straight into the ledger.
fn spend(it: &Town, movement: Movement, key: String) {
    fn post(tx: &mut Tx<'_>, fund: FundId, movement: &Movement, key: String) -> Result<(), ledger::Error> {
        let area = AreaPath::parse(TOWN).unwrap();
        let mut ids = Vec::new();
        for account in [&movement.from, &movement.to] {
            let new = NewAccount {
                owned: account.owned(fund),
                unit: Unit::Fen,
                area: &area,
                floor: account.floor(),
                purpose: account.restriction().cloned(),
                code: &account.code(),
            };
            ids.push((account.clone(), ledger::open(tx, &new)?));
        }
        let known = |account: &FundAccount| ids.iter().find(|(other, _)| other == account).map(|(_, id)| *id);
        let posting = movement.posting(known).unwrap();
        let entry: EntryId = tx.new_id();
        let making = Making { key: key.clone(), kind: "funds.test", subject: key, entry, agent: None };
        let posted = ledger::post(tx, &posting, &making)?;
        let event = FundEvent::GoodsHandedOut { fund, project: None, amount: movement.amount.fen(), posted };
        tx.journal_as(entry, NewEntry { actor: None, area: &area, subject: subject("fund", fund), event })?;
        Ok(())
    }
    let fund = it.fund;
    it.server.store.write(move |tx| post(tx, fund, &movement, key)).unwrap();
}

/// Half a year in which things came in at odd times and some were taken back, and some of it was spent.
async fn half_a_year(seed: u64) -> Town {
    let (it, mut dice) = (Town::open(3).await, Dice(seed));
    for code in ["education", "elders"] {
        let purpose = FundPurpose { code: code.to_owned(), name: format!("{code}的名称") };
        it.official().add_fund_purpose(it.fund, &purpose, None).await.unwrap();
    }
    let brought = BringBalance { purpose: None, amount_fen: amount(1_000_007), note: "结存".to_owned() };
    it.treasurer().bring_balance(it.fund, &brought, None).await.unwrap();
    for number in 0..24 {
        it.server.store.clock.advance(TimeDelta::minutes(i64::try_from(dice.below(14_400)).unwrap()));
        let treasurer = it.treasurer();
        let purpose = [None, Some("education"), Some("elders")][usize::try_from(dice.below(3)).unwrap()];
        let donor_id = it.donor(&treasurer, "热心居民").await;
        let source = match dice.below(4) {
            0 => IncomeSource::Donation { donor_id, named: true },
            1 => subsidy(),
            2 => IncomeSource::SelfRaised {},
            _ => IncomeSource::Interest {},
        };
        let earned = matches!(source, IncomeSource::SelfRaised {} | IncomeSource::Interest {});
        let form = if earned || dice.below(3) > 0 { Form::Money } else { Form::InKind };
        let fen = i64::try_from(1 + dice.below(999_999)).unwrap();
        let new = RegisterIncome { form, ..money(source, fen, purpose) };
        let received = it.receive(&treasurer, &new, &format!("B-{number}")).await;
        let back = dice.below(3) == 0;
        if back {
            it.server.store.clock.advance(TimeDelta::hours(i64::try_from(dice.below(2_000)).unwrap() / 10));
            it.treasurer().reverse_income(received.id, &reason(), None).await.unwrap();
        } else {
            let part = Amount::new(1 + fen / 3).unwrap();
            let purpose = purpose.map(|code| Purpose::parse(code).unwrap());
            let line = LineKey { project: None, number: 1 };
            let movement = match form {
                Form::Money => Movement::disbursement(line, purpose, part),
                Form::InKind => Movement::hand_out(None, purpose, part),
            };
            spend(&it, movement, format!("spent-{number}"));
        }
    }
    it
}

/// What the lines of a part behind the totals come to in the days of an account.
async fn sum(it: &Town, made: &Disclosure, query: ListFundPostings) -> i64 {
    let lines = it.postings(&it.server.anonymous(), &query).await;
    let mine = |line: &&FundPosting| within(made, line.at);
    lines.iter().filter(mine).map(|line| line.amount_fen).sum()
}

fn within(made: &Disclosure, at: DateTime<Utc>) -> bool {
    let day = domain::town_time::date(at);
    made.content.from <= day && day < made.content.until
}

fn of(part: Part) -> ListFundPostings {
    ListFundPostings { part, ..ListFundPostings::default() }
}

/// The same from the file.
async fn in_file(it: &Town, made: &Disclosure, part: Part) -> i64 {
    let file = it.server.anonymous().export_fund_postings(it.fund, &of(part), "text/csv").await.unwrap();
    let text = String::from_utf8(file).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows = reader.records().map(Result::unwrap);
    let mine = rows.filter(|row| within(made, row[0].parse().unwrap()));
    mine.map(|row| row[5].parse::<i64>().unwrap()).sum()
}

async fn agree(it: &Town, made: &Disclosure) {
    let (said, figures) = (&made.content, made.content.figures);
    assert!(figures.balance(), "{figures:?}");
    let parts = [
        (Part::Opening, figures.brought_fen),
        (Part::Income, figures.income_fen),
        (Part::Expense, figures.expense_fen),
        (Part::Cash, figures.closing_fen - figures.opening_fen),
        (Part::InKind, figures.in_kind_fen),
        (Part::HandedOut, said.projects.iter().map(|project| project.handed_out_fen).sum()),
    ];
    for (part, fen) in parts {
        assert_eq!(sum(it, made, of(part)).await, fen, "{part:?}");
        assert_eq!(in_file(it, made, part).await, fen, "{part:?}");
    }
    for source in SourceKind::ALL {
        let found = said.sources.iter().find(|one| one.source == source);
        let fen = found.map_or((0, 0), |one| (one.income_fen, one.in_kind_fen));
        let lines = |part| ListFundPostings { source: Some(source), ..of(part) };
        assert_eq!(sum(it, made, lines(Part::Income)).await, fen.0, "{source:?}");
        assert_eq!(sum(it, made, lines(Part::InKind)).await, fen.1, "{source:?}");
    }
    for one in &said.purposes {
        let purpose = one.purpose.clone().unwrap_or_else(|| contract::funds::FREE_PURPOSE.to_owned());
        let lines = |part| ListFundPostings { purpose: Some(purpose.clone()), ..of(part) };
        assert_eq!(sum(it, made, lines(Part::Expense)).await, one.expense_fen, "{one:?}");
        assert_eq!(sum(it, made, lines(Part::Cash)).await, one.closing_fen - one.opening_fen, "{one:?}");
        assert_eq!(one.name, one.purpose.as_ref().map(|code| format!("{code}的名称")));
    }
    let purposes =
        |fen: fn(&domain::funds::PurposeDisclosed) -> i64| said.purposes.iter().map(fen).sum::<i64>();
    assert_eq!(purposes(|one| one.opening_fen), figures.opening_fen);
    assert_eq!(purposes(|one| one.income_fen), figures.income_fen + figures.brought_fen);
    assert_eq!(purposes(|one| one.closing_fen), figures.closing_fen);
    assert_eq!(purposes(|one| one.in_kind_fen), figures.in_kind_fen);
    let expenses: i64 = said.projects.iter().map(|project| project.expense_fen).sum();
    assert_eq!(expenses, figures.expense_fen);
}

#[actix_web::test]
async fn figures_are_what_pages_and_files_come_to() {
    for seed in [1, 7] {
        let it = half_a_year(seed).await;
        it.wait_until("2027-01-03");
        let periods = it.periods().await;
        let mut before: Option<Disclosure> = None;
        let (mut postings, mut moved) = (0, 0);
        for period in periods.iter().skip(1).rev() {
            let made = it.prepared(&period.from.to_string()).await;
            agree(&it, &made).await;
            let opening = before.as_ref().map_or(0, |before| before.content.figures.closing_fen);
            assert_eq!(made.content.figures.opening_fen, opening);
            moved += usize::from(made.content.postings > 0);
            postings += made.content.postings;
            before = Some(made);
        }
        let last = before.unwrap().content.figures;
        assert_eq!(last.closing_fen, it.totals().await.cash_fen);
        assert!(moved > 1 && postings > 24, "{moved} {postings}");
        assert_sound(&it.server);
    }
}

#[actix_web::test]
async fn what_happens_in_the_last_and_the_first_moment_is_in_its_own_period() {
    let it = Town::open(3).await;
    let end = domain::town_time::begin(day(SECOND));
    it.server.store.clock.advance(end - TimeDelta::microseconds(1) - it.server.store.db.now());
    it.receive(&it.treasurer(), &money(IncomeSource::Interest {}, 3, None), "B-1").await;
    it.server.store.clock.advance(TimeDelta::microseconds(1));
    it.receive(&it.treasurer(), &money(IncomeSource::Interest {}, 50, None), "B-2").await;
    let first = it.prepare(&it.fresh(Role::Treasurer), FIRST, "").await.unwrap().content;
    let figures = Figures { income_fen: 3, closing_fen: 3, ..Figures::default() };
    assert_eq!((first.figures, first.postings), (figures, 1));
    assert!(first.last_entry_id.is_some());
    it.wait_until("2026-07-01");
    let second = it.prepared(SECOND).await.content;
    let figures = Figures { opening_fen: 3, income_fen: 50, closing_fen: 53, ..Figures::default() };
    assert_eq!((second.figures, second.postings), (figures, 1));
}

#[actix_web::test]
async fn the_periods_take_as_few_statements_however_many_there_are() {
    let it = Town::open(3).await;
    let fund = it.fund;
    let count = || {
        let list = |tx: &mut Tx<'_>| app::funds::disclosures::list(tx, None, fund);
        let (periods, count) = app::testing::statements(&it.server.store, list).unwrap();
        (periods.len(), count)
    };
    it.wait_until("2026-04-02");
    it.prepared(FIRST).await;
    let (few, statements) = count();
    it.wait_until("2031-01-01");
    assert_eq!((few, count()), (2, (21, statements)));
}
