//! Households: a dwelling, its floor area, and what is known of its holder.

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use crate::{ids::AreaId, journal::Event};

/// The floor area of a dwelling: whole hundredths of a square metre, kept as cm². Votes weigh by it, so it is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FloorArea {
    cm2: i64,
}

/// cm² in a hundredth of a square metre.
const CM2_PER_HUNDREDTH: i64 = 100;

impl FloorArea {
    /// The largest, in hundredths of a square metre: one square kilometre.
    pub const HUNDREDTHS_MAX: i64 = 100_000_000;

    /// Reads square metres as a decimal with at most two places: `89.5`, `89.50`, `120`.
    ///
    /// # Errors
    /// [`HouseholdError::FloorArea`].
    pub fn parse(text: &str) -> Result<Self, HouseholdError> {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(part) || whole.len() > 9 || part.len() > 2 {
            return Err(HouseholdError::FloorArea);
        }
        let hundredths: i64 = format!("{whole}{part:0<2}").parse().map_err(|_| HouseholdError::FloorArea)?;
        if (1..=Self::HUNDREDTHS_MAX).contains(&hundredths) {
            Ok(Self { cm2: hundredths * CM2_PER_HUNDREDTH })
        } else {
            Err(HouseholdError::FloorArea)
        }
    }

    /// Reads what [`Self::cm2`] gave.
    ///
    /// # Errors
    /// [`HouseholdError::FloorArea`] where it is no floor area.
    pub const fn from_cm2(cm2: i64) -> Result<Self, HouseholdError> {
        let whole = cm2 > 0 && cm2 % CM2_PER_HUNDREDTH == 0;
        if whole && cm2 <= Self::HUNDREDTHS_MAX * CM2_PER_HUNDREDTH {
            Ok(Self { cm2 })
        } else {
            Err(HouseholdError::FloorArea)
        }
    }

    /// In cm².
    #[must_use]
    pub const fn cm2(self) -> i64 {
        self.cm2
    }
}

/// Square metres with two places: `89.50`.
impl fmt::Display for FloorArea {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = self.cm2 / CM2_PER_HUNDREDTH;
        write!(f, "{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

/// A citizen identity number (GB 11643-1999): region, date of birth, serial, check character.
#[derive(Clone, PartialEq, Eq)]
pub struct IdentityNumber(String);

impl IdentityNumber {
    /// Characters of a number.
    pub const CHARS: usize = 18;

    /// Reads a number; blanks around it are dropped, a small x is raised.
    ///
    /// # Errors
    /// [`HouseholdError::IdentityNumber`] where the shape, the date or the check character is wrong.
    pub fn parse(text: &str) -> Result<Self, HouseholdError> {
        let number = text.trim().to_ascii_uppercase();
        let good = || {
            let (body, check) = number.split_at_checked(Self::CHARS - 1)?;
            let digits = body.bytes().all(|b| b.is_ascii_digit()) && !body.starts_with('0');
            let born = body.get(6..14).filter(|_| digits)?;
            NaiveDate::parse_from_str(born, "%Y%m%d").ok()?;
            (check.len() == 1 && check.starts_with(check_character(body))).then_some(())
        };
        if good().is_some() { Ok(Self(number)) } else { Err(HouseholdError::IdentityNumber) }
    }

    /// All of it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `3418**********1234`
    #[must_use]
    pub fn masked(&self) -> String {
        format!("{}**********{}", &self.0[..4], &self.0[14..])
    }
}

impl fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

/// ISO 7064, MOD 11-2.
fn check_character(digits: &str) -> char {
    const CHARACTERS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize = digits.bytes().zip(WEIGHTS).map(|(b, w)| usize::from(b.wrapping_sub(b'0')) * w).sum();
    CHARACTERS[sum % CHARACTERS.len()]
}

/// The name of a household's holder.
#[derive(Clone, PartialEq, Eq)]
pub struct HolderName(String);

impl HolderName {
    /// Longest, in characters.
    pub const CHARS_MAX: usize = 40;

    /// Trims and checks a raw name.
    ///
    /// # Errors
    /// [`HouseholdError::HolderName`] where it is empty, too long or has control characters.
    pub fn new(raw: &str) -> Result<Self, HouseholdError> {
        let name = raw.trim();
        let good =
            (1..=Self::CHARS_MAX).contains(&name.chars().count()) && !name.chars().any(char::is_control);
        if good { Ok(Self(name.to_owned())) } else { Err(HouseholdError::HolderName) }
    }

    /// All of it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first character, and a star for each of the others: `赵**`. A name of one character is a star.
    #[must_use]
    pub fn masked(&self) -> String {
        let mut characters = self.0.chars();
        let first = characters.next().unwrap_or('*');
        let rest: String = characters.map(|_| '*').collect();
        if rest.is_empty() { "*".to_owned() } else { format!("{first}{rest}") }
    }
}

impl fmt::Debug for HolderName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

/// Why something cannot be said of a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HouseholdError {
    /// See [`FloorArea::parse`].
    #[error("a floor area is in square metres with at most two places")]
    FloorArea,
    /// See [`IdentityNumber::parse`].
    #[error("the identity number is not valid")]
    IdentityNumber,
    /// See [`HolderName::new`].
    #[error("a name has 1 to 40 characters")]
    HolderName,
}

/// Something that happened to households.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum HouseholdEvent {
    /// A household was added.
    Created {
        /// Which.
        household_id: AreaId,
    },
    /// A household was changed.
    Changed {
        /// Which.
        household_id: AreaId,
        /// The names of the fields that changed; never what was or is in them.
        fields: Vec<&'static str>,
    },
    /// A file was imported.
    Imported {
        /// How many households are new.
        added: usize,
        /// How many were changed.
        changed: usize,
        /// How many were as they are.
        unchanged: usize,
    },
    /// A list left the system as a file, personal data masked.
    Exported {
        /// How many households.
        rows: usize,
    },
}

impl Event for HouseholdEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Created { .. } => "household.created",
            Self::Changed { .. } => "household.changed",
            Self::Imported { .. } => "household.imported",
            Self::Exported { .. } => "household.exported",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn floor_areas_are_exact_hundredths() {
        for (text, shown) in
            [("89.5", "89.50"), ("120", "120.00"), ("0.01", "0.01"), ("1000000", "1000000.00")]
        {
            assert_eq!(FloorArea::parse(text).unwrap().to_string(), shown);
        }
        for wrong in ["", "0", "0.00", "-1", "1.234", "1,5", "89.", ".5", "1e3", "1000000.01", "９"] {
            assert_eq!(FloorArea::parse(wrong), Err(HouseholdError::FloorArea), "{wrong}");
        }
        assert!(FloorArea::from_cm2(150).is_err());
    }

    #[test]
    fn an_identity_number_has_a_date_and_a_check_character() {
        let number = format!("34188219900101123{}", check_character("34188219900101123"));
        assert_eq!(
            IdentityNumber::parse(&number).unwrap().masked(),
            format!("3418**********{}", &number[14..])
        );
        // The example of the standard's text.
        assert!(IdentityNumber::parse("11010519491231002x").is_ok());
        for wrong in [
            "",
            "110105194912310021",
            "11010519491331002X",
            "1101051949123100",
            "一二三四五六七八九十一二三四五六七八",
        ] {
            assert_eq!(IdentityNumber::parse(wrong), Err(HouseholdError::IdentityNumber), "{wrong}");
        }
    }

    #[test]
    fn a_name_shows_its_first_character() {
        assert_eq!(HolderName::new(" 赵大山 ").unwrap().masked(), "赵**");
        assert_eq!(HolderName::new("赵").unwrap().masked(), "*");
        assert_eq!(HolderName::new(""), Err(HouseholdError::HolderName));
    }

    proptest! {
        #[test]
        fn a_floor_area_reads_back(hundredths in 1..=FloorArea::HUNDREDTHS_MAX) {
            let area = FloorArea::from_cm2(hundredths * CM2_PER_HUNDREDTH).unwrap();
            prop_assert_eq!(FloorArea::parse(&area.to_string()).unwrap(), area);
        }

        #[test]
        fn one_wrong_digit_is_always_found(serial in 0u32..1000, at in 0usize..17, add in 1u8..10) {
            let body = format!("34188219900101{serial:03}");
            let mut wrong: Vec<u8> = format!("{body}{}", check_character(&body)).into_bytes();
            prop_assert!(IdentityNumber::parse(std::str::from_utf8(&wrong).unwrap()).is_ok());
            wrong[at] = b'0' + (wrong[at] - b'0' + add) % 10;
            prop_assert!(IdentityNumber::parse(std::str::from_utf8(&wrong).unwrap()).is_err());
        }

        #[test]
        fn a_mask_tells_nothing_but_its_ends(serial in 0u32..1000, name in "[a-zA-Z赵大山]{2,40}") {
            let body = format!("34188219900101{serial:03}");
            let number = IdentityNumber::parse(&format!("{body}{}", check_character(&body))).unwrap();
            prop_assert_eq!(number.masked().chars().filter(|c| *c == '*').count(), 10);
            let shown = HolderName::new(&name).unwrap().masked();
            prop_assert_eq!(shown.chars().count(), name.chars().count());
            prop_assert!(shown.chars().skip(1).all(|c| c == '*'));
        }
    }
}
