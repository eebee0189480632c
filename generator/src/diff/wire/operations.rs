//! Which operations are the same ones, and what differs in them as a whole.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::Value;

use super::super::Kind::{self, *};
use super::super::Wire;
use super::super::finding::{Draft, Values};
use super::members::letters;
use super::moved::{self, Moved};
use super::{Comparison, Sides, bodies, callbacks, declares, parameters, responses, security, servers, subjects};
use crate::resolve::{Document, Operation};
use crate::source::{Origin, Pointer};

/// Pairs the operations of both documents and compares each pair.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let Sides { base, head } = comparison.documents;
    let paired = Paired::of(base, head);
    order(comparison, &paired);
    let documents = comparison.documents;
    comparison.are_sent_alike = paired.both.iter().all(|pair| are_sent_alike(documents, *pair));
    for &(one, other) in &paired.both {
        let number = comparison.operation(other.id.clone());
        comparison.same.push(Sides { base: one.origin.clone(), head: other.origin.clone() });
        same(comparison, number, one, other);
    }
    let paths = |operations: &[Operation]| -> BTreeSet<String> {
        operations.iter().map(|operation| template(&operation.path)).collect()
    };
    let (mut base_paths, mut head_paths) = (paths(&base.operations), paths(&head.operations));
    // A path that is another one now is neither gone nor new.
    base_paths.extend(paired.both.iter().map(|(_, other)| template(&other.path)));
    head_paths.extend(paired.both.iter().map(|(one, _)| template(&one.path)));
    for &operation in &paired.gone {
        let number = comparison.operation(operation.id.clone());
        let is_whole_path = !head_paths.contains(&template(&operation.path));
        let draft = match (is_whole_path, operation.deprecated) {
            (true, false) => of_path(PathRemoved, operation, Side::Base),
            (true, true) => {
                let subject = subjects::operation(operation);
                one_sided(OpRemovedAfterDeprecation, subject, &path_item(operation), Side::Base)
            }
            (false, true) => of_operation(OpRemovedAfterDeprecation, operation, Side::Base),
            (false, false) => of_operation(OpRemoved, operation, Side::Base),
        };
        comparison.say_of(number, draft);
    }
    for operation in paired.new {
        let number = comparison.operation(operation.id.clone());
        let draft = if base_paths.contains(&template(&operation.path)) {
            of_operation(OpAdded, operation, Side::Head)
        } else {
            of_path(PathAdded, operation, Side::Head)
        };
        comparison.say_of(number, draft);
        // What is sent by another method is gone and new, whatever else differs in it.
        let is_same = |one: &&&Operation| one.id == operation.id && template(&one.path) == template(&operation.path);
        if let Some(one) = paired.gone.iter().find(is_same) {
            comparison.same.push(Sides { base: one.origin.clone(), head: operation.origin.clone() });
            contents(comparison, number, one, operation);
        }
    }
}

#[derive(Clone, Copy)]
enum Side {
    Base,
    Head,
}

fn of_path(kind: Kind, operation: &Operation, side: Side) -> Draft {
    let origin = path_item(operation);
    one_sided(kind, format!("path {}", operation.path), &origin, side)
}

fn of_operation(kind: Kind, operation: &Operation, side: Side) -> Draft {
    one_sided(kind, subjects::operation(operation), &operation.origin, side)
}

fn one_sided(kind: Kind, subject: String, origin: &Origin, side: Side) -> Draft {
    match side {
        Side::Base => Draft::new(kind, ("operation", subject), Some(origin), None),
        Side::Head => Draft::new(kind, ("operation", subject), None, Some(origin)),
    }
}

/// The path that an operation is on.
pub(in crate::diff) fn path_item(operation: &Operation) -> Origin {
    let pointer = operation.origin.pointer.parent().unwrap_or_else(Pointer::root);
    Origin::new(operation.origin.file, pointer)
}

/// The path with its placeholders made alike: their names are nothing that a server sees.
pub(super) fn template(path: &str) -> String {
    let mut template = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        template.push_str(before);
        template.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    template + rest
}

/// The part of a path that is not sent, by which documents tell the operations of one path apart.
fn fragment(operation: &Operation) -> String {
    let written = path_item(operation).pointer.to_string();
    written.find('#').map_or_else(String::new, |at| written[at..].to_owned())
}

/// The operations by whether both documents have them.
struct Paired<'d> {
    both: Vec<(&'d Operation, &'d Operation)>,
    gone: Vec<&'d Operation>,
    new: Vec<&'d Operation>,
}

impl<'d> Paired<'d> {
    /// Operations are the same by method and path, whatever its placeholders are called, or else by their operationId.
    /// Where two have swapped their paths, each is the one that says the same.
    fn of(base: &'d Document, head: &'d Document) -> Self {
        let all = |document: &'d Document| document.operations.iter().collect();
        let mut paired = Self { both: Vec::new(), gone: all(base), new: all(head) };
        paired.pair(|operation| format!("{} {}", path_item(operation).pointer, operation.id));
        let moved = Moved::of((base, &paired.gone), (head, &paired.new));
        paired.pair(|operation| moved.key(operation));
        paired.pair(|operation| path_item(operation).pointer.to_string());
        paired.pair(|operation| operation.path.clone() + &fragment(operation));
        paired.pair(|operation| template(&operation.path) + &fragment(operation));
        paired.pair_by_urls(base, head);
        paired.pair(|operation| operation.id.clone());
        paired.pair_along();
        // An id that is made of the path has its words apart in another way.
        paired.pair(|operation| letters(&operation.id));
        let places = places(&base.operations);
        paired.both.sort_by_key(|(one, _)| places.get(&std::ptr::from_ref(*one)));
        paired
    }

    /// Takes for the same what is left on both sides and has the same key and method.
    fn pair(&mut self, key: impl Fn(&Operation) -> String) {
        let (gone, new) = (std::mem::take(&mut self.gone), std::mem::take(&mut self.new));
        let (both, gone, new) = matched(gone, new, |operation| (key(operation), operation.method.as_str()));
        self.both.extend(both);
        (self.gone, self.new) = (gone, new);
    }

    /// The same for requests that go to the same URLs, whatever of these the servers say and what the paths.
    fn pair_by_urls(&mut self, base: &Document, head: &Document) {
        let of = |document, operations: &[&'d Operation]| -> Vec<(*const Operation, String)> {
            let urls = |operation| Vec::from_iter(urls(document, operation)).join(" ") + &fragment(operation);
            operations.iter().map(|operation| (std::ptr::from_ref(*operation), urls(operation))).collect()
        };
        let known: BTreeMap<_, _> = of(base, &self.gone).into_iter().chain(of(head, &self.new)).collect();
        self.pair(|operation| known.get(&std::ptr::from_ref(operation)).cloned().unwrap_or_default());
    }

    /// The same for what is where it would be had it gone along with others, whose paths have another beginning.
    fn pair_along(&mut self) {
        let moves = self.both.iter().map(|(one, other)| (template(&one.path), template(&other.path)));
        let moves: BTreeSet<(String, String)> = moves
            .filter(|(was, is)| was != is)
            .map(|(was, is)| {
                let (was, is) = replaced(&was, &is);
                (was.to_owned(), is.to_owned())
            })
            .collect();
        let are: BTreeSet<_> = self.new.iter().map(|new| (template(&new.path), new.method.as_str())).collect();
        let along = |operation: &Operation| {
            let path = template(&operation.path);
            let rest = |was| path.strip_prefix(was).filter(|rest| rest.is_empty() || rest.starts_with('/'));
            let mut moved = moves.iter().rev().filter_map(|(was, is)| Some(is.clone() + rest(was.as_str())?));
            moved.find(|path| are.contains(&(path.clone(), operation.method.as_str())))
        };
        let gone = self.gone.iter().filter_map(|operation| Some((std::ptr::from_ref(*operation), along(operation)?)));
        let known: BTreeMap<*const Operation, String> = gone.collect();
        self.pair(|operation| {
            let along = known.get(&std::ptr::from_ref(operation)).cloned();
            along.unwrap_or_else(|| template(&operation.path)) + &fragment(operation)
        });
    }
}

/// What both have, what is gone, and what is new.
type Matched<'d, T> = (Vec<(&'d T, &'d T)>, Vec<&'d T>, Vec<&'d T>);

/// Pairs what has the same key, those of one key in their order.
pub(super) fn matched<'d, T, Key: Ord>(base: Vec<&'d T>, head: Vec<&'d T>, key: impl Fn(&T) -> Key) -> Matched<'d, T> {
    let mut left: BTreeMap<Key, VecDeque<&T>> = BTreeMap::new();
    for operation in &head {
        left.entry(key(operation)).or_default().push_back(operation);
    }
    let (mut both, mut gone) = (Vec::new(), Vec::new());
    for operation in base {
        match left.get_mut(&key(operation)).and_then(VecDeque::pop_front) {
            Some(other) => both.push((operation, other)),
            None => gone.push(operation),
        }
    }
    let is_left = |operation: &&T| {
        left.get(&key(operation)).is_some_and(|left| left.iter().any(|other| std::ptr::eq(*other, *operation)))
    };
    (both, gone, head.into_iter().filter(is_left).collect())
}

fn places(operations: &[Operation]) -> BTreeMap<*const Operation, usize> {
    operations.iter().enumerate().map(|(place, operation)| (std::ptr::from_ref(operation), place)).collect()
}

/// Whether the operations that both have stand in another order.
fn order(comparison: &mut Comparison<'_>, paired: &Paired<'_>) {
    let Sides { head, .. } = comparison.documents;
    let places = places(&head.operations);
    let is_ordered = paired.both.iter().map(|(_, other)| places.get(&std::ptr::from_ref(*other))).is_sorted();
    if !is_ordered {
        let subject = ("order", "the list of operations");
        let Sides { base, head } = comparison.trees;
        let places = [base, head].map(|trees| trees.root().child("paths"));
        comparison.say(Draft::new(OpOrderChanged, subject, Some(&places[0]), Some(&places[1])));
    }
}

/// Where requests go.
fn urls(document: &Document, operation: &Operation) -> BTreeSet<String> {
    servers::addresses(document, operation).map(|address| address + &template(&operation.path)).collect()
}

/// Whether requests go where they went, whatever of it is said by the servers and what by the path.
fn are_sent_alike(documents: Sides<&Document>, (base, head): (&Operation, &Operation)) -> bool {
    urls(documents.base, base) == urls(documents.head, head)
}

/// Compares two operations that are the same one.
fn same(comparison: &mut Comparison<'_>, number: usize, base: &Operation, head: &Operation) {
    if template(&base.path) != template(&head.path) {
        let subject = ("path", format!("path {}", base.path));
        let draft = Draft::new(PathRenamed, subject, Some(&path_item(base)), Some(&path_item(head)));
        let draft = draft.values((None, Some(head.path.clone())));
        let (was, is) = replaced(&base.path, &head.path);
        let draft = draft.replacing(was, is);
        // What the path has now, the server had before, or the other way round.
        let is_same = are_sent_alike(comparison.documents, (base, head));
        comparison.say_of(number, if is_same { draft.wire(Wire::Safe) } else { draft });
    }
    contents(comparison, number, base, head);
}

/// Compares what two operations say, wherever they are.
fn contents(comparison: &mut Comparison<'_>, number: usize, base: &Operation, head: &Operation) {
    whole(comparison, number, base, head);
    parameters::compare(comparison, number, base, head);
    bodies::compare(comparison, number, base, head);
    responses::compare(comparison, number, base, head);
    callbacks::of_operation(comparison, number, base, head);
    security::of_operation(comparison, number, base, head);
    servers::of_operation(comparison, number, base, head);
}

/// What of a path is replaced, and by what: all before the segments that both end with.
fn replaced<'p>(was: &'p str, is: &'p str) -> (&'p str, &'p str) {
    let segments = was.rsplit('/').zip(is.rsplit('/')).take_while(|(was, is)| was == is);
    let kept: usize = segments.map(|(segment, _)| segment.len() + 1).sum();
    let before = |path: &'p str| &path[..path.len().saturating_sub(kept)];
    (before(was), before(is))
}

fn whole(comparison: &mut Comparison<'_>, number: usize, base: &Operation, head: &Operation) {
    let Sides { base: tree, head: other } = comparison.trees;
    let named = (tree.get(&base.origin.child("operationId")), other.get(&head.origin.child("operationId")));
    let is_taken_over = base.id != head.id && is_taken_over(comparison, base);
    let mut say = |topic, kind, values: Values| {
        let draft = Draft::new(kind, (topic, subjects::operation(head)), Some(&base.origin), Some(&head.origin));
        let draft = if topic == "operationId" && is_taken_over { draft.taken_over() } else { draft };
        comparison.say_of(number, draft.values(values));
    };
    if base.deprecated != head.deprecated {
        say("deprecated", if head.deprecated { OpDeprecated } else { OpUndeprecated }, (None, None));
    }
    // Names that are made of the path are no ids: they are another with it, or where another path gives the same, or
    // where no other operation has the same id any more.
    let id = match named {
        (Some(_), None) => Some(OpIdRemoved),
        (None, Some(_)) => Some(OpIdAdded),
        (Some(was), Some(is)) if was != is => Some(OpIdChanged),
        _ => None,
    };
    if let Some(kind) = id.filter(|_| base.id != head.id) {
        let said = |named: Option<&Value>, operation: &Operation| {
            named.and_then(Value::as_str).unwrap_or(&operation.id).to_owned()
        };
        say("operationId", kind, (Some(said(named.0, base)), Some(said(named.1, head))));
    }
    if base.tags != head.tags {
        let kind = match base.tags.len().cmp(&head.tags.len()) {
            std::cmp::Ordering::Greater => OpTagRemoved,
            std::cmp::Ordering::Less => OpTagAdded,
            std::cmp::Ordering::Equal => OpTagChanged,
        };
        let tags = |operation: &Operation| (!operation.tags.is_empty()).then(|| operation.tags.join(", "));
        say("tags", kind, (tags(base), tags(head)));
    }
    if let Some(draft) = described(comparison, base, head) {
        comparison.say_of(number, draft);
    }
}

/// What people read of an operation, where that is something else; what the path says of all its operations is one
/// difference.
fn described(comparison: &Comparison<'_>, base: &Operation, head: &Operation) -> Option<Draft> {
    let Sides { base: tree, head: other } = comparison.trees;
    let texts = [("summary", base.summary != head.summary), ("description", base.description != head.description)];
    let changed: Vec<&str> = texts.into_iter().filter(|(_, is_other)| *is_other).map(|(key, _)| key).collect();
    let is_shared = changed.iter().all(|key| !declares(tree, base, key) && !declares(other, head, key));
    let (subject, places) = match is_shared {
        true => (format!("path {}", head.path), (path_item(base), path_item(head))),
        false => (subjects::operation(head), (base.origin.clone(), head.origin.clone())),
    };
    let draft = Draft::new(OpSummaryChanged, ("docs", subject), Some(&places.0), Some(&places.1));
    (!changed.is_empty()).then_some(draft)
}

/// Whether another operation has the operationId now, and takes and gives the same.
fn is_taken_over(comparison: &Comparison<'_>, operation: &Operation) -> bool {
    let Sides { base, head } = comparison.documents;
    let other = head.operations.iter().find(|other| other.id == operation.id);
    other.is_some_and(|other| moved::shape(base, operation) == moved::shape(head, other))
}
