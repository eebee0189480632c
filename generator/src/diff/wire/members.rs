//! The members of two objects.

use indexmap::IndexMap;

use super::super::Kind::{self, *};
use super::super::Wire;
use super::super::finding::Weight;
use super::lifted::Lifted;
use super::partners::{self, Candidate};
use super::schemas::Value;
use super::sent::{Sent, is_refused};
use super::view::{Member, Rest, View};
use super::wrapped::demanded;
use super::{Pair, Position, Role, Sides, parts, unions};
use crate::resolve::{Document, Schema, SchemaId};

/// Compares the members of two objects.
pub(super) fn compare(value: &mut Value<'_, '_>) {
    let base = std::mem::take(&mut value.base.members);
    let head = std::mem::take(&mut value.head.members);
    if became_map(value, &base, &head) {
        return;
    }
    let documents = value.documents();
    let lifted = |all: &Lifted, variant: Option<SchemaId>, name: &str| {
        variant.is_some_and(|variant| all.contains(&(variant, name.to_owned())))
    };
    let Sides { base: was_lifted, head: is_lifted } = &value.comparison.lifted;
    let (one, other) = value.variant.unzip();
    let is_gone = |name: &&str| !head.contains_key(name) && !lifted(was_lifted, one, name);
    let is_new = |name: &&str| !base.contains_key(name) && !lifted(is_lifted, other, name);
    let mut gone: Vec<&str> = base.keys().copied().filter(is_gone).collect();
    let mut new: Vec<&str> = head.keys().copied().filter(is_new).collect();
    for (was, is) in spelled_otherwise(value, (&base, &mut gone), (&head, &mut new)) {
        say_renamed(value, (was, &base[was]), (is, &head[is]));
    }
    let wholes = Sides { base: value.base.all[0], head: value.head.all[0] };
    for (was, is) in renamed(documents, wholes, (&base, &mut gone), (&head, &mut new)) {
        say_renamed(value, (was, &base[was]), (is, &head[is]));
    }
    for name in gone {
        removed(value, (name, &base[name]), documents);
    }
    for name in new {
        added(value, (name, &head[name]), documents);
    }
    for (name, member) in &base {
        if let Some(other) = head.get(name) {
            kept(value, (name, member, other), documents);
        }
    }
    let order = |of: &IndexMap<&str, Member<'_>>, also: &IndexMap<&str, Member<'_>>| -> Vec<String> {
        of.keys().filter(|name| also.contains_key(*name)).map(|name| (*name).to_owned()).collect()
    };
    if order(&base, &head) != order(&head, &base) {
        let kind = value.position.kind(ReqPropReordered, ReqPropReordered, ResPropReordered);
        // Parts that have swapped places are in the order that they had.
        value.say_of(("order", kind), (None, None), |one, other| {
            one.component != other.component || one.properties.keys().eq(other.properties.keys())
        });
    }
}

/// Notes that an object has become a map, or a map an object, which is one difference of its members and of the rest.
fn became_map(value: &mut Value<'_, '_>, base: &IndexMap<&str, Member<'_>>, head: &IndexMap<&str, Member<'_>>) -> bool {
    let is_map_now = match (&value.base.rest, &value.head.rest) {
        (Rest::Open | Rest::Closed, Rest::Of(_)) => head.is_empty() && !base.is_empty(),
        (Rest::Of(_), Rest::Open | Rest::Closed) => base.is_empty() && !head.is_empty(),
        _ => false,
    };
    if !is_map_now {
        return false;
    }
    let rest =
        [std::mem::replace(&mut value.base.rest, Rest::Open), std::mem::replace(&mut value.head.rest, Rest::Open)];
    let is_same = |member: &Member<'_>| match &rest {
        [_, Rest::Of(values)] => value.is_same(&member.schemas, values),
        [Rest::Of(values), _] => value.is_same(values, &member.schemas),
        _ => false,
    };
    let members = || base.values().chain(head.values());
    let are_same = members().all(is_same);
    let is_kept = are_same && !members().any(|member| member.required);
    let is_closed = rest.contains(&Rest::Closed);
    let is_answer = matches!(value.position, Position::Response | Position::Error);
    let kind = value.position.inside().kind(ReqMapValueType, ReqMapValueType, ResAddPropsValueType);
    let draft = value.draft(("rest", kind), (Some(value.base.origin()), Some(value.head.origin())));
    value.note(match (is_answer, base.is_empty()) {
        // The map has all that can come of the object, or can be sent for it.
        (true, true) | (false, false) if are_same && is_closed => draft.wire(Wire::Safe),
        (false, true) if is_closed => draft,
        (true, false) if is_kept => draft.wire(Wire::Risky),
        (false, true) if is_kept => draft.wire(Wire::Safe),
        _ => draft,
    });
    true
}

/// Whether one side of the call has no part in a member.
fn is_moot(position: Position, document: &Document, member: &Member<'_>) -> bool {
    let view = View::new(document, &member.schemas);
    match position {
        Position::Parameter | Position::Request => view.any(|schema| schema.read_only),
        Position::Response | Position::Error => view.any(|schema| schema.write_only),
    }
}

/// Members whose names are the same words in another spelling, and which say the same; taken from the lists.
fn spelled_otherwise<'d>(
    value: &Value<'_, '_>,
    (base, gone): (&IndexMap<&'d str, Member<'d>>, &mut Vec<&'d str>),
    (head, new): (&IndexMap<&'d str, Member<'d>>, &mut Vec<&'d str>),
) -> Vec<(&'d str, &'d str)> {
    let mut both = Vec::new();
    gone.retain(|was| {
        let is_other = |is: &&str| {
            letters(was) == letters(is)
                && base[was].required == head[is].required
                && value.is_same(&base[was].schemas, &head[is].schemas)
        };
        let at = new.iter().position(is_other);
        both.extend(at.map(|at| (*was, new.remove(at))));
        at.is_none()
    });
    both
}

/// A name without what tells its words apart.
pub(super) fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Members that are the same under another name; taken from the lists.
fn renamed<'d>(
    documents: Sides<&'d Document>,
    wholes: Sides<&'d Schema>,
    (base, gone): (&IndexMap<&'d str, Member<'d>>, &mut Vec<&'d str>),
    (head, new): (&IndexMap<&'d str, Member<'d>>, &mut Vec<&'d str>),
) -> Vec<(&'d str, &'d str)> {
    let Sides { base: one, head: other } = documents;
    let renamed = partners::pair(
        &candidates((one, other), wholes.base, base, gone),
        &candidates((other, one), wholes.head, head, new),
    );
    gone.retain(|name| renamed.iter().all(|(was, _)| was != name));
    new.retain(|name| renamed.iter().all(|(_, is)| is != name));
    renamed
}

/// Whether a member is required, who writes it, what people read, and the component that it is declared in.
type Said<'d> = (bool, [bool; 2], Option<&'d str>, Option<&'d str>);

/// What tells members from others but the name: whether they are required, who writes them, what people read, and the
/// component that they are declared in, where the other document has it, too.
fn candidates<'d>(
    (document, other): (&'d Document, &Document),
    whole: &'d Schema,
    members: &IndexMap<&'d str, Member<'d>>,
    names: &[&'d str],
) -> Vec<Candidate<&'d str, Said<'d>>> {
    let candidate = |&name: &&'d str| {
        let member = &members[name];
        let view = View::new(document, &member.schemas);
        let access = [view.any(|schema| schema.read_only), view.any(|schema| schema.write_only)];
        let mut declaring =
            member.parts.iter().rev().map(|part| part.name).chain([whole.component.as_deref()]).flatten();
        let part = declaring.find(|name| other.components.contains_key(*name));
        let said = (member.required, access, view.first(|schema| schema.description.as_deref()), part);
        Candidate::new(name, name, said, document, &member.schemas).at(members.get_index_of(name))
    };
    names.iter().map(candidate).collect()
}

fn say_renamed(value: &mut Value<'_, '_>, (was, one): (&str, &Member<'_>), (is, other): (&str, &Member<'_>)) {
    let Sides { base, head } = value.documents();
    let kind = value.position.inside().kind(ReqPropRenamed, ReqPropRenamed, ResPropRenamed);
    let (from, to) = (one.place(), other.place());
    let draft = value.draft(("name", kind), (from.as_ref(), to.as_ref()));
    let draft = draft.values((Some(was.to_owned()), Some(is.to_owned())));
    let is_unsent = is_moot(value.position, base, one) && is_moot(value.position, head, other);
    value.note(if is_unsent { draft.wire(Wire::Safe).counts(Weight::OfItems) } else { draft });
    match from.zip(to).map(|(base, head)| Sides { base, head }) {
        Some(place) if is_unsent => value.unsent(&one.schemas, &other.schemas, place),
        Some(place) => value.inside(&one.schemas, &other.schemas, member_role(value, is), place),
        None => {}
    }
}

/// What a member is to what holds it. Those of a parameter that is no document are texts as those of a form are.
fn member_role(value: &Value<'_, '_>, name: &str) -> Role {
    let is_document = || {
        let documents = &value.comparison.documents_in_forms;
        documents.contains(&(value.head.origin().clone(), name.to_owned()))
    };
    match value.role {
        Role::Parts => Role::Part,
        Role::Form if is_document() => Role::Member,
        Role::Form => Role::Field,
        Role::Whole if value.position == Position::Parameter => Role::Field,
        _ => Role::Member,
    }
}

/// Whether a member has to be there, be it declared or not.
fn is_demanded(view: &View<'_>, name: &str) -> bool {
    view.any(|schema| schema.required.iter().any(|required| required == name))
}

/// Notes that a member is declared on one side alone which is no news by itself, as it has to be there on both, or
/// cannot be: on the other, it is one of the values that may stand beside those that are declared.
fn declared(value: &mut Value<'_, '_>, base: Option<&Member<'_>>, head: Option<&Member<'_>>) {
    let (documents, trees) = (value.documents(), value.comparison.trees);
    let was = Sent::of(trees.base, documents.base, base, &value.base.rest);
    let is = Sent::of(trees.head, documents.head, head, &value.head.rest);
    let at = value.position.inside();
    let words = at.kind(ReqAllOfRefactor, ReqAllOfRefactor, ResAllOfFlatten);
    let narrowed = at.kind(ReqPropTypeNarrowed, ReqPropTypeNarrowed, ResTypeNarrowed);
    let widened = at.kind(ReqPropTypeWidened, ReqPropTypeWidened, ResTypeWidened);
    let usual = |kind: Kind| (kind, value.position.at_most(kind.wire()));
    let (kind, wire) = match (was.is_any(), is.is_any()) {
        _ if was.is_none && is.is_none => (words, Wire::Safe),
        _ if was.is_none => usual(widened),
        _ if is.is_none => usual(narrowed),
        (true, true) => (words, Wire::Safe),
        (true, false) => usual(narrowed),
        (false, true) => usual(widened),
        (false, false) => match weight_as_value(value, (&was.schemas, &is.schemas)) {
            Wire::Safe => (words, Wire::Safe),
            wire => (if base.is_none() { narrowed } else { widened }, wire),
        },
    };
    let values = if kind == words { (None, None) } else { (Some(was.said()), Some(is.said())) };
    let (from, to) = (base.and_then(Member::place), head.and_then(Member::place));
    let draft = value.draft(("declared", kind), (from.as_ref(), to.as_ref()));
    value.note(draft.wire(wire).values(values));
}

fn removed(value: &mut Value<'_, '_>, (name, member): (&str, &Member<'_>), Sides { base, .. }: Sides<&Document>) {
    let part = parts::beyond(value, (&value.base, &value.head), member);
    let is_moot = is_moot(value.position, base, member);
    if is_moot && part.is_none() {
        let kind = value.position.inside().kind(ReqPropRemovedOptional, ReqPropRemovedOptional, ResPropRemovedOptional);
        let draft = value.draft(("moot", kind), (member.place().as_ref(), None));
        return value.note(draft.wire(Wire::Safe).counts(Weight::OfItems));
    }
    if !is_moot && (is_demanded(&value.head, name) || is_refused(value.comparison.trees.base, base, member)) {
        return declared(value, Some(member), None);
    }
    let kind = if member.required {
        value.position.inside().kind(ReqPropRemovedRequired, ReqPropRemovedRequired, ResPropRemovedRequired)
    } else {
        value.position.inside().kind(ReqPropRemovedOptional, ReqPropRemovedOptional, ResPropRemovedOptional)
    };
    let wire = weight_of_gone(value, member).unwrap_or_else(|| kind.wire());
    let whole = value.position.inside().kind(ReqAllOfRemoved, ReqAllOfRemoved, ResAllOfRemoved);
    match part {
        Some(part) => {
            let head = parts::counterpart(&value.head, part).unwrap_or_else(|| value.whole().head);
            let place = Sides { base: part.place(), head };
            let meaning = if is_moot { (Wire::Safe, Weight::OfItems) } else { (wire, Weight::Full) };
            value.say_of_part((whole, name), place, meaning, (part.name.map(str::to_owned), None));
        }
        None => {
            let draft = value.draft(("member", kind), (member.place().as_ref(), None));
            let is_refused = wire == Wire::Breaking && kind.wire() != wire;
            let why = is_refused.then(|| "other members are refused".to_owned());
            value.note(draft.wire(value.position.at_most(wire)).details(why.into_iter().collect()));
        }
    }
}

/// What it means that a member is gone where more than the declared ones is not taken, or is said of.
fn weight_of_gone(value: &Value<'_, '_>, member: &Member<'_>) -> Option<Wire> {
    let at = value.position.inside();
    match &value.head.rest {
        Rest::Closed if at == Position::Request => Some(Wire::Breaking),
        Rest::Of(values) if at == Position::Request || !member.required => {
            Some(weight_as_value(value, (&member.schemas, values)))
        }
        Rest::Open | Rest::Closed | Rest::Of(_) => None,
    }
}

/// What it means that a member is one of the values that may stand beside those that are declared, or was.
fn weight_as_value(value: &Value<'_, '_>, (base, head): (&[SchemaId], &[SchemaId])) -> Wire {
    let schemas = (base.to_vec(), head.to_vec());
    let pair = Pair::of(schemas, value.position.inside(), value.place.clone());
    value.comparison.weight(&Pair { role: Role::Member, ..pair })
}

fn added(value: &mut Value<'_, '_>, (name, member): (&str, &Member<'_>), Sides { head, .. }: Sides<&Document>) {
    let part = parts::beyond(value, (&value.head, &value.base), member);
    let is_moot = is_moot(value.position, head, member);
    if is_moot && part.is_none() {
        // No caller has to send it, but there is a setter, for services that take it all the same.
        let kind = value.position.inside().kind(ReqPropAddedOptional, ReqPropAddedOptional, ResPropAddedOptional);
        let draft = value.draft(("moot", kind), (None, member.place().as_ref()));
        return value.note(draft.counts(Weight::OfItems));
    }
    if !is_moot && (is_demanded(&value.base, name) || is_refused(value.comparison.trees.head, head, member)) {
        return declared(value, None, Some(member));
    }
    let kind = added_kind(value, head, member);
    let wire = match &value.base.rest {
        Rest::Of(values) => weight_as_value(value, (values, &member.schemas)).max(kind.wire()),
        Rest::Open | Rest::Closed => kind.wire(),
    };
    let whole = value.position.inside().kind(ReqAllOfAdded, ReqAllOfAdded, ResAllOfAdded);
    match part {
        Some(part) => {
            let base = parts::counterpart(&value.base, part).unwrap_or_else(|| value.whole().base);
            let place = Sides { base, head: part.place() };
            let meaning = if is_moot { (Wire::Safe, Weight::OfItems) } else { (wire, Weight::Full) };
            value.say_of_part((whole, name), place, meaning, (None, part.name.map(str::to_owned)));
        }
        None => {
            let draft = value.draft(("member", kind), (None, member.place().as_ref()));
            value.note(draft.wire(value.position.at_most(wire)));
        }
    }
}

fn added_kind(value: &Value<'_, '_>, head: &Document, member: &Member<'_>) -> Kind {
    let at = value.position.inside();
    let has_default = has_default(head, member);
    match member.required {
        false => at.kind(ReqPropAddedOptional, ReqPropAddedOptional, ResPropAddedOptional),
        true if has_default => at.kind(ReqPropAddedRequiredDefault, ReqPropAddedRequiredDefault, ResPropAddedRequired),
        true if value.role == Role::Parts => BodyMultipartPartAddedReq,
        true => at.kind(ReqPropAddedRequired, ReqPropAddedRequired, ResPropAddedRequired),
    }
}

/// Whether something stands for a member that is not given.
fn has_default(document: &Document, member: &Member<'_>) -> bool {
    View::new(document, &member.schemas).any(|schema| schema.default.is_some())
}

fn kept(
    value: &mut Value<'_, '_>,
    (name, member, other): (&str, &Member<'_>, &Member<'_>),
    Sides { base, head }: Sides<&Document>,
) {
    let (was_moot, is_moot) = (is_moot(value.position, base, member), is_moot(value.position, head, other));
    if was_moot && is_moot {
        if let (Some(base), Some(head)) = (member.place(), other.place()) {
            value.unsent(&member.schemas, &other.schemas, Sides { base, head });
        }
        return;
    }
    let at = value.position.inside();
    if at == Position::Request && other.required && was_moot && !is_moot {
        let kind = ("readOnly", ReqPropAddedRequired);
        value.say_at(kind, (member.place().as_ref(), other.place().as_ref()), (None, None));
    }
    let kind = match (member.required, other.required) {
        (false, true) => Some(at.kind(ReqPropBecameRequired, ReqPropBecameRequired, ResPropBecameRequired)),
        (true, false) => Some(at.kind(ReqPropBecameOptional, ReqPropBecameOptional, ResPropBecameOptional)),
        _ => None,
    };
    // Where nobody sends it, nobody has to.
    let is_unsent = was_moot && member.required || is_moot && other.required;
    if let Some(kind) = kind {
        let draft = demanded(value, ("required", kind), (name, member, other));
        value.note(match (is_unsent, other.required && has_default(head, other)) {
            (true, _) => draft.wire(Wire::Safe).counts(Weight::OfItems),
            (false, true) => draft.clone().wire(draft.wire.min(Wire::Risky)),
            (false, false) => draft,
        });
    }
    if let (Some(base), Some(head)) = (member.place(), other.place()) {
        // What is declared elsewhere has a name here.
        value.comparison.same.push(Sides { base: base.clone(), head: head.clone() });
        let role = match member_role(value, name) {
            Role::Member if unions::is_tag(value, name, (member, other)) => Role::Tag,
            role => role,
        };
        value.inside(&member.schemas, &other.schemas, role, Sides { base, head });
    }
}
