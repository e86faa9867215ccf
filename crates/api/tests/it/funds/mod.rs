//! Public-welfare funds over HTTP: charters, committees, what comes in, what everybody reads.

mod charters;
pub mod projects;

use app::funds::charters::Content;
use chrono::NaiveDate;
use client::Client;
use contract::funds::{Charter, Fund, NewFund, WriteCharter};
use domain::{
    funds::{Amount, FundRules, RoleLimit, Share, Step, Threshold},
    ids::{FundId, SessionId, UserId},
    permissions::Role,
};

use crate::support::TestServer;

const TOWN: &str = "1/1/";

type Person = (UserId, SessionId);

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Numbers that a town might choose.
pub fn rules() -> FundRules {
    let most = Amount::new(1_000_000).unwrap();
    let limit = |role, step| RoleLimit { role, step, max: most };
    let share = |parts, whole| Share::new(parts, whole).unwrap();
    FundRules {
        limits: vec![
            limit(Role::Official, Step::Propose),
            limit(Role::CouncilMember, Step::Approve),
            limit(Role::Treasurer, Step::Pay),
        ],
        resolution_above_fen: 100_000,
        quorum: Threshold::AtLeast(share(2, 3)),
        ordinary: Threshold::MoreThan(share(1, 2)),
        special: Threshold::AtLeast(share(2, 3)),
        unrecused_min: 3,
        term_months_max: 36,
        comment_days: 7,
        rating_days: 14,
        disclosure_months: 3,
        disclosure_days: 15,
    }
}

/// A charter as a use case takes it.
pub fn content(document: &str) -> Content {
    let WriteCharter { title, document, rules } = charter(document);
    Content { title, document, rules }
}

/// A charter as it is written.
pub fn charter(document: &str) -> WriteCharter {
    WriteCharter {
        title: "社区公益基金章程".to_owned(), document: document.to_owned(), rules: rules()
    }
}

/// A town that founds a fund.
struct Town {
    server: TestServer,
    official: Person,
    fund: FundId,
    charter: Charter,
}

impl Town {
    /// With a fund whose first charter is a draft.
    async fn founding() -> Self {
        let server = TestServer::start().await;
        let official = server.world.person(&server.store, Some((Role::Official, TOWN)));
        let manager = server.client_of(official);
        let new = NewFund {
            area_id: server.world.area(TOWN),
            name: "社区公益基金".to_owned(),
            description: "助学、助老、修缮公共设施".to_owned(),
        };
        let fund = manager.create_fund(&new, None).await.unwrap().body.id;
        let charter = manager.draft_charter(fund, &charter("第一条"), None).await.unwrap().body;
        Self { server, official, fund, charter }
    }

    fn client(&self, person: Person) -> Client {
        self.server.client_of(person)
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
}
