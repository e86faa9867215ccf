//! Where a line of Chinese may end.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use crate::script::is_han;

/// The byte offsets at which a line of `text` may end, the end of the text among them. `text` has no line feeds.
///
/// Unicode's rules (UAX #14) keep closing punctuation from the start of a line, opening punctuation from its end,
/// and Latin words and numbers whole. They know no direction of “ and ”, as these stand close on both sides in
/// some languages; in Chinese they open and close.
pub(crate) fn opportunities(text: &str) -> Vec<usize> {
    let mut ends: Vec<usize> = linebreaks(text)
        .filter(|(at, kind)| *kind == BreakOpportunity::Allowed || *at == text.len())
        .map(|(at, _)| at)
        .collect();
    let mut before = None;
    for (at, character) in text.char_indices() {
        if before.is_some_and(|before| between_quotes(before, character)) {
            ends.push(at);
        }
        before = Some(character);
    }
    ends.sort_unstable();
    ends.dedup();
    ends
}

fn between_quotes(before: char, after: char) -> bool {
    let opens = matches!(after, '“' | '‘')
        && (is_han(before) || matches!(before, '，' | '。' | '；' | '：' | '、' | '！' | '？'));
    let closed = matches!(before, '”' | '’') && is_han(after);
    opens || closed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let mut start = 0;
        opportunities(text)
            .into_iter()
            .map(|end| {
                let piece = &text[start..end];
                start = end;
                piece
            })
            .collect()
    }

    #[test]
    fn closing_punctuation_stays_with_what_it_closes() {
        assert_eq!(pieces("整洁，有序。"), ["整", "洁，", "有", "序。"]);
    }

    #[test]
    fn opening_punctuation_stays_with_what_follows() {
        assert_eq!(pieces("见《办法》"), ["见", "《办", "法》"]);
    }

    #[test]
    fn quotes_open_and_close() {
        assert_eq!(pieces("他说“好的”然后"), ["他", "说", "“好", "的”", "然", "后"]);
    }

    #[test]
    fn latin_words_and_numbers_stay_whole() {
        assert_eq!(pieces("共Gongzhi 1,234.50分"), ["共", "Gongzhi ", "1,234.50", "分"]);
    }

    #[test]
    fn empty_text_ends_at_once() {
        assert!(pieces("").iter().all(|piece| piece.is_empty()));
    }
}
