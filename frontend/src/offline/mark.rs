//! What was found for one indicator, as it is kept on the device.

use domain::{
    ids::PhotoId,
    inspections::{Finding, Indicator, Score, Tally},
};
use serde::{Deserialize, Serialize};

/// A photo of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPhoto {
    /// The name of its file on this device; none of one that came from the server.
    #[serde(default)]
    pub file: Option<String>,
    /// What makes sending it twice harmless.
    #[serde(default)]
    pub key: String,
    /// What the server calls it, once it is there.
    #[serde(default)]
    pub id: Option<PhotoId>,
}

impl KeptPhoto {
    /// A photo that the server has.
    pub fn remote(id: PhotoId) -> Self {
        Self { file: None, key: String::new(), id: Some(id) }
    }
}

/// What was found for one indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMark {
    /// Taken away or given.
    pub points: Score,
    /// Whether points were given at all: a photo or a note alone is no finding, and is not sent.
    #[serde(default = "yes")]
    pub scored: bool,
    /// What was counted.
    #[serde(default)]
    pub tally: Tally,
    /// Why, in words.
    #[serde(default)]
    pub note: String,
    /// What shows it.
    #[serde(default)]
    pub photos: Vec<KeptPhoto>,
}

fn yes() -> bool {
    true
}

impl KeptMark {
    /// A mark before points were given: a photo or a note came first.
    pub fn unscored() -> Self {
        Self {
            points: Score::ZERO,
            scored: false,
            tally: Tally::default(),
            note: String::new(),
            photos: Vec::new(),
        }
    }

    /// A mark at which nothing was amiss.
    pub fn best(indicator: &Indicator) -> Self {
        let points = indicator.best();
        Self { points, scored: true, tally: indicator.uncounted(points), ..Self::unscored() }
    }

    /// A mark that came from the server.
    pub fn of(finding: &Finding) -> Self {
        let by_hand = finding.points.hundredths();
        Self {
            points: finding.points,
            scored: true,
            tally: Tally { counts: Vec::new(), by_hand },
            note: finding.note.clone(),
            photos: finding.photos.iter().copied().map(KeptPhoto::remote).collect(),
        }
    }

    /// As it is sent: with the photos that are on the server.
    pub fn finding(&self) -> Finding {
        Finding {
            points: self.points,
            note: self.note.trim().to_owned(),
            photos: self.photos.iter().filter_map(|photo| photo.id).collect(),
        }
    }

    /// Whether it says the same as a finding on the server.
    pub(super) fn says(&self, finding: Option<&Finding>) -> bool {
        let all_there = self.photos.iter().all(|photo| photo.id.is_some());
        if !self.scored {
            return finding.is_none();
        }
        all_there && Some(&self.finding()) == finding
    }
}
