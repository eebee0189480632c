//! A count of the units of a document that shares no code with the generator: the structure of OpenAPI 3.0 and 3.1 once
//! more, over JSON.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::others::{self, beside};

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
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Below {
    Value,
    One(Object),
    List(Object),
    Map(Object),
}

/// Counts a document and what it takes from others, by their names.
pub fn count(files: &BTreeMap<String, Value>, name: &str) -> Units {
    let mut count = Count { files, main: name, units: Units::new(), open: Vec::new(), done: BTreeSet::new() };
    count.open.push((name.to_owned(), String::new(), Below::One(Object::Document)));
    while !count.open.is_empty() {
        count.all();
        let heirs = others::heirs(files, name, &count.units).into_iter();
        let heirs = heirs.map(|(file, pointer)| (file, pointer, Below::One(Object::Schema)));
        count.open.extend(heirs.filter(|heir| !count.done.contains(heir)));
    }
    count.units
}

struct Count<'a> {
    files: &'a BTreeMap<String, Value>,
    main: &'a str,
    units: Units,
    /// What is yet to be counted.
    open: Vec<(String, String, Below)>,
    done: BTreeSet<(String, String, Below)>,
}

impl Count<'_> {
    /// Counts what is open, and what that names.
    fn all(&mut self) {
        while let Some((file, pointer, below)) = self.open.pop() {
            let value = self.files.get(&file).and_then(|file| file.pointer(&pointer));
            if let Some(value) = value.filter(|_| self.done.insert((file.clone(), pointer.clone(), below))) {
                if let Below::One(object) = below {
                    self.unit(&file, &pointer, object, value);
                }
                self.below(&file, &pointer, below, value);
            }
        }
    }

    fn object(&mut self, file: &str, pointer: &str, object: Object, value: &Value) {
        let Value::Object(members) = value else { return };
        self.follow(file, Below::One(object), members);
        for (name, value) in members {
            let here = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
            if name.starts_with("x-") {
                self.insert(file, &here, "extension");
            } else if name == "$ref" && (is_referable(object) || value.is_string()) {
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
        let is_unit = matches!(below, Below::One(object) if self.unit(file, pointer, object, value));
        if !is_unit {
            self.insert(file, pointer, "keyword");
        }
        self.below(file, pointer, below, value);
    }

    /// What stands in something.
    fn below(&mut self, file: &str, pointer: &str, below: Below, value: &Value) {
        match (below, value) {
            (Below::One(object), _) => self.object(file, pointer, object, value),
            (Below::List(object), Value::Array(elements)) => {
                for (index, element) in elements.iter().enumerate() {
                    let here = format!("{pointer}/{index}");
                    self.unit(file, &here, object, element);
                    self.object(file, &here, object, element);
                }
            }
            (Below::List(_), Value::Object(members)) => self.follow(file, below, members),
            (Below::Map(object), Value::Object(members)) => {
                self.follow(file, below, members);
                for (name, member) in members {
                    let here = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
                    if name == "$ref" && member.is_string() {
                        self.insert(file, &here, "keyword");
                        continue;
                    }
                    self.unit(file, &here, object, member);
                    self.object(file, &here, object, member);
                }
            }
            (Below::Value | Below::List(_) | Below::Map(_), _) => {}
        }
    }

    /// Counts an object as a unit, if it is one.
    fn unit(&mut self, file: &str, pointer: &str, object: Object, value: &Value) -> bool {
        let is_reference = value.get("$ref").is_some_and(|it| is_referable(object) || it.is_string());
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

    /// A reference to another file, in another file, or to where the specification has no place takes in what it names;
    /// where the specification has no reference, if that is of the kind that belongs there.
    fn follow(&mut self, file: &str, below: Below, members: &Map<String, Value>) {
        let Some(reference) = members.get("$ref").and_then(Value::as_str) else { return };
        if let Some(pointer) = reference.strip_prefix('#').filter(|_| file == self.main) {
            if is_elsewhere(pointer) {
                self.take(file.to_owned(), pointer.to_owned(), below);
            }
            return;
        }
        let (target, pointer) = reference.split_once('#').unwrap_or((reference, ""));
        if let Some((file, resource)) = identified(self.files, target) {
            self.take(file, [resource.as_str(), pointer].concat(), below);
            return;
        }
        let target = if target.is_empty() { file.to_owned() } else { beside(file, target) };
        // `file.yaml#/` means the whole file.
        let pointer = if pointer == "/" { "" } else { pointer };
        if target != self.main || is_elsewhere(pointer) {
            self.take(target, pointer.to_owned(), below);
        }
    }

    fn take(&mut self, file: String, pointer: String, below: Below) {
        let (file, pointer) = others::through(self.files, (file, pointer));
        let value = self.files.get(&file).and_then(|file| file.pointer(&pointer));
        let is_media = |key: &str| matches!(key, "schema" | "example" | "examples" | "encoding" | "$ref");
        let fits = value.is_some_and(|value| match below {
            Below::One(Object::Media) => {
                value.as_object().is_some_and(|it| it.keys().all(|key| is_media(key) || key.starts_with("x-")))
            }
            Below::One(_) | Below::Map(_) => value.is_object() || value.is_boolean(),
            Below::List(_) => value.is_array(),
            Below::Value => false,
        });
        if fits {
            self.open.push((file, pointer, below));
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
