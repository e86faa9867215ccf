use domain::inspections::Tally;

use super::*;

const KEY: fn() -> String = || "key".to_owned();

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_767_600_000_000).unwrap()
}

fn mark(points: &str) -> KeptMark {
    KeptMark {
        points: points.parse().unwrap(),
        scored: true,
        tally: Tally { counts: vec![2], by_hand: 0 },
        note: String::new(),
        photos: Vec::new(),
    }
}

fn found(marks: &[(&str, &str)]) -> Findings {
    marks.iter().map(|(code, points)| ((*code).to_owned(), mark(points).finding())).collect()
}

fn base(version: i64, marks: &[(&str, &str)]) -> Base {
    Base { version, findings: found(marks), ..Base::default() }
}

fn sheet(at: Base) -> KeptSheet {
    KeptSheet::new(RoundId(uuid::Uuid::nil()), AreaId(uuid::Uuid::nil()), at)
}

fn answer(sent: &OnTheWay) -> Sheet {
    Sheet {
        round_id: RoundId(uuid::Uuid::nil()),
        area_id: AreaId(uuid::Uuid::nil()),
        area_path: domain::areas::AreaPath::root(),
        findings: sent.findings.clone(),
        score: None,
        handed_in_at: None,
        updated_by: None,
        updated_by_name: None,
        updated_at: None,
        version: sent.version + 1,
    }
}

fn put(sheet: &mut KeptSheet, code: &str, points: &str) {
    sheet.change(now(), |sheet| drop(sheet.marks.insert(code.to_owned(), mark(points))));
}

#[test]
fn what_was_changed_after_sending_is_sent_after_the_answer_and_on_the_new_version() {
    let mut sheet = sheet(Base::default());
    put(&mut sheet, "roads", "1.00");
    let first = sheet.next(KEY);
    put(&mut sheet, "ditches", "2.00");
    assert_eq!(sheet.next(KEY), first, "a lost answer: the very same is sent again");
    sheet.kept(&first, &answer(&first));
    assert_eq!((sheet.base.version, sheet.is_queued(), sheet.entries_unsent()), (1, true, 1));
    let second = sheet.next(KEY);
    assert_eq!((second.version, second.findings.len()), (1, 2));
    sheet.kept(&second, &answer(&second));
    assert_eq!((sheet.standing(), sheet.entries_unsent()), (Standing::Saved, 0));
    assert_eq!(sheet.marks["roads"].tally.counts, [2], "what was counted here stays");
}

#[test]
fn a_conflict_waits_for_a_choice_and_names_the_likely_side() {
    let mut mine = sheet(base(1, &[("roads", "1.00"), ("walls", "0.50"), ("bins", "1.00")]));
    put(&mut mine, "roads", "2.00");
    put(&mut mine, "bins", "3.00");
    let theirs = base(2, &[("roads", "4.00"), ("walls", "1.50"), ("bins", "1.00")]);
    mine.clash(theirs.clone());
    assert_eq!((mine.standing(), mine.is_queued()), (Standing::Conflict, false));
    let likely: Vec<_> = mine.differences(&theirs).into_iter().map(|d| (d.code, d.likely)).collect();
    let expected = [("bins", Some(Side::Mine)), ("roads", None), ("walls", Some(Side::Theirs))];
    assert_eq!(likely, expected.map(|(code, side)| (code.to_owned(), side)));
    put(&mut mine, "ditches", "1.00");
    assert_eq!(mine.standing(), Standing::Conflict, "scoring on decides nothing");
    let chosen = [("bins", Side::Mine), ("roads", Side::Mine), ("walls", Side::Theirs)];
    let chosen = chosen.into_iter().map(|(code, side)| (code.to_owned(), side)).collect();
    mine.merge(now(), theirs, &chosen);
    let next = mine.next(KEY);
    assert_eq!((next.version, mine.is_queued()), (2, true));
    assert_eq!(
        next.findings,
        found(&[("bins", "3.00"), ("roads", "2.00"), ("walls", "1.50"), ("ditches", "1.00")])
    );
}

#[test]
fn two_who_found_the_same_are_not_asked() {
    let mut mine = sheet(Base::default());
    put(&mut mine, "roads", "1.00");
    mine.clash(base(1, &[("roads", "1.00")]));
    assert_eq!((mine.standing(), mine.base.version), (Standing::Saved, 1));
}

#[test]
fn a_photo_that_is_not_on_the_server_is_an_entry_that_waits() {
    let mut sheet = sheet(base(1, &[("roads", "1.00")]));
    assert_eq!(sheet.entries_unsent(), 0);
    let photo = KeptPhoto { file: Some("a".to_owned()), key: "a".to_owned(), id: None };
    sheet.change(now(), |sheet| sheet.marks.get_mut("roads").unwrap().photos.push(photo));
    assert_eq!(sheet.entries_unsent(), 1);
    assert!(sheet.marks["roads"].finding().photos.is_empty());
}

#[test]
fn a_refusal_ends_with_the_next_change() {
    let mut sheet = sheet(Base::default());
    put(&mut sheet, "roads", "1.00");
    sheet.trouble = Some(Trouble::Refused(vec![(Some("roads".to_owned()), "太长".to_owned())]));
    assert!(!sheet.is_queued());
    put(&mut sheet, "roads", "0.50");
    assert!(sheet.is_queued());
}

#[test]
fn a_sheet_of_an_older_form_is_read() {
    let nil = uuid::Uuid::nil();
    let old =
        format!("{{\"round\":\"{nil}\",\"area\":\"{nil}\",\"marks\":{{\"roads\":{{\"points\":\"1.00\"}}}}}}");
    let read: KeptSheet = serde_json::from_str(&old).unwrap();
    assert_eq!(read.marks["roads"].points.to_string(), "1.00");
}

#[test]
fn a_photo_or_a_note_alone_is_no_finding_and_is_not_lost() {
    let mut sheet = sheet(Base::default());
    let photo = KeptPhoto { file: Some("a".to_owned()), key: "a".to_owned(), id: None };
    let first = KeptMark { photos: vec![photo], ..KeptMark::unscored() };
    sheet.change(now(), |sheet| drop(sheet.marks.insert("roads".to_owned(), first)));
    let sent = sheet.next(KEY);
    assert!(sent.findings.is_empty());
    sheet.kept(&sent, &answer(&sent));
    assert_eq!((sheet.marks["roads"].photos.len(), sheet.is_unsent()), (1, false));
    // Somebody else gives the points: the photo is added to theirs, and sent.
    sheet.take(base(2, &[("roads", "1.00")]));
    assert_eq!((sheet.marks["roads"].photos.len(), sheet.is_queued()), (1, true));
}
