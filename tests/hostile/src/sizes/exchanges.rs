//! What an operation may have many of: ways to write its bodies, headers, credentials, and what leads on from it.

use super::{listed, operations, with_paths};

/// A type in place, of its own.
fn own(at: usize) -> String {
    format!("{{type: object, properties: {{p{at}: {{type: string}}}}}}")
}

fn content(many: usize) -> String {
    listed(many, |at| format!("application/vnd.a{at}+json: {{schema: {}}}", own(at)))
}

/// A document with one operation, of these keys beside an answer.
fn with_operation(keys: &str) -> String {
    with_answer(keys, "{description: It.}")
}

fn with_answer(keys: &str, answer: &str) -> String {
    let keys = if keys.is_empty() { String::new() } else { format!("      {keys}\n") };
    with_paths([format!("  /a:\n    post:\n      operationId: a\n{keys}      responses: {{'200': {answer}}}\n")])
}

pub(super) fn media_types_of_answer(many: usize) -> String {
    with_answer("", &format!("{{description: It., content: {{{}}}}}", content(many)))
}

pub(super) fn media_types_of_error(many: usize) -> String {
    let error = format!("{{description: No., content: {{{}}}}}", content(many));
    with_answer("", "{description: It.}").replace("responses: {", &format!("responses: {{'400': {error}, "))
}

pub(super) fn media_types_of_body(many: usize) -> String {
    with_operation(&format!("requestBody: {{content: {{{}}}}}", content(many)))
}

pub(super) fn media_types_without_schema(many: usize) -> String {
    let content = listed(many, |at| format!("application/vnd.a{at}: {{}}"));
    with_answer("", &format!("{{description: It., content: {{{content}}}}}"))
}

pub(super) fn headers(many: usize) -> String {
    let headers = listed(many, |at| format!("X-A{at}: {{schema: {{type: integer}}}}"));
    with_answer("", &format!("{{description: It., headers: {{{headers}}}}}"))
}

pub(super) fn parts_of_form(many: usize) -> String {
    let parts = listed(many, |at| format!("p{at}: {{type: string}}"));
    let encoding = listed(many, |at| format!("p{at}: {{contentType: text/csv, headers: {{X-A: {{schema: {{}}}}}}}}"));
    let form = format!("schema: {{type: object, properties: {{{parts}}}}}, encoding: {{{encoding}}}");
    with_operation(&format!("requestBody: {{content: {{multipart/form-data: {{{form}}}}}}}"))
}

pub(super) fn links(many: usize) -> String {
    let links = listed(many, |at| format!("l{at}: {{operationId: a, parameters: {{x: $response.body#/a{at}}}}}"));
    with_answer("", &format!("{{description: It., links: {{{links}}}}}"))
}

pub(super) fn callbacks(many: usize) -> String {
    let called = "post: {responses: {'200': {description: It.}}}";
    let callbacks = listed(many, |at| format!("c{at}: {{'{{$request.body#/a{at}}}': {{{called}}}}}"));
    with_operation(&format!("callbacks: {{{callbacks}}}"))
}

pub(super) fn examples(many: usize) -> String {
    let examples = listed(many, |at| format!("e{at}: {{value: {{a: {at}}}}}"));
    let content =
        format!("application/json: {{schema: {{$ref: '#/components/schemas/S0'}}, examples: {{{examples}}}}}");
    with_operation(&format!("requestBody: {{content: {{{content}}}}}"))
}

fn with_scheme(document: String, scopes: usize) -> String {
    let scopes = listed(scopes, |at| format!("s{at}: Scope {at}."));
    let flow = format!("{{clientCredentials: {{tokenUrl: /token, scopes: {{{scopes}}}}}}}");
    document + &format!("  securitySchemes:\n    oauth: {{type: oauth2, flows: {flow}}}\n")
}

/// That all operations need.
pub(super) fn scopes(many: usize) -> String {
    let needed = listed(many, |at| format!("s{at}"));
    with_scheme(operations(20), many).replace("paths:\n", &format!("security: [{{oauth: [{needed}]}}]\npaths:\n"))
}

pub(super) fn alternatives(many: usize) -> String {
    let alternatives = listed(many, |at| format!("{{oauth: [s{at}]}}"));
    with_scheme(with_operation(&format!("security: [{alternatives}]")), many)
}

pub(super) fn variables(many: usize) -> String {
    let url: String = (0..many).map(|at| format!("/{{v{at}}}")).collect();
    let variables = listed(many, |at| format!("v{at}: {{default: a, enum: [a, b]}}"));
    let server = format!("{{url: 'https://example.com{url}', variables: {{{variables}}}}}");
    operations(1).replace("servers: [", &format!("servers: [{server}, "))
}

pub(super) fn webhooks(many: usize) -> String {
    let told = |at: usize| format!("requestBody: {{content: {{application/json: {{schema: {}}}}}}}", own(at));
    let answers = "responses: {'200': {description: It.}}";
    let webhooks = listed(many, |at| format!("w{at}: {{post: {{{}, {answers}}}}}", told(at)));
    operations(1).replace("openapi: 3.0.3", &format!("openapi: 3.1.0\nwebhooks: {{{webhooks}}}"))
}

/// Parameters and answers that operations name.
pub(super) fn components(many: usize) -> String {
    let named = |kind: &str, at: usize| format!("{{$ref: '#/components/{kind}/c{at}'}}");
    let path = |at: usize| {
        let (parameter, answer) = (named("parameters", at), named("responses", at));
        format!("  /a{at}:\n    get: {{parameters: [{parameter}], responses: {{'200': {answer}}}}}\n")
    };
    let parameters =
        listed(many, |at| format!("c{at}: {{name: n, in: query, schema: {{type: string, enum: [a{at}]}}}}"));
    let content = |at: usize| format!("content: {{application/json: {{schema: {}}}}}", own(at));
    let responses = listed(many, |at| format!("c{at}: {{description: It., {}}}", content(at)));
    let components = format!("  parameters: {{{parameters}}}\n  responses: {{{responses}}}\n");
    with_paths((0..many).map(path)) + &components
}
