//! Rules of a programme while somebody writes them: kept as they are typed, and read when they are saved.

use contract::{
    lang::Lang,
    points::programme_rules_fault,
    problems::{FieldProblem, fields},
};
use domain::points::{
    Activity, Approver, Basis, Caps, EventRule, Evidence, GiftRules, ProgrammeRules, WalletKind,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::activity::{ActivityRow, Reader, TypedActivity, maybe};
use crate::{
    amounts::{count, hundredths, typed},
    i18n::programmes,
    rows::Rows,
};

/// Rules to begin with.
pub(super) fn ready() -> ProgrammeRules {
    let claimed = |code: &str, name: &str, points: i64, evidence| Activity {
        code: code.to_owned(),
        name: name.to_owned(),
        points,
        basis: Basis::Time,
        by_resident: true,
        by_worker: true,
        in_bulk: true,
        by_event: None,
        evidence,
        approver: Approver::GridWorker,
        caps: Caps { day: Some(points), month: Some(points * 8), period: None },
    };
    let solved = Activity {
        by_resident: false,
        by_worker: false,
        in_bulk: false,
        by_event: Some(EventRule::TicketSolved),
        ..claimed("ticket_solved", programmes::ready_ticket(), 2, Evidence::None)
    };
    ProgrammeRules {
        activities: vec![
            claimed("courtyard_sweeping", programmes::ready_sweeping(), 5, Evidence::Photo),
            claimed("helping_neighbours", programmes::ready_helping(), 5, Evidence::Words),
            solved,
        ],
        day_max: Some(20),
        month_max: Some(200),
        expiry_months: Some(12),
        gifts: None,
        re_audit_share: 500,
        low_at: 1_000,
    }
}

/// Rules as they are typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TypedRules {
    activities: Vec<TypedActivity>,
    day_max: String,
    month_max: String,
    expiry_months: String,
    gifts: bool,
    each_max: String,
    gifts_month_max: String,
    share: String,
    low_at: String,
}

impl From<&ProgrammeRules> for TypedRules {
    fn from(rules: &ProgrammeRules) -> Self {
        let gifts = rules.gifts.unwrap_or(GiftRules { each_max: 50, month_max: 200 });
        Self {
            activities: rules.activities.iter().map(TypedActivity::from).collect(),
            day_max: maybe(rules.day_max),
            month_max: maybe(rules.month_max),
            expiry_months: maybe(rules.expiry_months.map(i64::from)),
            gifts: rules.gifts.is_some(),
            each_max: gifts.each_max.to_string(),
            gifts_month_max: gifts.month_max.to_string(),
            share: typed(rules.re_audit_share.into()),
            low_at: rules.low_at.to_string(),
        }
    }
}

impl TypedRules {
    /// As the rules have it.
    ///
    /// # Errors
    /// Everything that cannot be read and every setting that is not possible, at once, with JSON pointers.
    pub(super) fn read(&self, wallets: WalletKind, lang: Lang) -> Result<ProgrammeRules, Vec<FieldProblem>> {
        let mut reader = Reader::default();
        let activities = self.activities.iter().enumerate();
        let activities = activities.map(|(place, typed)| typed.read(&mut reader, place)).collect();
        let expiry = self.expiry_months.trim();
        let expiry_months = (!expiry.is_empty()).then(|| count(expiry)).and_then(|read| {
            if read.is_none() {
                reader.refuse("/expiry_months", programmes::not_points_or_empty());
            }
            read
        });
        let gifts = self.gifts.then(|| GiftRules {
            each_max: reader.points("/gifts/each_max", &self.each_max),
            month_max: reader.points("/gifts/month_max", &self.gifts_month_max),
        });
        let share = hundredths(&self.share).and_then(|share| u32::try_from(share).ok());
        if share.is_none() {
            reader.refuse("/re_audit_share", programmes::not_a_share());
        }
        let rules = ProgrammeRules {
            activities,
            day_max: reader.maybe_points("/day_max", &self.day_max),
            month_max: reader.maybe_points("/month_max", &self.month_max),
            expiry_months,
            gifts,
            re_audit_share: share.unwrap_or(0),
            low_at: reader.points("/low_at", &self.low_at),
        };
        let mut wrong = reader.0;
        wrong.extend(rules.faults(wallets).into_iter().map(|fault| {
            let (code, params) = programme_rules_fault(fault.code);
            let params: Vec<_> = params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            fields::problem(&fault.pointer, code, lang, &params)
        }));
        if wrong.is_empty() { Ok(rules) } else { Err(wrong) }
    }
}

/// The fields.
#[derive(Clone)]
pub(super) struct RulesForm {
    pub(super) activities: Rows<ActivityRow>,
    pub(super) day_max: ArcRwSignal<String>,
    pub(super) month_max: ArcRwSignal<String>,
    pub(super) expiry_months: ArcRwSignal<String>,
    pub(super) gifts: ArcRwSignal<bool>,
    pub(super) each_max: ArcRwSignal<String>,
    pub(super) gifts_month_max: ArcRwSignal<String>,
    pub(super) share: ArcRwSignal<String>,
    pub(super) low_at: ArcRwSignal<String>,
}

impl RulesForm {
    pub(super) fn of(typed: TypedRules) -> Self {
        let signal = ArcRwSignal::new;
        Self {
            activities: Rows::new(typed.activities.into_iter().map(ActivityRow::of)),
            day_max: signal(typed.day_max),
            month_max: signal(typed.month_max),
            expiry_months: signal(typed.expiry_months),
            gifts: ArcRwSignal::new(typed.gifts),
            each_max: signal(typed.each_max),
            gifts_month_max: signal(typed.gifts_month_max),
            share: signal(typed.share),
            low_at: signal(typed.low_at),
        }
    }

    /// What is typed; tracked.
    pub(super) fn typed(&self) -> TypedRules {
        TypedRules {
            activities: self.activities.get().iter().map(|row| row.content.typed()).collect(),
            day_max: self.day_max.get(),
            month_max: self.month_max.get(),
            expiry_months: self.expiry_months.get(),
            gifts: self.gifts.get(),
            each_max: self.each_max.get(),
            gifts_month_max: self.gifts_month_max.get(),
            share: self.share.get(),
            low_at: self.low_at.get(),
        }
    }

    /// Errors with pointers into the rules, as errors of the form's fields.
    pub(super) fn at_fields(&self, errors: Vec<FieldProblem>) -> Vec<FieldProblem> {
        let at_field = |error: FieldProblem| {
            let pointer = error.pointer.strip_prefix("/content").unwrap_or(&error.pointer);
            FieldProblem { pointer: format!("/{}", self.field(pointer)), ..error }
        };
        errors.into_iter().map(at_field).collect()
    }

    fn field(&self, pointer: &str) -> String {
        let steps: Vec<&str> = pointer.split('/').skip(1).collect();
        match steps.as_slice() {
            ["activities", place, .., field] => {
                let row = place.parse().ok().and_then(|place| self.activities.at(place));
                row.map_or(String::new(), |row| format!("a{}-{field}", row.key))
            }
            all => all.join("/"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_typed_and_read_back() {
        let mut rules = ready();
        rules.gifts = Some(GiftRules { each_max: 20, month_max: 100 });
        rules.activities[1].by_event = Some(EventRule::Volunteering);
        rules.activities[1].basis = Basis::Hour;
        rules.activities[2].by_event = Some(EventRule::ProjectVolunteering);
        let typed = TypedRules::from(&rules);
        assert_eq!(typed.read(WalletKind::Person, Lang::En), Ok(rules));
        let form = RulesForm::of(typed.clone());
        assert_eq!(untrack(|| form.typed()), typed);
    }

    #[test]
    fn everything_that_is_wrong_is_named_at_once_at_its_field() {
        let mut rules = ready();
        rules.activities[0].name.clear();
        rules.activities[1].caps.day = Some(1);
        rules.expiry_months = Some(99);
        let mut typed = TypedRules::from(&rules);
        typed.share = "all".into();
        typed.day_max = "many".into();
        let form = RulesForm::of(typed.clone());
        let (first, second) = (form.activities.at(0).unwrap().key, form.activities.at(1).unwrap().key);
        let wrong = form.at_fields(typed.read(WalletKind::Person, Lang::En).unwrap_err());
        let mut pointers: Vec<String> = wrong.into_iter().map(|problem| problem.pointer).collect();
        pointers.sort();
        let mut expected = vec![
            format!("/a{first}-name"),
            format!("/a{second}-day"),
            "/day_max".to_owned(),
            "/expiry_months".to_owned(),
            "/re_audit_share".to_owned(),
        ];
        expected.sort();
        assert_eq!(pointers, expected);
    }

    #[test]
    fn a_share_is_read_to_the_basis_point() {
        let mut typed = TypedRules::from(&ready());
        typed.share = "2.5".into();
        assert_eq!(typed.read(WalletKind::Person, Lang::En).unwrap().re_audit_share, 250);
        typed.share = "101".into();
        let wrong = typed.read(WalletKind::Person, Lang::En).unwrap_err();
        assert_eq!((wrong.len(), wrong[0].pointer.as_str()), (1, "/re_audit_share"));
    }
}
