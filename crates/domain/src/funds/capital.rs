//! Amounts in words, as receipts have them (大寫): what is written so is not changed by a stroke.

use super::Amount;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const PLACES: [&str; 4] = ["仟", "佰", "拾", ""];
const SECTIONS: [&str; 4] = ["", "万", "亿", "万亿"];

/// Simplified characters of amounts and their traditional forms.
const TRADITIONAL: [(char, char); 6] =
    [('贰', '貳'), ('叁', '參'), ('陆', '陸'), ('万', '萬'), ('亿', '億'), ('元', '圓')];

impl Amount {
    /// In words, in simplified characters: `壹仟零伍元整`.
    #[must_use]
    pub fn in_words(self) -> String {
        let fen = self.fen().unsigned_abs();
        let (yuan, jiao, cents) = (fen / 100, fen / 10 % 10, fen % 10);
        let mut words = String::new();
        if yuan > 0 {
            words.push_str(&whole(yuan));
            words.push('元');
        }
        if jiao > 0 {
            words.push(digit(jiao));
            words.push('角');
        } else if yuan > 0 && cents > 0 {
            words.push('零');
        }
        if cents > 0 {
            words.push(digit(cents));
            words.push('分');
        } else {
            words.push('整');
        }
        words
    }

    /// In words, in traditional characters: `壹仟零伍圓整`.
    #[must_use]
    pub fn in_traditional_words(self) -> String {
        let traditional =
            |c: char| TRADITIONAL.iter().find(|(simple, _)| *simple == c).map_or(c, |(_, other)| *other);
        self.in_words().chars().map(traditional).collect()
    }
}

fn digit(number: u64) -> char {
    usize::try_from(number).ok().and_then(|place| DIGITS.get(place).copied()).unwrap_or('零')
}

/// A whole number above 0.
fn whole(number: u64) -> String {
    let mut words = String::new();
    let mut gap = false;
    for (section, name) in SECTIONS.iter().enumerate().rev() {
        let part = number / 10_000_u64.pow(u32::try_from(section).unwrap_or(0)) % 10_000;
        if part == 0 {
            gap = gap || !words.is_empty();
            continue;
        }
        // A zero stands where places between two digits are empty.
        if !words.is_empty() && (gap || part < 1_000) {
            words.push('零');
        }
        words.push_str(&four(part));
        words.push_str(name);
        gap = false;
    }
    words
}

/// One to four digits.
fn four(part: u64) -> String {
    let mut words = String::new();
    let mut gap = false;
    for (place, name) in PLACES.iter().enumerate() {
        let number = part / 10_u64.pow(u32::try_from(3 - place).unwrap_or(0)) % 10;
        if number == 0 {
            gap = gap || !words.is_empty();
            continue;
        }
        if gap {
            words.push('零');
        }
        words.push(digit(number));
        words.push_str(name);
        gap = false;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_on_receipts() {
        let table = [
            (1, "壹分"),
            (10, "壹角整"),
            (100, "壹元整"),
            (105, "壹元零伍分"),
            (100_500, "壹仟零伍元整"),
            (101_050, "壹仟零壹拾元伍角整"),
            (1_000_000, "壹万元整"),
            (1_000_500, "壹万零伍元整"),
            (12_345_678, "壹拾贰万叁仟肆佰伍拾陆元柒角捌分"),
            (10_000_000_100, "壹亿零壹元整"),
            (10_500_000_000, "壹亿零伍佰万元整"),
            (Amount::FEN_MAX, "壹佰亿元整"),
        ];
        for (fen, words) in table {
            assert_eq!(Amount::new(fen).unwrap().in_words(), words, "{fen}");
        }
        assert_eq!(Amount::new(20_300).unwrap().in_traditional_words(), "貳佰零參圓整");
    }
}
