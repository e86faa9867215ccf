//! Live updates: Server-Sent Events over an ordinary request, so that the access token travels in a header.

use std::collections::VecDeque;

use contract::journal::{LIVE_READY, LIVE_RESET, LiveEvent};
use futures_util::{Stream, StreamExt, stream};

use crate::{Client, ClientError};

/// Longest frame that is read, in bytes; the server's are far shorter.
const FRAME_BYTES_MAX: usize = 64 * 1024;

/// What a live connection tells. `last` is what to resume after, where anything has happened yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Live {
    /// Everything that happened before is told.
    Ready {
        /// The last position.
        last: Option<u64>,
    },
    /// Something happened; resume after its position.
    Event(LiveEvent),
    /// Nothing for the caller, but the connection lives.
    Quiet {
        /// The last position.
        last: Option<u64>,
    },
    /// Too much was missed: read anew what is shown.
    Reset {
        /// The last position.
        last: Option<u64>,
    },
}

impl Live {
    /// The position to resume after.
    #[must_use]
    pub fn last(&self) -> Option<u64> {
        match self {
            Self::Event(event) => Some(event.position),
            Self::Ready { last } | Self::Quiet { last } | Self::Reset { last } => *last,
        }
    }
}

impl Client {
    /// `follow_live`: what happens from now on, or from after position `last` on. The stream ends when the
    /// connection does; call again with the last position to resume.
    ///
    /// # Errors
    /// [`ClientError`] where the connection is refused; the stream's items where it breaks.
    pub async fn follow_live(
        &self,
        last: Option<u64>,
    ) -> Result<impl Stream<Item = Result<Live, ClientError>> + use<>, ClientError> {
        let mut call = self.get("/live").header("accept", "text/event-stream");
        if let Some(last) = last {
            call = call.header("last-event-id", &last.to_string());
        }
        let bytes = call.send().await?.bytes_stream();
        let frames = bytes.scan(Parser::default(), |parser, chunk| {
            let told = match chunk {
                Ok(chunk) => parser.feed(&chunk),
                Err(error) => vec![Err(ClientError::from(error))],
            };
            std::future::ready(Some(stream::iter(told)))
        });
        Ok(frames.flatten())
    }
}

/// Cuts a stream of bytes into events, wherever the network has cut it.
#[derive(Default)]
struct Parser {
    line: Vec<u8>,
    frame_bytes: usize,
    last: Option<u64>,
    event: String,
    data: String,
}

impl Parser {
    fn feed(&mut self, chunk: &[u8]) -> Vec<Result<Live, ClientError>> {
        let mut told = VecDeque::new();
        for byte in chunk {
            self.frame_bytes += 1;
            if self.frame_bytes > FRAME_BYTES_MAX {
                *self = Self { last: self.last, ..Self::default() };
                told.push_back(Err(ClientError::Unexpected("a live event is too long".to_owned())));
            }
            if *byte != b'\n' {
                self.line.push(*byte);
                continue;
            }
            let line = std::mem::take(&mut self.line);
            let line = String::from_utf8_lossy(&line);
            match line.trim_end_matches('\r') {
                "" => told.push_back(self.dispatch()),
                line => self.field(line),
            }
        }
        told.into()
    }

    fn field(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "id" => self.last = value.parse().ok().or(self.last),
            "event" => value.clone_into(&mut self.event),
            "data" => self.data.push_str(value),
            _ => {}
        }
    }

    fn dispatch(&mut self) -> Result<Live, ClientError> {
        let (event, data) = (std::mem::take(&mut self.event), std::mem::take(&mut self.data));
        self.frame_bytes = 0;
        let last = self.last;
        match event.as_str() {
            "" => Ok(Live::Quiet { last }),
            LIVE_READY => Ok(Live::Ready { last }),
            LIVE_RESET => Ok(Live::Reset { last }),
            _ => serde_json::from_str(&data)
                .map(Live::Event)
                .map_err(|e| ClientError::Unexpected(format!("live event: {e}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STREAM: &str = "id: 4\nevent: ready\ndata: {}\n\n: heartbeat\nid: 6\n\nid: 7\nevent: ticket.opened\n\
        data: {\"position\":7,\"at\":\"2026-01-05T01:00:00Z\",\"event\":\"ticket.opened\",\"area_path\":\"1/\",\
        \"subject\":\"ticket:1\"}\r\n\r\nevent: reset\ndata: {}\n\n";

    #[test]
    fn events_are_the_same_wherever_the_network_cuts_them() {
        let mut whole = Parser::default();
        let expected: Vec<Live> = whole.feed(STREAM.as_bytes()).into_iter().map(Result::unwrap).collect();
        assert_eq!(expected[0], Live::Ready { last: Some(4) });
        assert_eq!(expected[1], Live::Quiet { last: Some(6) });
        assert!(matches!(&expected[2], Live::Event(e) if e.position == 7 && e.event == "ticket.opened"));
        assert_eq!(expected[3], Live::Reset { last: Some(7) });
        assert_eq!(expected.len(), 4);
        for length in 1..20 {
            let mut parser = Parser::default();
            let chunks = STREAM.as_bytes().chunks(length);
            let told: Vec<Live> = chunks.flat_map(|c| parser.feed(c)).map(Result::unwrap).collect();
            assert_eq!(told, expected, "chunks of {length}");
        }
    }

    #[test]
    fn an_endless_line_is_refused_and_not_kept() {
        let mut parser = Parser::default();
        let told = parser.feed(&vec![b'x'; FRAME_BYTES_MAX + 10]);
        assert_eq!(told.len(), 1);
        assert!(told[0].is_err() && parser.line.len() < 20);
    }
}
