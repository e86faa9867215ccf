//! Titles: civilised households, groups and villages, and what each of them takes (Plan 1, 创建活动).

use serde::{Deserialize, Serialize};

use super::{Score, Subjects};

/// Longest name of a title, in characters.
pub const TITLE_NAME_CHARS_MAX: usize = 30;
/// Most checks that a title can ask for in a half-year.
pub const TITLE_CHECKS_MAX: u32 = 60;
/// Most titles of a kind in a half-year.
pub const TITLES_MAX: u32 = 10_000;

/// Who gets a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TitleKind {
    /// A household: 文明户.
    Household,
    /// A villager group: 文明小组.
    Group,
    /// A village or community: 文明村.
    Village,
}

impl TitleKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Household, Self::Group, Self::Village];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Household => "household",
            Self::Group => "group",
            Self::Village => "village",
        }
    }

    /// Reads the name back; `None` for a word that names none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What the checks that count for it inspect.
    #[must_use]
    pub const fn subjects(self) -> Subjects {
        match self {
            Self::Household => Subjects::Households,
            Self::Group => Subjects::VillagerGroups,
            Self::Village => Subjects::Villages,
        }
    }
}

/// What a title takes. A part of the rules of awards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TitleRule {
    /// Who gets it.
    pub kind: TitleKind,
    /// What it is called: 文明户.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 30, example = "文明户"))]
    pub name: String,
    /// Fewest checks with a published score in the half-year.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 60))]
    pub checks_min: u32,
    /// The least mean of those checks, each weighing what its month weighs.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "90.00"))]
    pub mean_min: Score,
    /// How many of a hundred households have pledged, at least. For a household anything above 0 means that it has
    /// itself; 0 asks for no pledge.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 100))]
    pub pledged_percent_min: u32,
    /// Whether a village that was criticised in the half-year is out. Nobody but villages is criticised.
    pub criticism_excludes: bool,
    /// Most titles in a half-year.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 10000))]
    pub titles_max: u32,
    /// What happens to equals of whom only some would get one.
    pub ties: TitleTies,
}

/// What happens to equals at the last title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TitleTies {
    /// All of them get it: there are more titles than the most.
    All,
    /// None of them gets it: there are fewer titles than the most.
    None,
}

impl TitleRule {
    /// Whether every setting is possible.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        (1..=TITLE_NAME_CHARS_MAX).contains(&self.name.trim().chars().count())
            && (1..=TITLE_CHECKS_MAX).contains(&self.checks_min)
            && self.pledged_percent_min <= 100
            && (1..=TITLES_MAX).contains(&self.titles_max)
            && (self.kind == TitleKind::Village || !self.criticism_excludes)
    }

    /// Rules to begin with, for all three kinds.
    #[must_use]
    pub fn ready() -> Vec<Self> {
        let ninety = Score::new(9_000).unwrap_or(Score::FULL);
        let rule = |kind, name: &str, checks_min, pledged_percent_min, titles_max| Self {
            kind,
            name: name.to_owned(),
            checks_min,
            mean_min: ninety,
            pledged_percent_min,
            criticism_excludes: kind == TitleKind::Village,
            titles_max,
            ties: TitleTies::All,
        };
        vec![
            rule(TitleKind::Household, "文明户", 1, 100, 200),
            rule(TitleKind::Group, "文明小组", 1, 50, 10),
            rule(TitleKind::Village, "文明村", 4, 50, 5),
        ]
    }
}
