//! Projects of funds over HTTP, and the calls that they answer.

mod calls;
mod comments;
mod deciding;
mod drafts;
mod moves;
mod races;
mod running;
mod screening;
mod volunteers;
mod way;

use app::{
    db::{
        DbError, Key, Tx,
        schema::{funds as t, projects, users},
    },
    funds::projects::{self as app_projects, Line, NewMilestone, calls::Content},
};
use chrono::{DateTime, TimeDelta, Utc};
use client::Client;
use contract::funds::{
    FundPurpose, OpenedMatter, Project, ProposalCall, ScreenProject, ScreeningResult, WriteMilestone,
    WriteProject, WriteProjectLine, WriteProposalCall, WriteProposer,
};
use diesel::prelude::*;
use domain::{
    funds::{
        Amount,
        projects::{Proposer, ProposerKind, StateName},
    },
    ids::{ProjectId, ResolutionId, UserId},
    ledger::Purpose,
    permissions::Role,
};
use uuid::Uuid;

use super::{Person, Town};

const HOME: &str = "1/1/1/1/1/";
const OTHER_HOME: &str = "1/1/1/1/2/";
/// In the town beside it.
const FAR_HOME: &str = "1/2/1/1/1/";

/// A call that is open for thirty days.
pub fn write_call(now: DateTime<Utc>) -> WriteProposalCall {
    WriteProposalCall {
        title: "春季社区项目征集".to_owned(),
        text: "面向居民、小组和社会组织。".to_owned(),
        purposes: Vec::new(),
        most_fen: 500_000,
        opens_at: now,
        closes_at: now + TimeDelta::days(30),
    }
}

/// The same as a use case takes it.
pub fn call_content(now: DateTime<Utc>) -> Content {
    let WriteProposalCall { title, text, purposes, most_fen, opens_at: opens, closes_at: closes } =
        write_call(now);
    let purposes = purposes.iter().map(|code| Purpose::parse(code).unwrap()).collect();
    Content { title, text, purposes, most: Amount::new(most_fen).unwrap(), opens, closes }
}

/// A garden for a thousand yuan, of which four hundred are paid ahead.
pub fn write_project() -> WriteProject {
    let line = |title: &str, limit_fen, purpose: Option<&str>| WriteProjectLine {
        title: title.to_owned(),
        limit_fen,
        purpose: purpose.map(str::to_owned),
    };
    let milestone = |title: &str, instalment_fen| WriteMilestone {
        title: title.to_owned(),
        due_on: Some(super::day("2026-06-01")),
        instalment_fen,
    };
    WriteProject {
        title: "楼前小花园".to_owned(),
        plan: "四月翻土，五月种花。".to_owned(),
        proposer: WriteProposer { kind: ProposerKind::Resident, group_name: None, provider_id: None },
        people: Vec::new(),
        lines: vec![line("花苗和土", 80_000, None), line("工具", 20_000, None)],
        milestones: vec![milestone("签约预付", 40_000), milestone("花园建成", 60_000)],
        advance: true,
    }
}

/// The same as a use case takes it.
pub fn project_content() -> app_projects::Content {
    let WriteProject { title, plan, lines, milestones, advance, .. } = write_project();
    let amount = |fen| Amount::new(fen).unwrap();
    let line =
        |line: WriteProjectLine| Line { title: line.title, limit: amount(line.limit_fen), purpose: None };
    let milestone = |one: WriteMilestone| NewMilestone {
        title: one.title,
        due_on: one.due_on,
        instalment: amount(one.instalment_fen),
    };
    app_projects::Content {
        title,
        plan,
        in_name_of: Proposer::Resident,
        people: Vec::new(),
        lines: lines.into_iter().map(line).collect(),
        milestones: milestones.into_iter().map(milestone).collect(),
        advance,
    }
}

fn screening(result: ScreeningResult) -> ScreenProject {
    ScreenProject { result, reason: Some("请补充明细".to_owned()) }
}

impl Town {
    /// With a fund that is open, its charter in force, for the environment and for education.
    async fn calling() -> Self {
        let it = Self::founding().await;
        it.official().found_charter(it.charter.summary.id, "\"1\"").await.unwrap();
        for code in ["education", "environment"] {
            let purpose = FundPurpose { code: code.to_owned(), name: "用途".to_owned() };
            it.official().add_fund_purpose(it.fund, &purpose, None).await.unwrap();
        }
        it.fund_is("open");
        it
    }

    fn fund_is(&self, state: &'static str) {
        let fund = self.fund;
        let set = move |tx: &mut Tx<'_>| -> Result<usize, DbError> {
            let row = diesel::update(t::table.find(Key(fund)));
            Ok(row.set((t::state.eq(state), t::opened_on.eq("2026-01-05"))).execute(tx.db())?)
        };
        self.server.store.write(set).unwrap();
    }

    fn now(&self) -> DateTime<Utc> {
        self.server.store.db.now()
    }

    async fn call_draft(&self, body: &WriteProposalCall) -> ProposalCall {
        self.official().draft_proposal_call(self.fund, body, None).await.unwrap().body
    }

    /// A call that is open.
    async fn call(&self) -> ProposalCall {
        let draft = self.call_draft(&write_call(self.now())).await;
        self.official().publish_proposal_call(draft.id, "\"1\"").await.unwrap().body
    }

    pub(in crate::funds) fn resident(&self, path: &str) -> Person {
        self.server.world.person(&self.server.store, Some((Role::Resident, path)))
    }

    /// Gives somebody a name to sign in with.
    pub(in crate::funds) fn login(&self, user: UserId) -> String {
        let login = format!("p{}", &user.0.simple().to_string()[8..]);
        let given = login.clone();
        let set = move |tx: &mut Tx<'_>| -> Result<usize, DbError> {
            Ok(diesel::update(users::table.find(Key(user))).set(users::login.eq(given)).execute(tx.db())?)
        };
        self.server.store.write(set).unwrap();
        login
    }

    async fn draft(&self, proposer: &Client) -> Project {
        let call = self.call().await.id;
        proposer.draft_project(call, &write_project(), None).await.unwrap().body
    }

    async fn submitted(&self, proposer: &Client) -> Project {
        let draft = self.draft(proposer).await;
        proposer.submit_project(draft.summary.id, None).await.unwrap().body
    }

    /// A project on which the public can comment.
    pub(in crate::funds) async fn in_comment(&self, proposer: &Client) -> Project {
        let id = self.submitted(proposer).await.summary.id;
        let passed = ScreenProject { result: ScreeningResult::Passed, reason: None };
        self.official().screen_project(id, &passed, None).await.unwrap().body
    }

    /// Lets the committee vote on something, which a project then waits for.
    async fn votes_on(&self, id: ProjectId) {
        let matter = OpenedMatter::Spending { most_fen: Amount::new(100_000).unwrap() };
        let by = self.ask(matter).await.unwrap().id;
        let set = move |tx: &mut Tx<'_>| -> Result<usize, DbError> {
            let row = diesel::update(projects::table.find(Key(id)));
            Ok(row.set(projects::resolution_id.eq(Key(by))).execute(tx.db())?)
        };
        self.server.store.write(set).unwrap();
    }

    /// Puts a project where it would come on its way.
    pub(in crate::funds) fn project_is(&self, id: ProjectId, state: StateName) {
        let until = self.now() + TimeDelta::days(1);
        let set = move |tx: &mut Tx<'_>| -> Result<usize, DbError> {
            let row = diesel::update(projects::table.find(Key(id)));
            let values = (
                projects::state.eq(state.as_str()),
                projects::state_until.eq(until.naive_utc()),
                projects::resolution_id.eq(Key(ResolutionId(Uuid::nil()))),
                projects::published_at.eq(until.naive_utc()),
            );
            Ok(row.set(values).execute(tx.db())?)
        };
        self.server.store.write(set).unwrap();
    }
}
