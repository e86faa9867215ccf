//! Titles: computed with reasons, awarded once, shown with consent, revoked with a reason.

use contract::inspections::{
    AwardTitles, GetTitleCandidates, ListTitles, RevokeTitle, ShowTitle, SignPledge, TitleCandidates,
};
use domain::{
    inspections::{AwardRules, TitleKind, TitleMiss, TitleRule, TitleTies},
    permissions::Role,
};

use super::{
    Inspection, TOWN, VILLAGE,
    homes::{HOME, OTHER_HOME},
};
use crate::support::code;

/// Rules under which one check is enough.
fn rules(titles_max: u32) -> AwardRules {
    let titles = TitleRule::ready();
    let eased = |title| TitleRule {
        checks_min: 1,
        titles_max,
        pledged_percent_min: if title_is_household(&title) { 100 } else { 0 },
        ties: TitleTies::None,
        ..title
    };
    AwardRules { titles: titles.into_iter().map(eased).collect(), ..AwardRules::plan_2() }
}

fn title_is_household(title: &TitleRule) -> bool {
    title.kind == TitleKind::Household
}

impl Inspection {
    fn asked(&self, kind: TitleKind) -> GetTitleCandidates {
        GetTitleCandidates { area_id: self.area(TOWN), half_year: "2026-H1".parse().unwrap(), kind }
    }

    async fn candidates(&self, kind: TitleKind) -> TitleCandidates {
        self.official().get_title_candidates(&self.asked(kind)).await.unwrap()
    }

    fn award(&self, kind: TitleKind, seen: &TitleCandidates) -> AwardTitles {
        let GetTitleCandidates { area_id, half_year, kind } = self.asked(kind);
        AwardTitles { area_id, half_year, kind, hash: seen.hash }
    }

    fn listed(&self, path: &str) -> ListTitles {
        ListTitles { area_id: self.area(path), half_year: None, kind: None, limit: None, after: None }
    }

    async fn pledge(&self, path: &str) {
        let member = self.member(path);
        member.sign_pledge(self.area(path), &SignPledge { text_version: 1 }, None).await.unwrap();
    }

    /// Two households with good scores of which the first has pledged, in a half-year that is over and awarded.
    async fn awarded(&self) -> String {
        self.in_force(rules(5)).await;
        self.pledge(HOME).await;
        self.published_homes(&self.plan_homes(), [300, 400]).await;
        self.to_july();
        let seen = self.candidates(TitleKind::Household).await;
        let made =
            self.official().award_titles(&self.award(TitleKind::Household, &seen), None).await.unwrap();
        assert_eq!(made.count, 1);
        let mine = self.member(HOME).list_household_titles(self.area(HOME)).await.unwrap().items;
        mine[0].number.clone()
    }
}

#[actix_web::test]
async fn a_list_says_who_gets_it_and_by_what_everybody_else_misses_it() {
    let it = Inspection::new().await;
    it.in_force(rules(5)).await;
    it.pledge(HOME).await;
    it.published_homes(&it.plan_homes(), [300, 400]).await;
    let before = it.candidates(TitleKind::Household).await;
    assert!(!before.over && before.awarded_at.is_none());
    let early = it.official().award_titles(&it.award(TitleKind::Household, &before), None).await;
    assert_eq!(code(early), "half_year_not_over");
    it.to_july();
    let seen = it.candidates(TitleKind::Household).await;
    assert_eq!((seen.awarded, seen.rounds_open, seen.over), (1, 0, true));
    let [first, second] = &seen.lines[..] else { panic!("{seen:?}") };
    assert_eq!((first.place_id, first.misses.len()), (it.area(HOME), 0));
    assert_eq!(first.place, ["柳塘村", "柳塘一网格", "1号"]);
    assert_eq!((first.pledged, first.households), (1, 1));
    assert_eq!(first.mean.unwrap().shown.to_string(), "97.00");
    assert_eq!(
        (second.place_id, second.misses.as_slice()),
        (it.area(OTHER_HOME), &[TitleMiss::NotPledged][..])
    );
    // A pledge after the half-year is over comes too late for it.
    it.pledge(OTHER_HOME).await;
    assert_eq!(it.candidates(TitleKind::Household).await.hash, seen.hash);
}

#[actix_web::test]
async fn titles_are_awarded_when_all_is_there_as_they_were_seen_and_once() {
    let it = Inspection::new().await;
    let award = |kind, seen| {
        let body = it.award(kind, seen);
        let official = it.official();
        async move { official.award_titles(&body, None).await }
    };
    it.to_july();
    let asked = it.asked(TitleKind::Household);
    assert_eq!(code(it.official().get_title_candidates(&asked).await), "title_rule_missing");
    it.in_force(rules(5)).await;
    let empty = it.candidates(TitleKind::Group).await;
    assert!(empty.lines.is_empty());
    assert_eq!(code(award(TitleKind::Group, &empty).await), "titles_none");

    let open = it.planned(&it.plan_homes()).await.round.id;
    let seen = it.candidates(TitleKind::Household).await;
    assert_eq!(seen.rounds_open, 1);
    assert_eq!(code(award(TitleKind::Household, &seen).await), "rounds_unpublished");
    it.official().cancel_round(open, None).await.unwrap();

    it.months(&[[300, 1_500]]).await;
    let villages = it.candidates(TitleKind::Village).await;
    assert_eq!(villages.awarded, 1);
    assert_eq!(villages.lines[1].misses, [TitleMiss::LowMean]);
    let stale = TitleCandidates { hash: seen.hash, ..villages.clone() };
    assert_eq!(code(award(TitleKind::Village, &stale).await), "changed_meanwhile");
    assert_eq!(award(TitleKind::Village, &villages).await.unwrap().count, 1);
    assert_eq!(code(award(TitleKind::Village, &villages).await), "titles_awarded");
    // What is stored is computed again, to the same bytes.
    let stored = it.candidates(TitleKind::Village).await;
    assert!(stored.recomputed && stored.awarded_at.is_some());
    assert_eq!((stored.hash, &stored.lines), (villages.hash, &villages.lines));

    // A village's title is for all, with its place.
    let list = it.server.anonymous().list_titles(&it.listed(VILLAGE)).await.unwrap();
    assert_eq!((list.items.len(), list.unnamed), (1, 0));
    assert_eq!(
        (list.items[0].place.as_slice(), list.items[0].name.as_str()),
        (&["柳塘村".to_owned()][..], "文明村")
    );
    assert_eq!(list.half_years, ["2026-H1".parse().unwrap()]);
}

#[actix_web::test]
async fn a_households_title_is_named_only_while_it_lets_it_be_shown() {
    let it = Inspection::new().await;
    let number = it.awarded().await;
    let (anybody, member) = (it.server.anonymous(), it.member(HOME));
    let hidden = anybody.list_titles(&it.listed(TOWN)).await.unwrap();
    assert_eq!((hidden.items.len(), hidden.unnamed), (0, 1));
    let confirmed = anybody.get_title(&number.to_lowercase()).await.unwrap();
    assert_eq!((confirmed.place_id, confirmed.place.len(), confirmed.shown), (None, 0, false));
    assert_eq!(code(anybody.get_title_paper(&number).await), "not_found");
    assert_eq!(code(anybody.get_title("2026-H1-AAAAAAAA").await), "not_found");
    // Those who hold inspections see whose it is, and so does the household.
    for reader in [it.official(), member.clone()] {
        let list = reader.list_titles(&it.listed(TOWN)).await.unwrap();
        assert_eq!((list.items.len(), list.unnamed, list.items[0].place_id), (1, 0, Some(it.area(HOME))));
        assert!(reader.get_title_paper(&number).await.unwrap().starts_with(b"%PDF-"));
    }
    let show = |shown| ShowTitle { shown };
    for stranger in [it.official(), it.member(OTHER_HOME)] {
        assert_eq!(code(stranger.show_title(&number, &show(true), None).await), "not_found");
    }
    member.show_title(&number, &show(true), None).await.unwrap();
    let named = anybody.list_titles(&it.listed(TOWN)).await.unwrap();
    assert_eq!((named.items.len(), named.unnamed), (1, 0));
    assert_eq!(named.items[0].place, ["柳塘村", "柳塘一网格", "1号"]);
    assert!(anybody.get_title_paper(&number).await.unwrap().starts_with(b"%PDF-"));
    member.show_title(&number, &show(false), None).await.unwrap();
    assert_eq!(anybody.list_titles(&it.listed(TOWN)).await.unwrap().unnamed, 1);
}

#[actix_web::test]
async fn a_revoked_title_still_answers_with_the_reason_and_has_no_paper() {
    let it = Inspection::new().await;
    let number = it.awarded().await;
    let revoke = RevokeTitle { reason: " 抽查发现材料不实 ".to_owned() };
    let village = it.server.signed_in(Role::Official, VILLAGE);
    assert_eq!(code(village.revoke_title(&number, &revoke, None).await), "not_allowed");
    let gone = it.official().revoke_title(&number, &revoke, None).await.unwrap();
    assert_eq!(gone.revoke_reason.as_deref(), Some("抽查发现材料不实"));
    assert_eq!(code(it.official().revoke_title(&number, &revoke, None).await), "title_revoked");
    let member = it.member(HOME);
    assert_eq!(code(member.get_title_paper(&number).await), "title_revoked");
    assert_eq!(code(member.show_title(&number, &ShowTitle { shown: true }, None).await), "title_revoked");
    let anybody = it.server.anonymous();
    assert!(anybody.get_title(&number).await.unwrap().revoked_at.is_some());
    assert_eq!(anybody.list_titles(&it.listed(TOWN)).await.unwrap().unnamed, 0);
}
