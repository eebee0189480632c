//! The documents of spec/ as the wire and contract tests read them: parsed, with references followed.
//!
//! Of the generator only its parser is used: whatever a later pass gets wrong must show as a difference.

use std::fs;
use std::path::{Path, PathBuf};

use generator::diagnostic::Diagnostics;
use generator::load;
use generator::source::Sources;
use serde_json::Value;

/// A document.
pub(crate) struct Document(Value);

/// An operation of a document, with what its path item gives it.
#[derive(Clone, Copy)]
pub(crate) struct Described<'d> {
    document: &'d Document,
    /// The path template.
    pub(crate) path: &'d str,
    /// The method in lower case, as the document has it.
    method: &'d str,
    item: &'d Value,
    operation: &'d Value,
}

/// An answer of an operation in one of its media types.
#[derive(Debug)]
pub(crate) struct Declared<'d> {
    /// The status, or `default`.
    pub(crate) status: &'d str,
    /// The media type; none for an answer without a body.
    pub(crate) media_type: Option<&'d str>,
    /// The example of the media type.
    pub(crate) example: Option<&'d Value>,
    /// The schema of the media type.
    pub(crate) schema: Option<&'d Value>,
}

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Where the document of a service is.
pub(crate) fn path(service: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec").join(format!("{service}.yaml"))
}

impl Document {
    /// Reads the document of a service.
    pub(crate) fn read(service: &str) -> Self {
        let text = fs::read_to_string(path(service)).expect("the document is there");
        let sources = Sources::new([(service, text)]);
        let file = sources.find(service).expect("the document was just given");
        let tree = load::load(&sources, file, &mut Diagnostics::new()).expect("the document is YAML");
        Self(tree.into_value())
    }

    /// Every operation, in the order of the document.
    pub(crate) fn operations(&self) -> Vec<Described<'_>> {
        let paths = self.0["paths"].as_object().expect("paths");
        paths.iter().flat_map(|(path, item)| self.operations_at(path, item)).collect()
    }

    fn operations_at<'d>(&'d self, path: &'d str, item: &'d Value) -> impl Iterator<Item = Described<'d>> {
        let members = item.as_object().expect("a path item").iter();
        let operations = members.filter(|(name, _)| METHODS.contains(&name.as_str()));
        operations.map(move |(method, operation)| Described { document: self, path, method, item, operation })
    }

    /// The operation of this id.
    pub(crate) fn operation(&self, id: &str) -> Described<'_> {
        let operation = self.operations().into_iter().find(|operation| operation.id() == id);
        operation.unwrap_or_else(|| panic!("the document has no operation `{id}`"))
    }

    /// The URLs of its servers, with their variables' defaults.
    pub(crate) fn servers(&self) -> Vec<String> {
        servers(&self.0).expect("servers")
    }

    /// The value that a reference stands for; another value as it is.
    fn follow<'d>(&'d self, value: &'d Value) -> &'d Value {
        match value["$ref"].as_str() {
            Some(target) => {
                let pointer = target.strip_prefix('#').expect("a reference within the document");
                self.follow(self.0.pointer(pointer).unwrap_or_else(|| panic!("nothing at `{target}`")))
            }
            None => value,
        }
    }
}

impl<'d> Described<'d> {
    /// Its id.
    pub(crate) fn id(&self) -> &'d str {
        self.operation["operationId"].as_str().expect("operationId")
    }

    /// The method as it stands in a request (RFC 9110, 9.1).
    pub(crate) fn method(&self) -> String {
        self.method.to_ascii_uppercase()
    }

    /// The parameters of its path and its own, which take the place of those (OpenAPI 3.0.3, Path Item Object).
    pub(crate) fn parameters(&self) -> Vec<&'d Value> {
        let list = |of: &'d Value| {
            let list = of["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
            list.iter().map(|parameter| self.document.follow(parameter)).collect::<Vec<_>>()
        };
        let own = list(self.operation);
        let replaced = |shared: &Value| {
            let same = |own: &&Value| own["name"] == shared["name"] && own["in"] == shared["in"];
            own.iter().any(same)
        };
        let shared = list(self.item).into_iter().filter(|shared| !replaced(shared));
        shared.chain(own.iter().copied()).collect()
    }

    /// The default of a parameter.
    pub(crate) fn default_of(&self, parameter: &'d Value) -> Option<&'d Value> {
        self.document.follow(&parameter["schema"]).get("default")
    }

    /// Its request body.
    pub(crate) fn body(&self) -> Option<&'d Value> {
        self.operation.get("requestBody").map(|body| self.document.follow(body))
    }

    /// Whether it needs credentials: by its own requirements, else by the document's (Operation Object, `security`).
    pub(crate) fn is_secured(&self) -> bool {
        let security = self.operation.get("security").or_else(|| self.document.0.get("security"));
        security.and_then(Value::as_array).is_some_and(|alternatives| !alternatives.is_empty())
    }

    /// The URL of the server that it is on: its own, its path's, the document's first.
    pub(crate) fn server(&self) -> String {
        let own = servers(self.operation).or_else(|| servers(self.item));
        own.unwrap_or_else(|| self.document.servers()).swap_remove(0)
    }

    /// Every declared answer in each of its media types. Those of a batch call are left out: status 207 where the
    /// operation has `x-batch` (spec/README.md).
    pub(crate) fn answers(&self) -> Vec<Declared<'d>> {
        let is_batch = self.operation.get("x-batch").is_some();
        let all = self.operation["responses"].as_object().expect("responses");
        let plain = all.iter().filter(|(status, _)| !(is_batch && *status == "207"));
        plain.flat_map(|(status, response)| self.in_media_types(status, response)).collect()
    }

    fn in_media_types(&self, status: &'d str, response: &'d Value) -> Vec<Declared<'d>> {
        match self.document.follow(response)["content"].as_object() {
            Some(content) => content
                .iter()
                .map(|(media_type, media)| Declared {
                    status,
                    media_type: Some(media_type),
                    example: media.get("example"),
                    schema: media.get("schema").map(|schema| self.document.follow(schema)),
                })
                .collect(),
            None => vec![Declared { status, media_type: None, example: None, schema: None }],
        }
    }
}

impl Declared<'_> {
    /// Whether it is an answer of success.
    pub(crate) fn is_success(&self) -> bool {
        self.status.starts_with('2')
    }

    /// Whether its body is JSON.
    pub(crate) fn is_json(&self) -> bool {
        self.media_type.is_some_and(|media_type| media_type == "application/json" || media_type.ends_with("+json"))
    }

    /// Whether its body is bytes.
    pub(crate) fn is_binary(&self) -> bool {
        self.schema.is_some_and(|schema| schema["format"] == "binary")
    }
}

/// The URLs of the servers of a document, path item or operation, with their variables' defaults.
fn servers(of: &Value) -> Option<Vec<String>> {
    let expanded = |server: &Value| {
        let url = server["url"].as_str().expect("url").to_owned();
        let variables = server["variables"].as_object().into_iter().flatten();
        variables.fold(url, |url, (name, variable)| {
            url.replace(&format!("{{{name}}}"), variable["default"].as_str().expect("default"))
        })
    };
    Some(of["servers"].as_array()?.iter().map(expanded).collect())
}
