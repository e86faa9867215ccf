//! Photos.

use contract::photos::{PHOTO_FIELD, Photo, PhotoSize};
use domain::ids::PhotoId;
use reqwest::{Method, multipart};

use crate::{Client, ClientError};

impl Client {
    /// `upload_photo`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn upload_photo(&self, bytes: Vec<u8>, key: Option<&str>) -> Result<Photo, ClientError> {
        // The server looks at the content; name and type of the part mean nothing to it.
        let part = multipart::Part::bytes(bytes).file_name("photo");
        let form = multipart::Form::new().part(PHOTO_FIELD, part);
        self.call(Method::POST, "/photos").multipart(form).once(key).read().await
    }

    /// `get_photo`: a JPEG.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_photo(&self, id: PhotoId, size: PhotoSize) -> Result<Vec<u8>, ClientError> {
        let response = self.get(&format!("/photos/{id}/{}", size.as_str())).send().await?;
        Ok(response.bytes().await?.into())
    }
}
