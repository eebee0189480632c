//! The names as a list, each with what it names: what another run can be compared with.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::once;

use super::{ChoiceNames, Ident, Names, OperationNames, TypeNames, wire_of};
use crate::ir::{AnswerKind, Api, Body, BodyKind, Case, Operation, Owner, Shape, TypeDeclaration, TypeId};
use crate::source::Origin;

/// An item that Rust code names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What it is.
    pub item: Item,
    /// Where it stands itself, which is where a diagnostic about its name points.
    pub origin: Origin,
    /// Where the component, operation or path stands that it is called after.
    pub home: Origin,
    /// Its Rust name, without `r#`.
    pub name: String,
}

/// What an item is, whatever its Rust name: the same in every document that has it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Of which kind.
    pub role: Role,
    /// Where the type or operation stands that it is or belongs to.
    pub owner: Origin,
    /// What tells it from the others of its kind there, as the document has it.
    pub wire: String,
}

/// The kinds of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A type that JSON is read into or written from.
    Model,
    /// A member of a struct, a value of an enum, or a variant of a union.
    Member,
    /// A schema among those that build on it: the struct and the variant that it has beside the union of them all, as
    /// long as there are any.
    Base,
    /// A form, which is there for the operations that send it.
    Form,
    /// A part of a form.
    Part,
    /// The method of an operation.
    Operation,
    /// A type that is there for one operation: its call, its answers, errors or bodies.
    Call,
    /// An argument or setter of an operation.
    Parameter,
    /// A variant of the answers, errors or bodies of an operation.
    Choice,
    /// The constant of a header that an answer of an operation declares.
    Header,
}

/// All names of types and operations and of what they have.
pub(crate) fn listing(api: &Api, names: &Names) -> Vec<Named> {
    let homes: BTreeMap<&str, &Origin> = api.operations.values().map(|it| (it.id.as_str(), &it.origin)).collect();
    let bases: BTreeSet<TypeId> = api.types.values().flat_map(base).collect();
    let types = api.models().flat_map(|(id, declaration)| {
        let home = home(declaration, &homes);
        let role = match declaration.shape {
            Shape::Form(_) => Role::Form,
            Shape::Struct(_) if bases.contains(&id) => Role::Base,
            Shape::Struct(_) | Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Union(_) => Role::Model,
        };
        of_type((role, declaration), names.ty(id)).map(move |named| Named { home: home.clone(), ..named })
    });
    let operations = api.operations.iter().flat_map(|(id, operation)| of_operation(operation, names.operation(id)));
    types.chain(operations).chain(headers(api, names)).collect()
}

fn named(role: Role, owner: &Origin, origin: &Origin, (wire, name): (String, &Ident)) -> Named {
    let item = Item { role, owner: owner.clone(), wire };
    Named { item, origin: origin.clone(), home: owner.clone(), name: name.plain().to_owned() }
}

/// Where the owner stands that names a type.
fn home(declaration: &TypeDeclaration, operations: &BTreeMap<&str, &Origin>) -> Origin {
    let root = Origin::root(declaration.origin.file);
    let component = |section, name: &str| root.child("components").child(section).child(name);
    match &declaration.context.owner {
        Owner::Component(name) => component("schemas", name),
        Owner::Response(name) => component("responses", name),
        Owner::Parameter(name) => component("parameters", name),
        Owner::RequestBody(name) => component("requestBodies", name),
        Owner::Header(name) => component("headers", name),
        Owner::Path(path) => root.child("paths").child(path),
        Owner::Operation(id) => operations.get(id.as_str()).map_or(root, |&origin| origin.clone()),
        Owner::Webhook(name) => root.child("webhooks").child(name),
    }
}

/// The type that a schema is among those that build on it: the variant that stands where the union itself does.
fn base(declaration: &TypeDeclaration) -> Vec<TypeId> {
    let Shape::Union(union) = &declaration.shape else { return Vec::new() };
    let own = union.variants.iter().filter(|variant| variant.origin == declaration.origin);
    own.flat_map(|variant| variant.ty.declared()).collect()
}

fn of_type<'a>(
    (role, declaration): (Role, &'a TypeDeclaration),
    names: &'a TypeNames,
) -> impl Iterator<Item = Named> + 'a {
    let owner = &declaration.origin;
    let members = members(declaration).into_iter().zip(&names.members);
    let members = members.map(move |((role, origin, wire), name)| named(role, owner, origin, (wire, name)));
    once(named(role, owner, owner, (wire_of(&declaration.context), &names.ident))).chain(members)
}

/// What a type has, in the order of its names.
fn members(declaration: &TypeDeclaration) -> Vec<(Role, &Origin, String)> {
    let own = |wire: String| (Role::Member, &declaration.origin, wire);
    match &declaration.shape {
        Shape::Struct(structure) => {
            let members = structure.members.iter();
            members.map(|member| (Role::Member, &member.origin, member.wire.clone())).collect()
        }
        Shape::Form(form) => form.parts.iter().map(|part| (Role::Part, &part.origin, part.wire.clone())).collect(),
        Shape::StringEnum(values) => values.iter().map(|known| own(known.value.clone())).collect(),
        Shape::IntegerEnum(values) => values.iter().map(|known| own(known.value.to_string())).collect(),
        Shape::Union(union) => {
            let role = |origin: &Origin| if *origin == declaration.origin { Role::Base } else { Role::Member };
            let variants = union.variants.iter();
            variants.map(|it| (role(&it.origin), &it.origin, wire_of(&it.context))).collect()
        }
    }
}

fn of_operation<'a>(operation: &'a Operation, names: &'a OperationNames) -> impl Iterator<Item = Named> + 'a {
    let owner = &operation.origin;
    let method = named(Role::Operation, owner, owner, (operation.id.clone(), &names.method));
    let call = named(Role::Call, owner, owner, ("call".to_owned(), &names.builder));
    let parameters = operation.parameters.iter().zip(&names.parameters).map(move |(parameter, name)| {
        let wire = format!("{} {}", parameter.location.word(), parameter.wire);
        named(Role::Parameter, owner, &parameter.origin, (wire, name))
    });
    let choices = [
        ("answer", &names.answer, answers(Some(&operation.answer.kind))),
        ("error", &names.error, answers(operation.error.as_ref())),
        ("body", &names.body, bodies(operation.body.as_ref())),
    ];
    let choices = choices.into_iter().flat_map(move |(kind, names, wires)| of_choice((owner, kind), names, wires));
    [method, call].into_iter().chain(parameters).chain(choices)
}

fn of_choice<'a>(
    (owner, kind): (&'a Origin, &'static str),
    names: &'a ChoiceNames,
    wires: Vec<String>,
) -> impl Iterator<Item = Named> + 'a {
    let is_needed = !wires.is_empty();
    let ident = is_needed.then(|| named(Role::Call, owner, owner, (kind.to_owned(), &names.ident)));
    let variants = wires.into_iter().zip(&names.variants);
    let variants =
        variants.map(move |(wire, name)| named(Role::Choice, owner, owner, (format!("{kind} {wire}"), name)));
    ident.into_iter().chain(variants)
}

/// The headers of each answer, whose constants stand where the first of them does.
fn headers<'a>(api: &'a Api, names: &'a Names) -> impl Iterator<Item = Named> + 'a {
    let answers =
        api.operations.values().flat_map(|operation| operation.statuses.iter().map(move |line| (operation, line)));
    let declared =
        answers.flat_map(|(operation, line)| line.headers.iter().map(move |header| (operation, line, header)));
    declared.filter_map(|(operation, line, header)| {
        let (constant, name) = api.headers.iter().zip(names.headers()).find(|(other, _)| other.is_same(header))?;
        let wire = format!("{} {}", line.status, header.name);
        Some(named(Role::Header, &operation.origin, &constant.origin, (wire, name)))
    })
}

/// What answers are for: the first case of each.
fn answers(kind: Option<&AnswerKind>) -> Vec<String> {
    let Some(AnswerKind::Several(choices)) = kind else { return Vec::new() };
    let first = |case: &Case| format!("{} {}", case.status, case.media_types.join(" "));
    choices.iter().map(|choice| choice.cases.first().map(first).unwrap_or_default()).collect()
}

/// What bodies are: their media types.
fn bodies(body: Option<&Body>) -> Vec<String> {
    let Some(BodyKind::Several(choices)) = body.map(|body| &body.kind) else { return Vec::new() };
    choices.iter().map(|choice| choice.media_types.join(" ")).collect()
}
