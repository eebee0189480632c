//! `events!` and `records!`: answers that are read value by value, as they come.

/// Implements reading server-sent events for an operation:
///
/// ```text
/// events! { CreateCompletion => models::Chunk }
/// events! { Watch => models::Change, of ["event", "data"] }
/// ```
///
/// Behind `of` stand the members of an event that a value is made of, where that is more than its data.
#[macro_export]
#[doc(hidden)]
macro_rules! __events {
    ($ty:ident => $data:ty $(,)?) => {
        $crate::__events! { @ $ty => $data, events() }
    };
    ($ty:ident => $data:ty, of [$($member:literal),+ $(,)?] $(,)?) => {
        $crate::__events! { @ $ty => $data, events_of(&[$($member),+]) }
    };
    (@ $ty:ident => $data:ty, $by:ident($($argument:expr)?)) => {
        impl $ty {
            /// Asks for server-sent events, and gives them as they come.
            ///
            /// # Errors
            ///
            /// As of [`send`](Self::send); and decode, where the answer is no stream of events.
            pub async fn send_events(
                self,
            ) -> $crate::codegen::Result<$crate::codegen::Response<$crate::codegen::Events<$data>>> {
                self.0.$by($($argument)?).await
            }
        }
    };
}

/// Implements reading JSON texts one after the other for an operation:
///
/// ```text
/// records! { ExportThings => models::Thing, "application/x-ndjson", Line }
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! __records {
    ($ty:ident => $record:ty, $media_type:literal, $separator:ident $(,)?) => {
        impl $ty {
            /// Asks for values one after the other, and gives them as they come.
            ///
            /// # Errors
            ///
            /// As of [`send`](Self::send).
            pub async fn send_records(
                self,
            ) -> $crate::codegen::Result<$crate::codegen::Response<$crate::codegen::Records<$record>>> {
                self.0.records($media_type, $crate::codegen::Separator::$separator).await
            }
        }
    };
}
