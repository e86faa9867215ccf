//! Rectification and look-back: from a mark that lost points to somebody's word that it was mended.

mod demand;
mod look_backs;
mod races;
mod sight;
mod ties;

use chrono::{Days, NaiveDate};
use client::{Client, ClientError};
use contract::{
    inspections::{DemandRectifications, ListRectifications, MarkName, RecordLookBack, Rectification},
    tickets::{AssignTicket, SolveTicket},
};
use domain::{
    ids::{RoundId, TicketId},
    inspections::RectificationState,
    town_time,
};

use super::{Inspection, VILLAGE, first_code};
use crate::tickets::upload;

impl Inspection {
    /// So many days from today.
    fn day(&self, ahead: u64) -> NaiveDate {
        town_time::date(self.server.store.db.now()) + Days::new(ahead)
    }

    /// The first mark of a village, due in a week.
    fn first_mark(&self, path: &str) -> DemandRectifications {
        let items = Some(vec![MarkName { area_id: self.area(path), code: first_code() }]);
        DemandRectifications { items, due_on: self.day(7), word: None }
    }

    /// Demands the first mark of the first village.
    async fn demanded(&self, round: RoundId) -> TicketId {
        let made = self.official().demand_rectifications(round, &self.first_mark(VILLAGE), None).await;
        made.unwrap().items[0].id
    }

    /// The same, closed by somebody of the village; answers that one, too.
    async fn mended(&self, round: RoundId) -> (TicketId, Client) {
        let (id, village) = (self.demanded(round).await, self.village(VILLAGE));
        village.assign_ticket(id, &AssignTicket::default(), None).await.unwrap();
        close(&village, id).await.unwrap();
        (id, village)
    }

    /// A look-back that failed, with another week.
    fn failed(&self) -> RecordLookBack {
        RecordLookBack {
            note: Some("墙根还有一堆".to_owned()), due_on: Some(self.day(7)), ..not(passed())
        }
    }
}

fn passed() -> RecordLookBack {
    RecordLookBack { passed: true, note: None, photos: Vec::new(), due_on: None, round_id: None }
}

fn not(look: RecordLookBack) -> RecordLookBack {
    RecordLookBack { passed: !look.passed, ..look }
}

/// Closes a ticket with a photo.
async fn close(client: &Client, id: TicketId) -> Result<(), ClientError> {
    let body = SolveTicket {
        photos: vec![upload(client, 3).await],
        text: Some("已清理".to_owned()),
        materials: vec![],
    };
    client.solve_ticket(id, &body, None).await.map(drop)
}

async fn state(client: &Client, id: TicketId) -> RectificationState {
    client.get_rectification(id).await.unwrap().state
}

async fn listed(client: &Client, query: &ListRectifications) -> Vec<Rectification> {
    client.list_rectifications(query).await.unwrap().items
}
