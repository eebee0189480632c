//! The names of what types have: members, parts, values, variants.

use std::collections::{BTreeMap, BTreeSet};

use super::unique::{Claim, Item, Scope, unique};
use super::{Ident, claim, full_name, spelling, wire_of};
use crate::diagnostic::catalogue::name::Naming;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Known};
use crate::ir::{Context, Rest, Segment, Shape, TypeDeclaration, Union};
use crate::source::Origin;

/// What enums have themselves: a variant, and the list of the values that the document names.
const TAKEN_BY_ENUMS: &[&str] = &["UnrecognizedValue", "VALUES"];

/// Tells each renaming once, with the further places: members of many types are called the same, and clash alike.
pub(super) fn tell_once(found: &Diagnostics, diagnostics: &mut Diagnostics) {
    let mut told: BTreeMap<&str, Known> = BTreeMap::new();
    for diagnostic in found.iter() {
        let known = told.get(diagnostic.message.as_str()).filter(|_| diagnostic.code == Code::RenamedOnClash);
        match (known, diagnostic.labels.first().and_then(|label| label.place.origin())) {
            (Some(known), Some(origin)) => diagnostics.again(*known, origin.clone()),
            _ => {
                told.insert(&diagnostic.message, diagnostics.push_first(diagnostic.clone()));
            }
        }
    }
}

/// The names of what a type has; `renamed` are the types that have not their own name.
pub(super) fn members(
    declaration: &TypeDeclaration,
    ident: &Ident,
    renamed: &BTreeSet<&Origin>,
    diagnostics: &mut Diagnostics,
) -> Vec<Ident> {
    let origin = &declaration.origin;
    let scope = format!("`{}`", ident.as_str());
    let value = |wire: &str, wanted: Vec<Ident>| Item { wire: wire.to_owned(), wanted, claim: Claim::Named, origin };
    match &declaration.shape {
        Shape::Struct(structure) => {
            let taken = match structure.rest {
                Rest::Kept => ["extra"],
                Rest::Typed(_) => ["additional_properties"],
            };
            let items = structure.members.iter().map(|member| Item {
                wire: member.wire.clone(),
                wanted: spelling::member(member.wish.as_deref().unwrap_or(&member.wire), &taken),
                claim: Claim::of(member.wish.as_ref()),
                origin: &member.origin,
            });
            unique(Scope::new(&scope, Naming::RustName), &items.collect::<Vec<_>>(), &taken, diagnostics)
        }
        Shape::Form(form) => {
            let items = form.parts.iter().map(|part| Item {
                wire: part.wire.clone(),
                wanted: spelling::member(part.wish.as_deref().unwrap_or(&part.wire), &[]),
                claim: Claim::of(part.wish.as_ref()),
                origin: &part.origin,
            });
            unique(Scope::new(&scope, Naming::RustName), &items.collect::<Vec<_>>(), &[], diagnostics)
        }
        Shape::StringEnum(values) => {
            let items = values.iter().map(|known| value(&known.value, called(known.name.as_ref(), &known.value)));
            unique(Scope::new(&scope, Naming::ValueNames), &items.collect::<Vec<_>>(), TAKEN_BY_ENUMS, diagnostics)
        }
        Shape::IntegerEnum(values) => {
            let items = values.iter().map(|known| {
                let wire = known.value.to_string();
                value(&wire, called(known.name.as_ref().or(known.title.as_ref()), &wire))
            });
            unique(Scope::new(&scope, Naming::ValueNames), &items.collect::<Vec<_>>(), TAKEN_BY_ENUMS, diagnostics)
        }
        Shape::Union(union) => variants(union, &scope, renamed, diagnostics),
    }
}

/// The names that a value would take: what it is called, then what it is.
fn called(name: Option<&String>, wire: &str) -> Vec<Ident> {
    let name = name.filter(|name| !name.trim().is_empty());
    name.into_iter().flat_map(|name| spelling::value(name)).chain(spelling::value(wire)).collect()
}

/// The names of variants. Of one whose type has another name too, that is said already.
fn variants(union: &Union, scope: &str, renamed: &BTreeSet<&Origin>, diagnostics: &mut Diagnostics) -> Vec<Ident> {
    let items = union.variants.iter().map(|variant| Item {
        wire: wire_of(&variant.context),
        wanted: vec![variant_name(&variant.context)],
        claim: claim(&variant.context),
        origin: &variant.origin,
    });
    let mut found = Diagnostics::new();
    let names = unique(Scope::new(scope, Naming::RustName), &items.collect::<Vec<_>>(), TAKEN_BY_ENUMS, &mut found);
    let is_said = |it: &Diagnostic| {
        let place = it.labels.first().and_then(|label| label.place.origin());
        it.code == Code::RenamedOnClash && place.is_some_and(|place| renamed.contains(place))
    };
    found.iter().filter(|it| !is_said(it)).for_each(|it| diagnostics.push(it.clone()));
    names
}

/// A variant is called after its component, else after what tells it apart.
fn variant_name(context: &Context) -> Ident {
    let apart = match context.path.last() {
        Some(Segment::Variant(words)) => words.clone(),
        _ => full_name(context),
    };
    spelling::variant(context.wish.as_deref().unwrap_or(&apart))
}
