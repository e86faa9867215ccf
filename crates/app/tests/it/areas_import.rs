//! Importing the national data set: what is added, updated, refused. The places are invented.

use app::{
    areas::{AreaFilter, BadRow, ImportAreasError, ImportSummary, Source, areas, import},
    db::{
        DbError, Key,
        schema::{areas as t, journal},
    },
    testing::TestStore,
};
use diesel::prelude::*;
use domain::areas::{AreaKind, NationalLevel};

const FILES: [&str; 5] = [
    "code,name\n91,甲省\n92,乙省\n",
    "code,name,provinceCode\n9101,甲一市,91\n9202,乙二市,92\n",
    "code,name,cityCode,provinceCode\n910103,云溪县,9101,91\n920200,乙二市,9202,92\n",
    "code,name,areaCode,provinceCode,cityCode\n910103105,青禾镇,910103,91,9101\n920200003,白鹭镇,920200,92,9202\n",
    "code,name,streetCode,provinceCode,cityCode,areaCode\n\
     910103105203,柳塘村委会,910103105,91,9101,910103\n\
     910103105204,河湾社区居委会,910103105,91,9101,910103\n\
     920200003001,石桥村,920200003,92,9202,920200\n",
];

fn sources(files: [&str; 5]) -> Vec<Source> {
    let source = |(level, text): (NationalLevel, &str)| Source {
        level,
        reader: Box::new(std::io::Cursor::new(text.as_bytes().to_vec())),
    };
    NationalLevel::ALL.into_iter().zip(files).map(source).collect()
}

fn run(
    store: &TestStore,
    files: [&str; 5],
    under: Option<&'static str>,
) -> Result<ImportSummary, ImportAreasError> {
    let sources = sources(files);
    store.write(move |tx| import(tx, sources, under, |_| {}))
}

fn bad(store: &TestStore, files: [&str; 5]) -> Vec<BadRow> {
    match run(store, files, None) {
        Err(ImportAreasError::BadRows { bad, .. }) => bad,
        other => panic!("bad rows instead of {other:?}"),
    }
}

fn paths(store: &TestStore) -> Vec<String> {
    let all = store.db.read_blocking(|tx| areas(tx, &AreaFilter::default(), None, 100)).unwrap();
    all.iter().map(|a: &app::areas::Area| a.path.to_string()).collect()
}

fn with(level: usize, text: &'static str) -> [&'static str; 5] {
    let mut files = FILES;
    files[level] = text;
    files
}

#[test]
fn the_tree_follows_the_codes_and_a_city_without_counties_appears_once() {
    let store = TestStore::new();
    let sum = run(&store, FILES, None).unwrap();
    assert_eq!(sum, ImportSummary { added: 10, repeated: 1, ..ImportSummary::default() });
    assert_eq!(
        paths(&store),
        [
            "91/",
            "91/01/",
            "91/01/03/",
            "91/01/03/105/",
            "91/01/03/105/203/",
            "91/01/03/105/204/",
            "92/",
            "92/02/",
            "92/02/003/",
            "92/02/003/001/"
        ]
    );
    let all = store.db.read_blocking(|tx| areas(tx, &AreaFilter::default(), None, 100)).unwrap();
    let kinds: Vec<AreaKind> = all.iter().map(|a: &app::areas::Area| a.kind).collect();
    assert_eq!((kinds[4], kinds[5], kinds[8]), (AreaKind::Village, AreaKind::Community, AreaKind::Town));
    assert_eq!(all[4].code.as_deref(), Some("910103105203"));
    assert_eq!(all[8].parent, Some(all[7].id));
}

#[test]
fn importing_again_updates_names_and_adds_but_never_doubles() {
    let store = TestStore::new();
    run(&store, FILES, None).unwrap();
    let again = run(&store, FILES, None).unwrap();
    assert_eq!(again, ImportSummary { unchanged: 10, repeated: 1, ..ImportSummary::default() });
    let changed = "code,name,streetCode,provinceCode,cityCode,areaCode\n\
        910103105203,柳塘社区,910103105,91,9101,910103\n\
        910103105204,河湾社区居委会,910103105,91,9101,910103\n\
        910103105205,新村,910103105,91,9101,910103\n";
    let sum = run(&store, with(4, changed), None).unwrap();
    assert_eq!(sum, ImportSummary { added: 1, updated: 1, unchanged: 8, repeated: 1 });
    let row: (String, String, i64) = store
        .db
        .read_blocking(|tx| -> Result<_, DbError> {
            let row = t::table.filter(t::code.eq("910103105203")).select((t::name, t::kind, t::version));
            Ok(row.first(tx.db())?)
        })
        .unwrap();
    assert_eq!(row, ("柳塘社区".into(), "community".into(), 2));
    assert_eq!(paths(&store).len(), 11);
}

#[test]
fn a_run_is_one_entry_of_the_journal() {
    let store = TestStore::new();
    run(&store, FILES, Some("910103")).unwrap();
    let entries: Vec<(String, String, String)> = store
        .db
        .read_blocking(|tx| -> Result<_, DbError> {
            Ok(journal::table.select((journal::event, journal::area_path, journal::payload)).load(tx.db())?)
        })
        .unwrap();
    let payload = r#"{"under":"910103","added":6,"updated":0,"unchanged":0}"#;
    assert_eq!(entries, [("area.imported".into(), "91/01/03/".into(), payload.into())]);
}

#[test]
fn a_subtree_comes_with_what_it_lies_in() {
    for code in ["910103", "910103000000"] {
        let store = TestStore::new();
        run(&store, FILES, Some(code)).unwrap();
        assert_eq!(
            paths(&store),
            ["91/", "91/01/", "91/01/03/", "91/01/03/105/", "91/01/03/105/203/", "91/01/03/105/204/"]
        );
    }
    let store = TestStore::new();
    for code in ["930000", "93", "x", "91010310520"] {
        assert!(matches!(run(&store, FILES, Some(code)), Err(ImportAreasError::UnderMissing(_))), "{code}");
    }
    assert_eq!(paths(&store), Vec::<String>::new());
}

#[test]
fn every_bad_row_is_named_and_nothing_is_kept() {
    let store = TestStore::new();
    let villages = "code,name,streetCode,provinceCode,cityCode,areaCode\n\
        910103105203,柳塘村,910103105,91,9101,910103\n\
        910103105203,别的村,910103105,91,9101,910103\n\
        910103105204,河湾社区,910103105\n\
        91010310520x,河湾社区,910103105,91,9101,910103\n\
        910103999205,河湾社区,910103999,91,9101,910103\n\
        910103105206, ,910103105,91,9101,910103\n\
        910103105207,河湾社区,910103106,91,9101,910103\n";
    let found = bad(&store, with(4, villages));
    let lines: Vec<u64> = found.iter().map(|b| b.line).collect();
    // The unknown parent shows when its batch is compared, after the others.
    assert_eq!(lines, [3, 4, 5, 7, 8, 6]);
    assert!(found.iter().all(|b| b.file == "villages.csv"));
    assert_eq!(found[1].to_string(), "villages.csv:4: 3 columns instead of 6");
    assert_eq!(paths(&store), Vec::<String>::new());
}

#[test]
fn a_file_without_its_columns_or_in_another_encoding_is_refused() {
    let store = TestStore::new();
    let refused = run(&store, with(1, "code,name\n9101,甲一市\n"), None);
    assert!(matches!(refused, Err(ImportAreasError::Read { .. })), "{refused:?}");
    let mut files = sources(FILES);
    files[0].reader = Box::new(std::io::Cursor::new(b"code,name\n91,\xbc\xd7\n".to_vec()));
    let refused = store.write(move |tx| import(tx, files, None, |_| {}));
    let Err(ImportAreasError::BadRows { bad, .. }) = refused else { panic!("bad rows") };
    assert_eq!((bad[0].line, bad[0].reason.as_str()), (2, "not UTF-8"));
}

#[test]
fn lines_are_counted_right_with_windows_line_ends_and_blank_lines() {
    let store = TestStore::new();
    let found = bad(&store, with(0, "code,name\r\n91,甲省\r\n\r\nx,乙省\r\ny,丙省"));
    let lines: Vec<u64> = found.iter().filter(|b| b.file == "provinces.csv").map(|b| b.line).collect();
    assert_eq!(lines, [4, 5]);
}

#[test]
fn reading_stops_at_a_hundred_bad_rows() {
    let store = TestStore::new();
    let many: String = (0..150).map(|n| format!("x{n},甲省\n")).collect();
    let mut files = sources(FILES);
    files[0].reader = Box::new(std::io::Cursor::new(format!("code,name\n{many}").into_bytes()));
    let refused = store.write(move |tx| import(tx, files, None, |_| {}));
    let Err(ImportAreasError::BadRows { bad, stopped }) = refused else { panic!("bad rows") };
    assert_eq!((bad.len(), stopped), (100, true));
}

#[test]
fn an_area_made_by_hand_is_never_overwritten() {
    let store = TestStore::new();
    run(&store, FILES, None).unwrap();
    store
        .write(|tx| -> Result<_, DbError> {
            let town: Key<domain::ids::AreaId> =
                t::table.filter(t::path.eq("91/01/03/105/")).select(t::id).first(tx.db())?;
            diesel::insert_into(t::table)
                .values((
                    t::id.eq(Key(tx.new_id::<domain::ids::AreaId>())),
                    t::path.eq("91/01/03/105/300/"),
                    t::parent_id.eq(town),
                    t::kind.eq("village"),
                    t::name.eq("自建村"),
                    t::created_at.eq(tx.timestamp()),
                    t::updated_at.eq(tx.timestamp()),
                ))
                .execute(tx.db())?;
            Ok(())
        })
        .unwrap();
    let villages =
        "code,name,streetCode,provinceCode,cityCode,areaCode\n910103105300,官方村,910103105,91,9101,910103\n";
    let found = bad(&store, with(4, villages));
    assert_eq!(found[0].to_string(), "villages.csv:2: another area stands at 91/01/03/105/300/ already");
}
