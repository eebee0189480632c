//! Who the caller is: [`Auth`] gives the credentials of each call.
//!
//! [`fixed`] has what never changes, [`ringcentral`], [`zoom`] and [`odin`] the ways of the services, each a [`Grant`]
//! whose tokens [`tokens`] caches and renews, through a [`store`] where processes share them.
//!
//! [`Grant`]: grant::Grant

mod authorization;
mod client;
mod code;
mod credentials;
mod endpoint;
mod environment;
mod fixed;
mod grant;
mod odin;
mod provider;
mod ringcentral;
mod scheme;
mod store;
mod token;
mod tokens;
mod zoom;

use std::fmt;
use std::sync::Arc;

use super::channel::Channel;
use super::limit::quota::RateLimits;
use super::operation::Requirement;
use super::transport::{BoxFuture, Transport};
use crate::Result;

pub use self::authorization::Authorization;
pub use self::credentials::Credentials;
pub use self::fixed::{Anonymous, ApiKey, Basic, Bearer, ByScheme, HttpScheme};
pub use self::odin::OdinLogin;
pub use self::ringcentral::{RingCentralAuthorizationCode, RingCentralJwt};
pub use self::scheme::{SchemeKind, SecurityScheme};
pub use self::store::{FileTokenStore, MemoryTokenStore, StoreLock, TokenStore};
pub use self::zoom::{ZoomAuthorizationCode, ZoomServerToServer};

/// Gives the credentials of calls. It is asked for each attempt, except for operations that need none.
///
/// An implementation that fetches tokens does so through [`AuthRequest::transport`] and keeps them by
/// [`AuthRequest::origin`]; it needs no URL of its own.
pub trait Auth: Send + Sync {
    /// The credentials of one attempt.
    ///
    /// # Errors
    ///
    /// There are none to be had; the error should be of the kind auth ([`Error::auth`](crate::Error::auth)).
    fn credentials<'a>(&'a self, request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>>;

    /// The server has refused these credentials (401): gives whether others may be had, for one more attempt.
    ///
    /// Called at most once a call. An implementation drops what it had given, unless it has something newer by now.
    fn renew<'a>(&'a self, request: AuthRequest<'a>, refused: &'a Credentials) -> BoxFuture<'a, bool> {
        let _ = (request, refused);
        Box::pin(std::future::ready(false))
    }
}

/// A shared provider is one, too.
impl<T: Auth + ?Sized> Auth for Arc<T> {
    fn credentials<'a>(&'a self, request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>> {
        (**self).credentials(request)
    }

    fn renew<'a>(&'a self, request: AuthRequest<'a>, refused: &'a Credentials) -> BoxFuture<'a, bool> {
        (**self).renew(request, refused)
    }
}

/// What a call needs credentials for.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct AuthRequest<'a> {
    /// Where the call goes: scheme, host, and the port when it is not the scheme's own.
    pub origin: &'a str,
    /// The server that the client is for, without a slash at its end. It is another one than that of `origin` where an
    /// operation has a server of its own.
    pub server_url: &'a str,
    /// The alternatives that the operation accepts, each a list of schemes and scopes that are all needed.
    pub security: &'a [&'a [Requirement]],
    /// The schemes of the service.
    pub schemes: &'a [SecurityScheme],
    /// The session's transport.
    pub transport: &'a dyn Transport,
    pub(crate) channel: &'a Arc<Channel>,
    pub(crate) rate_limits: RateLimits,
}

impl fmt::Debug for AuthRequest<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = formatter.debug_struct("AuthRequest");
        fields.field("origin", &self.origin).field("server_url", &self.server_url);
        fields.field("security", &self.security).finish_non_exhaustive()
    }
}
