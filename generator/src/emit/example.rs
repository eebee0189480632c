//! Example calls as text: what a reader copies, and what tests compile.

mod expression;
mod untyped;

use super::Context;
use crate::ir::{AnswerKind, Body, BodyKind, OperationId, Parameter};
use crate::media_type::essence;
use expression::{Scope, Spot, body_value, value};
use untyped::sent;

/// The example of an operation as a doctest.
pub(super) fn doctest(ctx: &Context<'_>, id: OperationId) -> String {
    let module = ctx.home.outside();
    let Example { statements, names_models } = example(ctx, id);
    let imported = if names_models { format!("use {module}::models;\n\n") } else { String::new() };
    let signature = format!("# async fn example(client: {module}::Client) -> generated_client::Result<()> {{");
    format!("{signature}\n{imported}{}\n# Ok(()) }}", statements.join("\n"))
}

/// The example of an operation as a function, complete in itself.
pub(super) fn function(ctx: &Context<'_>, id: OperationId) -> String {
    let module = ctx.home.outside();
    let Example { statements, names_models } = example(ctx, id);
    let imported = if names_models { "{Client, models}" } else { "Client" };
    let method = ctx.names.operation(id).method.as_str();
    // Of a function `main`, a doctest would be the program.
    let name = if method == "main" { "example" } else { &method };
    let lines = statements.iter().flat_map(|statement| statement.lines());
    let body: Vec<String> = lines.map(|line| format!("    {line}")).collect();
    format!(
        "use generated_client::Result;\nuse {module}::{imported};\n\n\
         async fn {name}(client: &Client) -> Result<()> {{\n{}\n    Ok(())\n}}",
        body.join("\n")
    )
}

/// What an example does, and what it needs.
struct Example {
    statements: Vec<String>,
    /// Whether a statement names a type of the module `models`.
    names_models: bool,
}

fn example(ctx: &Context<'_>, id: OperationId) -> Example {
    let scope = Scope::new(ctx);
    let statements = statements(&scope, id);
    Example { statements, names_models: scope.names_models() }
}

/// The call, and what comes of it; of a list, its items.
fn statements(scope: &Scope<'_>, id: OperationId) -> Vec<String> {
    let operation = &scope.ctx.api.operations[id];
    if operation.pages.is_some() {
        let call = call(scope, id, Use { begun: "let mut items = ", ended: ".items();" });
        let read = "while let Some(item) = items.next().await {\n    println!(\"{:?}\", item?);\n}";
        return vec![call, read.to_owned()];
    }
    if operation.answer.kind == AnswerKind::Empty {
        return vec![call(scope, id, Use { begun: "", ended: ".await?;" })];
    }
    if let AnswerKind::Stream(_) = operation.answer.kind {
        let call = call(scope, id, Use { begun: "let mut values = ", ended: ".await?;" });
        let read = "while let Some(value) = values.next().await {\n    println!(\"{:?}\", value?);\n}";
        return vec![call, read.to_owned()];
    }
    vec![call(scope, id, Use { begun: "let answer = ", ended: ".await?;" }), "println!(\"{answer:?}\");".to_owned()]
}

/// What stands around a call.
struct Use {
    begun: &'static str,
    ended: &'static str,
}

/// The call in one line, or in a line for each method where that is too long.
fn call(scope: &Scope<'_>, id: OperationId, Use { begun, ended }: Use) -> String {
    let (names, body) = (scope.ctx.names.operation(id), scope.ctx.api.operations[id].body.as_ref());
    let shown = |body: &Body| body_value(scope, &body.kind, &names.body, body.example.as_ref());
    let mut call = vec![format!(".{}({})", names.method.as_str(), arguments(scope, id).join(", "))];
    call.extend(body.filter(|body| !body.required).map(|body| format!(".body({})", shown(body))));
    call.extend(body.and_then(chosen_type).map(|media_type| format!(".with_content_type({media_type:?})")));
    let one_line = format!("{begun}client{}{ended}", call.concat());
    if one_line.len() <= 96 { one_line } else { format!("{begun}client\n    {}\n    {ended}", call.join("\n    ")) }
}

/// The arguments that an operation asks for, in order.
fn arguments(scope: &Scope<'_>, id: OperationId) -> Vec<String> {
    let operation = &scope.ctx.api.operations[id];
    let given = operation.parameters.iter().filter(|parameter| parameter.is_argument());
    let given = given.map(|Parameter { ty, wire, example, .. }| {
        value(scope, ty, sent(ty, example.as_ref(), wire).as_ref(), Spot::argument(wire))
    });
    let names = scope.ctx.names.operation(id);
    let body = operation.body.iter().filter(|body| body.required);
    given.chain(body.map(|body| body_value(scope, &body.kind, &names.body, body.example.as_ref()))).collect()
}

/// The media type that the caller has to choose, where the document has a range, or parts whose boundary is the
/// caller's.
fn chosen_type(body: &Body) -> Option<String> {
    let [only] = &body.media_types[..] else { return None };
    let essence = essence(only);
    match (essence.split_once('/')?, &body.kind) {
        (("image", "*"), BodyKind::Bytes) => Some("image/png".to_owned()),
        (("audio", "*"), BodyKind::Bytes) => Some("audio/mpeg".to_owned()),
        (("video", "*"), BodyKind::Bytes) => Some("video/mp4".to_owned()),
        (("multipart", _), BodyKind::Bytes) => Some(format!("{essence}; boundary=parts")),
        _ => None,
    }
}
