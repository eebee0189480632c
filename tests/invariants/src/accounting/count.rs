//! A count of the units of a document that shares no code with the generator: the structure of OpenAPI 3.0 and 3.1 once
//! more, over JSON.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// The kind of each unit, by its file and pointer.
pub type Units = BTreeMap<(String, String), &'static str>;

/// The objects of the specification.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Object {
    Document,
    Info,
    Leaf,
    Server,
    Components,
    Paths,
    PathItem,
    Operation,
    Parameter,
    Body,
    Media,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Scheme,
    Flows,
}

/// What stands under a key.
enum Below {
    Value,
    One(Object),
    List(Object),
    Map(Object),
}

/// Counts a document and what it takes from others, by their names.
pub fn count(files: &BTreeMap<String, Value>, name: &str) -> Units {
    let mut count = Count { files, main: name, units: Units::new(), open: Vec::new(), done: BTreeSet::new() };
    count.open.push((name.to_owned(), String::new(), Object::Document));
    while let Some((file, pointer, object)) = count.open.pop() {
        let value = count.files.get(&file).and_then(|file| file.pointer(&pointer));
        if let Some(value) = value.filter(|_| count.done.insert((file.clone(), pointer.clone(), object))) {
            count.unit(&file, &pointer, object, value);
            count.object(&file, &pointer, object, value);
        }
    }
    count.units
}

struct Count<'a> {
    files: &'a BTreeMap<String, Value>,
    main: &'a str,
    units: Units,
    /// What is yet to be counted.
    open: Vec<(String, String, Object)>,
    done: BTreeSet<(String, String, Object)>,
}

impl Count<'_> {
    fn object(&mut self, file: &str, pointer: &str, object: Object, value: &Value) {
        let Value::Object(members) = value else { return };
        self.follow(file, object, members);
        for (name, value) in members {
            let here = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
            if name.starts_with("x-") {
                self.insert(file, &here, "extension");
            } else if name == "$ref" && is_referable(object) {
                self.insert(file, &here, "keyword");
            } else if let Some(member) = chosen(object, name) {
                self.unit(file, &here, member, value);
                self.object(file, &here, member, value);
            } else {
                self.key(file, &here, below(object, name), value);
            }
        }
    }

    /// A key of the specification, or one that it does not know.
    fn key(&mut self, file: &str, pointer: &str, below: Below, value: &Value) {
        match (below, value) {
            (Below::One(object), _) => {
                if !self.unit(file, pointer, object, value) {
                    self.insert(file, pointer, "keyword");
                }
                self.object(file, pointer, object, value);
            }
            (Below::List(object), Value::Array(elements)) => {
                self.insert(file, pointer, "keyword");
                for (index, element) in elements.iter().enumerate() {
                    let here = format!("{pointer}/{index}");
                    self.unit(file, &here, object, element);
                    self.object(file, &here, object, element);
                }
            }
            (Below::Map(object), Value::Object(members)) => {
                self.insert(file, pointer, "keyword");
                for (name, member) in members {
                    let here = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
                    self.unit(file, &here, object, member);
                    self.object(file, &here, object, member);
                }
            }
            (Below::Value | Below::List(_) | Below::Map(_), _) => self.insert(file, pointer, "keyword"),
        }
    }

    /// Counts an object as a unit, if it is one.
    fn unit(&mut self, file: &str, pointer: &str, object: Object, value: &Value) -> bool {
        let is_reference = is_referable(object) && value.get("$ref").is_some();
        let unit = match object {
            Object::Operation => "operation",
            Object::Parameter => "parameter",
            Object::Body => "body",
            Object::Response => "response",
            Object::Schema => "schema",
            _ => return false,
        };
        let is_unit = value.is_object() && !is_reference;
        if is_unit {
            self.insert(file, pointer, unit);
        }
        is_unit
    }

    fn insert(&mut self, file: &str, pointer: &str, unit: &'static str) {
        self.units.insert((file.to_owned(), pointer.to_owned()), unit);
    }

    /// A reference to another file, in another file, or to where the specification has no place takes in what it names.
    fn follow(&mut self, file: &str, object: Object, members: &Map<String, Value>) {
        let reference = members.get("$ref").and_then(Value::as_str).filter(|_| is_referable(object));
        let Some(reference) = reference else { return };
        if let Some(pointer) = reference.strip_prefix('#').filter(|_| file == self.main) {
            if is_elsewhere(pointer) {
                self.open.push((file.to_owned(), pointer.to_owned(), object));
            }
            return;
        }
        let (target, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        if let Some((file, resource)) = identified(self.files, target) {
            self.open.push((file, [resource.as_str(), pointer].concat(), object));
            return;
        }
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let target = match target {
            "" => file.to_owned(),
            target if folder.is_empty() => target.trim_start_matches("./").to_owned(),
            target => format!("{folder}/{}", target.trim_start_matches("./")),
        };
        // `file.yaml#/` means the whole file.
        let pointer = if pointer == "/" { "" } else { pointer };
        if target != self.main {
            self.open.push((target, pointer.to_owned(), object));
        }
    }
}

/// The file and place of the schema whose `$id` is this URL.
fn identified(files: &BTreeMap<String, Value>, url: &str) -> Option<(String, String)> {
    let mut open: Vec<(&String, String, &Value)> = Vec::new();
    if url.contains("://") {
        open.extend(files.iter().map(|(file, value)| (file, String::new(), value)));
    }
    while let Some((file, pointer, value)) = open.pop() {
        if value.get("$id").and_then(Value::as_str) == Some(url) {
            return Some((file.clone(), pointer));
        }
        let members = value.as_object().into_iter().flatten();
        open.extend(members.map(|(key, value)| {
            let token = key.replace('~', "~0").replace('/', "~1");
            (file, format!("{pointer}/{token}"), value)
        }));
    }
    None
}

/// Whether a place is none of the specification's: below an extension, or a key that neither the document nor its
/// components have.
pub(crate) fn is_elsewhere(pointer: &str) -> bool {
    const ROOT: &[&str] = &[
        "openapi",
        "info",
        "servers",
        "paths",
        "webhooks",
        "components",
        "security",
        "tags",
        "externalDocs",
        "jsonSchemaDialect",
    ];
    let mut here = Below::One(Object::Document);
    for token in pointer.split('/').skip(1) {
        here = match here {
            Below::One(Object::Document) if !ROOT.contains(&token) => return true,
            Below::One(Object::Components) if matches!(components(token), Below::Value) => return true,
            Below::One(_) if token.starts_with("x-") => return true,
            Below::One(object) => chosen(object, token).map_or_else(|| below(object, token), Below::One),
            Below::List(object) | Below::Map(object) => Below::One(object),
            Below::Value => return false,
        };
    }
    false
}

fn is_referable(object: Object) -> bool {
    matches!(
        object,
        Object::PathItem
            | Object::Parameter
            | Object::Body
            | Object::Response
            | Object::Callback
            | Object::Example
            | Object::Link
            | Object::Header
            | Object::Schema
            | Object::Scheme
    )
}

/// What stands under a key that the document chooses.
fn chosen(object: Object, name: &str) -> Option<Object> {
    match object {
        // Without a slash before it, a path is one all the same.
        Object::Paths | Object::Callback => Some(Object::PathItem),
        Object::Responses if is_status(name) => Some(Object::Response),
        _ => None,
    }
}

fn is_status(name: &str) -> bool {
    let code = name.len() == 3 && name.chars().all(|c| c.is_ascii_digit()) && !name.starts_with('0');
    code || matches!(name.as_bytes(), [b'1'..=b'5', b'x' | b'X', b'x' | b'X'])
}

/// What stands under a key of the specification.
fn below(object: Object, key: &str) -> Below {
    use Below::{List, Map, One};
    match object {
        Object::Document => match key {
            "info" => One(Object::Info),
            "servers" => List(Object::Server),
            "paths" => One(Object::Paths),
            "webhooks" => Map(Object::PathItem),
            "components" => One(Object::Components),
            "tags" => List(Object::Tag),
            "externalDocs" => One(Object::Leaf),
            _ => Below::Value,
        },
        Object::Info if matches!(key, "contact" | "license") => One(Object::Leaf),
        Object::Server if key == "variables" => Map(Object::Leaf),
        Object::Tag if key == "externalDocs" => One(Object::Leaf),
        Object::Components => components(key),
        Object::PathItem => match key {
            "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" | "query" => {
                One(Object::Operation)
            }
            "additionalOperations" => Map(Object::Operation),
            "servers" => List(Object::Server),
            "parameters" => List(Object::Parameter),
            _ => Below::Value,
        },
        Object::Operation => operation(key),
        Object::Parameter | Object::Header => match key {
            "schema" => One(Object::Schema),
            "examples" => Map(Object::Example),
            "content" => Map(Object::Media),
            _ => Below::Value,
        },
        Object::Body if key == "content" => Map(Object::Media),
        Object::Media => match key {
            "schema" => One(Object::Schema),
            "examples" => Map(Object::Example),
            "encoding" => Map(Object::Encoding),
            _ => Below::Value,
        },
        Object::Encoding if key == "headers" => Map(Object::Header),
        Object::Responses if key == "default" => One(Object::Response),
        Object::Response => match key {
            "headers" => Map(Object::Header),
            "content" => Map(Object::Media),
            "links" => Map(Object::Link),
            _ => Below::Value,
        },
        Object::Link if key == "server" => One(Object::Server),
        Object::Schema => schema(key),
        Object::Scheme if key == "flows" => One(Object::Flows),
        Object::Flows if matches!(key, "implicit" | "password" | "clientCredentials" | "authorizationCode") => {
            One(Object::Leaf)
        }
        _ => Below::Value,
    }
}

fn operation(key: &str) -> Below {
    use Below::{List, Map, One};
    match key {
        "externalDocs" => One(Object::Leaf),
        "parameters" => List(Object::Parameter),
        "requestBody" => One(Object::Body),
        "responses" => One(Object::Responses),
        "callbacks" => Map(Object::Callback),
        "servers" => List(Object::Server),
        _ => Below::Value,
    }
}

fn components(key: &str) -> Below {
    Below::Map(match key {
        "schemas" => Object::Schema,
        "responses" => Object::Response,
        "parameters" => Object::Parameter,
        "examples" => Object::Example,
        "requestBodies" => Object::Body,
        "headers" => Object::Header,
        "securitySchemes" => Object::Scheme,
        "links" => Object::Link,
        "callbacks" => Object::Callback,
        "pathItems" => Object::PathItem,
        _ => return Below::Value,
    })
}

fn schema(key: &str) -> Below {
    match key {
        "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions" => Below::Map(Object::Schema),
        "allOf" | "oneOf" | "anyOf" | "prefixItems" => Below::List(Object::Schema),
        "items"
        | "not"
        | "additionalProperties"
        | "additionalItems"
        | "contains"
        | "propertyNames"
        | "unevaluatedItems"
        | "unevaluatedProperties"
        | "if"
        | "then"
        | "else"
        | "contentSchema" => Below::One(Object::Schema),
        "discriminator" | "xml" | "externalDocs" => Below::One(Object::Leaf),
        _ => Below::Value,
    }
}
