//! What a schema says of its value beside the type: null, format, values, defaults, who writes it, and documentation.

use serde_json::Value as Json;

use super::super::Kind::{self, *};
use super::super::finding::NAMED_VALUES;
use super::super::trees::Trees;
use super::super::{Rust, Wire};
use super::literals::{Listed, are_same};
use super::schemas::Value;
use super::view::{Shape, View};
use super::{Position, Role, Sides, formats, unions};
use crate::emit::Mark;
use crate::resolve::{Document, Kind as Type, Schema};
use crate::source::Origin;

/// Whether two schemas list the same values.
const SAME_VALUES: fn(&Schema, &Schema) -> bool = |one, other| one.values == other.values;

/// Compares what two schemas of one type say of their value.
pub(super) fn compare(value: &mut Value<'_, '_>) {
    // Whether the value need be there comes of it, whatever else differs.
    access(value);
    null(value);
    values(value);
    formats::format(value);
    formats::content(value);
    default(value);
    read(value);
    let both = value.base.described.iter().copied().zip(value.head.described.iter().copied());
    let (base, head): (Vec<_>, Vec<_>) = both.filter(|(one, other)| SAME_VALUES(one, other)).unzip();
    documentation(value, (&base, &head));
}

/// What changes, when it does so one way or the other.
fn flag(
    value: &mut Value<'_, '_>,
    (topic, is_same): (&'static str, fn(&Schema, &Schema) -> bool),
    says: impl Fn(&View<'_>) -> bool,
    kinds: [Option<Kind>; 2],
) {
    let [set, unset] = kinds;
    let kind = match (says(&value.base), says(&value.head)) {
        (false, true) => set,
        (true, false) => unset,
        _ => None,
    };
    if let Some(kind) = kind {
        value.say_of((topic, kind), (None, None), is_same);
    }
}

pub(super) fn null(value: &mut Value<'_, '_>) {
    let has_name = |view: &View<'_>| view.all.first().is_some_and(|schema| schema.component.is_some());
    let is_said_outside = match value.role {
        Role::Variant => !(has_name(&value.base) && has_name(&value.head)),
        role => role == Role::VariantOrNull,
    };
    if is_said_outside {
        return;
    }
    let at = value.position;
    let Sides { base, head } = value.documents();
    let kind = match (value.base.may_be_null(), value.head.may_be_null()) {
        (false, true) if !is_of_variants(&value.head, &value.base, base) => {
            at.kind(ParamBecameNullable, ReqPropBecameNullable, ResPropBecameNullable)
        }
        (true, false) if !is_of_variants(&value.base, &value.head, head) => {
            at.kind(ParamBecameNotNullable, ReqPropBecameNotNullable, ResPropBecameNotNullable)
        }
        _ => return,
    };
    let Sides { base, head } = value.differing(|one, other| one.nullable == other.nullable);
    let draft = value.draft(("null", kind), (Some(&base), Some(&head)));
    value.note(if is_never_null(value) { draft.wire(Wire::Safe) } else { draft });
}

/// Whether null has no form on the wire where the value goes: in a query, a path or a header, and in a form, whose
/// objects are documents themselves.
fn is_never_null(value: &Value<'_, '_>) -> bool {
    let is_text = |view: &View<'_>| matches!(view.shape, Shape::Of(kind) if kind != Type::Object);
    match value.role {
        Role::Header => true,
        Role::Part | Role::Field | Role::FieldItem => is_text(&value.base) && is_text(&value.head),
        role => value.position == Position::Parameter && role != Role::Document,
    }
}

/// Whether null came to a value, or went, with variants that the other side has as well: they say so themselves.
fn is_of_variants(view: &View<'_>, other: &View<'_>, document: &Document) -> bool {
    let variants = || other.unions.iter().flat_map(|union| &union.variants);
    let has = |name: &str| variants().any(|&variant| document.schemas[variant].component.as_deref() == Some(name));
    !view.nullable && view.null_by.iter().all(|name| has(name))
}

pub(super) fn values(value: &mut Value<'_, '_>) {
    let at = value.position;
    if value.role == Role::Tag {
        if let (Some(was), Some(is)) = (value.base.values.clone(), value.head.values.clone()) {
            return unions::told_otherwise(value, (&was, &is));
        }
        let kind = at.kind(ReqAllOfRefactor, ReqAllOfRefactor, ResAllOfFlatten);
        return value.say_of(("words", kind), (None, None), SAME_VALUES);
    }
    match (value.base.values.clone(), value.head.values.clone()) {
        (None, Some(_)) => {
            value.say_of(
                ("enum", at.kind(ParamBecameEnum, ReqPropBecameEnum, ResBecameEnum)),
                (None, None),
                SAME_VALUES,
            );
        }
        (Some(_), None) => {
            value.say_of(
                ("enum", at.kind(ParamEnumDropped, ReqPropEnumDropped, ResEnumDropped)),
                (None, None),
                SAME_VALUES,
            );
        }
        (Some(base), Some(head)) => enumerated(value, &base, &head),
        (None, None) => known(value),
    }
}

/// Values that are named beside any others: nobody has to know them, but there are names for them.
fn known(value: &mut Value<'_, '_>) {
    let found = value.comparison.drafts.len();
    let (base, head) = (std::mem::take(&mut value.base.known), std::mem::take(&mut value.head.known));
    let at = value.position;
    match (base.is_empty(), head.is_empty()) {
        (true, true) => {}
        (true, false) => {
            let kind = at.kind(ParamBecameEnum, ReqPropBecameEnum, ResBecameEnum);
            value.say_of((NAMED_VALUES, kind), (None, None), SAME_VALUES);
        }
        (false, true) => {
            let kind = at.kind(ParamEnumDropped, ReqPropEnumDropped, ResEnumDropped);
            value.say_of((NAMED_VALUES, kind), (None, None), SAME_VALUES);
        }
        (false, false) => enumerated(value, &base, &head),
    }
    for (_, draft) in value.comparison.drafts.iter_mut().skip(found) {
        // Any value was, and is, taken.
        draft.wire = Wire::Safe;
    }
}

/// The values that one side has and the other has not.
fn enumerated(value: &mut Value<'_, '_>, base: &Listed<'_>, head: &Listed<'_>) {
    let at = value.position;
    let text = |json: &Json| Some(json.to_string());
    let mark = |json: &Json| [Mark::Value(json.to_string())];
    let mut added: Vec<&Json> = head.iter().filter(|value| !base.contains(value)).map(AsRef::as_ref).collect();
    for removed in base.iter().filter(|value| !head.contains(value)).map(AsRef::as_ref) {
        match added.iter().position(|added| is_other_case(removed, added)) {
            Some(index) => {
                let is = added.swap_remove(index);
                let kind = at.kind(ParamEnumCase, ReqPropEnumCase, ResEnumCase);
                value.say_listed(("enum", kind), (text(removed), text(is)), mark(is), SAME_VALUES);
            }
            None => {
                let kind = at.kind(ParamEnumRemovedValue, ReqPropEnumRemoved, ResEnumRemoved);
                value.say_listed(("enum", kind), (text(removed), None), mark(removed), SAME_VALUES);
            }
        }
    }
    for added in added {
        let kind = at.kind(ParamEnumAddedValue, ReqPropEnumAdded, ResEnumAdded);
        value.say_listed(("enum", kind), (None, text(added)), mark(added), SAME_VALUES);
    }
    let is_permuted = base != head && base.len() == head.len() && base.iter().all(|value| head.contains(value));
    if is_permuted {
        let kind = at.kind(ParamEnumReordered, ReqPropEnumReordered, ResEnumReordered);
        value.say_of(("order", kind), (None, None), SAME_VALUES);
    }
}

/// Whether two values are the same words, in another case: `inProgress`, `IN_PROGRESS`.
fn is_other_case(one: &Json, other: &Json) -> bool {
    let words = |text: &str| text.replace(['-', '_'], "").to_ascii_lowercase();
    one.as_str().zip(other.as_str()).is_some_and(|(one, other)| !words(one).is_empty() && words(one) == words(other))
}

pub(super) fn default(value: &mut Value<'_, '_>) {
    let default = |view: &View<'_>| view.first(|schema| schema.default.clone());
    let (was, is) = (default(&value.base), default(&value.head));
    let trees = value.comparison.trees;
    let is_same = match (&was, &is) {
        (Some(was), Some(is)) => are_same(was, is),
        // What a bound rules out is written there still: the bound is what has changed.
        (Some(was), None) => value.head.any(|schema| is_written(trees.head, schema, was)),
        (None, Some(is)) => value.base.any(|schema| is_written(trees.base, schema, is)),
        (None, None) => true,
    };
    if !is_same {
        let (was, is) = (was.map(|json| json.to_string()), is.map(|json| json.to_string()));
        let kind = value.position.kind(ParamDefaultChanged, ReqDefaultChanged, ResDefaultChanged);
        value.say_of(("default", kind), (was, is), |one, other| one.default == other.default);
    }
}

/// Whether a schema has this default in the document, be it left out of what is generated.
fn is_written(trees: &Trees<'_>, schema: &Schema, default: &Json) -> bool {
    trees.get(&schema.origin.child("default")).is_some_and(|written| are_same(written, default))
}

/// Who writes the value. What is only read has no part in requests, and the other way round.
pub(super) fn access(value: &mut Value<'_, '_>) {
    let is_answer = matches!(value.position, Position::Response | Position::Error);
    let read_only =
        if is_answer { [None, Some(ResReadOnlyRemoved)] } else { [Some(ReqPropReadOnly), Some(ResReadOnlyRemoved)] };
    flag(
        value,
        ("readOnly", |one, other| one.read_only == other.read_only),
        |view| view.any(|schema| schema.read_only),
        read_only,
    );
    if is_answer && !value.base.any(|schema| schema.read_only) && value.head.any(|schema| schema.read_only) {
        let Sides { base, head } = value.differing(|one, other| one.read_only == other.read_only);
        let draft = value.draft(("readOnly", ReqPropReadOnly), (Some(&base), Some(&head)));
        value.note(draft.wire(Wire::Safe));
    }
    let kind = match [&value.base, &value.head].map(|view| view.any(|schema| schema.write_only)) {
        // Nobody expects a parameter in answers.
        _ if value.position == Position::Parameter => return,
        [false, true] => ResWriteOnlySet,
        [true, false] => ResWriteOnlyRemoved,
        _ => return,
    };
    let Sides { base, head } = value.differing(|one, other| one.write_only == other.write_only);
    let draft = value.draft(("writeOnly", kind), (Some(&base), Some(&head)));
    // In requests it is what it was, whatever is said of answers.
    value.note(if is_answer { draft } else { draft.wire(Wire::Safe) });
}

/// What people read, of the schema that is used and of those that it takes in; it changes nothing for programs.
fn read(value: &mut Value<'_, '_>) {
    let (mut base, mut head) = (value.base.all.clone(), value.head.all.clone());
    let (gone, new) = (unlisted(&mut base, &value.head.described), unlisted(&mut head, &value.base.described));
    documentation(value, (&gone.0, &gone.1));
    documentation(value, (&new.1, &new.0));
    let (is_wrapped, is_listed) = (value.wrapped().is_some(), !gone.0.is_empty() || !new.0.is_empty());
    if !is_listed && (base.len() == head.len() || is_wrapped) {
        let (ones, others): (Vec<_>, Vec<_>) = value.aligned().into_iter().unzip();
        documentation(value, (&ones, &others));
        // What is left is said where it is used.
        base.retain(|schema| is_wrapped && !ones.iter().any(|one| std::ptr::eq(*one, *schema)));
        head.retain(|schema| is_wrapped && !others.iter().any(|other| std::ptr::eq(*other, *schema)));
    }
    let Sides { base: from, head: to } = value.whole();
    documented(value, (&from, &Documentation::of(&base)), (&to, &Documentation::of(&head)));
}

/// Takes out the components that the other side lists as variants, which speak for themselves there; with these.
fn unlisted<'d>(own: &mut Vec<&'d Schema>, listed: &[&'d Schema]) -> (Vec<&'d Schema>, Vec<&'d Schema>) {
    let listed = |schema: &Schema| {
        let mut named = listed.iter().copied().filter(|it| it.component.is_some());
        named.find(|it| it.component == schema.component)
    };
    let both = own.iter().filter_map(|&schema| Some((schema, listed(schema)?))).unzip();
    own.retain(|schema| listed(schema).is_none());
    both
}

/// What people read of each of so many schemas, where the other side has as many.
pub(super) fn documentation<'d>(value: &mut Value<'_, 'd>, (base, head): (&[&'d Schema], &[&'d Schema])) {
    for (base, head) in base.iter().zip(head).filter(|_| base.len() == head.len()) {
        let (was, mut is) = (Documentation::of(&[base]), Documentation::of(&[head]));
        let names = base.component.as_deref().zip(head.component.as_deref());
        // What another schema says to people is no news of the one that was there.
        if names.is_some_and(|(was, is)| value.comparison.is_other(was, is)) {
            value.other_words = value.other_words.max(was.read_otherwise(&is));
            is = Documentation { is_deprecated: is.is_deprecated, ..was };
        }
        documented(value, (&base.origin, &was), (&head.origin, &is));
    }
}

/// What is said for people: what the first schema says of those that say anything.
#[derive(Clone, Copy)]
struct Documentation<'d> {
    is_deprecated: bool,
    description: Option<&'d str>,
    example: Option<&'d Json>,
    title: Option<&'d String>,
}

impl<'d> Documentation<'d> {
    fn of(all: &[&'d Schema]) -> Self {
        Self {
            is_deprecated: all.iter().any(|schema| schema.deprecated),
            description: all.iter().find_map(|schema| schema.description.as_deref()),
            example: all.iter().find_map(|schema| schema.example.as_deref()),
            title: all.iter().find_map(|schema| schema.title.as_ref()),
        }
    }

    /// What it means for the Rust API that the words are others, where they are: a title is nothing but a name.
    fn read_otherwise(&self, other: &Self) -> Option<Rust> {
        let is_title = self.title != other.title;
        let are_texts = (self.description, self.example) != (other.description, other.example);
        if are_texts { Some(Rust::Patch) } else { is_title.then_some(Rust::None) }
    }
}

fn documented(
    value: &mut Value<'_, '_>,
    (from, base): (&Origin, &Documentation<'_>),
    (to, head): (&Origin, &Documentation<'_>),
) {
    let at = value.position;
    let mut say = |topic, kind, values| value.say_at((topic, kind), (Some(from), Some(to)), values);
    match (base.is_deprecated, head.is_deprecated) {
        (false, true) => {
            say("deprecated", at.kind(ParamDeprecated, ReqPropDeprecated, ResPropDeprecated), (None, None));
        }
        (true, false) => {
            say("deprecated", at.kind(ParamUndeprecated, ReqPropUndeprecated, ResPropUndeprecated), (None, None));
        }
        _ => {}
    }
    if base.description != head.description {
        say("docs", at.kind(ParamDocChanged, ReqDocChanged, ResDocChanged), (None, None));
    }
    if base.example != head.example {
        say("example", at.kind(ParamDocChanged, ReqExampleChanged, ResExampleChanged), (None, None));
    }
    if base.title != head.title {
        say("title", SchemaTitleChanged, (base.title.cloned(), head.title.cloned()));
    }
}
