//! Accounts of a fund's periods to the public.

use contract::funds::{Disclosure, FundPeriods, PrepareDisclosure, SignDisclosure};
use domain::ids::{DisclosureId, FundId};
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `list_disclosures`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_disclosures(&self, fund: FundId) -> Result<FundPeriods, ClientError> {
        self.get(&format!("/funds/{fund}/disclosures")).read().await
    }

    /// `get_disclosure`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_disclosure(&self, id: DisclosureId) -> Result<Tagged<Disclosure>, ClientError> {
        self.get(&format!("/disclosures/{id}")).read_tagged().await
    }

    /// `get_disclosure_paper`: a PDF.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_disclosure_paper(&self, id: DisclosureId) -> Result<Vec<u8>, ClientError> {
        self.get(&format!("/disclosures/{id}/paper")).bytes().await
    }

    /// `prepare_disclosure`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn prepare_disclosure(
        &self,
        fund: FundId,
        body: &PrepareDisclosure,
        key: Option<&str>,
    ) -> Result<Created<Disclosure>, ClientError> {
        self.call(Method::POST, &format!("/funds/{fund}/disclosures"))
            .json(body)
            .once(key)
            .read_tagged()
            .await
    }

    /// `sign_disclosure`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn sign_disclosure(
        &self,
        id: DisclosureId,
        body: &SignDisclosure,
        key: Option<&str>,
    ) -> Result<Tagged<Disclosure>, ClientError> {
        self.call(Method::POST, &format!("/disclosures/{id}/signatures"))
            .json(body)
            .once(key)
            .read_tagged()
            .await
    }

    /// `publish_disclosure`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn publish_disclosure(
        &self,
        id: DisclosureId,
        key: Option<&str>,
    ) -> Result<Tagged<Disclosure>, ClientError> {
        self.call(Method::POST, &format!("/disclosures/{id}/publication")).once(key).read_tagged().await
    }
}
