//! `batched!`: several values of one parameter in one call.

/// Implements a batch for an operation: its answer for each value, the path parameter, and how many it takes:
///
/// ```text
/// batched! { GetPresence => Presence, "extensionId", 30 }
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! __batched {
    ($ty:ident => $output:ty, $parameter:literal, $most:literal $(,)?) => {
        impl $ty {
            #[doc = concat!("The call for up to ", $most, " values of `", $parameter, "` at once.")]
            pub fn batch(
                self,
                ids: impl ::core::iter::IntoIterator<Item: ::core::convert::Into<::std::string::String>>,
            ) -> $crate::codegen::Batch<$output> {
                self.0.batch($parameter, $most, ids)
            }
        }
    };
}
