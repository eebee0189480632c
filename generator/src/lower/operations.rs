//! Operations: what each is called with, and what comes back.

use super::groups::Groups;
use super::{Lowering, answers, bodies, parameters};
use crate::arena::Arena;
use crate::diagnostic::catalogue;
use crate::ir::{
    Answer, AnswerKind, Batch, Body, Context, GroupId, Operation, OperationId, OwnEnums, Server, StatusLine,
};
use crate::resolve;

/// Lowers every operation, in document order.
pub(super) fn lower(lowering: &mut Lowering<'_>, groups: &Groups) -> Arena<OperationId, Operation> {
    let document = lowering.document;
    let mut operations = Arena::new();
    for operation in &document.operations {
        operations.push(self::operation(lowering, operation, groups.of_operation(operation)));
    }
    operations
}

fn operation(lowering: &mut Lowering<'_>, operation: &resolve::Operation, group: GroupId) -> Operation {
    let context = Context::operation(operation.id.clone());
    let of_path = Context::path(operation.path.clone());
    let is_own = |given: &resolve::Parameter| given.origin.pointer.starts_with(&operation.origin.pointer);
    let context_of = |given| if is_own(given) { &context } else { &of_path };
    let given = operation.parameters.iter();
    let parameters = given.map(|given| parameters::lower(lowering, given, context_of(given))).collect();
    let Spoken { body, statuses, answer, error } = spoken(lowering, operation);
    let resolve::OperationExtensions { rate_limit, permissions, idempotent, batch, pagination: _, rust_name } =
        &operation.extensions;
    let batch = batch.as_ref().and_then(|batch| self::batch(lowering, operation, batch, &answer));
    Operation {
        origin: operation.origin.clone(),
        id: operation.id.clone(),
        method: operation.method,
        path: operation.path.clone(),
        group,
        summary: operation.summary.clone(),
        description: operation.description.clone(),
        deprecated: operation.deprecated,
        parameters,
        body,
        stream: answers::stream(&answer, &statuses),
        answer,
        error,
        without_error_body: answers::without_error_body(&operation.responses, &statuses),
        statuses,
        security: security(lowering, operation),
        server: server(lowering, &operation.servers),
        rate_limit: rate_limit.clone(),
        permissions: permissions.clone(),
        idempotent: *idempotent,
        // The way to them leads through types that are not complete yet: see `pages`.
        pages: None,
        batch,
        wish: rust_name.clone(),
    }
}

/// What goes over the wire beside parameters.
pub(super) struct Spoken {
    pub(super) body: Option<Body>,
    pub(super) statuses: Vec<StatusLine>,
    pub(super) answer: Answer,
    pub(super) error: Option<AnswerKind>,
}

impl Spoken {
    /// The enums that an operation has of its own for that.
    pub(super) fn enums(&self) -> OwnEnums {
        OwnEnums::of(&self.answer.kind, self.error.as_ref(), self.body.as_ref())
    }
}

/// The bodies of an operation, there and back.
pub(super) fn spoken(lowering: &mut Lowering<'_>, operation: &resolve::Operation) -> Spoken {
    let context = Context::operation(operation.id.clone());
    let body = operation.body.as_ref().map(|given| bodies::lower(lowering, given, &context));
    let lines = operation.responses.iter();
    let lines = lines.map(|response| answers::status_line(lowering, response, (operation, &context)));
    let statuses: Vec<StatusLine> = lines.collect();
    let answer = answers::answer(&statuses);
    let error = answers::error(&statuses);
    Spoken { body, statuses, answer, error }
}

/// How many of the requirements that are left out are kept without their scopes.
const MOST_BARE: usize = 4;

/// The schemes of each requirement that a call can meet: a certificate is there or not, whatever is sent.
fn security(lowering: &mut Lowering<'_>, operation: &resolve::Operation) -> Vec<Vec<(String, Vec<String>)>> {
    let schemes = &lowering.document.security_schemes;
    let is_sent = |(name, _): &&(String, Vec<String>)| schemes.get(name).is_none_or(|scheme| !scheme.is_below_calls());
    let met =
        |requirement: &resolve::SecurityRequirement| requirement.schemes.iter().filter(is_sent).cloned().collect();
    let scopes = |met: &Vec<(String, Vec<String>)>| met.iter().map(|(_, scopes)| 1 + scopes.len()).sum();
    let listed = |requirement| lowering.listed.make(|| met(requirement), scopes);
    let kept: Vec<_> = operation.security.iter().map_while(|requirement| listed(requirement).ok()).collect();
    if kept.len() == operation.security.len() {
        return kept;
    }
    let reason = "the operations of the document list too many; a call asks for none of those left out";
    lowering.diagnostics.push(catalogue::lower::degraded(&operation.origin.child("security"), "security", reason));
    // None at all would be a call without credentials, and another way in may be the only one that a caller has.
    let bare = |left_out| met(left_out).into_iter().map(|(name, _)| (name, Vec::new())).collect();
    let left_out = operation.security.iter().skip(kept.len()).take(MOST_BARE).map(bare).collect::<Vec<_>>();
    kept.into_iter().chain(left_out).collect()
}

/// The server that the operation is sent to, in place of those of the document.
fn server(lowering: &mut Lowering<'_>, servers: &[resolve::Server]) -> Option<Server> {
    let (first, others) = servers.split_first()?;
    for other in others {
        let reason = "the operation is sent to the first of its servers; name this one with `with_server_url`";
        lowering.diagnostics.push(catalogue::lower::degraded(&other.origin, "servers", reason));
    }
    let mut server = super::server(first);
    let place = first.origin.child("description");
    let said = |text| lowering.repeated.text(text, &place, lowering.diagnostics);
    server.description = server.description.map(said);
    Some(server)
}

/// What a call for several values is made of: values as a path parameter has them, each with a result of its own.
fn batch(
    lowering: &mut Lowering<'_>,
    operation: &resolve::Operation,
    batch: &resolve::Batch,
    answer: &Answer,
) -> Option<Batch> {
    let resolve::Batch { parameter, max, separator } = batch;
    let reason = match &answer.kind {
        _ if separator != "," => "values of a path parameter are joined by commas; other separators have no form",
        AnswerKind::Value(_) => return Some(Batch { parameter: parameter.clone(), max: *max }),
        AnswerKind::Empty | AnswerKind::Bytes | AnswerKind::Text | AnswerKind::Stream(_) | AnswerKind::Several(_) => {
            "results of a batch are read as JSON, of one type"
        }
    };
    lowering.diagnostics.push(catalogue::lower::degraded(&operation.origin.child("x-batch"), "x-batch", reason));
    None
}
