//! Rules of awards while somebody writes them: texts that are kept as they are typed, and read when they are saved.

use contract::{
    inspections::rules_fault,
    lang::Lang,
    problems::{FieldProblem, fields},
};
use domain::inspections::{
    AwardRules, CriticismRules, MONTHS, Prize, Score, TieCriterion, TieRest, TieRule, Undrawn,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::titles::{TitleRow, TypedTitle};
use crate::{
    amounts::{count, hundredths, typed},
    i18n::awards,
    rows::Rows,
};

/// Rules as they are typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TypedRules {
    months: [String; MONTHS],
    threshold: String,
    base: String,
    prizes: Vec<TypedPrize>,
    criteria: Vec<TieCriterion>,
    rest: String,
    share_unit: String,
    bottom_places: String,
    months_in_row: String,
    smallest_field: String,
    undrawn: String,
    certificates: String,
    titles: Vec<TypedTitle>,
}

/// A prize as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TypedPrize {
    pub(super) name: String,
    pub(super) places: String,
    pub(super) yuan: String,
}

/// What happens to those whom no criterion tells apart, by name.
pub(super) const RESTS: [(&str, TieRest); 3] =
    [("share", TieRest::Share), ("lower", TieRest::Lower), ("draw", TieRest::Draw)];
/// What a month without a score does to months in a row, by name.
pub(super) const UNDRAWN: [(&str, Undrawn); 2] = [("breaks", Undrawn::Breaks), ("bridges", Undrawn::Bridges)];
/// All criteria.
pub(super) const CRITERIA: [TieCriterion; 3] =
    [TieCriterion::LatestMonth, TieCriterion::LowestMonth, TieCriterion::MonthsAtThreshold];

pub(super) fn name_of<T: PartialEq>(table: &[(&str, T)], value: &T) -> String {
    table.iter().find(|(_, other)| other == value).map_or(String::new(), |(name, _)| (*name).to_owned())
}

pub(super) fn named<T: Copy>(table: &[(&str, T)], name: &str) -> Option<T> {
    table.iter().find(|(other, _)| *other == name).map(|(_, value)| *value)
}

impl From<&AwardRules> for TypedRules {
    fn from(rules: &AwardRules) -> Self {
        let prize = |prize: &Prize| TypedPrize {
            name: prize.name.clone(),
            places: prize.places.to_string(),
            yuan: typed(prize.fen),
        };
        Self {
            months: rules.month_weights.map(|weight| weight.to_string()),
            threshold: typed(rules.threshold.hundredths()),
            base: typed(rules.base_fen),
            prizes: rules.prizes.iter().map(prize).collect(),
            criteria: rules.ties.criteria.clone(),
            rest: name_of(&RESTS, &rules.ties.rest),
            share_unit: typed(rules.ties.share_unit_fen),
            bottom_places: rules.criticism.bottom_places.to_string(),
            months_in_row: rules.criticism.months.to_string(),
            smallest_field: rules.criticism.smallest_field.to_string(),
            undrawn: name_of(&UNDRAWN, &rules.criticism.undrawn),
            certificates: rules.certificates_per_village.to_string(),
            titles: rules.titles.iter().map(TypedTitle::from).collect(),
        }
    }
}

/// Reads fields, and remembers what could not be read.
#[derive(Default)]
pub(super) struct Reader(Vec<FieldProblem>);

impl Reader {
    fn take<T: Default>(&mut self, pointer: &str, read: Option<T>, why: &str) -> T {
        read.unwrap_or_else(|| {
            self.0.push(FieldProblem {
                pointer: pointer.into(),
                code: "type".into(),
                detail: why.to_owned(),
            });
            T::default()
        })
    }

    pub(super) fn count(&mut self, pointer: &str, text: &str) -> u32 {
        self.take(pointer, count(text), awards::not_a_count())
    }

    pub(super) fn score(&mut self, pointer: &str, text: &str) -> Score {
        let score = hundredths(text).and_then(|amount| Score::new(amount).ok());
        self.take(pointer, score, awards::not_a_score())
    }

    fn fen(&mut self, pointer: &str, text: &str) -> i64 {
        self.take(pointer, hundredths(text), awards::not_money())
    }
}

impl TypedRules {
    /// As the rules have it; what this page does not know of stays as it is in `base`.
    ///
    /// # Errors
    /// Everything that cannot be read, else the first setting that is not possible, with a JSON pointer.
    pub(super) fn read(&self, base: &AwardRules, lang: Lang) -> Result<AwardRules, Vec<FieldProblem>> {
        let mut reader = Reader::default();
        let mut rules = base.clone();
        for (place, (weight, text)) in rules.month_weights.iter_mut().zip(&self.months).enumerate() {
            *weight = reader.count(&format!("/month_weights/{place}"), text);
        }
        rules.threshold = reader.score("/threshold", &self.threshold);
        rules.base_fen = reader.fen("/base_fen", &self.base);
        let prizes = self.prizes.iter().enumerate();
        let prize = |(place, prize): (usize, &TypedPrize)| Prize {
            name: prize.name.trim().to_owned(),
            places: reader.count(&format!("/prizes/{place}/places"), &prize.places),
            fen: reader.fen(&format!("/prizes/{place}/fen"), &prize.yuan),
        };
        rules.prizes = prizes.map(prize).collect();
        rules.ties = TieRule {
            criteria: self.criteria.clone(),
            rest: named(&RESTS, &self.rest).unwrap_or(TieRest::Share),
            share_unit_fen: reader.fen("/ties/share_unit_fen", &self.share_unit),
        };
        rules.criticism = CriticismRules {
            bottom_places: reader.count("/criticism/bottom_places", &self.bottom_places),
            months: reader.count("/criticism/months", &self.months_in_row),
            smallest_field: reader.count("/criticism/smallest_field", &self.smallest_field),
            undrawn: named(&UNDRAWN, &self.undrawn).unwrap_or(Undrawn::Breaks),
        };
        rules.certificates_per_village = reader.count("/certificates_per_village", &self.certificates);
        let titles = self.titles.iter().enumerate();
        rules.titles = titles.map(|(place, title)| title.read(&mut reader, place)).collect();
        if !reader.0.is_empty() {
            return Err(reader.0);
        }
        match rules.check() {
            Ok(()) => Ok(rules),
            Err(wrong) => {
                let (code, params) = rules_fault(wrong);
                let params: Vec<_> =
                    params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
                Err(vec![fields::problem(wrong.pointer(), code, lang, &params)])
            }
        }
    }
}

/// The fields.
#[derive(Clone)]
pub(super) struct RulesForm {
    pub(super) months: [ArcRwSignal<String>; MONTHS],
    pub(super) threshold: ArcRwSignal<String>,
    pub(super) base: ArcRwSignal<String>,
    pub(super) prizes: Rows<PrizeRow>,
    pub(super) criteria: Rows<TieCriterion>,
    pub(super) rest: ArcRwSignal<String>,
    pub(super) share_unit: ArcRwSignal<String>,
    pub(super) bottom_places: ArcRwSignal<String>,
    pub(super) months_in_row: ArcRwSignal<String>,
    pub(super) smallest_field: ArcRwSignal<String>,
    pub(super) undrawn: ArcRwSignal<String>,
    pub(super) certificates: ArcRwSignal<String>,
    pub(super) titles: Rows<TitleRow>,
}

/// A prize.
#[derive(Clone)]
pub(super) struct PrizeRow {
    pub(super) name: ArcRwSignal<String>,
    pub(super) places: ArcRwSignal<String>,
    pub(super) yuan: ArcRwSignal<String>,
}

impl PrizeRow {
    pub(super) fn of(typed: TypedPrize) -> Self {
        let signal = ArcRwSignal::new;
        Self { name: signal(typed.name), places: signal(typed.places), yuan: signal(typed.yuan) }
    }
}

impl RulesForm {
    pub(super) fn of(typed: TypedRules) -> Self {
        let signal = ArcRwSignal::new;
        Self {
            months: typed.months.map(ArcRwSignal::new),
            threshold: signal(typed.threshold),
            base: signal(typed.base),
            prizes: Rows::new(typed.prizes.into_iter().map(PrizeRow::of)),
            criteria: Rows::new(typed.criteria),
            rest: signal(typed.rest),
            share_unit: signal(typed.share_unit),
            bottom_places: signal(typed.bottom_places),
            months_in_row: signal(typed.months_in_row),
            smallest_field: signal(typed.smallest_field),
            undrawn: signal(typed.undrawn),
            certificates: signal(typed.certificates),
            titles: Rows::new(typed.titles.into_iter().map(TitleRow::of)),
        }
    }

    /// What is typed; tracked.
    pub(super) fn typed(&self) -> TypedRules {
        let prize = |prize: &PrizeRow| TypedPrize {
            name: prize.name.get(),
            places: prize.places.get(),
            yuan: prize.yuan.get(),
        };
        TypedRules {
            months: self.months.each_ref().map(Get::get),
            threshold: self.threshold.get(),
            base: self.base.get(),
            prizes: self.prizes.get().iter().map(|row| prize(&row.content)).collect(),
            criteria: self.criteria.get().iter().map(|row| row.content).collect(),
            rest: self.rest.get(),
            share_unit: self.share_unit.get(),
            bottom_places: self.bottom_places.get(),
            months_in_row: self.months_in_row.get(),
            smallest_field: self.smallest_field.get(),
            undrawn: self.undrawn.get(),
            certificates: self.certificates.get(),
            titles: self.titles.get().iter().map(|row| row.content.typed()).collect(),
        }
    }

    /// Errors with pointers into the rules, as errors of the form's fields.
    pub(super) fn at_fields(&self, errors: Vec<FieldProblem>) -> Vec<FieldProblem> {
        let at_field = |error: FieldProblem| {
            let pointer = error.pointer.strip_prefix("/content").unwrap_or(&error.pointer);
            FieldProblem { pointer: format!("/{}", self.field(pointer, &error.code)), ..error }
        };
        errors.into_iter().map(at_field).collect()
    }

    fn field(&self, pointer: &str, code: &str) -> String {
        let steps: Vec<&str> = pointer.split('/').skip(1).collect();
        match steps.as_slice() {
            ["month_weights"] => "month_weights/0".into(),
            ["prizes", place, field @ ..] => {
                let row = place.parse().ok().and_then(|place| self.prizes.at(place));
                let field = field.first().copied().unwrap_or("fen");
                row.map_or(String::new(), |row| format!("p{}-{field}", row.key))
            }
            ["titles", place, field @ ..] => {
                let row = place.parse().ok().and_then(|place| self.titles.at(place));
                row.map_or(String::new(), |row| {
                    let wrong = || match code {
                        "award_title_twice" => "kind",
                        _ => untrack(|| row.content.typed()).impossible(),
                    };
                    format!("t{}-{}", row.key, field.first().copied().unwrap_or_else(wrong))
                })
            }
            ["criticism"] => "criticism/smallest_field".into(),
            all => all.join("/"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_typed_and_read_back() {
        let rules = AwardRules::ready();
        let typed = TypedRules::from(&rules);
        assert_eq!(typed.read(&rules, Lang::En), Ok(rules.clone()));
        let form = RulesForm::of(typed.clone());
        assert_eq!(untrack(|| form.typed()), typed);
    }

    #[test]
    fn money_is_read_to_the_fen_and_what_is_wrong_lands_on_its_field() {
        let base = AwardRules::plan_2();
        let mut typed = TypedRules::from(&base);
        typed.base = "25,000.05".into();
        assert_eq!(typed.read(&base, Lang::En).unwrap().base_fen, 2_500_005);
        typed.base = "a lot".into();
        typed.prizes[1].places = "three".into();
        let form = RulesForm::of(typed.clone());
        let key = form.prizes.at(1).unwrap().key;
        let wrong = form.at_fields(typed.read(&base, Lang::En).unwrap_err());
        let pointers: Vec<&str> = wrong.iter().map(|problem| problem.pointer.as_str()).collect();
        assert_eq!(pointers, ["/base_fen".to_owned(), format!("/p{key}-places")]);

        let mut typed = TypedRules::from(&base);
        typed.prizes.swap(0, 1);
        let form = RulesForm::of(typed.clone());
        let key = form.prizes.at(1).unwrap().key;
        let wrong = form.at_fields(typed.read(&base, Lang::En).unwrap_err());
        assert_eq!(wrong[0].pointer, format!("/p{key}-fen"));
    }

    #[test]
    fn a_title_that_is_not_possible_is_refused_at_the_setting() {
        let refused = |change: fn(&mut AwardRules)| {
            let base = AwardRules::ready();
            let mut rules = base.clone();
            change(&mut rules);
            let typed = TypedRules::from(&rules);
            let form = RulesForm::of(typed.clone());
            let key = form.titles.at(1).unwrap().key;
            let [wrong] = form.at_fields(typed.read(&base, Lang::En).unwrap_err()).try_into().unwrap();
            (wrong.code, wrong.pointer.strip_prefix(&format!("/t{key}-")).unwrap().to_owned())
        };
        let at = |code: &'static str, field: &str| (code.into(), field.to_owned());
        let twice = refused(|rules| rules.titles[1].kind = rules.titles[0].kind);
        assert_eq!(twice, at("award_title_twice", "kind"));
        assert_eq!(refused(|rules| rules.titles[1].name.clear()), at("award_title", "name"));
        assert_eq!(refused(|rules| rules.titles[1].titles_max = 0), at("award_title", "titles_max"));
    }
}
