use super::super::{ForProjectError, ShiftPlace, for_project};
use crate::{areas::AreaPath, funds::projects::StateName};

fn path(text: &str) -> AreaPath {
    AreaPath::parse(text).unwrap()
}

#[test]
fn a_fund_is_that_of_the_shift_s_area_of_one_above_it_or_of_any_in_its_town() {
    let (area, town) = (path("1/1/1/1/"), path("1/1/"));
    let place = ShiftPlace { area: &area, town: &town };
    for near in ["1/", "1/1/", "1/1/1/", "1/1/1/1/", "1/1/1/1/1/", "1/1/2/", "1/1/2/1/"] {
        assert_eq!(for_project(&path(near), StateName::InProgress, place), Ok(()), "{near}");
    }
    for far in ["1/2/", "1/2/1/", "2/", "1/11/"] {
        let refused = for_project(&path(far), StateName::InProgress, place);
        assert_eq!(refused, Err(ForProjectError::Elsewhere), "{far}");
    }
}

#[test]
fn shifts_are_planned_for_what_is_signed_and_runs_alone() {
    let (area, town) = (path("1/1/1/1/"), path("1/1/"));
    for state in StateName::ALL {
        let passed = for_project(&town, state, ShiftPlace { area: &area, town: &town }).is_ok();
        assert_eq!(passed, state == StateName::InProgress, "{state:?}");
    }
}
