//! `bodies!`: what a body can be, where the caller chooses.

/// Implements an enum of bodies, which is written before it: how each is sent, and which types tell by themselves:
///
/// ```text
/// bodies! {
///     Ty { Json: json ["application/json", "text/json"], Multipart: form ["multipart/form-data"] }
///     from { Json(models::Thing), Multipart(models::ThingForm) }
/// }
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! __bodies {
    ($ty:ident { $($variant:ident : $setter:ident [$($media_type:literal),+ $(,)?]),* $(,)? }
        from { $($told:ident($held:ty)),* $(,)? }
    ) => {
        impl $crate::codegen::BodyChoice for $ty {
            fn put(self, call: &mut $crate::codegen::Call) -> &'static [&'static str] {
                match self {
                    $(Self::$variant(body) => {
                        $crate::__put_body!(call, body: $setter);
                        &[$($media_type),+]
                    })*
                }
            }
        }

        $(impl ::core::convert::From<$held> for $ty {
            fn from(body: $held) -> Self {
                Self::$told(body)
            }
        })*
    };
}

/// Puts a body into a call, by its kind.
#[macro_export]
#[doc(hidden)]
macro_rules! __put_body {
    ($call:ident, $body:ident : json) => {
        $call.json(&$body)
    };
    ($call:ident, $body:ident : $setter:ident) => {
        $call.$setter($body)
    };
}
