//! Clients of four telephony services, generated from their OpenAPI documents.
//!
//! Each service is a module, and a feature of the same name, with a `Client`, its `operations` and its `models`. A
//! [`Session`] holds what clients share: credentials, connections, retries, limits.
//!
//! - [`auth`] says who the caller is ([guide](guide::authentication)); [`Response`] and [`Error`] are what comes back,
//!   or does not ([guide](guide::errors)).
//! - Calls are tried again where that helps and does no harm, and keep to the service's rate limits
//!   ([guide](guide::retries_and_limits)).
//! - [`Items`] and [`Pages`] read lists ([guide](guide::pagination)), [`Batch`] asks for several values in one call
//!   ([guide](guide::batches)), [`Part`] and [`Download`] carry files ([guide](guide::files)).
//! - Models keep what their document does not know ([`Extra`], open enums, raw [`Json`]), so that reading, changing
//!   and writing back loses nothing. Absent and null are two things where the document says so: [`Nullable`].
//! - [`Validate`] checks a request against the document before it is sent, when asked to; decoding never does.
//! - [`json`] reads and writes any model; serde's traits are implemented too.
//! - What a document does not name can be sent all the same: `with_header`, `with_query` and `with_body_member` of an
//!   operation, `send_raw` for its answer as it came, and `request` of a client for a path of one's own ([`Request`]).
//! - A stand-in for servers is for the tests of one's own code ([guide](guide::testing)).
//!
//! ```no_run
//! use generated_client::{Result, Session, auth};
//! use generated_client::{odin_user_services, ringcentral_presence, ringcentral_user_settings, zoom_phone_users};
//!
//! # async fn demo() -> Result<()> {
//! // One session: connection pool, token, retries, rate limits. Cheap to clone, shared by both RingCentral services.
//! let session = Session::builder().auth(auth::Bearer::new("token")).build()?; // or auth::RingCentralJwt::from_env()?
//! let settings = ringcentral_user_settings::Client::new(session.clone()); // production server of the document
//! let presence = ringcentral_presence::Client::new(session.clone())
//!     .with_server(ringcentral_presence::Server::Sandbox); // or .with_base_url("http://127.0.0.1:4010")?
//!
//! // `.await` gives the body, `.send().await` the response with status, headers and rate-limit state.
//! let me = settings.read_extension().await?; // account_id and extension_id default to "~"
//! let other = settings.read_extension().account_id("37439510").extension_id("401").send().await?;
//! println!("{:?} {} {:?}", me.name, other.status(), other.rate_limit());
//!
//! // Enums, binary bodies, the media host given by the operation's own `servers`.
//! use ringcentral_user_settings::models::{ExtensionUpdateRequest, ScaleSize};
//! let image: bytes::Bytes = settings.read_scaled_profile_image(ScaleSize::Original).await?;
//! println!("{} bytes", image.len());
//! settings.update_extension(ExtensionUpdateRequest::new().extension_number("205")).await?;
//!
//! // Lists by item or by page, with an inherent `next()`; a `Stream` behind a feature.
//! let auth = auth::ZoomServerToServer::new("account", "client id", "client secret");
//! let zoom = zoom_phone_users::Client::new(Session::builder().auth(auth).build()?);
//! let mut users = zoom.list_phone_users().page_size(100).items();
//! while let Some(user) = users.next().await {
//!     println!("{:?}", user?.email);
//! }
//!
//! // ODIN: log in, read, change one service, put back; what the document does not know survives.
//! let session = Session::builder().auth(auth::OdinLogin::new("john.smith", "password")).build()?;
//! let odin = odin_user_services::Client::new(session).with_base_url("https://portal.odinapi.net/api/v2")?;
//! let mut all = odin.get_user_service_settings("9871515000@odinapi.net").await?;
//! all.call_forwarding_always.get_or_insert_default().is_active = Some(true);
//! odin.put_user_service_settings(all).await?;
//!
//! // Errors: one type, with a kind, and everything the server said.
//! if let Err(error) = presence.get_presence_status().extension_id("1").await {
//!     if let Some(api) = error.api() {
//!         eprintln!("{} {:?} {}", api.status(), api.request_id(), api.body_text());
//!     }
//!     if error.is_rate_limited() {
//!         eprintln!("again in {:?}", error.retry_after());
//!     }
//! }
//! # Ok(()) }
//! ```
//!
//! # Features
//!
//! | feature | what it gives |
//! |---|---|
//! | `ringcentral-user-settings`, `ringcentral-presence`, `odin-user-services`, `zoom-phone-users` | the services, all by default |
//! | `rustls` | TLS by rustls, by default |
//! | `native-tls` | TLS of the system, when `rustls` is off |
//! | `stream` | lists and downloads as `Stream` |
//! | `blocking` | calls without async: `blocking::wait` |
//! | `tracing` | a span for each call and attempt |
//! | `testing` | a stand-in for servers, for tests: `testing::Fake` |
//! | `jiff`, `chrono` | conversions of [`DateTime`] and [`Date`], both ways |
//!
//! Without `rustls` and `native-tls` only plain http works, which carries credentials to this machine alone.

#[rustfmt::skip]
mod generated;
pub mod guide;
mod runtime;

pub use generated::*;

/// The README, whose examples must compile.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../../README.md")]
    mod readme {}
}

pub use runtime::batch::{Batch, BatchEncoding, BatchResult};
pub use runtime::body::Upload;
pub use runtime::codec::{
    Base64, Date, DateTime, DecodeError, Extra, Json, Map, Nullable, Number, OpenTuple, StringOrInteger,
    StringOrNumber, Unrecognized, UnrecognizedInteger,
};
pub use runtime::download::Download;
pub use runtime::error::{ApiError, Error, ErrorKind, Result};
pub use runtime::events::{Event, Events, Records};
pub use runtime::form::{Form, Part};
pub use runtime::header::Header;
pub use runtime::limit::RateLimiting;
pub use runtime::limit::quota::Quota;
pub use runtime::limit::state::RateLimit;
pub use runtime::observe::Attempt;
pub use runtime::operation::{Idempotency, Method, Operation, Redirects, Requirement};
pub use runtime::pages::{Items, Pages};
pub use runtime::response::Response;
pub use runtime::retry::RetryPolicy;
pub use runtime::retry::budget::RetryBudget;
pub use runtime::session::{Session, SessionBuilder};
pub use runtime::untyped::Request;
pub use runtime::validate::{Validate, Violation, Violations};

#[cfg(feature = "blocking")]
pub use runtime::blocking;
#[cfg(feature = "testing")]
pub use runtime::testing;

/// Who the caller is.
pub mod auth {
    pub use crate::runtime::auth::{
        Anonymous, ApiKey, Auth, AuthRequest, Authorization, Basic, Bearer, ByScheme, Credentials, FileTokenStore,
        HttpScheme, MemoryTokenStore, OdinLogin, RingCentralAuthorizationCode, RingCentralJwt, SchemeKind,
        SecurityScheme, StoreLock, TokenStore, ZoomAuthorizationCode, ZoomServerToServer,
    };
    pub use crate::runtime::parameter::In;
    pub use secrecy::{ExposeSecret, SecretString};
}

/// The seam to HTTP, for transports other than reqwest.
pub mod transport {
    pub use crate::runtime::body::Body;
    pub use crate::runtime::transport::{
        BoxFuture, OperationId, Reach, ReqwestTransport, Transport, TransportError, TransportRequest, TransportResponse,
    };
}

/// Models as JSON text, by the codec that calls use.
pub mod json {
    pub use crate::runtime::codec::{Decode, Encode, from_slice, from_str, to_string, to_vec};
}
