//! What the caller is told.

use contract::{
    notifications::{ListNotifications, MarkRead, Notification, Unread},
    page::Page,
};
use reqwest::Method;

use crate::{Client, ClientError};

impl Client {
    /// `list_notifications`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_notifications(
        &self,
        query: &ListNotifications,
    ) -> Result<Page<Notification>, ClientError> {
        self.get("/me/notifications").query(query).read().await
    }

    /// `count_unread_notifications`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn count_unread_notifications(&self) -> Result<Unread, ClientError> {
        self.get("/me/notifications/unread").read().await
    }

    /// `mark_notifications_read`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn mark_notifications_read(&self, what: &MarkRead) -> Result<(), ClientError> {
        self.call(Method::POST, "/me/notifications/read").json(what).done().await
    }
}
