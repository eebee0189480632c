//! Real bodies decode into their models and encode back without a byte of meaning lost, unknown members included.
//!
//! `ringcentral-user-settings-examples.json` has a request body for each operation, `odin-example.json` a whole answer.

use generated_client::json::{Decode, Encode};
use generated_client::{json, odin_user_services, ringcentral_user_settings};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::fixture::root;

/// Rounds with unknown members, each with a seed of its own.
const ROUNDS: u64 = 200;

/// A body through the codec and back; and the same by way of serde.
type RoundTrip = fn(&Value) -> Result<Value, String>;

/// The bodies that are JSON, by operation.
const BODIES: &[(&str, RoundTrip)] = {
    use ringcentral_user_settings::models::*;
    &[
        ("postBatchProvisionUsers", round_trip::<BatchProvisionUsersRequest>),
        ("bulkDeleteUsersV2", round_trip::<BulkDeleteUsersRequest>),
        ("updateExtension", round_trip::<ExtensionUpdateRequest>),
        ("updateConferencingSettings", round_trip::<ConferencingSettingsUpdateRequest>),
        ("updateExtensionCallerId", round_trip::<CallerIdSettings>),
        ("updateNotificationSettings", round_trip::<NotificationSettingsUpdateRequest>),
    ]
};

/// The bodies that are forms, which the wire tests send.
const FORMS: &[&str] = &["createUserProfileImage", "updateUserProfileImage"];

fn round_trip<T: Decode + Encode + Serialize + DeserializeOwned + PartialEq>(value: &Value) -> Result<Value, String> {
    let model: T = json::from_str(&value.to_string()).map_err(|error| error.to_string())?;
    let by_serde: T = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
    if model != by_serde {
        return Err("serde reads it otherwise".to_owned());
    }
    let written = serde_json::from_str(&json::to_string(&model)).map_err(|error| error.to_string())?;
    let by_serde = serde_json::to_value(&by_serde).map_err(|error| error.to_string())?;
    if written != by_serde {
        return Err(format!("serde writes it otherwise: {by_serde}"));
    }
    Ok(written)
}

fn read(file: &str) -> Value {
    let path = root().join("tests/fixtures/data").join(file);
    let text = std::fs::read_to_string(path).expect("the data is there");
    serde_json::from_str(&text).expect("the data is JSON")
}

/// Every body with its way through the codec.
fn bodies() -> Vec<(String, RoundTrip, Value)> {
    let examples = read("ringcentral-user-settings-examples.json");
    let examples = examples.as_object().expect("the bodies are listed by operation");
    let odin: RoundTrip = round_trip::<odin_user_services::models::UserServiceSettings>;
    let mut bodies = vec![("ODIN settings".to_owned(), odin, read("odin-example.json"))];
    for (operation, body) in examples.iter().filter(|(operation, _)| !FORMS.contains(&operation.as_str())) {
        let found = BODIES.iter().find(|(name, _)| name == operation);
        let (_, round_trip) = found.expect("every operation has its model in `BODIES`");
        bodies.push((operation.clone(), *round_trip, body.clone()));
    }
    assert_eq!(bodies.len(), BODIES.len() + 1, "a model without an example");
    bodies
}

#[test]
fn bodies_survive_as_they_are() {
    for (name, round_trip, body) in bodies() {
        assert_eq!(round_trip(&body), Ok(body.clone()), "{name}");
    }
}

#[test]
fn unknown_members_survive_wherever_they_stand() {
    for (name, round_trip, body) in bodies() {
        for seed in 1..=ROUNDS {
            let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
            let mut extended = body.clone();
            let added = extend(&mut extended, &mut random);
            assert!(added > 0, "{name}, seed {seed}: nothing was added");
            assert_eq!(round_trip(&extended), Ok(extended.clone()), "{name}, seed {seed}");
        }
    }
}

/// Adds members to the root and to about every second object below it; gives how many.
fn extend(value: &mut Value, random: &mut Random) -> usize {
    match value {
        Value::Array(items) => items.iter_mut().map(|item| extend_maybe(item, random)).sum(),
        Value::Object(members) => {
            let below: usize = members.values_mut().map(|member| extend_maybe(member, random)).sum();
            let own = 1 + random.below(3);
            for _ in 0..own {
                members.insert(format!("unknown {}\u{1f4de}\"", random.below(1 << 20)), any_value(random, 3));
            }
            below + own
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

fn extend_maybe(value: &mut Value, random: &mut Random) -> usize {
    if random.below(2) == 0 { extend(value, random) } else { descend(value, random) }
}

/// Leaves an object as it is, and looks further below.
fn descend(value: &mut Value, random: &mut Random) -> usize {
    match value {
        Value::Array(items) => items.iter_mut().map(|item| extend_maybe(item, random)).sum(),
        Value::Object(members) => members.values_mut().map(|member| extend_maybe(member, random)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

fn any_value(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth == 0 { 6 } else { 8 }) {
        0 => Value::Null,
        1 => Value::Bool(random.below(2) == 0),
        2 => Value::from(i64::try_from(random.below(1 << 40)).unwrap_or_default() - (1 << 39)),
        3 => Value::from(u64::MAX - random.next() % 1000),
        4 => Value::from(0.5 + random.below(1000) as f64),
        5 => Value::from(["", "\u{0}\u{1f}\\\"/", "é日本\u{1f600}", "null", "1"][random.below(5)]),
        6 => (0..random.below(4)).map(|_| any_value(random, depth - 1)).collect(),
        _ => Value::Object(
            (0..random.below(4)).map(|at| (format!("m{at}"), any_value(random, depth - 1))).collect::<Map<_, _>>(),
        ),
    }
}

/// xorshift64: deterministic, and good enough to choose places.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap_or_default()
    }
}
