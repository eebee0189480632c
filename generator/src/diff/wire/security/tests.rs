//! What a change of what callers prove is called.

use super::super::super::Kind;
use super::{Kind::*, changed, without_implied, written};
use crate::resolve::SecurityRequirement;

/// Alternatives as `bearer + key(read write) | key`.
fn read(text: &str) -> Vec<SecurityRequirement> {
    let scheme = |text: &str| match text.split_once('(') {
        Some((name, scopes)) => (name.to_owned(), scopes.trim_end_matches(')').split(' ').map(str::to_owned).collect()),
        None => (text.to_owned(), Vec::new()),
    };
    let requirement = |text: &str| SecurityRequirement {
        schemes: text.split(" + ").filter(|text| *text != "none").map(scheme).collect(),
    };
    text.split(" | ").filter(|text| !text.is_empty()).map(requirement).collect()
}

#[test]
fn each_change_of_alternatives_has_its_kind() {
    let cases: [(&str, &str, Option<Kind>); 15] = [
        ("bearer", "bearer", None),
        ("bearer | key", "key | bearer", None),
        ("bearer", "", Some(SecGlobalRemoved)),
        ("bearer", "bearer | none", Some(SecGlobalRemoved)),
        ("", "bearer", Some(SecOpAdded)),
        ("none | bearer", "bearer", Some(SecOpAdded)),
        ("bearer", "bearer | key", Some(SecGlobalAdded)),
        ("bearer | key", "bearer", Some(SecGlobalReplaced)),
        ("bearer", "key", Some(SecGlobalReplaced)),
        ("bearer", "bearer + key", Some(SecAndAdded)),
        ("bearer + key", "bearer", Some(SecAndRemoved)),
        ("oauth(read)", "oauth(read write)", Some(SecScopeAdded)),
        ("oauth(read write)", "oauth(read)", Some(SecScopeRemoved)),
        ("oauth(read)", "oauth(write)", Some(SecScopeAdded)),
        ("oauth", "oauth(read)", Some(SecScopeAdded)),
    ];
    for (base, head, kind) in cases {
        let all = |text| without_implied(&written(&read(text), str::to_owned));
        assert_eq!(changed(&all(base), &all(head)), kind, "{base} to {head}");
    }
}
