//! Several values of one path parameter in one call: [`Batch`], whose answer (207) has a result for each.
//!
//! Two encodings of that answer are known, both of RingCentral (facts/WIRE.md): `multipart/mixed`, where a first part
//! lists the statuses, and a list in JSON.

mod multipart;

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Deserialize;
use serde_json::value::RawValue;

use self::multipart::{Part, boundary, parts};
use super::call::Call;
use super::codec::Decode;
use super::response::{Answer, Response};
use super::transport::BoxFuture;
use crate::{Error, Result};

/// A call for several values of one parameter, such as the presence of several extensions.
///
/// ```no_run
/// # async fn demo(client: generated_client::ringcentral_presence::Client) -> generated_client::Result<()> {
/// for one in client.get_presence_status().batch(["101", "102"]).await? {
///     match one.result {
///         Ok(presence) => println!("{} {:?}", one.id, presence.presence_status),
///         Err(error) => println!("{} {error}", one.id),
///     }
/// }
/// # Ok(()) }
/// ```
#[derive(Clone)]
#[must_use = "a batch does nothing until it is awaited or sent"]
pub struct Batch<T> {
    call: Call,
    ids: Vec<String>,
    most: usize,
    encoding: BatchEncoding,
    output: PhantomData<fn() -> T>,
}

/// How the results of a batch are encoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum BatchEncoding {
    /// `multipart/mixed`
    #[default]
    Multipart,
    /// `application/vnd.ringcentral.multipart+json`
    Json,
}

/// What came of one value of a batch.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BatchResult<T> {
    /// The value.
    pub id: String,
    /// Its own status, or that of the whole where the answer has none for it.
    pub status: StatusCode,
    /// What the operation gives, or the error that it would have given alone.
    pub result: Result<T>,
}

impl<T: Decode + Send + 'static> Batch<T> {
    pub(crate) fn new(mut call: Call, parameter: &'static str, ids: Vec<String>, most: usize) -> Self {
        call.set(parameter, &ids);
        Self { call, ids, most, encoding: BatchEncoding::Multipart, output: PhantomData }
    }

    /// Asks for another encoding of the results; they are the same.
    pub fn with_encoding(self, encoding: BatchEncoding) -> Self {
        Self { encoding, ..self }
    }

    /// Sends the call and gives the results, in the order of the values, with the status and headers of the whole.
    ///
    /// # Errors
    ///
    /// There are no values or too many, or the call fails as a whole. What fails for one value is in its result.
    pub async fn send(mut self) -> Result<Response<Vec<BatchResult<T>>>> {
        let operation = self.call.operation_id();
        if self.ids.is_empty() || self.ids.len() > self.most {
            let message = format!("a batch takes 1 to {} values, not {}", self.most, self.ids.len());
            return Err(Error::build(message).of(operation));
        }
        // Servers leave it out, and every value behind it would have the result of the next one.
        if self.ids.iter().any(String::is_empty) {
            return Err(Error::build("a value of a batch is empty").of(operation));
        }
        self.call.headers.entry(ACCEPT).or_insert(HeaderValue::from_static(self.encoding.accept()));
        let answer = self.call.send().await?;
        match singles(&answer, &self.ids) {
            Ok(singles) => {
                let results = self.ids.into_iter().zip(singles);
                let results = results.map(|(id, single)| single.read(id, &answer)).collect();
                Ok(answer.with_body(results))
            }
            Err(error) => Err(answer.failed(error)),
        }
    }
}

impl BatchEncoding {
    /// What is asked for, and the answer for a single value, which is no batch to the server.
    const fn accept(self) -> &'static str {
        match self {
            Self::Multipart => "multipart/mixed, application/json",
            Self::Json => "application/vnd.ringcentral.multipart+json, application/json",
        }
    }
}

impl<T: Decode + Send + 'static> IntoFuture for Batch<T> {
    type Output = Result<Vec<BatchResult<T>>>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async { self.send().await.map(Response::into_body) })
    }
}

impl<T> fmt::Debug for Batch<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Batch").field("call", &self.call).field("values", &self.ids.len()).finish()
    }
}

/// One result as it came, before it is read.
struct Single {
    status: StatusCode,
    /// None when there is nothing for the value.
    part: Option<Part>,
}

/// One result for each value, in the order of the values.
fn singles(answer: &Answer, ids: &[String]) -> Result<Vec<Single>> {
    let media_type = answer.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let boundary = media_type.and_then(boundary);
    match (answer.status, boundary, ids) {
        (StatusCode::MULTI_STATUS, Some(boundary), _) => of_parts(&answer.body, &boundary, ids),
        (StatusCode::MULTI_STATUS, None, _) => of_list(&answer.body, ids),
        (status, _, [_]) => {
            let part = Part { headers: answer.headers.clone(), body: answer.body.clone() };
            Ok(vec![Single { status, part: Some(part) }])
        }
        // Whose it is nobody knows.
        _ => Err(Error::decode("a batch of several values has an answer for one")),
    }
}

/// A part that lists the statuses, and then one for each value, in their order. A list that is longer or shorter than
/// the values does not tell which is whose.
fn of_parts(body: &Bytes, boundary: &str, ids: &[String]) -> Result<Vec<Single>> {
    #[derive(Deserialize)]
    struct List {
        response: Vec<Line>,
    }

    #[derive(Deserialize)]
    struct Line {
        status: Status,
    }

    let mut parts = parts(body, boundary, ids.len() + 1).into_iter();
    let list = parts.next().and_then(|list| serde_json::from_slice::<List>(&list.body).ok());
    let lines =
        list.ok_or_else(|| Error::decode("the first part of the answer to a batch lists no statuses"))?.response;
    if lines.len() != ids.len() {
        let message = format!("the answer to a batch of {} values lists {} results", ids.len(), lines.len());
        return Err(Error::decode(message));
    }
    let single = |line: Line| Single { status: line.status.code(), part: parts.next() };
    Ok(lines.into_iter().map(single).collect())
}

/// A list with an entry for each value, each with the value's own status. Entries without a value are in the order of
/// the values.
fn of_list(body: &Bytes, ids: &[String]) -> Result<Vec<Single>> {
    #[derive(Deserialize)]
    struct Entry<'a> {
        #[serde(rename = "resourceId", borrow)]
        id: Option<&'a RawValue>,
        status: Status,
        #[serde(borrow)]
        body: Option<&'a RawValue>,
    }

    let entries: Vec<Entry<'_>> = serde_json::from_slice(body)
        .map_err(|error| Error::decode("the answer to a batch is no list of results").because(error))?;
    let single = |entry: &Entry<'_>| {
        let text = entry.body.map_or("", RawValue::get);
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
        let part = Part { headers, body: Bytes::copy_from_slice(text.as_bytes()) };
        Single { status: entry.status.code(), part: Some(part) }
    };
    let of_id = |(index, id): (usize, &String)| {
        let is_meant = |entry: &&Entry<'_>| entry.id.is_some_and(|raw| is_id(raw, id));
        let unnamed = || entries.get(index).filter(|entry| entry.id.is_none() && entries.len() == ids.len());
        let missing = || Single { status: StatusCode::MULTI_STATUS, part: None };
        entries.iter().find(is_meant).or_else(unnamed).map_or_else(missing, single)
    };
    Ok(ids.iter().enumerate().map(of_id).collect())
}

/// Whether a string, or a number, is the id.
fn is_id(raw: &RawValue, id: &str) -> bool {
    serde_json::from_str::<String>(raw.get()).map_or_else(|_| raw.get() == id, |text| text == id)
}

/// A status as a number or as text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Status {
    Number(u16),
    Text(String),
}

impl Status {
    /// What is no status counts as a failure of the server.
    fn code(&self) -> StatusCode {
        let number = match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.trim().parse().ok(),
        };
        number.and_then(|number| StatusCode::from_u16(number).ok()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl Single {
    fn read<T: Decode>(self, id: String, answer: &Answer) -> BatchResult<T> {
        let Self { status, part } = self;
        let Some(Part { headers, body }) = part else {
            let error = Error::decode("the answer to a batch has no whole result for this value");
            let result = Err(error.with_attempts(answer.attempts).of(answer.operation.clone()));
            return BatchResult { id, status, result };
        };
        let own = Answer { operation: answer.operation.clone(), status, headers, attempts: answer.attempts, body };
        BatchResult { id, status, result: own.success().and_then(Answer::read).map(Response::into_body) }
    }
}
