//! What changes on the wire, worked out from the resolved documents: the text does not matter, only what it means.
//!
//! Operations are paired, then what they send and receive, down through the schemas. A pair of schemas is compared once
//! for each position, however many operations reach it: what differs in it is one finding for all of them.

mod bodies;
mod bounds;
mod callbacks;
mod called;
mod choices;
mod document;
mod exchange;
mod exclusive;
mod exploded;
mod extensions;
mod fingerprint;
mod formats;
pub(super) mod heirs;
mod implied;
mod lifted;
mod links;
mod literals;
mod media;
mod members;
mod moved;
mod moved_names;
mod names;
mod nulls;
mod operations;
mod parameters;
mod partners;
mod parts;
mod position;
mod ranges;
mod reach;
mod readings;
mod responses;
mod retyped;
mod scalars;
mod schemas;
mod schemes;
mod security;
mod sent;
mod servers;
mod shape;
mod split;
mod styles;
mod subjects;
mod swaps;
mod tagged;
mod tuples;
mod types;
mod unfollowed;
mod unions;
mod unread;
mod variants;
mod view;
mod wrapped;
mod xml;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use indexmap::{IndexMap, IndexSet};

use super::finding::{Draft, Found, Weight};
use super::reached::Reached;
use super::trees::Trees;
use super::{Kind, Rust};
use crate::resolve::{Document, Operation, SchemaId};
use crate::source::Origin;
pub(super) use exchange::Exchange;
use heirs::Heirs;
use lifted::Lifted;
use moved_names::MovedNames;
pub(super) use operations::path_item;
use subjects::Subjects;
pub(super) use subjects::webhook_name;
use unions::Tag;
use view::Schemas;

/// Which way a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Position {
    Parameter,
    Request,
    Response,
    /// In an answer that reports an error: who reads it has lost the call already.
    Error,
}

/// What a value is to what holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Role {
    /// All of a parameter, body or answer.
    Whole,
    /// All of a parameter that is a list, whose elements are written as one text.
    Joined,
    /// All of a parameter that is a document itself.
    Document,
    /// All of a multipart body, whose members are parts.
    Parts,
    Part,
    /// All of a form, whose members are texts.
    Form,
    Field,
    Header,
    Member,
    /// A member that says no more than what tells the variant from others.
    Tag,
    Item,
    /// An element of a field, which is a text.
    FieldItem,
    MapValue,
    Variant,
    /// The same where null is allowed anyway, whatever the variant says of it.
    VariantOrNull,
}

/// What a difference is about, in a word of the document, and its kind.
type Topic = (&'static str, Kind);

/// A base and a head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Sides<T> {
    pub(super) base: T,
    pub(super) head: T,
}

/// Two schemas that stand for the same value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Pair {
    pub(super) base: Schemas,
    pub(super) head: Schemas,
    pub(super) position: Position,
    pub(super) role: Role,
    pub(super) exchange: Exchange,
    /// Where both are used, or declared where both sides use the same component.
    pub(super) place: Sides<Origin>,
}

impl Pair {
    /// The schemas of a whole body or answer of a call.
    pub(super) fn of((base, head): (Schemas, Schemas), position: Position, place: Sides<Origin>) -> Self {
        Self { base, head, position, role: Role::Whole, exchange: Exchange::Call, place }
    }
}

/// What holds a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Holder {
    /// The operation of the head with this number, or of the base where the head has it no more.
    Operation(usize),
    Pair(usize),
}

/// What is compared, and what was found.
pub(super) struct Comparison<'d> {
    pub(super) documents: Sides<&'d Document>,
    /// The documents as they are written.
    pub(super) trees: Sides<&'d Trees<'d>>,
    /// The pairs that were met, each with what holds it.
    pairs: IndexMap<Pair, IndexSet<Holder>>,
    /// Those that are another type altogether.
    unlike: BTreeSet<usize>,
    /// What builds on what.
    heirs: Sides<Rc<Heirs>>,
    /// Which components go by another name.
    moved_names: Rc<MovedNames>,
    /// Members of variants that the other side has beside the union.
    lifted: Sides<Lifted>,
    /// What tells variants from others, by the schemas of both sides.
    tags: BTreeMap<(SchemaId, SchemaId), Tag>,
    /// Members of URL-encoded forms of the head that are documents, by the schemas of the forms and their names.
    documents_in_forms: BTreeSet<(Origin, String)>,
    /// What places are called.
    subjects: Sides<Rc<Subjects<'d>>>,
    /// Those that are still to be compared.
    open: VecDeque<usize>,
    /// The operations, as findings name them.
    operations: Vec<Rc<str>>,
    /// Whether the requests of all operations go where they went.
    are_sent_alike: bool,
    /// Operations that are the same one, and parts of schemas.
    same: Vec<Sides<Origin>>,
    drafts: Vec<(Option<Holder>, Draft)>,
    scope: Scope,
    /// What two schemas that stand for each other have in common, where they are compared alone.
    kept: Vec<Pair>,
}

/// What is known of the documents from the start.
struct Shared<'d> {
    heirs: Sides<Rc<Heirs>>,
    subjects: Sides<Rc<Subjects<'d>>>,
    moved_names: Rc<MovedNames>,
}

/// What is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    Documents,
    /// One schema with another that it is swapped for, up to the components that both refer to.
    Swap,
}

/// What differs between two documents on the wire, and which schemas stand for the same values.
pub(super) struct Compared {
    pub(super) found: Vec<Found>,
    pub(super) paired: Counterparts,
}

/// From the places of the base to those of the head.
pub(super) type Counterparts = BTreeMap<Origin, IndexSet<Origin>>;

/// Compares two documents.
pub(super) fn compare(documents: Sides<&Document>, trees: Sides<&Trees<'_>>) -> Compared {
    let heirs = Sides { base: Heirs::of(documents.base).into(), head: Heirs::of(documents.head).into() };
    let subjects = Sides {
        base: Subjects::of(documents.base, trees.base).into(),
        head: Subjects::of(documents.head, trees.head).into(),
    };
    let shared = Shared { heirs, subjects, moved_names: MovedNames::of(documents).into() };
    let mut comparison = Comparison::of((documents, trees), shared, Scope::Documents);
    operations::compare(&mut comparison);
    document::compare(&mut comparison);
    comparison.run();
    comparison.finish()
}

impl<'d> Comparison<'d> {
    /// One that has met nothing yet.
    fn of(
        (documents, trees): (Sides<&'d Document>, Sides<&'d Trees<'d>>),
        Shared { heirs, subjects, moved_names }: Shared<'d>,
        scope: Scope,
    ) -> Self {
        Self {
            documents,
            trees,
            pairs: IndexMap::new(),
            unlike: BTreeSet::new(),
            heirs,
            moved_names,
            lifted: Sides { base: Lifted::new(), head: Lifted::new() },
            tags: BTreeMap::new(),
            documents_in_forms: BTreeSet::new(),
            are_sent_alike: false,
            subjects,
            open: VecDeque::new(),
            operations: Vec::new(),
            same: Vec::new(),
            drafts: Vec::new(),
            scope,
            kept: Vec::new(),
        }
    }

    /// Compares the pairs that were met, and those that are met on the way.
    fn run(&mut self) {
        while let Some(number) = self.open.pop_front() {
            if let Some((pair, _)) = self.pairs.get_index(number) {
                let pair = pair.clone();
                schemas::compare(self, &pair, number);
            }
        }
    }

    /// Gives an operation its number.
    fn operation(&mut self, name: String) -> usize {
        self.operations.push(name.into());
        self.operations.len() - 1
    }

    /// Notes what differs in the document as a whole.
    fn say(&mut self, draft: Draft) {
        self.drafts.push((None, draft));
    }

    /// Notes what differs in an operation itself.
    fn say_of(&mut self, operation: usize, draft: Draft) {
        self.drafts.push((Some(Holder::Operation(operation)), draft));
    }

    /// Notes that what an operation has is another component than before, or is written out: where types are called
    /// after it, they have other names.
    fn written(&mut self, operation: usize, subject: String, place: Sides<&Origin>) {
        let names = (component(place.base), component(place.head));
        let kind = match &names {
            _ if names.0 == names.1 => return,
            (Some(_), Some(_)) if self.swapped(place).is_some() => Kind::BodySchemaRefSwapped,
            (Some(_), Some(_)) => Kind::SchemaRenamed,
            (None, _) => Kind::SchemaInlineToComponent,
            (Some(_), None) => Kind::BodyInlineVsRef,
        };
        let draft = Draft::new(kind, ("written", subject), Some(place.base), Some(place.head)).values(names);
        self.say_of(operation, draft.least(Rust::None).counts(Weight::OfItemsLeft));
    }

    /// Has two schemas compared that an operation sends or receives.
    fn pair(&mut self, operation: usize, pair: Pair) {
        self.hold(Some(Holder::Operation(operation)), pair);
    }

    fn hold(&mut self, holder: Option<Holder>, mut pair: Pair) {
        let Sides { base, head } = self.documents;
        let (Some(&one), Some(&other)) = (pair.base.first(), pair.head.first()) else { return };
        let (one, other) = (&base.schemas[one], &head.schemas[other]);
        let names = one.component.as_deref().zip(other.component.as_deref());
        // What a reference names that leads nowhere stands nowhere else.
        let is_lost = one.origin == self.trees.base.root() || other.origin == self.trees.head.root();
        let is_same = one.component == other.component || names.is_some_and(|(was, is)| self.is_alias(was, is));
        if is_same && !is_lost {
            pair.place = Sides { base: one.origin.clone(), head: other.origin.clone() };
            if self.scope == Scope::Swap && one.component.is_some() {
                self.kept.push(pair);
                return;
            }
        }
        let entry = self.pairs.entry(pair);
        let number = entry.index();
        let holders = entry.or_insert_with(|| {
            self.open.push_back(number);
            IndexSet::new()
        });
        holders.extend(holder);
    }

    /// The findings, each with the operations that it reaches, those with the shortest way first.
    fn finish(self) -> Compared {
        let mut found: IndexMap<_, Found> = IndexMap::new();
        let mut known: BTreeMap<Holder, Reached> = BTreeMap::new();
        for (holder, draft) in &self.drafts {
            let reached = holder.map(|holder| known.entry(holder).or_insert_with(|| self.reached(holder)).clone());
            let reached = reached.unwrap_or_default();
            found
                .entry(draft.cause())
                .and_modify(|found| found.add(draft, &reached))
                .or_insert_with(|| Found::new(draft, reached.clone()));
        }
        Compared { found: found.into_values().collect(), paired: self.paired() }
    }

    /// The operations that hold it, with the number of steps to each.
    fn reached(&self, holder: Holder) -> Reached {
        let mut reached = Reached::default();
        let mut seen = vec![false; self.pairs.len()];
        let mut open = VecDeque::from([(holder, 0)]);
        while let Some((holder, steps)) = open.pop_front() {
            match holder {
                Holder::Operation(operation) => reached.add(&self.operations[operation], steps),
                Holder::Pair(pair) if !std::mem::replace(&mut seen[pair], true) => {
                    open.extend(self.pairs[pair].iter().map(|holder| (*holder, steps + 1)));
                }
                Holder::Pair(_) => {}
            }
        }
        reached
    }

    fn paired(&self) -> Counterparts {
        let Sides { base, head } = self.documents;
        let mut paired = Counterparts::new();
        let alike = self.pairs.keys().enumerate().filter(|(number, _)| !self.unlike.contains(number));
        for (_, pair) in alike.filter(|(_, pair)| pair.exchange != Exchange::Callback) {
            let [first, ..] = pair.base[..] else { continue };
            let others = paired.entry(base.schemas[first].origin.clone()).or_default();
            others.extend(pair.head.iter().map(|&id| head.schemas[id].origin.clone()));
        }
        for same in &self.same {
            paired.entry(same.base.clone()).or_default().insert(same.head.clone());
        }
        paired
    }
}

/// The name of the component that a place is.
fn component(origin: &Origin) -> Option<String> {
    let mut tokens = origin.pointer.tokens();
    tokens.next().filter(|first| first == "components").and_then(|_| tokens.nth(1)).map(String::from)
}

/// Whether the document itself says something of an operation.
fn declares(trees: &Trees<'_>, operation: &Operation, key: &str) -> bool {
    trees.get(&operation.origin.child(key)).is_some()
}
