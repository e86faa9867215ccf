//! Public-welfare funds over HTTP: charters, committees, what comes in, what everybody reads.

mod bank;
mod books;
mod charters;
mod committee;
mod disbursements;
mod disclosures;
mod findings;
mod income;
mod payments;
pub mod projects;
mod races;
mod receipts;
mod resolutions;
mod transfers;

use app::{funds::charters::Content, testing::fund_rules};
use chrono::{NaiveDate, TimeDelta};
use client::{Client, ClientError};
use contract::funds::{
    CastVote, Charter, FillSeat, Fund, FundSeats, NewFund, OpenResolution, OpenedMatter, Resolution,
    WriteCharter,
};
use domain::{
    funds::{
        Amount,
        committee::{Choice, Outcome},
    },
    ids::{FundId, GrantId, ResolutionId, SessionId, UserId},
    permissions::Role,
};

use crate::support::TestServer;

const TOWN: &str = "1/1/";

type Person = (UserId, SessionId);

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A charter as a use case takes it.
pub fn content(document: &str) -> Content {
    let WriteCharter { title, document, rules } = charter(document);
    Content { title, document, rules }
}

/// A charter as it is written.
pub fn charter(document: &str) -> WriteCharter {
    WriteCharter {
        title: "社区公益基金章程".to_owned(), document: document.to_owned(), rules: fund_rules()
    }
}

/// A town that founds a fund.
struct Town {
    server: TestServer,
    official: Person,
    fund: FundId,
    charter: Charter,
    /// Who sits in the committee, with the grants on which that rests.
    members: Vec<(Person, GrantId)>,
}

impl Town {
    /// With a fund whose first charter is a draft.
    async fn founding() -> Self {
        Self::founding_on(TestServer::start().await).await
    }

    async fn founding_on(server: TestServer) -> Self {
        let official = server.world.person(&server.store, Some((Role::Official, TOWN)));
        let manager = server.client_of(official);
        let new = NewFund {
            area_id: server.world.area(TOWN),
            name: "社区公益基金".to_owned(),
            description: "助学、助老、修缮公共设施".to_owned(),
        };
        let fund = manager.create_fund(&new, None).await.unwrap().body.id;
        let charter = manager.draft_charter(fund, &charter("第一条"), None).await.unwrap().body;
        Self { server, official, fund, charter, members: Vec::new() }
    }

    /// With a fund that is open, and a committee of so many.
    async fn open(members: usize) -> Self {
        Self::open_on(TestServer::start().await, members).await
    }

    async fn open_on(server: TestServer, members: usize) -> Self {
        let mut it = Self::founding_on(server).await;
        it.found().await;
        for _ in 0..members {
            let member = it.council_member();
            it.fill(member.1).await.unwrap();
            it.members.push(member);
        }
        let version = it.shown().await.version;
        it.official().open_fund(it.fund, &format!("\"{version}\"")).await.unwrap();
        it
    }

    async fn found(&self) {
        self.official().found_charter(self.charter.summary.id, "\"1\"").await.unwrap();
    }

    /// Somebody who could sit in the committee.
    fn council_member(&self) -> (Person, GrantId) {
        let person = self.server.world.person(&self.server.store, None);
        let grant = self.server.world.grant(&self.server.store, person.0, Role::CouncilMember, TOWN);
        (person, grant)
    }

    /// Fills a seat for this year.
    async fn fill(&self, grant_id: GrantId) -> Result<FundSeats, ClientError> {
        let seat = FillSeat { grant_id, from: day("2026-01-05"), until: day("2027-01-05") };
        self.official().fill_fund_seat(self.fund, &seat, None).await
    }

    fn client(&self, person: Person) -> Client {
        self.server.client_of(person)
    }

    fn member(&self, number: usize) -> Client {
        self.client(self.members[number].0)
    }

    fn person(&self, role: Role) -> Person {
        self.server.world.person(&self.server.store, Some((role, TOWN)))
    }

    fn official(&self) -> Client {
        self.client(self.official)
    }

    async fn shown(&self) -> Fund {
        self.official().get_fund(self.fund).await.unwrap().body
    }

    /// Puts something to the vote for three days.
    async fn ask(&self, matter: OpenedMatter) -> Result<Resolution, ClientError> {
        let until = self.server.store.db.now() + TimeDelta::days(3);
        let new = OpenResolution { title: "议案".to_owned(), reason: String::new(), matter, until };
        Ok(self.official().open_resolution(self.fund, &new, None).await?.body)
    }

    /// Every member says this, and it is decided.
    async fn carried(&self, matter: OpenedMatter) -> ResolutionId {
        let id = self.ask(matter).await.unwrap().id;
        for number in 0..self.members.len() {
            self.member(number).cast_vote(id, &CastVote { choice: Choice::Yes }, None).await.unwrap();
        }
        let decided = self.official().decide_resolution(id, None).await.unwrap().body;
        assert_eq!(decided.outcome, Some(Outcome::Carried));
        id
    }
}

fn amount(fen: i64) -> Amount {
    Amount::new(fen).unwrap()
}
