//! Whatever people try, in whatever order: nothing is overspent, three people sign, and the books add up.

use proptest::prelude::*;

use super::{
    model::{FOR_PROJECT, FREED, LIFTED, OUTSIDE, PROJECT, Payment, SET_ASIDE, World, officer},
    tries::{Try, tries},
    *,
};
use crate::{
    funds::{
        FundAccount, LineKey, Movement,
        books::{Consent, Lifting, set_aside_left, unspent},
        disbursements::{Disbursement, Invoice, InvoiceNumber, NewDisbursement, Payee},
        income::{Donor, Form, Income, IncomeState, Source},
    },
    ids::{DisbursementId, DonorId, IncomeId, LiftingId, PayeeId},
};

const DONOR: Donor = Donor { id: DonorId(Uuid::from_u128(5)), user: None, named: true };

fn purposes(at: usize) -> Option<Purpose> {
    [None, Some(purpose("elders")), Some(purpose("garden"))][at].clone()
}

impl World {
    /// Does it, or answers nothing and is to be thrown away.
    fn attempt(&mut self, what: &Try) -> Option<()> {
        let count = |number: usize| u128::try_from(number).unwrap();
        match *what {
            Try::Income { purpose, in_kind, fen } => {
                let income = Income {
                    id: IncomeId(Uuid::from_u128(count(self.incomes.len()))),
                    fund: FUND,
                    source: if in_kind {
                        Source::Subsidy { document: crate::funds::income::DocumentNumber::new("1").unwrap() }
                    } else {
                        Source::Donation { donor: DONOR }
                    },
                    form: if in_kind { Form::InKind } else { Form::Money },
                    amount: amount(fen),
                    purpose: purposes(purpose),
                    state: IncomeState::Expected,
                };
                income.check(&self.fund).ok()?;
                let (income, movement) = income.receive().ok()?;
                self.post(&movement)?;
                self.incomes.push(income);
            }
            Try::ReverseIncome { which } => {
                let (income, movement) = {
                    let lifted = self.lifted.get(&which).copied().unwrap_or_default();
                    self.incomes.get(which)?.clone().reverse(lifted).ok()?
                };
                self.post(&movement)?;
                self.incomes[which] = income;
            }
            Try::Earmark { fen } => {
                let by = self.resolutions[&SET_ASIDE].clone();
                let (movement, by) = Movement::earmark(FUND, purpose("elders"), amount(fen), by).ok()?;
                self.post(&movement)?;
                self.resolutions.insert(SET_ASIDE, by);
                self.moved.push((None, Some(purpose("elders")), fen, SET_ASIDE));
            }
            Try::Release { fen } => {
                let elders = Some(purpose("elders"));
                let of = |by| move |moved: &&(_, _, i64, _)| moved.3 == by;
                let sum = |by| self.moved.iter().filter(of(by)).map(|moved| moved.2).sum::<i64>();
                let given = self.restricted(elders.as_ref());
                let cash = self.added_up(|one| *one == FundAccount::Cash(elders.clone()));
                let left = set_aside_left(sum(SET_ASIDE) - sum(FREED), given, cash);
                let by = self.resolutions[&FREED].clone();
                let (movement, by) =
                    Movement::release(FUND, purpose("elders"), amount(fen), left, by).ok()?;
                self.post(&movement)?;
                self.resolutions.insert(FREED, by);
                self.moved.push((elders.clone(), None, fen, FREED));
                let cash = self.added_up(|one| *one == FundAccount::Cash(elders.clone()));
                assert!(cash >= given, "what donors gave is freed");
            }
            Try::Lift { which, to, fen } => {
                let gift = self.incomes.get(which)?.clone();
                let left = self.left_of(which)?;
                let said =
                    Consent { donor: DONOR.id, to: purposes(to), most: amount(fen), document: hash("yes") };
                let lifting = Lifting::of(LiftingId(Uuid::nil()), &gift, left, said).ok()?;
                let ways = (gift.purpose?, purposes(to));
                let by = self.resolutions[&LIFTED].clone();
                let (movement, _, by) =
                    Movement::transfer(FUND, ways.clone(), amount(fen), lifting, by).ok()?;
                self.post(&movement)?;
                self.resolutions.insert(LIFTED, by);
                self.moved.push((Some(ways.0), ways.1, fen, LIFTED));
                *self.lifted.entry(which).or_default() += fen;
            }
            Try::Budget { line, fen } => {
                self.own = self.own.clone().revise(line, amount(fen), None).ok()?;
            }
            Try::Propose { who, project, line, purpose, resolution, milestone, fen } => {
                let line = LineKey { project: project.then_some(PROJECT), number: line };
                let fitting = if project { Some(FOR_PROJECT) } else { (fen > 15_000).then_some(OUTSIDE) };
                let named = [None, Some(OUTSIDE), Some(FOR_PROJECT)].get(resolution).copied();
                let named = named.unwrap_or(fitting);
                let number = count(self.payments.len());
                let number_of = InvoiceNumber::new("A1").unwrap();
                let invoice = Invoice { number: number_of, image: hash("a"), amount: amount(fen) };
                let content = NewDisbursement {
                    id: DisbursementId(Uuid::from_u128(number)),
                    fund: FUND,
                    line,
                    purpose: purposes(purpose),
                    milestone: project.then_some(milestone),
                    resolution: named,
                    payee: Payee { id: PayeeId(Uuid::nil()), people: BTreeSet::from([person(1)]) },
                    amount: amount(fen),
                    invoices: vec![invoice],
                    settlement: None,
                };
                let grounds = self.grounds(line, named);
                let disbursement =
                    Disbursement::propose(content, &officer(who), &self.rules, &grounds).ok()?;
                self.payments.push(Payment { disbursement, posting: None });
            }
            Try::Approve { which, who } => self.step(which, |world, payment| {
                let grounds = world.grounds_of(&payment);
                let (disbursement, grounds, movement) =
                    payment.disbursement.approve(&officer(who), &world.rules, grounds).ok()?;
                world.keep(grounds);
                Some(Payment { disbursement, posting: Some(world.hold(&movement)?) })
            })?,
            Try::Pay { which, who } => self.step(which, |world, payment| {
                let grounds = world.grounds_of(&payment);
                let (disbursement, grounds) =
                    payment.disbursement.pay(&officer(who), &world.rules, grounds).ok()?;
                world.keep(grounds);
                let mut posting = payment.posting?;
                world.commit(&mut posting);
                Some(Payment { disbursement, posting: Some(posting) })
            })?,
            Try::Refuse { which, who } => self.step(which, |world, mut payment| {
                let grounds = world.grounds_of(&payment);
                let (disbursement, grounds) =
                    payment.disbursement.refuse(&officer(who), &world.rules, grounds).ok()?;
                world.keep(grounds);
                if let Some(posting) = &mut payment.posting {
                    world.void(posting);
                }
                Some(Payment { disbursement, posting: payment.posting })
            })?,
            Try::Withdraw { which, who } => self.step(which, |_, payment| {
                let disbursement = payment.disbursement.withdraw(&officer(who)).ok()?;
                Some(Payment { disbursement, posting: None })
            })?,
            Try::Reverse { which, who } => self.step(which, |world, payment| {
                let grounds = world.grounds_of(&payment);
                let (disbursement, grounds, movement) =
                    payment.disbursement.reverse(&officer(who), &world.rules, grounds).ok()?;
                world.keep(grounds);
                let posted = world.post(&movement).expect("what was spent can come back");
                let mut reversal = payment.posting.as_ref()?.reversal().unwrap();
                reversal.entries.reverse();
                assert_eq!(posted, reversal, "it is the ledger's own reversal");
                Some(Payment { disbursement, posting: payment.posting })
            })?,
        }
        Some(())
    }

    /// What is left of a restricted gift.
    fn left_of(&self, which: usize) -> Option<i64> {
        let purpose = self.incomes.get(which)?.purpose.clone()?;
        let there = |one: &Income| one.state == IncomeState::Received && one.form == Form::Money;
        let alike = |one: &Income| there(one) && one.purpose.as_ref() == Some(&purpose);
        let gifts = self.incomes.iter().enumerate().filter(|(_, one)| alike(one));
        let lifted = |at| self.lifted.get(&at).copied().unwrap_or_default();
        let gifts: Vec<_> = gifts.map(|(at, one)| (one.id, one.amount.fen() - lifted(at))).collect();
        let cash = self.added_up(|one| *one == FundAccount::Cash(Some(purpose.clone())));
        unspent(&gifts, cash).get(&self.incomes[which].id).copied()
    }

    /// What donors gave for a purpose and did not let go of, in fen, as if none of it were spent.
    fn restricted(&self, purpose: Option<&Purpose>) -> i64 {
        let there = |one: &Income| one.state == IncomeState::Received && one.form == Form::Money;
        let theirs = self.incomes.iter().filter(|one| there(one) && one.purpose.as_ref() == purpose);
        let given: i64 = theirs.map(|one| one.amount.fen()).sum();
        let lifted = self.moved.iter().filter(|moved| moved.3 == LIFTED);
        given
            + lifted
                .map(|(from, to, fen, _)| {
                    fen * (i64::from(to.as_ref() == purpose) - i64::from(from.as_ref() == purpose))
                })
                .sum::<i64>()
    }

    fn step(&mut self, which: usize, work: impl FnOnce(&mut Self, Payment) -> Option<Payment>) -> Option<()> {
        let payment = self.payments.get(which)?.clone();
        self.payments[which] = work(self, payment)?;
        Some(())
    }

    fn grounds_of(&self, payment: &Payment) -> crate::funds::disbursements::Grounds {
        let content = &payment.disbursement.content;
        self.grounds(content.line, content.resolution)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn nothing_is_overspent_whatever_is_tried(what in proptest::collection::vec(tries(), 1..120)) {
        let mut world = World::tight();
        for purpose in 0..3 {
            world.attempt(&Try::Income { purpose, in_kind: false, fen: 60_000 }).unwrap();
        }
        for one in &what {
            let mut next = world.clone();
            if next.attempt(one).is_some() {
                world = next;
            }
            world.check();
        }
    }
}

#[test]
fn a_payment_can_be_proposed_approved_paid_and_booked_back() {
    let mut world = World::new();
    let project = Try::Propose {
        who: 0,
        project: true,
        line: 1,
        purpose: 2,
        resolution: 2,
        milestone: 0,
        fen: 150_000,
    };
    let small =
        Try::Propose { who: 0, project: false, line: 2, purpose: 0, resolution: 0, milestone: 0, fen: 9_000 };
    let all = [
        Try::Income { purpose: 2, in_kind: false, fen: 160_000 },
        Try::Income { purpose: 0, in_kind: false, fen: 10_000 },
        project,
        small,
        Try::Approve { which: 0, who: 2 },
        Try::Pay { which: 0, who: 3 },
        Try::Approve { which: 1, who: 4 },
        Try::Refuse { which: 1, who: 3 },
        Try::Reverse { which: 0, who: 2 },
    ];
    for (at, one) in all.iter().enumerate() {
        assert!(world.attempt(one).is_some(), "{at}");
        world.check();
    }
    assert_eq!(world.added_up(FundAccount::is_cash), 170_000);
}
