//! What the journal tells of, in the book.

use chrono::NaiveDate;
use domain::points::{Activity, EventRule, ProgrammeRules, expiry_day};

use super::{
    book::{Book, Claim, Earner, State, earns},
    steps::Told,
    wallet::Part,
};

impl Book {
    /// What the journal tells of earns in every programme that runs.
    pub fn read(&mut self, told: &Told, on: NaiveDate, today: NaiveDate) {
        let (earner, shift) = match *told {
            Told::Attended { person, shift, .. } => (Earner::Person(person), Some(shift)),
            Told::Checked { home, .. } => (Earner::Home(home), None),
        };
        let before: Vec<usize> = (0..self.claims.len())
            .filter(|at| shift.is_some() && self.claims[*at].shift == shift)
            .filter(|at| self.claims[*at].state == State::Approved)
            .collect();
        let day = before.first().map_or(on, |at| self.claims[*at].day);
        for of in 0..self.programmes.len() {
            let programme = &self.programmes[of];
            let Some(version) = programme.rules(day).filter(|_| !programme.ended) else { continue };
            let rules = programme.versions[version].1.clone();
            let fits = |activity: &&Activity| match (activity.by_event, told) {
                (Some(EventRule::Volunteering), Told::Attended { .. }) => true,
                (Some(EventRule::HouseholdCheck { score_min }), Told::Checked { score, .. }) => {
                    *score >= score_min.hundredths()
                }
                _ => false,
            };
            let Some(activity) = rules.activities.iter().find(fits) else { continue };
            let mine: Vec<usize> =
                before.iter().copied().filter(|at| self.claims[*at].programme == of).collect();
            let had: i64 = mine.iter().map(|at| self.claims[*at].net()).sum();
            let due = match *told {
                Told::Attended { minutes, .. } => earns(activity, minutes),
                Told::Checked { .. } => activity.points,
            };
            if due > had {
                self.award((of, version), &rules, activity, (earner, day, due - had), shift, today);
            }
            let mut surplus = had - due;
            for at in mine.into_iter().rev() {
                let points = self.claims[at].net().min(surplus);
                if points > 0 {
                    self.take_back(at, points);
                    surplus -= points;
                }
            }
        }
    }

    fn award(
        &mut self,
        (of, version): (usize, usize),
        rules: &ProgrammeRules,
        activity: &Activity,
        (earner, day, points): (Earner, NaiveDate, i64),
        shift: Option<u32>,
        today: NaiveDate,
    ) {
        let code = activity.code.clone();
        if let Err(cap) = self.cap(rules, activity, (of, earner, day, points), true, None) {
            return self.programmes[of].skipped.push((code, points, cap));
        }
        // Even where nothing comes into it.
        self.wallet(of, earner, today);
        if self.programmes[of].budget < points {
            return self.programmes[of].skipped.push((code, points, "budget"));
        }
        let (last, claim) = (expiry_day(day, rules.expiry_months), self.claims.len());
        self.programmes[of].budget -= points;
        self.wallet(of, earner, today).parts.push_back(Part { points, last, claim: Some(claim) });
        self.claims.push(Claim {
            programme: of,
            version,
            activity: code,
            earner,
            by_worker: false,
            day,
            points,
            state: State::Approved,
            judged: true,
            taken_back: 0,
            unrecovered: 0,
            shift,
        });
    }
}
