//! Accounts and sign-ins.

use contract::{
    identity::{
        ChangePassword, ConfirmPhone, ConfirmWithBoth, ConfirmWithPassword, CreateUser, CreatedUser, Jwks,
        ListUsers, Me, MyData, MySessions, PasswordResetCode, RecoveryCodes, ResetPassword, SecondFactorCode,
        SendSmsCode, SignIn, SignInBySms, SignedIn, TotpEnrolment, UpdateMe, User,
    },
    page::Page,
};
use domain::ids::{SessionId, UserId};
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

    /// `create_session_by_sms`; from then on the client is signed in.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_session_by_sms(&self, sign_in: &SignInBySms) -> Result<SignedIn, ClientError> {
        let call = self.call(Method::POST, "/sessions/sms").with_cookies().json(sign_in);
        self.signed_in(call.read().await?)
    }

    /// `confirm_second_factor`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn confirm_second_factor(&self, body: &SecondFactorCode) -> Result<(), ClientError> {
        self.call(Method::POST, "/sessions/current/second-factor").json(body).done().await
    }

    /// `update_me`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn update_me(&self, etag: &str, body: &UpdateMe) -> Result<Tagged<Me>, ClientError> {
        self.call(Method::PATCH, "/me").if_match(etag).json(body).read_tagged().await
    }

    /// `change_password`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn change_password(&self, body: &ChangePassword) -> Result<(), ClientError> {
        self.call(Method::PUT, "/me/password").json(body).done().await
    }

    /// `export_me`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn export_me(&self) -> Result<MyData, ClientError> {
        self.get("/me/export").read().await
    }

    /// `close_my_account`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn close_my_account(&self, body: &ConfirmWithPassword) -> Result<(), ClientError> {
        self.call(Method::POST, "/me/closure").json(body).with_cookies().done().await
    }

    /// `send_phone_code`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn send_phone_code(&self, body: &ConfirmWithPassword) -> Result<(), ClientError> {
        self.call(Method::POST, "/me/phone/code").json(body).done().await
    }

    /// `confirm_phone`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn confirm_phone(&self, body: &ConfirmPhone) -> Result<(), ClientError> {
        self.call(Method::POST, "/me/phone/confirmation").json(body).done().await
    }

    /// `send_sms_code`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn send_sms_code(&self, body: &SendSmsCode) -> Result<(), ClientError> {
        self.call(Method::POST, "/sms-codes").json(body).done().await
    }

    /// `reset_password`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn reset_password(&self, body: &ResetPassword) -> Result<(), ClientError> {
        self.call(Method::POST, "/password-resets").json(body).done().await
    }

    /// `begin_totp`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn begin_totp(&self) -> Result<TotpEnrolment, ClientError> {
        self.call(Method::POST, "/me/totp").read().await
    }

    /// `confirm_totp`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn confirm_totp(&self, body: &SecondFactorCode) -> Result<RecoveryCodes, ClientError> {
        self.call(Method::POST, "/me/totp/confirmation").json(body).read().await
    }

    /// `remove_totp`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn remove_totp(&self, body: &ConfirmWithBoth) -> Result<(), ClientError> {
        self.call(Method::POST, "/me/totp/removal").json(body).done().await
    }

    /// `renew_recovery_codes`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn renew_recovery_codes(&self, body: &ConfirmWithBoth) -> Result<RecoveryCodes, ClientError> {
        self.call(Method::POST, "/me/recovery-codes").json(body).read().await
    }

    /// `list_users`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_users(&self, query: &ListUsers) -> Result<Page<User>, ClientError> {
        self.get("/users").query(query).read().await
    }

    /// `lock_user`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn lock_user(&self, id: UserId) -> Result<(), ClientError> {
        self.call(Method::POST, &format!("/users/{id}/lock")).done().await
    }

    /// `unlock_user`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn unlock_user(&self, id: UserId) -> Result<(), ClientError> {
        self.call(Method::DELETE, &format!("/users/{id}/lock")).done().await
    }

    /// `create_password_reset_code`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_password_reset_code(&self, id: UserId) -> Result<PasswordResetCode, ClientError> {
        self.call(Method::POST, &format!("/users/{id}/password-reset-code")).read().await
    }

    /// `remove_second_factor`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn remove_second_factor(&self, id: UserId) -> Result<(), ClientError> {
        self.call(Method::DELETE, &format!("/users/{id}/second-factor")).done().await
    }

    /// `get_jwks`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_jwks(&self) -> Result<Jwks, ClientError> {
        self.origin_get("/.well-known/jwks.json").read().await
    }

    fn signed_in(&self, answer: SignedIn) -> Result<SignedIn, ClientError> {
        self.set_token(Some(answer.access_token.clone()));
        Ok(answer)
    }
}
