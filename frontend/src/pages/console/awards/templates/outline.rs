//! A template while somebody writes it: rows of rows, each field a signal of its own.

use contract::problems::FieldProblem;
use leptos::prelude::*;

use super::typed::{self, TypedDimension, TypedGuidance, TypedIndicator, TypedTemplate};
use crate::{
    amounts::hundredths,
    rows::{Row, Rows},
};

/// Where the sum of the weights is said.
pub(super) const SUM: &str = "sum";

/// The whole.
#[derive(Clone)]
pub(super) struct Outline {
    pub(super) name: ArcRwSignal<String>,
    pub(super) dimensions: Rows<DimensionRow>,
}

/// A part.
#[derive(Clone)]
pub(super) struct DimensionRow {
    pub(super) name: ArcRwSignal<String>,
    pub(super) indicators: Rows<IndicatorRow>,
}

/// A scored line.
#[derive(Clone)]
pub(super) struct IndicatorRow {
    pub(super) code: ArcRwSignal<String>,
    pub(super) name: ArcRwSignal<String>,
    pub(super) weight: ArcRwSignal<String>,
    pub(super) method: ArcRwSignal<String>,
    pub(super) photo_required: ArcRwSignal<bool>,
    pub(super) guidance: Rows<GuidanceRow>,
    /// Whether all of it is shown.
    pub(super) open: ArcRwSignal<bool>,
}

/// What a finding counts.
#[derive(Clone)]
pub(super) struct GuidanceRow {
    pub(super) text: ArcRwSignal<String>,
    pub(super) points: ArcRwSignal<String>,
    pub(super) points_max: ArcRwSignal<String>,
}

impl GuidanceRow {
    pub(super) fn of(typed: TypedGuidance) -> Self {
        let signal = ArcRwSignal::new;
        Self { text: signal(typed.text), points: signal(typed.points), points_max: signal(typed.points_max) }
    }

    fn typed(&self) -> TypedGuidance {
        TypedGuidance { text: self.text.get(), points: self.points.get(), points_max: self.points_max.get() }
    }
}

impl IndicatorRow {
    pub(super) fn of(typed: TypedIndicator) -> Self {
        let signal = ArcRwSignal::new;
        Self {
            code: signal(typed.code),
            name: signal(typed.name),
            weight: signal(typed.weight),
            method: signal(typed.method),
            photo_required: ArcRwSignal::new(typed.photo_required),
            guidance: Rows::new(typed.guidance.into_iter().map(GuidanceRow::of)),
            open: ArcRwSignal::new(false),
        }
    }

    fn typed(&self) -> TypedIndicator {
        TypedIndicator {
            code: self.code.get(),
            name: self.name.get(),
            weight: self.weight.get(),
            method: self.method.get(),
            photo_required: self.photo_required.get(),
            guidance: self.guidance.get().iter().map(|row| row.content.typed()).collect(),
        }
    }
}

impl DimensionRow {
    pub(super) fn of(typed: TypedDimension) -> Self {
        Self {
            name: ArcRwSignal::new(typed.name),
            indicators: Rows::new(typed.indicators.into_iter().map(IndicatorRow::of)),
        }
    }

    fn typed(&self) -> TypedDimension {
        let indicators = self.indicators.get().iter().map(|row| row.content.typed()).collect();
        TypedDimension { name: self.name.get(), indicators }
    }

    /// The sum of what its lines weigh, in hundredths, as far as it can be read; tracked.
    pub(super) fn sum(&self) -> i64 {
        let weight = |row: &Row<IndicatorRow>| row.content.weight.with(|text| hundredths(text)).unwrap_or(0);
        self.indicators.get().iter().map(weight).sum()
    }
}

impl Outline {
    pub(super) fn of(typed: TypedTemplate) -> Self {
        Self {
            name: ArcRwSignal::new(typed.name),
            dimensions: Rows::new(typed.dimensions.into_iter().map(DimensionRow::of)),
        }
    }

    /// What is typed; tracked.
    pub(super) fn typed(&self) -> TypedTemplate {
        let dimensions = self.dimensions.get().iter().map(|row| row.content.typed()).collect();
        TypedTemplate { name: self.name.get(), dimensions }
    }

    /// The sum of all weights, in hundredths, as far as they can be read; tracked.
    pub(super) fn sum(&self) -> i64 {
        self.dimensions.get().iter().map(|row| row.content.sum()).sum()
    }

    /// A new line for a part, with the code that its place proposes.
    pub(super) fn new_indicator(&self, dimension: u32) -> IndicatorRow {
        untrack(|| {
            let typed = self.typed();
            let place = self.dimensions.place(dimension).unwrap_or_default();
            let lines = typed.dimensions.get(place).map_or(0, |dimension| dimension.indicators.len());
            let all = typed.dimensions.into_iter().flat_map(|dimension| dimension.indicators);
            let taken: Vec<String> = all.map(|indicator| indicator.code).collect();
            let code = typed::code(place, lines, &taken);
            IndicatorRow::of(TypedIndicator { code, method: "deduct".into(), ..TypedIndicator::default() })
        })
    }

    /// Errors with pointers into the template, as errors of the form's fields. Lines with something wrong inside are opened.
    pub(super) fn at_fields(&self, errors: Vec<FieldProblem>) -> Vec<FieldProblem> {
        let at_field = |error: FieldProblem| {
            let pointer = error.pointer.strip_prefix("/content").unwrap_or(&error.pointer);
            FieldProblem { pointer: format!("/{}", self.field(pointer).unwrap_or_default()), ..error }
        };
        errors.into_iter().map(at_field).collect()
    }

    fn field(&self, pointer: &str) -> Option<String> {
        let mut steps = pointer.split('/').skip(1);
        let mut next = || steps.next();
        let place = |step: Option<&str>| step.and_then(|step| step.parse::<usize>().ok());
        match next()? {
            "name" => return Some("name".into()),
            "dimensions" => {}
            _ => return None,
        }
        let Some(dimension) = place(next()) else { return Some(SUM.into()) };
        let dimension = self.dimensions.at(dimension)?;
        let whole = format!("d{}-name", dimension.key);
        let ("indicators", Some(indicator)) = (next()?, place(next())) else { return Some(whole) };
        let indicator = dimension.content.indicators.at(indicator)?;
        let key = indicator.key;
        Some(match next()? {
            "name" => format!("i{key}-name"),
            "weight" => format!("i{key}-weight"),
            "method" => format!("i{key}-method"),
            inside => {
                indicator.content.open.set(true);
                match (inside, place(next()), next()) {
                    ("guidance", Some(line), Some(field)) => {
                        format!("g{}-{field}", indicator.content.guidance.at(line)?.key)
                    }
                    _ => format!("i{key}-code"),
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::inspections::ready_templates;

    use super::*;

    #[test]
    fn a_fault_lands_on_its_field_wherever_the_row_has_moved() {
        let typed = TypedTemplate::from(&ready_templates().remove(0).template);
        let outline = Outline::of(typed.clone());
        assert_eq!((untrack(|| outline.typed()), untrack(|| outline.sum())), (typed, 10_000));
        let second = outline.dimensions.at(1).unwrap();
        let line = second.content.indicators.at(0).unwrap();
        outline.dimensions.step(second.key, false);
        let field = |pointer| outline.field(pointer).unwrap();
        assert_eq!(field("/dimensions/0/indicators/0/weight"), format!("i{}-weight", line.key));
        assert!(!line.content.open.get_untracked());
        let inside = line.content.guidance.at(0).unwrap().key;
        assert_eq!(
            field("/dimensions/0/indicators/0/guidance/0/points_max"),
            format!("g{inside}-points_max")
        );
        assert!(line.content.open.get_untracked());
        assert_eq!((field("/dimensions"), field("/name")), (SUM.to_owned(), "name".to_owned()));
        assert_eq!(field("/dimensions/0/indicators"), format!("d{}-name", second.key));
        assert_eq!(outline.new_indicator(second.key).code.get_untracked(), "a5");
    }
}
