//! Households.

use contract::{
    households::{
        Household, IMPORT_AREA_FIELD, IMPORT_FILE_FIELD, ImportDone, ImportPreview, ListHouseholds,
        NewHousehold, PatchHousehold, XLSX,
    },
    memberships::Members,
    page::Page,
};
use domain::ids::{AreaId, ImportId};
use reqwest::{
    Method,
    multipart::{Form, Part},
};

use crate::{Client, ClientError, Created, Tagged};

impl Client {
    /// `list_households`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_households(&self, query: &ListHouseholds) -> Result<Page<Household>, ClientError> {
        self.get("/households").query(query).read().await
    }

    /// `list_households` as a CSV file.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn export_households_csv(&self, query: &ListHouseholds) -> Result<Vec<u8>, ClientError> {
        self.get("/households").query(query).header("accept", "text/csv").bytes().await
    }

    /// `list_households` as an Excel workbook.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn export_households_xlsx(&self, query: &ListHouseholds) -> Result<Vec<u8>, ClientError> {
        self.get("/households").query(query).header("accept", XLSX).bytes().await
    }

    /// `get_household`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_household(&self, id: AreaId) -> Result<Tagged<Household>, ClientError> {
        self.get(&format!("/households/{id}")).read_tagged().await
    }

    /// `create_household`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_household(
        &self,
        household: &NewHousehold,
        key: Option<&str>,
    ) -> Result<Created<Household>, ClientError> {
        self.call(Method::POST, "/households").json(household).once(key).read_tagged().await
    }

    /// `change_household`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn change_household(
        &self,
        id: AreaId,
        etag: &str,
        patch: &PatchHousehold,
    ) -> Result<Tagged<Household>, ClientError> {
        self.call(Method::PATCH, &format!("/households/{id}")).json(patch).if_match(etag).read_tagged().await
    }

    /// `list_household_members`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_household_members(&self, id: AreaId) -> Result<Members, ClientError> {
        self.get(&format!("/households/{id}/members")).read().await
    }

    /// `get_household_template`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_household_template(&self) -> Result<Vec<u8>, ClientError> {
        self.get("/households/template").bytes().await
    }

    /// `prepare_household_import`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn prepare_household_import(
        &self,
        area: AreaId,
        file: Vec<u8>,
    ) -> Result<ImportPreview, ClientError> {
        let file = Part::bytes(file).file_name("households");
        let form = Form::new().text(IMPORT_AREA_FIELD, area.to_string()).part(IMPORT_FILE_FIELD, file);
        self.call(Method::POST, "/households/imports").multipart(form).read().await
    }

    /// `confirm_household_import`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn confirm_household_import(&self, id: ImportId) -> Result<ImportDone, ClientError> {
        self.call(Method::POST, &format!("/households/imports/{id}/confirmation")).read().await
    }
}
