//! Signed requests and verified answers: <https://opendocs.alipay.com/common/02kf5q>.

use std::time::Duration;

use reqwest::header::CONTENT_TYPE;
use serde::Serialize;
use serde::de::DeserializeOwned;
use url::Url;
use url::form_urlencoded;

use super::answers;
use super::config::Config;
use super::sign::{Parameters, of_request};
use crate::beijing;
use crate::error::PaymentError;
use crate::http;
use crate::limits;
use crate::provider::Call;

/// An application's connection to Alipay.
#[derive(Debug)]
pub(crate) struct Client {
    config: Config,
    endpoint: Url,
    http: reqwest::Client,
}

impl Client {
    pub(crate) fn new(config: Config) -> Result<Self, PaymentError> {
        let endpoint = http::endpoint(&config.endpoint)?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(&config.app_id) || !digits(&config.seller_id) {
            return Err(PaymentError::Configuration("app_id or seller_id is no number"));
        }
        Ok(Self { http: http::client(&endpoint)?, endpoint, config })
    }

    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    /// Calls a method of Alipay.
    pub(crate) async fn call<T: DeserializeOwned>(
        &self,
        call: Call,
        method: &str,
        content: &impl Serialize,
    ) -> Result<T, PaymentError> {
        let mut common = self.common(call, method);
        let content = serde_json::to_string(content)
            .map_err(|_| PaymentError::Malformed("a request does not become JSON"))?;
        let mut signed = common.clone();
        signed.insert("biz_content".to_owned(), content.clone());
        common.insert("sign".to_owned(), self.config.key.sign(of_request(&signed).as_bytes())?);

        // What is common to all methods goes into the address, what is the method's own into the body.
        let mut url = self.endpoint.clone();
        url.query_pairs_mut().extend_pairs(&common);
        let body =
            form_urlencoded::Serializer::new(String::new()).append_pair("biz_content", &content).finish();
        let request = self
            .http
            .post(url)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded;charset=utf-8")
            .body(body);
        let response = http::send(request, limits::ANSWER_BYTES_MAX).await?;
        if !response.status.is_success() {
            return Err(PaymentError::Busy { code: response.status.as_str().to_owned() });
        }
        answers::read(&response.body, method, &self.config.alipay_key)
    }

    /// Fetches a bill from the address that a signed answer named; it is good for 30 seconds.
    pub(crate) async fn download(&self, address: &str) -> Result<Vec<u8>, PaymentError> {
        const FAULT: PaymentError = PaymentError::Malformed("the address of the bill is none");
        let mut url = Url::parse(address).map_err(|_| FAULT)?;
        // Alipay still names addresses without TLS.
        if url.scheme() == "http" && http::endpoint(address).is_err() {
            url.set_scheme("https").map_err(|()| FAULT)?;
        }
        let url = http::endpoint(url.as_str()).map_err(|_| FAULT)?;
        let request = self.http.get(url).timeout(Duration::from_secs(limits::BILL_SECONDS_MAX));
        let response = http::send(request, limits::BILL_BYTES_MAX).await?;
        if response.status.is_success() {
            Ok(response.body)
        } else {
            Err(PaymentError::Busy { code: response.status.as_str().to_owned() })
        }
    }

    fn common(&self, call: Call, method: &str) -> Parameters {
        let config = &self.config;
        let pairs = [
            ("app_id", config.app_id.as_str()),
            ("charset", "utf-8"),
            ("format", "JSON"),
            ("method", method),
            ("notify_url", &config.notify_url),
            ("sign_type", "RSA2"),
            ("timestamp", &beijing::write(call.now)),
            ("version", "1.0"),
        ];
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
    }
}
