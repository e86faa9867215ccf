use proptest::prelude::*;

use super::*;
use crate::inspections::Score;

fn codes(rules: &ProgrammeRules, wallets: WalletKind) -> Vec<(String, RuleFaultCode)> {
    rules.faults(wallets).into_iter().map(|fault| (fault.pointer, fault.code)).collect()
}

#[test]
fn every_bad_setting_is_named_at_once() {
    let mut bad = rules(vec![
        Activity { code: "Sweep".to_owned(), name: " ".to_owned(), points: 0, ..activity("", 1) },
        Activity { by_resident: false, ..activity("b", 5) },
        Activity { caps: Caps { day: Some(4), month: Some(3), period: None }, ..activity("b", 5) },
    ]);
    bad.day_max = Some(100);
    bad.month_max = Some(50);
    bad.expiry_months = Some(0);
    bad.gifts = Some(GiftRules { each_max: 5, month_max: 0 });
    bad.re_audit_share = 10_001;
    bad.low_at = -1;
    use RuleFaultCode as C;
    let expected = [
        ("/activities/0/code", C::ActivityCode),
        ("/activities/0/name", C::ActivityName),
        ("/activities/0/points", C::Points),
        ("/activities/1/by_resident", C::NoWay),
        ("/activities/2/code", C::ActivityCode),
        ("/activities/2/caps/day", C::CapBelowPoints),
        ("/activities/2/caps/month", C::CapBelowPoints),
        ("/activities/2/caps/month", C::CapOrder),
        ("/month_max", C::CapOrder),
        ("/expiry_months", C::ExpiryMonths),
        ("/gifts/month_max", C::Points),
        ("/gifts/month_max", C::CapOrder),
        ("/re_audit_share", C::Share),
        ("/low_at", C::LowAt),
    ];
    let expected: Vec<(String, C)> = expected.into_iter().map(|(at, code)| (at.to_owned(), code)).collect();
    assert_eq!(codes(&bad, WalletKind::Person), expected);
    assert_eq!(codes(&rules(Vec::new()), WalletKind::Person), [("/activities".to_owned(), C::ActivityCount)]);
    assert_eq!(codes(&rules(vec![activity("a", 5)]), WalletKind::Person), []);
}

#[test]
fn events_fit_their_wallets_and_their_hours() {
    let score_min = Score::new(9_000).unwrap();
    let by = |code: &str, event, basis| Activity { by_event: Some(event), basis, ..activity(code, 5) };
    let check = EventRule::HouseholdCheck { score_min };
    let all = rules(vec![
        by("a", check, Basis::Time),
        by("b", EventRule::TicketSolved, Basis::Hour),
        by("c", EventRule::Volunteering, Basis::Hour),
        by("d", EventRule::HouseholdCheck { score_min: Score::FULL }, Basis::Time),
    ]);
    use RuleFaultCode as C;
    let of =
        |pairs: &[(&str, C)]| pairs.iter().map(|(at, code)| ((*at).to_owned(), *code)).collect::<Vec<_>>();
    let always = [("/activities/1/basis", C::EventHours), ("/activities/3/by_event", C::EventTwice)];
    assert_eq!(codes(&all, WalletKind::Household), of(&always));
    let persons = [
        ("/activities/0/by_event", C::HouseholdWallets),
        ("/activities/1/basis", C::EventHours),
        ("/activities/3/by_event", C::HouseholdWallets),
        ("/activities/3/by_event", C::EventTwice),
    ];
    assert_eq!(codes(&all, WalletKind::Person), of(&persons));
}

#[test]
fn work_for_projects_has_hours_and_is_another_event_than_other_volunteering() {
    let by = |code: &str, event| Activity { by_event: Some(event), basis: Basis::Hour, ..activity(code, 5) };
    let (any, project) = (EventRule::Volunteering, EventRule::ProjectVolunteering);
    assert_eq!(codes(&rules(vec![by("a", any), by("b", project)]), WalletKind::Person), []);
    let twice = rules(vec![by("a", project), by("b", any), by("c", project)]);
    let fault = ("/activities/2/by_event".to_owned(), RuleFaultCode::EventTwice);
    assert_eq!(codes(&twice, WalletKind::Person), [fault]);
}

#[test]
fn the_rule_for_project_work_is_called_so_on_the_wire() {
    let wire = r#"{"kind":"project_volunteering"}"#;
    assert_eq!(serde_json::to_string(&EventRule::ProjectVolunteering).unwrap(), wire);
    assert_eq!(serde_json::from_str::<EventRule>(wire).unwrap(), EventRule::ProjectVolunteering);
}

proptest! {
    #[test]
    fn a_shift_earns_by_one_activity_and_by_project_work_only_for_a_project(
        events in prop::collection::vec(event(), 0..6),
    ) {
        let activities = events.iter().enumerate();
        let activities = activities.map(|(n, by_event)| Activity { by_event: *by_event, ..activity(&format!("a{n}"), 5) });
        let rules = rules(activities.collect());
        let (any, project) = (Some(EventRule::Volunteering), Some(EventRule::ProjectVolunteering));
        let event = |earned: Option<&Activity>| earned.and_then(|activity| activity.by_event);
        prop_assert_eq!(event(rules.by_shift(false)), any.filter(|_| events.contains(&any)));
        let expected = if events.contains(&project) { project } else { any.filter(|_| events.contains(&any)) };
        prop_assert_eq!(event(rules.by_shift(true)), expected);
    }
}

fn event() -> impl Strategy<Value = Option<EventRule>> {
    let score_min = Score::new(9_000).unwrap();
    prop::sample::select(vec![
        None,
        Some(EventRule::TicketSolved),
        Some(EventRule::HouseholdCheck { score_min }),
        Some(EventRule::Volunteering),
        Some(EventRule::ProjectVolunteering),
    ])
}

#[test]
fn an_hour_is_counted_by_the_minute_and_rounded_down() {
    let hourly = Activity { basis: Basis::Hour, ..activity("a", 10) };
    for (minutes, points) in [(1, 0), (6, 1), (59, 9), (60, 10), (90, 15), (1_440, 240)] {
        assert_eq!(hourly.earns(Some(minutes)), Some(points));
    }
    assert_eq!((hourly.earns(None), hourly.earns(Some(0)), hourly.earns(Some(1_441))), (None, None, None));
    assert_eq!(activity("a", 10).earns(None), Some(10));
}
