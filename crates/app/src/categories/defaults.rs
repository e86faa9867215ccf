//! The kinds of matters that every installation begins with; areas override them.

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    tickets::{CategoryCode, CategoryEvent, Counting, KeptBy, Limits, Priority, form::Form},
};

use super::change::{Content, insert};
use crate::db::{DbError, NewEntry, Tx, schema::categories as t};

/// Code, names (简, 繁, English), hours to answer, to solve, to object, and how the first two are counted: what can wait for the
/// next working day does. A working day has seven hours.
type Default = (&'static str, [&'static str; 3], [u32; 3], Counting);

use Counting::{AroundTheClock as Always, WorkingTime as Working};

/// What lies in the street for all to see. Everything else may be about people.
const PUBLIC: [&str; 4] = ["environment", "facilities", "roads", "greenery"];

/// What is done by a word, not with a tool: a photo shows nothing of it.
const SAID_NOT_SHOWN: [&str; 3] = ["neighbours", "other", "services"];
/// What is about what people do: whoever reports it may fear them.
const ABOUT_PEOPLE: [&str; 4] = ["buildings", "noise", "order", "pollution"];

const DEFAULTS: &[Default] = &[
    ("environment", ["环境卫生", "環境衛生", "Cleanliness"], [24, 72, 72], Always),
    ("facilities", ["公共设施", "公共設施", "Public facilities"], [24, 168, 72], Always),
    ("utilities", ["水电气热", "水電氣熱", "Water, power, gas, heating"], [4, 48, 72], Always),
    ("safety", ["安全隐患", "安全隱患", "Safety hazard"], [2, 24, 72], Always),
    ("order", ["公共秩序", "公共秩序", "Public order"], [8, 72, 72], Always),
    ("roads", ["道路出行", "道路出行", "Roads and parking"], [24, 168, 72], Always),
    ("buildings", ["房屋与违建", "房屋與違建", "Buildings"], [14, 105, 168], Working),
    ("noise", ["噪音扰民", "噪音擾民", "Noise"], [8, 72, 72], Always),
    ("pets", ["宠物与动物", "寵物與動物", "Pets and animals"], [24, 72, 72], Always),
    ("greenery", ["绿化养护", "綠化養護", "Trees and greenery"], [14, 70, 72], Working),
    ("pollution", ["污染", "污染", "Pollution"], [8, 120, 72], Always),
    ("neighbours", ["邻里纠纷", "鄰里糾紛", "Between neighbours"], [7, 70, 168], Working),
    ("services", ["便民服务", "便民服務", "Help and services"], [7, 35, 72], Working),
    ("other", ["其他", "其他", "Something else"], [14, 70, 72], Working),
];

/// Puts in the default kinds that are not there; returns how many were new. Doing it again changes nothing, and what
/// was changed since stays changed.
///
/// # Errors
/// [`DbError`].
pub fn seed(tx: &mut Tx<'_>) -> Result<usize, DbError> {
    let root = AreaPath::root();
    let there: Vec<String> = t::table.filter(t::area_path.eq(root.as_str())).select(t::code).load(tx.db())?;
    let mut count = 0;
    for (ordinal, (code, names, [answer, solve, objection], counting)) in (10..).step_by(10).zip(DEFAULTS) {
        if there.iter().any(|known| known == code) {
            continue;
        }
        let limits = Limits::new(*answer, *solve, *objection).map_err(DbError::damaged)?.counted(*counting);
        let content = Content {
            code: CategoryCode::new(code).map_err(DbError::damaged)?,
            names: names.map(str::to_owned),
            limits,
            ordinal,
            active: true,
            parent: None,
            priority: Priority::Normal,
            form: Form::default(),
            is_public: PUBLIC.contains(code),
            keeper: KeptBy::Queue,
            photo_required: !SAID_NOT_SHOWN.contains(code),
            anonymous_allowed: ABOUT_PEOPLE.contains(code),
        };
        insert(tx, None, &root, &content)?;
        count += 1;
    }
    if count > 0 {
        tx.journal(NewEntry {
            actor: None,
            area: &root,
            subject: "category:defaults".to_owned(),
            event: CategoryEvent::Seeded { count },
        })?;
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestStore;

    #[test]
    fn seeding_twice_changes_nothing() {
        let store = TestStore::new();
        assert_eq!(store.write(seed).unwrap(), DEFAULTS.len());
        assert_eq!(store.write(seed).unwrap(), 0);
    }

    #[test]
    fn only_what_lies_in_the_street_is_public_from_the_start() {
        let store = TestStore::new();
        store.write(seed).unwrap();
        let all = store.db.read_blocking(|tx| crate::categories::in_force(tx, &AreaPath::root())).unwrap();
        let public: Vec<_> = all.iter().filter(|c| c.is_public).map(|c| c.code.as_str()).collect();
        assert_eq!(public, ["environment", "facilities", "roads", "greenery"]);
    }
}
