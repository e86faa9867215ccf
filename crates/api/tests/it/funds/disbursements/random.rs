//! Whatever is asked in whatever order: totals are what was booked, and nothing is overspent.

use client::Client;
use contract::funds::{DisbursementSummary, ListDisbursements, ListFundPostings, ProposeDisbursement};
use domain::{
    funds::{Part, disbursements::DisbursementStateName as State},
    ids::{DisbursementId, ResolutionId},
    permissions::Role,
};

use super::{Paying, amount, because, number};
use crate::support::assert_sound;

/// Numbers that look random and are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).unwrap()).unwrap()
    }
}

impl Paying {
    async fn everything(&self) -> Vec<DisbursementSummary> {
        let query = ListDisbursements {
            fund_id: Some(self.it.fund),
            limit: Some(100),
            ..ListDisbursements::default()
        };
        self.it.official().list_disbursements(&query).await.unwrap().items
    }

    async fn sum(&self, part: Part) -> i64 {
        let query = ListFundPostings { part, limit: Some(100), ..ListFundPostings::default() };
        let lines = self.it.server.anonymous().list_fund_postings(self.it.fund, &query).await.unwrap();
        assert_eq!(lines.next, None);
        lines.items.iter().map(|line| line.amount_fen).sum()
    }

    /// One more try, of anything by anybody; whether it is let through does not matter.
    async fn turn(
        &self,
        dice: &mut Dice,
        people: &[Client],
        by: ResolutionId,
        ids: &mut Vec<DisbursementId>,
    ) {
        let who = &people[dice.below(people.len())];
        let reason = because("核对");
        if ids.is_empty() || dice.below(3) == 0 {
            let fen = [40_000, 70_000, 100_000, 110_000][dice.below(4)];
            let education = dice.below(3) == 0;
            let content = ProposeDisbursement {
                line: if education { 2 } else { 1 },
                purpose: (education && dice.below(2) == 0).then(|| "education".to_owned()),
                resolution_id: (dice.below(2) == 0).then_some(by),
                amount_fen: amount(fen),
                ..self.content(who, 200_000).await
            };
            let made = who.propose_disbursement(self.it.fund, &content, None).await;
            ids.extend(made.map(|made| made.body.summary.id));
            return;
        }
        let id = ids[dice.below(ids.len())];
        // Refusals are part of it; they are looked at by their effect.
        drop(match dice.below(9) {
            0..=3 => who.approve_disbursement(id, None).await,
            4..=5 => who.pay_disbursement(id, &number("B-1"), None).await,
            6 => who.refuse_disbursement(id, &reason, None).await,
            7 => who.withdraw_disbursement(id, None).await,
            _ => who.reverse_disbursement(id, &reason, None).await,
        });
    }

    async fn check(&self, by: ResolutionId) {
        let all = self.everything().await;
        let of = |state, line: Option<u16>| -> i64 {
            let fits =
                all.iter().filter(|one| one.state == state && line.is_none_or(|line| one.line == line));
            fits.map(|one| one.amount_fen.fen()).sum()
        };
        let (held, paid) = (of(State::Approved, None), of(State::Paid, None));
        assert_eq!(self.money().await, (600_000 - paid, held, paid));
        assert_eq!((self.sum(Part::Expense).await, self.sum(Part::Cash).await), (paid, 600_000 - paid));
        for (number, limit) in [(1, 300_000), (2, 200_000)] {
            let used = (of(State::Approved, Some(number)), of(State::Paid, Some(number)));
            assert_eq!(self.used(number).await, used, "line {number}");
            assert!(used.0 + used.1 <= limit, "line {number}");
        }
        let named = all.iter().filter(|one| one.resolution_id == Some(by));
        let using = named.filter(|one| matches!(one.state, State::Approved | State::Paid));
        let using: i64 = using.map(|one| one.amount_fen.fen()).sum();
        let used = self.it.server.anonymous().get_resolution(by).await.unwrap().body.used_fen;
        assert_eq!(used, using);
        assert!(using <= 150_000);
        let restricted = all.iter().filter(|one| one.purpose.is_some());
        let gone = restricted.filter(|one| matches!(one.state, State::Approved | State::Paid));
        assert!(gone.map(|one| one.amount_fen.fen()).sum::<i64>() <= 100_000);
    }
}

#[actix_web::test]
async fn after_any_sequence_totals_are_what_was_booked_and_nothing_is_overspent() {
    for seed in [0x9E37_79B9_7F4A_7C15, 0xD1B5_4A32_D192_ED03, 0x0123_4567_89AB_CDEF] {
        let it = Paying::new().await;
        let by = it.resolution(150_000).await;
        let roles: [&[Role]; 6] = [
            &[Role::Official],
            &[Role::CouncilMember],
            &[Role::Treasurer],
            &[Role::Official, Role::CouncilMember],
            &[Role::CouncilMember, Role::Treasurer],
            &[Role::Official, Role::CouncilMember, Role::Treasurer],
        ];
        let people: Vec<Client> = roles.iter().map(|roles| it.it.client(it.with_roles(roles))).collect();
        let (mut dice, mut ids) = (Dice(seed), Vec::new());
        for turn in 0..120 {
            it.turn(&mut dice, &people, by, &mut ids).await;
            if turn % 30 == 29 {
                it.check(by).await;
            }
        }
        let all = it.everything().await;
        let ends = [State::Paid, State::Refused, State::Withdrawn, State::Reversed];
        let met = ends.iter().filter(|end| all.iter().any(|one| one.state == **end)).count();
        assert!(met >= 2, "the dice let something happen");
        assert_sound(&it.it.server);
    }
}
