//! Servers and credentials.

use generated_client::Session;

use crate::recorder::Recorder;

#[tokio::test]
async fn servers() {
    use generated_client::servers::{Client, Server};
    let recorder = Recorder::new(200, "");
    let client = Client::new(recorder.session());
    assert_eq!(Server::Regional.url(), "https://{region}.example.com:{port}/v1");
    client.read_image().await.unwrap();
    assert_eq!(recorder.request().uri().to_string(), "https://media.example.com/v1/image");
    client.read_other().await.unwrap();
    assert_eq!(recorder.request().uri().to_string(), "https://eu.media.example.com/other");
    client.clone().with_server(Server::SandboxExampleCom).ping().await.unwrap();
    assert_eq!(recorder.request().uri().to_string(), "https://sandbox.example.com/ping");
    client.ping().await.unwrap();
    assert_eq!(recorder.request().uri().to_string(), "https://eu.example.com:8443/v1/ping");
    let near = client.clone().with_server_variable("region", "us").with_server_variable("port", "443");
    near.ping().await.unwrap();
    assert_eq!(recorder.request().uri().to_string(), "https://us.example.com/v1/ping");
    let error = client.clone().with_server_variable("region", "mars").ping().await.unwrap_err();
    assert!(error.to_string().contains("it is one of eu, us"), "{error}");
    let relative = client.with_server(Server::Relative);
    assert!(relative.ping().await.unwrap_err().to_string().contains("with_document_url"));
    relative.with_document_url("https://docs.example.com/api/openapi.json").unwrap().ping().await.unwrap();
    assert_eq!(recorder.request().uri().to_string(), "https://docs.example.com/relative/ping");
}

#[tokio::test]
async fn every_kind_of_scheme_has_a_provider() {
    use generated_client::auth::{ApiKey, Basic, Bearer, ByScheme, HttpScheme};
    use generated_client::security::Client;
    let recorder = Recorder::new(204, "");
    let of = |auth: ByScheme| Client::new(Session::builder().transport(recorder.clone()).auth(auth).build().unwrap());
    let header = |name: &str| recorder.seen.lock().unwrap()[0].headers()[name].to_str().unwrap().to_owned();
    of(ByScheme::new().with("oauth", Bearer::new("t"))).of_the_document().await.unwrap();
    assert_eq!(header("authorization"), "Bearer t");
    recorder.request();
    of(ByScheme::new().with("basic", Basic::new("u", "p"))).either_of().await.unwrap();
    assert_eq!(header("authorization"), "Basic dTpw");
    recorder.request();
    of(ByScheme::new().with("key", ApiKey::new("k")).with("bearer", Bearer::new("t"))).both_of().await.unwrap();
    assert_eq!((header("x-key"), header("authorization")), ("k".to_owned(), "Bearer t".to_owned()));
    recorder.request();
    of(ByScheme::new().with("query", ApiKey::new("k"))).the_rest().await.unwrap();
    assert_eq!(recorder.target(), "/v1/rest?key=k");
    of(ByScheme::new().with("digest", HttpScheme::new("Digest", "x=\"y\""))).the_rest().await.unwrap();
    assert_eq!(header("authorization"), "Digest x=\"y\"");
    recorder.request();
    of(ByScheme::new().with("oidc", Bearer::new("t"))).the_rest().await.unwrap();
    assert_eq!(header("authorization"), "Bearer t");
    recorder.request();
    of(ByScheme::new().with("cookie", ApiKey::new("c"))).maybe().await.unwrap();
    assert_eq!(header("cookie"), "session=c");
    recorder.request();
    of(ByScheme::new()).maybe().await.unwrap();
    assert!(!recorder.request().headers().contains_key("cookie"));
}

#[tokio::test]
async fn names_in_the_way_are_called_otherwise() {
    use generated_client::names_in_the_way::{Client, headers, models::NewModel};
    let recorder = Recorder::new(204, "");
    Client::new(recorder.session()).r#fn(NewModel::new(1)).await.unwrap();
    assert_eq!(recorder.json(), serde_json::json!({"id": 1}));
    assert_eq!(headers::TILDE_CARET.name(), "~^");
}

#[tokio::test]
async fn parts_that_are_shared_have_types_of_their_own() {
    use generated_client::inline_homes::{Client, models::ChangeBody, models::PlansByKindKind};
    let recorder = Recorder::new(204, "");
    let client = Client::new(recorder.session());
    client.put_plan(PlansByKindKind::Free).body(ChangeBody::new().to("paid")).await.unwrap();
    assert_eq!(recorder.target(), "/plans/free");
}
