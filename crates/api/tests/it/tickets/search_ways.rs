//! Whichever way a search is read along, it finds the same in the same order: of one grid, of a few areas, of many tickets.

use std::sync::Arc;

use app::{
    db::{DbError, Tx},
    testing::{TestStore, World, explained},
    tickets::{self, Filter, Item, Page, PublicFilter, PublicPage, Report},
};
use chrono::TimeDelta;
use domain::{
    areas::AreaPath,
    ids::TicketId,
    permissions::{Actor, Role},
    tickets::{CategoryCode, Sought, TicketText, form::RawAnswers},
};

use super::{GRID, HOME};

const TOWN: &str = "1/1/";
const VILLAGE: &str = "1/1/1/";
const COUNTY: &str = "1/";
/// More than a search looks back to tell what is rare, of what comes often.
const TICKETS: usize = 900;
const PER_STEP: usize = 150;

struct Scene {
    store: TestStore,
    world: World,
}

impl Scene {
    fn new() -> Self {
        let store = TestStore::new();
        let world = World::build(&store);
        store.write(app::categories::seed).unwrap();
        Self { store, world }
    }

    fn actor(&self, role: Role, path: &str) -> Arc<Actor> {
        let (_, session) = self.world.person(&self.store, Some((role, path)));
        self.store.db.read_blocking(|tx| app::identity::load_actor(tx, session)).unwrap().unwrap()
    }

    /// Reports whose words come in nearly all, in some, in few, in one.
    fn fill(&self) {
        let residents =
            [HOME, "1/1/1/2/1/", "1/1/2/1/1/", "1/2/1/1/1/"].map(|home| self.actor(Role::Resident, home));
        for from in (0..TICKETS).step_by(PER_STEP) {
            let residents = residents.clone();
            let some = move |tx: &mut Tx<'_>| -> Result<(), tickets::Error> {
                (from..from + PER_STEP).try_for_each(|n| {
                    // Two of three lie in the first grid.
                    let who = if n % 3 < 2 { 0 } else { n / 3 % residents.len() };
                    tickets::report(tx, &residents[who], &report(&words(n))).map(drop)
                })
            };
            self.store.write(some).unwrap();
            self.store.clock.advance(TimeDelta::seconds(1));
        }
    }

    fn list(&self, actor: &Actor, words: Option<&str>, limit: i64, after: Option<TicketId>) -> Vec<Item> {
        let filter = Filter { search: words.and_then(sought), ..Filter::default() };
        self.store.db.read_blocking(|tx| tickets::list(tx, actor, &filter, Page { after, limit })).unwrap()
    }
}

fn words(n: usize) -> String {
    let mut words = format!("第{n}号");
    for (word, of) in [("路灯不亮", 1), ("下水道积水", 4), ("井盖松动", 90), ("street lamp", 7)]
    {
        if n.is_multiple_of(of) {
            words.push_str(word);
        }
    }
    words
}

fn report(text: &str) -> Report {
    Report {
        category: CategoryCode::new("facilities").unwrap(),
        text: TicketText::new(text).unwrap(),
        answers: RawAnswers::new(),
        photos: Vec::new(),
        position: None,
        area: None,
        on_behalf_of: None,
        anonymous: false,
    }
}

fn sought(words: &str) -> Option<Sought> {
    Sought::new(words).unwrap()
}

#[test]
fn every_way_finds_what_reading_everything_finds() {
    let scene = Scene::new();
    scene.fill();
    for (role, path) in [
        (Role::GridWorker, GRID),
        (Role::Official, VILLAGE),
        (Role::Official, TOWN),
        (Role::Official, COUNTY),
        (Role::GridWorker, "1/2/1/1/"),
    ] {
        let actor = scene.actor(role, path);
        let all = scene.list(&actor, None, 2_000, None);
        assert!(all.len() > 70, "{path} has {}", all.len());
        for words in [
            "路灯",
            "积水",
            "积水 路灯",
            "井盖",
            "井盖 积水",
            "lamp",
            "street 积水",
            "第361号",
            "61号路",
            "水积",
            "饕餮",
        ] {
            let expected: Vec<TicketId> = all
                .iter()
                .filter(|item| words.split(' ').all(|word| item.text.contains(word)))
                .map(|item| item.id)
                .collect();
            let (mut found, mut after) = (Vec::new(), None);
            loop {
                let page = scene.list(&actor, Some(words), 40, after);
                found.extend(page.iter().map(|item| item.id));
                after = page.last().map(|item| item.id);
                if page.len() < 40 {
                    break;
                }
            }
            assert_eq!(found, expected, "{words} in {path}");
        }
    }
}

/// The plans of a page of a search, of whatever reads pieces.
fn plans(scene: &Scene, actor: &Actor, words: &str) -> Vec<String> {
    let filter = Filter { search: sought(words), ..Filter::default() };
    let public = PublicFilter {
        search: sought(words),
        under: Some(AreaPath::parse(GRID).unwrap()),
        ..PublicFilter::default()
    };
    let plans = explained(&scene.store, |tx| {
        tickets::list(tx, actor, &filter, Page { after: None, limit: 3 })?;
        tickets::public_tickets(tx, &public, PublicPage { after: None, skip: 0, limit: 3 })?;
        Ok::<_, tickets::Error>(())
    });
    let plans = plans.unwrap().into_iter().map(|plan| plan.to_lowercase());
    plans.filter(|plan| plan.contains("ticket_pieces")).collect()
}

#[test]
fn what_one_grid_has_is_read_in_its_order_along_its_own_pieces() {
    let scene = Scene::new();
    let worker = scene.actor(Role::GridWorker, GRID);
    let resident = scene.actor(Role::Resident, HOME);
    for n in 0..5 {
        let (resident, text) = (Arc::clone(&resident), words(n * 4));
        let one = move |tx: &mut Tx<'_>| tickets::report(tx, &resident, &report(&text)).map(drop);
        scene.store.write(one).unwrap();
    }
    for words in ["路灯", "路灯 积水"] {
        let plans = plans(&scene, &worker, words);
        // Twice how rare the pieces are, and twice the page itself.
        assert_eq!(plans.len(), 4, "{plans:?}");
        for plan in plans {
            let by_area = ["area_id=? and piece=?", "area_id = $", "area_id = any"];
            assert!(by_area.iter().any(|key| plan.contains(key)), "{plan}");
            assert!(!plan.contains("sort") && !plan.contains("temp b-tree"), "{plan}");
            assert!(!plan.contains("seq scan") && !plan.contains("scan tickets"), "{plan}");
        }
    }
}

#[test]
fn pieces_follow_a_ticket_into_another_grid() {
    let scene = Scene::new();
    let resident = scene.actor(Role::Resident, HOME);
    let made = move |tx: &mut Tx<'_>| tickets::report(tx, &resident, &report("路灯不亮"));
    let id = scene.store.write(made).unwrap();
    let official = scene.actor(Role::Official, TOWN);
    let to = scene.world.area("1/1/1/2/");
    let reason = TicketText::new("归隔壁").unwrap();
    scene.store.write(move |tx| tickets::hand_over(tx, &official, id, to, &reason)).unwrap();
    let found = |path| scene.list(&scene.actor(Role::GridWorker, path), Some("路灯"), 9, None).len();
    assert_eq!((found(GRID), found("1/1/1/2/")), (0, 1));
    // What the chore makes anew is kept once, where the ticket lies now.
    let again = |tx: &mut Tx<'_>| -> Result<(), DbError> {
        tx.db().batch("INSERT INTO ticket_search_due SELECT id FROM tickets")
    };
    scene.store.write(again).unwrap();
    assert_eq!(scene.store.write(tickets::fill_search).unwrap(), 1);
    assert_eq!((found(GRID), found("1/1/1/2/")), (0, 1));
}
