//! A wallet in the book: a queue of what came into it.

use std::collections::{BTreeMap, VecDeque};

use chrono::NaiveDate;

/// Points of a wallet that came together.
pub struct Part {
    pub points: i64,
    pub last: Option<NaiveDate>,
    pub claim: Option<usize>,
}

/// A wallet.
pub struct Wallet {
    pub parts: VecDeque<Part>,
    /// When it was looked through for what is over.
    pub looked_on: NaiveDate,
    /// What it gave, by month.
    pub given: BTreeMap<(i32, u32), i64>,
}

impl Wallet {
    pub fn balance(&self) -> i64 {
        self.parts.iter().map(|part| part.points).sum()
    }

    /// Takes so many of the oldest; with the days on which they are over, none before those that came earlier.
    pub fn take(&mut self, points: i64) -> Vec<(i64, Option<NaiveDate>)> {
        let (mut wanted, mut taken, mut last) = (points, Vec::new(), Some(NaiveDate::MIN));
        while wanted > 0 {
            let part = self.parts.front_mut().unwrap();
            last = last.zip(part.last).map(|(before, own)| before.max(own));
            let some = part.points.min(wanted);
            (part.points, wanted) = (part.points - some, wanted - some);
            taken.push((some, last));
            if part.points == 0 {
                self.parts.pop_front();
            }
        }
        taken
    }

    /// Takes points of a claim back: its own first.
    pub fn take_back(&mut self, claim: usize, points: i64) {
        let mut wanted = points;
        for part in self.parts.iter_mut().filter(|part| part.claim == Some(claim)) {
            let own = part.points.min(wanted);
            (part.points, wanted) = (part.points - own, wanted - own);
        }
        self.parts.retain(|part| part.points > 0);
        self.take(wanted);
    }

    /// Takes out what is over before a day.
    pub fn expire(&mut self, today: NaiveDate) -> i64 {
        let mut over = 0;
        while self.parts.front().is_some_and(|part| part.last.is_some_and(|last| last < today)) {
            over += self.parts.pop_front().map_or(0, |part| part.points);
        }
        over
    }

    /// What is over when, if nothing else happens.
    pub fn upcoming(&self) -> Vec<(NaiveDate, i64)> {
        let (mut upcoming, mut latest) = (BTreeMap::new(), Some(NaiveDate::MIN));
        for part in &self.parts {
            latest = latest.zip(part.last).map(|(before, own)| before.max(own));
            if let Some(day) = latest {
                *upcoming.entry(day).or_default() += part.points;
            }
        }
        upcoming.into_iter().collect()
    }
}
