//! Expressions for values: from the document's examples where it has them.

use std::cell::Cell;

use serde_json::{Map, Value};

use super::super::Context;
use super::untyped::json;
use crate::ir::{
    BodyChoice, BodyKind, Known, Member, PartKind, Presence, Shape, Struct, Test, Type, TypeId, Union, Variant,
};
use crate::name::{ChoiceNames, TypeNames};

/// What the expressions of one example are written with, and what they need in turn.
pub(super) struct Scope<'a> {
    pub(super) ctx: &'a Context<'a>,
    /// Whether an expression names a type of the module `models`.
    names_models: Cell<bool>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(ctx: &'a Context<'a>) -> Self {
        Self { ctx, names_models: Cell::new(false) }
    }

    pub(super) fn names_models(&self) -> bool {
        self.names_models.get()
    }

    /// The path of a type of the service.
    fn model(&self, names: &TypeNames) -> String {
        self.names_models.set(true);
        format!("models::{}", names.ident.as_str())
    }
}

/// Where an expression stands.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    /// The name of what it is the value of.
    wire: &'a str,
    taken: Taken,
    depth: usize,
}

impl<'a> Spot<'a> {
    pub(super) fn argument(wire: &'a str) -> Self {
        Self { wire, taken: Taken::Argument, depth: 0 }
    }

    fn within(self, taken: Taken) -> Self {
        Self { taken, depth: self.depth + 1, ..self }
    }
}

/// How an expression is taken where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// As an argument: converted, lists and maps by what gives their elements.
    Argument,
    /// Converted as a whole.
    Into,
    /// As it is: it has to be of the very type.
    Exactly,
}

impl Taken {
    /// How the elements are taken where lists are taken by them; none where a list has to be one.
    fn of_elements(self) -> Option<Self> {
        match self {
            Self::Argument => Some(Self::Into),
            Self::Into | Self::Exactly => None,
        }
    }
}

/// How deep examples follow types that hold each other.
const DEPTH: usize = 6;

pub(super) fn body_value(scope: &Scope<'_>, kind: &BodyKind, names: &ChoiceNames, example: Option<&Value>) -> String {
    match kind {
        BodyKind::Several(choices) => chosen(scope, choices, names, example),
        BodyKind::Value(ty) => value(scope, ty, example, Spot::argument("body")),
        BodyKind::Form(id) => form(scope, *id),
        BodyKind::OpenForm => {
            "generated_client::Form::from([(\"image\", generated_client::Part::path(\"image.png\"))])".to_owned()
        }
        BodyKind::Bytes => "vec![0x89, b'P', b'N', b'G']".to_owned(),
        BodyKind::Text => "\"text\"".to_owned(),
    }
}

/// The first of several bodies: by itself, where its type tells which it is.
fn chosen(scope: &Scope<'_>, choices: &[BodyChoice], names: &ChoiceNames, example: Option<&Value>) -> String {
    let (Some(choice), Some(variant)) = (choices.first(), names.variants.first()) else { return String::new() };
    let expression = match &choice.kind {
        BodyKind::Value(ty) => {
            let spot = Spot { wire: "body", taken: Taken::Exactly, depth: 0 };
            value(scope, ty, example, spot)
        }
        BodyKind::Text => text("text", Taken::Exactly),
        BodyKind::Bytes => "vec![0x89, b'P', b'N', b'G'].into()".to_owned(),
        kind @ (BodyKind::Form(_) | BodyKind::OpenForm | BodyKind::Several(_)) => {
            body_value(scope, kind, names, example)
        }
    };
    if matches!(choice.kind, BodyKind::Value(Type::Declared(_)) | BodyKind::Form(_) | BodyKind::OpenForm) {
        return expression;
    }
    let (module, name, variant) = (scope.ctx.home.outside(), names.ident.as_str(), variant.as_str());
    format!("{module}::operations::{name}::{variant}({expression})")
}

fn form(scope: &Scope<'_>, id: TypeId) -> String {
    let model = scope.model(scope.ctx.names.ty(id));
    let Shape::Form(form) = &scope.ctx.api.types[id].shape else { return format!("{model}::new()") };
    let arguments: Vec<String> = form
        .parts
        .iter()
        .filter(|part| part.required)
        .map(|part| match &part.kind {
            PartKind::File => "generated_client::Part::path(\"image.png\")".to_owned(),
            PartKind::Files => "[generated_client::Part::path(\"image.png\")]".to_owned(),
            PartKind::Value(ty) => value(scope, ty, part.example.as_ref(), Spot::argument(&part.wire)),
        })
        .collect();
    format!("{model}::new({})", arguments.join(", "))
}

/// An expression for a value: from the document's example where it has one.
pub(super) fn value(scope: &Scope<'_>, ty: &Type, example: Option<&Value>, spot: Spot<'_>) -> String {
    let Spot { wire, taken, depth } = spot;
    match ty {
        Type::Text => text(example.and_then(Value::as_str).unwrap_or(wire), taken),
        Type::Integer => number(example.and_then(Value::as_i64).unwrap_or(1), "_i64", taken),
        Type::Unsigned => number(example.and_then(Value::as_u64).unwrap_or(1), "_u64", taken),
        Type::Number => format!("{:?}", example.and_then(Value::as_f64).unwrap_or(1.0)),
        Type::ExactNumber => exact_number(example, taken),
        Type::Boolean => example.and_then(Value::as_bool).unwrap_or(true).to_string(),
        Type::DateTime => converted(example.and_then(Value::as_str).unwrap_or("2026-01-31T09:00:00Z"), taken),
        Type::Date => converted(example.and_then(Value::as_str).unwrap_or("2026-01-31"), taken),
        Type::Base64 => converted(example.and_then(Value::as_str).unwrap_or("aGVsbG8="), taken),
        Type::TextOrInteger | Type::TextOrNumber => text_or_number(example, wire, taken),
        Type::Json => json(example),
        Type::List(item) => {
            let first = example.and_then(|example| example.get(0));
            match taken.of_elements() {
                Some(taken) => format!("[{}]", value(scope, item, first, spot.within(taken))),
                None => format!("vec![{}]", value(scope, item, first, spot.within(Taken::Exactly))),
            }
        }
        Type::Tuple(elements) | Type::OpenTuple(elements, _) => {
            let element = |(at, ty): (usize, &Type)| {
                let shown = example.and_then(|example| example.get(at));
                value(scope, ty, shown, spot.within(Taken::Exactly))
            };
            let elements: Vec<String> = elements.iter().enumerate().map(element).collect();
            let tuple = format!("({},)", elements.join(", "));
            let is_converted = matches!(ty, Type::OpenTuple(..)) && taken == Taken::Exactly;
            if is_converted { format!("{tuple}.into()") } else { tuple }
        }
        Type::Map(of) => map(scope, of, example, spot),
        Type::Nullable(_) if example.is_none_or(Value::is_null) => "generated_client::Nullable::Null".to_owned(),
        Type::Nullable(of) => {
            format!("generated_client::Nullable::Value({})", value(scope, of, example, spot.within(Taken::Exactly)))
        }
        Type::Boxed(id) if taken == Taken::Exactly => format!("Box::new({})", declared(scope, *id, example, depth)),
        Type::Declared(id) | Type::Boxed(id) => declared(scope, *id, example, depth),
    }
}

/// A map with its first entry; within other values, an empty one where the document shows none.
fn map(scope: &Scope<'_>, of: &Type, example: Option<&Value>, spot: Spot<'_>) -> String {
    let shown = example.and_then(Value::as_object).and_then(|members| members.iter().next());
    let key = shown.map_or("key", |(key, _)| key);
    let value = |taken| value(scope, of, shown.map(|(_, shown)| shown), spot.within(taken));
    match spot.taken {
        Taken::Argument => format!("[({key:?}, {})]", value(Taken::Into)),
        Taken::Into | Taken::Exactly if shown.is_none() => "generated_client::Map::new()".to_owned(),
        Taken::Into | Taken::Exactly => {
            format!("generated_client::Map::from([({key:?}.to_owned(), {})])", value(Taken::Exactly))
        }
    }
}

fn text(text: &str, taken: Taken) -> String {
    let literal = format!("{text:?}");
    if taken == Taken::Exactly { format!("{literal}.to_owned()") } else { literal }
}

fn converted(text: &str, taken: Taken) -> String {
    let literal = format!("{text:?}");
    if taken == Taken::Exactly { format!("{literal}.into()") } else { literal }
}

/// A whole number. Where it is converted, it is of the type of small ones unless it says another.
fn number<N: ToString + TryInto<i32> + Copy>(number: N, suffix: &str, taken: Taken) -> String {
    let is_plain = taken != Taken::Into || (suffix == "_i64" && number.try_into().is_ok());
    if is_plain { number.to_string() } else { [&number.to_string(), suffix].concat() }
}

/// A number that is made of a whole one or of a float.
fn exact_number(example: Option<&Value>, taken: Taken) -> String {
    let whole = || number(example.and_then(Value::as_i64).unwrap_or(1), "_i64", Taken::Into);
    let float = example.filter(|value| value.is_f64()).and_then(Value::as_f64);
    let literal = float.map_or_else(whole, |float| format!("{float:?}"));
    if taken == Taken::Exactly { format!("{literal}.into()") } else { literal }
}

/// A value that is made of text or of a number, by the type that tells which.
fn text_or_number(example: Option<&Value>, wire: &str, taken: Taken) -> String {
    match example.and_then(Value::as_i64) {
        Some(whole) if taken == Taken::Exactly => format!("{whole}_i64.into()"),
        Some(whole) => format!("{whole}_i64"),
        None => converted(example.and_then(Value::as_str).unwrap_or(wire), taken),
    }
}

fn declared(scope: &Scope<'_>, id: TypeId, example: Option<&Value>, depth: usize) -> String {
    let names = scope.ctx.names.ty(id);
    let declaration = &scope.ctx.api.types[id];
    let example = example.or(declaration.example.as_ref());
    match &declaration.shape {
        // What holds itself is shown from its text, or the example would not end.
        Shape::Struct(structure) if depth >= DEPTH && structure.members.iter().any(Member::is_argument) => {
            format!("generated_client::json::from_str::<{}>(\"{{}}\")?", scope.model(names))
        }
        Shape::Struct(structure) => constructed(scope, structure, names, example, depth),
        Shape::StringEnum(values) => {
            let shown = shown(values, |value: &String| example.and_then(Value::as_str) == Some(value));
            format!("{}::{}", scope.model(names), names.members[shown].as_str())
        }
        Shape::IntegerEnum(values) => {
            let shown = shown(values, |value| example.and_then(Value::as_i64) == Some(*value));
            format!("{}::{}", scope.model(names), names.members[shown].as_str())
        }
        Shape::Union(union) => variant(scope, union, names, example, depth),
        Shape::Form(_) => form(scope, id),
    }
}

/// The place of the value of an example, or of the first that is not deprecated.
fn shown<T>(values: &[Known<T>], is_given: impl Fn(&T) -> bool) -> usize {
    let given = values.iter().position(|known| is_given(&known.value));
    given.or_else(|| values.iter().position(|known| !known.deprecated)).unwrap_or(0)
}

fn is_plain(ty: &Type) -> bool {
    matches!(ty, Type::Text | Type::Integer | Type::Boolean)
}

/// `new` with what is required, setters of what the example has otherwise than `new`, and one to show how the rest is
/// given.
fn constructed<'e>(
    scope: &Scope<'_>,
    structure: &'e Struct,
    names: &TypeNames,
    example: Option<&'e Value>,
    depth: usize,
) -> String {
    let of_whole = |member: &Member| example.and_then(|example| example.get(&member.wire));
    let shown = |member: &'e Member| of_whole(member).or(member.example.as_ref());
    let arguments: Vec<String> = structure
        .members
        .iter()
        .filter(|member| member.is_argument())
        .map(|member| {
            let shown = shown(member);
            let of = |taken| value(scope, &member.ty, shown, Spot { wire: &member.wire, taken, depth: depth + 1 });
            let is_null = shown.is_none_or(Value::is_null);
            match member.presence {
                Presence::RequiredNullable if is_null => "None".to_owned(),
                Presence::RequiredNullable => format!("Some({})", of(Taken::Exactly)),
                Presence::OptionalNullable if is_null => "generated_client::Nullable::Null".to_owned(),
                Presence::OptionalNullable => format!("generated_client::Nullable::Value({})", of(Taken::Exactly)),
                Presence::Required | Presence::Optional => of(Taken::Argument),
            }
        })
        .collect();
    let mut expression = format!("{}::new({})", scope.model(names), arguments.join(", "));
    let is_set = |member: &Member| is_plain(&member.ty) && member.presence != Presence::RequiredNullable;
    for (member, setter) in structure.members.iter().zip(&names.setters).filter(|(member, _)| is_set(member)) {
        let given = of_whole(member).filter(|given| member.filled.as_ref().is_some_and(|filled| filled != *given));
        let spot = Spot { wire: &member.wire, taken: Taken::Into, depth: depth + 1 };
        if let (Some(given), false) = (given, member.deprecated) {
            expression.push_str(&format!(".{}({})", setter.as_str(), value(scope, &member.ty, Some(given), spot)));
        }
    }
    let settable = structure.members.iter().enumerate().find(|(_, member)| {
        let sent = member.access != crate::ir::Access::ReadOnly && !member.deprecated;
        is_plain(&member.ty) && sent && member.presence == Presence::Optional && shown(member).is_some()
    });
    if let Some((at, member)) = settable.filter(|_| depth == 0) {
        let given = value(
            scope,
            &member.ty,
            shown(member),
            Spot { wire: &member.wire, taken: Taken::Argument, depth: depth + 1 },
        );
        expression.push_str(&format!(".{}({given})", names.setters[at].as_str()));
    }
    expression
}

/// The first variant, or one that ends where types hold each other.
fn variant(scope: &Scope<'_>, union: &Union, names: &TypeNames, example: Option<&Value>, depth: usize) -> String {
    let model = scope.model(names);
    let tag_of = |members: &Map<String, Value>| members.get(union.tag.as_ref()?)?.as_str().map(str::to_owned);
    let fits = |test: &Test| match (test, example) {
        (Test::Object { needed, .. }, Some(Value::Object(members))) => {
            needed.iter().all(|(name, _)| members.contains_key(name))
        }
        (Test::Object { .. }, Some(_)) => false,
        (Test::Tag(values), Some(Value::Object(members))) => tag_of(members).is_none_or(|tag| values.contains(&tag)),
        _ => true,
    };
    let chosen = union.variants.iter().position(|variant| fits(&variant.test)).unwrap_or(0);
    if depth >= DEPTH {
        return format!("{model}::UnrecognizedValue(generated_client::Json::null())");
    }
    let Variant { ty, test, .. } = &union.variants[chosen];
    let tagged = tagged(scope, (union, test), ty, example);
    let spot = Spot { wire: "value", taken: Taken::Exactly, depth: depth + 1 };
    let payload = value(scope, ty, tagged.as_ref().or(example), spot);
    format!("{model}::{}({payload})", names.members[chosen].as_str())
}

/// The example of a variant that is told by its tag, with the tag: of several, the first.
fn tagged(scope: &Scope<'_>, (union, test): (&Union, &Test), ty: &Type, example: Option<&Value>) -> Option<Value> {
    let (Some(tag), Test::Tag(values)) = (&union.tag, test) else { return None };
    let own = ty.declared().first().and_then(|id| scope.ctx.api.types[*id].example.as_ref());
    let mut members = example.or(own).and_then(Value::as_object).cloned().unwrap_or_default();
    members.entry(tag.clone()).or_insert_with(|| values.first().cloned().into());
    Some(Value::Object(members))
}
