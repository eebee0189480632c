//! The calls of every operation, shared by `wire` (what arrives at a server) and `contract` (what Prism says of it).
//!
//! Each operation is called with all that it takes and with only what it requires. Beside each call stand the values
//! that it gives, by their names on the wire; what follows from them is worked out from the document, not from here.

mod odin_user_services;
mod ringcentral_presence;
mod ringcentral_user_bodies;
mod ringcentral_user_settings;
mod ringcentral_users;
mod zoom_phone_bodies;
mod zoom_phone_settings;
mod zoom_phone_users;

use std::pin::Pin;

use generated_client::{Error, Result, Session};
use serde::Serialize;
use serde_json::Value;

/// A future that the calls of all services fit in.
pub(crate) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A service with its calls.
pub(crate) struct Service {
    /// The name of its document in spec/, without `.yaml`.
    pub(crate) document: &'static str,
    /// Its operations, in the order of the document.
    pub(crate) operations: Vec<Operation>,
}

/// An operation with its calls.
pub(crate) struct Operation {
    /// Its id in the document.
    pub(crate) id: &'static str,
    /// One call with everything, one with only the required, and sometimes more.
    pub(crate) calls: Vec<Call>,
    /// The body of an error as its type has it, written as JSON.
    pub(crate) error_body: fn(&Error) -> Option<Value>,
}

/// A call, and what it gives by the names of the document.
pub(crate) struct Call {
    /// How much of what the operation takes it gives.
    pub(crate) extent: Extent,
    /// Parameters, each with its value as JSON.
    pub(crate) parameters: Vec<(&'static str, Value)>,
    /// The body.
    pub(crate) body: Body,
    send: Box<Start>,
}

/// Starts a call with a session, at the server of the document or at a base URL.
type Start = dyn Fn(&Session, Option<&str>) -> Result<BoxFuture<Result<Answer>>>;

/// How much of what an operation takes a call gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Every parameter and the body.
    All,
    /// What must be given, and no more.
    Required,
}

/// The body that a call gives.
#[derive(Clone, Debug)]
pub(crate) enum Body {
    /// None.
    Absent,
    /// A value as JSON.
    Json(Value),
    /// Pairs as an URL-encoded form.
    Pairs(Vec<(&'static str, &'static str)>),
    /// Files as a form of parts.
    Files(Vec<File>),
}

/// A part of a form that is a file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct File {
    pub(crate) part: &'static str,
    pub(crate) name: &'static str,
    pub(crate) content_type: &'static str,
    pub(crate) content: &'static [u8],
}

/// What a call gave back.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Answer {
    /// A value, written again; null for an answer without a body.
    Value(Value),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// A client of a service, made for a session and a server.
pub(crate) trait Connect: Sized + 'static {
    /// The client at the server of the document, or at the base URL.
    fn connect(session: Session, base_url: Option<&str>) -> Result<Self>;
}

macro_rules! connect {
    ($($module:ident),*) => {$(
        impl Connect for generated_client::$module::Client {
            fn connect(session: Session, base_url: Option<&str>) -> Result<Self> {
                let client = Self::new(session);
                match base_url {
                    Some(url) => client.with_base_url(url),
                    None => Ok(client),
                }
            }
        }
    )*};
}
connect!(odin_user_services, ringcentral_presence, ringcentral_user_settings, zoom_phone_users);

/// All services.
pub(crate) fn services() -> Vec<Service> {
    let service = |document, operations| Service { document, operations };
    vec![
        service("ringcentral-user-settings", ringcentral_user_settings::operations()),
        service("ringcentral-presence", ringcentral_presence::operations()),
        service("odin-user-services", odin_user_services::operations()),
        service("zoom-phone-users", zoom_phone_users::operations()),
    ]
}

impl Call {
    /// Sends the call with the session, to the server of the document or to the base URL.
    pub(crate) async fn send(&self, session: &Session, base_url: Option<&str>) -> Result<Answer> {
        (self.send)(session, base_url)?.await
    }

    /// Gives a parameter.
    fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.parameters.push((name, value.into()));
        self
    }

    /// Gives a body.
    fn body(self, body: Body) -> Self {
        Self { body, ..self }
    }

    /// Gives a JSON body.
    fn json(self, value: Value) -> Self {
        self.body(Body::Json(value))
    }

    fn new<C, O, T>(extent: Extent, answer: fn(T) -> Answer, start: impl Fn(&C) -> O + 'static) -> Self
    where
        C: Connect,
        O: IntoFuture<Output = Result<T>, IntoFuture: Send + 'static>,
        T: 'static,
    {
        let send = move |session: &Session, base_url: Option<&str>| {
            let operation = start(&C::connect(session.clone(), base_url)?).into_future();
            Ok(Box::pin(async move { operation.await.map(answer) }) as BoxFuture<_>)
        };
        Self { extent, parameters: Vec::new(), body: Body::Absent, send: Box::new(send) }
    }
}

/// An operation with its calls; where its errors have several types, with what writes them as JSON.
macro_rules! operation {
    ($id:literal, $operation:ident, $($call:expr),+ $(,)?) => {
        operation!($id, $operation by |body| crate::calls::written(&body), $($call),+)
    };
    ($id:literal, $operation:ident by $written:expr, $($call:expr),+ $(,)?) => {
        crate::calls::Operation {
            id: $id,
            calls: vec![$($call),+],
            error_body: |error| $operation::error_body(error).map($written),
        }
    };
}
use operation;

/// A call with everything.
fn all<C, O, T>(start: impl Fn(&C) -> O + 'static) -> Call
where
    C: Connect,
    O: IntoFuture<Output = Result<T>, IntoFuture: Send + 'static>,
    T: Serialize + 'static,
{
    Call::new(Extent::All, |value: T| Answer::Value(written(&value)), start)
}

/// A call with only the required.
fn required<C, O, T>(start: impl Fn(&C) -> O + 'static) -> Call
where
    C: Connect,
    O: IntoFuture<Output = Result<T>, IntoFuture: Send + 'static>,
    T: Serialize + 'static,
{
    Call::new(Extent::Required, |value: T| Answer::Value(written(&value)), start)
}

/// A call that gives bytes.
fn bytes<C, O, T>(extent: Extent, start: impl Fn(&C) -> O + 'static) -> Call
where
    C: Connect,
    O: IntoFuture<Output = Result<T>, IntoFuture: Send + 'static>,
    T: AsRef<[u8]> + 'static,
{
    Call::new(extent, |value: T| Answer::Bytes(value.as_ref().to_vec()), start)
}

/// A value as JSON, through serde as any caller would.
fn written(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("invariant: models are JSON")
}
