//! What points are spent on.

use contract::{
    households::XLSX,
    page::Page,
    photos::PhotoSize,
    redemptions::{
        AtCounter, CancelRedemption, CreateOffer, GetProviderSettlement, ListManagedOffers, ListOffers,
        ListProviderRedemptions, ListRedemptions, Offer, OfferContent, OfferTerms, ProviderSettlement,
        Redemption, RefuseOffer, Reserve, ReturnRedemption, ShownCode,
    },
};
use domain::ids::{OfferId, PhotoId, ProviderId, RedemptionId};
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `list_offers`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_offers(&self, query: &ListOffers) -> Result<Page<Offer>, ClientError> {
        self.get("/offers").query(query).read().await
    }

    /// `list_managed_offers`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_managed_offers(&self, query: &ListManagedOffers) -> Result<Page<Offer>, ClientError> {
        self.get("/offers/managed").query(query).read().await
    }

    /// `create_offer`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_offer(
        &self,
        body: &CreateOffer,
        key: Option<&str>,
    ) -> Result<Created<Offer>, ClientError> {
        self.call(Method::POST, "/offers").json(body).once(key).read_tagged().await
    }

    /// `get_offer`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_offer(&self, id: OfferId) -> Result<Tagged<Offer>, ClientError> {
        self.get(&format!("/offers/{id}")).read_tagged().await
    }

    /// `change_offer`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn change_offer(
        &self,
        id: OfferId,
        etag: &str,
        body: &OfferContent,
    ) -> Result<Tagged<Offer>, ClientError> {
        self.call(Method::PUT, &format!("/offers/{id}")).json(body).if_match(etag).read_tagged().await
    }

    /// `approve_offer`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn approve_offer(&self, id: OfferId, etag: &str) -> Result<Tagged<Offer>, ClientError> {
        self.call(Method::POST, &format!("/offers/{id}/approval")).if_match(etag).read_tagged().await
    }

    /// `refuse_offer`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn refuse_offer(
        &self,
        id: OfferId,
        etag: &str,
        body: &RefuseOffer,
    ) -> Result<Tagged<Offer>, ClientError> {
        let call = self.call(Method::POST, &format!("/offers/{id}/refusal"));
        call.json(body).if_match(etag).read_tagged().await
    }

    /// `end_offer`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn end_offer(&self, id: OfferId) -> Result<Tagged<Offer>, ClientError> {
        self.call(Method::POST, &format!("/offers/{id}/ending")).read_tagged().await
    }

    /// `get_offer_terms`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_offer_terms(&self, id: OfferId) -> Result<OfferTerms, ClientError> {
        self.get(&format!("/offers/{id}/terms")).read().await
    }

    /// `get_offer_photo`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_offer_photo(
        &self,
        id: OfferId,
        photo: PhotoId,
        size: PhotoSize,
    ) -> Result<Vec<u8>, ClientError> {
        self.get(&format!("/offers/{id}/photos/{photo}/{}", size.as_str())).bytes().await
    }

    /// `list_redemptions`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_redemptions(&self, query: &ListRedemptions) -> Result<Page<Redemption>, ClientError> {
        self.get("/redemptions").query(query).read().await
    }

    /// `reserve_offer`; the same `key` reserves once, however often it is sent.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn reserve_offer(
        &self,
        body: &Reserve,
        key: Option<&str>,
    ) -> Result<Created<Redemption>, ClientError> {
        self.call(Method::POST, "/redemptions").json(body).once(key).read_tagged().await
    }

    /// `get_redemption`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_redemption(&self, id: RedemptionId) -> Result<Tagged<Redemption>, ClientError> {
        self.get(&format!("/redemptions/{id}")).read_tagged().await
    }

    /// `cancel_redemption`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn cancel_redemption(
        &self,
        id: RedemptionId,
        body: &CancelRedemption,
        key: Option<&str>,
    ) -> Result<Redemption, ClientError> {
        let path = format!("/redemptions/{id}/cancellation");
        self.call(Method::POST, &path).json(body).once(key).read().await
    }

    /// `return_redemption`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn return_redemption(
        &self,
        id: RedemptionId,
        body: &ReturnRedemption,
        key: Option<&str>,
    ) -> Result<Redemption, ClientError> {
        self.call(Method::POST, &format!("/redemptions/{id}/return")).json(body).once(key).read().await
    }

    /// `look_at_code`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn look_at_code(&self, id: ProviderId, body: &ShownCode) -> Result<AtCounter, ClientError> {
        self.call(Method::POST, &format!("/providers/{id}/code-checks")).json(body).read().await
    }

    /// `collect_redemption`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn collect_redemption(
        &self,
        id: ProviderId,
        body: &ShownCode,
        key: Option<&str>,
    ) -> Result<AtCounter, ClientError> {
        self.call(Method::POST, &format!("/providers/{id}/collections")).json(body).once(key).read().await
    }

    /// `list_provider_redemptions`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_provider_redemptions(
        &self,
        id: ProviderId,
        query: &ListProviderRedemptions,
    ) -> Result<Page<AtCounter>, ClientError> {
        self.get(&format!("/providers/{id}/redemptions")).query(query).read().await
    }

    /// `get_provider_settlement`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_provider_settlement(
        &self,
        id: ProviderId,
        query: &GetProviderSettlement,
    ) -> Result<ProviderSettlement, ClientError> {
        self.get(&format!("/providers/{id}/settlement")).query(query).read().await
    }

    /// `get_provider_settlement` as a CSV file.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_provider_settlement_csv(
        &self,
        id: ProviderId,
        query: &GetProviderSettlement,
    ) -> Result<Vec<u8>, ClientError> {
        let call = self.get(&format!("/providers/{id}/settlement")).query(query);
        call.header("accept", "text/csv").bytes().await
    }

    /// `get_provider_settlement` as an Excel workbook.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_provider_settlement_xlsx(
        &self,
        id: ProviderId,
        query: &GetProviderSettlement,
    ) -> Result<Vec<u8>, ClientError> {
        let call = self.get(&format!("/providers/{id}/settlement")).query(query);
        call.header("accept", XLSX).bytes().await
    }
}
