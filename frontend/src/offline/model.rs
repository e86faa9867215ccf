//! What is kept on the device: rounds as they were when they were opened last, sheets as they stand here.
//!
//! Sheets hold what nobody else has yet, so their form only grows: a new field has a default, and none changes its
//! meaning.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use contract::inspections::{ListedRound, RoundTarget, Sheet};
use domain::{
    ids::{AreaId, RoundId},
    inspections::{Findings, Score, Template},
};
use serde::{Deserialize, Serialize};

pub use super::mark::{KeptMark, KeptPhoto};

/// A round with all that is needed to score it without a network.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptRound {
    /// The round.
    pub round: ListedRound,
    /// What it looks at, in its version.
    pub template: Template,
    /// Where it goes.
    pub targets: Vec<RoundTarget>,
    /// When it was read last.
    pub read_at: DateTime<Utc>,
}

/// A sheet as the server had it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    /// Its version; 0 of an empty one.
    pub version: i64,
    /// What was on it.
    #[serde(default)]
    pub findings: Findings,
    /// Whether it was handed in.
    #[serde(default)]
    pub handed_in: bool,
    /// Who changed it last.
    #[serde(default)]
    pub by: Option<String>,
    /// When.
    #[serde(default)]
    pub at: Option<DateTime<Utc>>,
}

impl From<&Sheet> for Base {
    fn from(sheet: &Sheet) -> Self {
        Self {
            version: sheet.version,
            findings: sheet.findings.clone(),
            handed_in: sheet.score.is_some(),
            by: sheet.updated_by_name.clone(),
            at: sheet.updated_at,
        }
    }
}

/// Exactly what was sent and not yet answered: after a lost answer the very same is sent again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnTheWay {
    /// On which version.
    pub version: i64,
    /// What.
    pub findings: Findings,
    /// Whether it is handed in.
    pub hand_in: bool,
    /// What makes sending it twice harmless.
    pub key: String,
    /// Which edition of the sheet it is.
    pub edition: u64,
}

/// Why a sheet is not sent by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trouble {
    /// Somebody else changed it meanwhile; this is theirs.
    Conflict(Base),
    /// The server says what is wrong: the indicator's code, if it is about one, and words.
    Refused(Vec<(Option<String>, String)>),
    /// It takes no scores any more, or none from this person: the server's words.
    Closed(String),
}

/// A sheet as it stands on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptSheet {
    /// Of which round.
    pub round: RoundId,
    /// For which place.
    pub area: AreaId,
    /// As the server had it.
    #[serde(default)]
    pub base: Base,
    /// What was found, by the indicators' codes.
    #[serde(default)]
    pub marks: BTreeMap<String, KeptMark>,
    /// Whether it is complete and to be counted.
    #[serde(default)]
    pub hand_in: bool,
    /// Grows with every change on this device.
    #[serde(default)]
    pub edition: u64,
    /// The edition that the server has.
    #[serde(default)]
    pub sent: u64,
    /// What was sent and not answered.
    #[serde(default)]
    pub on_the_way: Option<OnTheWay>,
    /// Why it is not sent by itself.
    #[serde(default)]
    pub trouble: Option<Trouble>,
    /// When it was changed last on this device.
    #[serde(default)]
    pub changed_at: Option<DateTime<Utc>>,
}

/// Where a place stands, as the list of places says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has begun.
    NotBegun,
    /// Something on this device has not been sent.
    Unsent,
    /// The server has what there is.
    Saved,
    /// It is complete and counted.
    HandedIn,
    /// Two inspectors wrote different things.
    Conflict,
    /// The server says that something is wrong.
    Refused,
    /// It could not be sent any more.
    Closed,
}

impl KeptSheet {
    /// An empty sheet of a place.
    pub fn new(round: RoundId, area: AreaId, base: Base) -> Self {
        let mut sheet = Self {
            round,
            area,
            base: Base::default(),
            marks: BTreeMap::new(),
            hand_in: false,
            edition: 0,
            sent: 0,
            on_the_way: None,
            trouble: None,
            changed_at: None,
        };
        sheet.take(base);
        sheet
    }

    /// Takes over what the server has. Marks that say the same keep what was counted here.
    pub fn take(&mut self, base: Base) {
        let mut joined = BTreeSet::new();
        for (code, mark) in self.marks.iter_mut().filter(|(_, mark)| !mark.scored) {
            // Photos and words that had no points yet are added to what somebody else found.
            if let Some(finding) = base.findings.get(code) {
                let theirs = KeptMark::of(finding);
                let note =
                    if mark.note.is_empty() { theirs.note } else { format!("{} {}", theirs.note, mark.note) };
                let photos = theirs.photos.into_iter().chain(mark.photos.drain(..)).collect();
                *mark = KeptMark { note, photos, ..theirs };
                joined.insert(code.clone());
            }
        }
        self.marks.retain(|code, mark| joined.contains(code) || mark.says(base.findings.get(code)));
        for (code, finding) in &base.findings {
            self.marks.entry(code.clone()).or_insert_with(|| KeptMark::of(finding));
        }
        self.hand_in = base.handed_in;
        (self.base, self.trouble, self.on_the_way) = (base, None, None);
        self.sent = self.edition;
        // What was added is to be sent.
        self.edition += u64::from(!joined.is_empty());
    }

    /// Whether the server does not have all of it.
    pub fn is_unsent(&self) -> bool {
        self.edition != self.sent
    }

    /// Whether it is sent by itself.
    pub fn is_queued(&self) -> bool {
        self.is_unsent() && self.trouble.is_none()
    }

    /// How many entries the server does not have: marks, and the handing in.
    pub fn entries_unsent(&self) -> usize {
        if !self.is_unsent() {
            return 0;
        }
        let codes: BTreeSet<&String> = self.marks.keys().chain(self.base.findings.keys()).collect();
        let differing = codes.into_iter().filter(|code| self.differs(code, &self.base.findings)).count();
        (differing + usize::from(self.hand_in != self.base.handed_in)).max(1)
    }

    fn differs(&self, code: &str, findings: &Findings) -> bool {
        match self.marks.get(code) {
            Some(mark) => !mark.says(findings.get(code)),
            None => findings.contains_key(code),
        }
    }

    /// Where the place stands.
    pub fn standing(&self) -> Standing {
        match &self.trouble {
            Some(Trouble::Conflict(_)) => Standing::Conflict,
            Some(Trouble::Refused(_)) => Standing::Refused,
            Some(Trouble::Closed(_)) => Standing::Closed,
            None if self.is_unsent() => Standing::Unsent,
            None if self.base.handed_in => Standing::HandedIn,
            None if self.marks.is_empty() => Standing::NotBegun,
            None => Standing::Saved,
        }
    }

    /// Changes it on this device.
    pub fn change(&mut self, now: DateTime<Utc>, work: impl FnOnce(&mut Self)) {
        work(self);
        self.edition += 1;
        self.changed_at = Some(now);
        // What was refused may be right now; a conflict stays until somebody chooses.
        if matches!(self.trouble, Some(Trouble::Refused(_))) {
            self.trouble = None;
        }
    }

    /// What is to be sent next: what was sent and not answered, else all of it as it stands.
    pub fn next(&mut self, fresh_key: impl FnOnce() -> String) -> OnTheWay {
        let findings = || {
            let scored = self.marks.iter().filter(|(_, mark)| mark.scored);
            scored.map(|(code, mark)| (code.clone(), mark.finding())).collect()
        };
        let next = self.on_the_way.clone().unwrap_or_else(|| OnTheWay {
            version: self.base.version,
            findings: findings(),
            hand_in: self.hand_in,
            key: fresh_key(),
            edition: self.edition,
        });
        self.on_the_way = Some(next.clone());
        next
    }

    /// The server has kept what was on the way, and the sheet has this version now.
    pub fn kept(&mut self, sent: &OnTheWay, sheet: &Sheet) {
        self.base = Base { findings: sent.findings.clone(), handed_in: sent.hand_in, ..Base::from(sheet) };
        self.sent = sent.edition;
        (self.on_the_way, self.trouble) = (None, None);
    }

    /// Somebody else changed it meanwhile. Where both say the same there is nothing to choose.
    pub fn clash(&mut self, theirs: Base) {
        self.on_the_way = None;
        let codes: BTreeSet<&String> = self.marks.keys().chain(theirs.findings.keys()).collect();
        let same = codes.into_iter().all(|code| !self.differs(code, &theirs.findings));
        if same && self.hand_in == theirs.handed_in {
            self.take(theirs);
        } else {
            self.trouble = Some(Trouble::Conflict(theirs));
        }
    }

    /// The indicators over which two inspectors differ, and which side alone has changed since both had the same.
    pub fn differences(&self, theirs: &Base) -> Vec<Difference> {
        let codes: BTreeSet<&String> = self.marks.keys().chain(theirs.findings.keys()).collect();
        let of = |code: &String| {
            let mine_changed = self.differs(code, &self.base.findings);
            let theirs_changed = self.base.findings.get(code) != theirs.findings.get(code);
            let likely = match (mine_changed, theirs_changed) {
                (true, false) => Some(Side::Mine),
                (false, true) => Some(Side::Theirs),
                _ => None,
            };
            Difference { code: code.clone(), likely }
        };
        codes.into_iter().filter(|code| self.differs(code, &theirs.findings)).map(of).collect()
    }

    /// Merges both by what the inspector chose; what was not asked is the same on both sides.
    pub fn merge(&mut self, now: DateTime<Utc>, theirs: Base, chosen: &BTreeMap<String, Side>) {
        for (code, side) in chosen {
            if *side == Side::Theirs {
                match theirs.findings.get(code) {
                    Some(finding) => drop(self.marks.insert(code.clone(), KeptMark::of(finding))),
                    None => drop(self.marks.remove(code)),
                }
            }
        }
        (self.base, self.trouble, self.on_the_way) = (theirs, None, None);
        self.edition += 1;
        self.changed_at = Some(now);
    }
}

/// Whose finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// This device's.
    Mine,
    /// The other inspector's.
    Theirs,
}

/// An indicator over which two inspectors differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its code.
    pub code: String,
    /// The side that alone has changed it.
    pub likely: Option<Side>,
}

/// How far a sheet is: what the marked indicators give, and of how much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Running {
    /// How many are marked.
    pub marked: usize,
    /// Of how many.
    pub indicators: usize,
    /// What the marked ones give, in hundredths.
    pub given: i64,
    /// Of how much, in hundredths.
    pub possible: i64,
}

/// How far a sheet is.
pub fn running(template: &Template, marks: &BTreeMap<String, KeptMark>) -> Running {
    let mut running = Running::default();
    for indicator in template.indicators() {
        running.indicators += 1;
        let Some(mark) = marks.get(&indicator.code).filter(|mark| mark.scored) else { continue };
        let counted = domain::inspections::Mark { points: mark.points, photos: 0 };
        running.marked += 1;
        running.possible += indicator.weight.hundredths();
        running.given += indicator.score(&counted).map_or(0, Score::hundredths);
    }
    running
}

#[cfg(test)]
#[path = "model_tests.rs"]
mod tests;
