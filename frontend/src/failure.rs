//! What went wrong, as pages show it: a problem that the server told, or a network that was not there.

use std::borrow::Cow;

use client::ClientError;
use contract::problems::{self, FieldProblem};

use crate::i18n::common;

/// A call that gave no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The server's stable problem code, or [`OFFLINE`], [`UNEXPECTED`].
    pub code: Cow<'static, str>,
    /// What happened and what to do, in the reader's language.
    pub detail: String,
    /// What support needs to find the request in the logs.
    pub request_id: Option<String>,
    /// Every bad field of the input at once.
    pub errors: Vec<FieldProblem>,
}

/// The code of a call that did not reach the server.
pub const OFFLINE: &str = "offline";
/// The code of an answer that is not one of this API's.
pub const UNEXPECTED: &str = "unexpected";
/// The code of an answer whose proof does not hold: the journal does not cover what the server showed.
pub const PROOF_FAILED: &str = "proof_failed";

impl Failure {
    /// Something that this page noticed by itself, before anything was sent.
    pub fn here(detail: impl Into<String>) -> Self {
        Self { code: "invalid".into(), detail: detail.into(), request_id: None, errors: Vec::new() }
    }

    /// The server was not reached.
    pub fn offline() -> Self {
        ClientError::Network(String::new()).into()
    }

    /// Whether the server was not reached: nothing is wrong with what was sent, and it may be sent again.
    pub fn is_offline(&self) -> bool {
        self.code == OFFLINE
    }

    /// Whether it has nothing to do with what was sent: the server was not reached, or is busy or being renewed. Sent
    /// again later it may well go through.
    pub fn is_passing(&self) -> bool {
        let busy = [
            problems::TOO_MANY_REQUESTS.code,
            problems::TEMPORARILY_UNAVAILABLE.code,
            problems::INTERNAL.code,
            problems::BODY_TOO_SLOW.code,
        ];
        let code = self.code.as_ref();
        code == OFFLINE || code == UNEXPECTED || busy.contains(&code)
    }
}

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Self {
        let told = |code, detail: &str| Self {
            code: Cow::Borrowed(code),
            detail: detail.to_owned(),
            request_id: None,
            errors: Vec::new(),
        };
        match error {
            ClientError::Problem(problem) => Self {
                code: problem.code,
                detail: problem.detail,
                request_id: Some(problem.request_id),
                errors: problem.errors,
            },
            ClientError::Network(_) => told(OFFLINE, common::no_network_detail()),
            ClientError::Unexpected(_) => told(UNEXPECTED, common::unexpected_answer()),
            ClientError::Proof(_) => told(PROOF_FAILED, common::unexpected_answer()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_is_told_from_what_was_refused() {
        let of = |code: &'static str| Failure { code: code.into(), ..Failure::here("") };
        assert!(of(OFFLINE).is_passing() && of("temporarily_unavailable").is_passing());
        assert!(!of("session_over").is_passing() && !of("fields_invalid").is_passing());
    }
}
