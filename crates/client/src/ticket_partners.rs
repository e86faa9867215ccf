//! Who beside the town has a part in a ticket.

use contract::{
    page::Page,
    tickets::{
        CallProviders, DecideQuotation, EntrustTicket, GiveReason, ListCalls, ListedCall, MaterialSums,
        ProviderWorkers, QuoteTicket, ReportOnCall, SumMaterials, Ticket,
    },
};
use domain::ids::{CallId, ProviderId, QuotationId, TicketId};
use reqwest::Method;

use crate::{Client, ClientError, Tagged};

impl Client {
    /// `entrust_ticket`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn entrust_ticket(
        &self,
        id: TicketId,
        body: &EntrustTicket,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.call(Method::POST, &format!("/tickets/{id}/provider")).json(body).once(key).read_tagged().await
    }

    /// `return_ticket`: whoever serves the provider loses sight of it.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn return_ticket(
        &self,
        id: TicketId,
        body: &GiveReason,
        key: Option<&str>,
    ) -> Result<(), ClientError> {
        self.call(Method::POST, &format!("/tickets/{id}/return")).json(body).once(key).done().await
    }

    /// `call_providers`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn call_providers(
        &self,
        id: TicketId,
        body: &CallProviders,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.call(Method::POST, &format!("/tickets/{id}/calls")).json(body).once(key).read_tagged().await
    }

    /// `list_calls`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_calls(&self, query: &ListCalls) -> Result<Page<ListedCall>, ClientError> {
        self.get("/calls").query(query).read().await
    }

    /// `report_on_call`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn report_on_call(
        &self,
        id: CallId,
        body: &ReportOnCall,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.call(Method::POST, &format!("/calls/{id}/report")).json(body).once(key).read_tagged().await
    }

    /// `withdraw_call`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn withdraw_call(
        &self,
        id: CallId,
        body: &GiveReason,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.call(Method::POST, &format!("/calls/{id}/withdrawal")).json(body).once(key).read_tagged().await
    }

    /// `quote_ticket`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn quote_ticket(
        &self,
        id: TicketId,
        body: &QuoteTicket,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        self.call(Method::POST, &format!("/tickets/{id}/quotations")).json(body).once(key).read_tagged().await
    }

    /// `decide_quotation`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn decide_quotation(
        &self,
        id: QuotationId,
        body: &DecideQuotation,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        let path = format!("/quotations/{id}/decision");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `withdraw_quotation`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn withdraw_quotation(
        &self,
        id: QuotationId,
        body: &GiveReason,
        key: Option<&str>,
    ) -> Result<Tagged<Ticket>, ClientError> {
        let path = format!("/quotations/{id}/withdrawal");
        self.call(Method::POST, &path).json(body).once(key).read_tagged().await
    }

    /// `list_provider_workers`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_provider_workers(&self, id: ProviderId) -> Result<ProviderWorkers, ClientError> {
        self.get(&format!("/providers/{id}/workers")).read().await
    }

    /// `sum_provider_materials`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn sum_provider_materials(
        &self,
        id: ProviderId,
        query: &SumMaterials,
    ) -> Result<MaterialSums, ClientError> {
        self.get(&format!("/providers/{id}/materials")).query(query).read().await
    }
}
