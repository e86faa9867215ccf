//! What an inspector found in one village: a mark for every indicator, and the score they make.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Indicator, Method, Score, Template};
use crate::ids::PhotoId;

/// Longest note of a finding, in characters.
pub const FINDING_NOTE_CHARS_MAX: usize = 500;
/// Most photos of a finding.
pub const FINDING_PHOTOS_MAX: usize = 9;

/// What was found for one indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Taken away or given, as the indicator's method says.
    pub points: Score,
    /// How many photos show it.
    pub photos: u32,
}

/// Marks by the code of their indicator.
pub type Marks = BTreeMap<String, Mark>;

/// What an inspector wrote down for one indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Taken away or given, as the indicator's method says.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "1.50"))]
    pub points: Score,
    /// Why, in words.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_length = 500))]
    pub note: String,
    /// What shows it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>, max_items = 9))]
    pub photos: Vec<PhotoId>,
}

/// Findings by the code of their indicator: a sheet as it is filled in.
pub type Findings = BTreeMap<String, Finding>;

/// The marks of a sheet.
#[must_use]
pub fn marks(findings: &Findings) -> Marks {
    let mark = |finding: &Finding| Mark {
        points: finding.points,
        photos: u32::try_from(finding.photos.len()).unwrap_or(u32::MAX),
    };
    findings.iter().map(|(code, finding)| (code.clone(), mark(finding))).collect()
}

/// What keeps a sheet from being handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetFault {
    /// The indicator's code.
    pub code: String,
    /// What is wrong.
    pub kind: SheetFaultKind,
}

/// What is wrong with a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetFaultKind {
    /// There is none.
    Missing,
    /// More than the indicator's weight.
    AboveWeight,
    /// The template asks for a photo.
    PhotoMissing,
    /// The template has no such indicator.
    Unknown,
    /// The note is too long.
    NoteLength,
    /// There are too many photos, or one of them twice.
    Photos,
}

impl Indicator {
    /// What it gives with a mark; `None` where the mark is above the weight.
    #[must_use]
    pub fn score(&self, mark: &Mark) -> Option<Score> {
        let left = self.weight.hundredths() - mark.points.hundredths();
        let kept = Score::new(left).ok()?;
        Some(match self.method {
            Method::Deduct => kept,
            Method::Add => mark.points,
        })
    }
}

impl Indicator {
    /// What a place loses with a mark of so many points: nothing where the mark is above the weight.
    #[must_use]
    pub fn lost(&self, points: Score) -> Score {
        match self.method {
            Method::Deduct => points,
            Method::Add => Score::new(self.weight.hundredths() - points.hundredths()).unwrap_or(Score::ZERO),
        }
    }
}

impl Template {
    /// The score of a complete sheet: what all indicators give together.
    ///
    /// # Errors
    /// Everything that is missing or wrong, in the template's order; unknown codes last.
    pub fn score(&self, marks: &Marks) -> Result<Score, Vec<SheetFault>> {
        let mut faults = Vec::new();
        let mut sum = 0;
        for indicator in self.indicators() {
            let mut fault = |kind| faults.push(SheetFault { code: indicator.code.clone(), kind });
            let Some(mark) = marks.get(&indicator.code) else {
                fault(SheetFaultKind::Missing);
                continue;
            };
            match indicator.score(mark) {
                Some(score) => sum += score.hundredths(),
                None => fault(SheetFaultKind::AboveWeight),
            }
            if indicator.photo_required && mark.photos == 0 {
                fault(SheetFaultKind::PhotoMissing);
            }
        }
        let known = |code: &String| self.indicators().any(|indicator| indicator.code == *code);
        let unknown = marks.keys().filter(|code| !known(code)).cloned();
        faults.extend(unknown.map(|code| SheetFault { code, kind: SheetFaultKind::Unknown }));
        if !faults.is_empty() {
            return Err(faults);
        }
        // Weights sum to 100.00 in every template that can be used, and no indicator gives more than its weight.
        Ok(Score::new(sum).unwrap_or(Score::FULL))
    }
}

impl Template {
    /// What keeps a sheet from being kept, complete or not: what is there must be possible.
    #[must_use]
    pub fn draft_faults(&self, findings: &Findings) -> Vec<SheetFault> {
        let mut faults = Vec::new();
        for (code, finding) in findings {
            let mut fault = |kind| faults.push(SheetFault { code: code.clone(), kind });
            match self.indicators().find(|indicator| indicator.code == *code) {
                None => fault(SheetFaultKind::Unknown),
                Some(indicator) if finding.points > indicator.weight => fault(SheetFaultKind::AboveWeight),
                Some(_) => {}
            }
            if finding.note.chars().count() > FINDING_NOTE_CHARS_MAX {
                fault(SheetFaultKind::NoteLength);
            }
            let photos = &finding.photos;
            let twice = photos.iter().enumerate().any(|(at, photo)| photos[..at].contains(photo));
            if photos.len() > FINDING_PHOTOS_MAX || twice {
                fault(SheetFaultKind::Photos);
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::{super::ready_templates, *};

    fn mark(points: &str, photos: u32) -> Mark {
        Mark { points: points.parse().unwrap(), photos }
    }

    /// A sheet on which every indicator gives all it can.
    fn full(template: &Template) -> Marks {
        let best = |indicator: &Indicator| Mark {
            points: if indicator.method == Method::Add { indicator.weight } else { Score::ZERO },
            photos: 1,
        };
        template.indicators().map(|indicator| (indicator.code.clone(), best(indicator))).collect()
    }

    #[test]
    fn a_sheet_without_findings_gives_a_hundred_and_one_with_everything_nothing() {
        for ready in ready_templates() {
            let template = ready.template;
            assert_eq!(template.score(&full(&template)), Ok(Score::FULL), "{}", template.name);
            let worst = |indicator: &Indicator| Mark {
                points: if indicator.method == Method::Add { Score::ZERO } else { indicator.weight },
                photos: 1,
            };
            let marks = template.indicators().map(|i| (i.code.clone(), worst(i))).collect();
            assert_eq!(template.score(&marks), Ok(Score::ZERO), "{}", template.name);
        }
    }

    #[test]
    fn what_is_missing_or_wrong_is_named_at_once() {
        let template = ready_templates().remove(0).template;
        let codes: Vec<String> = template.indicators().map(|i| i.code.clone()).collect();
        let photo = template.indicators().find(|i| i.photo_required).unwrap().code.clone();
        let mut marks = full(&template);
        let other = codes.iter().filter(|code| **code != photo).take(2).collect::<Vec<_>>();
        marks.remove(other[0]);
        marks.insert(other[1].clone(), mark("100.00", 1));
        marks.insert(photo.clone(), mark("0.00", 0));
        marks.insert("zz_unknown".into(), mark("0.00", 0));
        let faults = template.score(&marks).unwrap_err();
        let kind = |code: &str| faults.iter().find(|fault| fault.code == code).unwrap().kind;
        assert_eq!(faults.len(), 4);
        assert_eq!(kind(other[0]), SheetFaultKind::Missing);
        assert_eq!(kind(other[1]), SheetFaultKind::AboveWeight);
        assert_eq!(kind(&photo), SheetFaultKind::PhotoMissing);
        assert_eq!(kind("zz_unknown"), SheetFaultKind::Unknown);
    }

    #[test]
    fn a_half_filled_sheet_is_kept_and_an_impossible_one_is_not() {
        let template = ready_templates().remove(0).template;
        let first = template.indicators().next().unwrap().code.clone();
        let finding = |points: &str, note: &str, photos: Vec<PhotoId>| Finding {
            points: points.parse().unwrap(),
            note: note.to_owned(),
            photos,
        };
        let faults = |code: &str, finding: Finding| {
            let kinds = template.draft_faults(&Findings::from([(code.to_owned(), finding)]));
            kinds.into_iter().map(|fault| fault.kind).collect::<Vec<_>>()
        };
        let photo = PhotoId(uuid::Uuid::nil());
        assert!(faults(&first, finding("0.50", "路边有杂物", vec![photo])).is_empty());
        assert_eq!(faults(&first, finding("100.00", "", vec![])), [SheetFaultKind::AboveWeight]);
        assert_eq!(faults("nothing", finding("0.00", "", vec![])), [SheetFaultKind::Unknown]);
        let long = "长".repeat(FINDING_NOTE_CHARS_MAX + 1);
        assert_eq!(faults(&first, finding("0.00", &long, vec![])), [SheetFaultKind::NoteLength]);
        assert_eq!(faults(&first, finding("0.00", "", vec![photo; 2])), [SheetFaultKind::Photos]);
    }

    #[test]
    fn points_are_taken_from_the_weight_or_given_from_nothing() {
        let template = ready_templates().remove(0).template;
        let deduct = template.indicators().find(|i| i.method == Method::Deduct).unwrap();
        let quarter = Score::new(25).unwrap();
        let kept = deduct.score(&Mark { points: quarter, photos: 0 }).unwrap();
        assert_eq!(kept.hundredths(), deduct.weight.hundredths() - 25);
        let add = Indicator { method: Method::Add, ..deduct.clone() };
        assert_eq!(add.score(&Mark { points: quarter, photos: 0 }), Some(quarter));
    }
}
