//! `client!`: the client of a service and its servers.

/// Implements a client for a struct around a `Service`, and the enum of its servers, which are in the order of the
/// description:
///
/// ```text
/// client! { Client, Server, SERVICE }
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! __client {
    ($client:ident, $server:ident, $service:path $(,)?) => {
        impl $client {
            /// A client at the first server of the document.
            pub fn new(session: $crate::codegen::Session) -> Self {
                Self($crate::codegen::Service::new(session, &$service))
            }

            /// The client at another server of the document. Operations with a server of their own keep it.
            #[must_use]
            pub fn with_server(self, server: $server) -> Self {
                Self(self.0.with_server(server as usize))
            }

            /// The client at a URL, which overrides every server of the document, an operation's own included.
            ///
            /// # Errors
            ///
            /// The text is no URL of http or https, or has user information, a query or a fragment; the kind is build.
            pub fn with_base_url(self, url: impl ::core::convert::AsRef<str>) -> $crate::codegen::Result<Self> {
                ::core::result::Result::Ok(Self(self.0.with_base_url(url.as_ref())?))
            }

            /// The client of a document found at this URL, against which relative URLs of its servers are resolved.
            ///
            /// # Errors
            ///
            /// As of [`with_base_url`](Self::with_base_url).
            pub fn with_document_url(self, url: impl ::core::convert::AsRef<str>) -> $crate::codegen::Result<Self> {
                ::core::result::Result::Ok(Self(self.0.with_document_url(url.as_ref())?))
            }

            /// The client with a value for a variable of its servers' URLs, in place of the document's default.
            #[must_use]
            pub fn with_server_variable(
                self,
                name: impl ::core::convert::AsRef<str>,
                value: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                Self(self.0.with_server_variable(name.as_ref(), value.into()))
            }

            /// The session that the client was made with.
            pub fn session(&self) -> &$crate::codegen::Session {
                self.0.session()
            }

            /// A request that the document does not name, to a path below the server's URL, with the same credentials
            /// and limits.
            pub fn request(
                &self,
                method: $crate::codegen::Method,
                path: impl ::core::convert::Into<::std::string::String>,
            ) -> $crate::codegen::Request {
                self.0.request(method, path.into())
            }
        }

        impl $server {
            /// The URL in the document, with its variables in braces.
            pub const fn url(self) -> &'static str {
                $service.server_url(self as usize)
            }
        }
    };
}
