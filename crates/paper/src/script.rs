//! Which script a text is in: Chinese is set otherwise than Latin.

/// Whether the character is an ideograph.
pub(crate) fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether there are as many ideographs as letters at least. Chinese has space between its characters,
/// lines with two straight edges, and indented paragraphs; Latin letters stay close to each other.
pub(crate) fn is_chinese(text: &str) -> bool {
    let ideographs = text.chars().filter(|character| is_han(*character)).count();
    let letters = text.chars().filter(|character| character.is_alphabetic()).count();
    2 * ideographs >= letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_latin_name_in_a_chinese_text_leaves_it_chinese() {
        assert!(is_chinese("他经营 Café 拐角"));
        assert!(!is_chinese("He runs the shop 老张面馆 in the town"));
    }
}
