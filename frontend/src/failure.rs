//! What went wrong, as pages show it: a problem that the server told, or a network that was not there.

/// A failed call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The server's stable problem code; [`OFFLINE`] where the server was not reached.
    pub code: String,
    /// What happened and what to do, in the reader's language.
    pub detail: String,
    /// What support needs to find the request in the logs.
    pub request_id: Option<String>,
    /// Every bad field of the input at once.
    pub errors: Vec<FieldError>,
}

/// One bad field of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// JSON pointer into the request's body: `/title`.
    pub pointer: String,
    /// What is wrong and what is allowed.
    pub message: String,
}

/// The code of a call that did not reach the server.
pub const OFFLINE: &str = "offline";

impl Failure {
    /// Whether the server was not reached: nothing is wrong with what was sent, and it may be sent again.
    pub fn is_offline(&self) -> bool {
        self.code == OFFLINE
    }
}
