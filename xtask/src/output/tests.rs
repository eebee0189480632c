//! Planning and writing on real folders.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

use super::Target;
use super::apply::apply;
use super::plan::{Change, Plan, plan};

/// Texts by path.
type Files = BTreeMap<String, String>;

const OLD: &str = "// @generated\nold\n";
const NEW: &str = "// @generated\nnew\n";

fn files<const COUNT: usize>(files: [(&str, &str); COUNT]) -> Files {
    files.map(|(path, text)| (path.to_owned(), text.to_owned())).into()
}

/// A folder that holds these files.
fn folder_with(files: &Files) -> TempDir {
    let folder = TempDir::new().expect("a scratch folder can be made");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("is below the folder")).expect("can be made");
        fs::write(path, text).expect("can be written");
    }
    folder
}

/// The files below a folder.
fn files_in(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("can be listed") {
            let path = entry.expect("can be listed").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("is below the folder");
                let text = fs::read_to_string(&path).expect("is text");
                files.insert(name.display().to_string(), text);
            }
        }
    }
    files
}

fn target(folder: &TempDir) -> Target {
    Target { folder: folder.path().to_owned(), managed: &["src/generated", "docs", "api"] }
}

fn regenerate<'text>(folder: &TempDir, wanted: &'text Files) -> Plan<'text> {
    let plan = plan(&target(folder), wanted).expect("nothing is in the way");
    apply(&target(folder), &plan).expect("the folder can be written");
    plan
}

/// What is said where a plan cannot be made.
fn refusal(folder: &TempDir, wanted: &Files) -> String {
    let refusal = plan(&target(folder), wanted).err();
    refusal.expect("something is in the way").to_string()
}

#[test]
fn files_are_created_updated_kept_and_deleted() {
    let folder = folder_with(&files([
        ("src/generated/a/updated.rs", OLD),
        ("src/generated/a/kept.rs", NEW),
        ("src/generated/b/c/orphan.rs", OLD),
    ]));
    let wanted =
        files([("src/generated/a/updated.rs", NEW), ("src/generated/a/kept.rs", NEW), ("api/new/created.txt", NEW)]);

    let plan = regenerate(&folder, &wanted);

    let old = OLD.to_owned();
    let expected = [
        ("api/new/created.txt", Change::Create { new: NEW }),
        ("src/generated/a/kept.rs", Change::Keep { text: NEW }),
        ("src/generated/a/updated.rs", Change::Update { old: old.clone(), new: NEW }),
        ("src/generated/b/c/orphan.rs", Change::Delete { old }),
    ];
    let expected = expected.map(|(path, change)| (path.to_owned(), change));
    assert_eq!(plan.changes, BTreeMap::from(expected));
    assert_eq!(files_in(folder.path()), wanted);
    assert!(!folder.path().join("src/generated/b").exists(), "emptied folders go");
}

#[test]
fn files_of_people_stay() {
    let by_hand = files([
        ("docs/by-hand.md", "mine\n"),
        ("src/generated/notes.md", "mine\n"),
        ("src/lib.rs", "// @generated, but not in a managed folder\n"),
    ]);
    let folder = folder_with(&by_hand);
    regenerate(&folder, &files([]));
    assert_eq!(files_in(folder.path()), by_hand);
}

#[test]
fn a_second_run_touches_nothing() {
    let folder = folder_with(&files([]));
    let wanted = files([("src/generated/mod.rs", NEW), ("docs/service.md", NEW)]);
    regenerate(&folder, &wanted);
    let path = folder.path().join("docs/service.md");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let file = fs::File::options().write(true).open(&path).expect("was written");
    file.set_modified(long_ago).expect("the time can be set");

    let plan = regenerate(&folder, &wanted);

    assert!(plan.is_up_to_date());
    let modified = fs::metadata(path).and_then(|file| file.modified());
    assert_eq!(modified.expect("has a time"), long_ago);
}

#[test]
fn files_without_the_marker_are_never_overwritten() {
    let below_the_header = format!("{}// @generated\n", "//\n".repeat(5));
    let wanted = files([("docs/a.md", NEW), ("docs/b.md", NEW), ("docs/c.md", NEW)]);
    for text in ["mine\n", "", &below_the_header] {
        let before = files([("docs/a.md", text), ("docs/b.md", text), ("docs/c.md", OLD)]);
        let folder = folder_with(&before);
        let refusal = refusal(&folder, &wanted);
        assert!(refusal.contains("`docs/a.md`, `docs/b.md`;"), "{refusal}");
        assert_eq!(files_in(folder.path()), before, "a plan writes nothing");
    }
}

#[test]
fn a_folder_in_the_way_is_reported() {
    let folder = folder_with(&files([("docs/a.md/inside.txt", "mine\n")]));
    let refusal = refusal(&folder, &files([("docs/a.md", NEW)]));
    assert!(refusal.contains("`docs/a.md`"), "{refusal}");
}

#[test]
fn the_next_run_completes_a_killed_one() {
    let folder = folder_with(&files([
        ("src/generated/a/.half.rs.xtask-new", "// @gene"),
        ("src/generated/a/done.rs", NEW),
        ("src/generated/a/half.rs", OLD),
        ("src/generated/a/orphan.rs", OLD),
    ]));
    let emptied = folder.path().join("src/generated/emptied");
    fs::create_dir_all(emptied.join("deep")).expect("can be made");
    let wanted = files([("src/generated/a/done.rs", NEW), ("src/generated/a/half.rs", NEW)]);

    let plan = regenerate(&folder, &wanted);

    assert_eq!(plan.leftovers.len(), 1);
    assert_eq!(files_in(folder.path()), wanted);
    assert!(!emptied.exists());
}

#[test]
fn paths_stay_inside_of_the_managed_folders() {
    let folder = folder_with(&files([]));
    let outside = ["../x.rs", "src/lib.rs", "/tmp/x.rs", "docs/../x.rs", "src/generated/../../x.rs"];
    for path in outside {
        let refusal = refusal(&folder, &files([(path, NEW)]));
        assert!(refusal.contains(path), "{refusal}");
    }
}
