//! Security schemes whose keys and type do not say the same.

use serde_json::{Map, Value, json};

use super::keys::letters;
use super::objects::Done;
use crate::normalise::grammar::schemes::KEYS_OF_SCHEMES;

/// `{scheme: bearer}`: each type has keys of its own, which tell it.
pub(super) fn type_of_keys(members: &mut Map<String, Value>, done: &mut Done) {
    let has_all = |(_, keys): &&(&str, &[&str])| keys.iter().all(|key| members.contains_key(*key));
    let mut told = KEYS_OF_SCHEMES.iter().filter(has_all);
    if let (Some((ty, _)), None, false) = (told.next(), told.next(), members.contains_key("type")) {
        members.insert("type".to_owned(), json!(ty));
        done.say("type", "is missing, and taken to be the one that has these keys");
    }
}

/// `{type: bearer}`, `{type: basic}`: the HTTP scheme in the place of `http`.
pub(super) fn scheme_in_type(members: &mut Map<String, Value>, done: &mut Done) {
    let scheme = match members.get("type").and_then(Value::as_str).map(str::to_ascii_lowercase).as_deref() {
        Some("bearer") => "bearer",
        Some("basic") => "basic",
        _ => return,
    };
    members.insert("type".to_owned(), json!("http"));
    members.insert("scheme".to_owned(), json!(scheme));
    done.say("type", "is read as the scheme of the type `http`");
}

/// `scheme: 'Bearer '`: the blank that stands behind the scheme in the header.
pub(super) fn scheme_in_blanks(members: &mut Map<String, Value>, done: &mut Done) {
    let Some(Value::String(scheme)) = members.get_mut("scheme") else { return };
    if scheme.trim() != scheme {
        *scheme = scheme.trim().to_owned();
        done.say("scheme", "is read without the blanks around it");
    }
}

/// `{type: http, scheme: bearer, in: header, name: X-Token}`: what another type would say.
pub(super) fn keys_of_other_types(members: &mut Map<String, Value>, done: &mut Done) {
    let ty = members.get("type").and_then(Value::as_str);
    let is_type = |(name, _): &&(&str, _)| ty.is_some_and(|ty| letters(ty).eq(letters(name)));
    let Some((own, _)) = KEYS_OF_SCHEMES.iter().find(is_type) else { return };
    for key in KEYS_OF_SCHEMES.iter().filter(|(ty, _)| ty != own).flat_map(|(_, keys)| *keys) {
        if members.shift_remove(*key).is_some() {
            done.say(key, "is ignored: a scheme of this type has no such key");
        }
    }
}

/// `scopes: [read, write]`: the names of scopes, of which nothing is said.
pub(super) fn scopes_of_names(members: &mut Map<String, Value>, done: &mut Done) {
    let Some(Value::Array(names)) = members.get("scopes") else { return };
    let names: Option<Vec<&str>> = names.iter().map(Value::as_str).collect();
    if let Some(names) = names.filter(|names| !names.is_empty()) {
        let scopes: Map<String, Value> = names.into_iter().map(|name| (name.to_owned(), json!(""))).collect();
        members.insert("scopes".to_owned(), scopes.into());
        done.say("scopes", "is read as a mapping of these names, of which nothing is said");
    }
}
