use proptest::prelude::*;

use super::*;

fn query(raw: &str) -> Query {
    Query::new(raw).unwrap().unwrap()
}

/// Whether a text is found: its pieces hold every piece of the query, and it has the words.
fn finds(raw: &str, text: &str) -> bool {
    let (query, folded) = (query(raw), fold(text));
    query.pieces().is_subset(&pieces(&folded)) && query.is_in(&folded)
}

#[test]
fn two_characters_in_the_middle_of_a_sentence_are_found() {
    let text = "村口石桥下积水两天了，ＬＥＤ路灯也不亮 Street lamp no. 37";
    for found in [
        "积水",
        "下积",
        "路灯",
        "led",
        "LED路灯",
        "STREET",
        "amp",
        "37",
        "桥下 lamp",
        "了，",
        "路灯 亮",
        "积水　lamp",
    ] {
        assert!(finds(found, text), "{found}");
    }
    for missing in ["水积", "灯路", "积水两年", "lamps", "路灯 坏"] {
        assert!(!finds(missing, text), "{missing}");
    }
}

#[test]
fn one_character_alone_is_too_short() {
    for short in ["灯", " 灯 亮 ", "a b c"] {
        assert_eq!(Query::new(short), Err(QueryError::TooShort), "{short}");
    }
    assert_eq!(Query::new(" \n"), Ok(None));
    assert_eq!(Query::new(&"灯".repeat(61)), Err(QueryError::TooLong));
    assert_eq!(query("路灯 亮").words(), ["路灯", "亮"]);
}

#[test]
fn letters_are_looked_up_by_three_and_characters_by_two() {
    let of = |raw: &str| Vec::from_iter(query(raw).pieces());
    assert_eq!(of("lamp"), ["amp", "lam"]);
    assert_eq!(of("ok"), ["ok"]);
    assert_eq!(of("led灯"), ["d灯", "led"]);
    assert_eq!(of("路灯 37"), ["37", "路灯"]);
}

#[test]
fn marks_are_what_is_shown() {
    let marked = |text: &str, query: &str| -> Vec<String> {
        marks(text, query).into_iter().map(|range| text[range].to_owned()).collect()
    };
    assert_eq!(marked("LED路灯不亮，路灯", "路灯 led"), ["LED路灯", "路灯"]);
    assert_eq!(marked("ＬＥＤ灯", "led"), ["ＬＥＤ"]);
    assert_eq!(marked("灯灯灯", "灯灯"), ["灯灯灯"]);
    assert!(marked("路灯", "桥").is_empty() && marked("", "桥").is_empty() && marked("路灯", " ").is_empty());
}

#[test]
fn alike_is_what_says_the_same() {
    assert_eq!(likeness("路灯不亮", "路灯不亮！"), 1000);
    assert_eq!(likeness("路灯不亮", "积水严重"), 0);
    // 路灯 of 路灯, 灯不, 不亮 and 路灯, 灯坏, 坏了.
    assert_eq!(likeness("路灯不亮", "路灯坏了"), 333);
    assert_eq!(likeness("Street lamp broken", "The street LAMP"), 666);
    assert_eq!(likeness("", "。"), 0);
    assert_eq!(likeness("灯", "灯"), 1000);
}

/// Text as it is written here, in both widths.
const WRITTEN: &str = "[路灯不亮积水石桥村口Ａ-Ｚa-zA-Z0-9，。！ \n%_]{0,40}";

proptest! {
    #[test]
    fn every_part_of_two_or_more_characters_is_found(text in WRITTEN, from in 0_usize..40, length in 2_usize..20) {
        let part: String = text.chars().skip(from).take(length).collect();
        if let Ok(Some(_)) = Query::new(&part) {
            prop_assert!(finds(&part, &text), "{} in {}", part, text);
        }
    }

    #[test]
    fn every_part_of_what_is_compared_is_found(text in "\\PC{0,40}", from in 0_usize..40, length in 2_usize..20) {
        let folded = fold(&text);
        let part: String = folded.chars().skip(from).take(length).collect();
        let has = pieces(&folded);
        for word in part.split(' ').filter(|word| word.chars().count() >= 2) {
            prop_assert!(pieces(word).is_subset(&has));
            prop_assert!(query::telling(word).iter().all(|piece| has.contains(piece)));
        }
    }

    #[test]
    fn a_word_of_two_characters_always_has_a_piece(text in WRITTEN) {
        let long = fold(&text).split(' ').any(|word| word.chars().count() >= 2);
        match Query::new(&text) {
            Ok(Some(query)) => prop_assert!(long && !query.pieces().is_empty()),
            Ok(None) => prop_assert!(!long),
            Err(error) => prop_assert!(!long, "{}", error),
        }
    }

    #[test]
    fn marks_are_in_order_and_apart(text in "\\PC{0,40}", query in "\\PC{0,8}") {
        let found = marks(&text, &query);
        prop_assert!(found.iter().all(|mark| mark.start < mark.end && text.get(mark.clone()).is_some()));
        prop_assert!(found.windows(2).all(|pair| pair[0].end < pair[1].start));
    }

    #[test]
    fn likeness_is_the_same_both_ways_and_whole_for_the_same(one in WRITTEN, other in WRITTEN) {
        let alike = likeness(&one, &other);
        prop_assert_eq!(alike, likeness(&other, &one));
        prop_assert!(alike <= 1000);
        let says_something = fold(&one).chars().any(char::is_alphanumeric);
        prop_assert_eq!(likeness(&one, &one), if says_something { 1000 } else { 0 });
    }

    #[test]
    fn likeness_does_not_mind_the_order(mut parts in proptest::collection::vec("[路灯不亮积水石桥村口]{1,6}", 1..6)) {
        let forth = parts.join("，");
        parts.reverse();
        prop_assert_eq!(likeness(&forth, &parts.join(" ")), 1000);
    }
}
