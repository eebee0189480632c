//! A small service, written as the generator writes one.

use crate::codegen::*;

/// A user.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct User {
    pub id: String,
    pub r#type: Option<Status>,
    pub note: Nullable<String>,
    pub ended: Option<DateTime>,
    pub created: Option<DateTime>,
    pub tags: Option<Vec<String>>,
    pub boss: Option<Box<User>>,
    pub level: Option<Level>,
    pub extra: Extra,
}

model! { User {
    id required [max_length(5), pattern("^[a-z0-9]+$")], r#type, note = "Note Text" nullable, ended required_nullable,
    created read_only, tags [max_items(2), unique_items()], boss, level,
} }

builder! { User (id: text, ended: into(Option<DateTime>)) {
    r#type as type_value: into(Status), note: nullable(String), tags: list(String), boss: boxed(User), level: value(Level),
} [created, extra] }

/// Nothing declared.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Empty {
    pub extra: Extra,
}

model! { Empty {} }
builder! { Empty () {} [extra] }

/// Typed additional members.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Counts {
    pub total: i64,
    pub by_name: Map<i64>,
}

model! { Counts { total required [minimum(0.0), maximum(10.0), multiple_of(2.0)], .. by_name } }
builder! { Counts (total: value(i64)) { by_name: map(i64) } [] }

/// Whether a user can call.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    Active,
    NoDevice,
    UnrecognizedValue(Unrecognized),
}

string_enum! { Status { Active = "active", NoDevice = "no device" } }

/// A level.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Level {
    Value1,
    Value2,
    UnrecognizedValue(UnrecognizedInteger),
}

integer_enum! { Level { Value1 = 1, Value2 = 2 } }

/// Told apart by shape.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Shapes {
    User(Box<User>),
    Counts(Counts),
    Text(String),
    Whole(i64),
    Float(f64),
    Flag(bool),
    List(Vec<Shapes>),
    UnrecognizedValue(Json),
}

union! { Shapes {
    User object("id"), Counts object("total" = "4"), Text string, Whole integer, Float number, Flag boolean, List array,
} }

/// With a variant that takes anything.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Loose {
    Texts(Vec<String>),
    Numbers(Map<i64>),
    Any(Json),
    UnrecognizedValue(Json),
}

union! { Loose { Texts array, Numbers object(), Any any } }

/// With a variant of texts whose shape is not known.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum TextOrWhole {
    Text(Status),
    Whole(i64),
    UnrecognizedValue(Json),
}

union! { TextOrWhole { Text any, Whole integer } }

/// Told apart by a tag.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Pet {
    Cat(Empty),
    Dog(Counts),
    UnrecognizedValue(Json),
}

union! { Pet tag "kind" { Cat("cat"), Dog("dog", "puppy") } }

/// An error body.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Problem {
    pub code: Option<i64>,
    pub extra: Extra,
}

model! { Problem { code } }

/// A form.
#[derive(Debug)]
pub struct Picture(Form);

form! {
    Picture (image: part) {
        note = "Note": text, count: value(i64), more: parts, user: into(User), ids: list(String),
        page: part as "image/tiff", memo: text as "text/markdown", tags: list(String) as "application/json",
        deep: into(User) in DeepObject No, joined: list(String) in PipeDelimited No, spread: list(String) in Form Yes,
        settings: list(String) of "application/json", r#type: text, r#mod = "r#mod": text
    }
}

const FIND_USER: Operation = Operation::get("findUser", "/users").giving_redirects();

/// Tells where a user is.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until it is awaited or sent"]
pub struct FindUser(Call);

operation! { FindUser => (), FIND_USER }

pub const GET_USER: Operation = Operation::get("getUser", "/accounts/{accountId}/users/{userId}")
    .parameters(&[
        Parameter::path("accountId").default("~"),
        Parameter::query("ids").style(Style::PipeDelimited),
        Parameter::query("filter").style(Style::DeepObject),
        Parameter::query("page").required().default("1"),
        Parameter::header("X-Trace"),
        Parameter::header("Cookie"),
        Parameter::cookie("crumb"),
    ])
    .produces(&["application/json"])
    .in_rate_limit("LIGHT")
    .with_permissions(&["ReadAccounts"])
    .secured_by(&[&[("OAuth2", &["read"])]]);

/// Reads a user.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until it is awaited or sent"]
pub struct GetUser(Call);

operation! { GetUser => User, GET_USER, error Problem }

impl GetUser {
    pub fn account_id(mut self, account_id: impl Into<String>) -> Self {
        self.0.set_text("accountId", account_id);
        self
    }

    pub fn tags(mut self, tags: impl IntoIterator<Item: Into<String>>) -> Self {
        self.0.set("tags", &list::<String>(tags));
        self
    }

    pub fn ids(mut self, ids: impl IntoIterator<Item: Into<i64>>) -> Self {
        self.0.set("ids", &list::<i64>(ids));
        self
    }

    pub fn filter(mut self, filter: impl Into<Counts>) -> Self {
        self.0.set("filter", &filter.into());
        self
    }

    pub fn x_trace(mut self, x_trace: impl Into<String>) -> Self {
        self.0.set_text("X-Trace", x_trace);
        self
    }

    pub fn cookie(mut self, cookie: impl Into<String>) -> Self {
        self.0.set_text("Cookie", cookie);
        self
    }

    pub fn crumb(mut self, crumb: f64) -> Self {
        self.0.set("crumb", &crumb);
        self
    }
}

pub const PUT_USER: Operation = Operation::put("putUser", "/user")
    .consumes(&["application/json", "application/x-www-form-urlencoded"])
    .secured_by(&[&[("OAuth2", &["edit"])], &[]]);

/// Writes a user.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until it is awaited or sent"]
pub struct PutUser(Call);

operation! { PutUser => (), PUT_USER }

pub const SEND_PICTURE: Operation = Operation::post("sendPicture", "/picture")
    .consumes(&["multipart/form-data", "image/*"])
    .produces(&["text/plain"])
    .on_server(ServerDescription::new("http://media.invalid"));

/// Sends a picture.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until it is awaited or sent"]
pub struct SendPicture(Call);

operation! { SendPicture => String, SEND_PICTURE }

/// What making something gives.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Made {
    Created(Counts),
    Other(Bytes),
}

responses! { Made { Created = 201, Other = _ } }

pub const MAKE: Operation = Operation::post("make", "/make");

/// Makes something.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until it is awaited or sent"]
pub struct Make(Call);

operation! { Make => Made, MAKE }

static SERVICE: ServiceDescription = ServiceDescription::new("sample")
    .servers(&[
        ServerDescription::new("http://{host}/api").variables(&[("host", "production.invalid")]),
        ServerDescription::new("http://sandbox.invalid"),
    ])
    .schemes(&[SecurityScheme::oauth2("OAuth2").token_url("http://production.invalid/token")]);

/// The client.
#[derive(Clone, Debug)]
pub struct Client(Service);

/// The servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Server {
    Production,
    Sandbox,
}

client! { Client, Server, SERVICE }

impl Client {
    pub fn get_user(&self, user_id: impl Into<String>) -> GetUser {
        let mut call = self.0.call(&GET_USER);
        call.set_text("userId", user_id);
        GetUser(call)
    }

    pub fn find_user(&self) -> FindUser {
        FindUser(self.0.call(&FIND_USER))
    }

    pub fn put_user(&self, body: impl Into<User>) -> PutUser {
        let mut call = self.0.call(&PUT_USER);
        call.json(&body.into());
        PutUser(call)
    }

    pub fn send_picture(&self, body: impl Into<Picture>) -> SendPicture {
        let mut call = self.0.call(&SEND_PICTURE);
        call.form(body.into());
        SendPicture(call)
    }

    pub fn send_raw_picture(&self, body: impl Into<Upload>) -> SendPicture {
        let mut call = self.0.call(&SEND_PICTURE);
        call.upload(body);
        SendPicture(call)
    }

    pub fn make(&self) -> Make {
        Make(self.0.call(&MAKE))
    }
}
