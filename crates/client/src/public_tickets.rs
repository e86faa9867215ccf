//! Public tickets.

use contract::{
    page::Page,
    tickets::{ListPublicTickets, PublicTicket},
};
use domain::ids::TicketId;

use crate::{Client, ClientError};

impl Client {
    /// `list_public_tickets`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_public_tickets(
        &self,
        query: &ListPublicTickets,
    ) -> Result<Page<PublicTicket>, ClientError> {
        self.get("/public/tickets").query(query).read().await
    }

    /// `get_public_ticket`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_public_ticket(&self, id: TicketId) -> Result<PublicTicket, ClientError> {
        self.get(&format!("/public/tickets/{id}")).read().await
    }
}
