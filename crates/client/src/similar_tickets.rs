//! Tickets of the same matter.

use contract::tickets::{FindSimilar, MergeCandidates, ReportTicket, SimilarTickets, Ticket};
use domain::ids::TicketId;
use reqwest::Method;

use crate::{Client, ClientError, Created};

impl Client {
    /// `find_similar_tickets`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn find_similar_tickets(&self, body: &FindSimilar) -> Result<SimilarTickets, ClientError> {
        self.call(Method::POST, "/tickets/similar").json(body).read().await
    }

    /// `list_merge_candidates`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_merge_candidates(&self, id: TicketId) -> Result<MergeCandidates, ClientError> {
        self.get(&format!("/tickets/{id}/merge-candidates")).read().await
    }

    /// `join_ticket`; with a key a retry after a lost connection joins once.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn join_ticket(
        &self,
        id: TicketId,
        body: &ReportTicket,
        key: Option<&str>,
    ) -> Result<Created<Ticket>, ClientError> {
        self.call(Method::POST, &format!("/tickets/{id}/joiners")).json(body).once(key).read_tagged().await
    }
}
