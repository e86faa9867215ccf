//! What is in a file.

use chrono::{DateTime, FixedOffset};
use lopdf::Document;
use paper::Meta;

pub(crate) fn created() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2025-07-01T09:00:00+08:00").unwrap()
}

pub(crate) fn meta(title: &str) -> Meta {
    Meta::new(title, "zh-CN", created())
}

/// The text of each page, without white space: where a reader sees lines and gaps is its own affair.
pub(crate) fn pages(pdf: &[u8]) -> Vec<String> {
    let document = Document::load_mem(pdf).unwrap();
    let numbers: Vec<u32> = document.get_pages().into_keys().collect();
    numbers.into_iter().map(|number| squeeze(&document.extract_text(&[number]).unwrap())).collect()
}

pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// Asserts that the texts stand in the whole in this order.
pub(crate) fn assert_in_order(whole: &str, texts: &[&str]) {
    let mut from = 0;
    for text in texts {
        let text = squeeze(text);
        match whole[from..].find(&text) {
            Some(at) => from += at + text.len(),
            None => panic!("{text} is not in its place in {whole}"),
        }
    }
}
