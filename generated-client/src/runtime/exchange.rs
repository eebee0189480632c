//! Sending something as often as it takes: rate limit, credentials, attempt, and what follows from the answer.
//!
//! Every wait is a plain await of the caller's future, which holds nothing that outlives it: a call can be dropped at
//! any of them. Those that others wrap are pinned first: a future that is given away by value takes its room twice.

use std::pin::pin;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::time::{Instant, sleep, timeout_at};

use super::body::Body;
use super::channel::{Channel, Limits};
use super::error::{ApiError, Extent, MOST_ERROR_BODY, Stop};
use super::limit::{Group, Heard, Pass, RateLimiting};
use super::observe::{Attempt, AttemptSpan, Subject};
use super::operation::Redirects;
use super::retry::after::retry_after;
use super::retry::{Next, Terms};
use super::transport::{BoxFuture, Reach, TransportError, TransportRequest, TransportResponse};
use crate::{Error, Result};

/// What is sent, as a request for each attempt.
pub(crate) trait Outgoing: Send + Sync {
    /// The request of one attempt, with its credentials.
    fn request(&self) -> BoxFuture<'_, Result<TransportRequest>>;

    /// The server has refused the credentials of the last request: whether the next one may have others.
    fn renew(&self) -> BoxFuture<'_, bool>;
}

/// The way that something takes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Course<'a> {
    pub(crate) subject: Subject<'a>,
    /// The group whose rate limit counts it, when one does.
    pub(crate) group: Option<Group<'a>>,
    pub(crate) limiting: RateLimiting,
    pub(crate) terms: Terms,
    pub(crate) reading: Reading,
    pub(crate) redirects: Redirects,
}

/// How much of a success is read before the call ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// All of it.
    Whole,
    /// Its head; the body is the caller's to read.
    Head,
}

/// An answer of any status, read.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) extent: Extent,
    /// The body of a success of which only the head was read.
    pub(crate) open: Option<Body>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) attempts: u32,
    pub(crate) stop: Option<Stop>,
}

impl Received {
    /// The answer, when its status is a success.
    pub(crate) fn success(self, redirects: Redirects) -> Result<Self> {
        if redirects.count_as_success(self.status) {
            return Ok(self);
        }
        let Self { status, headers, body, extent, open: _, retry_after, attempts, stop } = self;
        let error = Error::refused(ApiError::new(status, headers, body, extent), retry_after);
        Err(error.with_attempts(attempts).with_stop(stop))
    }
}

/// Whether credentials that are refused are renewed: once a call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Renewal {
    Open,
    Done,
}

/// What is ready to be sent, with its room in the windows of its group.
struct Ready<'a> {
    request: TransportRequest,
    pass: Option<Pass<'a>>,
}

/// Something on its way.
struct Exchange<'a> {
    channel: &'a Channel,
    outgoing: &'a dyn Outgoing,
    course: &'a Course<'a>,
    attempts: u32,
    /// Whether any attempt may have come to the server, and made it act.
    reach: Reach,
    renewal: Renewal,
}

/// Sends something until there is an answer that ends it.
///
/// # Errors
///
/// There is no answer, or none in time.
pub(crate) async fn exchange(channel: &Channel, outgoing: &dyn Outgoing, course: &Course<'_>) -> Result<Received> {
    channel.purse.put();
    let mut exchange = Exchange { channel, outgoing, course, attempts: 0, reach: Reach::Never, renewal: Renewal::Open };
    loop {
        let ready = exchange.ready().await.map_err(|error| exchange.failed(error))?;
        exchange.attempts += 1;
        match exchange.attempt(ready).await {
            (_, Next::Retry(wait)) => sleep(wait).await,
            (result, Next::End(stop)) => return exchange.end(result, stop),
        }
    }
}

impl<'a> Exchange<'a> {
    /// Waits for the turn of a request, and makes it.
    async fn ready(&self) -> Result<Ready<'a>> {
        let Course { group, limiting, terms, .. } = self.course;
        let pass = match group {
            Some(group) => Some(self.channel.limiter.enter(*group, terms.deadline, *limiting).await?),
            None => None,
        };
        let request = within(terms.deadline, Reach::Never, self.outgoing.request()).await?;
        Ok(Ready { request, pass })
    }

    /// One attempt, and what follows from it.
    async fn attempt(&mut self, ready: Ready<'_>) -> (Result<Received>, Next) {
        let span = AttemptSpan::new(self.course.subject.operation, self.attempts);
        let started = Instant::now();
        let result = span.run(pin!(self.carry(ready))).await;
        let duration = started.elapsed();
        let next = self.next(&result).await;
        self.report(&span, &result, (duration, next));
        if may_have_acted(&result) {
            self.reach = Reach::Perhaps;
        }
        (result.map(|received| self.told_when(received)), next)
    }

    /// One request and its whole answer, whatever the status.
    async fn carry(&self, ready: Ready<'_>) -> Result<Received> {
        let Ready { request, pass } = ready;
        pass.into_iter().for_each(Pass::sent);
        let Channel { transport, limits, .. } = self.channel;
        let deadline = self.course.terms.deadline.min(after(Instant::now(), limits.attempt));
        let answer = pin!(async {
            let response = transport.execute(request).await?;
            read(response, limits, self.course).await
        });
        within(deadline, Reach::Perhaps, answer).await
    }

    /// Decides what follows an attempt, after the rate limit has learned from it.
    async fn next(&mut self, result: &Result<Received>) -> Next {
        let Course { group, terms, redirects, .. } = self.course;
        if let (Ok(received), Some(group)) = (result, group) {
            let Received { status, headers, retry_after, .. } = received;
            self.channel.limiter.learn(*group, &Heard { status: *status, headers, retry_after: *retry_after });
        }
        if result.as_ref().is_ok_and(|received| redirects.count_as_success(received.status)) {
            return Next::End(None);
        }
        let is_refused = result.as_ref().is_ok_and(|received| received.status == StatusCode::UNAUTHORIZED);
        if is_refused && self.renewal == Renewal::Open {
            self.renewal = Renewal::Done;
            // Whatever becomes of this call, the next one should not be given what was refused.
            let renewed = timeout_at(terms.deadline, self.outgoing.renew()).await;
            match renewed {
                Ok(true) if terms.is_replayable => return Next::Retry(Duration::ZERO),
                Ok(true) => return Next::End(Some(Stop::NotReplayable)),
                Ok(false) => {}
                Err(_) => return Next::End(Some(Stop::OutOfTime)),
            }
        }
        terms.next(result, self.attempts, self.opens_at(), &self.channel.purse)
    }

    /// When the rate limit lets the next attempt pass.
    fn opens_at(&self) -> Instant {
        match self.course.group {
            Some(group) if self.course.limiting != RateLimiting::Off => self.channel.limiter.opens_at(group),
            _ => Instant::now(),
        }
    }

    /// An answer 429 that does not say when to come back, with what the session knows of it.
    fn told_when(&self, received: Received) -> Received {
        let is_limited = received.status == StatusCode::TOO_MANY_REQUESTS;
        let known = || Some(self.opens_in()).filter(|wait| is_limited && !wait.is_zero());
        Received { retry_after: received.retry_after.or_else(known), ..received }
    }

    fn opens_in(&self) -> Duration {
        self.opens_at().saturating_duration_since(Instant::now())
    }

    /// Tells those who watch.
    fn report(&self, span: &AttemptSpan, result: &Result<Received>, (duration, next): (Duration, Next)) {
        let Subject { operation, method, origin } = self.course.subject;
        let retry_in = match next {
            Next::Retry(wait) => Some(wait.max(self.opens_in())),
            Next::End(_) => None,
        };
        let status = result.as_ref().map_or_else(Error::status, |received| Some(received.status));
        let (number, error) = (self.attempts, result.as_ref().err());
        let attempt = Attempt { operation, method, origin, number, status, error, duration, retry_in };
        span.record(&attempt);
        self.channel.observer.attempt_ended(&attempt);
    }

    fn end(&self, result: Result<Received>, stop: Option<Stop>) -> Result<Received> {
        match result {
            Ok(received) => Ok(Received { attempts: self.attempts, stop, ..received }),
            Err(error) => Err(self.failed(error).with_stop(stop)),
        }
    }

    /// The error with what became of the attempts before.
    fn failed(&self, error: Error) -> Error {
        error.with_attempts(self.attempts).with_reach(self.reach)
    }
}

/// Whether the server may have done what an attempt was for: not where it refuses credentials or limits the rate.
fn may_have_acted(result: &Result<Received>) -> bool {
    const UNTOUCHED: [StatusCode; 2] = [StatusCode::UNAUTHORIZED, StatusCode::TOO_MANY_REQUESTS];
    match result {
        Ok(received) => !UNTOUCHED.contains(&received.status),
        Err(error) => error.may_have_reached_server(),
    }
}

/// Reads an answer up to the limits. An error keeps what came of its body.
async fn read(response: TransportResponse, limits: &Limits, course: &Course<'_>) -> Result<Received> {
    let (parts, body) = response.into_parts();
    let (status, headers) = (parts.status, parts.headers);
    let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if size > limits.header_size {
        return Err(Error::decode(format!("headers of the answer are larger than {} bytes", limits.header_size)));
    }
    let (mut open, mut extent) = (None, Extent::Whole);
    let body = if !course.redirects.count_as_success(status) {
        let (body, read) = beginning(body, limits.response_size.min(MOST_ERROR_BODY)).await;
        extent = read;
        body
    } else if course.reading == Reading::Head {
        open = Some(body);
        Bytes::new()
    } else {
        match whole(body, limits.response_size).await {
            Ok(body) => body,
            Err(error) => return Err(error.with_answer(ApiError::new(status, headers, Bytes::new(), Extent::Cut))),
        }
    };
    let retry_after = retry_after(&headers, std::time::SystemTime::now());
    Ok(Received { status, headers, body, extent, open, retry_after, attempts: 0, stop: None })
}

async fn whole(body: Body, limit: usize) -> Result<Bytes> {
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Error::too_large(limit)),
        Err(error) => Err(TransportError::of_body(error).into()),
    }
}

/// What comes of a body, up to a limit.
async fn beginning(mut body: Body, limit: usize) -> (Bytes, Extent) {
    let mut read = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else { return (read.freeze(), Extent::Cut) };
        let data = frame.into_data().unwrap_or_default();
        let room = limit - read.len();
        read.extend_from_slice(&data[..data.len().min(room)]);
        if data.len() > room {
            return (read.freeze(), Extent::Cut);
        }
    }
    (read.freeze(), Extent::Whole)
}

/// A point in time that a clock can hold, however long the time until then.
pub(crate) fn after(now: Instant, time: Duration) -> Instant {
    const MOST: Duration = Duration::from_secs(10 * 366 * 86_400);
    now + time.min(MOST)
}

/// Bounds a step in time; `reach` says whether the request may have come to the server when time runs out.
pub(crate) async fn within<T>(deadline: Instant, reach: Reach, step: impl Future<Output = Result<T>>) -> Result<T> {
    let limit = deadline.saturating_duration_since(Instant::now());
    match timeout_at(deadline, step).await {
        Ok(result) => result,
        Err(_) => Err(Error::timeout(limit, reach)),
    }
}
