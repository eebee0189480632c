//! Tokens in a file: who can read it, and what is found in it at any time.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use generated_client::auth::{FileTokenStore, RingCentralJwt, TokenStore};
use secrecy::{ExposeSecret, SecretString};
use tokio::time::timeout;

use super::{hourly, ringcentral, service, success};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

async fn save(store: &FileTokenStore, key: &str, text: Option<&str>) {
    store.save(key, text.map(SecretString::from)).await.expect("it is saved");
}

async fn load(store: &FileTokenStore, key: &str) -> Option<String> {
    let text = store.load(key).await.expect("the file can be read");
    text.map(|text| text.expose_secret().to_owned())
}

#[tokio::test]
async fn texts_are_kept_by_key_for_whoever_opens_the_file() {
    let folder = folder();
    let path = folder.path().join("tokens.json");
    let store = FileTokenStore::new(&path);
    assert_eq!(load(&store, "a").await, None, "there is no file yet");
    save(&store, "a", Some("one \"é\"\n")).await;
    save(&store, "b", Some("two")).await;
    save(&store, "b", None).await;
    save(&store, "c", Some("three")).await;
    let other = FileTokenStore::new(&path);
    let found = [load(&other, "a").await, load(&other, "b").await, load(&other, "c").await];
    assert_eq!(found, [Some("one \"é\"\n".to_owned()), None, Some("three".to_owned())]);
    let names: Vec<_> =
        fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("entry").file_name()).collect();
    assert_eq!(names, ["tokens.json"], "nothing is left behind");
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    let mode = |path: &Path| fs::metadata(path).expect("the file is there").permissions().mode() & 0o777;
    let [fresh, replaced] = ["fresh", "replaced"].map(|name| folder.path().join(name));
    fs::write(&replaced, "{}").expect("it is written");
    fs::set_permissions(&replaced, fs::Permissions::from_mode(0o644)).expect("it is ours");
    for path in [fresh, replaced] {
        let store = FileTokenStore::new(&path);
        drop(store.lock("a").await.expect("a lock"));
        save(&store, "a", Some("one")).await;
        assert_eq!((mode(&path), mode(&path.with_extension("lock"))), (0o600, 0o600), "{}", path.display());
    }
}

#[tokio::test]
async fn the_file_is_never_found_half_written() {
    let folder = folder();
    let path = folder.path().join("tokens.json");
    let store = FileTokenStore::new(&path);
    let long = |number: usize| format!("{number} {}", "x".repeat(200_000));
    save(&store, "a", Some(&long(0))).await;
    let is_written = Arc::new(());
    let (file, is_read) = (path.clone(), Arc::clone(&is_written));
    let reader = std::thread::spawn(move || {
        let mut reads = 0;
        while Arc::strong_count(&is_read) > 1 {
            let text = fs::read_to_string(&file).expect("there is always a file");
            let value: serde_json::Value = serde_json::from_str(&text).expect("it is whole");
            assert_eq!(value["a"].as_str().map(|text| text.len() > 200_000), Some(true));
            reads += 1;
        }
        reads
    });
    for number in 1..=50 {
        save(&store, "a", Some(&long(number))).await;
    }
    drop(is_written);
    assert!(reader.join().expect("each read is whole") > 0);
}

#[tokio::test]
async fn a_file_that_is_no_token_file_is_an_error_and_stays() {
    let folder = folder();
    for (number, content) in ["{\"a\":", "[1]", "{\"a\": 1}", "my notes", "\u{1}"].into_iter().enumerate() {
        let path = folder.path().join(number.to_string());
        fs::write(&path, content).expect("it is written");
        let fake = service(hourly, success);
        let provider = RingCentralJwt::new("client", "s3cret", "a.jwt").with_token_store(FileTokenStore::new(&path));
        let error = ringcentral(provider, &fake).get_presence_status().await.expect_err("the file cannot be read");
        let text = error.to_string();
        assert!(error.is_auth() && text.contains(&path.display().to_string()), "{text}");
        assert!(!format!("{error:?}").contains("notes"), "what the file has may be a secret");
        assert!(fake.sent().is_empty(), "a token that cannot be kept is not asked for");
        let saved = FileTokenStore::new(&path).save("a", Some(SecretString::from("one"))).await;
        assert!(saved.is_err());
        assert_eq!(fs::read_to_string(&path).expect("it is there"), content);
    }
}

#[tokio::test]
async fn an_empty_file_is_a_token_file() {
    let folder = folder();
    let path = folder.path().join("tokens.json");
    fs::write(&path, "\n").expect("it is written");
    let store = FileTokenStore::new(&path);
    assert_eq!(load(&store, "a").await, None);
    save(&store, "a", Some("one")).await;
    assert_eq!(load(&store, "a").await.as_deref(), Some("one"));
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_an_error_that_names_the_file() {
    let folder = folder();
    let file = folder.path().join("file");
    fs::write(&file, "").expect("it is written");
    for path in [folder.path().join("missing/tokens.json"), file.join("tokens.json")] {
        let store = FileTokenStore::new(&path);
        let errors = [
            store.lock("a").await.expect_err("it cannot be locked"),
            store.save("a", Some(SecretString::from("one"))).await.expect_err("it cannot be saved"),
        ];
        for error in errors {
            assert!(error.is_auth() && error.to_string().contains(&path.display().to_string()), "{error}");
        }
    }
}

#[tokio::test]
async fn a_lock_is_one_at_a_time_and_is_not_lost_with_who_waits_for_it() {
    let folder = folder();
    let [one, other] = [0; 2].map(|_| FileTokenStore::new(folder.path().join("tokens.json")));
    let held = one.lock("a").await.expect("a lock");
    timeout(Duration::from_millis(50), other.lock("a")).await.expect_err("it is held");
    drop(held);
    drop(other.lock("a").await.expect("it is free"));
    drop(one.lock("a").await.expect("it is free again"));
}
