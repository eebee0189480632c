//! What the service sends to whoever listens: webhooks, and the callbacks of operations. Who calls the operations
//! receives the requests and sends the answers, which are judged so.

use super::super::Kind::{self, *};
use super::super::finding::Draft;
use super::super::{Rust, Wire};
use super::media::Media;
use super::operations::matched;
use super::responses::{self, success};
use super::subjects;
use super::swaps::Referred;
use super::{Comparison, Exchange, Pair, Position, Role, Sides, Topic, bodies, parameters, security, styles};
use crate::resolve::{MediaType, Operation, Parameter, RequestBody, Response, Webhook};
use crate::source::Origin;

/// Compares the callbacks of an operation.
pub(super) fn of_operation(comparison: &mut Comparison<'_>, operation: usize, base: &Operation, head: &Operation) {
    let of = |operation: &Operation| format!(" of {}", subjects::operation(operation));
    let called = Called::For(operation, Sides { base: of(base), head: of(head) });
    compare(comparison, &called, (&base.callbacks, &head.callbacks));
}

/// Compares the webhooks.
pub(super) fn webhooks(comparison: &mut Comparison<'_>) {
    let Sides { base, head } = comparison.documents;
    compare(comparison, &Called::ByItself, (&base.webhooks, &head.webhooks));
}

/// Who asks for requests, and how people speak of that.
enum Called {
    /// Nobody: they are webhooks.
    ByItself,
    /// An operation.
    For(usize, Sides<String>),
}

impl Called {
    fn exchange(&self) -> Exchange {
        match self {
            Self::ByItself => Exchange::Webhook,
            Self::For(..) => Exchange::Callback,
        }
    }

    fn subject(&self, webhook: &Webhook) -> String {
        match self {
            Self::ByItself => subjects::webhook(webhook),
            Self::For(_, of) => subjects::callback(webhook, &of.head),
        }
    }

    /// What is reached where a request differs: the operation that asks for it, or else the webhook itself.
    fn reached(&self, comparison: &mut Comparison<'_>, webhook: &Webhook) -> usize {
        match self {
            Self::ByItself => comparison.operation(subjects::webhook_name(webhook)),
            Self::For(operation, _) => *operation,
        }
    }
}

fn compare(comparison: &mut Comparison<'_>, called: &Called, (base, head): (&[Webhook], &[Webhook])) {
    let key = |webhook: &Webhook| (webhook.name.clone(), webhook.method.as_str(), webhook.path.clone());
    let (mut both, gone, new) = matched(base.iter().collect(), head.iter().collect(), key);
    let moved = matched(gone, new, |webhook| (webhook.name.clone(), webhook.method.as_str()));
    both.extend(moved.0);
    for (one, other) in both {
        let reached = called.reached(comparison, other);
        same(&mut Told { comparison, called, reached, subject: called.subject(other) }, one, other);
    }
    // Of one that is gone with all of its requests, each says the same.
    let place = |webhook: &Webhook, others: &[Webhook]| {
        let is_left = others.iter().any(|other| other.name == webhook.name);
        if is_left { webhook.origin.clone() } else { webhook.place.clone() }
    };
    for one in moved.1 {
        let subject = ("callback", called.subject(one));
        let reached = called.reached(comparison, one);
        comparison.say_of(reached, Draft::new(CallbackRemoved, subject, Some(&place(one, head)), None));
    }
    for other in moved.2 {
        let subject = ("callback", called.subject(other));
        let reached = called.reached(comparison, other);
        comparison.say_of(reached, Draft::new(CallbackAdded, subject, None, Some(&place(other, base))));
    }
}

/// Two requests that are the same one, and where their differences are noted.
struct Told<'c, 'd> {
    comparison: &'c mut Comparison<'d>,
    called: &'c Called,
    reached: usize,
    subject: String,
}

fn same(told: &mut Told<'_, '_>, base: &Webhook, head: &Webhook) {
    told.comparison.same.push(Sides { base: base.origin.clone(), head: head.origin.clone() });
    if base.path != head.path {
        let draft = told.draft(("path", PathRenamed), (Some(&base.origin), Some(&head.origin)));
        told.say(draft.wire(Wire::Risky).values((Some(base.path.clone()), Some(head.path.clone()))));
    }
    whole(told, base, head);
    received_parameters(told, &base.parameters, &head.parameters);
    match (&base.body, &head.body) {
        (None, None) => {}
        (None, Some(body)) => told.note(("body", RespBodyAdded), (None, Some(&body.origin))),
        (Some(body), None) => told.note(("body", RespBodyRemoved), (Some(&body.origin), None)),
        (Some(one), Some(other)) => {
            let place = Sides { base: base.origin.child("requestBody"), head: head.origin.child("requestBody") };
            received(told, (one, other), place);
        }
    }
    answers(told, base, head);
}

/// What is said of the request itself, of which nothing is generated.
fn whole(told: &mut Told<'_, '_>, base: &Webhook, head: &Webhook) {
    let places = (Some(&base.origin), Some(&head.origin));
    if base.deprecated != head.deprecated {
        let kind = if head.deprecated { OpDeprecated } else { OpUndeprecated };
        let draft = told.draft(("deprecated", kind), places).least(Rust::None);
        told.say(draft);
    }
    if (&base.summary, &base.description) != (&head.summary, &head.description) {
        let draft = told.draft(("docs", OpSummaryChanged), places).least(Rust::None);
        told.comparison.say_of(told.reached, draft);
    }
    if let Some((kind, wire, values)) = security::of_callback(told.comparison.documents, base, head) {
        let (one, other) = (base.origin.child("security"), head.origin.child("security"));
        let draft = told.draft(("security", kind), (Some(&one), Some(&other))).least(Rust::None);
        told.say(draft.wire(wire).values(values));
    }
}

impl Told<'_, '_> {
    fn draft(&self, (topic, kind): Topic, (base, head): (Option<&Origin>, Option<&Origin>)) -> Draft {
        Draft::new(kind, (topic, self.subject.clone()), base, head)
    }

    fn say(&mut self, draft: Draft) {
        let draft = self.called.exchange().told(draft);
        self.comparison.say_of(self.reached, draft);
    }

    fn note(&mut self, change: Topic, places: (Option<&Origin>, Option<&Origin>)) {
        let draft = self.draft(change, places);
        self.say(draft);
    }

    /// Has what is sent compared, which a request or an answer may say by a reference.
    fn content(&mut self, origins: Sides<&Origin>, (kind, place): (Kind, Sides<Origin>), pairs: Vec<Pair>) {
        let Some(Pair { position, .. }) = pairs.first() else { return };
        let (position, exchange) = (*position, self.called.exchange());
        let referred = Referred { kind, subject: self.subject.clone(), position, exchange, place };
        let pairs = pairs.into_iter().map(|pair| Pair { exchange, ..pair }).collect();
        self.comparison.refers(self.reached, origins, referred, pairs);
    }

    fn pair(&mut self, pair: Pair) {
        let pair = Pair { exchange: self.called.exchange(), ..pair };
        self.comparison.pair(self.reached, pair);
    }
}

/// The parameters of a request come as the headers of an answer do.
fn received_parameters(told: &mut Told<'_, '_>, base: &[Parameter], head: &[Parameter]) {
    let find = |all: &[Parameter], one: &Parameter| {
        all.iter().position(|other| one.location == other.location && parameters::is_same_name(one, other))
    };
    let whole = told.subject.clone();
    let said = |parameter: &Parameter| format!("{} of {whole}", subjects::parameter(parameter));
    for one in base {
        told.subject = said(one);
        let Some(other) = find(head, one).map(|index| &head[index]) else {
            let kind = if one.required { RespHeaderRemovedReq } else { RespHeaderRemovedOpt };
            told.note(("parameter", kind), (Some(&one.origin), None));
            continue;
        };
        presence(told, (one.required, &one.origin), (other.required, &other.origin));
        for (topic, kind, values) in styles::written(told.comparison, one, other) {
            let draft = told.draft((topic, kind), (Some(&one.origin), Some(&other.origin)));
            told.say(draft.values(values));
        }
        let schema = |parameter| parameters::schema(parameter).into_iter().collect();
        let place = Sides { base: parameters::place(one), head: parameters::place(other) };
        told.pair(Pair { role: Role::Header, ..Pair::of((schema(one), schema(other)), Position::Response, place) });
    }
    for other in head.iter().filter(|other| find(base, other).is_none()) {
        told.subject = said(other);
        told.note(("parameter", RespHeaderAdded), (None, Some(&other.origin)));
    }
    told.subject = whole;
}

/// Whether what is received is always there.
fn presence(told: &mut Told<'_, '_>, (was, base): (bool, &Origin), (is, head): (bool, &Origin)) {
    let kind = match (was, is) {
        (true, false) => RespHeaderBecameOptional,
        (false, true) => RespHeaderBecameRequired,
        _ => return,
    };
    told.note(("required", kind), (Some(base), Some(head)));
}

fn received(told: &mut Told<'_, '_>, (base, head): (&RequestBody, &RequestBody), place: Sides<Origin>) {
    presence(told, (base.required, &base.origin), (head.required, &head.origin));
    let media = Media::of(&base.content, &head.content);
    let places = Sides { base: &base.origin, head: &head.origin };
    for draft in responses::content(places, (&base.content, &head.content), &media, &told.subject) {
        // The service chooses how it sends it, and nobody has asked for what is new.
        told.say(match draft.kind {
            RespMediaRemoved => draft.wire(Wire::Safe),
            RespMediaAdded => draft.wire(Wire::Risky),
            _ => draft,
        });
    }
    let both = media.both.iter().copied().chain(media.replaced());
    let pairs = both.map(|(one, other)| media_pair(one, other, Position::Response)).collect();
    told.content(places, (RespSchemaSwapped, place), pairs);
}

/// The answers that the service takes.
fn answers(told: &mut Told<'_, '_>, one: &Webhook, other: &Webhook) {
    let (base, head) = (&one.responses[..], &other.responses[..]);
    let stands =
        |webhook: &Webhook, response: &Response| webhook.origin.child("responses").child(&response.status.to_string());
    let place = |was: &Response, is: &Response| Sides { base: stands(one, was), head: stands(other, is) };
    let find = |all: &[Response], one: &Response| all.iter().position(|other| other.status == one.status);
    let whole = told.subject.clone();
    let said = |response: &Response| subjects::answer_to(response, &whole);
    let replaced = replaced(base, head);
    let is_replaced =
        |one: &Response| replaced.is_some_and(|(was, is)| [was, is].iter().any(|other| std::ptr::eq(*other, one)));
    if let Some((was, is)) = replaced {
        told.subject = said(was);
        let draft = told.draft(("answer", RespSuccessRemoved), (Some(&was.origin), Some(&is.origin)));
        told.say(draft.wire(Wire::Risky).values((Some(was.status.to_string()), Some(is.status.to_string()))));
        sent(told, (was, is), place(was, is));
    }
    for one in base.iter().filter(|one| !is_replaced(one)) {
        told.subject = said(one);
        if let Some(index) = find(head, one) {
            sent(told, (one, &head[index]), place(one, &head[index]));
        } else {
            let kind = if success(one.status) == Some(false) { RespErrorRemoved } else { RespSuccessRemoved };
            let draft = told.draft(("answer", kind), (Some(&one.origin), None));
            told.say(draft.wire(Wire::Risky));
        }
    }
    let is_new = |other: &&Response| find(base, other).is_none();
    for other in head.iter().filter(|other| is_new(other) && !is_replaced(other)) {
        told.subject = said(other);
        let kind = if success(other.status) == Some(false) { RespErrorAdded } else { RespSuccessAdded };
        let draft = told.draft(("answer", kind), (None, Some(&other.origin)));
        told.say(draft.wire(Wire::Safe));
    }
    told.subject = whole;
}

/// The only answer that is no longer taken, with the only one that is taken instead.
fn replaced<'d>(base: &'d [Response], head: &'d [Response]) -> Option<(&'d Response, &'d Response)> {
    let only = |all: &'d [Response], others: &[Response]| {
        let is_other = |one: &&Response| others.iter().all(|other| other.status != one.status);
        let mut left = all.iter().filter(|one| success(one.status) != Some(false)).filter(is_other);
        left.next().filter(|_| left.next().is_none())
    };
    only(base, head).zip(only(head, base))
}

/// An answer that both take, which is judged as the body of a request.
fn sent(told: &mut Told<'_, '_>, (base, head): (&Response, &Response), place: Sides<Origin>) {
    let places = (Some(&base.origin), Some(&head.origin));
    let media = Media::of(&base.content, &head.content);
    let whole = match (&base.content[..], &head.content[..]) {
        ([], [_, ..]) => Some(BodyAddedRequired),
        ([_, ..], []) => Some(BodyRemoved),
        _ => None,
    };
    if let Some(kind) = whole {
        // An answer is taken for its status first.
        let draft = told.draft(("body", kind), places).wire(Wire::Risky);
        return told.say(draft);
    }
    for gone in &media.gone {
        let draft = told.draft(("media type", BodyMediaRemoved), (Some(&gone.origin), None));
        told.say(draft.values((Some(gone.media_type.clone()), None)));
    }
    for new in &media.new {
        let draft = told.draft(("media type", BodyMediaAdded), (None, Some(&new.origin)));
        told.say(draft.values((None, Some(new.media_type.clone()))));
    }
    let pairs = media.both.iter().map(|(one, other)| media_pair(one, other, Position::Request)).collect();
    told.content(Sides { base: &base.origin, head: &head.origin }, (ReqPropTypeChanged, place), pairs);
}

fn media_pair(base: &MediaType, head: &MediaType, position: Position) -> Pair {
    let schemas = (base.schema.into_iter().collect(), head.schema.into_iter().collect());
    Pair::of(schemas, position, bodies::places(base, head))
}

/// Whether values are what they were, and are called, written or described otherwise.
pub(super) fn is_wording(kind: Kind) -> bool {
    matches!(
        kind,
        SchemaRenamed
            | SchemaInlineToComponent
            | SchemaTitleChanged
            | BodyInlineVsRef
            | BodySchemaRefSwapped
            | ReqAllOfRefactor
            | ResAllOfFlatten
            | ReqDocChanged
            | ResDocChanged
            | ReqExampleChanged
            | ResExampleChanged
            | ReqPropReordered
            | ResPropReordered
            | ReqPropEnumReordered
            | ResEnumReordered
    )
}
