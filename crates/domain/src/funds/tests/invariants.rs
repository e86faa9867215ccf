//! What holds of a fund after every step, counted again from what was booked.

use super::{
    model::{FREED, LIFTED, PROJECT, Payment, SET_ASIDE, World},
    *,
};
use crate::funds::{
    FundAccount, LineKey,
    income::{Form, IncomeState},
};

impl World {
    /// Compares what the rules keep with what was booked and with what was signed.
    pub(super) fn check(&self) {
        self.check_ledger();
        for (project, budget) in [(None, &self.own), (Some(PROJECT), &self.project.proposal.budget)] {
            for (number, line) in budget.lines() {
                let key = LineKey { project, number: *number };
                let used = self.using(|one| one.content.line == key);
                assert_eq!(used, line.reserved_fen + line.spent_fen);
                assert!(used <= line.limit.fen(), "a line is overspent");
                let paid = self.added_up(|one| matches!(one, FundAccount::Expense(of, _) if *of == key));
                assert_eq!(paid, line.spent_fen, "what the ledger spent on a line");
                let elsewhere = |one: &FundAccount| matches!(one, FundAccount::Expense(of, Some(on)) if *of == key && line.purpose.as_ref() != Some(on));
                assert_eq!(self.added_up(elsewhere), 0, "restricted money went elsewhere");
            }
        }
        for (at, milestone) in self.project.proposal.milestones.all().iter().enumerate() {
            let used = self.using(|one| one.content.milestone == Some(at));
            assert!(used == milestone.used_fen && used <= milestone.instalment.fen());
        }
        for (id, one) in &self.resolutions {
            let aside = |way: fn(&(Option<Purpose>, Option<Purpose>)) -> bool| {
                let moved = self.moved.iter().filter(|(_, _, _, by)| by == id);
                moved
                    .filter(|(from, to, ..)| way(&(from.clone(), to.clone())))
                    .map(|moved| moved.2)
                    .sum::<i64>()
            };
            let used = match *id {
                SET_ASIDE => aside(|(from, _)| from.is_none()),
                FREED | LIFTED => aside(|(from, _)| from.is_some()),
                _ => self.using(|payment| payment.content.resolution == Some(*id)),
            };
            assert!(used == one.used_fen && used <= one.matter.allows_fen());
        }
        for Payment { disbursement, .. } in &self.payments {
            let state = disbursement.state;
            let signed = [Some(disbursement.proposer), state.approver(), state.payer()];
            let signed: Vec<UserId> = signed.into_iter().flatten().collect();
            assert_eq!(signed.iter().collect::<BTreeSet<_>>().len(), signed.len(), "three different people");
            assert!(!signed[1..].contains(&person(1)), "who is paid approves or pays");
        }
        for one in [None, Some(purpose("elders")), Some(purpose("garden"))] {
            let received = |form| {
                let theirs = self.incomes.iter().filter(|income| income.purpose == one);
                let got =
                    theirs.filter(|income| income.state == IncomeState::Received && income.form == form);
                got.map(|income| income.amount.fen()).sum::<i64>()
            };
            let moved = self
                .moved
                .iter()
                .map(|(from, to, fen, _)| fen * (i64::from(*to == one) - i64::from(*from == one)));
            let spent =
                self.using(|payment| payment.content.purpose == one && payment.state.payer().is_some());
            let has = |account| self.added_up(|other| *other == account);
            let cash = received(Form::Money) + moved.sum::<i64>() - spent;
            assert!(cash >= 0, "a restriction is overspent");
            assert_eq!(has(FundAccount::Cash(one.clone())), cash);
            assert_eq!(has(FundAccount::Goods(one.clone())), received(Form::InKind));
        }
    }
}
