use chrono::TimeDelta;
use uuid::Uuid;

use super::{super::*, at};

#[test]
fn a_code_holds_while_it_is_shown_and_as_long_again() {
    let shown = CheckWindow::at(at(0));
    let later = |seconds| at(0) + TimeDelta::seconds(seconds);
    for (seconds, holds) in [(-1, false), (0, true), (29, true), (30, true), (59, true), (60, false)] {
        assert_eq!(shown.holds_at(later(seconds)), holds, "{seconds}");
    }
    assert_eq!(shown.ends_at(), later(30));
}

#[test]
fn a_token_reads_back_from_an_address_and_alone() {
    let token =
        CheckToken { shift: Uuid::from_u128(7).into(), kind: CheckKind::Out, window: CheckWindow::at(at(0)) };
    let whole = Some(CheckCode::Whole(token, "abc-_".to_owned()));
    assert_eq!(CheckCode::parse(&format!("{token}.abc-_")), whole);
    assert_eq!(CheckCode::parse(&format!(" https://town.example/check#{token}.abc-_ ")), whole);
    let more = format!("{token}.1.abc");
    for bad in ["", "x", "1.2.3", more.as_str(), "0.in.1.abc", &"9".repeat(300)] {
        assert_eq!(CheckCode::parse(bad), None, "{bad}");
    }
}

#[test]
fn digits_may_be_typed_as_people_type_them() {
    let short = Some(CheckCode::Short("012345".to_owned()));
    for typed in ["012345", " 012 345", "012-345", "０１２３４５"] {
        assert_eq!(CheckCode::parse(typed), short, "{typed}");
    }
    for bad in ["01234", "0123456", "01234a"] {
        assert_eq!(CheckCode::parse(bad), None, "{bad}");
    }
    assert_eq!(CheckToken::short(&[0, 0, 0, 7, 255]), "000007");
    assert_eq!(CheckToken::short(&[255, 255, 255, 255]), "967295");
}
