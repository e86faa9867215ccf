//! What is typed into a plan.

use contract::inspections::{OBJECTION_HOURS_DEFAULT, PlanRound};
use domain::{
    areas::AreaKind,
    ids::AreaId,
    inspections::{DrawPlan, Subjects},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::super::words;
use crate::{
    draft::Draft,
    i18n::{places, rounds},
};

/// Under which name it is kept on the device.
const DRAFT: &str = "round-plan";
/// Nothing is drawn.
pub(super) const NOTHING: &str = "nothing";
/// So many of the subjects are.
pub(super) const SAMPLE: &str = "sample";
/// So many places inside each are.
pub(super) const WITHIN: &str = "within";
/// It goes to all of the subjects.
pub(super) const ALL: &str = "all";
/// It goes to those that were chosen.
pub(super) const CHOSEN: &str = "chosen";

/// What is kept on the device.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    area: Option<AreaId>,
    month: String,
    subjects: String,
    regularity: String,
    notice: String,
    report: String,
    template: String,
    lead: String,
    team: Vec<String>,
    whither: String,
    chosen: Vec<String>,
    draw: String,
    kind: String,
    take: String,
    hours: String,
}

impl Kept {
    /// A plan as it begins: this month's routine of villages, for all to see.
    fn fresh() -> Self {
        let text = |text: &str| text.to_owned();
        Self {
            area: None,
            month: words::this_month().map(|month| month.to_string()).unwrap_or_default(),
            subjects: text(Subjects::Villages.as_str()),
            regularity: text("regular"),
            notice: text("open"),
            report: text("public_bulletin"),
            template: String::new(),
            lead: String::new(),
            team: Vec::new(),
            whither: text(ALL),
            chosen: Vec::new(),
            draw: text(NOTHING),
            kind: text(AreaKind::Household.as_str()),
            take: text("3"),
            hours: OBJECTION_HOURS_DEFAULT.to_string(),
        }
    }
}

/// What is typed, field by field.
#[derive(Clone, Copy)]
pub struct Typed {
    pub(super) month: RwSignal<String>,
    pub(super) subjects: RwSignal<String>,
    pub(super) regularity: RwSignal<String>,
    pub(super) notice: RwSignal<String>,
    pub(super) report: RwSignal<String>,
    pub(super) template: RwSignal<String>,
    pub(super) lead: RwSignal<String>,
    pub(super) team: RwSignal<Vec<String>>,
    /// Whether it goes to [`ALL`] or to those [`CHOSEN`].
    pub(super) whither: RwSignal<String>,
    pub(super) chosen: RwSignal<Vec<String>>,
    pub(super) draw: RwSignal<String>,
    pub(super) kind: RwSignal<String>,
    pub(super) take: RwSignal<String>,
    pub(super) hours: RwSignal<String>,
    draft: Draft<Kept>,
}

/// A field of the body, and what is wrong with it.
type Faults = Vec<(&'static str, &'static str)>;

impl Typed {
    /// Takes up what was kept on the device; people, places and the template only where they were chosen for this place.
    pub(super) fn take_up(area: Option<AreaId>) -> Self {
        let draft = Draft::<Kept>::take_up(DRAFT);
        let mut kept = draft.value.get_untracked();
        if kept == Kept::default() {
            kept = Kept::fresh();
        } else if kept.area != area {
            (kept.template, kept.lead) = Default::default();
            (kept.team, kept.chosen) = Default::default();
        }
        let signal = RwSignal::<String>::new;
        let typed = Self {
            month: signal(kept.month),
            subjects: signal(kept.subjects),
            regularity: signal(kept.regularity),
            notice: signal(kept.notice),
            report: signal(kept.report),
            template: signal(kept.template),
            lead: signal(kept.lead),
            team: RwSignal::new(kept.team),
            whither: signal(kept.whither),
            chosen: RwSignal::new(kept.chosen),
            draw: signal(kept.draw),
            kind: signal(kept.kind),
            take: signal(kept.take),
            hours: signal(kept.hours),
            draft,
        };
        Effect::new(move |_| {
            let now = typed.read();
            let begun = now != Kept::fresh();
            draft.value.set(if begun { Kept { area, ..now } } else { Kept::default() });
        });
        typed
    }

    /// Everything as it is typed; tracked.
    fn read(self) -> Kept {
        let covert = self.notice.with(|notice| notice == "covert");
        Kept {
            area: None,
            month: self.month.get(),
            subjects: self.subjects.get(),
            regularity: self.regularity.get(),
            notice: self.notice.get(),
            report: self.report.get(),
            template: self.template.get(),
            lead: self.lead.get(),
            team: self.team.get(),
            whither: self.whither.get(),
            // Where a covert round goes is not left on a device.
            chosen: if covert { Vec::new() } else { self.chosen.get() },
            draw: self.draw.get(),
            kind: self.kind.get(),
            take: self.take.get(),
            hours: self.hours.get(),
        }
    }

    /// Whether anything was typed; tracked.
    pub(super) fn is_begun(self) -> bool {
        self.draft.is_begun()
    }

    /// Forgets it: it has been sent.
    pub(super) fn clear(self) {
        self.draft.clear();
    }

    /// Begins again with nothing typed.
    pub(super) fn begin_again(self) {
        let fresh = Kept::fresh();
        self.month.set(fresh.month);
        self.subjects.set(fresh.subjects);
        self.regularity.set(fresh.regularity);
        self.notice.set(fresh.notice);
        self.report.set(fresh.report);
        self.template.set(fresh.template);
        self.lead.set(fresh.lead);
        self.team.set(fresh.team);
        self.whither.set(fresh.whither);
        self.chosen.set(fresh.chosen);
        self.draw.set(fresh.draw);
        self.kind.set(fresh.kind);
        self.take.set(fresh.take);
        self.hours.set(fresh.hours);
    }

    /// The plan, or what is missing in it.
    pub(super) fn body(self, area_id: AreaId) -> Result<PlanRound, Faults> {
        let read = untrack(|| self.read());
        let mut faults = Faults::new();
        let month = read.month.parse().ok();
        if month.is_none() {
            faults.push(("/month", rounds::choose_month()));
        }
        let template_id = read.template.parse().ok();
        if template_id.is_none() {
            faults.push(("/template_id", rounds::choose_template()));
        }
        let hours = read.hours.trim().parse::<u32>().ok();
        if hours.is_none() {
            faults.push(("/objection_hours", places::hours_not_number()));
        }
        let take = read.take.trim().parse::<u32>().ok().filter(|take| *take > 0);
        if read.draw != NOTHING && take.is_none() {
            faults.push(("/take", rounds::take_not_number()));
        }
        let chosen = self
            .chosen
            .with_untracked(|chosen| chosen.iter().filter_map(|id| id.parse().ok()).collect::<Vec<_>>());
        if read.whither == CHOSEN && chosen.is_empty() {
            faults.push(("/chosen", rounds::choose_places()));
        }
        let (regularity, notice, report) = (word(&read.regularity), word(&read.notice), word(&read.report));
        let subjects = Subjects::parse(&read.subjects);
        let (
            (Some(month), Some(template_id), Some(subjects)),
            (Some(regularity), Some(notice), Some(report)),
            [],
        ) = ((month, template_id, subjects), (regularity, notice, report), faults.as_slice())
        else {
            return Err(faults);
        };
        Ok(PlanRound {
            area_id,
            month,
            subjects,
            regularity,
            notice,
            report,
            template_id,
            lead_id: read.lead.parse().ok(),
            team: read.team.iter().filter_map(|id| id.parse().ok()).collect(),
            objection_hours: hours,
            draw: take.and_then(|take| plan(&read.draw, &read.kind, take)),
            chosen: (read.whither == CHOSEN).then_some(chosen),
        })
    }
}

fn plan(draw: &str, kind: &str, take: u32) -> Option<DrawPlan> {
    match draw {
        SAMPLE => Some(DrawPlan::Subjects { take }),
        WITHIN => AreaKind::parse(kind).map(|kind| DrawPlan::Within { kind, take }),
        _ => None,
    }
}

/// A word of the API as what it stands for.
fn word<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).ok()
}

/// What lies inside subjects and can be drawn there.
pub(super) fn narrower(subjects: Subjects) -> Vec<AreaKind> {
    let inside = |kind: &AreaKind| subjects.kinds().iter().all(|subject| subject < kind);
    AreaKind::ALL.into_iter().filter(inside).collect()
}

#[cfg(test)]
mod tests {
    use domain::inspections::{Notice, Report};

    use super::*;

    #[test]
    fn only_what_lies_inside_is_drawn() {
        use AreaKind as K;
        assert_eq!(narrower(Subjects::Villages), [K::Grid, K::Building, K::VillagerGroup, K::Household]);
        assert_eq!(narrower(Subjects::VillagerGroups), [K::Household]);
        assert!(narrower(Subjects::Households).is_empty());
    }

    #[test]
    fn words_of_the_form_are_those_of_the_api() {
        assert_eq!(word::<Notice>("covert"), Some(Notice::Covert));
        assert_eq!(word::<Report>("special_report"), Some(Report::SpecialReport));
        assert_eq!(word::<Report>("both"), None);
        assert_eq!(plan(SAMPLE, "", 4), Some(DrawPlan::Subjects { take: 4 }));
        assert_eq!(plan(NOTHING, "household", 4), None);
    }
}
