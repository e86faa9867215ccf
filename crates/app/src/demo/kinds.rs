//! The demo's own kinds of matters: three groups, two that are urgent, two that ask more.

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    tickets::{
        CategoryCode, CategoryEvent, KeptBy, Limits, Priority,
        form::{Field, FieldKind, FieldOption, Form, Words},
    },
};

use super::{DemoError, value};
use crate::{
    categories::{Content, insert},
    db::{DbError, NewEntry, Tx, schema::categories as t},
};

/// Words in simplified Chinese, traditional Chinese and English.
type Said = [&'static str; 3];

/// A group: its code, its names, its place in lists, and the kinds in it.
type Group = (&'static str, Said, i64, &'static [&'static str]);

/// The default kinds begin at 10; what is looked for most stays before the groups.
const GROUPS: [Group; 3] = [
    (
        "around",
        ["路灯和道路", "路燈和道路", "Lamps and roads"],
        25,
        &["street_lamps", "manholes", "roads", "greenery"],
    ),
    (
        "homes",
        ["房屋和水电气", "房屋和水電氣", "Homes, water and power"],
        30,
        &["gas_smell", "utilities", "buildings"],
    ),
    (
        "people",
        ["邻居和秩序", "鄰居和秩序", "Neighbours and order"],
        45,
        &["noise", "neighbours", "pets", "order"],
    ),
];

/// A kind that the defaults do not have: code, names, hours to answer, to solve, to object, and its priority.
type Kind = (&'static str, Said, [u32; 3], Priority);

const KINDS: [Kind; 3] = [
    ("street_lamps", ["路灯", "路燈", "Street lamps"], [24, 72, 72], Priority::Normal),
    ("manholes", ["井盖缺损", "井蓋缺損", "Manhole covers"], [1, 12, 72], Priority::Urgent),
    ("gas_smell", ["闻到煤气味", "聞到煤氣味", "Smell of gas"], [1, 4, 72], Priority::Urgent),
];

/// Puts them in, in the transaction that settles the town.
///
/// # Errors
/// Faults of ours or of the store.
pub(super) fn arrange(tx: &mut Tx<'_>) -> Result<(), DemoError> {
    let root = AreaPath::root();
    for (code, names, ordinal, _) in GROUPS {
        let limits = Limits::new(24, 72, 72).map_err(value)?;
        add(tx, &root, code, names, limits, (ordinal, Priority::Normal, Form::default()))?;
    }
    for (at, (code, names, [answer, solve, objection], priority)) in (0..).zip(KINDS) {
        let limits = Limits::new(answer, solve, objection).map_err(value)?;
        add(tx, &root, code, names, limits, (21 + at, priority, form_of(code)))?;
    }
    ask(tx, "noise", &form_of("noise"))?;
    for (group, _, _, kinds) in GROUPS {
        diesel::update(t::table.filter(t::area_path.eq("")).filter(t::code.eq_any(kinds)))
            .set(t::parent_code.eq(Some(group)))
            .execute(tx.db())
            .map_err(DbError::from)?;
    }
    let event = CategoryEvent::Seeded { count: GROUPS.len() + KINDS.len() };
    tx.journal(NewEntry { actor: None, area: &root, subject: "category:demo".to_owned(), event })?;
    Ok(())
}

fn add(
    tx: &mut Tx<'_>,
    root: &AreaPath,
    code: &str,
    names: Said,
    limits: Limits,
    (ordinal, priority, form): (i64, Priority, Form),
) -> Result<(), DemoError> {
    let kind = CategoryCode::new(code).map_err(value)?;
    let names = names.map(str::to_owned);
    insert(
        tx,
        None,
        root,
        &Content {
            code: kind,
            names,
            limits,
            ordinal,
            active: true,
            parent: None,
            priority,
            form,
            // What stands in the street.
            is_public: matches!(code, "street_lamps" | "manholes"),
            keeper: KeptBy::Queue,
            photo_required: true,
            anonymous_allowed: false,
        },
    )?;
    Ok(())
}

fn ask(tx: &mut Tx<'_>, code: &str, form: &Form) -> Result<(), DemoError> {
    diesel::update(t::table.filter(t::area_path.eq("")).filter(t::code.eq(code)))
        .set(t::form.eq(Some(serde_json::to_string(form).map_err(DbError::damaged)?)))
        .execute(tx.db())
        .map_err(DbError::from)?;
    Ok(())
}

fn words([hans, hant, en]: Said) -> Words {
    Words { hans: hans.to_owned(), hant: hant.to_owned(), en: en.to_owned() }
}

fn field(key: &str, label: Said, hint: Option<Said>, required: bool, kind: FieldKind) -> Field {
    Field { key: key.to_owned(), label: words(label), hint: hint.map(words), required, kind }
}

fn options(all: &[(&str, Said)]) -> Vec<FieldOption> {
    all.iter().map(|(key, label)| FieldOption { key: (*key).to_owned(), label: words(*label) }).collect()
}

/// What a kind of the demo asks.
pub(super) fn form_of(code: &str) -> Form {
    match code {
        "street_lamps" => lamps(),
        "noise" => noise(),
        _ => Form::default(),
    }
}

/// What is asked about a street lamp.
fn lamps() -> Form {
    let wrong = options(&[
        ("dark", ["不亮", "不亮", "It is dark"]),
        ("flickers", ["一闪一闪", "一閃一閃", "It flickers"]),
        ("day", ["白天也亮", "白天也亮", "It burns by day"]),
        ("broken", ["灯杆或灯罩坏了", "燈桿或燈罩壞了", "Pole or shade is broken"]),
    ]);
    Form {
        fields: vec![
            field(
                "what_is_wrong",
                ["灯怎么了？", "燈怎麼了？", "What is wrong with the lamp?"],
                None,
                true,
                FieldKind::Choice { options: wrong },
            ),
            field(
                "pole_number",
                ["灯杆上的编号", "燈桿上的編號", "Number on the pole"],
                Some([
                    "一般贴在一人高的地方，例如 萤-037；没有就不填",
                    "一般貼在一人高的地方，例如 螢-037；沒有就不填",
                    "Usually at eye level, such as Y-037; leave it if there is none",
                ]),
                false,
                FieldKind::Text { chars_max: 20 },
            ),
        ],
    }
}

/// What is asked about noise.
fn noise() -> Form {
    let times = options(&[
        ("day", ["白天", "白天", "By day"]),
        ("evening", ["晚上十点以前", "晚上十點以前", "Before ten in the evening"]),
        ("night", ["夜里", "夜裡", "At night"]),
    ]);
    Form {
        fields: vec![
            field(
                "when",
                ["什么时候吵？", "什麼時候吵？", "When is it loud?"],
                None,
                false,
                FieldKind::Choices { options: times },
            ),
            field(
                "days_a_week",
                ["一周大约几天？", "一週大約幾天？", "About how many days a week?"],
                None,
                false,
                FieldKind::Number { min: Some(1), max: Some(7), unit: Some(words(["天", "天", "days"])) },
            ),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        categories::{self, reportable},
        testing::TestStore,
    };

    #[test]
    fn what_the_demo_asks_can_be_asked() {
        assert_eq!((lamps().check(), noise().check()), (Ok(()), Ok(())));
    }

    #[test]
    fn the_first_kind_asks_nothing_and_every_default_stays_reportable() {
        let store = TestStore::new();
        let before = store.write(|tx| {
            categories::seed(tx)?;
            reportable(tx, &AreaPath::root())
        });
        store.write(arrange).unwrap();
        let after = store.write(|tx| reportable(tx, &AreaPath::root())).unwrap();
        assert!(after[0].form.is_empty());
        for kind in before.unwrap() {
            assert!(after.iter().any(|other| other.code == kind.code), "{:?}", kind.code);
        }
        let urgent = after.iter().filter(|kind| kind.priority == Priority::Urgent).count();
        assert_eq!(urgent, 2);
        let all = store.write(|tx| categories::in_force(tx, &AreaPath::root())).unwrap();
        let groups = all.iter().filter(|kind| categories::tree(&all).is_group(&kind.code)).count();
        assert_eq!(groups, GROUPS.len());
    }
}
