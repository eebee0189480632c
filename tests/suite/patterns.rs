//! Which patterns `validate` reads, and which the generator says that it does not: these are the same.

use generated_client::codegen::{Checker, Encode, Rule, Validate, Writer};

use crate::fixture::Fixture;

/// A text with the rules of its member.
struct Held {
    rules: &'static [Rule],
    text: String,
}

impl Encode for Held {
    fn encode(&self, json: &mut Writer) {
        self.text.encode(json);
    }

    fn check(&self, checker: &mut Checker) {
        checker.member("text", self.rules, &self.text);
    }
}

/// Whether `validate` refuses what does not match a pattern.
fn is_checked(pattern: &str) -> bool {
    let rules = Box::leak(Box::new([Rule::pattern(pattern.to_owned().leak())]));
    Held { rules, text: String::new() }.validate().is_err()
}

/// Whether the generator says that `validate` does not check a pattern.
fn is_told(pattern: &str) -> bool {
    let document = format!(
        "openapi: 3.0.3
info: {{title: Things, version: 1.0.0}}
servers: [{{url: 'https://api.example.com'}}]
paths: {{/things: {{post: {{requestBody: {{$ref: '#/components/requestBodies/Thing'}}, responses: {{'204': {{description: OK}}}}}}}}}}
components:
  requestBodies: {{Thing: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}}}
  schemas: {{Thing: {{type: object, properties: {{text: {{type: string, pattern: '{pattern}'}}}}}}}}
"
    );
    Fixture::of("patterns", document).generate().rendered().contains("`validate` does not check it")
}

#[test]
fn what_is_not_checked_is_told() {
    let patterns = ["a".repeat(999), "a".repeat(1_000), "a".repeat(1_001), r"\h+".to_owned(), "(a".to_owned()];
    let checked = patterns.each_ref().map(|pattern| is_checked(pattern));
    assert_eq!(checked, [true, true, false, false, false]);
    assert_eq!(patterns.map(|pattern| !is_told(&pattern)), checked);
}
