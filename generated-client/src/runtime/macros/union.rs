//! `union!`: enums of several types, told apart by shape or by a tag; and `responses!`, told apart by status.

/// Implements the codec for an enum that is written before it, whose last variant is `UnrecognizedValue(Json)`:
///
/// ```text
/// union! { Ty { ByNumber object("phoneNumber"), Both object("code", "successful" = "true"), Text string, Other any } }
/// union! { Ty tag "type" { Cat("cat"), Dog("dog", "puppy"), Fish("fish") writes "fish" } }
/// ```
///
/// A variant `writes` its tag where its value has none: text, a flag or a number, as its type has it.
///
/// The shapes are `object(...)` with the members that must be there, some with the text of their scalar or several that
/// it may be (`"kind" = "cat" | "lion"`) or null (`"kind": is_null`), and those that have it where they are there
/// (`"kind" maybe "cat"`, `"kind": is_null_if_present`), `string`, `integer`, `number`, `boolean`, `array` and `any`.
#[macro_export]
#[doc(hidden)]
macro_rules! __union {
    ($ty:ident { $($variant:ident $shape:ident $(($($keys:tt)*))?),* $(,)? }) => {
        impl $crate::codegen::Decode for $ty {
            const VARIANTS: $crate::codegen::Variants<Self> = $crate::codegen::Variants::Shaped(&[
                $($crate::codegen::Variant {
                    shape: $crate::__shape!($shape $(($($keys)*))?),
                    payload: $crate::codegen::payload_of(Self::$variant),
                    decode: |json| $crate::codegen::Decode::decode(json).map(Self::$variant),
                }),*
            ]);

            fn decode(json: &mut $crate::codegen::Reader<'_>) -> $crate::codegen::DecodeResult<Self> {
                $crate::codegen::decode_union(json, Self::UnrecognizedValue)
            }
        }

        $crate::__union_encode! { $ty { $($variant),* } }
    };
    ($ty:ident tag $tag:literal {
        $($variant:ident ($($value:literal),+ $(,)?) $(writes $written:literal)?),* $(,)?
    }) => {
        impl $crate::codegen::Decode for $ty {
            const VARIANTS: $crate::codegen::Variants<Self> = $crate::codegen::Variants::Tagged($tag, &[
                $($crate::codegen::Tagged {
                    values: &[$($value),+],
                    payload: $crate::codegen::payload_of(Self::$variant),
                    decode: |json| $crate::codegen::Decode::decode(json).map(Self::$variant),
                }),*
            ]);

            fn decode(json: &mut $crate::codegen::Reader<'_>) -> $crate::codegen::DecodeResult<Self> {
                $crate::codegen::decode_union(json, Self::UnrecognizedValue)
            }
        }

        $crate::__union_encode! { $ty { $($variant $(writes $tag $written)?),* } }
    };
}

/// The shape of a variant.
#[macro_export]
#[doc(hidden)]
macro_rules! __shape {
    (object($($name:literal $(= $($constant:literal)|+)? $(maybe $maybe:literal)? $(: $null:ident)?),* $(,)?)) => {
        $crate::codegen::Shape::Object(const {
            &[$(
                $crate::codegen::Key::new($name)
                    $(.equals(&[$($constant),+]))? $(.equals_if_present($maybe))? $(.$null())?
            ),*]
        })
    };
    (string) => { $crate::codegen::Shape::String };
    (integer) => { $crate::codegen::Shape::Integer };
    (number) => { $crate::codegen::Shape::Number };
    (boolean) => { $crate::codegen::Shape::Boolean };
    (array) => { $crate::codegen::Shape::Array };
    (any) => { $crate::codegen::Shape::Any };
}

/// Writing a union is writing what it holds, with its tag where that has none.
#[macro_export]
#[doc(hidden)]
macro_rules! __union_encode {
    ($ty:ident { $($variant:ident $(writes $tag:literal $written:literal)?),* }) => {
        impl $ty {
            fn held(&self) -> &dyn $crate::codegen::Encode {
                match self {
                    $(Self::$variant(value) => value,)*
                    Self::UnrecognizedValue(value) => value,
                }
            }
        }

        impl $crate::codegen::Encode for $ty {
            fn encode(&self, json: &mut $crate::codegen::Writer) {
                $($(if let Self::$variant(value) = self {
                    return $crate::codegen::encode_tagged(value, $tag, &$written, json);
                })?)*
                self.held().encode(json);
            }

            fn check(&self, checker: &mut $crate::codegen::Checker) {
                self.held().check(checker);
            }

            fn is_absent(&self) -> bool {
                self.held().is_absent()
            }
        }

        $crate::__serde_bridge! { $ty }
    };
}

/// Reads an answer by its status, for an operation that has several successes, or errors that differ. The enum is
/// written before it:
///
/// ```text
/// responses! { Ty { Created = 201, Report = 200 in ["text/csv"], Accepted = 202, Other = _ } }
/// ```
///
/// The first status that fits, of one of the media types where there are some, decides; a variant may come again with
/// further ones.
#[macro_export]
#[doc(hidden)]
macro_rules! __responses {
    ($ty:ident { $($variant:ident = $status:pat $(in [$($media_type:literal),+ $(,)?])?),* $(,)? }) => {
        impl $crate::codegen::Output for $ty {
            fn read(answer: &$crate::codegen::Answer) -> $crate::codegen::DecodeResult<Self> {
                let status = answer.status();
                $(
                    if ::core::matches!(status, $status) $(&& answer.is_of(&[$($media_type),+]))? {
                        return $crate::codegen::Output::read(answer).map(Self::$variant);
                    }
                )*
                ::core::result::Result::Err($crate::codegen::undeclared(status))
            }
        }
    };
}
