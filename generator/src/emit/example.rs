//! Example calls as text: what a reader copies, and what tests compile.

mod untyped;

use serde_json::Value;

use super::Context;
use crate::ir::{
    AnswerKind, Body, BodyChoice, BodyKind, Known, Member, OperationId, Parameter, PartKind, Presence, Shape, Struct,
    Test, Type, TypeId, Union,
};
use crate::name::{ChoiceNames, TypeNames};
use untyped::{json, sent};

/// Where an expression stands.
#[derive(Clone, Copy)]
struct Spot<'a> {
    /// The name of what it is the value of.
    wire: &'a str,
    taken: Taken,
    depth: usize,
}

impl<'a> Spot<'a> {
    fn argument(wire: &'a str) -> Self {
        Self { wire, taken: Taken::Argument, depth: 0 }
    }

    fn within(self, taken: Taken) -> Self {
        Self { taken, depth: self.depth + 1, ..self }
    }
}

/// How an expression is taken where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
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

/// The arguments that an operation asks for, in order.
fn arguments(ctx: &Context<'_>, id: OperationId) -> Vec<String> {
    let operation = &ctx.api.operations[id];
    let given = operation.parameters.iter().filter(|parameter| parameter.is_argument());
    let given = given.map(|Parameter { ty, wire, example, .. }| {
        value(ctx, ty, sent(ty, example.as_ref(), wire).as_ref(), Spot::argument(wire))
    });
    let names = ctx.names.operation(id);
    let body = operation.body.iter().filter(|body| body.required);
    given.chain(body.map(|body| body_value(ctx, &body.kind, &names.body, body.example.as_ref()))).collect()
}

/// The example of an operation as a doctest.
pub(super) fn doctest(ctx: &Context<'_>, id: OperationId) -> String {
    let module = ctx.home.outside();
    let lines = statements(ctx, id);
    let imported = if lines.iter().any(|line| line.contains("models::")) {
        format!("use {module}::models;\n\n")
    } else {
        String::new()
    };
    let signature = format!("# async fn example(client: {module}::Client) -> generated_client::Result<()> {{");
    format!("{signature}\n{imported}{}\n# Ok(()) }}", lines.join("\n"))
}

/// The example of an operation as a function, complete in itself.
pub(super) fn function(ctx: &Context<'_>, id: OperationId) -> String {
    let module = ctx.home.outside();
    let lines = statements(ctx, id);
    let names_models = lines.iter().any(|line| line.contains("models::"));
    let imported = if names_models { "{Client, models}" } else { "Client" };
    let method = ctx.names.operation(id).method.as_str();
    // Of a function `main`, a doctest would be the program.
    let name = if method == "main" { "example" } else { &method };
    let body: Vec<String> = lines.iter().flat_map(|line| line.lines()).map(|line| format!("    {line}")).collect();
    format!(
        "use generated_client::Result;\nuse {module}::{imported};\n\n\
         async fn {name}(client: &Client) -> Result<()> {{\n{}\n    Ok(())\n}}",
        body.join("\n")
    )
}

/// The call, and what comes of it; of a list, its items.
fn statements(ctx: &Context<'_>, id: OperationId) -> Vec<String> {
    let operation = &ctx.api.operations[id];
    if operation.pages.is_some() {
        let call = call(ctx, id, Use { begun: "let mut items = ", ended: ".items();" });
        let read = "while let Some(item) = items.next().await {\n    println!(\"{:?}\", item?);\n}";
        return vec![call, read.to_owned()];
    }
    if operation.answer.kind == AnswerKind::Empty {
        return vec![call(ctx, id, Use { begun: "", ended: ".await?;" })];
    }
    if let AnswerKind::Stream(_) = operation.answer.kind {
        let call = call(ctx, id, Use { begun: "let mut values = ", ended: ".await?;" });
        let read = "while let Some(value) = values.next().await {\n    println!(\"{:?}\", value?);\n}";
        return vec![call, read.to_owned()];
    }
    vec![call(ctx, id, Use { begun: "let answer = ", ended: ".await?;" }), "println!(\"{answer:?}\");".to_owned()]
}

/// What stands around a call.
struct Use {
    begun: &'static str,
    ended: &'static str,
}

/// The call in one line, or in three where that is too long.
fn call(ctx: &Context<'_>, id: OperationId, Use { begun, ended }: Use) -> String {
    let names = ctx.names.operation(id);
    let chosen = ctx.api.operations[id].body.as_ref().filter(|body| body.required).and_then(chosen_type);
    let chosen = chosen.map(|media_type| format!(".with_content_type({media_type:?})")).unwrap_or_default();
    let call = format!(".{}({}){chosen}", names.method.as_str(), arguments(ctx, id).join(", "));
    let one_line = format!("{begun}client{call}{ended}");
    if one_line.len() <= 96 { one_line } else { format!("{begun}client\n    {call}\n    {ended}") }
}

/// The media type that the caller has to choose, where the document has a range, or parts whose boundary is the
/// caller's.
fn chosen_type(body: &Body) -> Option<String> {
    let [only] = &body.media_types[..] else { return None };
    let essence = only.split(';').next().unwrap_or_default().trim();
    match (essence.split_once('/')?, &body.kind) {
        (("image", "*"), BodyKind::Bytes) => Some("image/png".to_owned()),
        (("audio", "*"), BodyKind::Bytes) => Some("audio/mpeg".to_owned()),
        (("video", "*"), BodyKind::Bytes) => Some("video/mp4".to_owned()),
        (("multipart", _), BodyKind::Bytes) => Some(format!("{essence}; boundary=parts")),
        _ => None,
    }
}

fn body_value(ctx: &Context<'_>, kind: &BodyKind, names: &ChoiceNames, example: Option<&Value>) -> String {
    match kind {
        BodyKind::Several(choices) => chosen(ctx, choices, names, example),
        BodyKind::Value(ty) => value(ctx, ty, example, Spot::argument("body")),
        BodyKind::Form(id) => form(ctx, *id),
        BodyKind::OpenForm => {
            "generated_client::Form::from([(\"image\", generated_client::Part::path(\"image.png\"))])".to_owned()
        }
        BodyKind::Bytes => "vec![0x89, b'P', b'N', b'G']".to_owned(),
        BodyKind::Text => "\"text\"".to_owned(),
    }
}

/// The first of several bodies: by itself, where its type tells which it is.
fn chosen(ctx: &Context<'_>, choices: &[BodyChoice], names: &ChoiceNames, example: Option<&Value>) -> String {
    let (Some(choice), Some(variant)) = (choices.first(), names.variants.first()) else { return String::new() };
    let expression = match &choice.kind {
        BodyKind::Value(ty) => {
            let spot = Spot { wire: "body", taken: Taken::Exactly, depth: 0 };
            value(ctx, ty, example, spot)
        }
        BodyKind::Text => text("text", Taken::Exactly),
        BodyKind::Bytes => "vec![0x89, b'P', b'N', b'G'].into()".to_owned(),
        kind @ (BodyKind::Form(_) | BodyKind::OpenForm | BodyKind::Several(_)) => body_value(ctx, kind, names, example),
    };
    if matches!(choice.kind, BodyKind::Value(Type::Declared(_)) | BodyKind::Form(_) | BodyKind::OpenForm) {
        return expression;
    }
    let (module, name, variant) = (ctx.home.outside(), names.ident.as_str(), variant.as_str());
    format!("{module}::operations::{name}::{variant}({expression})")
}

fn form(ctx: &Context<'_>, id: TypeId) -> String {
    let name = ctx.names.ty(id).ident.as_str();
    let Shape::Form(form) = &ctx.api.types[id].shape else { return format!("models::{name}::new()") };
    let arguments: Vec<String> = form
        .parts
        .iter()
        .filter(|part| part.required)
        .map(|part| match &part.kind {
            PartKind::File => "generated_client::Part::path(\"image.png\")".to_owned(),
            PartKind::Files => "[generated_client::Part::path(\"image.png\")]".to_owned(),
            PartKind::Value(ty) => value(ctx, ty, None, Spot::argument(&part.wire)),
        })
        .collect();
    format!("models::{name}::new({})", arguments.join(", "))
}

/// An expression for a value: from the document's example where it has one.
fn value(ctx: &Context<'_>, ty: &Type, example: Option<&Value>, spot: Spot<'_>) -> String {
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
                Some(taken) => format!("[{}]", value(ctx, item, first, spot.within(taken))),
                None => format!("vec![{}]", value(ctx, item, first, spot.within(Taken::Exactly))),
            }
        }
        Type::Tuple(elements) | Type::OpenTuple(elements, _) => {
            let element = |(at, ty): (usize, &Type)| {
                let shown = example.and_then(|example| example.get(at));
                value(ctx, ty, shown, spot.within(Taken::Exactly))
            };
            let elements: Vec<String> = elements.iter().enumerate().map(element).collect();
            let tuple = format!("({},)", elements.join(", "));
            let is_converted = matches!(ty, Type::OpenTuple(..)) && taken == Taken::Exactly;
            if is_converted { format!("{tuple}.into()") } else { tuple }
        }
        Type::Map(of) => map(ctx, of, example, spot),
        Type::Nullable(_) if example.is_none_or(Value::is_null) => "generated_client::Nullable::Null".to_owned(),
        Type::Nullable(of) => {
            format!("generated_client::Nullable::Value({})", value(ctx, of, example, spot.within(Taken::Exactly)))
        }
        Type::Boxed(id) if taken == Taken::Exactly => format!("Box::new({})", declared(ctx, *id, example, depth)),
        Type::Declared(id) | Type::Boxed(id) => declared(ctx, *id, example, depth),
    }
}

/// A map with its first entry; within other values, an empty one where the document shows none.
fn map(ctx: &Context<'_>, of: &Type, example: Option<&Value>, spot: Spot<'_>) -> String {
    let shown = example.and_then(Value::as_object).and_then(|members| members.iter().next());
    let key = shown.map_or("key", |(key, _)| key);
    let value = |taken| value(ctx, of, shown.map(|(_, shown)| shown), spot.within(taken));
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

fn declared(ctx: &Context<'_>, id: TypeId, example: Option<&Value>, depth: usize) -> String {
    let names = ctx.names.ty(id);
    let declaration = &ctx.api.types[id];
    let example = example.or(declaration.example.as_ref());
    match &declaration.shape {
        // What holds itself is shown from its text, or the example would not end.
        Shape::Struct(structure) if depth >= DEPTH && structure.members.iter().any(Member::is_argument) => {
            format!("generated_client::json::from_str::<models::{}>(\"{{}}\")?", names.ident.as_str())
        }
        Shape::Struct(structure) => constructed(ctx, structure, names, example, depth),
        Shape::StringEnum(values) => {
            let shown = shown(values, |value: &String| example.and_then(Value::as_str) == Some(value));
            format!("models::{}::{}", names.ident.as_str(), names.members[shown].as_str())
        }
        Shape::IntegerEnum(values) => {
            let shown = shown(values, |value| example.and_then(Value::as_i64) == Some(*value));
            format!("models::{}::{}", names.ident.as_str(), names.members[shown].as_str())
        }
        Shape::Union(union) => variant(ctx, union, names, example, depth),
        Shape::Form(_) => form(ctx, id),
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
fn constructed(
    ctx: &Context<'_>,
    structure: &Struct,
    names: &TypeNames,
    example: Option<&Value>,
    depth: usize,
) -> String {
    let shown = |wire: &str| example.and_then(|example| example.get(wire));
    let arguments: Vec<String> = structure
        .members
        .iter()
        .filter(|member| member.is_argument())
        .map(|member| {
            let shown = shown(&member.wire);
            let of = |taken| value(ctx, &member.ty, shown, Spot { wire: &member.wire, taken, depth: depth + 1 });
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
    let mut expression = format!("models::{}::new({})", names.ident.as_str(), arguments.join(", "));
    let is_set = |member: &Member| is_plain(&member.ty) && member.presence != Presence::RequiredNullable;
    for (member, setter) in structure.members.iter().zip(&names.setters).filter(|(member, _)| is_set(member)) {
        let given = shown(&member.wire).filter(|given| member.filled.as_ref().is_some_and(|filled| filled != *given));
        let spot = Spot { wire: &member.wire, taken: Taken::Into, depth: depth + 1 };
        if let (Some(given), false) = (given, member.deprecated) {
            expression.push_str(&format!(".{}({})", setter.as_str(), value(ctx, &member.ty, Some(given), spot)));
        }
    }
    let settable = structure.members.iter().enumerate().find(|(_, member)| {
        let sent = member.access != crate::ir::Access::ReadOnly && !member.deprecated;
        is_plain(&member.ty) && sent && member.presence == Presence::Optional && shown(&member.wire).is_some()
    });
    if let Some((at, member)) = settable.filter(|_| depth == 0) {
        let given = value(
            ctx,
            &member.ty,
            shown(&member.wire),
            Spot { wire: &member.wire, taken: Taken::Argument, depth: depth + 1 },
        );
        expression.push_str(&format!(".{}({given})", names.setters[at].as_str()));
    }
    expression
}

/// The first variant, or one that ends where types hold each other.
fn variant(ctx: &Context<'_>, union: &Union, names: &TypeNames, example: Option<&Value>, depth: usize) -> String {
    let name = names.ident.as_str();
    let fits = |test: &Test| match (test, example) {
        (Test::Object { needed, .. }, Some(Value::Object(members))) => {
            needed.iter().all(|(name, _)| members.contains_key(name))
        }
        (Test::Object { .. }, Some(_)) => false,
        _ => true,
    };
    let chosen = union.variants.iter().position(|variant| fits(&variant.test)).unwrap_or(0);
    if depth >= DEPTH {
        return format!("models::{name}::UnrecognizedValue(generated_client::Json::null())");
    }
    let payload = value(
        ctx,
        &union.variants[chosen].ty,
        example,
        Spot { wire: "value", taken: Taken::Exactly, depth: depth + 1 },
    );
    format!("models::{name}::{}({payload})", names.members[chosen].as_str())
}
