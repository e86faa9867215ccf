//! A template as it is typed: texts everywhere, so that what is half written can be kept, and read only when it is saved.

use contract::{
    inspections::template_fault,
    lang::Lang,
    problems::{FieldProblem, fields},
};
use domain::inspections::{Dimension, Guidance, Indicator, Method, Score, Template};
use serde::{Deserialize, Serialize};

use crate::{
    amounts::{hundredths, typed},
    i18n::awards,
};

/// A template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TypedTemplate {
    pub(super) name: String,
    pub(super) dimensions: Vec<TypedDimension>,
}

/// A part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TypedDimension {
    pub(super) name: String,
    pub(super) indicators: Vec<TypedIndicator>,
}

/// A scored line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TypedIndicator {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) weight: String,
    pub(super) method: String,
    pub(super) photo_required: bool,
    pub(super) guidance: Vec<TypedGuidance>,
}

/// What a finding counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TypedGuidance {
    pub(super) text: String,
    pub(super) points: String,
    pub(super) points_max: String,
}

impl From<&Template> for TypedTemplate {
    fn from(template: &Template) -> Self {
        let score = |score: Score| typed(score.hundredths());
        let line = |line: &Guidance| TypedGuidance {
            text: line.text.clone(),
            points: score(line.points),
            points_max: score(line.points_max),
        };
        let indicator = |indicator: &Indicator| TypedIndicator {
            code: indicator.code.clone(),
            name: indicator.name.clone(),
            weight: score(indicator.weight),
            method: indicator.method.as_str().to_owned(),
            photo_required: indicator.photo_required,
            guidance: indicator.guidance.iter().map(line).collect(),
        };
        let dimension = |dimension: &Dimension| TypedDimension {
            name: dimension.name.clone(),
            indicators: dimension.indicators.iter().map(indicator).collect(),
        };
        Self { name: template.name.clone(), dimensions: template.dimensions.iter().map(dimension).collect() }
    }
}

/// Reads scores, and remembers which could not be read.
#[derive(Default)]
struct Reader(Vec<String>);

impl Reader {
    fn score(&mut self, text: &str, pointer: impl FnOnce() -> String) -> Score {
        let read = hundredths(text).and_then(|amount| Score::new(amount).ok());
        read.unwrap_or_else(|| {
            self.0.push(pointer());
            Score::ZERO
        })
    }
}

impl TypedTemplate {
    /// One part with one line, to begin with nothing.
    pub(super) fn blank() -> Self {
        let indicator =
            TypedIndicator { code: code(0, 0, &[]), method: "deduct".into(), ..Default::default() };
        Self {
            name: String::new(),
            dimensions: vec![TypedDimension { name: String::new(), indicators: vec![indicator] }],
        }
    }

    /// As the rules have it, and JSON pointers to what is no score.
    fn read(&self) -> (Template, Vec<String>) {
        let mut reader = Reader::default();
        let mut dimensions = Vec::with_capacity(self.dimensions.len());
        for (d, dimension) in self.dimensions.iter().enumerate() {
            let mut indicators = Vec::with_capacity(dimension.indicators.len());
            for (i, indicator) in dimension.indicators.iter().enumerate() {
                let at = format!("/dimensions/{d}/indicators/{i}");
                let weight = reader.score(&indicator.weight, || format!("{at}/weight"));
                let lines = indicator.guidance.iter().enumerate();
                let guidance = lines.map(|(g, line)| Guidance {
                    text: line.text.trim().to_owned(),
                    points: reader.score(&line.points, || format!("{at}/guidance/{g}/points")),
                    points_max: reader.score(&line.points_max, || format!("{at}/guidance/{g}/points_max")),
                });
                indicators.push(Indicator {
                    code: indicator.code.trim().to_owned(),
                    name: indicator.name.trim().to_owned(),
                    weight,
                    method: Method::parse(&indicator.method).unwrap_or(Method::Deduct),
                    guidance: guidance.collect(),
                    photo_required: indicator.photo_required,
                });
            }
            dimensions.push(Dimension { name: dimension.name.trim().to_owned(), indicators });
        }
        (Template { name: self.name.trim().to_owned(), dimensions }, reader.0)
    }

    /// As the rules have it.
    ///
    /// # Errors
    /// Everything that is wrong, each with a JSON pointer into the template.
    pub(super) fn template(&self, lang: Lang) -> Result<Template, Vec<FieldProblem>> {
        let (template, unread) = self.read();
        let no_score = |pointer| FieldProblem {
            pointer,
            code: "score".into(),
            detail: awards::not_a_score().to_owned(),
        };
        let mut wrong: Vec<FieldProblem> = unread.into_iter().map(no_score).collect();
        wrong.extend(template.faults().into_iter().map(|fault| {
            let (code, params) = template_fault(fault.kind);
            let params: Vec<_> = params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            fields::problem(fault.pointer, code, lang, &params)
        }));
        if wrong.is_empty() { Ok(template) } else { Err(wrong) }
    }
}

/// A code for a new line, from where it stands: `a1` for the first of the first part; the next that nobody has.
pub(super) fn code(dimension: usize, indicator: usize, taken: &[String]) -> String {
    let letter = u8::try_from(dimension).ok().filter(|d| *d < 26).map_or('z', |d| char::from(b'a' + d));
    let mut number = indicator + 1;
    loop {
        let code = format!("{letter}{number}");
        if !taken.contains(&code) {
            return code;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use domain::inspections::ready_templates;

    use super::*;

    #[test]
    fn every_ready_template_is_typed_and_read_back() {
        for ready in ready_templates() {
            let typed = TypedTemplate::from(&ready.template);
            assert_eq!(typed.template(Lang::En), Ok(ready.template));
        }
    }

    #[test]
    fn what_is_wrong_is_named_where_it_is() {
        let mut typed = TypedTemplate::from(&ready_templates().remove(0).template);
        typed.dimensions[0].indicators[0].weight = "7.5".into();
        typed.dimensions[1].indicators[0].guidance[0].points = "many".into();
        let wrong = typed.template(Lang::En).unwrap_err();
        let found: Vec<(&str, &str)> =
            wrong.iter().map(|problem| (problem.pointer.as_str(), problem.code.as_ref())).collect();
        let points = "/dimensions/1/indicators/0/guidance/0/points";
        assert_eq!(found, [(points, "score"), (points, "above_zero"), ("/dimensions", "weights_below")]);
        assert!(wrong[2].detail.contains("2.50"), "{}", wrong[2].detail);
    }

    #[test]
    fn a_proposed_code_is_one_that_nobody_has() {
        assert_eq!(code(0, 0, &[]), "a1");
        assert_eq!(code(1, 2, &["b3".into(), "b4".into()]), "b5");
        assert_eq!(code(40, 0, &[]), "z1");
    }
}
