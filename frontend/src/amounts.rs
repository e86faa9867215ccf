//! Amounts as people type and read them: points and yuan, both with two places and exact.

/// Most digits before the point: enough for every amount that the rules allow.
const DIGITS_MAX: usize = 12;

/// Reads an amount with at most two places as hundredths: `5`, `2.5`, `1,000.00`; digits and points of a Chinese
/// keyboard are read too. Nothing for what is no such amount.
pub fn hundredths(text: &str) -> Option<i64> {
    let plain = plain(text);
    let (whole, places) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > DIGITS_MAX || places.len() > 2 || !digits(whole) || !digits(places) {
        return None;
    }
    format!("{whole}{places:0<2}").parse().ok()
}

/// Reads a count.
pub fn count(text: &str) -> Option<u32> {
    text.trim().chars().map(narrow).collect::<String>().parse().ok()
}

/// A number without what people type around its digits: separators are left out, those of a Chinese keyboard become narrow.
pub fn plain(text: &str) -> String {
    text.trim().chars().filter(|c| !matches!(c, ',' | '，')).map(narrow).collect()
}

/// The narrow form of a wide digit or point.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        '．' | '。' => '.',
        other => other,
    }
}

/// Hundredths as they stand in a field: `5`, `2.50`.
pub fn typed(hundredths: i64) -> String {
    if hundredths % 100 == 0 { (hundredths / 100).to_string() } else { shown(hundredths) }
}

/// Hundredths as they are read: `2.50`.
pub fn shown(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "−" } else { "" };
    let amount = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", amount / 100, amount % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_to_the_last_hundredth() {
        for (text, read) in [
            ("5", 500),
            ("2.5", 250),
            ("2.05", 205),
            (" 25,000.00 ", 2_500_000),
            ("２．５０", 250),
            ("2。5", 250),
            ("0", 0),
        ] {
            assert_eq!(hundredths(text), Some(read), "{text}");
        }
        for text in ["", ".5", "-1", "1.234", "一", "1.2.3", "1e3", "9999999999999"] {
            assert_eq!(hundredths(text), None, "{text}");
        }
        assert_eq!((typed(500), typed(250), shown(-250)), ("5".into(), "2.50".into(), "−2.50".into()));
        assert_eq!((count("１2"), count("-1")), (Some(12), None));
    }
}
