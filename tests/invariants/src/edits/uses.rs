//! Which way the values of each schema go, found by following the references of the document as it is written.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Value, json};

use super::original::Operation;
use super::parameters::is_joined;
use super::pointer::{answers, child, children, object, resolved, split};

/// Which way a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    Parameter,
    Request,
    Response,
    /// In an answer with a status of an error.
    Error,
}

/// What a value is to what holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Whole,
    /// All of a multipart body.
    Form,
    /// All of a body of pairs.
    Pairs,
    /// A member of one of these, which is written as a text.
    Field,
    /// All of a parameter that is written as one text, a list among them.
    Joined,
    /// All of a parameter that is a document.
    Document,
    Header,
    Member,
    Item,
    MapValue,
    Variant,
}

/// A value that is sent or received.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Node {
    /// The schemas that hold for it at once, as they are used.
    used: Vec<String>,
    pub(super) way: Way,
    pub(super) part: Part,
    /// Those, and all that they take in by `allOf`, or by a union of one.
    pub(super) all: Vec<String>,
}

impl Node {
    /// Whether several schemas that are used for it hold at once.
    pub(super) fn is_merged(&self) -> bool {
        self.used.len() > 1
    }
}

/// What holds a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Holder {
    Operation(usize, Typing),
    Node(usize),
}

/// Whether a value of an operation has a type in Rust that its schema makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Typing {
    Own,
    /// Another media type says the same in words of its own, as long as neither is edited.
    Shared,
    /// It is a text, or bytes.
    None,
}

/// The operations that an edit reaches.
#[derive(Clone, Copy)]
pub(super) struct Reach {
    pub(super) operations: usize,
    /// Whether types in Rust follow the schema, and it alone.
    pub(super) is_typed: bool,
}

/// All values of a document.
#[derive(Default)]
pub(super) struct Uses {
    nodes: Vec<Node>,
    holders: Vec<BTreeSet<Holder>>,
    known: BTreeMap<Node, usize>,
    /// The values that a schema holds for.
    at: BTreeMap<String, Vec<usize>>,
    /// The components that build on a schema with a discriminator.
    heirs: BTreeMap<String, Vec<String>>,
}

impl Uses {
    pub(super) fn of(document: &Value, operations: &[Operation]) -> Self {
        let mut uses = Self { heirs: heirs(document), ..Self::default() };
        for (index, operation) in operations.iter().enumerate() {
            uses.operation(document, index, operation);
        }
        let mut next = 0;
        while let Some(node) = uses.nodes.get(next).cloned() {
            uses.inside(document, next, &node);
            next += 1;
        }
        uses
    }

    /// The values that a schema holds for.
    pub(super) fn at(&self, schema: &str) -> Vec<&Node> {
        self.numbers(schema).iter().map(|&number| &self.nodes[number]).collect()
    }

    /// The schemas that hold for a value.
    pub(super) fn schemas(&self) -> Vec<&String> {
        self.at.keys().collect()
    }

    /// The operations that send or receive a value of those of a schema that are chosen.
    pub(super) fn reach(&self, schema: &str, chosen: impl Fn(&Node) -> bool) -> Reach {
        let mut found = BTreeSet::new();
        let mut seen = vec![false; self.nodes.len()];
        let starts = self.numbers(schema).iter().copied().filter(|&number| chosen(&self.nodes[number]));
        let mut open: VecDeque<usize> = starts.collect();
        while let Some(number) = open.pop_front() {
            if std::mem::replace(&mut seen[number], true) {
                continue;
            }
            for holder in &self.holders[number] {
                match holder {
                    Holder::Operation(operation, typing) => drop(found.insert((*operation, *typing))),
                    Holder::Node(node) => open.push_back(*node),
                }
            }
        }
        Reach {
            operations: found.iter().map(|(operation, _)| operation).collect::<BTreeSet<_>>().len(),
            is_typed: found.iter().all(|(_, typing)| *typing != Typing::Shared)
                && found.iter().any(|(_, typing)| *typing == Typing::Own),
        }
    }

    /// The heirs of a schema, or of the base that it describes anew.
    fn heirs_of(&self, document: &Value, schema: &str) -> Vec<String> {
        let is_named = split(schema).is_some_and(|(parent, _)| parent == "/components/schemas");
        let says_more = |schema: &String| document.pointer(&child(schema, "properties")).is_some();
        let parts = children(document, &child(schema, "allOf")).into_iter();
        let parts: Vec<String> = parts.filter_map(|part| resolved(document, &part)).collect();
        let (bases, others): (Vec<&String>, Vec<&String>) =
            parts.iter().partition(|part| self.heirs.contains_key(*part));
        let base = match bases[..] {
            [base] if !is_named && !says_more(&schema.to_owned()) && !others.into_iter().any(says_more) => base,
            _ => schema,
        };
        self.heirs.get(base).cloned().unwrap_or_default()
    }

    /// Whether something builds on a schema, or on the base that it describes anew.
    pub(super) fn has_heirs(&self, document: &Value, schema: &str) -> bool {
        !self.heirs_of(document, schema).is_empty()
    }

    fn numbers(&self, schema: &str) -> &[usize] {
        self.at.get(schema).map_or(&[], Vec::as_slice)
    }

    fn operation(&mut self, document: &Value, index: usize, operation: &Operation) {
        let holder = Holder::Operation(index, Typing::Own);
        for parameter in operation.parameters.iter().filter(|parameter| !is_reserved(document, parameter)) {
            for media in children(document, &child(parameter, "content")) {
                self.hold(document, holder, &[child(&media, "schema")], (Way::Parameter, Part::Document));
            }
            let part = if is_joined(document, parameter) { Part::Joined } else { Part::Whole };
            self.hold(document, holder, &[child(parameter, "schema")], (Way::Parameter, part));
        }
        if let Some(body) = resolved(document, &child(&operation.pointer, "requestBody")) {
            for (schema, typing) in content(document, &body) {
                let of_media = [("multipart~1", Part::Form), ("x-www-form-urlencoded", Part::Pairs)];
                let part = of_media.into_iter().find(|(media, _)| schema.contains(media));
                let part = part.map_or(Part::Whole, |(_, part)| part);
                self.hold(document, Holder::Operation(index, typing), &[schema], (Way::Request, part));
            }
        }
        for place in answers(document, &operation.pointer) {
            let Some(answer) = resolved(document, &place) else { continue };
            let way = if is_success(document, &place) { Way::Response } else { Way::Error };
            for (schema, typing) in content(document, &answer) {
                self.hold(document, Holder::Operation(index, typing), &[schema], (way, Part::Whole));
            }
            for header in headers(document, &answer).iter().filter_map(|header| resolved(document, header)) {
                self.hold(document, holder, &[child(&header, "schema")], (way, Part::Header));
            }
        }
    }

    fn hold(&mut self, document: &Value, holder: Holder, used: &[String], (way, part): (Way, Part)) {
        let used: Vec<String> = used.iter().filter_map(|schema| said(document, schema)).collect();
        let all = taken_in(document, &used);
        if all.is_empty() {
            return;
        }
        let node = Node { used, way, part, all };
        let next = self.nodes.len();
        let number = *self.known.entry(node.clone()).or_insert(next);
        if number == next {
            node.all.iter().for_each(|schema| self.at.entry(schema.clone()).or_default().push(number));
            self.nodes.push(node);
            self.holders.push(BTreeSet::new());
        }
        self.holders[number].insert(holder);
    }

    /// What stands inside of a value.
    fn inside(&mut self, document: &Value, number: usize, node: &Node) {
        let holder = Holder::Node(number);
        let inside = if node.way == Way::Parameter { Way::Request } else { node.way };
        let part = if matches!(node.part, Part::Form | Part::Pairs) { Part::Field } else { Part::Member };
        for (_, member) in members(document, &node.all) {
            if !is_moot(document, inside, &taken_in(document, &member)) {
                self.hold(document, holder, &member, (inside, part));
            }
        }
        let with = |keyword: &str| -> Vec<String> {
            let places = node.all.iter().map(|schema| child(schema, keyword));
            places.filter(|place| object(document, place).is_some_and(|it| !it.is_empty())).collect()
        };
        self.hold(document, holder, &with("items"), (node.way, Part::Item));
        self.hold(document, holder, &with("additionalProperties"), (inside, Part::MapValue));
        for schema in &node.all {
            for element in children(document, &child(schema, "prefixItems")) {
                self.hold(document, holder, &[element], (node.way, Part::Item));
            }
            for variants in ["oneOf", "anyOf"].map(|keyword| variants(document, &child(schema, keyword))) {
                for variant in variants.iter().filter(|_| variants.len() > 1) {
                    self.hold(document, holder, std::slice::from_ref(variant), (inside, Part::Variant));
                }
            }
        }
        if let [used] = &node.used[..] {
            for heir in self.heirs_of(document, used) {
                self.hold(document, holder, &[heir], (inside, Part::Variant));
            }
        }
    }
}

/// The schemas of a body or an answer.
fn content(document: &Value, holder: &str) -> Vec<(String, Typing)> {
    let media = children(document, &child(holder, "content"));
    let schemas: Vec<String> = media.iter().map(|media| child(media, "schema")).collect();
    let says_same = |one: &String, other: &String| {
        document.pointer(one) == document.pointer(other) && said(document, one) != said(document, other)
    };
    let typing = |schema: &String| {
        let media = schema.rsplit('/').nth(1).unwrap_or_default();
        if schemas.iter().any(|other| says_same(schema, other)) {
            Typing::Shared
        } else if media.contains("json") || media.contains("form") {
            Typing::Own
        } else {
            Typing::None
        }
    };
    schemas.iter().map(|schema| (schema.clone(), typing(schema))).collect()
}

/// Headers that are no parameters, whatever a document says.
pub(super) const RESERVED: [&str; 3] = ["accept", "authorization", "content-type"];

/// Whether a document has no say in a parameter.
pub(super) fn is_reserved(document: &Value, parameter: &str) -> bool {
    let text = |key: &str| document.pointer(&child(parameter, key)).and_then(Value::as_str).unwrap_or_default();
    text("in") == "header" && RESERVED.contains(&text("name").to_lowercase().as_str())
}

/// The headers of an answer. `Content-Type` is ignored, as OpenAPI has it.
pub(super) fn headers(document: &Value, answer: &str) -> Vec<String> {
    let mut headers = children(document, &child(answer, "headers"));
    headers.retain(|header| header.rsplit('/').next().is_none_or(|name| !name.eq_ignore_ascii_case("content-type")));
    headers
}

/// Whether an answer is told by its key to be no error; a redirect that is not followed is read as one.
pub(super) fn is_success(document: &Value, answer: &str) -> bool {
    let Some((list, status)) = answer.rsplit_once('/') else { return false };
    let is_said = |status: &str| status.starts_with(['1', '2']);
    // What is given for all statuses is the success where no other is one.
    let is_only = || !children(document, list).iter().any(|other| other.rsplit('/').next().is_some_and(is_said));
    is_said(status) || status == "default" && is_only()
}

/// The members of a value by their names, each with the schemas that hold for it.
pub(super) fn members(document: &Value, all: &[String]) -> BTreeMap<String, Vec<String>> {
    let mut members: BTreeMap<String, Vec<String>> = BTreeMap::new();
    // Beside a reference nothing but notes counts in OpenAPI 3.0.
    let is_old = document.get("openapi").and_then(Value::as_str).is_some_and(|version| version.starts_with("3.0"));
    let counts = |schema: &&String| !is_old || document.pointer(&child(schema, "$ref")).is_none();
    for properties in all.iter().filter(counts).map(|schema| child(schema, "properties")) {
        for name in object(document, &properties).into_iter().flat_map(|properties| properties.keys()) {
            members.entry(name.clone()).or_default().push(child(&properties, name));
        }
    }
    members
}

/// Whether one side of the call has no part in a value.
pub(super) fn is_moot(document: &Value, way: Way, all: &[String]) -> bool {
    let flag = match way {
        Way::Parameter | Way::Request => "readOnly",
        Way::Response | Way::Error => "writeOnly",
    };
    all.iter().any(|schema| document.pointer(&child(schema, flag)).and_then(Value::as_bool) == Some(true))
}

/// The variants of a union but null, which is no variant to those who read values.
fn variants(document: &Value, union: &str) -> Vec<String> {
    let is_null = |variant: &String| {
        let schema = document.pointer(variant);
        schema.is_some_and(|schema| {
            schema.get("type").is_some_and(|ty| ty == "null")
                || schema.get("enum").is_some_and(|it| *it == json!([null]))
        })
    };
    children(document, union).into_iter().filter(|variant| !is_null(variant)).collect()
}

/// The schema that a place has, be it by a reference; the reference itself, where something is said beside it.
fn said(document: &Value, place: &str) -> Option<String> {
    let schema = object(document, place)?;
    if schema.len() > 1 && schema.contains_key("$ref") {
        return Some(place.to_owned());
    }
    resolved(document, place).filter(|target| object(document, target).is_some())
}

/// The schemas, and all that they take in.
pub(super) fn taken_in(document: &Value, used: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    let mut open: Vec<String> = used.iter().rev().cloned().collect();
    while let Some(schema) = open.pop() {
        let Some(schema) = said(document, &schema) else { continue };
        if all.contains(&schema) {
            continue;
        }
        if document.pointer(&schema).is_some_and(|schema| schema.get("$ref").is_some()) {
            open.extend(resolved(document, &schema));
        }
        let parts = children(document, &child(&schema, "allOf"));
        let unions = ["oneOf", "anyOf"].map(|keyword| variants(document, &child(&schema, keyword)));
        let only = unions.into_iter().filter(|variants| variants.len() == 1).flatten();
        let inside: Vec<String> = parts.into_iter().chain(only).collect();
        open.extend(inside.into_iter().rev());
        all.push(schema);
    }
    all
}

/// What a schema builds on directly: `allOf`, and that of its members without a name.
fn bases(document: &Value, schema: &str) -> BTreeSet<String> {
    let (mut bases, mut open) = (BTreeSet::new(), vec![schema.to_owned()]);
    while let Some(schema) = open.pop() {
        let parts = children(document, &child(&schema, "allOf")).into_iter();
        for base in parts.filter_map(|part| resolved(document, &part)) {
            if bases.insert(base.clone()) && !base.starts_with("/components/schemas/") {
                open.push(base);
            }
        }
    }
    bases
}

/// The components that build on a schema with a discriminator, whatever is between them.
fn heirs(document: &Value) -> BTreeMap<String, Vec<String>> {
    let mut direct: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for component in children(document, "/components/schemas") {
        for base in bases(document, &component) {
            direct.entry(base).or_default().push(component.clone());
        }
    }
    let is_base = |schema: &&String| {
        let has = |key: &str| document.pointer(&child(schema, key)).is_some();
        has("discriminator") && !has("oneOf") && !has("anyOf")
    };
    let all = |base: &String| {
        let (mut found, mut open) = (vec![], vec![base]);
        while let Some(base) = open.pop() {
            for heir in direct.get(base).into_iter().flatten().filter(|heir| *heir != base) {
                if !found.contains(heir) {
                    found.push(heir.clone());
                    open.push(heir);
                }
            }
        }
        found
    };
    direct.keys().filter(is_base).map(|base| (base.clone(), all(base))).collect()
}
