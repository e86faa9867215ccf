//! Sending a draft with photographs so that a second try, after a reload too, is the same one: what is on the server
//! already is not sent again, and the same request carries the same key.

use domain::ids::PhotoId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::Draft;
use crate::{
    components::Photo,
    device,
    failure::Failure,
    photos::{find, upload_each},
    session::Session,
};

/// How far sending has come; kept with the draft.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sending {
    /// Photos that are on the server already, by their name on this page.
    uploaded: Vec<(u32, PhotoId)>,
    /// Makes sending twice harmless, and the very request that it stands for.
    key: String,
    key_of: String,
}

impl Sending {
    /// After a reload it is no longer known which photo of this page is which on the server.
    pub fn forget_photos(&mut self) {
        self.uploaded.clear();
    }

    fn key(&mut self, answers: String) -> String {
        if self.key.is_empty() || self.key_of != answers {
            (self.key, self.key_of) = (device::fresh_key(), answers);
        }
        self.key.clone()
    }
}

/// A draft that is sent.
pub trait Sendable:
    Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// How far sending it has come.
    fn sending(&self) -> &Sending;

    /// The same, to go on.
    fn sending_mut(&mut self) -> &mut Sending;
}

/// Uploads those photographs of a draft that an earlier try has not.
///
/// # Errors
/// Those of [`upload_each`].
pub async fn upload_missing<T: Sendable>(
    session: Session,
    photos: &[Photo],
    draft: Draft<T>,
) -> Result<Vec<PhotoId>, Failure> {
    let known = |name| draft.value.with_untracked(|draft| find(&draft.sending().uploaded, name));
    let told = |name, id| draft.value.update(|draft| draft.sending_mut().uploaded.push((name, id)));
    upload_each(session, photos, known, told).await
}

/// The key of this very request: the same one at every try, and another for another request.
pub fn key_of<T: Sendable>(draft: Draft<T>, request: &impl Serialize) -> String {
    let answers = serde_json::to_string(request).unwrap_or_default();
    let mut key = String::new();
    draft.value.update(|draft| key = draft.sending_mut().key(answers));
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_request_keeps_its_key() {
        let mut sending = Sending { key: "first".to_owned(), key_of: "{}".to_owned(), ..Sending::default() };
        assert_eq!(sending.key("{}".to_owned()), "first");
    }
}
