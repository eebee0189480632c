//! What a session does between a call and the wire, against a fake transport under a paused clock.

mod backoff;
mod budget;
mod deadlines;
mod dropping;
mod headers;
mod limits;
mod penalties;
mod replay;
mod retries;
mod turns;
mod watching;

use std::time::{Duration, SystemTime};

use generated_client::{
    Response, Result, Session, SessionBuilder, auth, odin_user_services, ringcentral_presence,
    ringcentral_user_settings, zoom_phone_users,
};
use tokio::task::JoinHandle;

use crate::fake::{Fake, Outcome, Sent};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

/// What timers round up by.
const TICK: Duration = Duration::from_millis(2);

/// A session over the fake, with a token that stays the same.
fn session(fake: &Fake) -> SessionBuilder {
    Session::builder().auth(auth::Bearer::new("token")).transport(fake.clone())
}

/// The same, built, with an hour for each call.
fn patient(fake: &Fake) -> Session {
    session(fake).timeout(MINUTE * 60).build().expect("a session")
}

fn zoom(session: &Session) -> zoom_phone_users::Client {
    zoom_phone_users::Client::new(session.clone())
}

fn odin(session: &Session) -> odin_user_services::Client {
    odin_user_services::Client::new(session.clone())
}

fn settings(session: &Session) -> ringcentral_user_settings::Client {
    ringcentral_user_settings::Client::new(session.clone())
}

fn presence(session: &Session) -> ringcentral_presence::Client {
    ringcentral_presence::Client::new(session.clone())
}

/// A call of any operation, of which only the way matters.
type Call = std::pin::Pin<Box<dyn Future<Output = Result<Response<()>>> + Send>>;

/// How such a call is made.
type Start = fn(&Session) -> Call;

/// What comes of each request.
type Ending = fn() -> Outcome;

fn call<T: 'static>(sending: impl Future<Output = Result<Response<T>>> + Send + 'static) -> Call {
    Box::pin(async { sending.await.map(|response| response.map(drop)) })
}

/// Starts `count` calls, which come to their first await in this order.
async fn start(count: usize, call: impl Fn(usize) -> Call) -> Vec<JoinHandle<Result<Response<()>>>> {
    let calls = (0..count).map(|number| tokio::spawn(call(number))).collect();
    tokio::task::yield_now().await;
    calls
}

/// Starts calls, and waits until all have succeeded.
async fn succeed(count: usize, call: impl Fn(usize) -> Call) {
    for call in start(count, call).await {
        call.await.expect("no panic").expect("the call succeeds");
    }
}

/// The most requests in any span of time of this length.
fn most_within(span: Duration, sent: &[Sent]) -> usize {
    let from = |first: usize| sent[first..].iter().take_while(|other| other.at - sent[first].at < span).count();
    (0..sent.len()).map(from).max().unwrap_or_default()
}

/// The waits between the requests.
fn gaps(sent: &[Sent]) -> Vec<Duration> {
    sent.windows(2).map(|pair| pair[1].at - pair[0].at).collect()
}

/// The point in time so many seconds from now, as RFC 9110 writes it.
fn http_date(seconds: i64) -> String {
    let (now, distance) = (SystemTime::now(), Duration::from_secs(seconds.unsigned_abs()));
    httpdate::fmt_http_date(if seconds < 0 { now - distance } else { now + distance })
}

/// The same by ISO 8601, as Zoom writes it, made of `Thu, 01 Jan 2026 00:01:30 GMT`.
fn iso_date(seconds: i64) -> String {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let date = http_date(seconds);
    let month = MONTHS.find(&date[8..11]).expect("it is a month") / 3 + 1;
    format!("{}-{month:02}-{}T{}Z", &date[12..16], &date[5..7], &date[17..25])
}
