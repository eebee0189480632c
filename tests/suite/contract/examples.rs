//! The programs in `generated-client/examples`, run against Prism as their headers say.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use super::prism::{Answers, Prism};
use super::skip;
use crate::document;
use crate::fixture::built;

/// The folder of the programs. As all of the workspace is selected, they are built with the same features as the
/// tests, which have built them already where everything is tested.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let executable = built(&["--workspace", "--examples"]);
    executable.parent().expect("is in a folder").to_owned()
});

/// How a program ended.
struct Ended {
    succeeded: bool,
    printed: String,
    complained: String,
}

/// Runs a program at a server with these arguments, and without any variable of the caller's.
fn run(program: &str, base_url: Option<&str>, arguments: &[&str]) -> Ended {
    let mut command = Command::new(FOLDER.join(program));
    command.args(arguments).env_clear().stdin(Stdio::null());
    command.envs(base_url.map(|url| ("CLIENT_BASE_URL", url)));
    let Output { status, stdout, stderr } = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("it writes text");
    Ended { succeeded: status.success(), printed: text(stdout), complained: text(stderr) }
}

/// Holds that a program succeeds, for each list of arguments with these lines.
async fn assert_prints(program: &str, document: &str, runs: &[(&[&str], &str)]) {
    let prism = match Prism::start(&document::path(document), Answers::Examples).await {
        Ok(prism) => prism,
        Err(missing) => return skip(program, &missing),
    };
    for (arguments, expected) in runs {
        let Ended { succeeded, printed, complained } = run(program, Some(&prism.url), arguments);
        assert!(succeeded, "{program} {arguments:?}: {complained}");
        assert_eq!(printed, *expected, "{program} {arguments:?}: {complained}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_free_asks_for_the_account_or_for_extensions() {
    let runs: [(&[&str], _); 2] =
        [(&[], "extension 102 is free\nfree: 1 of 3 extensions\n"), (&["3011"], "free: 0 of 1 extensions\n")];
    assert_prints("who_is_free", "ringcentral-presence", &runs).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn zoom_users_are_audited_from_the_beginning_or_a_position() {
    let found = "grace@example.com: no extension number\ngrace@example.com: deactivated, with a calling plan\n\
                 users: 2\n    1 deactivated, with a calling plan\n    1 no extension number\n";
    assert_prints("audit_zoom_users", "zoom-phone-users", &[(&[], found), (&["position"], found)]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_forwarded_when_it_is_meant() {
    let runs: [(&[&str], _); 3] = [
        (&["on", "ada", "grace"], "ada: would be switched\ngrace: would be switched\nusers: 2, failed: 0\n"),
        (&["on", "--to", "+16505550142", "--write", "ada"], "ada: switched\nusers: 1, failed: 0\n"),
        (&["off", "ada"], "ada: is so already\nusers: 1, failed: 0\n"),
    ];
    assert_prints("forward_group", "odin-user-services", &runs).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_copied_to_several_extensions() {
    let prism = match Prism::start(&document::path("ringcentral-user-settings"), Answers::MadeUp).await {
        Ok(prism) => prism,
        Err(missing) => return skip("copy_settings", &missing),
    };
    let Ended { succeeded, printed, complained } =
        run("copy_settings", Some(&prism.url), &["--write", "4107", "4108", "4109"]);
    assert!(succeeded, "{complained}");
    let lines: Vec<&str> = printed.lines().collect();
    let (changes, others): (Vec<&str>, Vec<&str>) = lines.into_iter().partition(|line| line.starts_with("  "));
    assert_eq!(others, ["extension 4108", "extension 4109", "targets: 2, failed: 0"]);
    // The switches of two extensions are made up apart, and do not all come out the same.
    assert!(changes.iter().all(|change| change.contains(" -> ")) && !changes.is_empty(), "{printed}");
}

#[test]
fn what_is_missing_is_said_in_a_line() {
    let cases: [(&str, Option<&str>, &[&str], &str); 8] = [
        ("who_is_free", None, &[], "RINGCENTRAL_CLIENT_ID"),
        ("who_is_free", Some("nowhere"), &[], "absolute"),
        ("audit_zoom_users", None, &[], "ZOOM_ACCOUNT_ID"),
        ("copy_settings", None, &["1", "2"], "RINGCENTRAL_CLIENT_ID"),
        ("copy_settings", None, &[], "usage: "),
        ("forward_group", None, &["on", "ada"], "ODIN_USERNAME"),
        ("forward_group", None, &["on", "--to", "1"], "usage: "),
        ("forward_group", None, &["perhaps", "ada"], "usage: "),
    ];
    for (program, base_url, arguments, expected) in cases {
        let Ended { succeeded, printed, complained } = run(program, base_url, arguments);
        assert!(!succeeded, "{program} {arguments:?}: {printed}");
        assert!(complained.contains(expected) && complained.lines().count() == 1, "{program}: {complained}");
    }
}
