//! What Swagger 2.0 has in other places than OpenAPI 3: the server, and who may call.

use serde_json::{Map, Value, json};

use super::keys::respelled;
use super::objects::Done;

/// `host: api.example.com`, `basePath: /v2`, `schemes: [https]`: the parts of the URLs of servers.
pub(super) fn server_of_host(members: &mut Map<String, Value>, done: &mut Done) {
    const PARTS: &[&str] = &["host", "basePath", "schemes"];
    let text = |key: &str| members.get(key).and_then(Value::as_str);
    let (host, path) = (text("host"), text("basePath").unwrap_or_default());
    if members.contains_key("servers") || host.is_none() && path.is_empty() {
        return;
    }
    let schemes = members.get("schemes").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let schemes: Vec<&str> = schemes.filter(|scheme| matches!(*scheme, "http" | "https")).collect();
    let base = host.map(|host| format!("//{host}"));
    let url = |start: &str| [start, base.as_deref().unwrap_or_default(), path.trim_end_matches('/')].concat();
    let urls: Vec<String> = match (&base, schemes.is_empty()) {
        (Some(_), false) => schemes.iter().map(|scheme| url(&[scheme, ":"].concat())).collect(),
        (Some(_), true) => vec![url("https:")],
        (None, _) => vec![url("")],
    };
    let servers: Vec<Value> = urls.into_iter().map(|url| json!({ "url": url })).collect();
    let said: Vec<&str> = PARTS.iter().filter(|part| members.contains_key(**part)).copied().collect();
    done.renamed.extend(said.first().map(|part| ((*part).to_owned(), vec!["servers".to_owned()])));
    for part in said {
        members.shift_remove(part);
        done.say(part, "is read as a part of the URL of a server");
    }
    members.insert("servers".to_owned(), servers.into());
}

/// `securityDefinitions: {…}`: the security schemes by name.
pub(super) fn schemes_of_definitions(members: &mut Map<String, Value>, done: &mut Done) {
    const NOW: [&str; 2] = ["components", "securitySchemes"];
    if !members.get("securityDefinitions").is_some_and(Value::is_object) {
        return;
    }
    let Value::Object(components) = members.entry("components").or_insert_with(|| json!({})) else { return };
    if components.contains_key("securitySchemes") {
        return;
    }
    components.insert("securitySchemes".to_owned(), json!({}));
    let definitions = members.shift_remove("securityDefinitions");
    if let (Some(Value::Object(components)), Some(definitions)) = (members.get_mut("components"), definitions) {
        components.insert("securitySchemes".to_owned(), definitions);
    }
    done.say("securityDefinitions", "is read as `securitySchemes` of `components`");
    done.renamed.push(("securityDefinitions".to_owned(), NOW.map(str::to_owned).to_vec()));
}

/// `{type: oauth2, flow: accessCode, authorizationUrl: …, tokenUrl: …, scopes: {…}}`: the only flow in the scheme
/// itself.
pub(super) fn flow_of_scheme(members: &mut Map<String, Value>, done: &mut Done) {
    const KEYS: &[&str] = &["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"];
    let flow = members.get("flow").and_then(Value::as_str).map(str::to_owned);
    let Some(flow) = flow.filter(|_| !members.contains_key("flows")) else { return };
    let name = flow_called(&flow).unwrap_or(flow);
    members.shift_remove("flow");
    let mut own = Map::new();
    for key in KEYS {
        if let Some(value) = members.shift_remove(*key) {
            own.insert((*key).to_owned(), value);
            done.renamed.push(((*key).to_owned(), vec!["flows".to_owned(), name.clone(), (*key).to_owned()]));
        }
    }
    done.renamed.push(("flow".to_owned(), vec!["flows".to_owned(), name.clone()]));
    members.insert("flows".to_owned(), json!({ name: own }));
    done.say("flow", "is read as the only one of `flows`");
}

/// `flows: {accessCode: {…}}`: the names that the flows had before.
pub(super) fn flows_in_other_words(members: &mut Map<String, Value>, done: &mut Done) {
    respelled(members, done, flow_called, "is read as the flow that was called so before");
}

/// What a flow of Swagger 2.0 is called now.
fn flow_called(flow: &str) -> Option<String> {
    match flow {
        "accessCode" => Some("authorizationCode".to_owned()),
        "application" => Some("clientCredentials".to_owned()),
        _ => None,
    }
}
