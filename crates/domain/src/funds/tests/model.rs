//! A fund as an application would run it: the rules, and the ledger's engine under them. Beside it a list of everything that
//! was booked, added up anew whenever it is asked.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use super::*;
use crate::{
    funds::{
        FundAccount, LineKey, Movement,
        books::Budget,
        committee::{Ballots, Matter, Outcome, Resolution, ResolutionState},
        disbursements::{Disbursement, Grounds, Officer},
        income::Income,
        projects::{Evidence, Milestones, Project, Proposal, State},
    },
    ids::{LedgerAccountId, PostingId, ProjectId, ResolutionId},
    ledger::{Accounts, NewPosting, Posting, PostingState},
};

pub(in crate::funds) const PROJECT: ProjectId = ProjectId(Uuid::from_u128(2_000));
/// What the committee allowed the project, and outside projects.
pub(in crate::funds) const FOR_PROJECT: ResolutionId = ResolutionId(Uuid::from_u128(3_000));
pub(in crate::funds) const OUTSIDE: ResolutionId = ResolutionId(Uuid::from_u128(3_001));
pub(in crate::funds) const SET_ASIDE: ResolutionId = ResolutionId(Uuid::from_u128(3_002));
pub(in crate::funds) const FREED: ResolutionId = ResolutionId(Uuid::from_u128(3_003));
pub(in crate::funds) const LIFTED: ResolutionId = ResolutionId(Uuid::from_u128(3_004));

/// Six people with their roles, by their numbers.
pub(in crate::funds) const ROLES: [&[Role]; 6] = [
    &[Role::CouncilMember],
    &[Role::Official],
    &[Role::Official, Role::Treasurer],
    &[Role::Treasurer],
    &[Role::Official, Role::CouncilMember],
    &[Role::Resident],
];

pub(in crate::funds) fn officer(who: usize) -> Officer {
    Officer { user: person(u128::try_from(who).unwrap()), roles: ROLES[who].to_vec() }
}

pub(in crate::funds) fn resolution(id: ResolutionId, matter: Matter) -> Resolution {
    let ballots = Ballots::open(BTreeSet::new(), &BTreeMap::new());
    Resolution {
        id,
        fund: FUND,
        matter,
        state: ResolutionState::Decided(ballots, Outcome::Carried),
        used_fen: 0,
    }
}

/// Two milestones with these instalments, both reached and accepted.
fn reached(instalments: &[Amount; 2]) -> Milestones {
    let evidence = Evidence { invoices: 1, photos: vec![crate::ids::PhotoId(Uuid::nil())] };
    (0..2).fold(Milestones::new(instalments, true).unwrap(), |all, at| {
        all.reach(at, person(90), &evidence).unwrap().judge(at, person(91), true).unwrap()
    })
}

/// A project in progress that costs 9,000.00: 4,000.00 ahead, then 5,000.00 when it is done, which it is.
pub(in crate::funds) fn project() -> Project {
    let budget = vec![(amount(600_000), Some(purpose("garden"))), (amount(300_000), None)];
    let milestones = reached(&[amount(400_000), amount(500_000)]);
    Project {
        id: PROJECT,
        fund: FUND,
        proposer: person(90),
        proposal: Proposal {
            plan: hash("plan"),
            people: BTreeSet::new(),
            budget: Budget::new(budget).unwrap(),
            milestones,
        },
        state: State::InProgress { resolution: FOR_PROJECT },
    }
}

/// Where a disbursement and the posting that holds or moved its money stand.
#[derive(Clone)]
pub(in crate::funds) struct Payment {
    pub disbursement: Disbursement,
    pub posting: Option<Posting>,
}

#[derive(Clone)]
pub(in crate::funds) struct World {
    pub fund: Fund,
    pub rules: FundRules,
    pub project: Project,
    pub own: Budget,
    pub resolutions: BTreeMap<ResolutionId, Resolution>,
    pub incomes: Vec<Income>,
    pub payments: Vec<Payment>,
    /// What went from one purpose to another, as it was meant to.
    pub(in crate::funds) moved: Vec<(Option<Purpose>, Option<Purpose>, i64, ResolutionId)>,
    /// What donors let go of, by the places of their gifts.
    pub lifted: BTreeMap<usize, i64>,
    ledger: Accounts,
    ids: BTreeMap<FundAccount, LedgerAccountId>,
    /// Everything that counts, as it was booked.
    booked: Vec<(FundAccount, i64)>,
}

pub(in crate::funds) fn at(minute: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
}

impl World {
    pub(in crate::funds) fn new() -> Self {
        let lines = vec![
            (amount(300_000), None),
            (amount(400_000), Some(purpose("elders"))),
            (amount(200_000), Some(purpose("garden"))),
        ];
        let budget = project().proposal.budget.total().unwrap();
        let matters = [
            (FOR_PROJECT, Matter::Project { project: PROJECT, budget }),
            (OUTSIDE, Matter::Spending { most: amount(350_000) }),
            (SET_ASIDE, Matter::Earmark { purpose: purpose("elders"), most: amount(120_000) }),
            (FREED, Matter::Release { purpose: purpose("elders"), most: amount(60_000) }),
            (LIFTED, Matter::Lifting { purpose: purpose("elders"), most: amount(200_000) }),
        ];
        Self {
            fund: fund(),
            rules: rules(),
            project: project(),
            own: Budget::new(lines).unwrap(),
            resolutions: matters.into_iter().map(|(id, matter)| (id, resolution(id, matter))).collect(),
            incomes: Vec::new(),
            payments: Vec::new(),
            moved: Vec::new(),
            lifted: BTreeMap::new(),
            ledger: Accounts::default(),
            ids: BTreeMap::new(),
            booked: Vec::new(),
        }
    }

    /// The same with little money, so that every limit is met.
    pub(in crate::funds) fn tight() -> Self {
        let mut world = Self::new();
        let (elders, garden) = (Some(purpose("elders")), Some(purpose("garden")));
        let lines = vec![(amount(40_000), None), (amount(50_000), elders), (amount(30_000), garden.clone())];
        world.own = Budget::new(lines).unwrap();
        let proposal = &mut world.project.proposal;
        proposal.budget = Budget::new(vec![(amount(60_000), garden), (amount(30_000), None)]).unwrap();
        proposal.milestones = reached(&[amount(20_000), amount(70_000)]);
        let matters = [
            (FOR_PROJECT, Matter::Project { project: PROJECT, budget: amount(40_000) }),
            (OUTSIDE, Matter::Spending { most: amount(25_000) }),
        ];
        world.resolutions.extend(matters.map(|(id, matter)| (id, resolution(id, matter))));
        world.rules.resolution_above_fen = 15_000;
        world
    }

    pub(in crate::funds) fn grounds(&self, line: LineKey, named: Option<ResolutionId>) -> Grounds {
        Grounds {
            fund: self.fund.clone(),
            project: line.project.map(|_| self.project.clone()),
            own: self.own.clone(),
            resolution: named.and_then(|id| self.resolutions.get(&id).cloned()),
        }
    }

    pub(in crate::funds) fn keep(&mut self, grounds: Grounds) {
        self.own = grounds.own;
        self.project = grounds.project.unwrap_or_else(|| self.project.clone());
        self.resolutions.extend(grounds.resolution.map(|one| (one.id, one)));
    }

    /// The posting of a movement, whose accounts are opened where they are missing.
    pub(in crate::funds) fn posting(&mut self, movement: &Movement) -> NewPosting {
        for account in [&movement.from, &movement.to] {
            if !self.ids.contains_key(account) {
                let id = LedgerAccountId(Uuid::from_u128(u128::try_from(self.ids.len()).unwrap() + 1));
                self.ids.insert(account.clone(), id);
                let opened = self.ledger.iter().map(|(id, one)| (id, one.clone()));
                self.ledger = opened.chain([(id, account.empty())]).collect();
            }
        }
        movement.posting(|account| self.ids.get(account).copied()).unwrap()
    }

    pub(in crate::funds) fn post(&mut self, movement: &Movement) -> Option<NewPosting> {
        let new = self.posting(movement);
        self.ledger.post(&new).ok()?;
        self.book(&new);
        Some(new)
    }

    pub(in crate::funds) fn hold(&mut self, movement: &Movement) -> Option<Posting> {
        let content = self.posting(movement);
        self.ledger.hold(&content).ok()?;
        let state = PostingState::Pending { until: at(1_000) };
        Some(Posting { id: PostingId(Uuid::nil()), content, state, reverses: None, reversed_by: None })
    }

    pub(in crate::funds) fn commit(&mut self, posting: &mut Posting) {
        self.ledger.commit(posting, at(1)).unwrap();
        posting.state = PostingState::Committed;
        self.book(&posting.content.clone());
    }

    pub(in crate::funds) fn void(&mut self, posting: &mut Posting) {
        self.ledger.void(posting).unwrap();
        posting.state = PostingState::Voided;
    }

    fn book(&mut self, posting: &NewPosting) {
        for entry in &posting.entries {
            let account = self.ids.iter().find(|(_, id)| **id == entry.account).unwrap().0;
            self.booked.push((account.clone(), entry.amount));
        }
    }

    /// What an account has, added up from what was booked.
    pub(in crate::funds) fn added_up(&self, of: impl Fn(&FundAccount) -> bool) -> i64 {
        self.booked.iter().filter(|(account, _)| of(account)).map(|(_, fen)| fen).sum()
    }

    /// The disbursements that use something up: approved or paid.
    pub(in crate::funds) fn using(&self, of: impl Fn(&Disbursement) -> bool) -> i64 {
        use crate::funds::disbursements::DisbursementStateName as Name;
        let all = self.payments.iter().map(|payment| &payment.disbursement);
        let using = all.filter(|one| matches!(one.state.name(), Name::Approved | Name::Paid) && of(one));
        using.map(|one| one.content.amount.fen()).sum()
    }

    /// Compares every account with what was booked, and with what is held.
    pub(in crate::funds) fn check_ledger(&self) {
        use crate::funds::disbursements::DisbursementStateName as Name;
        assert_eq!(self.added_up(|account| !account.is_in_kind()), 0, "money balances by itself");
        assert_eq!(self.added_up(FundAccount::is_in_kind), 0, "so does what came in kind");
        for (account, id) in &self.ids {
            let found = self.ledger.get(*id).unwrap();
            assert_eq!(found.balance, self.added_up(|one| one == account), "{}", account.code());
            assert!(account.floor().is_none_or(|floor| found.available().unwrap() >= floor));
            let held = |one: &&Payment| {
                one.disbursement.state.name() == Name::Approved
                    && one.disbursement.movement().from == *account
            };
            let waiting = self.payments.iter().filter(held);
            let waiting: i64 = waiting.map(|one| one.disbursement.content.amount.fen()).sum();
            assert_eq!(found.held, waiting, "{}", account.code());
        }
    }
}
