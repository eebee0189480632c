//! The same with faults: a tenth of all requests fails, each in its own way.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use generated_client::zoom_phone_users::Client;
use generated_client::{ErrorKind, RateLimiting, Result, RetryBudget, RetryPolicy, Session, auth};
use tests::server::{Reply, Request, Server};
use tokio::task::JoinSet;

const CALLS: usize = 10_000;
const AT_ONCE: usize = 256;

/// What a tenth of the requests comes to.
fn fault(number: usize) -> Reply {
    const NONE: &str = "";
    match number % 7 {
        0 => Reply::Answer(503, "retry-after: 0\r\n", "busy".to_owned()),
        1 => Reply::Answer(500, NONE, "{\"code\": 1}".to_owned()),
        2 => Reply::Answer(429, "retry-after: 0\r\n", String::new()),
        3 => Reply::Answer(200, "content-type: application/json\r\n", "{\"id\": ".to_owned()),
        4 => Reply::Reset,
        5 => Reply::Cut,
        _ => Reply::Stall,
    }
}

/// How often the server has done what each request was for, although the caller may not have heard of it.
type Acts = Arc<Mutex<BTreeMap<String, usize>>>;

/// A server of users whose every tenth request fails. What ends in a status did nothing.
fn failing(acts: &Acts) -> Server {
    let acts = Arc::clone(acts);
    let answer = move |request: &Request<'_>| {
        let is_fault = request.index % 10 == 9;
        let reply = if is_fault { fault(request.index / 10) } else { right(request.line) };
        if !matches!(reply, Reply::Answer(400.., ..)) {
            *acts.lock().expect("no panic under the lock").entry(request.line.to_owned()).or_default() += 1;
        }
        reply
    };
    Server::start(answer).expect("a server")
}

fn right(line: &str) -> Reply {
    match line.strip_prefix("GET /phone/users/") {
        Some(id) => Reply::Answer(200, "content-type: application/json\r\n", format!("{{\"id\": \"{id}\"}}")),
        None => Reply::Answer(204, "", String::new()),
    }
}

/// How one call ended: well, or by the kind of its error.
type Ending = std::result::Result<(), ErrorKind>;

/// Makes the calls, many at once; each must end in its own answer, or in an error that says why.
async fn endings<F>(server: &Server, call: impl Fn(Client, usize) -> F + Clone + Send + 'static) -> Vec<Ending>
where
    F: Future<Output = Result<()>> + Send,
{
    let policy = RetryPolicy::new().with_backoff(Duration::from_millis(1), Duration::from_millis(5));
    let session = Session::builder().auth(auth::Bearer::new("token")).retry_policy(policy.with_attempts(4));
    let session = session.rate_limiting(RateLimiting::Off).retry_budget(RetryBudget::new(500, 20));
    let session = session.attempt_timeout(Duration::from_millis(2_000)).build().expect("a session");
    let client = Client::new(session).with_base_url(&server.url).expect("a URL");
    let next = Arc::new(AtomicUsize::new(0));
    let mut workers = JoinSet::new();
    for _ in 0..AT_ONCE {
        let (client, next, call) = (client.clone(), Arc::clone(&next), call.clone());
        workers.spawn(async move {
            let mut ended = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= CALLS {
                    return ended;
                }
                ended.push(call(client.clone(), number).await.map_err(|error| {
                    let line = error.to_string();
                    assert!(line.len() > 20 && !line.contains('\n'), "{line}");
                    assert!(error.attempts() >= 1 && error.may_have_reached_server(), "{line}");
                    error.kind()
                }));
            }
        });
    }
    workers.join_all().await.into_iter().flatten().collect()
}

fn count(endings: &[Ending], kind: ErrorKind) -> usize {
    endings.iter().filter(|ending| **ending == Err(kind)).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reading_calls_get_their_own_answer_or_an_error_that_says_why() {
    let server = failing(&Acts::default());
    let endings = endings(&server, |client, number| async move {
        let user = client.phone_user(format!("u{number}")).await?;
        assert_eq!(user.id, Some(format!("u{number}")), "the answer of another call");
        Ok(())
    });
    let endings = endings.await;
    assert_eq!(endings.len(), CALLS, "none is lost");
    // Of seven faults one cannot be mended by another try: the answer came, and is no JSON.
    let undecoded = count(&endings, ErrorKind::Decode);
    assert!(undecoded > 0 && undecoded < CALLS / 50, "{undecoded}");
    let failed = endings.iter().filter(|ending| ending.is_err()).count();
    assert!(failed - undecoded < CALLS / 100, "{failed} of which {undecoded} do not decode");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changing_calls_are_acted_on_once_at_most() {
    let acts = Acts::default();
    let server = failing(&acts);
    let endings = endings(&server, |client, number| async move {
        client.update_user_profile(format!("u{number}")).with_body_member("extension_number", number.to_string()).await
    });
    let endings = endings.await;
    assert_eq!(endings.len(), CALLS, "none is lost");
    let acts = acts.lock().expect("no panic under the lock");
    assert!(acts.values().all(|times| *times == 1), "a change that was made twice");
    let well = endings.iter().filter(|ending| ending.is_ok()).count();
    assert!(acts.len() >= well && well > CALLS * 9 / 10, "{well} calls ended well, {} were acted on", acts.len());
    for kind in [ErrorKind::Api, ErrorKind::Transport, ErrorKind::Timeout] {
        assert!(count(&endings, kind) > 0, "{kind:?}");
    }
}
