//! What rules of points mean, in sentences that anybody can check.

use domain::points::{Activity, Basis, EventRule, Evidence, ProgrammeRules};

use super::super::words;
use crate::{format, i18n::programmes};

/// What the rules say, a sentence for each thing.
pub(super) fn sentences(rules: &ProgrammeRules) -> Vec<String> {
    let mut all: Vec<String> = rules.activities.iter().map(activity).collect();
    let caps = [
        rules.day_max.map(|max| programmes::says_day_max(format::number(max))),
        rules.month_max.map(|max| programmes::says_month_max(format::number(max))),
    ];
    all.extend(caps.into_iter().flatten());
    if rules.day_max.is_none() && rules.month_max.is_none() {
        all.push(programmes::says_no_caps().to_owned());
    }
    all.push(match rules.expiry_months {
        Some(months) => programmes::says_expiry(months),
        None => programmes::says_no_expiry().to_owned(),
    });
    all.push(match rules.gifts {
        Some(gifts) => {
            programmes::says_gifts(format::number(gifts.each_max), format::number(gifts.month_max))
        }
        None => programmes::says_no_gifts().to_owned(),
    });
    let share = format::percent(rules.re_audit_share.into(), 10_000).unwrap_or_default();
    all.push(if rules.re_audit_share == 0 {
        programmes::says_no_re_audit().to_owned()
    } else {
        programmes::says_re_audit(share)
    });
    all.push(programmes::says_low(format::number(rules.low_at)));
    all
}

fn activity(activity: &Activity) -> String {
    let points = format::number(activity.points);
    let earns = match activity.basis {
        Basis::Time => programmes::says_each_time(&activity.name, points),
        Basis::Hour => programmes::says_each_hour(&activity.name, points),
    };
    let claimed = [
        activity.by_resident.then(programmes::says_by_resident),
        activity.by_worker.then(programmes::says_by_worker),
        activity.in_bulk.then(programmes::says_in_bulk),
    ];
    let claimed: Vec<&str> = claimed.into_iter().flatten().collect();
    let mut parts = vec![earns];
    if !claimed.is_empty() {
        let ways = any_of(&claimed);
        let approves = words::approver(activity.approver);
        parts.push(match activity.evidence {
            Evidence::None => programmes::says_claimed(ways, approves),
            shown => programmes::says_claimed_with(ways, words::evidence(shown), approves),
        });
    }
    parts.extend(activity.by_event.map(|event| match event {
        EventRule::TicketSolved => programmes::says_ticket().to_owned(),
        EventRule::HouseholdCheck { score_min } => programmes::says_check(score_min),
        EventRule::Volunteering => programmes::says_volunteering().to_owned(),
        EventRule::ProjectVolunteering => programmes::says_project_volunteering().to_owned(),
    }));
    let caps = [
        activity.caps.day.map(|max| programmes::says_cap_day(format::number(max))),
        activity.caps.month.map(|max| programmes::says_cap_month(format::number(max))),
        activity.caps.period.map(|max| programmes::says_cap_period(format::number(max))),
    ];
    let caps: Vec<String> = caps.into_iter().flatten().collect();
    if !caps.is_empty() {
        parts.push(programmes::says_caps(caps.join(programmes::and())));
    }
    let mut sentence = parts.join(programmes::part_separator());
    sentence.push_str(programmes::full_stop());
    sentence
}

/// One, one or another, one, another or a third.
fn any_of(ways: &[&str]) -> String {
    match ways {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [others @ .., last] => {
            format!("{}{}{last}", others.join(programmes::way_separator()), programmes::or())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::form::ready, *};

    #[test]
    fn ways_are_joined_as_people_list_them() {
        assert_eq!(any_of(&["a"]), "a");
        let (comma, or) = (programmes::way_separator(), programmes::or());
        assert_eq!(any_of(&["a", "b", "c"]), format!("a{comma}b{or}c"));
    }

    #[test]
    fn every_activity_and_every_setting_has_a_sentence() {
        let mut rules = ready();
        assert_eq!(sentences(&rules).len(), rules.activities.len() + 6);
        let before = sentences(&rules);
        rules.activities[0].caps.month = None;
        rules.low_at = 5;
        let after = sentences(&rules);
        let other = before.iter().zip(&after).filter(|(before, after)| before != after).count();
        assert_eq!(other, 2);
    }
}
