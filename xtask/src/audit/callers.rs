//! Callers: for each item of a listing, code that uses it as the listing says, a line of functions each. What the
//! compiler has against a line, it has against the item.
//!
//! A caller relies on what the design of the generated code promises, and on no more: enums are matched with a rest,
//! fields have the type that is written, setters take what converts into theirs.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use generator::brackets::separated;

use super::line::{Line, Says, before};

/// What the lines need around them: the crate is called `api` there. No trait of the runtime is in scope, whose
/// methods would stand in for those of the types.
pub(super) const HEADER: &str = "use ::core::fmt::Debug; use generated_client::codegen::{Base64, Batch, Bytes, Date, \
    DateTime, Download, Error, Event, Events, Extra, Header, Items, Json, Map, Method, Nullable, Number, OpenTuple, \
    Operation, Pages, Part, Records, Request, Response, Result, Session, StringOrInteger, StringOrNumber, \
    Unrecognized, UnrecognizedInteger, Upload, Violations, serde}; fn given<T>() -> T { loop {} }";

/// The callers of all items of a listing, a line each, in its order.
///
/// # Errors
/// Where the listing has an item of a sort that there is no caller for.
pub(super) fn callers(listing: &str) -> Result<Vec<String>> {
    let lines = Line::all(listing);
    let kinds = Kinds::of(&lines);
    let caller = |(number, line): (usize, &Line<'_>)| {
        let functions = kinds.functions(line)?;
        let function = |(index, function): (usize, &String)| {
            let asynchronous = if function.contains(".await") { "async " } else { "" };
            format!("pub {asynchronous}fn item_{number}_{index}{function}")
        };
        let code: Vec<String> = functions.iter().enumerate().map(function).collect();
        Ok(code.join(" "))
    };
    lines.iter().enumerate().map(caller).collect()
}

/// What the types of a listing are, by their paths.
struct Kinds<'l> {
    kinds: BTreeMap<&'l str, Kind<'l>>,
    /// What the enums by media type are made of, by their paths.
    bodies: BTreeMap<&'l str, Vec<&'l str>>,
}

/// What a type is, as far as callers of it differ.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind<'l> {
    Struct,
    Form,
    EnumOfText,
    EnumOfIntegers,
    /// Of the bodies that an operation can be given, by media type.
    EnumOfBodies,
    /// Of other things.
    Enum,
    Union,
    Call {
        gives: &'l str,
    },
}

impl<'l> Kind<'l> {
    fn read(says: &'l str) -> Option<Self> {
        Some(match says {
            "struct" => Self::Struct,
            "form" => Self::Form,
            "enum of text" => Self::EnumOfText,
            "enum of integers" => Self::EnumOfIntegers,
            "enum by media type" => Self::EnumOfBodies,
            "enum" | "enum by status" => Self::Enum,
            _ if before(says, " by ") == "union" => Self::Union,
            _ => Self::Call { gives: says.strip_prefix("call giving ")? },
        })
    }

    fn has_variants(self) -> bool {
        match self {
            Self::EnumOfText | Self::EnumOfIntegers | Self::EnumOfBodies | Self::Enum | Self::Union => true,
            Self::Struct | Self::Form | Self::Call { .. } => false,
        }
    }
}

/// From where a type is named.
#[derive(Clone, Copy)]
enum Place {
    Models,
    Service,
}

impl<'l> Kinds<'l> {
    fn of(lines: &[Line<'l>]) -> Self {
        let is_type =
            |path: &str| path.matches("::").count() < 2 && !path.contains('.') && !path.starts_with("headers::");
        let kinds: BTreeMap<&str, Kind<'_>> = lines
            .iter()
            .filter_map(|line| match line.says {
                Says::Is(kind) if is_type(line.path) => Some((line.path, Kind::read(kind)?)),
                _ => None,
            })
            .collect();
        let mut bodies: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for line in lines {
            let Says::Takes { given, gives: None } = line.says else { continue };
            let Some((parent, _)) = line.parent() else { continue };
            if kinds.get(parent) == Some(&Kind::EnumOfBodies) && given.starts_with("models::") {
                bodies.entry(parent).or_default().push(given);
            }
        }
        Self { kinds, bodies }
    }

    /// The functions that use an item, each without what stands before its parameters.
    fn functions(&self, line: &Line<'l>) -> Result<Vec<String>> {
        let no_caller = || format!("there is no caller for `{}`", line.text);
        let ty = format!("api::{}", line.path);
        match (line.says, self.kinds.get(line.path)) {
            (Says::Is("Default"), _) => return Ok(vec![format!("() -> {ty} {{ <{ty} as Default>::default() }}")]),
            (Says::Is(_), Some(kind)) => return Ok(self.whole(line.path, *kind)),
            _ => {}
        }
        let Some((parent, name)) = line.parent() else { bail!(no_caller()) };
        let ty = format!("api::{parent}");
        Ok(match (parent, self.kinds.get(parent).copied(), line.says) {
            ("Client", ..) => self.client(name, line.says),
            ("Server", _, Says::Takes { .. }) => vec!["(server: api::Server) -> &'static str { server.url() }".into()],
            ("headers", _, Says::Is(held)) => {
                vec![format!("() -> {} {{ api::headers::{name} }}", self.qualified(held, Place::Service))]
            }
            (_, Some(Kind::Struct), Says::Is(held)) => {
                let held = self.qualified(held, Place::Models);
                vec![format!("(mut it: {ty}, value: {held}) -> {held} {{ it.{name} = value; it.{name} }}")]
            }
            (_, Some(_), Says::Is(_)) => vec![format!("() -> &'static [{ty}] {{ {ty}::{name} }}")],
            (_, Some(_), Says::Nothing) => {
                vec![format!(
                    "(it: {ty}) -> (bool, {ty}) {{ (match it {{ {ty}::{name} => true, _ => false }}, {ty}::{name}) }}"
                )]
            }
            (_, Some(kind), Says::Takes { given, .. }) if kind.has_variants() => {
                let place = if parent.starts_with("models::") { Place::Models } else { Place::Service };
                let held = self.qualified(given, place);
                let matched = format!("match it {{ {ty}::{name}(value) => Some(value), _ => None }}");
                vec![format!(
                    "(it: {ty}, value: {held}) -> (Option<{held}>, {ty}) {{ ({matched}, {ty}::{name}(value)) }}"
                )]
            }
            (_, Some(Kind::Struct | Kind::Form), Says::Takes { given, .. }) => match name {
                "new" => self.calls(&Call { receiver: None, name, gives: &ty, place: Place::Models, ty: &ty }, given),
                "validate" => vec![format!("(it: {ty}) -> ::core::result::Result<(), Violations> {{ it.validate() }}")],
                _ => self.setter(&ty, name, given, Place::Models),
            },
            (_, Some(Kind::Call { .. }), Says::Takes { given, gives }) => self.of_call(&ty, name, given, gives),
            _ => bail!(no_caller()),
        })
    }

    /// What a type promises as a whole.
    fn whole(&self, path: &str, kind: Kind<'_>) -> Vec<String> {
        let ty = format!("api::{path}");
        let traits = match kind {
            Kind::Struct if path == "Client" => "Clone + Debug + Send + Sync",
            Kind::Enum if path == "Server" => "Copy + Debug + Eq + ::core::hash::Hash + Send + Sync",
            Kind::Struct | Kind::Union => {
                "Clone + Debug + PartialEq + Send + Sync + serde::Serialize + serde::de::DeserializeOwned"
            }
            Kind::EnumOfText => {
                "Clone + Debug + Eq + ::core::hash::Hash + ::core::fmt::Display + AsRef<str> + From<String> \
                 + for<'t> From<&'t str> + serde::Serialize + serde::de::DeserializeOwned"
            }
            Kind::EnumOfIntegers => {
                "Clone + Debug + Eq + ::core::hash::Hash + ::core::fmt::Display + From<i64> + serde::Serialize \
                 + serde::de::DeserializeOwned"
            }
            Kind::Form | Kind::EnumOfBodies | Kind::Enum | Kind::Call { .. } => "Debug + Send",
        };
        let mut functions = vec![format!("() {{ fn has<T: {traits}>() {{}} has::<{ty}>() }}")];
        functions.extend(match kind {
            Kind::Struct if path.starts_with("models::") => vec![format!("(it: {ty}) {{ let {ty} {{ .. }} = it; }}")],
            Kind::Union => {
                let matched = format!("match it {{ {ty}::UnrecognizedValue(value) => Some(value), _ => None }}");
                vec![format!("(it: {ty}) -> Option<Json> {{ {matched} }}")]
            }
            Kind::EnumOfText => vec![format!("(it: &{ty}) -> &str {{ it.as_str() }}")],
            Kind::EnumOfIntegers => vec![format!("(it: &{ty}) -> i64 {{ it.as_i64() }}")],
            Kind::Call { gives } => {
                let answer = self.qualified(gives, Place::Service);
                vec![
                    format!("(call: {ty}) -> Result<{answer}> {{ call.await }}"),
                    format!("(call: {ty}) -> Result<Response<{answer}>> {{ call.send().await }}"),
                    format!("() -> Operation {{ {ty}::OPERATION }}"),
                ]
            }
            Kind::Struct | Kind::Form | Kind::EnumOfBodies | Kind::Enum => Vec::new(),
        });
        functions
    }

    /// A method of the client, or what makes it.
    fn client(&self, name: &str, says: Says<'_>) -> Vec<String> {
        let Says::Takes { given, gives } = says else { return Vec::new() };
        let gives = self.qualified(gives.unwrap_or("()"), Place::Service);
        let receiver = match name {
            "new" => None,
            _ if name.starts_with("with_") => Some("api::Client"),
            _ => Some("&api::Client"),
        };
        self.calls(&Call { receiver, name, gives: &gives, place: Place::Service, ty: "api::Client" }, given)
    }

    /// What a call can be told, and how it is made.
    fn of_call(&self, ty: &str, name: &str, given: &str, gives: Option<&str>) -> Vec<String> {
        let Some(gives) = gives else { return self.setter(ty, name, given, Place::Service) };
        let answer = self.qualified(gives, Place::Service);
        vec![match name {
            "error_body" => format!("(error: &Error) -> {answer} {{ {ty}::error_body(error) }}"),
            "batch" => format!("(call: {ty}, ids: Vec<String>) -> {answer} {{ call.batch(ids) }}"),
            "send_events" | "send_records" => {
                format!("(call: {ty}) -> Result<{answer}> {{ call.{name}().await }}")
            }
            _ => format!("(call: {ty}) -> {answer} {{ call.{name}() }}"),
        }]
    }

    fn setter(&self, ty: &str, name: &str, given: &str, place: Place) -> Vec<String> {
        let given = format!("value: {given}");
        self.calls(&Call { receiver: Some(ty), name, gives: ty, place, ty }, &given)
    }

    /// Calls with what the arguments are converted into, and with what else can be.
    fn calls(&self, call: &Call<'_>, given: &str) -> Vec<String> {
        let types: Vec<&str> = separated(given).iter().map(|argument| before(ty_of(argument), " = ")).collect();
        let choices: Vec<Vec<String>> = types.iter().map(|ty| self.choices(ty, call.place)).collect();
        let most = choices.iter().map(Vec::len).max().unwrap_or_default().max(1);
        let arguments = |at: usize| {
            let argument = |choices: &Vec<String>| choices.get(at).or(choices.first()).cloned().unwrap_or_default();
            choices.iter().map(argument).collect::<Vec<_>>().join(", ")
        };
        let Call { receiver, name, gives, ty, .. } = call;
        let function = |at: usize| match receiver {
            Some(receiver) => format!("(it: {receiver}) -> {gives} {{ it.{name}({}) }}", arguments(at)),
            None => format!("() -> {gives} {{ {ty}::{name}({}) }}", arguments(at)),
        };
        (0..most).map(function).collect()
    }

    /// The values that an argument of a type can be given: first one of the type.
    fn choices(&self, ty: &str, place: Place) -> Vec<String> {
        let own = format!("given::<{}>()", self.qualified(ty, place));
        [own].into_iter().chain(self.others(ty, place)).collect()
    }

    /// Values that are converted into a type.
    fn others(&self, ty: &str, place: Place) -> Vec<String> {
        // What is in lists and maps is converted, what is in that is not.
        let held = |held| self.others(held, place).into_iter().filter(|value| !value.starts_with('['));
        if let Some(element) = generic(ty, "Vec") {
            return held(element).map(|value| format!("[{value}]")).collect();
        }
        if let Some(value) = generic(ty, "Map") {
            let is_converted = matches!(place, Place::Models);
            return held(value).filter(|_| is_converted).map(|value| format!("[(\"\", {value})]")).collect();
        }
        if let Some(value) = generic(ty, "Nullable") {
            let value = self.qualified(value, place);
            return vec![format!("given::<{value}>()"), format!("given::<Option<{value}>>()")];
        }
        if let Some(value) = generic(ty, "Option") {
            return vec![format!("given::<{}>()", self.qualified(value, place))];
        }
        let path = self.path(ty, place);
        let text = ["\"\"", "given::<String>()"].map(str::to_owned);
        match (ty, self.kinds.get(path.as_str()).copied()) {
            (_, Some(Kind::EnumOfText)) => text.into(),
            (_, Some(Kind::EnumOfIntegers)) => vec!["0_i64".to_owned()],
            (_, Some(Kind::EnumOfBodies)) => {
                let held = self.bodies.get(path.as_str()).into_iter().flatten();
                held.map(|held| format!("given::<{}>()", self.qualified(held, Place::Service))).collect()
            }
            ("String", None) => vec!["\"\"".to_owned()],
            ("Date" | "DateTime" | "Base64", None) => text.into(),
            // A literal has no type of its own: it is an `i32` where anything is taken that converts.
            ("i64" | "u64", None) => vec!["0".to_owned()],
            ("f64", None) => vec!["0.5".to_owned()],
            ("Number", None) => vec!["0_i64".to_owned(), "0.5".to_owned()],
            ("StringOrInteger" | "StringOrNumber", None) => text.into_iter().chain(["0_i64".to_owned()]).collect(),
            _ => Vec::new(),
        }
    }

    /// The path of a type in the listing.
    fn path(&self, ty: &str, place: Place) -> String {
        match place {
            _ if ty.contains("::") => ty.to_owned(),
            Place::Models => format!("models::{ty}"),
            Place::Service => format!("operations::{ty}"),
        }
    }

    /// A type with the ways to what the crate itself declares.
    fn qualified(&self, ty: &str, place: Place) -> String {
        let mut written = String::with_capacity(ty.len());
        let mut rest = ty;
        while let Some(first) = rest.chars().next() {
            let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':' || c == '#';
            let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end.max(first.len_utf8()));
            let path = self.path(word, place);
            if matches!(word, "Client" | "Server") && matches!(place, Place::Service) {
                written.push_str("api::");
                written.push_str(word);
            } else if self.kinds.contains_key(path.as_str()) {
                written.push_str("api::");
                written.push_str(&path);
            } else {
                written.push_str(word);
            }
            rest = after;
        }
        written
    }
}

/// How something is called.
struct Call<'c> {
    /// The type that has the method; none for what a type itself has.
    receiver: Option<&'c str>,
    name: &'c str,
    gives: &'c str,
    place: Place,
    ty: &'c str,
}

/// The type of an argument `name: Type`.
fn ty_of(argument: &str) -> &str {
    argument.split_once(": ").map_or(argument, |(_, ty)| ty)
}

/// The argument of a generic type.
fn generic<'t>(ty: &'t str, name: &str) -> Option<&'t str> {
    ty.strip_prefix(name)?.strip_prefix('<')?.strip_suffix('>')
}
