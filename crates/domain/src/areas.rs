//! The tree of places: county → town → village or community → grid → building or villager group → household.

mod boundary;
mod events;
mod national;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use self::{
    boundary::{Boundary, BoundaryError, Extent},
    events::AreaEvent,
    national::{NationalLevel, NationalRow, RowError},
};

/// What a node of the tree is, from the widest to the narrowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AreaKind {
    /// 省、自治区、直辖市
    Province,
    /// 地级市、自治州、盟
    City,
    /// 县、区、县级市
    County,
    /// 乡、镇、街道
    Town,
    /// 村 (rural; inspected and ranked against its siblings)
    Village,
    /// 社区 (urban)
    Community,
    /// 网格: the smallest area with a grid worker
    Grid,
    /// 楼栋
    Building,
    /// 村民小组
    VillagerGroup,
    /// 户: a dwelling and the people in it
    Household,
}

impl AreaKind {
    /// Every kind, widest first.
    pub const ALL: [Self; 10] = [
        Self::Province,
        Self::City,
        Self::County,
        Self::Town,
        Self::Village,
        Self::Community,
        Self::Grid,
        Self::Building,
        Self::VillagerGroup,
        Self::Household,
    ];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::City => "city",
            Self::County => "county",
            Self::Town => "town",
            Self::Village => "village",
            Self::Community => "community",
            Self::Grid => "grid",
            Self::Building => "building",
            Self::VillagerGroup => "villager_group",
            Self::Household => "household",
        }
    }

    /// Reads the name back; `None` for a word that names no kind.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Depth in the tree; kinds of one level are siblings in rank (a village and a community).
    const fn level(self) -> u8 {
        match self {
            Self::Province => 0,
            Self::City => 1,
            Self::County => 2,
            Self::Town => 3,
            Self::Village | Self::Community => 4,
            Self::Grid => 5,
            Self::Building | Self::VillagerGroup => 6,
            Self::Household => 7,
        }
    }

    /// Whether an area of this kind may lie directly in one of `parent`'s kind. Levels may be skipped
    /// (a small village has no grids; a county may lie directly under a province), never turned round.
    #[must_use]
    pub const fn may_lie_in(self, parent: Self) -> bool {
        parent.level() < self.level()
    }
}

/// One step of a path: what distinguishes an area from its siblings. `[0-9a-z-]{1,16}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AreaSegment(String);

impl AreaSegment {
    /// Longest segment, in bytes.
    pub const BYTES_MAX: usize = 16;

    /// Checks a raw segment; letters are lowered.
    ///
    /// # Errors
    /// [`AreaError::Segment`] where it is empty, too long or has another character.
    pub fn new(raw: &str) -> Result<Self, AreaError> {
        let text = raw.to_ascii_lowercase();
        let good = (1..=Self::BYTES_MAX).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase() || b == b'-');
        if good { Ok(Self(text)) } else { Err(AreaError::Segment) }
    }

    /// The segment as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The materialised path of an area: every ancestor's segment and its own, each followed by `/`
/// (`34/18/82/105/203/g1/`). "Everything under X" is one range: `path >= X and path < X.end()`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AreaPath(String);

impl AreaPath {
    /// Longest path, in bytes: ten levels of the longest segment.
    pub const BYTES_MAX: usize = 10 * (AreaSegment::BYTES_MAX + 1);

    /// The path above all areas; a grant here covers everything.
    #[must_use]
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// Reads a path that this type has written (from the database, from a token).
    ///
    /// # Errors
    /// [`AreaError::Path`] where a segment is malformed or the path is too long.
    pub fn parse(text: &str) -> Result<Self, AreaError> {
        let segments_good = || {
            text.strip_suffix('/')
                .is_some_and(|inner| inner.split('/').all(|s| AreaSegment::new(s).is_ok_and(|t| t.0 == s)))
        };
        if text.len() <= Self::BYTES_MAX && (text.is_empty() || segments_good()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(AreaError::Path)
        }
    }

    /// The path of a child.
    ///
    /// # Errors
    /// [`AreaError::TooDeep`] where the path would be longer than [`Self::BYTES_MAX`].
    pub fn child(&self, segment: &AreaSegment) -> Result<Self, AreaError> {
        let path = format!("{}{}/", self.0, segment.0);
        if path.len() <= Self::BYTES_MAX { Ok(Self(path)) } else { Err(AreaError::TooDeep) }
    }

    /// The path one level up; `None` above the root.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let inner = self.0.strip_suffix('/')?;
        let cut = inner.rfind('/').map_or(0, |at| at + 1);
        Some(Self(inner[..cut].to_owned()))
    }

    /// The first text after everything under this path: `0` follows `/` in ASCII. For the root, a text
    /// after every segment.
    #[must_use]
    pub fn end(&self) -> String {
        match self.0.strip_suffix('/') {
            Some(inner) => format!("{inner}0"),
            None => "~".to_owned(),
        }
    }

    /// Whether `other` is this area or lies under it.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }

    /// How many segments the path has.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.0.bytes().filter(|b| *b == b'/').count()
    }

    /// Every path from the widest ancestor down to this one.
    #[must_use]
    pub fn lineage(&self) -> Vec<Self> {
        self.0.match_indices('/').map(|(at, _)| Self(self.0[..=at].to_owned())).collect()
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for AreaPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AreaPath({})", self.0)
    }
}

impl fmt::Display for AreaPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An official statistical code: 12 digits (province 2, city 2, county 2, town 3, village 3); the
/// shorter codes of the data sets are padded with zeros.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AreaCode(String);

impl AreaCode {
    /// Digits of a full code.
    pub const DIGITS: usize = 12;

    /// Reads a code of 2, 4, 6, 9 or 12 digits and pads it to 12.
    ///
    /// # Errors
    /// [`AreaError::Code`] where it has another length or another character.
    pub fn new(raw: &str) -> Result<Self, AreaError> {
        let good = matches!(raw.len(), 2 | 4 | 6 | 9 | 12) && raw.bytes().all(|b| b.is_ascii_digit());
        if good { Ok(Self(format!("{raw:0<width$}", width = Self::DIGITS))) } else { Err(AreaError::Code) }
    }

    /// The twelve digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The name of an area as people write it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AreaName(String);

impl AreaName {
    /// Longest name, in characters.
    pub const CHARS_MAX: usize = 60;

    /// Trims and checks a raw name.
    ///
    /// # Errors
    /// [`AreaError::Name`] where it is empty, too long or has control characters.
    pub fn new(raw: &str) -> Result<Self, AreaError> {
        let name = raw.trim();
        let good =
            (1..=Self::CHARS_MAX).contains(&name.chars().count()) && !name.chars().any(char::is_control);
        if good { Ok(Self(name.to_owned())) } else { Err(AreaError::Name) }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why something cannot be an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AreaError {
    /// See [`AreaSegment::new`].
    #[error("a local code has 1 to 16 characters of 0-9, a-z and -")]
    Segment,
    /// See [`AreaPath::parse`].
    #[error("this is not the path of an area")]
    Path,
    /// See [`AreaPath::child`].
    #[error("the tree of places is at most 170 characters deep")]
    TooDeep,
    /// See [`AreaCode::new`].
    #[error("an official code has 2, 4, 6, 9 or 12 digits")]
    Code,
    /// See [`AreaName::new`].
    #[error("a name has 1 to 60 characters")]
    Name,
    /// See [`AreaKind::may_lie_in`].
    #[error("an area of this kind cannot lie in one of that kind")]
    Nesting,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn path(text: &str) -> AreaPath {
        AreaPath::parse(text).unwrap()
    }

    #[test]
    fn a_household_cannot_hold_a_town() {
        assert!(AreaKind::Household.may_lie_in(AreaKind::Village));
        assert!(!AreaKind::Town.may_lie_in(AreaKind::Household));
        assert!(!AreaKind::Village.may_lie_in(AreaKind::Community));
    }

    #[test]
    fn a_path_covers_itself_and_what_lies_under_it_only() {
        assert!(path("34/1/").covers(&path("34/1/")));
        assert!(path("34/1/").covers(&path("34/1/2/")));
        assert!(!path("34/1/").covers(&path("34/12/")));
        assert!(!path("34/1/").covers(&path("34/")));
        assert!(AreaPath::root().covers(&path("34/")));
    }

    #[test]
    fn the_parent_of_a_top_path_is_the_root() {
        assert_eq!(path("34/").parent(), Some(AreaPath::root()));
        assert_eq!(AreaPath::root().parent(), None);
        assert_eq!(path("34/18/82/").lineage(), vec![path("34/"), path("34/18/"), path("34/18/82/")]);
    }

    #[test]
    fn malformed_paths_are_refused() {
        for text in ["34", "/", "34//", "34/A/", "34/ /", "34/../"] {
            assert_eq!(AreaPath::parse(text), Err(AreaError::Path), "{text}");
        }
    }

    #[test]
    fn short_codes_are_padded_to_twelve_digits() {
        assert_eq!(AreaCode::new("341882").unwrap().as_str(), "341882000000");
        assert_eq!(AreaCode::new("34188"), Err(AreaError::Code));
        assert_eq!(AreaCode::new("34188x"), Err(AreaError::Code));
    }

    proptest! {
        #[test]
        fn the_range_of_a_path_is_exactly_what_it_covers(
            a in proptest::collection::vec("[0-9a-z-]{1,4}", 0..4),
            b in proptest::collection::vec("[0-9a-z-]{1,4}", 0..5),
        ) {
            let build = |segments: &[String]| segments.iter().fold(AreaPath::root(), |p, s| {
                p.child(&AreaSegment::new(s).unwrap()).unwrap()
            });
            let (a, b) = (build(&a), build(&b));
            let in_range = b.as_str() >= a.as_str() && b.as_str() < a.end().as_str();
            prop_assert_eq!(in_range, a.covers(&b));
        }
    }
}
