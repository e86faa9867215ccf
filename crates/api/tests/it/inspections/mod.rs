//! Inspections over HTTP.

mod covert;
pub(crate) mod homes;
mod kinships;
mod objections;
mod pledges;
mod publication;
mod record;
mod rectifications;
mod rounds;
mod rules;
mod settlements;
mod sheets;
mod templates;
mod titles;

use chrono::{DateTime, TimeDelta};
use client::{Client, ClientError};
use contract::inspections::{CreateTemplate, KeepSheet, PlanRound, Round};
use domain::{
    areas::AreaPath,
    ids::{AreaId, GrantId, RoundId, SessionId, TemplateId, UserId},
    inspections::{
        Finding, Findings, Indicator, Method, Notice, Regularity, Report, Score, Subjects, Template,
        ready_templates,
    },
    permissions::{Actor, Grant, Role},
};
use uuid::Uuid;

use crate::support::TestServer;

const TOWN: &str = "1/1/";
const VILLAGE: &str = "1/1/1/";
const OTHER_VILLAGE: &str = "1/1/2/";

/// An official of the town.
fn official(server: &TestServer) -> Client {
    server.signed_in(Role::Official, TOWN)
}

/// The same, as a use case sees them.
fn actor(server: &TestServer) -> Actor {
    let (user, session) = server.world.person(&server.store, Some((Role::Official, TOWN)));
    let path = AreaPath::parse(TOWN).unwrap();
    let (id, area, from) = (GrantId(Uuid::nil()), server.world.area(TOWN), DateTime::UNIX_EPOCH);
    let grant = Grant { id, role: Role::Official, area, path, provider: None, from, until: None };
    Actor { user, session, grants: vec![grant], principal: None }
}

/// Pointer and text of every bad field.
fn faults<T: std::fmt::Debug>(answer: Result<T, ClientError>) -> Vec<(String, String)> {
    match answer.unwrap_err() {
        ClientError::Problem(problem) => {
            problem.errors.into_iter().map(|error| (error.pointer, error.detail)).collect()
        }
        other => panic!("{other}"),
    }
}

type Person = (UserId, SessionId);

/// A town that inspects its two villages.
pub(crate) struct Inspection {
    pub(crate) server: TestServer,
    /// Leads the round and holds it.
    official: Person,
    inspector: Person,
    template: TemplateId,
}

impl Inspection {
    pub(crate) async fn new() -> Self {
        let server = TestServer::start().await;
        let person = |role| server.world.person(&server.store, Some((role, TOWN)));
        let (official, inspector) = (person(Role::Official), person(Role::Inspector));
        let body = CreateTemplate { area_id: server.world.area(TOWN), content: template() };
        let template = server.client_of(official).create_template(&body, None).await.unwrap();
        Self { template: template.body.template.id, server, official, inspector }
    }

    fn official(&self) -> Client {
        self.server.client_of(self.official)
    }

    fn inspector(&self) -> Client {
        self.server.client_of(self.inspector)
    }

    /// Somebody who speaks for a village.
    fn village(&self, path: &str) -> Client {
        self.server.signed_in(Role::Official, path)
    }

    fn area(&self, path: &str) -> AreaId {
        self.server.world.area(path)
    }

    /// The routine of January: open, for all to read, nothing drawn.
    fn plan(&self) -> PlanRound {
        PlanRound {
            area_id: self.area(TOWN),
            month: "2026-01".parse().unwrap(),
            subjects: Subjects::Villages,
            regularity: Regularity::Regular,
            notice: Notice::Open,
            report: Report::PublicBulletin,
            template_id: self.template,
            lead_id: Some(self.official.0),
            team: vec![self.inspector.0],
            objection_hours: Some(48),
            draw: None,
            chosen: None,
        }
    }

    async fn planned(&self, plan: &PlanRound) -> Round {
        self.official().plan_round(plan, None).await.unwrap().body
    }

    /// A round that is under way.
    async fn started(&self) -> RoundId {
        let id = self.planned(&self.plan()).await.round.id;
        self.official().start_round(id, None).await.unwrap();
        id
    }

    /// A round whose places see their scores: 100 less `lost` hundredths each.
    async fn closed(&self, lost: [i64; 2]) -> RoundId {
        let id = self.started().await;
        self.score_and_close(id, lost).await;
        id
    }

    async fn score_and_close(&self, id: RoundId, lost: [i64; 2]) {
        for (path, lost) in [VILLAGE, OTHER_VILLAGE].into_iter().zip(lost) {
            let body = KeepSheet { findings: findings(lost), hand_in: true };
            self.inspector().keep_sheet(id, self.area(path), "\"0\"", &body, None).await.unwrap();
        }
        self.official().close_round(id, None).await.unwrap();
    }

    /// The same, published.
    async fn published(&self, lost: [i64; 2]) -> RoundId {
        let id = self.closed(lost).await;
        self.server.store.clock.advance(TimeDelta::hours(48));
        self.official().publish_round(id, None).await.unwrap();
        id
    }
}

/// A ready template that asks for no photos.
fn template() -> Template {
    let mut template = ready_templates().remove(1).template;
    for dimension in &mut template.dimensions {
        for indicator in &mut dimension.indicators {
            indicator.photo_required = false;
        }
    }
    template
}

/// The first indicator that takes points away.
fn first_code() -> String {
    let template = template();
    let deducts = |indicator: &&Indicator| indicator.method == Method::Deduct;
    template.indicators().find(deducts).unwrap().code.clone()
}

/// A complete sheet that loses so many hundredths, on the first indicators that take points away.
fn findings(lost: i64) -> Findings {
    let mut left = lost;
    let template = template();
    let finding = |indicator: &Indicator| {
        let weight = indicator.weight.hundredths();
        let points = match indicator.method {
            Method::Deduct => left.min(weight),
            Method::Add => weight,
        };
        left -= if indicator.method == Method::Deduct { points } else { 0 };
        let points = Score::new(points).unwrap();
        (indicator.code.clone(), Finding { points, note: String::new(), photos: Vec::new() })
    };
    template.indicators().map(finding).collect()
}
