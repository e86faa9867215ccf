//! What funds pay, over HTTP: proposed, approved and paid by three different people, out of budgets and milestones.

mod awards;
mod budget;
mod grounds;
mod people;
mod public;
mod races;
mod random;
mod told;
mod way;

use app::db::{
    DbError, Key, Tx,
    schema::{fund_resolutions, projects},
};
use client::{Client, ClientError};
use contract::funds::{
    AddPayee, BringBalance, Disbursement, DisbursementReason, FundPurpose, JudgeStep, OpenedMatter,
    PayDisbursement, ProposeDisbursement, ReachMilestone, WriteFundLine, WriteInvoice,
};
use diesel::prelude::*;
use domain::{
    funds::projects::StateName,
    ids::{DisbursementId, PayeeId, ProjectId, ResolutionId},
    permissions::Role,
};

use super::{Person, TOWN, Town, amount};
use crate::tickets::picture;

const HOME: &str = "1/1/1/1/1/";

fn because(reason: &str) -> DisbursementReason {
    DisbursementReason { reason: reason.to_owned() }
}

pub(super) fn number(reference: &str) -> PayDisbursement {
    PayDisbursement { reference: reference.to_owned() }
}

fn line(title: &str, fen: i64, purpose: Option<&str>) -> WriteFundLine {
    WriteFundLine { title: title.to_owned(), limit_fen: amount(fen), purpose: purpose.map(str::to_owned) }
}

/// A fund with money, a budget of two lines and somebody who is paid.
pub(super) struct Paying {
    pub(super) it: Town,
    payee: PayeeId,
}

impl Paying {
    /// 5,000.00 that nobody restricted and 1,000.00 for education; up to 3,000.00 on line 1, 2,000.00 for education on line 2.
    pub(super) async fn new() -> Self {
        let it = Town::open(3).await;
        let manager = it.official();
        for code in ["education", "elders"] {
            let purpose = FundPurpose { code: code.to_owned(), name: "用途".to_owned() };
            manager.add_fund_purpose(it.fund, &purpose, None).await.unwrap();
        }
        let treasurer = it.client(it.person(Role::Treasurer));
        for (purpose, fen) in [(None, 500_000), (Some("education"), 100_000)] {
            let purpose = purpose.map(str::to_owned);
            let new = BringBalance { purpose, amount_fen: amount(fen), note: "结存".to_owned() };
            treasurer.bring_balance(it.fund, &new, None).await.unwrap();
        }
        manager.set_fund_line(it.fund, 1, &line("慰问", 300_000, None), None).await.unwrap();
        manager.set_fund_line(it.fund, 2, &line("助学", 200_000, Some("education")), None).await.unwrap();
        let shop = AddPayee::Organisation { name: "便民超市".to_owned() };
        let payee = manager.add_payee(it.fund, &shop, None).await.unwrap().id;
        Self { it, payee }
    }

    /// Somebody who pays.
    pub(super) fn treasurer(&self) -> Client {
        self.it.client(self.it.person(Role::Treasurer))
    }

    /// Somebody with several roles in the town.
    pub(super) fn with_roles(&self, roles: &[Role]) -> Person {
        let (world, store) = (&self.it.server.world, &self.it.server.store);
        let person = world.person(store, None);
        for role in roles {
            world.grant(store, person.0, *role, TOWN);
        }
        person
    }

    /// An invoice that `client` has a picture of; the same shade is the same picture.
    pub(super) async fn invoice(&self, client: &Client, number: &str, fen: i64, shade: u8) -> WriteInvoice {
        let photo_id = client.upload_photo(picture(shade), None).await.unwrap().id;
        WriteInvoice {
            number: number.to_owned(),
            seller: "便民超市".to_owned(),
            amount_fen: amount(fen),
            photo_id,
        }
    }

    /// So much on line 1, with an invoice.
    pub(super) async fn content(&self, client: &Client, fen: i64) -> ProposeDisbursement {
        let invoice = self.invoice(client, "2431 2000-0001", fen, 1).await;
        ProposeDisbursement {
            title: "重阳慰问米油".to_owned(),
            project_id: None,
            line: 1,
            milestone: None,
            purpose: None,
            resolution_id: None,
            payee_id: self.payee,
            amount_fen: amount(fen),
            invoices: vec![invoice],
        }
    }

    pub(super) async fn try_propose(
        &self,
        content: &ProposeDisbursement,
    ) -> Result<Disbursement, ClientError> {
        Ok(self.it.official().propose_disbursement(self.it.fund, content, None).await?.body)
    }

    async fn proposed(&self, fen: i64) -> DisbursementId {
        let content = self.content(&self.it.official(), fen).await;
        self.try_propose(&content).await.unwrap().summary.id
    }

    pub(super) async fn approved(&self, fen: i64) -> DisbursementId {
        let id = self.proposed(fen).await;
        self.it.member(0).approve_disbursement(id, None).await.unwrap();
        id
    }

    pub(super) async fn paid(&self, fen: i64) -> DisbursementId {
        let id = self.approved(fen).await;
        self.treasurer().pay_disbursement(id, &number("B-1"), None).await.unwrap();
        id
    }

    /// What of line `number` is set aside and what is spent.
    async fn used(&self, number: u16) -> (i64, i64) {
        let budget = self.it.server.anonymous().get_fund_budget(self.it.fund).await.unwrap();
        let line = budget.lines.iter().find(|line| line.number == number).unwrap();
        (line.reserved_fen, line.spent_fen)
    }

    /// Money in hand, what of it is held, what was spent.
    async fn money(&self) -> (i64, i64, i64) {
        let totals = self.it.server.anonymous().get_fund_totals(self.it.fund).await.unwrap();
        (totals.cash_fen, totals.held_fen, totals.expense_fen)
    }

    /// A resolution that lets so much be spent outside projects.
    async fn resolution(&self, fen: i64) -> ResolutionId {
        self.it.carried(OpenedMatter::Spending { most_fen: amount(fen) }).await
    }

    /// A project of 1,000.00 that runs by a resolution about it: 400.00 are paid ahead, which is accepted; 600.00 when it is done.
    async fn project(&self) -> (ProjectId, ResolutionId) {
        let it = &self.it;
        let by = self.resolution(100_000).await;
        let proposer = it.client(it.resident(HOME));
        let id = it.in_comment(&proposer).await.summary.id;
        it.project_is(id, StateName::InProgress);
        let about = move |tx: &mut Tx<'_>| -> Result<usize, DbError> {
            use fund_resolutions as r;
            let matter = (r::matter.eq("project"), r::about_id.eq(Some(id.0.as_bytes().to_vec())));
            diesel::update(r::table.find(Key(by))).set(matter).execute(tx.db())?;
            let row = diesel::update(projects::table.find(Key(id)));
            Ok(row.set(projects::resolution_id.eq(Key(by))).execute(tx.db())?)
        };
        it.server.store.write(about).unwrap();
        proposer.reach_milestone(id, 0, &ReachMilestone::default(), None).await.unwrap();
        let yes = JudgeStep { accepted: true, reason: None };
        it.official().judge_milestone(id, 0, &yes, None).await.unwrap();
        (id, by)
    }
}
