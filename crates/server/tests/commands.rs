//! The operator's commands, with the real binary on a store of its own.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test's name is its documentation")]

use std::{
    fs,
    io::Write,
    process::{Command, Output, Stdio},
};

const PASSWORD: &str = "柳塘边的青石板路很长";

/// A place for a store that goes away with this value.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Runs a command, with something on its standard input.
    fn run_with(&self, input: &str, arguments: &[&str], keys: Option<&str>) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gongzhi"));
        command.current_dir(self.0.path()).env_clear().args(arguments);
        if let Some(keys) = keys {
            command.env("GONGZHI_FIELD_KEYS", keys);
        }
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        // Who needs no input may have closed it already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_with("", arguments, None)
    }

    /// A store with one county, one town and the administrator `admin`.
    fn begun() -> Self {
        let place = Self::new();
        let arguments = ["init", "--area", "county:云溪县", "--area", "town:青禾镇", "--password-stdin"];
        said(&place.run_with(&format!("{PASSWORD}\n"), &arguments, None));
        place
    }
}

/// What a command that worked said.
fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    assert!(output.status.success(), "{}{}", String::from_utf8_lossy(out), String::from_utf8_lossy(err));
    String::from_utf8(out.clone()).unwrap()
}

/// Why a command refused.
fn refused(output: &Output) -> String {
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn an_installation_begins_with_areas_and_an_administrator_over_them() {
    let place = Place::begun();
    let shown = said(&place.run(&["user", "show", "admin"]));
    assert!(shown.contains("administrator at 云溪县 (x1/)"), "{shown}");
    assert!(place.0.path().join("data/gongzhi.sqlite").exists());
    let again = refused(&place.run(&["init", "--area", "county:云溪县"]));
    assert!(again.contains("users already"), "{again}");
    let entries = said(&place.run(&["verify", "--unsealed-seconds", "3600"]));
    assert!(entries.contains("no fault"), "{entries}");
}

#[test]
fn a_generated_password_is_shown_once_and_not_kept() {
    let place = Place::new();
    let shown = said(&place.run(&["init", "--area", "village:柳塘村", "--generate-password"]));
    let password = shown.lines().find_map(|line| line.strip_prefix("The password is ")).unwrap();
    assert!(password.len() >= 20, "{shown}");
    let store = fs::read(place.0.path().join("data/gongzhi.sqlite")).unwrap();
    assert!(!store.windows(password.len()).any(|part| part == password.as_bytes()));
}

#[test]
fn nothing_begins_without_an_area_or_with_a_weak_password() {
    let place = Place::new();
    assert!(refused(&place.run(&["init"])).contains("--area"));
    let weak = place.run_with("short\n", &["init", "--area", "county:云溪县", "--password-stdin"], None);
    assert!(refused(&weak).contains("at least 10 characters"));
    let nesting = ["init", "--area", "village:柳塘村", "--area", "county:云溪县"];
    refused(&place.run(&nesting));
    assert!(refused(&place.run(&["user", "show", "admin"])).contains("nobody signs in as admin"));
}

#[test]
fn the_operator_lets_in_who_is_locked_out() {
    let place = Place::begun();
    let added = said(&place.run(&["user", "add", "lin.xia", "--name", "林霞"]));
    assert!(added.contains("The password is "), "{added}");
    let twice = refused(&place.run(&["user", "add", "lin.xia"]));
    assert!(twice.contains("taken"), "{twice}");
    said(&place.run(&["user", "grant", "lin.xia", "official", "x1/x1/"]));
    assert!(said(&place.run(&["user", "show", "lin.xia"])).contains("official at 青禾镇"));
    assert!(refused(&place.run(&["user", "grant", "lin.xia", "official", "x9/"])).contains("no area x9/"));
    assert!(refused(&place.run(&["user", "grant", "lin.xia", "mayor", "x1/"])).contains("no such role"));
    let reset = place.run_with(
        &format!("{PASSWORD}\n"),
        &["user", "reset-password", "lin.xia", "--password-stdin"],
        None,
    );
    assert!(said(&reset).contains("every session of theirs has ended"));
    assert!(refused(&place.run(&["user", "remove-second-factor", "lin.xia"])).contains("no second factor"));
    assert!(refused(&place.run(&["user", "show", "nobody"])).contains("nobody signs in as nobody"));
}

#[test]
fn a_rotation_leaves_the_old_key_unused() {
    let place = Place::begun();
    let old = fs::read_to_string(place.0.path().join("data/field-keys")).unwrap();
    let new = said(&place.run(&["keys", "generate", "--id", "2"]));
    let both = format!("{},{}", new.trim(), old.trim());
    assert!(refused(&place.run_with("", &["keys", "rotate"], Some("1:AAAA"))).contains("field"));
    let rotated = said(&place.run_with("", &["keys", "rotate"], Some(&both)));
    assert!(rotated.contains("all are under key 2"), "{rotated}");
    assert!(refused(&place.run(&["keys", "generate", "--id", "a b"])).contains("field keys are written"));
}

#[test]
fn a_store_that_cannot_be_reached_is_named_without_its_password() {
    let place = Place::new();
    let url = "postgres://nobody:topsecret@127.0.0.1:1/none";
    let error = refused(&place.run(&["--database-url", url, "init", "--area", "county:云溪县"]));
    assert!(error.contains("127.0.0.1:1/none"), "{error}");
    assert!(!error.contains("topsecret"), "{error}");
}

/// As docs/operate.md tells it.
#[test]
fn a_backup_put_in_the_place_of_a_lost_store_is_that_store() {
    let place = Place::begun();
    let data = place.0.path().join("data");
    said(&place.run(&["user", "add", "lin.xia", "--name", "林霞"]));
    let copied = said(&place.run(&["backup", "copy.sqlite"]));
    assert!(copied.contains("photos' directory"), "{copied}");
    assert!(refused(&place.run(&["backup", "copy.sqlite"])).contains("copy.sqlite"));
    said(&place.run(&["user", "add", "after.it", "--name", "后来"]));

    for name in ["gongzhi.sqlite", "gongzhi.sqlite-wal", "gongzhi.sqlite-shm"] {
        // The last command that closes the store takes the other two with it.
        let _ = fs::remove_file(data.join(name));
    }
    fs::rename(place.0.path().join("copy.sqlite"), data.join("gongzhi.sqlite")).unwrap();

    let checked = said(&place.run(&["verify", "--unsealed-seconds", "3600"]));
    assert!(checked.contains("no fault"), "{checked}");
    assert!(said(&place.run(&["user", "show", "lin.xia"])).contains("林霞"));
    assert!(refused(&place.run(&["user", "show", "after.it"])).contains("nobody signs in as after.it"));
    said(&place.run(&["user", "grant", "lin.xia", "official", "x1/x1/"]));
}

/// The record that `domain`'s vector has, written as it would be published.
fn draw_record() -> serde_json::Value {
    use domain::{
        inspections::{DrawRecord, Frame, Group},
        journal::NodeHash,
    };
    let keys = ["桥头", "渡口", "祠堂"].map(String::from).to_vec();
    let frame = Frame::new(vec![Group { name: "清溪村".into(), take: 1, keys }]).unwrap();
    let (seed, public_value) = (NodeHash::of_leaf(b"seed"), NodeHash::of_leaf(b"root"));
    let (commitment, sample) = (frame.commit(&seed), frame.draw(&seed, &public_value));
    serde_json::to_value(DrawRecord { frame, commitment, public_value, seed, sample }).unwrap()
}

#[test]
fn a_draw_is_recomputed_from_its_record_without_a_store() {
    let place = Place::new();
    let file = place.0.path().join("draw.json");
    let record = draw_record();
    fs::write(&file, record.to_string()).unwrap();
    let checked = said(&place.run(&["verify-draw", "draw.json"]));
    assert!(checked.contains("清溪村: 1 of 3 drawn") && checked.contains("the draw holds"), "{checked}");

    let drawn = record["sample"][0][0].as_str().unwrap();
    let other = ["桥头", "渡口"].into_iter().find(|key| *key != drawn).unwrap();
    let mut changed = record.clone();
    changed["sample"][0][0] = other.into();
    fs::write(&file, changed.to_string()).unwrap();
    let why = refused(&place.run(&["verify-draw", "draw.json"]));
    assert!(why.contains("others are drawn than the record says"), "{why}");

    let mut changed = record;
    changed["frame"][0]["keys"][2] = "祠堂后".into();
    fs::write(&file, changed.to_string()).unwrap();
    let why = refused(&place.run(&["verify-draw", "draw.json"]));
    assert!(why.contains("do not fit the commitment"), "{why}");
    assert!(refused(&place.run(&["verify-draw", "missing.json"])).contains("cannot read"));
    fs::write(&file, "{}").unwrap();
    assert!(refused(&place.run(&["verify-draw", "draw.json"])).contains("no record of a draw"));
}
