//! The content of a rule version: immutable once it is adopted.

use serde::{Deserialize, Serialize};

use super::WalletKind;
use crate::inspections::Score;

/// Most activities of a programme.
pub const ACTIVITIES_MAX: usize = 40;
/// Longest code of an activity.
pub const ACTIVITY_CODE_CHARS_MAX: usize = 40;
/// Longest name of an activity, in characters.
pub const ACTIVITY_NAME_CHARS_MAX: usize = 40;
/// Most points anywhere in rules: of a deed, a cap, a gift.
pub const POINTS_MAX: i64 = 1_000_000;
/// Longest life of points, in months after the month in which they were earned.
pub const EXPIRY_MONTHS_MAX: u32 = 60;
/// All approved claims, in basis points.
pub const SHARE_MAX: u32 = 10_000;
/// Longest deed that is counted by the hour, in minutes: a day.
pub const MINUTES_MAX: u32 = 24 * 60;

/// The rules of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProgrammeRules {
    /// What earns points, in the order in which it is shown.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 40))]
    pub activities: Vec<Activity>,
    /// Most points of one person on a day, over all activities; any number where absent.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000))]
    pub day_max: Option<i64>,
    /// Most points of one person in a month, over all activities; any number where absent.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000))]
    pub month_max: Option<i64>,
    /// How many months after the month in which they were earned points last; for ever where absent.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 60))]
    pub expiry_months: Option<u32>,
    /// Within which limits residents give points to each other; not at all where absent.
    pub gifts: Option<GiftRules>,
    /// The share of approved claims that are looked at again, in basis points: 500 is 5 %.
    #[cfg_attr(feature = "openapi", schema(maximum = 10_000))]
    pub re_audit_share: u32,
    /// With how many points left in it the budget runs low.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000_000))]
    pub low_at: i64,
}

/// Something that earns points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// Its code, the same in every version: `courtyard_sweeping`.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40, pattern = "^[a-z0-9_]+$"))]
    pub code: String,
    /// What it is called.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40, example = "清扫公共庭院"))]
    pub name: String,
    /// What it earns, each time or each hour.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000))]
    pub points: i64,
    /// Whether that is for each time or for each hour.
    pub basis: Basis,
    /// Whether residents claim it for themselves.
    pub by_resident: bool,
    /// Whether workers propose it for residents.
    pub by_worker: bool,
    /// Whether it is awarded to many at once from a table.
    pub in_bulk: bool,
    /// What of the journal earns it by itself.
    pub by_event: Option<EventRule>,
    /// What a claim has to show.
    pub evidence: Evidence,
    /// Who approves it.
    pub approver: Approver,
    /// Most points that one person earns with it.
    pub caps: Caps,
}

/// What an activity's points are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// For each time.
    Time,
    /// For each hour, by the minute, rounded down.
    Hour,
}

/// What of the journal earns points by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum EventRule {
    /// A ticket that was solved: its reporter earns.
    TicketSolved,
    /// A published check of a household: it earns.
    HouseholdCheck {
        /// The least score that is good.
        #[cfg_attr(feature = "openapi", schema(value_type = String, example = "90.00"))]
        score_min: Score,
    },
    /// A volunteer's shift: who was there earns.
    Volunteering,
    /// A volunteer's shift for a project of a fund: who was there earns, in place of what [`Self::Volunteering`] earns.
    ProjectVolunteering,
}

impl EventRule {
    /// Whether such an event tells how long it took.
    #[must_use]
    pub const fn has_hours(self) -> bool {
        matches!(self, Self::Volunteering | Self::ProjectVolunteering)
    }
}

/// What a claim has to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Nothing.
    None,
    /// Words at least.
    Words,
    /// A photo at least.
    Photo,
}

/// Who approves claims of an activity. Never who claimed it or whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Approver {
    /// A grid worker of the home, or an official above it.
    GridWorker,
    /// An official alone.
    Official,
}

/// Most points that one person earns with an activity; any number where absent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Caps {
    /// On a day.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000))]
    pub day: Option<i64>,
    /// In a month.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000))]
    pub month: Option<i64>,
    /// In the programme's whole period.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000))]
    pub period: Option<i64>,
}

/// Within which limits residents give points to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GiftRules {
    /// Most points of a gift.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000))]
    pub each_max: i64,
    /// Most points that a wallet gives in a month.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000))]
    pub month_max: i64,
}

/// A setting that is not possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFault {
    /// Where, as a JSON pointer into the rules: `/activities/2/caps/day`.
    pub pointer: String,
    /// What is wrong.
    pub code: RuleFaultCode,
}

/// What is wrong with a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleFaultCode {
    /// There are none or more than [`ACTIVITIES_MAX`].
    ActivityCount,
    /// A code is 1 to 40 lower-case letters, digits and underscores, each activity its own.
    ActivityCode,
    /// A name has 1 to 40 characters.
    ActivityName,
    /// A number of points is from 1 to [`POINTS_MAX`].
    Points,
    /// Nothing and nobody brings it about.
    NoWay,
    /// Households' checks fill wallets of households alone.
    HouseholdWallets,
    /// Only a shift has hours that an event tells.
    EventHours,
    /// Several activities are earned by the same event of the same kind.
    EventTwice,
    /// It is less than a single time earns, so that nothing could be approved.
    CapBelowPoints,
    /// It is less than the cap of a shorter time.
    CapOrder,
    /// Months of expiry are from 1 to [`EXPIRY_MONTHS_MAX`].
    ExpiryMonths,
    /// A share is at most [`SHARE_MAX`].
    Share,
    /// What counts as low is from 0 to a thousand million.
    LowAt,
}

impl ProgrammeRules {
    /// The activity with a code.
    #[must_use]
    pub fn activity(&self, code: &str) -> Option<&Activity> {
        self.activities.iter().find(|activity| activity.code == code)
    }

    /// The activity that an event of the journal earns.
    #[must_use]
    pub fn by_event(&self, is: impl Fn(EventRule) -> bool) -> Option<&Activity> {
        self.activities.iter().find(|activity| activity.by_event.is_some_and(&is))
    }

    /// The activity that being at a shift earns, and that alone: work for a project is its own activity where there is one.
    #[must_use]
    pub fn by_shift(&self, for_project: bool) -> Option<&Activity> {
        let own =
            if for_project { self.by_event(|event| event == EventRule::ProjectVolunteering) } else { None };
        own.or_else(|| self.by_event(|event| event == EventRule::Volunteering))
    }

    /// Every setting that is not possible for a programme with such wallets; none where the rules can be adopted.
    #[must_use]
    pub fn faults(&self, wallets: WalletKind) -> Vec<RuleFault> {
        let mut faults = Faults(Vec::new());
        if !(1..=ACTIVITIES_MAX).contains(&self.activities.len()) {
            faults.add("/activities", RuleFaultCode::ActivityCount);
        }
        for (index, activity) in self.activities.iter().enumerate() {
            let before = &self.activities[..index];
            activity.check(&format!("/activities/{index}"), before, wallets, &mut faults);
        }
        faults.points("/day_max", self.day_max);
        faults.points("/month_max", self.month_max);
        faults.ordered("/month_max", self.day_max, self.month_max);
        if self.expiry_months.is_some_and(|months| !(1..=EXPIRY_MONTHS_MAX).contains(&months)) {
            faults.add("/expiry_months", RuleFaultCode::ExpiryMonths);
        }
        if let Some(gifts) = self.gifts {
            faults.points("/gifts/each_max", Some(gifts.each_max));
            faults.points("/gifts/month_max", Some(gifts.month_max));
            faults.ordered("/gifts/month_max", Some(gifts.each_max), Some(gifts.month_max));
        }
        if self.re_audit_share > SHARE_MAX {
            faults.add("/re_audit_share", RuleFaultCode::Share);
        }
        if !(0..=super::FUNDING_MAX).contains(&self.low_at) {
            faults.add("/low_at", RuleFaultCode::LowAt);
        }
        faults.0
    }
}

impl Activity {
    /// What a deed earns that took so many minutes; `None` where it is counted by the hour and nothing says how long it
    /// took, or where it took too long.
    #[must_use]
    pub fn earns(&self, minutes: Option<u32>) -> Option<i64> {
        match self.basis {
            Basis::Time => Some(self.points),
            Basis::Hour => {
                let minutes = minutes.filter(|minutes| (1..=MINUTES_MAX).contains(minutes))?;
                Some(self.points.saturating_mul(i64::from(minutes)) / 60)
            }
        }
    }

    fn check(&self, at: &str, before: &[Self], wallets: WalletKind, faults: &mut Faults) {
        let mut fault = |field: &str, code| faults.add(&format!("{at}/{field}"), code);
        let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let fits = (1..=ACTIVITY_CODE_CHARS_MAX).contains(&self.code.len());
        let taken = before.iter().any(|other| other.code == self.code);
        if !fits || !self.code.bytes().all(good) || taken {
            fault("code", RuleFaultCode::ActivityCode);
        }
        let name = self.name.trim();
        let shown = !name.chars().any(char::is_control);
        if !shown || !(1..=ACTIVITY_NAME_CHARS_MAX).contains(&name.chars().count()) {
            fault("name", RuleFaultCode::ActivityName);
        }
        if !(self.by_resident || self.by_worker || self.in_bulk || self.by_event.is_some()) {
            fault("by_resident", RuleFaultCode::NoWay);
        }
        if let Some(event) = self.by_event {
            if matches!(event, EventRule::HouseholdCheck { .. }) && wallets == WalletKind::Person {
                fault("by_event", RuleFaultCode::HouseholdWallets);
            }
            if self.basis == Basis::Hour && !event.has_hours() {
                fault("basis", RuleFaultCode::EventHours);
            }
            let kind = std::mem::discriminant(&event);
            let same =
                |other: &Self| other.by_event.is_some_and(|other| std::mem::discriminant(&other) == kind);
            if before.iter().any(same) {
                fault("by_event", RuleFaultCode::EventTwice);
            }
        }
        let caps =
            [("caps/day", self.caps.day), ("caps/month", self.caps.month), ("caps/period", self.caps.period)];
        let mut shorter = None;
        faults.points(&format!("{at}/points"), Some(self.points));
        for (field, cap) in caps {
            let pointer = format!("{at}/{field}");
            faults.points(&pointer, cap);
            if self.basis == Basis::Time && cap.is_some_and(|cap| cap < self.points) {
                faults.add(&pointer, RuleFaultCode::CapBelowPoints);
            }
            faults.ordered(&pointer, shorter, cap);
            shorter = cap.or(shorter);
        }
    }
}

struct Faults(Vec<RuleFault>);

impl Faults {
    fn add(&mut self, pointer: &str, code: RuleFaultCode) {
        self.0.push(RuleFault { pointer: pointer.to_owned(), code });
    }

    fn points(&mut self, pointer: &str, points: Option<i64>) {
        if points.is_some_and(|points| !(1..=POINTS_MAX).contains(&points)) {
            self.add(pointer, RuleFaultCode::Points);
        }
    }

    fn ordered(&mut self, pointer: &str, shorter: Option<i64>, longer: Option<i64>) {
        if let (Some(shorter), Some(longer)) = (shorter, longer)
            && longer < shorter
        {
            self.add(pointer, RuleFaultCode::CapOrder);
        }
    }
}
