//! Reported matters.

use contract::{
    page::Page,
    tickets::{
        AssignTicket, AssignTickets, AssignedTickets, CategoryRates, ConfirmTicket, Contact, DecideAppeal,
        EXPORT_ROWS_HEADER, GetTicketBoard, GiveReason, HandOverTicket, KeeperRates, ListTickets,
        ListedTicket, MergeTicket, ObjectToSolution, ProviderRates, ReportTicket, RevealContact, SendMessage,
        SolveTicket, SummarizeTickets, Ticket, TicketBoard, TicketSummary, WaitForOthers,
    },
};
use domain::ids::TicketId;
use futures_util::StreamExt;
use reqwest::Method;

use crate::{Call, Client, ClientError, Created, Tagged};

/// How much of a file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// Bytes so far.
    pub bytes: usize,
    /// Rows that there will be in all, where the server says it.
    pub rows: Option<usize>,
}

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

    /// `list_tickets` as a file: `accept` is the content type of CSV or of Excel workbooks. `received` is told how far it is.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn export_tickets(
        &self,
        query: &ListTickets,
        accept: &str,
        mut received: impl FnMut(Received),
    ) -> Result<Vec<u8>, ClientError> {
        let response = self.get("/tickets").header("accept", accept).query(query).send().await?;
        let rows =
            response.headers().get(EXPORT_ROWS_HEADER).and_then(|rows| rows.to_str().ok()?.parse().ok());
        let (mut file, mut chunks) = (Vec::new(), response.bytes_stream());
        while let Some(chunk) = chunks.next().await {
            file.extend_from_slice(&chunk?);
            received(Received { bytes: file.len(), rows });
        }
        Ok(file)
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

    /// `get_ticket_board`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_ticket_board(&self, query: &GetTicketBoard) -> Result<TicketBoard, ClientError> {
        self.get("/tickets/board").query(query).read().await
    }

    /// `rate_categories`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn rate_categories(&self, query: &SummarizeTickets) -> Result<Vec<CategoryRates>, ClientError> {
        self.get("/tickets/summary/categories").query(query).read().await
    }

    /// `rate_keepers`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn rate_keepers(&self, query: &SummarizeTickets) -> Result<Vec<KeeperRates>, ClientError> {
        self.get("/tickets/summary/keepers").query(query).read().await
    }

    /// `rate_providers`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn rate_providers(&self, query: &SummarizeTickets) -> Result<Vec<ProviderRates>, ClientError> {
        self.get("/tickets/summary/providers").query(query).read().await
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

    /// `assign_tickets`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn assign_tickets(
        &self,
        body: &AssignTickets,
        key: Option<&str>,
    ) -> Result<AssignedTickets, ClientError> {
        self.call(Method::POST, "/tickets/assignments").json(body).once(key).read().await
    }

    /// `solve_ticket`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn solve_ticket(
        &self,
        id: TicketId,
        body: &SolveTicket,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.ticket_move(id, "solution").json(body).once(key).read_tagged().await
    }

    /// `accept_ticket`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn accept_ticket(
        &self,
        id: TicketId,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.ticket_move(id, "acceptance").once(key).read_tagged().await
    }

    /// `hand_back_ticket`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn hand_back_ticket(
        &self,
        id: TicketId,
        body: &GiveReason,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.ticket_move(id, "hand-back").json(body).once(key).read_tagged().await
    }

    /// `hand_over_ticket`: the caller may lose sight of it.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn hand_over_ticket(
        &self,
        id: TicketId,
        body: &HandOverTicket,
        key: Option<&str>,
    ) -> Result<(), ClientError> {
        self.ticket_move(id, "hand-over").json(body).once(key).done().await
    }

    /// `wait_for_others`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn wait_for_others(
        &self,
        id: TicketId,
        body: &WaitForOthers,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.ticket_move(id, "wait").json(body).once(key).read_tagged().await
    }

    /// `resume_ticket`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn resume_ticket(
        &self,
        id: TicketId,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.ticket_move(id, "resumption").once(key).read_tagged().await
    }

    /// `reject_ticket`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn reject_ticket(
        &self,
        id: TicketId,
        body: &GiveReason,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.ticket_move(id, "rejection").json(body).once(key).read_tagged().await
    }

    /// `appeal_rejection`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn appeal_rejection(
        &self,
        id: TicketId,
        body: &GiveReason,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.ticket_move(id, "appeal").json(body).once(key).read_tagged().await
    }

    /// `decide_appeal`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn decide_appeal(
        &self,
        id: TicketId,
        body: &DecideAppeal,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.ticket_move(id, "appeal-decision").json(body).once(key).read_tagged().await
    }

    /// `merge_ticket`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn merge_ticket(
        &self,
        id: TicketId,
        body: &MergeTicket,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.ticket_move(id, "merger").json(body).once(key).read_tagged().await
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

    /// `object_to_solution`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn object_to_solution(
        &self,
        id: TicketId,
        body: &ObjectToSolution,
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
