//! `string_enum!` and `integer_enum!`: open enums of scalars.

/// Implements conversions and the codec for an enum that is written before it, whose last variant is
/// `UnrecognizedValue(Unrecognized)`:
///
/// ```text
/// string_enum! { Ty { Active = "active", NoDevice = "no device" } }
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! __string_enum {
    ($ty:ident { $($variant:ident = $wire:literal),* $(,)? }) => {
        impl $ty {
            /// The values that the document names.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// The value as it is sent.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::UnrecognizedValue(value) => value.as_str(),
                }
            }
        }

        impl ::core::convert::From<&str> for $ty {
            fn from(text: &str) -> Self {
                $crate::codegen::value_of(text, Self::VALUES, Self::UnrecognizedValue)
            }
        }

        impl ::core::convert::From<::std::string::String> for $ty {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for $ty {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Display for $ty {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl $crate::codegen::Decode for $ty {
            fn decode(json: &mut $crate::codegen::Reader<'_>) -> $crate::codegen::DecodeResult<Self> {
                $crate::codegen::decode_text(json, |value| !::core::matches!(value, Self::UnrecognizedValue(_)))
            }

            fn from_plain_text(text: &str) -> ::core::option::Option<Self> {
                Some(Self::from(text))
            }
        }

        impl $crate::codegen::Encode for $ty {
            fn encode(&self, json: &mut $crate::codegen::Writer) {
                json.string(self.as_str());
            }
        }

        $crate::__serde_bridge! { $ty }
    };
}

/// Implements conversions and the codec for an enum that is written before it, whose last variant is
/// `UnrecognizedValue(UnrecognizedInteger)`:
///
/// ```text
/// integer_enum! { Ty { Value1 = 1, Value2 = 2 } }
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! __integer_enum {
    ($ty:ident { $($variant:ident = $wire:literal),* $(,)? }) => {
        impl $ty {
            /// The values that the document names.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),*];

            /// The value as it is sent; of a number that is not whole, the whole part, and of one beyond 64 bits the
            /// nearest to it.
            pub const fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::UnrecognizedValue(value) => value.as_i64(),
                }
            }
        }

        impl ::core::convert::From<i64> for $ty {
            fn from(value: i64) -> Self {
                match value {
                    $($wire => Self::$variant,)*
                    _ => Self::UnrecognizedValue($crate::codegen::UnrecognizedInteger::new(value)),
                }
            }
        }

        impl ::core::fmt::Display for $ty {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    Self::UnrecognizedValue(value) => ::core::fmt::Display::fmt(value, formatter),
                    _ => ::core::fmt::Display::fmt(&self.as_i64(), formatter),
                }
            }
        }

        impl $crate::codegen::Decode for $ty {
            fn decode(json: &mut $crate::codegen::Reader<'_>) -> $crate::codegen::DecodeResult<Self> {
                $crate::codegen::decode_integer(
                    json,
                    |value| !::core::matches!(value, Self::UnrecognizedValue(_)),
                    Self::UnrecognizedValue,
                )
            }
        }

        impl $crate::codegen::Encode for $ty {
            fn encode(&self, json: &mut $crate::codegen::Writer) {
                match self {
                    Self::UnrecognizedValue(value) => value.encode(json),
                    _ => json.integer(self.as_i64()),
                }
            }
        }

        $crate::__serde_bridge! { $ty }
    };
}
