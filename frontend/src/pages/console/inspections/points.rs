//! Points as people type them, and as they are shown.

use domain::inspections::Score;

/// Reads `1`, `1.5` or `1.50`; `None` for anything else and above 100.
pub(super) fn read(text: &str) -> Option<Score> {
    let (whole, places) = text.trim().split_once(['.', '．', '。']).unwrap_or((text.trim(), ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || places.len() > 2 || !digits(whole) || !digits(places) {
        return None;
    }
    Score::new(format!("{whole}{places:0<2}").parse().ok()?).ok()
}

/// Hundredths with two places: `37.50`, `−0.25`.
pub(super) fn shown(hundredths: i64) -> String {
    let (sign, size) = (if hundredths < 0 { "−" } else { "" }, hundredths.unsigned_abs());
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_as_people_type_them() {
        for (text, hundredths) in
            [("0", 0), (" 1.5 ", 150), ("1.50", 150), ("12。25", 1_225), ("100", 10_000)]
        {
            assert_eq!(read(text).map(Score::hundredths), Some(hundredths), "{text}");
        }
        for text in ["", ".5", "1.234", "-1", "100.01", "1,5", "一"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_difference_below_nothing_has_its_sign() {
        assert_eq!((shown(3_750), shown(-25), shown(0)), ("37.50".into(), "−0.25".into(), "0.00".into()));
    }
}
