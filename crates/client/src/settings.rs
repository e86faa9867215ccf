//! What everybody may know about an installation.

use contract::settings::PublicSettings;

use crate::{Client, ClientError};

impl Client {
    /// `get_settings`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_settings(&self) -> Result<PublicSettings, ClientError> {
        self.get("/settings").read().await
    }
}
