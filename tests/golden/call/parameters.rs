//! Where parameters go, and as what.

use crate::recorder::{Recorder, decoded, pairs};

#[tokio::test]
async fn paths_have_what_their_operators_say() {
    use generated_client::paths_with_more::Client;
    let recorder = Recorder::new(204, "");
    let client = Client::new(recorder.session());
    client.read_file("a b/c?d").await.unwrap();
    client.read_tags(["a", "b/c"]).await.unwrap();
    client.read_file("a/../b").await.unwrap_err();
    let seen = recorder.seen.lock().unwrap();
    let paths: Vec<&str> = seen.iter().map(|request| request.uri().path()).collect();
    assert_eq!(paths, ["/files/a%20b/c%3Fd", "/tags/a,b%2Fc"]);
}

#[tokio::test]
async fn placeholders_with_patterns_are_those_of_the_parameters() {
    use generated_client::placeholders_with_patterns::Client;
    let recorder = Recorder::new(204, "");
    let client = Client::new(recorder.session());
    client.read_by_name("abc").await.unwrap();
    client.read_by_id(7).await.unwrap();
    client.run("projects/a/locations/b").await.unwrap();
    client.read_odd("x").await.unwrap();
    let seen = recorder.seen.lock().unwrap();
    let paths: Vec<&str> = seen.iter().map(|request| request.uri().path()).collect();
    assert_eq!(paths, ["/r/abc", "/i/7", "/v1/projects/a/locations/b:run", "/odd/x"]);
}

#[tokio::test]
async fn what_is_required_and_empty_is_not_sent_as_nothing() {
    use generated_client::required_and_empty::{Client, models};
    let client = Client::new(Recorder::new(204, "").session());
    client.list_things(["1"], [("name", "n")], models::ListThingsState::Open, 1).await.unwrap();
    for (ids, filter) in [(vec![], vec![("name", "n")]), (vec!["1"], vec![])] {
        let error = client.list_things(ids, filter, models::ListThingsState::Open, 1).await.unwrap_err();
        assert!(error.to_string().contains("is required, and nothing is sent of it"), "{error}");
    }
}

#[tokio::test]
async fn path_parameters() {
    use generated_client::parameters_path::{Client, models::ReadThingObject};
    let recorder = Recorder::new(204, "");
    let client = Client::new(recorder.session());
    client.read_thing("a/b", 7, ["m", "n"], true, ["x", "y z"], ReadThingObject::new().x(1)).await.unwrap();
    assert_eq!(recorder.target(), "/v1/a%2Fb/things/7.json;matrix=m;matrix=n.true/x,y%20z/x=1");
    let none: [&str; 0] = [];
    let empty = client.read_thing("a/b", 7, none, true, ["x"], ReadThingObject::new().x(1)).await.unwrap_err();
    assert!(empty.to_string().ends_with("parameter `matrix` is required, and nothing is sent of it: it is empty"), "{empty}");
}

#[tokio::test]
async fn paths_with_more() {
    let recorder = Recorder::new(204, "");
    let client = generated_client::paths_with_more::Client::new(recorder.session());
    let client = client.with_base_url("https://api.example.com").unwrap();
    client.round_trip("a b", "c").await.unwrap();
    assert_eq!(recorder.target(), "/from/a%20b/to/c/by/a%20b");
    client.read_sent(7).await.unwrap();
    assert_eq!(recorder.target(), "/send/%23env/v1/7");
    client.find(7, "b", "l").await.unwrap();
    assert_eq!(recorder.target(), "/find/7?by=b&like=l");
}

#[tokio::test]
async fn query_parameters() {
    use generated_client::parameters_query::{Client, models::FindThingsFilter};
    let recorder = Recorder::new(204, "");
    let call = Client::new(recorder.session())
        .find_things("2026-01-31T09:00:00+01:00", "c&d")
        .ids(["1", "2"])
        .joined([1, 2])
        .spaced(["a", "b"])
        .piped(["a", "b"])
        .filter(FindThingsFilter::new().color("red").max_size(3))
        .path("/a/b?c")
        .page_size(30)
        .code(5)
        .list(["l"]);
    call.await.unwrap();
    let target = recorder.target();
    assert!(target.contains("path=/a/b?c"), "{target}");
    let (_, query) = target.split_once('?').unwrap();
    assert_eq!(
        pairs(query),
        [
            "call=c&d",
            "code=5",
            "filter[color]=red",
            "filter[max size]=3",
            "ids=1",
            "ids=2",
            "joined=1,2",
            "list=l",
            "page[size]=30",
            "path=/a/b?c",
            "piped=a|b",
            "since=2026-01-31T09:00:00+01:00",
            "spaced=a b",
        ]
    );
}

#[tokio::test]
async fn parameters_of_any_schema() {
    use generated_client::parameters_nested::{Client, models};
    use models::{Filter, FindThingsEither};
    let recorder = Recorder::new(204, "");
    let filter = || Filter::new().name("n").tags(["t", "u"]).inner(Filter::new().name("m"));
    let call = Client::new(recorder.session())
        .find_things(7)
        .filter(filter())
        .expand(["a", "b"])
        .sort([Filter::new().name("s")])
        .options(Filter::new().name("o").tags(["t"]))
        .labels([("k".to_owned(), "v".to_owned())])
        .either(FindThingsEither::List(vec!["x".to_owned(), "y".to_owned()]))
        .way_query("q")
        .way_header([1, 2])
        .tree(Filter::new().name("c"));
    call.await.unwrap();
    let request = recorder.request();
    let (path, query) = request.uri().path_and_query().unwrap().as_str().split_once('?').unwrap();
    assert_eq!((path, request.headers()["way"].to_str().unwrap()), ("/v1/things/7", "1,2"));
    assert_eq!(decoded(request.headers()["cookie"].to_str().unwrap()), r#"tree={"name":"c"}"#);
    assert_eq!(
        pairs(query),
        [
            "either=x",
            "either=y",
            "expand[0]=a",
            "expand[1]=b",
            "filter[inner][name]=m",
            "filter[name]=n",
            "filter[tags][0]=t",
            "filter[tags][1]=u",
            "k=v",
            r#"options=name,o,tags,["t"]"#,
            r#"sort={"name":"s"}"#,
            "way=q",
        ]
    );
}

#[tokio::test]
async fn members_of_forms_have_styles() {
    use generated_client::form_encoding::{Client, models};
    let recorder = Recorder::new(204, "");
    let item = || models::Item::new().price("p").tags(["t"]);
    let body = models::ChargeBody::new(5)
        .metadata([("a b".to_owned(), "1".to_owned())])
        .items([item()])
        .joined(["x", "y"])
        .terms(item())
        .link("a/b")
        .photo("p")
        .listed(["a", "b"])
        .point(models::ChargeBodyPoint::new().x(1).y(2));
    Client::new(recorder.session()).charge(body).await.unwrap();
    let request = recorder.request();
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(
        pairs(&String::from_utf8_lossy(request.body())),
        [
            "amount=5",
            "items[0][price]=p",
            "items[0][tags][0]=t",
            "joined=x|y",
            "link=a/b",
            "listed=a,b",
            "metadata[a+b]=1",
            "photo=p",
            "point=x,1,y,2",
            r#"terms={"price":"p","tags":["t"]}"#,
        ]
    );
}

#[tokio::test]
async fn headers_and_cookies() {
    use generated_client::parameters_header_and_cookie::{Client, models::ReadThingsXLimits};
    let recorder = Recorder::new(204, "");
    let call = Client::new(recorder.session()).read_things("r1", "s1");
    call.x_flags(["a", "b"]).x_limits(ReadThingsXLimits::new().low(2)).flavors(["x", "y"]).await.unwrap();
    let request = recorder.request();
    let header = |name: &str| request.headers()[name].to_str().unwrap();
    assert_eq!((header("x-request-id"), header("x-flags"), header("x-limits")), ("r1", "a,b", "low=2"));
    let mut cookies: Vec<&str> = header("cookie").split("; ").collect();
    cookies.sort_unstable();
    assert_eq!(cookies, ["flavors=x,y", "session=s1"]);
}

#[tokio::test]
async fn defaults_of_required_parameters_are_sent() {
    use generated_client::parameter_defaults::Client;
    let recorder = Recorder::new(204, "");
    Client::new(recorder.session()).read_extension().await.unwrap();
    let request = recorder.request();
    assert_eq!(request.uri().to_string(), "https://api.example.com/v1/accounts/~/extensions/a%2Fb%20c?view=Simple");
    assert_eq!(request.headers()["x-version"], "2");
}

#[tokio::test]
async fn numbers_that_are_meant_as_text_are_sent_as_they_are_written() {
    use generated_client::unquoted_text::{Client, models::ListCodesCode};
    let recorder = Recorder::new(204, "");
    let codes = Client::new(recorder.session()).list_codes("0049").code(ListCodesCode::from("1e3"));
    assert!(matches!(ListCodesCode::from("007"), ListCodesCode::Value007), "known, and not unrecognized");
    codes.await.unwrap();
    assert_eq!(recorder.target(), "/1.10/codes?prefix=0049&code=1e3&version=1.10");
}

#[tokio::test]
async fn content_parameters_are_json() {
    use generated_client::parameter_content::{Client, models::Filter};
    let recorder = Recorder::new(204, "");
    Client::new(recorder.session()).find_things(Filter::new("a&b").values([1])).sort(["up"]).any(generated_client::Json::from(serde_json::json!(7))).await.unwrap();
    let target = recorder.target();
    let (_, query) = target.split_once('?').unwrap();
    assert_eq!(pairs(query), ["any=7", r#"filter={"field":"a&b","values":[1]}"#, r#"sort=["up"]"#]);
}

#[tokio::test]
async fn content_of_text_is_sent_as_it_is() {
    use generated_client::parameter_content_of_text::Client;
    let recorder = Recorder::new(204, "");
    let client = Client::new(recorder.session());
    client.read_thing("a b").count(7).note("n").list("x,y").x_note("one, two").await.unwrap();
    let request = recorder.request();
    assert_eq!(request.headers()["x-note"], "one, two");
    let (path, query) = request.uri().path_and_query().unwrap().as_str().split_once('?').unwrap();
    assert_eq!(path, "/v1/things/a%20b");
    assert_eq!(pairs(query), ["count=7", "list=x,y", "note=n"]);
}

#[tokio::test]
async fn content_of_several_types_is_json_or_the_first() {
    use generated_client::parameter_content_of_several::Client;
    let recorder = Recorder::new(204, "");
    Client::new(recorder.session()).list_things("a b").filter([("k", "v")]).await.unwrap();
    let target = recorder.target();
    let (_, query) = target.split_once('?').unwrap();
    assert_eq!(pairs(query), [r#"filter={"k":"v"}"#, "note=a b"]);
}

#[tokio::test]
async fn authorization_is_a_parameter_where_nothing_else_says_who_calls() {
    use generated_client::authorization_header::Client;
    let recorder = Recorder::new(204, "");
    Client::new(recorder.session()).read_things("Token t").await.unwrap();
    let request = recorder.request();
    let value = &request.headers()["authorization"];
    assert_eq!((value.to_str().unwrap(), value.is_sensitive()), ("Token t", true));
}
