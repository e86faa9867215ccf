//! Who beside the town has a part in a ticket.

mod calls;
mod entrust;
mod keeper;
mod materials;
mod quotations;
mod races;

use chrono::TimeDelta;
use client::Client;
use contract::{
    providers::{CreateProvider, OpeningHours, ProviderContent},
    tickets::{CallProviders, EntrustTicket, GiveReason, QuotationLine, QuoteTicket, SolveTicket, Ticket},
};
use domain::{
    ids::{ProviderId, SessionId, TicketId, UserId},
    permissions::Role,
    providers::ProviderKind,
    tickets::Payer,
};

use super::{GRID, HOME, town, upload};
use crate::support::TestServer;

pub const TOWN: &str = "1/1/";
pub const VILLAGE: &str = "1/1/1/";

/// A town with a property company and the people around a ticket.
pub struct Scene {
    pub server: TestServer,
    pub resident: Client,
    pub resident_person: (UserId, SessionId),
    pub worker: Client,
    pub worker_person: (UserId, SessionId),
    pub official: Client,
    pub company: ProviderId,
    pub mechanic: Client,
    pub mechanic_person: (UserId, SessionId),
    pub colleague_person: (UserId, SessionId),
    pub colleague: Client,
}

impl Scene {
    pub async fn open() -> Self {
        let server = town().await;
        let somebody = |role, path| server.world.person(&server.store, Some((role, path)));
        let resident_person = somebody(Role::Resident, HOME);
        let worker_person = somebody(Role::GridWorker, GRID);
        let (resident, worker) = (server.client_of(resident_person), server.client_of(worker_person));
        let official = server.signed_in(Role::Official, TOWN);
        let company = provider(&server, TOWN, "安居物业", ProviderKind::PropertyCompany).await;
        let mechanic_person = server.world.staff(&server.store, company, TOWN);
        let colleague_person = server.world.staff(&server.store, company, TOWN);
        let (mechanic, colleague) = (server.client_of(mechanic_person), server.client_of(colleague_person));
        Self {
            server,
            resident,
            resident_person,
            worker,
            worker_person,
            official,
            company,
            mechanic,
            mechanic_person,
            colleague_person,
            colleague,
        }
    }

    /// A reported matter.
    pub async fn ticket(&self) -> TicketId {
        super::report(&self.resident, "路灯不亮").await.ticket.id
    }

    /// The same, which the company keeps.
    pub async fn entrusted(&self) -> TicketId {
        let id = self.ticket().await;
        self.official.entrust_ticket(id, &to(self.company), None).await.unwrap();
        id
    }

    /// The same, on which the mechanic works.
    pub async fn taken(&self) -> TicketId {
        let id = self.entrusted().await;
        super::take(&self.mechanic, id).await.unwrap();
        id
    }

    pub fn in_days(&self, days: i64) -> chrono::DateTime<chrono::Utc> {
        self.server.store.db.now() + TimeDelta::days(days)
    }

    pub fn days(&self, days: i64) {
        self.server.store.clock.advance(TimeDelta::days(days));
    }

    /// Signs somebody in again after a while.
    pub fn again(&self, person: (UserId, SessionId)) -> Client {
        self.server.client_of(person)
    }

    pub fn quote(&self, payer: Payer) -> QuoteTicket {
        let line = |description: &str, quantity: &str, unit_price_fen| QuotationLine {
            description: description.to_owned(),
            quantity: quantity.to_owned(),
            unit: "个".to_owned(),
            unit_price_fen,
        };
        let lines = vec![line("灯头", "2.5", 1999), line("人工", "1", 8000)];
        QuoteTicket { payer, lines, text: Some("明天可以来".to_owned()), good_until: self.in_days(7) }
    }

    pub fn call(&self, providers: &[ProviderId]) -> CallProviders {
        let provider_ids = providers.to_vec();
        CallProviders { provider_ids, text: "请到现场认定".to_owned(), until: self.in_days(3) }
    }
}

pub async fn provider(server: &TestServer, path: &str, name: &str, kind: ProviderKind) -> ProviderId {
    let official = server.signed_in(Role::Official, "1/");
    let content = ProviderContent {
        name: name.to_owned(),
        kind,
        about: String::new(),
        address: "青禾路 3 号".to_owned(),
        position: None,
        telephone: None,
        opening_hours: OpeningHours::default(),
    };
    let new = CreateProvider { area_id: server.world.area(path), content };
    official.create_provider(&new, None).await.unwrap().body.id
}

pub fn to(provider_id: ProviderId) -> EntrustTicket {
    EntrustTicket { provider_id, text: "公共照明归物业维护".to_owned() }
}

pub fn because(text: &str) -> GiveReason {
    GiveReason { text: text.to_owned() }
}

pub fn kinds(ticket: &Ticket) -> Vec<&str> {
    ticket.timeline.iter().map(|entry| entry.kind.as_str()).collect()
}

pub async fn solution(client: &Client) -> SolveTicket {
    let photos = vec![upload(client, 200).await];
    SolveTicket { photos, text: Some("已更换灯泡".to_owned()), materials: vec![] }
}
