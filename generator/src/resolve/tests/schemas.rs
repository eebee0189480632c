//! How schemas are read.

use insta::assert_snapshot;
use serde_json::{Number, Value, json};

use super::{component, document, operation, reported_of_schemas, schemas};
use crate::resolve::{Additional, ParameterValue};

#[test]
fn gives_each_schema_one_id() {
    let document = document(
        "
paths:
  /a:
    parameters: [{name: kind, in: query, schema: {type: string, enum: [a, b]}}]
    get: &get
      operationId: getA
      responses:
        '200': {description: Fine., content: {application/json: {schema: {$ref: '#/components/schemas/Alias'}}}}
    put:
      operationId: putA
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/User/properties/team'}}}}
      responses: {default: {description: Any.}}
    post:
      operationId: postA
      requestBody:
        content:
          application/json: {schema: {$ref: '#/paths/~1a/parameters/0/schema'}}
          text/plain: {schema: {$ref: '#/components/schemas/With%20Space~1Slash'}}
      responses: {default: {description: Any.}}
components:
  schemas:
    Alias: {$ref: '#/components/schemas/User'}
    User: {type: object, properties: {team: {type: object}, boss: {$ref: '#/components/schemas/User'}}}
    With Space/Slash: {type: string}
",
    );
    let user = document.components["User"];
    let kind = |id: &str| match operation(&document, id).parameters[0].value {
        ParameterValue::Styled { schema, .. } => schema,
        ParameterValue::Content { .. } => panic!("styled above"),
    };
    let body =
        |id: &str, index: usize| operation(&document, id).body.as_ref().and_then(|body| body.content[index].schema);
    assert_eq!(document.components["Alias"], user);
    assert_eq!(document.schemas[user].properties["boss"], user);
    assert_eq!(document.schemas[user].component.as_deref(), Some("User"));
    assert_eq!(operation(&document, "getA").responses[0].content[0].schema, Some(user));
    assert_eq!(body("putA", 0), Some(document.schemas[user].properties["team"]));
    assert_eq!(kind("getA"), kind("putA"));
    assert_eq!(body("postA", 0), Some(kind("getA")));
    assert_eq!(body("postA", 1), Some(document.components["With Space/Slash"]));
    assert_eq!(document.schemas.len(), 5);
}

#[test]
fn reads_schemas() {
    let document = schemas(
        "
    Number: {type: integer, minimum: 0, exclusiveMinimum: true, maximum: 18446744073709551615, multipleOf: 0.1}
    Text: {type: string, minLength: 1, maxLength: 8, pattern: '^a', format: phone, nullable: true, default: null, x-rust-type: Phone}
    List: {type: array, minItems: 1, maxItems: 2, uniqueItems: true, items: {type: string}}
    Closed: {type: object, additionalProperties: false, required: [a], properties: {b: {}, a: {readOnly: true}}}
    Map: {additionalProperties: {type: integer}, minProperties: 1}
    Both: {type: object, properties: {a: {}}, oneOf: [{required: [a]}, {required: [b]}], not: {type: string}}
    Wrapped: {description: Says more., allOf: [{$ref: '#/components/schemas/Closed'}]}
",
    );
    let number = component(&document, "Number");
    let minimum = number.constraints.minimum.as_ref().expect("given above");
    assert_eq!((&minimum.value, minimum.exclusive), (&Number::from(0), true));
    assert_eq!(number.constraints.maximum.as_ref().map(|bound| &bound.value), Some(&Number::from(u64::MAX)));
    assert_eq!(number.constraints.multiple_of, Number::from_f64(0.1));
    let text = component(&document, "Text");
    assert_eq!(text.default.as_deref(), Some(&Value::Null));
    assert_eq!((text.format.as_deref(), text.rust_type.as_deref()), (Some("phone"), Some("Phone")));
    assert_eq!((text.constraints.min_length, text.constraints.max_length), (Some(1), Some(8)));
    assert!(text.nullable && !number.nullable);
    let list = component(&document, "List");
    assert!(list.items.is_some() && list.constraints.unique_items);
    let closed = component(&document, "Closed");
    assert!(matches!(closed.additional, Additional::Closed));
    assert_eq!(closed.properties.keys().collect::<Vec<_>>(), ["b", "a"]);
    assert!(document.schemas[closed.properties["a"]].read_only);
    assert!(matches!(component(&document, "Map").additional, Additional::Of(_)));
    let both = component(&document, "Both");
    assert_eq!((both.one_of.len(), both.properties.len(), both.not.is_some()), (2, 1, true));
    let wrapped = component(&document, "Wrapped");
    assert_eq!((wrapped.all_of.as_slice(), wrapped.kind), (&[document.components["Closed"]][..], None));
}

#[test]
fn reads_enums() {
    let document = schemas(
        "
    Some: {type: string, nullable: true, enum: [b, a, '']}
    WithNull: {type: integer, enum: [2, null, 1]}
    OnlyNull: {enum: [null]}
    None: {type: string}
",
    );
    let read = |name: &str| {
        let schema = component(&document, name);
        (schema.values.clone().map(Value::from), schema.nullable)
    };
    assert_eq!(read("Some"), (Some(json!(["b", "a", ""])), true));
    assert_eq!(read("WithNull"), (Some(json!([2, 1])), true));
    assert_eq!(read("OnlyNull"), (Some(json!([])), true));
    assert_eq!(read("None"), (None, false));
}

#[test]
fn completes_discriminators() {
    let document = schemas(
        "
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Cow'}]
      discriminator: {propertyName: kind, mapping: {cat: Cat, hound: '#/components/schemas/Dog', puppy: Dog}}
    Cat: {type: object}
    Dog: {type: object}
    Cow: {type: object}
",
    );
    let discriminator = component(&document, "Pet").discriminator.as_ref().expect("given above");
    let mapping: Vec<_> = discriminator.mapping.iter().map(|(value, id)| (value.as_str(), *id)).collect();
    let id = |name: &str| document.components[name];
    assert_eq!(mapping, [("cat", id("Cat")), ("hound", id("Dog")), ("puppy", id("Dog")), ("Cow", id("Cow"))]);
    assert_snapshot!(reported_of_schemas(
        "    Pet: {discriminator: {propertyName: kind, mapping: {cat: Caat}}}\n    Cat: {}\n"
    ), @"
    error[E201]: there is nothing at `Caat`
     --> api.yaml:6:62
      |
    6 |     Pet: {discriminator: {propertyName: kind, mapping: {cat: Caat}}}
      |                                                              ^^^^ named here
      |
      = help: did you mean `Cat`?
    ");
}

#[test]
fn follows_long_chains_without_recursion() {
    let length = 5_000;
    let alias = |index: usize| format!("    A{index}: {{$ref: '#/components/schemas/A{}'}}\n", index + 1);
    let member = |index: usize| format!("    M{index}: {{allOf: [{{$ref: '#/components/schemas/M{}'}}]}}\n", index + 1);
    let text: String = (0..length).map(|index| alias(index) + &member(index)).collect();
    let document = schemas(&format!("{text}    A{length}: {{type: string}}\n    M{length}: {{type: object}}\n"));
    assert_eq!(document.components["A0"], document.components[&format!("A{length}")]);
}
