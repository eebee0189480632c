//! `operation!`: sending, and what every operation can be told.

/// Implements an operation for a struct around a `Call`:
///
/// ```text
/// operation! { ListUsers => UserList, LIST_USERS }
/// operation! { ListUsers => UserList, LIST_USERS, error ErrorBody }
/// operation! { Watch => Events<Change>, WATCH, by events() }
/// ```
///
/// Behind `by` stands what reads the answer while it comes.
///
/// The futures are the runtime's, and boxed there: one of each call, even an `impl Future`, costs the compiler more
/// than all else of an operation.
#[macro_export]
#[doc(hidden)]
macro_rules! __operation {
    ($ty:ident => $output:ty, $operation:path $(, by $by:ident($($argument:tt)*))? $(, error $error:ty)? $(,)?) => {
        impl $ty {
            /// What the document says of this operation.
            pub const OPERATION: $crate::codegen::Operation = $operation;

            /// Sends the call; awaiting the operation itself gives the body alone.
            ///
            /// # Errors
            ///
            /// All kinds: the call cannot be built, sent, or answered with success, or the answer is not what the
            /// document says.
            pub fn send(
                self,
            ) -> $crate::codegen::BoxFuture<
                'static,
                $crate::codegen::Result<$crate::codegen::Response<$output>>,
            > {
                $crate::__read!(self.0 $(, $by($($argument)*))?)
            }

            /// Sends the call and gives the body of a success as it came.
            ///
            /// # Errors
            ///
            /// As of [`send`](Self::send), but for decode.
            pub fn send_raw(
                self,
            ) -> $crate::codegen::BoxFuture<
                'static,
                $crate::codegen::Result<$crate::codegen::Response<$crate::codegen::Bytes>>,
            > {
                self.0.read()
            }

            /// Sends the call and gives the body of a success to be read as it comes.
            ///
            /// # Errors
            ///
            /// As of [`send`](Self::send), but for decode.
            pub fn send_streaming(
                self,
            ) -> $crate::codegen::BoxFuture<
                'static,
                $crate::codegen::Result<$crate::codegen::Response<$crate::codegen::Download>>,
            > {
                self.0.open()
            }

            /// Sets a member of the body that the document does not name, in place of one of the same name. The body is
            /// an object, set before or later; without one, the members are the body.
            pub fn with_body_member(mut self, name: &str, value: impl $crate::codegen::serde::Serialize) -> Self {
                self.0.add_body_member(name, value);
                self
            }

            /// Adds a header that the document does not name; it replaces one that the call would have.
            pub fn with_header(mut self, name: &str, value: &str) -> Self {
                self.0.add_header(name, value);
                self
            }

            /// Adds a query pair that the document does not name.
            pub fn with_query(
                mut self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                self.0.add_query(name, value);
                self
            }

            /// Sets the time for the call as a whole.
            pub fn with_timeout(mut self, timeout: ::core::time::Duration) -> Self {
                self.0.set_timeout(timeout);
                self
            }

            /// Sets when the call is tried again.
            pub fn with_retry_policy(mut self, policy: $crate::codegen::RetryPolicy) -> Self {
                self.0.set_retry_policy(policy);
                self
            }

            /// Sets what happens when a rate limit does not allow the call yet.
            pub fn with_rate_limiting(mut self, limiting: $crate::codegen::RateLimiting) -> Self {
                self.0.set_rate_limiting(limiting);
                self
            }

            /// Sends the call to another server, credentials included.
            pub fn with_server_url(mut self, url: &str) -> Self {
                self.0.set_server_url(url);
                self
            }

            /// Chooses the media type of the body, among those that the document names.
            pub fn with_content_type(mut self, content_type: &str) -> Self {
                self.0.set_content_type(content_type);
                self
            }

            $(
                /// The body of an error that the server answered with, when it is what the document says; also of a
                /// success that is no answer of this call.
                pub fn error_body(error: &$crate::codegen::Error) -> ::core::option::Option<$error> {
                    $crate::codegen::error_body(error, &Self::OPERATION)
                }
            )?
        }

        impl ::core::future::IntoFuture for $ty {
            type Output = $crate::codegen::Result<$output>;
            type IntoFuture = $crate::codegen::BoxFuture<'static, Self::Output>;

            fn into_future(self) -> Self::IntoFuture {
                $crate::__read_body!(self.0 $(, $by($($argument)*))?)
            }
        }
    };
}

/// The future of a call's answer.
#[macro_export]
#[doc(hidden)]
macro_rules! __read {
    ($call:expr) => {
        $call.read()
    };
    ($call:expr, $by:ident($($argument:tt)*)) => {
        $call.$by($($argument)*)
    };
}

/// The future of the body of a call's answer.
#[macro_export]
#[doc(hidden)]
macro_rules! __read_body {
    ($call:expr) => {
        $call.body()
    };
    ($call:expr, $by:ident($($argument:tt)*)) => {{
        let answer = $call.$by($($argument)*);
        ::std::boxed::Box::pin(async move { answer.await.map($crate::codegen::Response::into_body) })
    }};
}
