//! What an inspection looks at: a tree of indicators whose weights sum to 100 (Plan 1: 清洁化、秩序化、优美化、制度化).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Score;

/// Most dimensions of a template.
pub const DIMENSIONS_MAX: usize = 20;
/// Most indicators of a template.
pub const INDICATORS_MAX: usize = 200;
/// Most lines of guidance for an indicator.
pub const GUIDANCE_MAX: usize = 20;
/// Longest name, in characters.
pub const NAME_CHARS_MAX: usize = 60;
/// Longest line of guidance, in characters.
pub const GUIDANCE_CHARS_MAX: usize = 200;
/// Longest code of an indicator, in bytes.
pub const CODE_BYTES_MAX: usize = 40;

/// What is looked at and what it counts. A version of it never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// What it is called.
    pub name: String,
    /// Its parts, in their order.
    pub dimensions: Vec<Dimension>,
}

/// A part of a template: clean, orderly and so on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// What it is called.
    pub name: String,
    /// What is scored in it, in the order of a walk through the village.
    pub indicators: Vec<Indicator>,
}

/// One scored line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// What programs and sheets call it, the same in every version: lower-case letters, digits and underscores.
    pub code: String,
    /// What people call it.
    pub name: String,
    /// The most that it gives.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "5.00"))]
    pub weight: Score,
    /// Whether points are taken away or given.
    pub method: Method,
    /// What is found, and what that counts.
    pub guidance: Vec<Guidance>,
    /// Whether a mark needs a photo.
    pub photo_required: bool,
}

/// How an indicator is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Begins with its weight; what is found is taken away.
    Deduct,
    /// Begins with nothing; what is found is given.
    Add,
}

impl Method {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Deduct, Self::Add];

    /// The name in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Deduct => "deduct",
            Self::Add => "add",
        }
    }

    /// Reads the name back; `None` for a word that names none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == word)
    }
}

/// What a finding counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Guidance {
    /// What is found.
    pub text: String,
    /// What each finding takes away or gives.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "5.00"))]
    pub points: Score,
    /// The most that all findings of this kind take away or give.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "5.00"))]
    pub points_max: Score,
}

/// What is wrong with a draft, and where: a JSON pointer into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFault {
    /// `/dimensions/0/indicators/2/weight`
    pub pointer: String,
    /// What is wrong.
    pub kind: TemplateFaultKind,
}

/// What is wrong with a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateFaultKind {
    /// Empty, or longer than so many characters.
    Length {
        /// The most.
        max: usize,
    },
    /// None, or more than so many.
    Count {
        /// The most.
        max: usize,
    },
    /// No code, or the code of an indicator before it.
    Code,
    /// A weight or a step of nothing.
    Zero,
    /// More than the indicator can give.
    AboveWeight,
    /// Less than a single finding counts.
    BelowPoints,
    /// The weights do not sum to 100.00; this much too much, in hundredths (below 0: too little).
    WeightsSum {
        /// The sum less 10,000.
        difference: i64,
    },
}

impl Template {
    /// Every indicator, in order.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.dimensions.iter().flat_map(|dimension| &dimension.indicators)
    }

    /// Everything that is wrong with a draft, in its order; nothing where it can be used.
    #[must_use]
    pub fn faults(&self) -> Vec<TemplateFault> {
        let mut faults = Faults::default();
        faults.length("/name", &self.name, NAME_CHARS_MAX);
        faults.count("/dimensions", self.dimensions.len(), DIMENSIONS_MAX);
        if self.indicators().count() > INDICATORS_MAX {
            faults.add("/dimensions", TemplateFaultKind::Count { max: INDICATORS_MAX });
        }
        let mut codes = BTreeSet::new();
        for (index, dimension) in self.dimensions.iter().enumerate() {
            let at = format!("/dimensions/{index}");
            faults.length(&format!("{at}/name"), &dimension.name, NAME_CHARS_MAX);
            faults.count(&format!("{at}/indicators"), dimension.indicators.len(), INDICATORS_MAX);
            for (index, indicator) in dimension.indicators.iter().enumerate() {
                let at = format!("{at}/indicators/{index}");
                if !is_code(&indicator.code) || !codes.insert(&indicator.code) {
                    faults.add(&format!("{at}/code"), TemplateFaultKind::Code);
                }
                faults.indicator(&at, indicator);
            }
        }
        let sum: i64 = self.indicators().map(|indicator| indicator.weight.hundredths()).sum();
        let difference = sum - Score::FULL.hundredths();
        if difference != 0 {
            faults.add("/dimensions", TemplateFaultKind::WeightsSum { difference });
        }
        faults.0
    }
}

fn is_code(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    (1..=CODE_BYTES_MAX).contains(&text.len()) && text.bytes().all(plain)
}

#[derive(Default)]
struct Faults(Vec<TemplateFault>);

impl Faults {
    fn add(&mut self, pointer: &str, kind: TemplateFaultKind) {
        self.0.push(TemplateFault { pointer: pointer.to_owned(), kind });
    }

    fn length(&mut self, pointer: &str, text: &str, max: usize) {
        if text.trim().is_empty() || text.chars().count() > max {
            self.add(pointer, TemplateFaultKind::Length { max });
        }
    }

    fn count(&mut self, pointer: &str, count: usize, max: usize) {
        if !(1..=max).contains(&count) {
            self.add(pointer, TemplateFaultKind::Count { max });
        }
    }

    fn indicator(&mut self, at: &str, indicator: &Indicator) {
        self.length(&format!("{at}/name"), &indicator.name, NAME_CHARS_MAX);
        if indicator.weight == Score::ZERO {
            self.add(&format!("{at}/weight"), TemplateFaultKind::Zero);
        }
        if indicator.guidance.len() > GUIDANCE_MAX {
            self.add(&format!("{at}/guidance"), TemplateFaultKind::Count { max: GUIDANCE_MAX });
        }
        for (index, line) in indicator.guidance.iter().enumerate() {
            let at = format!("{at}/guidance/{index}");
            self.length(&format!("{at}/text"), &line.text, GUIDANCE_CHARS_MAX);
            if line.points == Score::ZERO {
                self.add(&format!("{at}/points"), TemplateFaultKind::Zero);
            }
            if line.points_max < line.points {
                self.add(&format!("{at}/points_max"), TemplateFaultKind::BelowPoints);
            } else if line.points_max > indicator.weight {
                self.add(&format!("{at}/points_max"), TemplateFaultKind::AboveWeight);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::ready_templates, *};

    fn faults(change: impl FnOnce(&mut Template)) -> Vec<(String, TemplateFaultKind)> {
        let mut template = ready_templates().remove(0).template;
        change(&mut template);
        template.faults().into_iter().map(|fault| (fault.pointer, fault.kind)).collect()
    }

    #[test]
    fn weights_that_do_not_sum_to_a_hundred_are_refused_with_the_difference() {
        use TemplateFaultKind::WeightsSum;
        let first = |template: &mut Template| template.dimensions[0].indicators[0].weight;
        let by = |difference: i64| {
            faults(|t| {
                let weight = first(t).hundredths() + difference;
                t.dimensions[0].indicators[0].weight = Score::new(weight).unwrap();
            })
        };
        assert_eq!(by(1), [("/dimensions".to_owned(), WeightsSum { difference: 1 })]);
        assert_eq!(by(-25), [("/dimensions".to_owned(), WeightsSum { difference: -25 })]);
        assert!(by(0).is_empty());
    }

    #[test]
    fn everything_wrong_is_named_at_once_and_where_it_is() {
        use TemplateFaultKind as K;
        let found = faults(|t| {
            t.name = " ".into();
            t.dimensions[0].name = "长".repeat(NAME_CHARS_MAX + 1);
            t.dimensions[0].indicators[0].code = "Has Space".into();
            t.dimensions[1].indicators[0].code = t.dimensions[0].indicators[1].code.clone();
            t.dimensions[0].indicators[1].guidance[0].points_max = Score::FULL;
            t.dimensions[0].indicators[1].guidance[0].text = String::new();
        });
        let expected = [
            ("/name", K::Length { max: NAME_CHARS_MAX }),
            ("/dimensions/0/name", K::Length { max: NAME_CHARS_MAX }),
            ("/dimensions/0/indicators/0/code", K::Code),
            ("/dimensions/0/indicators/1/guidance/0/text", K::Length { max: GUIDANCE_CHARS_MAX }),
            ("/dimensions/0/indicators/1/guidance/0/points_max", K::AboveWeight),
            ("/dimensions/1/indicators/0/code", K::Code),
        ];
        assert_eq!(found, expected.map(|(pointer, kind)| (pointer.to_owned(), kind)));
        assert_eq!(
            faults(|t| t.dimensions.clear())[0],
            ("/dimensions".to_owned(), K::Count { max: DIMENSIONS_MAX })
        );
    }
}
