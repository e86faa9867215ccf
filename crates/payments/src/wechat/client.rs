//! Signed requests and verified answers.

use std::time::Duration;

use reqwest::RequestBuilder;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use serde::Serialize;
use tokio::sync::Mutex;
use url::Url;

use super::answers::{Verified, refusal};
use super::certificates;
use super::config::Config;
use super::platform::{PUBLIC_KEY_ID, Platform};
use super::sign::{Signed, authorization};
use super::verify::Signature;
use crate::error::{PaymentError, SignatureFault};
use crate::http::{self, Response};
use crate::limits;
use crate::provider::{Call, Callback};

/// The header that names a key: in a request the one that the answer is to be signed with.
const SERIAL: &str = "wechatpay-serial";

/// A merchant's connection to WeChat Pay.
#[derive(Debug)]
pub(crate) struct Client {
    config: Config,
    endpoint: Url,
    http: reqwest::Client,
    platform: Platform,
    asking: Mutex<()>,
}

impl Client {
    pub(crate) fn new(config: Config) -> Result<Self, PaymentError> {
        let endpoint = http::endpoint(&config.endpoint)?;
        if let Some((id, _)) = &config.public_key
            && !id.starts_with(PUBLIC_KEY_ID)
        {
            return Err(PaymentError::Configuration(
                "the id of WeChat Pay's public key does not begin with PUB_KEY_ID_",
            ));
        }
        for text in [&config.mchid, &config.appid, &config.certificate_serial] {
            if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return Err(PaymentError::Configuration(
                    "mchid, appid or the certificate's serial number is none",
                ));
            }
        }
        let platform = Platform::new(config.public_key.clone());
        Ok(Self { http: http::client(&endpoint)?, endpoint, config, platform, asking: Mutex::new(()) })
    }

    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    pub(crate) async fn get(&self, call: Call, target: &str) -> Result<Verified, PaymentError> {
        let response = self.send(call, 0, Signed { method: "GET", target, body: "" }).await?;
        self.verified(call, response).await
    }

    pub(crate) async fn post<T: Serialize>(
        &self,
        call: Call,
        target: &str,
        body: &T,
    ) -> Result<Verified, PaymentError> {
        let body = serde_json::to_string(body)
            .map_err(|_| PaymentError::Malformed("a request does not become JSON"))?;
        let response = self.send(call, 0, Signed { method: "POST", target, body: &body }).await?;
        self.verified(call, response).await
    }

    /// Fetches a bill. The download is not signed: its hash is in an answer that is.
    pub(crate) async fn download(&self, call: Call, address: &str) -> Result<Vec<u8>, PaymentError> {
        let address =
            Url::parse(address).map_err(|_| PaymentError::Malformed("the address of the bill is none"))?;
        // Whatever host it names, our signature goes to the one that was configured.
        let target = address
            .query()
            .map_or_else(|| address.path().to_owned(), |query| format!("{}?{query}", address.path()));
        let request = self.request(call, 1, Signed { method: "GET", target: &target, body: "" })?;
        let request = request.timeout(Duration::from_secs(limits::BILL_SECONDS_MAX));
        let response = http::send(request, limits::BILL_BYTES_MAX).await?;
        if response.status.is_success() { Ok(response.body) } else { Err(refusal(&response, false)) }
    }

    /// Checks the signature of a callback; fetches certificates where it names one that is not known.
    pub(crate) async fn check_callback(
        &self,
        call: Call,
        callback: &Callback<'_>,
    ) -> Result<(), PaymentError> {
        let signature = Signature::of_callback(callback)?;
        signature.check_time(call.now)?;
        self.need_key(call, signature.serial).await?;
        Ok(signature.check(callback.body, &self.platform, call.now)?)
    }

    async fn verified(&self, call: Call, response: Response) -> Result<Verified, PaymentError> {
        let checked = self.check_answer(call, &response).await;
        if !response.status.is_success() {
            return Err(refusal(&response, checked.is_ok()));
        }
        checked.map(|()| Verified(response.body))
    }

    async fn check_answer(&self, call: Call, response: &Response) -> Result<(), PaymentError> {
        let signature = Signature::of_answer(&response.headers)?;
        signature.check_time(call.now)?;
        self.need_key(call, signature.serial).await?;
        Ok(signature.check(&response.body, &self.platform, call.now)?)
    }

    /// Sees to it that a platform certificate is known, if it exists.
    async fn need_key(&self, call: Call, serial: &str) -> Result<(), PaymentError> {
        if self.platform.key(serial, call.now).is_some() {
            return Ok(());
        }
        // Whoever comes second waits for what the first one learns.
        let _one_at_a_time = self.asking.lock().await;
        if !self.platform.begin_asking(serial, call.now) {
            let known = self.platform.key(serial, call.now).is_some();
            return if known { Ok(()) } else { Err(SignatureFault::UnknownKey.into()) };
        }
        let response =
            self.send(call, 2, Signed { method: "GET", target: certificates::TARGET, body: "" }).await?;
        if !response.status.is_success() {
            // A merchant with nothing but the public key has no certificates: the serial number was made up.
            return Err(match refusal(&response, false) {
                PaymentError::Refused { .. } => SignatureFault::UnknownKey.into(),
                other => other,
            });
        }
        let certificates = certificates::read(&response, &self.platform, &self.config.api_v3_key, call.now)?;
        self.platform.learn(certificates, call.now);
        Ok(())
    }

    async fn send(&self, call: Call, nth: u8, signed: Signed<'_>) -> Result<Response, PaymentError> {
        http::send(self.request(call, nth, signed)?, limits::ANSWER_BYTES_MAX).await
    }

    fn request(&self, call: Call, nth: u8, signed: Signed<'_>) -> Result<RequestBuilder, PaymentError> {
        let authorization = authorization(&self.config, signed, call.now, &call.nonce_digits(nth))?;
        let origin = self.endpoint.origin().ascii_serialization();
        let url = Url::parse(&format!("{origin}{}", signed.target))
            .map_err(|_| PaymentError::Malformed("an address is none"))?;
        let mut request = match signed.method {
            "POST" => {
                self.http.post(url).header(CONTENT_TYPE, "application/json").body(signed.body.to_owned())
            }
            _ => self.http.get(url),
        };
        request = request.header(ACCEPT, "application/json").header(AUTHORIZATION, authorization);
        // Where a merchant has certificates and a public key, this asks for the latter.
        Ok(match self.platform.public_key_id() {
            Some(id) => request.header(SERIAL, id),
            None => request,
        })
    }
}
