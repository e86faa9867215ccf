//! Requests about tickets: what an official's pages ask for, and a report with its photo.

use serde_json::json;

use super::requests::{LIST, Request, Sent};
use crate::{facts::Facts, seed::words::SEARCHES};

/// Few at once: a photo is decoded and encoded anew, and two processors have no more to do than two.
const PHOTO_CONNECTIONS: u32 = 8;

pub(super) const TICKETS: [Request; 6] = [
    LIST,
    Request {
        name: "list of one kind, open and overdue",
        counted_as: "filter",
        connections: 32,
        sent: Sent::Plain,
        lines: filters,
    },
    Request {
        name: "list with words, six searches in turn",
        counted_as: "search",
        connections: 32,
        sent: Sent::Plain,
        lines: searches,
    },
    Request { name: "board", counted_as: "board", connections: 32, sent: Sent::Plain, lines: boards },
    Request {
        name: "send a photo",
        counted_as: "photo",
        connections: PHOTO_CONNECTIONS,
        sent: Sent::Photos,
        lines: |_| Vec::new(),
    },
    Request {
        name: "send a photo, then report with it; each counts",
        counted_as: "report with photo",
        connections: PHOTO_CONNECTIONS,
        sent: Sent::Photos,
        lines: reports,
    },
];

fn filters(facts: &Facts) -> Vec<String> {
    let states = "submitted,accepted,assigned,in_progress";
    let category = &facts.category;
    vec![format!("GET\t/api/v1/tickets?limit=20&state={states}&category={category}&overdue=true\t")]
}

fn searches(_: &Facts) -> Vec<String> {
    let line = |(words, _): (&str, _)| format!("GET\t/api/v1/tickets?limit=20&search={}\t", escaped(words));
    SEARCHES.map(line).to_vec()
}

fn boards(facts: &Facts) -> Vec<String> {
    vec![format!("GET\t/api/v1/tickets/board?area_id={}\t", facts.area)]
}

/// The load puts the photo's id in the place of `PHOTO`.
fn reports(facts: &Facts) -> Vec<String> {
    let (category, text) = (&facts.category, "路灯不亮，三天了");
    let body = |grid| json!({ "category": category, "text": text, "area_id": grid, "photos": ["PHOTO"] });
    facts.grids.iter().map(|grid| format!("POST\t/api/v1/tickets\t{}", body(grid))).collect()
}

/// Words as they stand in an address.
fn escaped(words: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    words.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_escaped_byte_by_byte() {
        assert_eq!(escaped("路灯 4"), "%E8%B7%AF%E7%81%AF%204");
    }
}
