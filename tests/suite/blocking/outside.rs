//! Waiting on threads that no runtime knows of.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;

use generated_client::auth::{Auth, AuthRequest, Credentials};
use generated_client::testing::{Answer, Fake};
use generated_client::transport::BoxFuture;
use generated_client::zoom_phone_users::Client;
use generated_client::{ErrorKind, Result, Session, blocking};
use tokio::runtime::Runtime;

use super::{assert_answered, fake, wait};
use crate::faults::answer;
use crate::faults::server::{FaultServer, Step};
use crate::faults::service::session;

/// A server in a runtime of its own.
struct Serving {
    /// The server runs as long as it is there.
    _runtime: Runtime,
    server: FaultServer,
}

impl Serving {
    fn start() -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let server = runtime.block_on(async {
            FaultServer::start([vec![Step::Send(answer(200, &[("content-type", "application/json")], b"{}"))]])
        });
        Self { _runtime: runtime, server }
    }

    /// Most of them: a connection that is free a moment too late is not waited for.
    fn assert_connections_are_used_again(&self, requests: usize) {
        let seen = self.server.seen();
        assert_eq!(seen.requests.len(), requests);
        assert!(seen.connections * 4 <= requests, "{} connections", seen.connections);
    }

    fn client(&self, session: &Session) -> Client {
        Client::new(session.clone()).with_base_url(self.server.url()).expect("a URL")
    }
}

#[test]
fn a_thread_can_wait_for_one_call_after_the_other() {
    let serving = Serving::start();
    let session = session().build().expect("a session");
    for _ in 0..50 {
        let user = blocking::wait(serving.client(&session).phone_user("u").send()).expect("a success");
        assert_eq!(user.status().as_u16(), 200);
    }
    serving.assert_connections_are_used_again(50);
}

#[test]
fn many_threads_can_wait_at_once() {
    const THREADS: usize = 16;
    let serving = Serving::start();
    let session = session().build().expect("a session");
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for _ in 0..20 {
                    blocking::wait(serving.client(&session).phone_user("u")).expect("a success");
                }
            });
        }
    });
    serving.assert_connections_are_used_again(THREADS * 20);
}

#[test]
fn a_connection_of_one_thread_is_used_by_the_next() {
    let serving = Serving::start();
    let session = session().build().expect("a session");
    for _ in 0..20 {
        let client = serving.client(&session);
        thread::spawn(move || blocking::wait(client.phone_user("u"))).join().expect("no panic").expect("a success");
    }
    serving.assert_connections_are_used_again(20);
}

#[test]
fn a_list_can_be_read_by_waiting_for_each_item() {
    let fake = Fake::new().on("listPhoneUsers", Answer::json(r#"{"users": [{}, {}], "next_page_token": "2"}"#));
    fake.on("listPhoneUsers", Answer::json(r#"{"users": [{}]}"#));
    let mut users = Client::new(fake.session()).list_phone_users().items();
    let mut count = 0;
    while blocking::wait(async { users.next().await.transpose() }).expect("a user").is_some() {
        count += 1;
    }
    assert_eq!(count, 3);
    fake.assert_called("listPhoneUsers", 2);
}

#[test]
fn an_error_is_that_of_the_call() {
    let fake = Fake::new().on("phoneUser", Answer::status(404));
    assert!(wait(&fake).expect_err("a refusal").is_not_found());
}

#[test]
fn a_panic_is_the_callers_and_the_next_call_is_made() {
    let panic = catch_unwind(AssertUnwindSafe(|| blocking::wait::<()>(async { panic!("in the call") })));
    let panic = panic.expect_err("it comes through");
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"in the call"));
    let fake = fake().on_call("phoneUser", |_| panic!("in the answer"));
    assert_answered(wait(&fake));
    catch_unwind(AssertUnwindSafe(|| wait(&fake))).expect_err("it comes through");
    assert_answered(wait(&super::fake()));
}

#[test]
fn a_value_of_the_thread_can_be_used_while_it_waits() {
    let (sender, receiver) = mpsc::channel();
    // Neither can leave this thread.
    let local = std::rc::Rc::new(7);
    blocking::wait(async {
        tokio::task::yield_now().await;
        sender.send(*local).map_err(|error| generated_client::Error::auth(error.to_string()))
    })
    .expect("the receiver is there");
    assert_eq!(receiver.recv(), Ok(7));
}

/// Waits for a token where credentials are asked for, as a library without async would.
struct Waiting(Fake);

impl Auth for Waiting {
    fn credentials<'a>(&'a self, _request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>> {
        Box::pin(async { wait(&self.0).and_then(|token| Credentials::bearer(&token.unwrap_or_default().into())) })
    }
}

#[test]
fn a_call_that_is_waited_for_may_wait_itself() {
    let (tokens, fake) = (fake(), fake());
    let session = fake.builder().auth(Waiting(tokens)).build().expect("a session");
    blocking::wait(Client::new(session).phone_user("u")).expect("an answer");
    assert_eq!(fake.calls()[0].header("authorization"), Some("Bearer ada"));
}

#[test]
fn a_runtime_that_is_entered_but_does_not_run_is_as_good_as_its_kind() {
    let fake = fake();
    let several = Runtime::new().expect("a runtime");
    let entered = several.enter();
    assert_answered(wait(&fake));
    drop(entered);
    let one = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let _entered = one.enter();
    assert_eq!(wait(&fake).expect_err("nothing runs it").kind(), ErrorKind::Build);
    fake.assert_called("phoneUser", 1);
}
