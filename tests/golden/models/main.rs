//! Models of the golden fixtures, there and back.

mod unions;

use generated_client::json::{Decode, Encode};
use generated_client::{Nullable, json};
use serde_json::Value;

/// Decodes and encodes again: the same value, in whatever order.
fn assert_again<T: Decode + Encode>(texts: &[&str]) {
    let value = |text: &str| serde_json::from_str::<Value>(text).expect("is JSON");
    for text in texts {
        let model = json::from_str::<T>(text);
        let written = model.map(|model| value(&json::to_string(&model))).map_err(|error| error.to_string());
        assert_eq!(written, Ok(value(text)), "{text}");
    }
}

#[test]
fn models_of_contradictions_are_written_back_as_they_were_read() {
    use generated_client as all;
    assert_again::<all::inheritance::models::Thing>(&[
        r#"{"pet":{"kind":"Pet","name":"n"},"cat":{"kind":"cat","lives":9},"shape":{"form":"round","radius":1.5}}"#,
        r#"{"pet":{"kind":"hound","friend":{"kind":"Puppy","age":1}},"shape":{"form":"square","side":2.5}}"#,
        r#"{"pet":{"kind":"fish","fins":2},"shape":{"id":1}}"#,
    ]);
    assert_again::<all::inheritance_inline::models::Owner>(&[
        r#"{"pet":{"kind":"robot","volts":12}}"#,
        r#"{"pet":{"kind":"Pet"}}"#,
    ]);
    assert_again::<all::all_of_conflicts::models::Thing>(&[
        r#"{"text_or_integer":1,"values":"a","open":"c","at":"noon","count":2,"list":[{"left":"l","right":"r"}],"note":"n","odd":true,"more":1}"#,
        r#"{"text_or_integer":"1","count":0,"map":{"a":1},"note":"n","odd":{},"more":"1"}"#,
    ]);
    assert_again::<all::all_of_scalars::models::Thing>(&[
        r#"{"limited":"l","status":"gone","nullable":null,"contradictory":1,"list":["open"],"lists":["1",1]}"#,
        r#"{"limited_text":"l","same":"open","some":"gone","when":"noon","later":"then","level":2,"map":{"a":1}}"#,
    ]);
    assert_again::<all::enums_beside_type::models::Thing>(&[
        r#"{"flag":"true","switch":true,"level":2,"number":2,"fraction":0.5,"large":18446744073709551615,"mixed":"auto","numbers":null,"any":true,"lists":["x"],"only_null":null,"signs":"a "}"#,
        r#"{"flag":"1","mixed":1,"numbers":1.5,"any":[],"signs":"+created","number":2.5,"no_flag":false}"#,
    ]);
    assert_again::<all::inline_homes::models::Plan>(&[
        r#"{"id":1,"state":"active","owner":{"name":"n"},"price":1.5,"first":{"name":"m"}}"#,
    ]);
    assert_again::<all::names_of_any_script::models::Thing>(&[
        "{\"\u{e9}t\u{e9}\":\"c\",\"e\u{301}t\u{e9}\":\"d\",\"\u{202e}dlrow\":\"r\",\"日本\":{\"x\":\"y\"},\"+1\":1,\"-1\":2,\"\":\"e\"}",
    ]);
}

#[test]
fn models_are_written_back_as_they_were_read() {
    use generated_client as all;
    assert_again::<all::string_enums::models::Thing>(&[
        r#"{"clock":"12h","kind":"","language":"zh-cn","sign":"+"}"#,
        r#"{"clock":"13h","kind":"Unrecognized","language":"zh-CN","sign":""}"#,
    ]);
    assert_again::<all::integer_enums::models::Thing>(&[
        r#"{"level":-1,"other":9223372036854775807}"#,
        r#"{"level":99}"#,
        r#"{"level":2.5}"#,
        r#"{"level":12345678901234567891}"#,
    ]);
    assert_again::<all::names_of_values::models::Thing>(&[r#"{"level":2,"color":"g","nullable":9,"azure":"GRS"}"#]);
    assert_again::<all::nullable_positions::models::Thing>(&[
        r#"{"plain":"p","mustSay":null}"#,
        r#"{"plain":"p","optional":null,"mustSay":"m","items":[1,null],"list":null,"values":{"a":null,"b":"c"},"reference":null}"#,
    ]);
    assert_again::<all::one_of_by_shape::models::Phone>(&[
        r#"{"info":{"phoneId":"1","label":"l"},"target":"t"}"#,
        r#"{"info":{"number":"1"},"target":5}"#,
        r#"{"info":{"phoneId":"1","number":"2","label":"l"},"target":{"id":"i","more":1}}"#,
        r#"{"info":{"neither":true},"target":[1,{}]}"#,
    ]);
    assert_again::<all::any_of_by_constant::models::Result>(&[
        r#"{"successful":true,"id":"1"}"#,
        r#"{"successful":false,"error":"e"}"#,
        r#"{"kind":"late","code":7}"#,
        r#"{"kind":"early"}"#,
    ]);
    assert_again::<all::discriminator::models::Zoo>(&[
        r#"{"pet":{"type":"pup\"py","good":true},"plain":{"type":"Cat","lives":9}}"#,
        r#"{"pet":{"type":"fish","fins":2},"plain":{"lives":1},"partly":{"wings":2}}"#,
    ]);
    assert_again::<all::alternatives_in_items::models::Thing>(&[
        r#"{"owner":{"id":"i"},"latest":null,"plain":["a"]}"#,
        r#"{"owner":[{"id":"i"},{"name":"n","more":1}],"latest":{"text":"t"}}"#,
        r#"{"owner":"o","latest":[{"text":"t"}]}"#,
    ]);
    assert_again::<all::free_form::models::Thing>(&[
        r#"{"must":null,"nothing":null,"may":null,"empty":null,"list":[null],"bare":[null,1]}"#,
        r#"{"must":{},"nothing":[],"may":false,"typeless":["a"],"members":{"id":"i"}}"#,
    ]);
    assert_again::<all::scalar_unions::models::Thing>(&[
        r#"{"code":"07","rate":1.5,"color":"green","codes":["1",1]}"#,
        r#"{"code":null,"rate":"1.50"}"#,
    ]);
    assert_again::<all::array_or_object::models::Thing>(&[
        r#"{"settings":[],"names":"n"}"#,
        r#"{"settings":{"active":true},"names":["n"]}"#,
    ]);
    assert_again::<all::recursion::models::Node>(&[
        r#"{"name":"a","parent":{"name":"b"},"sibling":null,"children":[{"name":"c"}],"byName":{"d":{"name":"d"}}}"#,
        r#"{"name":"a","left":{"right":{"left":{"right":{}}}},"expression":{"not":[{"not":"x"},"y"]}}"#,
    ]);
    assert_again::<all::maps::models::Thing>(&[
        r#"{"counts":{"b":1,"a":2},"records":{"r":{"id":"i","x":1}},"free":{"z":[null]},"closed":{"id":"1","new":2}}"#,
    ]);
    assert_again::<all::scalars::models::Thing>(&[concat!(
        r#"{"at":"2026-01-31T09:00:00.120+01:00","day":"2026-01-31","id":"not a uri","count":3000000000,"#,
        r#""large":18446744073709551615,"ratio":0.1,"flag":false,"blob":"aGVsbG8="}"#
    )]);
}

#[test]
fn models_of_later_forms_are_written_back_as_they_were_read() {
    use generated_client as all;
    assert_again::<all::type_lists::models::Thing>(&[
        r#"{"mustSay":null,"one":1,"code":"07","rate":null,"color":null,"some":["a"],"any":null,"nothing":null}"#,
        r#"{"mustSay":"m","code":7,"rate":0.5,"color":"blue","some":{"id":"i"},"any":[1],"owner":"o"}"#,
        r#"{"mustSay":"m","some":true}"#,
    ]);
    assert_again::<all::null_variants::models::Thing>(&[
        r#"{"parent":null,"first":null,"text":null,"several":null,"alias":null,"none":null}"#,
        r#"{"parent":{"id":"1"},"first":{"id":"2"},"text":"2026-01-31","several":5,"alias":{"id":"3","more":1}}"#,
    ]);
    assert_again::<all::constants::models::Thing>(&[
        r#"{"version":"v1","level":3,"nothing":null,"narrow":"a","pet":{"kind":"cat","lives":9}}"#,
        r#"{"version":"v2","level":4,"pet":{"kind":"dog","name":"Rex"}}"#,
        r#"{"pet":{"kind":"cow"}}"#,
    ]);
    assert_again::<all::tuples::models::Thing>(&[
        r#"{"point":[1.5,-2.0],"route":[["bus","2026-01-31T09:00:00Z"],["ship","later"]],"short":["a",1,"b"]}"#,
        r#"{"point":[0.0,0.0],"short":["a"],"single":[{"id":"i","more":1}],"open":["a",1,2],"longest":[1,null]}"#,
        r#"{"point":[0.0,0.0],"tail":["a",null,[],{}],"open":["a"]}"#,
        r#"{"point":[0.0,0.0],"short":["a",null],"tail":["a"],"next":["n",{"point":[1.0,1.0]}]}"#,
        r#"{"point":[0.0,0.0],"open":[],"single":[]}"#,
    ]);
    assert_again::<all::unions_of_tuples::models::Held>(&[
        r#"{"point":[0.5,1.5],"large":9007199254740993}"#,
        r#"{"point":[0.5,1.5,2.5],"large":18446744073709551615}"#,
    ]);
    assert_again::<all::patterned_members::models::Thing>(&[
        r#"{"map":{"a":1},"closed":{"id":"i","x-a":1},"open":{"id":"i","x-a":1,"b":"c"},"several":{"x-a":1,"y-a":"b"}}"#,
        r#"{"unevaluated":{"id":"i","a":1.5},"list":["a"]}"#,
    ]);
    assert_again::<all::boolean_schemas::models::Thing>(&[
        r#"{"anything":{"a":[1]},"list":[1,"a"],"empty":[],"map":{"a":null},"named":5}"#,
    ]);
    assert_again::<all::definitions::models::Thing>(&[
        r#"{"part":{"size":"small"},"other":{"id":"i"},"box":{"lid":{"flat":true}},"near":"large"}"#,
    ]);
    assert_again::<all::identifiers::models::Tree>(&[
        r#"{"children":[{"color":"green"}],"leaf":{"area":0.5},"vein":{"length":1.5}}"#,
    ]);
    assert_again::<all::webhooks::models::PetLostWebhook>(&[r#"{"pet":{"name":"Rex"},"place":"p"}"#]);
}

#[test]
fn tuples_take_what_is_too_short_or_too_long() {
    use generated_client::tuples::models::{StopItem1, Thing};
    let thing = |text| json::from_str::<Thing>(text);
    let read = thing(r#"{"point":[1,2,3,{"x":[]}],"short":["a"]}"#).unwrap();
    assert_eq!(read.point, (1.0, 2.0));
    assert_eq!(read.short, Some(("a".to_owned(), Nullable::Absent, Nullable::Absent)));
    let read = thing(r#"{"point":[1,2],"open":["a",1,2],"tail":["a",null,{"x":[]}]}"#).unwrap();
    let open = read.open.unwrap();
    assert_eq!((open.0.clone(), &open.further[..]), (Nullable::Value("a".to_owned()), &[1, 2][..]));
    let error = thing(r#"{"point":[1,2],"open":["a",1,"x"]}"#).unwrap_err().to_string();
    assert!(error.contains("open[2]"), "{error}");
    let error = thing(r#"{"point":[1]}"#).unwrap_err().to_string();
    assert!(error.contains("point[1]"), "{error}");
    let route = [(StopItem1::Bus, "2026-01-31T09:00:00Z".into())];
    let written = json::to_string(&Thing::new((1.0, 2.0)).route(route));
    assert_eq!(written, r#"{"point":[1.0,2.0],"route":[["bus","2026-01-31T09:00:00Z"]]}"#);
    let next = ("n".to_owned(), Box::new(Thing::new((0.5, 0.5))));
    Thing::new((1.0, 2.0)).next(next).validate().unwrap();
}

#[test]
fn constructors_know_constants() {
    use generated_client::inheritance_inline::models::Robot;
    assert_eq!(json::to_string(&Robot::new().volts(12)), r#"{"kind":"robot","volts":12}"#);
    use generated_client::optional_tags::models::{Dog, Pet};
    assert_eq!(json::to_string(&Pet::Dog(Dog::new(1.5))), r#"{"pet_type":"dog","barks":1.5}"#);
    assert_eq!(json::from_str::<Dog>(r#"{"barks":1.5}"#).unwrap().pet_type, None);
    use generated_client::optional_tags::models::{Done, Failed, Low, V1, V2};
    let written = [json::to_string(&Low::new()), json::to_string(&Done::new()), json::to_string(&Failed::new())];
    assert_eq!(written, [r#"{"level":1}"#, r#"{"ok":true}"#, r#"{"ok":false}"#]);
    let written = [json::to_string(&V1::new()), json::to_string(&V2::new())];
    assert_eq!(written, [r#"{"version":1.5}"#, r#"{"version":2.5}"#]);
    use generated_client::flags_of_one_value::models::Consent;
    assert_eq!(json::to_string(&Consent::new()), r#"{"accepted":true,"kind":"k"}"#);
    use generated_client::one_of_beside_members::models::EventCreated;
    assert_eq!(json::to_string(&EventCreated::new(1, "p")), r#"{"id":1,"type":"created","payload":"p"}"#);
}

#[test]
fn absent_null_and_value_are_three_things() {
    use generated_client::nullable_positions::models::Thing;
    let thing = |text| json::from_str::<Thing>(text).unwrap();
    assert_eq!(thing(r#"{"plain":"","mustSay":null}"#).optional, Nullable::Absent);
    assert_eq!(thing(r#"{"plain":"","mustSay":null,"optional":null}"#).optional, Nullable::Null);
    assert_eq!(json::to_string(&Thing::new("p", None::<String>)), r#"{"plain":"p","mustSay":null}"#);
    let error = json::from_str::<Thing>(r#"{"mustSay":null}"#).unwrap_err().to_string();
    assert!(error.contains("plain"), "{error}");
}

#[test]
fn constraints_are_checked_when_asked() {
    use generated_client::constraints::models::{Thing, ThingInner};
    Thing::new("abc").count(5).ratio(1.0).tags(["a", "b"]).validate().unwrap();
    let broken = Thing::new("ABCDEF").count(7).ratio(0.0).tags(["a", "a", "abc", "d"]).inner(ThingInner::new().size(0));
    let violations = broken.validate().unwrap_err().to_string();
    for place in ["name", "count", "ratio", "tags", "size"] {
        assert!(violations.contains(place), "{place} in {violations}");
    }
    // What breaks them is still read: a constraint never stops an answer.
    assert_again::<Thing>(&[r#"{"name":"ABCDEF","count":7,"ratio":9.5,"tags":["a","a"]}"#]);
}

#[test]
fn models_of_what_can_be_several_things_are_written_back_as_they_were_read() {
    use generated_client as all;
    assert_again::<all::all_of_notes::models::Thing>(&[
        r#"{"part":{"size":1},"maybe":null,"either":"e","more":{"size":2}}"#,
        r#"{"part":{},"maybe":{},"typed":{"size":3},"either":{"size":4}}"#,
    ]);
    assert_again::<all::variants_of_one_shape::models::Thing>(&[
        r#"{"list":["1"],"map":{"a":"1.5"},"nested":{"a":"1"}}"#,
        r#"{"list":[1,2],"map":{"a":1.5},"nested":{"a":1}}"#,
        r#"{"list":[true],"map":{},"nested":{"a":{"b":1}}}"#,
        r#"{"optional":{"note":null,"more":"m"}}"#,
    ]);
    assert_again::<all::variants_with_more::models::Thing>(&[r#"{"id":"i","open":true,"more":{"a":1},"count":5}"#]);
    assert_again::<all::union_of_itself::models::Thing>(&[r#""t""#, r#"{"thing":{"thing":"t"}}"#, "[[5],{}]", "true"]);
    assert_again::<all::union_shapes::models::Thing>(&[r#""abc""#, "7", r#"[true,"t",null]"#]);
    assert_again::<all::recursion_without_object::models::Nested>(&[r#"{"map":{"a":{"b":{}},"c":{}},"list":[[[]]]}"#]);
}

#[test]
fn models_take_all_that_their_schemas_take() {
    use generated_client as all;
    assert_again::<all::optional_tags::models::Thing>(&[
        r#"{"level":{"level":2},"state":{"ok":false},"version":{"version":2.5}}"#,
        r#"{"level":{"level":9},"state":{"ok":true},"version":{"version":3.5}}"#,
    ]);
    assert_again::<all::null_variants::models::Thing>(&[
        r#"{"parent":null,"any":null,"list":[null,"a",1]}"#,
        r#"{"parent":{"id":"1"},"any":{"id":"1"}}"#,
        r#"{"parent":null,"any":[]}"#,
    ]);
    assert_again::<all::shape_beside_variants::models::Thing>(&[
        r#"{"ip":"::1","limit":11,"when":"noon","list":["a"],"flag":"b","model":"ft-1","map":{"a":1},"alike":0}"#,
        r#"{"flag":"c","model":"m1","either":{"a":"a"}}"#,
    ]);
    assert_again::<all::null_of_parts::models::Thing>(&[
        r#"{"needed":null,"half":{"a":"a","b":"b"},"list":[null,{"b":"b"}],"first":null,"second":null}"#,
        r#"{"needed":{"a":"a"},"optional":null,"half":{},"first":5,"second":{"a":"a"}}"#,
    ]);
    assert_again::<all::wrapped_variants::models::Thing>(&[
        r#"{"color":"green","other":null,"either":["a"]}"#,
        r#"{"color":"red","other":{"name":"n"},"either":{"first":"f"}}"#,
    ]);
    assert_again::<all::unsigned_integers::models::Thing>(&[
        r#"{"id":18446744073709551615,"large":10000000000000000000,"bounded":18446744073709551615}"#,
        r#"{"code":18446744073709551615,"signed":-1,"mixed":-1,"open":-1,"rounded":-9223372036854775808,"below":1}"#,
    ]);
    assert_again::<all::names_of_variants::models::Thing>(&[
        r#"{"maps":{"a":"1"},"tuples":["a",1],"subset":{"id":"i","name":5},"place":{"id":"i","street":"s"},"kind":"a"}"#,
        r#"{"maps":{"a":1},"tuples":[1,1],"subset":{"id":"i"},"place":{"id":"i","room":"r"},"alike":{"id":1}}"#,
    ]);
    assert_again::<all::members_called_extra::models::Typed>(&[
        r#"{"extra":"e","additional_properties":true,"typed":{"extra":"f","more":[1]},"more":1}"#,
    ]);
    assert_again::<all::format_of_parts::models::Thing>(&[
        r#"{"at":"noon","day":"2026-01-31","count":18446744073709551615,"large":null,"page":"p","flag":true,"own":"o"}"#,
    ]);
}

#[test]
fn bounds_of_elements_are_checked() {
    use generated_client::bounds_of_elements::models::{Thing, ThingEither};
    let counts = |count| [("a".to_owned(), count)];
    let thing = Thing::new().tags(["ab"]).map(counts(3)).deep([vec![1]]).pair(("long".to_owned(), 1)).links(["link"]);
    thing.either(ThingEither::List(vec!["a".to_owned()])).addresses(["no address"]).validate().unwrap();
    let broken = Thing::new().tags(["ab", "abc"]).map(counts(4)).deep([vec![], vec![1, 0]]).links(["", "longer"]);
    let broken = broken.either(ThingEither::List(vec!["ab".to_owned()]));
    let violations = broken.validate().unwrap_err().to_string();
    let expected = [
        "$.tags[1]: longer than 2 characters",
        "$.map.a: more than the maximum 3",
        "$.deep[0]: fewer than 1 elements",
        "$.deep[1][1]: less than the minimum 1",
        "$.either[0]: longer than 1 characters",
        "$.links[0]: shorter than 1 characters",
        "$.links[1]: longer than 5 characters",
    ];
    assert_eq!(violations, expected.join("; "));
}

#[test]
fn bounds_of_variants_are_checked_on_the_values_that_they_are_of() {
    use generated_client::bounds_of_variants::models::{Thing, ThingListed};
    let held = |listed| Thing::new().listed(listed).code("12345").named(0.5).many([vec![1], vec![2]]);
    held(ThingListed::Text("ab".to_owned())).validate().unwrap();
    held(ThingListed::List(vec![1, 1, 1, 1])).validate().unwrap();
    let broken = |listed| held(listed).validate().unwrap_err().to_string();
    assert_eq!(broken(ThingListed::Text("b".to_owned())).matches("listed").count(), 2);
    assert_eq!(broken(ThingListed::Integer(2)), "$.listed: less than the minimum 3");
    assert_eq!(broken(ThingListed::List(vec![5])), "$.listed: fewer than 4 elements");
    let violations = Thing::new().code(10).named("long").validate().unwrap_err().to_string();
    assert_eq!(violations, "$.code: more than the maximum 9; $.named: longer than 3 characters");
}

#[test]
fn structs_among_elements_have_their_number_of_members() {
    use generated_client::bounds_of_bodies::models::{Least, Patch};
    let (one, two) = (Least::new().k("k"), Least::new().k("k").n("n"));
    Patch::new().least(two.clone()).list([two.clone()]).deep([vec![two.clone()]]).validate().unwrap();
    let broken = Patch::new().list([two, one.clone()]).deep([vec![one]]).validate().unwrap_err().to_string();
    assert_eq!(broken, "$.list[1]: fewer than 2 members; $.deep[0][0]: fewer than 2 members");
}
