//! What comes in: registered by the treasurer or promised by residents, and confirmed once it is there.

use chrono::{Datelike, NaiveDate};
use domain::{
    funds::{
        Amount,
        income::{Channel, DocumentNumber, Donor, Form, Source},
    },
    ids::{DonorId, IncomeId},
    journal::NodeHash,
    permissions::Actor,
};
use sha2::{Digest, Sha256};

use super::{
    DAYS, Days, Funds, Which, purpose,
    texts::incomes::{Fate, INCOMES, IncomeWords, Origin},
};
use crate::{
    db::Tx,
    demo::{DemoError, chance::Chance, value},
    funds::income::{self, Confirmation, NewIncome, Promise, donors},
};

/// What residents of each fund promise in the two years.
const PROMISES: [(Which, i64); 3] = [(Which::Town, 16), (Which::Community, 18), (Which::Village, 8)];
/// What one of them gives, in fen.
const GIFTS: [i64; 8] = [2_000, 5_000, 6_600, 10_000, 20_000, 30_000, 50_000, 100_000];
/// The day of the last month of a quarter on which the bank pays interest.
const INTEREST_DAY: u32 = 21;
/// The promises of the last days wait, so that the treasurer has something to confirm.
const PROMISES_WAIT_DAYS: i64 = 4;

/// What the treasurer does about something that is to come in, or a resident who promised it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IncomeAct {
    Register,
    Confirm,
    Cancel(&'static str),
    Reverse(&'static str),
}

/// Something that is to come in.
pub(super) struct Expected {
    pub(super) fund: Which,
    /// How many days ago it is registered.
    pub(super) ago: i64,
    pub(super) fate: Fate,
    amount: Amount,
    kind: Kind,
}

enum Kind {
    /// As it is written.
    Written(&'static IncomeWords),
    /// By the resident at a place, named to the public or not.
    Promised(usize, Channel, bool),
    /// By the bank.
    Interest,
}

/// All that comes in: as it is written, what residents promise now and then, and interest each quarter.
pub(super) fn all(days: Days, chance: &mut Chance) -> Vec<Expected> {
    let written = |words: &'static IncomeWords| Expected {
        fund: words.fund,
        ago: words.ago,
        fate: words.fate,
        amount: words.amount,
        kind: Kind::Written(words),
    };
    let mut all: Vec<Expected> = INCOMES.iter().map(written).collect();
    for (fund, count) in PROMISES {
        for number in 0..count {
            // Spread over the two years, the last of them in the last days.
            let ago = if number == 0 { 2 } else { DAYS * number / (count + 1) + chance.between(-9, 9) };
            all.push(promise(fund, ago.max(1), chance));
        }
    }
    for ago in 1..DAYS - 1 {
        if pays_interest(days.day(ago)) {
            all.extend(Which::ALL.into_iter().filter_map(|fund| interest(fund, ago, chance)));
        }
    }
    all
}

fn promise(fund: Which, ago: i64, chance: &mut Chance) -> Expected {
    let amount = Amount::new(*chance.pick(&GIFTS)).unwrap_or(super::yuan(50));
    let channel = if chance.percent(70) { Channel::Bank } else { Channel::Counter };
    let resident = usize::try_from(chance.between(0, 1_000)).unwrap_or(0);
    let kind = Kind::Promised(resident, channel, chance.percent(60));
    let fate = match ago {
        _ if ago <= PROMISES_WAIT_DAYS => Fate::Awaited,
        _ if chance.percent(8) => Fate::Cancelled("想换一种方式帮忙，先不捐了。"),
        _ => Fate::Comes(chance.between(1, 3)),
    };
    Expected { fund, ago, fate, amount, kind }
}

fn pays_interest(day: NaiveDate) -> bool {
    day.day() == INTEREST_DAY && day.month().is_multiple_of(3)
}

fn interest(fund: Which, ago: i64, chance: &mut Chance) -> Option<Expected> {
    let fen = match fund {
        Which::Town => chance.between(18_000, 34_000),
        Which::Community => chance.between(3_600, 6_200),
        Which::Village => chance.between(1_200, 2_400),
    };
    Some(Expected { fund, ago, fate: Fate::Comes(0), amount: Amount::new(fen).ok()?, kind: Kind::Interest })
}

impl Funds<'_> {
    pub(super) async fn income(&mut self, index: usize, act: IncomeAct) -> Result<(), DemoError> {
        let treasurer = &self.people.treasurer;
        match act {
            IncomeAct::Register => {
                let id = self.register(index).await?;
                self.made.incomes.insert(index, id);
                Ok(())
            }
            IncomeAct::Confirm => {
                let id = self.income_at(index)?;
                let number = format!("回单 {}-{index:04}", self.db.now().format("%Y%m%d"));
                let reference = DocumentNumber::new(&number).map_err(value)?;
                let said = Confirmation { reference, amount: self.incomes[index].amount };
                self.write(treasurer, move |tx, who| income::confirm(tx, who, id, &said)).await
            }
            IncomeAct::Cancel(why) => {
                let id = self.income_at(index)?;
                let who = self.giver(index).unwrap_or(treasurer);
                self.write(who, move |tx, who| income::cancel(tx, who, id, why)).await
            }
            IncomeAct::Reverse(why) => {
                let id = self.income_at(index)?;
                self.write(treasurer, move |tx, who| income::reverse(tx, who, id, why)).await
            }
        }
    }

    fn income_at(&self, index: usize) -> Result<IncomeId, DemoError> {
        self.made.incomes.get(&index).copied().ok_or_else(|| value("an income before it is registered"))
    }

    /// Who promised it, where somebody did.
    fn giver(&self, index: usize) -> Option<&Actor> {
        let expected = &self.incomes[index];
        let Kind::Promised(place, ..) = expected.kind else { return None };
        let here = self.residents(expected.fund);
        here.get(place % here.len().max(1)).copied()
    }

    async fn register(&mut self, index: usize) -> Result<IncomeId, DemoError> {
        let expected = &self.incomes[index];
        let (fund, amount) = (self.fund(expected.fund)?, expected.amount);
        let new = match expected.kind {
            Kind::Promised(_, channel, named) => {
                let who = self.giver(index).ok_or_else(|| value("nobody promises it"))?;
                let new = Promise { amount, purpose: None, channel, named };
                return self.write(who, move |tx, who| income::promise(tx, who, fund, new)).await;
            }
            Kind::Interest => NewIncome {
                source: Source::Interest,
                form: Form::Money,
                amount,
                purpose: None,
                channel: Channel::Bank,
                note: "季度结息".to_owned(),
            },
            Kind::Written(words) => NewIncome {
                source: self.source(words).await?,
                form: words.form,
                amount,
                purpose: words.purpose.map(purpose).transpose()?,
                channel: words.channel,
                note: words.note.to_owned(),
            },
        };
        self.write(&self.people.treasurer, move |tx, who| income::register(tx, who, fund, new)).await
    }

    async fn source(&mut self, words: &'static IncomeWords) -> Result<Source, DemoError> {
        let donor = |id, named| Donor { id, user: None, named };
        Ok(match words.from {
            Origin::Donor(name, named) => {
                Source::Donation { donor: donor(self.donor(words.fund, name).await?, named) }
            }
            Origin::Sponsor(name, agreement) => Source::Sponsorship {
                sponsor: donor(self.donor(words.fund, name).await?, true),
                agreement: NodeHash(Sha256::digest(agreement).into()),
            },
            Origin::Office(prefix, number) => {
                let year = self.days.day(words.ago).year();
                let number = format!("{prefix}〔{year}〕{number}号");
                Source::Subsidy { document: DocumentNumber::new(&number).map_err(value)? }
            }
            Origin::Itself => Source::SelfRaised,
        })
    }

    async fn donor(&mut self, which: Which, name: &'static str) -> Result<DonorId, DemoError> {
        if let Some(known) = self.made.donors.get(&(which, name)) {
            return Ok(*known);
        }
        let fund = self.fund(which)?;
        let add = move |tx: &mut Tx<'_>, who: &Actor| donors::add(tx, who, fund, name);
        let id = self.write(&self.people.treasurer, add).await?.id;
        self.made.donors.insert((which, name), id);
        Ok(id)
    }
}
