//! Reported matters.

use contract::{
    page::Page,
    tickets::{
        AssignTicket, CloseTicket, ConfirmTicket, Contact, ListTickets, ListedTicket, ObjectToClosure,
        ReportTicket, RevealContact, SendMessage, SummarizeTickets, Ticket, TicketSummary,
    },
};
use domain::ids::TicketId;
use reqwest::Method;

use crate::{Call, Client, ClientError, Created, Tagged};

impl Client {
    /// `report_ticket`; with a key a retry after a lost connection reports once.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn report_ticket(
        &self,
        body: &ReportTicket,
        key: Option<&str>,
    ) -> Result<Created<Ticket>, ClientError> {
        self.call(Method::POST, "/tickets").json(body).once(key).read_tagged().await
    }

    /// `list_tickets`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_tickets(&self, query: &ListTickets) -> Result<Page<ListedTicket>, ClientError> {
        self.get("/tickets").query(query).read().await
    }

    /// `list_tickets` as a CSV file (UTF-8 with a byte order mark).
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn export_tickets(&self, query: &ListTickets) -> Result<Vec<u8>, ClientError> {
        let response = self.get("/tickets").header("accept", "text/csv").query(query).send().await?;
        Ok(response.bytes().await?.into())
    }

    /// `get_ticket`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_ticket(&self, id: TicketId) -> Result<Tagged<Ticket>, ClientError> {
        self.get(&format!("/tickets/{id}")).read_tagged().await
    }

    /// `summarize_tickets`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn summarize_tickets(&self, query: &SummarizeTickets) -> Result<TicketSummary, ClientError> {
        self.get("/tickets/summary").query(query).read().await
    }

    /// `assign_ticket`: without a handler the caller takes it.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn assign_ticket(
        &self,
        id: TicketId,
        body: &AssignTicket,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.ticket_move(id, "assignment").json(body).once(key).read_tagged().await
    }

    /// `close_ticket`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn close_ticket(
        &self,
        id: TicketId,
        body: &CloseTicket,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.ticket_move(id, "closure").json(body).once(key).read_tagged().await
    }

    /// `confirm_ticket`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn confirm_ticket(
        &self,
        id: TicketId,
        body: &ConfirmTicket,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.ticket_move(id, "confirmation").json(body).once(key).read_tagged().await
    }

    /// `object_to_closure`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn object_to_closure(
        &self,
        id: TicketId,
        body: &ObjectToClosure,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.ticket_move(id, "objection").json(body).once(key).read_tagged().await
    }

    /// `withdraw_ticket`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn withdraw_ticket(
        &self,
        id: TicketId,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.ticket_move(id, "withdrawal").once(key).read_tagged().await
    }

    /// `send_ticket_message`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn send_ticket_message(
        &self,
        id: TicketId,
        body: &SendMessage,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.ticket_move(id, "messages").json(body).once(key).read_tagged().await
    }

    /// `reveal_ticket_contact`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn reveal_ticket_contact(
        &self,
        id: TicketId,
        body: &RevealContact,
        key: Option<&str>,
    ) -> Result<Contact, ClientError> {
        self.ticket_move(id, "contact-reveals").json(body).once(key).read().await
    }

    fn ticket_move(&self, id: TicketId, noun: &str) -> Call {
        self.call(Method::POST, &format!("/tickets/{id}/{noun}"))
    }
}
