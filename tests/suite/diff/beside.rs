//! An edit that has nothing to do with a pair is a finding of its own, and takes nothing from those of the pair.

use generator::diagnostic::Diagnostics;
use generator::diff::{Rust, Wire};
use generator::load::load;
use generator::source::Sources;
use serde_json::{Map, Value, json};

use super::{Pair, Verdict, report, verdicts};
use crate::fixture::Fixture;

/// An edit of both documents, with what is told of it; it leaves alone a pair that it would have to do with.
type Edit = fn(&Pair, &mut [Value; 2]) -> Option<Told>;

/// A finding by its kind and verdicts.
type Told = (&'static str, Wire, Rust);

const EDITS: [Edit; 4] = [credentials, maximum, summary, operation_id];

/// A key is sent under another name, by calls that need nothing else.
fn credentials(_: &Pair, documents: &mut [Value; 2]) -> Option<Told> {
    if documents.iter().any(|document| document.to_string().contains("\"security")) {
        return None;
    }
    for (document, name) in documents.iter_mut().zip(["X-Old", "X-New"]) {
        components(document, "securitySchemes")["beside"] = json!({"type": "apiKey", "in": "header", "name": name});
        document["security"] = json!([{"beside": []}]);
    }
    Some(("sec-apikey-header-name", Wire::Breaking, Rust::Patch))
}

/// A parameter of all calls has a lower maximum.
fn maximum(_: &Pair, documents: &mut [Value; 2]) -> Option<Told> {
    for (document, maximum) in documents.iter_mut().zip([9, 5]) {
        let schema = json!({"type": "integer", "maximum": maximum});
        components(document, "parameters")["Beside"] = json!({"in": "query", "name": "beside", "schema": schema});
        for (_, operation) in operations(document) {
            let parameters = operation.entry("parameters").or_insert_with(|| json!([]));
            let parameters = parameters.as_array_mut().expect("a list of parameters");
            parameters.push(json!({"$ref": "#/components/parameters/Beside"}));
        }
    }
    Some(("param-max-decreased", Wire::Breaking, Rust::Patch))
}

/// A call is described otherwise that nothing was said of.
fn summary(_: &Pair, documents: &mut [Value; 2]) -> Option<Told> {
    let [base, head] = documents;
    let is_silent =
        |operation: &Map<String, Value>| !["summary", "description"].iter().any(|it| operation.contains_key(*it));
    let base: Vec<_> = operations(base).into_iter().filter(|(_, it)| is_silent(it)).map(|(call, _)| call).collect();
    let head = operations(head).into_iter().filter(|(_, it)| is_silent(it));
    let (_, operation) = head.into_iter().find(|(call, _)| base.contains(call))?;
    operation.insert("summary".to_owned(), json!("Beside."));
    Some(("op-summary-changed", Wire::Safe, Rust::Patch))
}

/// A call that has its id on both sides has another.
fn operation_id(pair: &Pair, documents: &mut [Value; 2]) -> Option<Told> {
    if is_of_names(pair) || documents.iter().any(|document| document.to_string().contains("\"links\"")) {
        return None;
    }
    let [base, head] = documents;
    let base: Vec<_> = operations(base).into_iter().map(|(call, it)| (call, it.get("operationId").cloned())).collect();
    let mut kept = operations(head).into_iter().filter(|(call, it)| {
        let id = it.get("operationId");
        id.is_some() && base.iter().any(|(one, was)| one == call && was.as_ref() == id)
    });
    let (_, operation) = kept.next()?;
    operation.insert("operationId".to_owned(), json!("calledBeside"));
    Some(("op-id-changed", Wire::Safe, Rust::Major))
}

/// Whether a pair has something that is called after its call, so that what the call is called has to do with it.
fn is_of_names(pair: &Pair) -> bool {
    const SHARED: [&str; 3] = ["req-allof-refactor-exploded", "res-bound-tightened-alike", "resp-header-type-shared"];
    let are_names = |(kind, ..): &Verdict| ["name-changed", "body-inline-vs-ref"].contains(&kind.as_str());
    SHARED.contains(&pair.name()) || pair.expected().iter().any(are_names)
}

/// The components of a sort.
fn components<'d>(document: &'d mut Value, sort: &str) -> &'d mut Value {
    let root = document.as_object_mut().expect("a document");
    let all = root.entry("components").or_insert_with(|| json!({}));
    all.as_object_mut().expect("components").entry(sort).or_insert_with(|| json!({}))
}

/// A path and a method.
type Call = (String, String);

/// The operations, each by its place.
fn operations(document: &mut Value) -> Vec<(Call, &mut Map<String, Value>)> {
    const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];
    let paths = document.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten();
    let items = paths.filter_map(|(path, item)| Some((path, item.as_object_mut()?)));
    let all = items.flat_map(|(path, item)| {
        let methods = item.iter_mut().filter(|(method, _)| METHODS.contains(&method.as_str()));
        methods.filter_map(move |(method, it)| Some(((path.clone(), method.clone()), it.as_object_mut()?)))
    });
    all.collect()
}

fn read(fixture: &Fixture) -> Value {
    let sources = Sources::new([(fixture.file.clone(), fixture.text.clone())]);
    let file = sources.find(&fixture.file).expect("it was just given");
    load(&sources, file, &mut Diagnostics::new()).expect("it is read").value().clone()
}

/// Whether the pair has a call on both sides, by its place or by its method and id, and is not about how calls and
/// parameters are told apart, which all that a call has is for.
fn has_call(pair: &Pair, documents: &mut [Value; 2]) -> bool {
    let is_of_identity = ["param-reordered-of-path", "path-renamed-swapped"].contains(&pair.name());
    let [base, head] = documents.each_mut().map(|document| {
        let all = operations(document).into_iter();
        all.map(|(call, it)| (call, it.get("operationId").cloned())).collect::<Vec<_>>()
    });
    let is_same = |(call, id): &(Call, Option<Value>), (other, other_id): &(Call, Option<Value>)| {
        call == other || call.1 == other.1 && id.is_some() && id == other_id
    };
    let is_kept = |one| head.iter().any(|other| is_same(one, other));
    !is_of_identity && base.iter().any(is_kept)
}

/// What is wrong where a pair is edited as well, if anything is.
fn wrong(pair: &Pair, edit: Edit) -> Option<String> {
    let mut documents = [read(&pair.base), read(&pair.head)];
    let is_meant = has_call(pair, &mut documents);
    let (kind, wire, rust) = is_meant.then(|| edit(pair, &mut documents))??;
    let mut expected: Vec<Verdict> = pair.expected();
    expected.push((kind.to_owned(), wire, rust));
    expected.sort();
    let [base, head] = documents.map(|document| document.to_string());
    let told = verdicts(&report(&Fixture::of("base", base), &Fixture::of("head", head)));
    (told != expected).then(|| format!("{}, and {kind}: {told:?}", pair.name()))
}

/// Each pair has one of the edits, and pairs of one kind, which stand together, have all.
#[test]
fn what_has_nothing_to_do_with_a_change_takes_nothing_from_it() {
    let pairs = Pair::all().into_iter().filter(Pair::is_one_file).enumerate();
    let wrong: Vec<String> = pairs.filter_map(|(index, pair)| wrong(&pair, EDITS[index % EDITS.len()])).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
