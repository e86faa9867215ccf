//! One request: what all operations have in common.

use contract::problems::Problem;
use reqwest::{Method, RequestBuilder, Response, header};
use serde::{Serialize, de::DeserializeOwned};

use crate::Client;

/// Why a call gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The server refused and said why.
    #[error("{0:?}")]
    Problem(Box<Problem>),
    /// The server was not reached, or the connection broke.
    #[error("no connection: {0}")]
    Network(String),
    /// A proof does not hold: what the server shows is not what the journal covers.
    #[error(transparent)]
    Proof(#[from] domain::journal::ProofError),
    /// The answer is not one of this API's.
    #[error("unexpected answer: {0}")]
    Unexpected(String),
}

impl ClientError {
    /// The problem's code, where there is one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Problem(problem) => Some(&problem.code),
            _ => None,
        }
    }
}

impl From<reqwest::Error> for ClientError {
    fn from(error: reqwest::Error) -> Self {
        if error.is_decode() { Self::Unexpected(error.to_string()) } else { Self::Network(error.to_string()) }
    }
}

/// A resource with the version that an update must name.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged<T> {
    /// The resource.
    pub body: T,
    /// Its `ETag`.
    pub etag: String,
}

/// What a creation answers.
pub type Created<T> = Tagged<T>;

/// A request being put together.
pub struct Call {
    request: RequestBuilder,
}

impl Client {
    /// Begins a request to `path` (below `/api/v1`).
    #[must_use]
    pub fn call(&self, method: Method, path: &str) -> Call {
        let request = self.http.request(method, format!("{}{path}", self.base));
        let request = request.header(header::ACCEPT_LANGUAGE, self.lang().tag());
        let request = match self.token() {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        Call { request }
    }

    /// Begins a request to what lies beside the API.
    pub(crate) fn origin_get(&self, path: &str) -> Call {
        let origin = self.base.strip_suffix("/api/v1").unwrap_or(&self.base);
        Call { request: self.http.get(format!("{origin}{path}")) }
    }

    pub(crate) fn get(&self, path: &str) -> Call {
        self.call(Method::GET, path)
    }
}

impl Call {
    /// Adds a query string.
    #[must_use]
    pub fn query(mut self, query: &impl Serialize) -> Self {
        self.request = self.request.query(query);
        self
    }

    /// Adds a JSON body.
    #[must_use]
    pub fn json(mut self, body: &impl Serialize) -> Self {
        self.request = self.request.json(body);
        self
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    /// Makes a retry harmless: the same key gives the same outcome.
    #[must_use]
    pub fn once(self, key: Option<&str>) -> Self {
        match key {
            Some(key) => self.header("idempotency-key", key),
            None => self,
        }
    }

    /// Names the version an update is based on.
    #[must_use]
    pub fn if_match(self, etag: &str) -> Self {
        self.header("if-match", etag)
    }

    /// Adds a multipart body.
    #[must_use]
    pub fn multipart(mut self, form: reqwest::multipart::Form) -> Self {
        self.request = self.request.multipart(form);
        self
    }

    /// Lets cookies travel (sign-in, refresh, sign-out).
    #[must_use]
    pub fn with_cookies(self) -> Self {
        #[cfg(target_arch = "wasm32")]
        return Self { request: self.request.fetch_credentials_include() };
        #[cfg(not(target_arch = "wasm32"))]
        self
    }

    /// Sends it and hands back any answer that is not a problem.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn send(self) -> Result<Response, ClientError> {
        let response = self.request.send().await?;
        if response.status().is_success() {
            return Ok(response);
        }
        let status = response.status();
        let text = response.text().await?;
        match serde_json::from_str(&text) {
            Ok(problem) => Err(ClientError::Problem(Box::new(problem))),
            Err(_) => Err(ClientError::Unexpected(format!("{status}"))),
        }
    }

    /// Sends it and reads a JSON answer.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn read<T: DeserializeOwned>(self) -> Result<T, ClientError> {
        Ok(self.send().await?.json().await?)
    }

    /// Sends it and reads a JSON answer with its version.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn read_tagged<T: DeserializeOwned>(self) -> Result<Tagged<T>, ClientError> {
        let response = self.send().await?;
        let etag = response.headers().get(header::ETAG).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let etag = etag.to_owned();
        Ok(Tagged { body: response.json().await?, etag })
    }

    /// Sends it and reads a file.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn bytes(self) -> Result<Vec<u8>, ClientError> {
        Ok(self.send().await?.bytes().await?.to_vec())
    }

    /// Sends it; the answer has no body.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn done(self) -> Result<(), ClientError> {
        self.send().await.map(drop)
    }
}
