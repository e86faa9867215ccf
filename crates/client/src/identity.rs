//! Accounts and sign-ins.

use contract::identity::{CreateUser, CreatedUser, Me, MySessions, SignIn, SignedIn};
use domain::ids::SessionId;
use reqwest::Method;

use crate::{Client, ClientError, Tagged};

impl Client {
    /// `create_user`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_user(&self, user: &CreateUser) -> Result<CreatedUser, ClientError> {
        self.call(Method::POST, "/users").json(user).read().await
    }

    /// `get_me`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_me(&self) -> Result<Tagged<Me>, ClientError> {
        self.get("/me").read_tagged().await
    }

    /// `create_session`; from then on the client is signed in.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_session(&self, sign_in: &SignIn) -> Result<SignedIn, ClientError> {
        let call = self.call(Method::POST, "/sessions").with_cookies().json(sign_in);
        self.signed_in(call.read().await?)
    }

    /// `refresh_session`; needs the cookie of an earlier sign-in, which browsers keep by themselves.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn refresh_session(&self) -> Result<SignedIn, ClientError> {
        let call = self.call(Method::POST, "/sessions/refresh").with_cookies();
        self.signed_in(call.read().await?)
    }

    /// `end_current_session`; from then on the client is signed out.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn end_current_session(&self) -> Result<(), ClientError> {
        self.call(Method::DELETE, "/sessions/current").with_cookies().done().await?;
        self.set_token(None);
        Ok(())
    }

    /// `list_my_sessions`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_my_sessions(&self) -> Result<MySessions, ClientError> {
        self.get("/me/sessions").read().await
    }

    /// `end_my_session`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn end_my_session(&self, id: SessionId) -> Result<(), ClientError> {
        self.call(Method::DELETE, &format!("/me/sessions/{id}")).done().await
    }

    /// `end_my_other_sessions`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn end_my_other_sessions(&self) -> Result<(), ClientError> {
        self.call(Method::DELETE, "/me/sessions").done().await
    }

    fn signed_in(&self, answer: SignedIn) -> Result<SignedIn, ClientError> {
        self.set_token(Some(answer.access_token.clone()));
        Ok(answer)
    }
}
