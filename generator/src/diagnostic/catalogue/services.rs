//! What can be wrong with services.toml, the list of services and their overrides.

use super::{Quoted, did_you_mean};
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
