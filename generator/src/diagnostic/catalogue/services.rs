//! What can be wrong with services.toml, the list of services and their overrides.

use super::{Quoted, did_you_mean, list};
use crate::diagnostic::{Code, Diagnostic, Place};

/// A key without meaning.
pub fn unknown_services_key(place: Place, key: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::new(Code::UnknownServicesKey, format!("unknown key {}", Quoted(key)))
        .at(place, "")
        .maybe_help(did_you_mean(key, known.iter().copied()))
}

/// A service whose spec file is not among the files given.
pub fn missing_spec_file<'known>(
    place: Place,
    file: &str,
    available: impl IntoIterator<Item = &'known str>,
) -> Diagnostic {
    Diagnostic::new(Code::MissingSpecFile, format!("missing spec file {}", Quoted(file)))
        .at(place, "named here")
        .maybe_help(did_you_mean(file, available))
}

/// A service that was asked for and is not there.
pub fn unknown_service<'known>(name: &str, available: impl IntoIterator<Item = &'known str>) -> Diagnostic {
    Diagnostic::new(Code::UnknownService, format!("unknown service {}", Quoted(name)))
        .maybe_help(did_you_mean(name, available))
}

/// The text is no TOML, or a value is of the wrong type.
pub fn unreadable_services(place: Place, reason: &str) -> Diagnostic {
    Diagnostic::new(Code::UnreadableServices, format!("services.toml cannot be read: {reason}")).at(place, "here")
}

/// A module that is no identifier, or not in snake case.
pub fn malformed_module(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(Code::MalformedModuleName, format!("{} cannot name a module", Quoted(name)))
        .at(place, "")
        .help("write lower-case letters, digits and `_`, beginning with a letter, and no keyword of Rust")
}

/// A feature that cargo does not take, or that would put its files elsewhere.
pub fn malformed_feature(place: Place, name: &str) -> Diagnostic {
    Diagnostic::new(Code::MalformedFeatureName, format!("{} cannot name a cargo feature", Quoted(name)))
        .at(place, "")
        .help("write letters, digits, `-` and `_`, beginning with a letter or digit")
}

/// A module or feature that `generated-client` has already, besides the services.
pub fn taken_name(place: Place, key: &str, name: &str, taken: &[&str]) -> Diagnostic {
    Diagnostic::new(Code::TakenName, format!("`generated-client` has a {key} {} of its own", Quoted(name)))
        .at(place, "")
        .help(format!("take another name than {}", list(taken.iter().copied())))
}

/// What two services have, of which each has to have its own.
pub fn shared_value(place: Place, first: Place, key: &str, value: &str) -> Diagnostic {
    Diagnostic::new(Code::SharedValue, format!("two services have the {key} {}", Quoted(value)))
        .at(place, "")
        .at(first, "first used here")
        .help(format!("give each service a {key} of its own"))
}
