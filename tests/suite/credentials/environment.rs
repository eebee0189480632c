//! Providers from environment variables, in processes of their own.

use std::ffi::OsStr;
use std::process::Command;

/// Each provider with its variables.
const PROVIDERS: [(&str, &[&str]); 3] = [
    ("RingCentralJwt", &["RINGCENTRAL_CLIENT_ID", "RINGCENTRAL_CLIENT_SECRET", "RINGCENTRAL_JWT"]),
    ("ZoomServerToServer", &["ZOOM_ACCOUNT_ID", "ZOOM_CLIENT_ID", "ZOOM_CLIENT_SECRET"]),
    ("OdinLogin", &["ODIN_USERNAME", "ODIN_PASSWORD"]),
];

/// What a process says of a provider whose variables have a value, but for one that has another or none.
fn said(provider: &str, variables: &[&str], other: (&str, Option<&OsStr>)) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_caller"));
    command.env_clear().args(["environment", provider]);
    command.envs(variables.iter().filter(|name| **name != other.0).map(|name| (name, "s3cret")));
    command.envs(other.1.map(|value| (other.0, value)));
    let output = command.output().expect("the process runs");
    String::from_utf8(output.stdout).expect("it is text").trim_end().to_owned()
}

#[test]
fn providers_take_their_variables() {
    for (provider, variables) in PROVIDERS {
        assert_eq!(said(provider, variables, ("OTHER", None)), format!("{provider}(hidden)"));
    }
}

#[test]
fn variables_that_are_missing_or_empty_are_named() {
    for (provider, variables) in PROVIDERS {
        for name in variables {
            let missing = said(provider, variables, (name, None));
            assert_eq!(missing, format!("no credentials: environment variable `{name}` is not set"));
            let empty = said(provider, variables, (name, Some(OsStr::new(""))));
            assert_eq!(empty, format!("no credentials: environment variable `{name}` is empty"));
        }
    }
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_is_named_without_its_value() {
    use std::os::unix::ffi::OsStrExt;

    for (provider, variables) in PROVIDERS {
        let text = said(provider, variables, (variables[1], Some(OsStr::from_bytes(b"s3cret\xff"))));
        assert_eq!(text, format!("no credentials: environment variable `{}` is no text", variables[1]));
    }
}
