//! When what happens to a project, in days since it was begun. The story's end cuts it off where it is.

use super::{
    payments::PayAct,
    projects::Act,
    texts::projects::{Course, ProjectWords},
    votes::VOTING_DAYS,
};

/// Days after which it is screened; the public can comment for a week from then on.
const SCREENED: i64 = 7;
/// Days after which it is put to the committee.
const PUT: i64 = 16;
/// Days after which the office signs the agreement.
const AGREED: i64 = 28;
/// Days after which the first instalment is due, and between two milestones.
const FIRST_PART: i64 = 31;
const BETWEEN_PARTS: i64 = 25;
/// Days between the last milestone and the report, and until the office takes it.
const TO_THE_REPORT: i64 = 11;
const TO_THE_RATING: i64 = 8;
/// Days from then on until it is put away: residents have two weeks at most.
const TO_THE_ARCHIVE: i64 = 17;
/// Comments and ratings of one project.
const COMMENTS: usize = 3;
const RATINGS: usize = 6;

/// What happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// A move of the project.
    Act(Act),
    /// A step of the payment of a part.
    Pay(usize, PayAct),
    /// Members have had their time.
    Look,
}

/// All that happens to a project.
pub(super) fn of(words: &ProjectWords) -> Vec<(i64, Deed)> {
    let mut all = Vec::new();
    let ended = before_the_vote(words, &mut all) || !voting(words, &mut all);
    if !ended {
        agreed(words, &mut all);
    }
    all
}

/// Until the public has commented; whether it ends before the committee is asked.
fn before_the_vote(words: &ProjectWords, all: &mut Vec<(i64, Deed)>) -> bool {
    let mut act = |day, act| all.push((day, Deed::Act(act)));
    act(0, Act::Draft);
    act(1, Act::Join);
    act(2, Act::Submit);
    match words.course {
        Course::Returned | Course::ReturnedOnce => act(4, Act::Return),
        Course::ScreenedOut => act(5, Act::ScreenOut),
        _ => {}
    }
    if matches!(words.course, Course::Returned | Course::ScreenedOut) {
        return true;
    }
    if words.course == Course::ReturnedOnce {
        act(6, Act::Revise);
    }
    act(SCREENED, Act::Screen);
    let withdrawn = words.course == Course::Withdrawn;
    let comments = if withdrawn { 1 } else { COMMENTS };
    for (place, day) in (SCREENED + 1..).step_by(2).take(comments).enumerate() {
        act(day, Act::Comment(place));
    }
    if withdrawn {
        act(SCREENED + 3, Act::Withdraw);
    }
    withdrawn
}

/// Until the committee has decided; whether it says yes.
fn voting(words: &ProjectWords, all: &mut Vec<(i64, Deed)>) -> bool {
    all.push((PUT, Deed::Act(Act::Put)));
    all.push((PUT + 2, Deed::Act(Act::Vote)));
    if words.answers.all_heard() {
        all.push((PUT + 4, Deed::Act(Act::Decide)));
    } else {
        all.push((PUT + VOTING_DAYS, Deed::Look));
    }
    words.answers.carried()
}

/// From the agreement to its end.
fn agreed(words: &ProjectWords, all: &mut Vec<(i64, Deed)>) {
    all.push((AGREED, Deed::Act(Act::Agree)));
    all.push((AGREED + 2, Deed::Act(Act::Countersign)));
    let mut day = FIRST_PART;
    for part in 0..words.parts.len() {
        day = FIRST_PART + BETWEEN_PARTS * i64::try_from(part).unwrap_or(0);
        if part == 1 && words.course == Course::Terminated {
            all.push((day, Deed::Act(Act::AskToTerminate)));
            all.push((day + 2, Deed::Act(Act::VoteToTerminate)));
            return;
        }
        if part == 1 && words.course == Course::MilestoneRefused {
            all.push((day - 5, Deed::Act(Act::Reach(part))));
            all.push((day - 3, Deed::Act(Act::Refuse(part))));
        }
        all.push((day, Deed::Act(Act::Reach(part))));
        all.push((day + 3, Deed::Act(Act::Accept(part))));
        all.push((day + 4, Deed::Pay(part, PayAct::Propose)));
        all.push((day + 5, Deed::Pay(part, PayAct::Approve)));
        all.push((day + 7, Deed::Pay(part, PayAct::Pay)));
    }
    let reported = day + TO_THE_REPORT;
    all.push((reported, Deed::Act(Act::Report)));
    let rated = reported + TO_THE_RATING;
    if words.course == Course::ReportReturned {
        all.push((reported + 1, Deed::Act(Act::ReturnReport)));
        all.push((reported + 2, Deed::Act(Act::Report)));
    }
    all.push((rated, Deed::Act(Act::AcceptReport)));
    for (place, day) in (rated + 1..).take(RATINGS).enumerate() {
        all.push((day, Deed::Act(Act::Rate(place))));
    }
    all.push((rated + TO_THE_ARCHIVE, Deed::Act(Act::Archive)));
}
