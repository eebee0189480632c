//! What requests look like on the wire, and how answers come back.

use super::sample::{Client, Counts, GetUser, Made, Server, User};
use super::server::{NO_CONTENT, Playback, USER};
use crate::codegen::{Operation, Service, ServiceDescription};
use crate::{Method, Nullable, Session};

#[tokio::test]
async fn request_line_headers_and_answer() -> crate::Result<()> {
    let server = Playback::of([USER]).await;
    let answer = server.client()?.get_user("a@b/c,d e+~-").tags(["x,y", "z&"]).ids([1, 2]).crumb(5.0).x_trace("t: 1");
    let answer = answer.filter(Counts::new(4).by_name([("a b", 1)])).with_query("q", "1&2").with_header("X-Own", "yes");
    let answer = answer.send().await?;
    assert_eq!((answer.status().as_u16(), answer.header("x-request-id")), (200, Some("7")));
    assert_eq!((answer.body().id.as_str(), answer.body().extra.get("x")), ("7", Some(1.into())));

    let request = server.request().await;
    assert_eq!(
        request.line,
        "GET /accounts/~/users/a%40b%2Fc%2Cd%20e%2B~-?tags=x%2Cy&tags=z%26&ids=1%7C2&filter%5Btotal%5D=4\
         &filter%5Ba%20b%5D=1&page=1&q=1%262 HTTP/1.1"
    );
    assert_eq!(request.header("authorization"), Some("Bearer secret-token"));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("user-agent"), Some("generated-client/0.1.0"));
    assert_eq!(request.header("accept-encoding"), Some("gzip"));
    assert_eq!(request.header("x-trace"), Some("t: 1"));
    assert_eq!(request.header("x-own"), Some("yes"));
    assert_eq!(request.header("cookie"), Some("crumb=5"));
    assert_eq!((request.header("content-type"), request.header("content-length")), (None, None));
    Ok(())
}

#[tokio::test]
async fn a_request_has_one_header_of_cookies() -> crate::Result<()> {
    let server = Playback::of([USER, USER, USER]).await;
    let client = server.client()?;
    client.get_user("a").cookie("z=1").crumb(5.0).await?;
    client.get_user("a").crumb(5.0).cookie("z=1; y=\u{e9}").await?;
    client.get_user("a").crumb(5.0).cookie("").await?;
    let requests = server.requests().await;
    let cookies: Vec<_> = requests.iter().map(|request| request.header("cookie")).collect();
    assert_eq!(cookies, [Some("z=1; crumb=5"), Some("z=1; y=\u{e9}; crumb=5"), Some("crumb=5")]);
    Ok(())
}

#[tokio::test]
async fn a_value_may_be_empty_within_its_segment() -> crate::Result<()> {
    static KEYS: Operation = Operation::get("keys", "/Users('{id}')/{part}");
    static SERVICE: ServiceDescription = ServiceDescription::new("keys");
    let server = Playback::of([USER]).await;
    let service = Service::new(server.client()?.session().clone(), &SERVICE).with_base_url(&server.url)?;
    let call = |id: &str, part: &str| {
        let mut call = service.call(&KEYS);
        call.set_text("id", id);
        call.set_text("part", part);
        call.send()
    };
    call("", "x").await?;
    let error = call("x", "").await.expect_err("a segment would be empty");
    assert!(error.to_string().ends_with("path parameter `part` is empty, which would change the path"), "{error}");
    assert_eq!(server.request().await.line, "GET /Users('')/x HTTP/1.1");
    Ok(())
}

#[tokio::test]
async fn an_operation_can_be_awaited_and_spawned() -> crate::Result<()> {
    let server = Playback::of([USER]).await;
    let call = server.client()?.get_user("%2E%2E").account_id("1");
    let user = tokio::spawn(call.into_future()).await.expect("the task does not panic")?;
    assert_eq!(user.id, "7");
    assert_eq!(server.request().await.line, "GET /accounts/1/users/%252E%252E?page=1 HTTP/1.1");
    Ok(())
}

#[tokio::test]
async fn bodies_as_json_and_url_encoded() -> crate::Result<()> {
    let server = Playback::of([NO_CONTENT, NO_CONTENT, NO_CONTENT]).await;
    let user = User::new("a", None).note(Nullable::Null).tags(["b c", "d"]).boss(Counted::boss());
    let client = server.client()?;
    client.put_user(user.clone()).await?;
    client.put_user(user.clone()).with_content_type("application/x-www-form-urlencoded").await?;
    client.put_user(user).with_header("content-type", "application/x-www-form-urlencoded").await?;

    let [json, form, by_header] = <[_; 3]>::try_from(server.requests().await).expect("three requests were made");
    assert_eq!((form.header("content-type"), &form.body), (by_header.header("content-type"), &by_header.body));
    assert_eq!(json.header("content-type"), Some("application/json"));
    assert_eq!(json.header("content-length"), Some("90"));
    assert_eq!(
        json.body,
        r#"{"id":"a","Note Text":null,"ended":null,"tags":["b c","d"],"boss":{"id":"b","ended":null}}"#
    );
    assert_eq!(form.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(form.body, "id=a&tags=b+c&tags=d&boss=%7B%22id%22%3A%22b%22%2C%22ended%22%3Anull%7D");
    Ok(())
}

/// Values that the tests share.
struct Counted;

impl Counted {
    fn boss() -> User {
        User::new("b", None)
    }
}

#[tokio::test]
async fn a_success_is_read_by_its_status() -> crate::Result<()> {
    const CREATED: &str = "HTTP/1.1 201 Created\r\ncontent-length: 11\r\nconnection: close\r\n\r\n{\"total\":1}";
    let server = Playback::of([CREATED, NO_CONTENT]).await;
    let client = server.client()?;
    assert_eq!(client.make().await?, Made::Created(Counts::new(1)));
    assert_eq!(client.make().await?, Made::Other(bytes::Bytes::new()));
    let requests = server.requests().await;
    assert!(requests.iter().all(|request| request.header("authorization").is_none()), "no security, no token");
    assert!(requests.iter().all(|request| request.header("content-length") == Some("0")));
    Ok(())
}

#[tokio::test]
async fn untyped_requests_have_credentials() -> crate::Result<()> {
    let server = Playback::of([USER]).await;
    let request = server.client()?.request(Method::Patch, "/a b?x=1").query("y", "2").json([1, 2])?;
    assert_eq!(request.send().await?.body().len(), 32);
    let request = server.request().await;
    assert_eq!(request.line, "PATCH /a%20b?x=1&y=2 HTTP/1.1");
    assert_eq!(request.header("authorization"), Some("Bearer secret-token"));
    assert_eq!((request.header("content-type"), request.body.as_str()), (Some("application/json"), "[1,2]"));
    Ok(())
}

#[tokio::test]
async fn servers_by_name_variable_and_call() -> crate::Result<()> {
    assert_eq!((Server::Production.url(), Server::Sandbox.url()), ("http://{host}/api", "http://sandbox.invalid"));
    let server = Playback::of([USER, USER]).await;
    let client = Client::new(Session::builder().build()?).with_server(Server::Sandbox);
    client.get_user("a").with_server_url(&server.url).await?;
    let host = server.url.replace("http://", "");
    client.with_server(Server::Production).with_server_variable("host", host).get_user("b").await?;
    let lines: Vec<_> = server.requests().await.into_iter().map(|request| request.line).collect();
    assert_eq!(lines, ["GET /accounts/~/users/a?page=1 HTTP/1.1", "GET /api/accounts/~/users/b?page=1 HTTP/1.1"]);
    Ok(())
}

#[test]
fn the_description_is_public() {
    let operation = GetUser::OPERATION;
    assert_eq!((operation.id(), operation.path()), ("getUser", "/accounts/{accountId}/users/{userId}"));
    assert_eq!((operation.method(), operation.is_idempotent()), (Method::Get, true));
    assert_eq!((operation.rate_limit(), operation.permissions()), (Some("LIGHT"), ["ReadAccounts"].as_slice()));
    assert_eq!(operation.security(), [[("OAuth2", ["read"].as_slice())].as_slice()]);
}
