use contract::households::{ImportPreview, ListHouseholds, NewHousehold, PatchHousehold};
use domain::{
    ids::{AreaId, ImportId},
    permissions::Role,
};
use uuid::Uuid;

use crate::support::{TestServer, code};

const GRID: &str = "1/1/1/1/";
const HOME: &str = "1/1/1/1/1/";
/// The example of GB 11643, and the same with a wrong check character.
const IDENTITY_WRONG: &str = "110105194912310021";
const IDENTITY_X: &str = "11010519491231002X";

fn household(server: &TestServer) -> NewHousehold {
    NewHousehold {
        parent_id: server.world.area(GRID),
        number: "3-501".into(),
        head_count: Some(3),
        floor_area: Some("89.5".into()),
        holder_name: Some("赵大山".into()),
        identity_number: Some(IDENTITY_X.into()),
        phone: Some("13800001234".into()),
    }
}

fn under(server: &TestServer, path: &str) -> ListHouseholds {
    ListHouseholds { under_id: Some(server.world.area(path)), ..ListHouseholds::default() }
}

fn codes(preview: &ImportPreview) -> Vec<(u32, &str, &str)> {
    preview.bad_cells.iter().map(|c| (c.line, c.column.as_str(), c.code.as_str())).collect()
}

#[actix_web::test]
async fn personal_data_leaves_masked_only() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let made = official.create_household(&household(&server), None).await.unwrap();
    let read = server.signed_in(Role::GridWorker, GRID).get_household(made.body.id).await.unwrap().body;
    assert_eq!(read, made.body);
    assert_eq!(read.holder_name.as_deref(), Some("赵**"));
    assert_eq!(read.identity_number.as_deref(), Some("1101**********002X"));
    assert_eq!(read.phone.as_deref(), Some("138****1234"));
    assert_eq!(read.floor_area.as_deref(), Some("89.50"));
    assert_eq!(read.place, ["云溪县", "青禾镇", "柳塘村", "柳塘一网格"]);
    // The tree is public; who lives there is not.
    let area = server.anonymous().get_area(made.body.id).await.unwrap().body;
    assert_eq!((area.name.as_str(), area.head_count), ("3-501", None));
}

#[actix_web::test]
async fn who_may_not_see_households_sees_none() {
    let server = TestServer::start().await;
    let home = server.world.area(HOME);
    for (role, path) in [(Role::Resident, HOME), (Role::Inspector, "1/"), (Role::GridWorker, "1/1/1/2/")] {
        let client = server.signed_in(role, path);
        assert_eq!(code(client.get_household(home).await), "not_allowed");
        assert_eq!(code(client.list_households(&under(&server, GRID)).await), "not_allowed");
        assert_eq!(code(client.list_household_members(home).await), "not_allowed");
    }
    let worker = server.signed_in(Role::GridWorker, GRID);
    assert_eq!(code(worker.create_household(&household(&server), None).await), "not_allowed");
    assert_eq!(code(worker.change_household(home, "\"1\"", &PatchHousehold::default()).await), "not_allowed");
    assert_eq!(code(worker.export_households_csv(&under(&server, GRID)).await), "not_allowed");
    let file = "number\n9".as_bytes().to_vec();
    assert_eq!(code(worker.prepare_household_import(server.world.area(GRID), file).await), "not_allowed");
    assert_eq!(
        code(server.anonymous().list_households(&ListHouseholds::default()).await),
        "sign_in_required"
    );
}

#[actix_web::test]
async fn a_worker_lists_the_households_of_the_grid_page_by_page() {
    let server = TestServer::start().await;
    let worker = server.signed_in(Role::GridWorker, GRID);
    let mut query = ListHouseholds { limit: Some(1), ..ListHouseholds::default() };
    let first = worker.list_households(&query).await.unwrap();
    query.after = first.next;
    let second = worker.list_households(&query).await.unwrap();
    assert_eq!([&first.items[0].path, &second.items[0].path].map(|p| p.as_str()), [HOME, "1/1/1/1/2/"]);
    assert_eq!(second.next, None);
}

#[actix_web::test]
async fn a_patch_changes_what_it_names_under_its_version() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let made = official.create_household(&household(&server), None).await.unwrap();
    let patch = PatchHousehold {
        floor_area: Some(Some("120".into())),
        phone: Some(None),
        number: Some("3-502".into()),
        ..PatchHousehold::default()
    };
    let changed = official.change_household(made.body.id, &made.etag, &patch).await.unwrap();
    assert_eq!(changed.body.floor_area.as_deref(), Some("120.00"));
    assert_eq!((changed.body.number.as_str(), changed.body.phone), ("3-502", None));
    assert_eq!(changed.body.identity_number, made.body.identity_number);
    assert_eq!(code(official.change_household(made.body.id, &made.etag, &patch).await), "changed_meanwhile");
    let taken = PatchHousehold { number: Some("1号".into()), ..PatchHousehold::default() };
    let refused = official.change_household(made.body.id, &changed.etag, &taken).await;
    assert_eq!(code(refused), "household_number_taken");
    assert_eq!(
        code(
            official
                .create_household(&NewHousehold { number: "1号".into(), ..household(&server) }, None)
                .await
        ),
        "household_number_taken"
    );
    let wrong = NewHousehold { identity_number: Some("110105194912310022".into()), ..household(&server) };
    assert_eq!(code(official.create_household(&wrong, None).await), "fields_invalid");
    let nowhere = NewHousehold { parent_id: AreaId(Uuid::nil()), ..household(&server) };
    assert_eq!(code(official.create_household(&nowhere, None).await), "fields_invalid");
}

#[actix_web::test]
async fn a_file_is_previewed_then_imported_once() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let file = format!(
        "所属区域,门牌号,户主姓名,身份证号,手机号,建筑面积(平方米),人口\n\
         柳塘一网格,1号,赵大山,{IDENTITY_X},13800001234,89.5,3\n\
         柳塘一网格,2号,,,,,\n\
         柳塘一网格,3号,钱小河,,,120,\n"
    );
    let village = server.world.area("1/1/1/");
    let preview = official.prepare_household_import(village, file.into_bytes()).await.unwrap();
    assert_eq!((preview.added, preview.changed, preview.unchanged), (1, 1, 1));
    assert_eq!(codes(&preview), []);
    assert_eq!((preview.changes[0].line, preview.changes[0].is_new), (2, false));
    let fields: Vec<_> =
        preview.changes[0].fields.iter().map(|f| (f.field.as_str(), f.new.as_deref())).collect();
    assert_eq!(
        fields,
        [
            ("holder_name", Some("赵**")),
            ("identity_number", Some("1101**********002X")),
            ("phone", Some("138****1234")),
            ("floor_area", Some("89.50")),
            ("head_count", Some("3"))
        ]
    );
    // Nothing has happened yet.
    assert_eq!(official.list_households(&under(&server, GRID)).await.unwrap().items.len(), 2);
    let id = preview.id.unwrap();
    let stranger = server.signed_in(Role::Official, "1/1/");
    assert_eq!(code(stranger.confirm_household_import(id).await), "not_found");
    let done = official.confirm_household_import(id).await.unwrap();
    assert_eq!((done.added, done.changed, done.unchanged), (1, 1, 1));
    assert_eq!(official.confirm_household_import(id).await.unwrap(), done);
    assert_eq!(official.list_households(&under(&server, GRID)).await.unwrap().items.len(), 3);
    assert_eq!(official.get_household(server.world.area(HOME)).await.unwrap().body.version, 2);
    assert_eq!(code(official.confirm_household_import(ImportId(Uuid::nil())).await), "not_found");
}

#[actix_web::test]
async fn every_bad_cell_is_named_in_the_callers_language() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    official.set_lang(contract::lang::Lang::En);
    let file = format!(
        "area,number,identity_number,phone,floor_area\n\
         柳塘一网格,1号,{IDENTITY_WRONG},123,0\n\
         柳塘九网格,2号,,,\n\
         柳塘一网格,4号,1101**********0021,,\n\
         柳塘一网格,5号,,,\n\
         柳塘一网格,5号,,,\n\
         柳塘一网格,1号,,138****9999,\n"
    );
    let preview =
        official.prepare_household_import(server.world.area("1/1/1/"), file.into_bytes()).await.unwrap();
    assert_eq!(preview.id, None);
    assert_eq!(
        codes(&preview),
        [
            (2, "C", "identity_number"),
            (2, "D", "phone"),
            (2, "E", "floor_area"),
            (3, "A", "area_unknown"),
            (4, "C", "masked"),
            (6, "B", "household_repeated"),
            (7, "D", "masked")
        ]
    );
    assert_eq!(preview.bad_cells[1].detail, "Enter an 11-digit mobile number");
    assert!(preview.bad_cells.iter().all(|cell| cell.detail != cell.code), "a code without a text");
}

#[actix_web::test]
async fn a_preview_is_stale_once_a_household_changed() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let grid = server.world.area(GRID);
    let file = "number,head_count\n1号,4\n9号,2\n".as_bytes().to_vec();
    let preview = official.prepare_household_import(grid, file).await.unwrap();
    let patch = PatchHousehold { head_count: Some(Some(7)), ..PatchHousehold::default() };
    official.change_household(server.world.area(HOME), "\"1\"", &patch).await.unwrap();
    assert_eq!(code(official.confirm_household_import(preview.id.unwrap()).await), "import_preview_stale");
    assert_eq!(official.list_households(&under(&server, GRID)).await.unwrap().items.len(), 2);
}

#[actix_web::test]
async fn a_preview_is_forgotten_after_an_hour() {
    let server = TestServer::start().await;
    let account = server.world.person(&server.store, Some((Role::Official, "1/1/")));
    let official = server.client_of(account);
    let file = "number\n9号\n".as_bytes().to_vec();
    let preview = official.prepare_household_import(server.world.area(GRID), file).await.unwrap();
    server.store.clock.advance(chrono::TimeDelta::minutes(61));
    assert_eq!(
        code(server.client_of(account).confirm_household_import(preview.id.unwrap()).await),
        "not_found"
    );
}

#[actix_web::test]
async fn an_export_imports_again_and_changes_nothing() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let odd = NewHousehold { holder_name: Some("=1+1".into()), number: "-5".into(), ..household(&server) };
    official.create_household(&odd, None).await.unwrap();
    official.create_household(&household(&server), None).await.unwrap();
    for path in ["1/1/", GRID] {
        let query = under(&server, path);
        let csv = official.export_households_csv(&query).await.unwrap();
        let xlsx = official.export_households_xlsx(&query).await.unwrap();
        assert!(!String::from_utf8_lossy(&csv).contains("13800001234"));
        for file in [csv, xlsx] {
            let preview = official.prepare_household_import(server.world.area(path), file).await.unwrap();
            assert_eq!(codes(&preview), []);
            assert_eq!((preview.added, preview.changed), (0, 0), "{path}");
            assert!(preview.unchanged >= 4);
        }
    }
}

#[actix_web::test]
async fn the_template_has_the_columns_of_an_import() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let template = server.anonymous().get_household_template().await.unwrap();
    let preview = official.prepare_household_import(server.world.area(GRID), template).await.unwrap();
    assert_eq!((codes(&preview), preview.added), (vec![], 0));
}

#[actix_web::test]
async fn a_file_that_is_too_large_or_no_table_is_refused() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    let grid = server.world.area(GRID);
    let large = vec![b'1'; contract::households::IMPORT_BYTES_MAX + 1];
    assert_eq!(code(official.prepare_household_import(grid, large).await), "body_too_large");
    let many = format!("number\n{}", "1\n".repeat(20_001)).into_bytes();
    assert_eq!(code(official.prepare_household_import(grid, many).await), "import_too_many_rows");
    assert_eq!(
        code(official.prepare_household_import(grid, b"PK\x03\x04junk".to_vec()).await),
        "import_file_unreadable"
    );
}

#[actix_web::test]
async fn members_are_listed_with_how_they_belong() {
    let server = TestServer::start().await;
    let _ = server.world.person(&server.store, Some((Role::Resident, HOME)));
    let worker = server.signed_in(Role::GridWorker, GRID);
    let members = worker.list_household_members(server.world.area(HOME)).await.unwrap().items;
    assert_eq!(members.len(), 1);
    assert_eq!(members[0].place.last().unwrap(), "1号");
}

#[actix_web::test]
async fn an_import_into_more_places_than_fit_in_memory_is_refused() {
    let server = TestServer::start().await;
    let official = server.signed_in(Role::Official, "1/1/");
    // With the grid itself one more than the limit.
    server.build(50_000);
    let file = "number\n9".as_bytes().to_vec();
    assert_eq!(
        code(official.prepare_household_import(server.world.area(GRID), file).await),
        "import_area_too_large"
    );
}
