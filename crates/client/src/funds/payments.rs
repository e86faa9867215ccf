//! Paying on line.

use contract::{
    funds::{
        AnswerPaymentDifference, BeginPayment, ListPaymentDifferences, ListPayments, PAYMENT_TOKEN_HEADER,
        Payment, PaymentBegun, PaymentDifference, RefundPayment,
    },
    page::Page,
};
use domain::ids::{FundId, PaymentDifferenceId, PaymentIntentId};
use reqwest::Method;

use crate::{Client, ClientError, Created, Tagged, call::Call};

/// Shows the payment to whoever began it.
fn with_token(call: Call, token: Option<&str>) -> Call {
    match token {
        Some(token) => call.header(PAYMENT_TOKEN_HEADER, token),
        None => call,
    }
}

impl Client {
    /// `begin_payment`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn begin_payment(
        &self,
        fund: FundId,
        body: &BeginPayment,
        key: Option<&str>,
    ) -> Result<Created<PaymentBegun>, ClientError> {
        self.call(Method::POST, &format!("/funds/{fund}/payments")).json(body).once(key).read_tagged().await
    }

    /// `get_payment`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_payment(
        &self,
        id: PaymentIntentId,
        token: Option<&str>,
    ) -> Result<Tagged<Payment>, ClientError> {
        with_token(self.get(&format!("/payments/{id}")), token).read_tagged().await
    }

    /// `get_payment_receipt`: a PDF.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn get_payment_receipt(
        &self,
        id: PaymentIntentId,
        token: Option<&str>,
    ) -> Result<Vec<u8>, ClientError> {
        with_token(self.get(&format!("/payments/{id}/receipt")), token).bytes().await
    }

    /// `list_payments`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_payments(
        &self,
        fund: FundId,
        query: &ListPayments,
    ) -> Result<Page<Payment>, ClientError> {
        self.get(&format!("/funds/{fund}/payments")).query(query).read().await
    }

    /// `refund_payment`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn refund_payment(
        &self,
        id: PaymentIntentId,
        body: &RefundPayment,
        key: Option<&str>,
    ) -> Result<Tagged<Payment>, ClientError> {
        self.call(Method::POST, &format!("/payments/{id}/refund")).json(body).once(key).read_tagged().await
    }

    /// `list_payment_differences`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn list_payment_differences(
        &self,
        fund: FundId,
        query: &ListPaymentDifferences,
    ) -> Result<Page<PaymentDifference>, ClientError> {
        self.get(&format!("/funds/{fund}/payment-differences")).query(query).read().await
    }

    /// `answer_payment_difference`
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn answer_payment_difference(
        &self,
        fund: FundId,
        id: PaymentDifferenceId,
        body: &AnswerPaymentDifference,
        key: Option<&str>,
    ) -> Result<PaymentDifference, ClientError> {
        let path = format!("/funds/{fund}/payment-differences/{id}/answer");
        self.call(Method::POST, &path).json(body).once(key).read().await
    }
}
