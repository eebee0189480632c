//! `model!`: reading and writing of a struct, from the table of its members.

/// Implements the codec for a struct that is written before it:
///
/// ```text
/// model! { Ty { id required, kind = "type", note = "Note Text" nullable, ended required_nullable,
///               created required read_only, name [max_length(15), pattern("^a")], .. additional } }
/// ```
///
/// A member is a field, its wire name where that differs, at most one of `required`, `nullable` and
/// `required_nullable`, then `read_only`, then rules. After `..` stands the field for undeclared members; without it,
/// that is `extra`. Marks are matched as words that repeat at most once around nothing (`$(@ $mark:tt)?`), so that the
/// expansion can repeat along with them: no macro is called per member. Whatever is missing or wrong leaves by one arm:
/// an early return for each member would cost the compiler a drop of all the others. `Some` and `Ok` go without a path,
/// of which the compiler would keep every word: models are no tuples, so none hides them.
#[macro_export]
#[doc(hidden)]
macro_rules! __model {
    ($ty:ident {
        $(
            $field:ident $(= $wire:literal)?
            $(required $(@ $required:tt)?)?
            $(nullable $(@ $nullable:tt)?)?
            $(required_nullable $(@ $required_nullable:tt)?)?
            $(read_only $(@ $read_only:tt)?)?
            $([ $($rule:ident ( $($argument:expr)? )),+ $(,)? ])?
        ),*
        $(,)? .. $rest:ident $(,)?
    }) => {
        impl $crate::codegen::Decode for $ty {
            const MEMBERS: &'static [$crate::codegen::Member] = &[$(
                $crate::codegen::Member::new(::core::stringify!($field))
                    $(.named($wire))?
                    $(.required() $($required)?)?
                    $(.required() $($required_nullable)?)?
                    $(.read_only() $($read_only)?)?
                    $(.rules(&[$($crate::codegen::Rule::$rule($($argument)?)),+]))?
            ),*];

            fn decode(json: &mut $crate::codegen::Reader<'_>) -> $crate::codegen::DecodeResult<Self> {
                $(let mut $field = None;)*
                match (
                    json.object(<Self as $crate::codegen::Decode>::MEMBERS, &mut [$(&mut $field),*]),
                    $(
                        $($field $($required)?,)?
                        $($field $($required_nullable)?,)?
                    )*
                ) {
                    (
                        Ok(rest),
                        $(
                            $(Some($field) $($required)?,)?
                            $(Some($field) $($required_nullable)?,)?
                        )*
                    ) => Ok(Self {
                        $($field $(: $field.unwrap_or_default() $($nullable)?)?,)*
                        $rest: rest,
                    }),
                    (read, ..) => Err($crate::codegen::failed(read)),
                }
            }
        }

        impl $crate::codegen::Encode for $ty {
            fn visit(&self, visitor: &mut dyn $crate::codegen::Visitor) {
                visitor.object(<Self as $crate::codegen::Decode>::MEMBERS, &[$(&self.$field),*], &self.$rest);
            }
        }

        $crate::__serde_bridge! { $ty }
    };
    ($ty:ident { $($members:tt)* }) => {
        $crate::__model! { $ty { $($members)* .. extra } }
    };
}

/// Implements serde's traits through the codec.
#[macro_export]
#[doc(hidden)]
macro_rules! __serde_bridge {
    ($($ty:ident)+) => {$(
        impl $crate::codegen::serde::Serialize for $ty {
            fn serialize<S: $crate::codegen::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::codegen::serialize(self, serializer)
            }
        }

        impl<'de> $crate::codegen::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::codegen::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::codegen::deserialize(deserializer)
            }
        }
    )+};
}
