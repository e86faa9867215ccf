//! Every character that a town is promised.

use encoding_rs::{BIG5, Encoding, GBK};
use paper::{Paper, limits};

use crate::read::meta;

/// The text that these lead and trail bytes stand for.
fn decode(encoding: &'static Encoding, pairs: impl Iterator<Item = (u8, u8)>) -> String {
    let characters = pairs.filter_map(|(lead, trail)| {
        encoding
            .decode_without_bom_handling_and_without_replacement(&[lead, trail])
            .map(|text| text.into_owned())
    });
    characters.collect()
}

/// Both weights: a heading is bold, a paragraph is not.
fn missing(text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    let characters: Vec<char> = text.chars().collect();
    for chunk in characters.chunks(limits::HEADING_CHARS_MAX) {
        let chunk: String = chunk.iter().collect();
        // The writer refuses a file with a glyph that the font has not.
        let rendered = Paper::new(meta("字")).heading(chunk.clone()).paragraph(chunk).render().unwrap();
        missing.extend(rendered.missing);
    }
    missing
}

#[test]
fn both_levels_of_gb2312_are_there() {
    let pairs = (0xb0..=0xf7u8).flat_map(|lead| (0xa1..=0xfeu8).map(move |trail| (lead, trail)));
    // GBK gives the five places after D7F9 characters of private use.
    let text: String =
        decode(GBK, pairs).chars().filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c)).collect();
    assert_eq!(text.chars().count(), 6_763);
    assert_eq!(missing(&text), []);
}

#[test]
fn the_common_characters_of_big5_are_there() {
    let trails = || (0x40..=0x7eu8).chain(0xa1..=0xfe);
    let pairs = (0xa4..=0xc6u8).flat_map(|lead| trails().map(move |trail| (lead, trail)));
    let text = decode(BIG5, pairs.filter(|pair| *pair <= (0xc6, 0x7e)));
    assert_eq!(text.chars().count(), 5_401);
    assert_eq!(missing(&text), []);
}

#[test]
fn the_table_of_general_standard_characters_is_there() {
    let text: String = include_str!("../../fonts/general.txt").lines().collect();
    assert_eq!(text.chars().count(), 1_405);
    assert_eq!(missing(&text), []);
}

#[test]
fn latin_and_punctuation_are_there() {
    let latin = (' '..='~').chain('\u{a0}'..='\u{ac}').chain('\u{ae}'..='ÿ');
    let wide = ('、'..='〟').chain('！'..='～').chain("—…“”‘’·€￥〇㎡①⑳→√×÷".chars());
    assert_eq!(missing(&latin.chain(wide).collect::<String>()), []);
}
