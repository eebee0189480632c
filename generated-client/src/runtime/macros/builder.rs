//! `builder!`: making a struct that requests hold: `new`, setters, `validate`.

/// Implements `new` with the required members, setters for the others, and `validate`:
///
/// ```text
/// builder! { Ty (id: text, count: value(i64)) { tags: list(String), default as default_value: text } [at, extra] }
/// ```
///
/// The kinds are those of [`__argument!`]. `status: text = "new"` has `new` set what the service requires, `=> "new"`
/// what is optional. Fields in the last brackets are only defaulted; without them that is `extra` alone. Empty
/// parentheses may be left out.
#[macro_export]
#[doc(hidden)]
macro_rules! __builder {
    (@ $ty:ident
        ($($required:ident : $required_kind:ident $(($required_arg:ty))?),* $(,)?)
        { $(
            $field:ident $(as $setter:ident)? : $kind:ident $(($arg:ty))? $(= $filled:literal)? $(=> $given:literal)?
        ),* $(,)? }
        [$($default:ident),* $(,)?]
    ) => {
        impl $ty {
            /// Makes one of its required members.
            pub fn new($($required: $crate::__argument!($required_kind $(($required_arg))?)),*) -> Self {
                Self {
                    $($required: ::core::convert::Into::into(
                        $crate::__convert!($required: $required_kind $(($required_arg))?)
                    ),)*
                    $($field: $crate::__filled!($($filled)? $(=> $given)?),)*
                    $($default: ::core::default::Default::default(),)*
                }
            }

            $($crate::__setter! { $field $(as $setter)? : $kind $(($arg))? })*

            /// Checks the constraints of the document on this value and all that it holds.
            ///
            /// # Errors
            ///
            /// Everything that the document does not allow, at once.
            pub fn validate(&self) -> ::core::result::Result<(), $crate::codegen::Violations> {
                $crate::codegen::Validate::validate(self)
            }
        }
    };
    ($ty:ident { $($optional:tt)* } $($defaulted:tt)?) => {
        $crate::__builder! { $ty () { $($optional)* } $($defaulted)? }
    };
    ($ty:ident ($($required:tt)*) { $($optional:tt)* }) => {
        $crate::__builder! { $ty ($($required)*) { $($optional)* } [extra] }
    };
    ($ty:ident () $($rest:tt)*) => {
        $crate::__builder! { @ $ty () $($rest)* }

        impl ::core::default::Default for $ty {
            fn default() -> Self {
                Self::new()
            }
        }
    };
    ($ty:ident $($rest:tt)*) => {
        $crate::__builder! { @ $ty $($rest)* }
    };
}

/// What a member is before its setter: the default of the document, where the service requires the member, or the tag
/// of a variant.
#[macro_export]
#[doc(hidden)]
macro_rules! __filled {
    () => {
        ::core::default::Default::default()
    };
    ($value:literal) => {
        ::core::convert::Into::into($value)
    };
    (=> $value:literal) => {
        ::core::option::Option::Some(::core::convert::Into::into($value))
    };
}

/// A setter by value. The field is an `Option` or takes the value as it is; `Into` serves both.
#[macro_export]
#[doc(hidden)]
macro_rules! __setter {
    ($field:ident as $setter:ident : $($kind:tt)+) => {
        #[doc = ::core::concat!("Sets `", ::core::stringify!($field), "`.")]
        #[must_use]
        pub fn $setter(mut self, $field: $crate::__argument!($($kind)+)) -> Self {
            self.$field = ::core::convert::Into::into($crate::__convert!($field: $($kind)+));
            self
        }
    };
    ($field:ident : $($kind:tt)+) => {
        $crate::__setter! { $field as $field : $($kind)+ }
    };
}

/// The type of an argument, by its kind.
#[macro_export]
#[doc(hidden)]
macro_rules! __argument {
    (text) => { impl ::core::convert::Into<::std::string::String> };
    (value($ty:ty)) => { $ty };
    (into($ty:ty)) => { impl ::core::convert::Into<$ty> };
    (boxed($ty:ty)) => { impl ::core::convert::Into<$ty> };
    (nullable($ty:ty)) => { impl ::core::convert::Into<$crate::codegen::Nullable<$ty>> };
    (list($ty:ty)) => { impl ::core::iter::IntoIterator<Item: ::core::convert::Into<$ty>> };
    (map($ty:ty)) => {
        impl ::core::iter::IntoIterator<
            Item = (impl ::core::convert::Into<::std::string::String>, impl ::core::convert::Into<$ty>),
        >
    };
    (part) => { impl ::core::convert::Into<$crate::codegen::Part> };
    (parts) => { impl ::core::iter::IntoIterator<Item: ::core::convert::Into<$crate::codegen::Part>> };
}

/// The value of an argument, by its kind.
#[macro_export]
#[doc(hidden)]
macro_rules! __convert {
    ($name:ident : text) => {
        ::core::convert::Into::<::std::string::String>::into($name)
    };
    ($name:ident : value($ty:ty)) => {
        $name
    };
    ($name:ident : into($ty:ty)) => {
        ::core::convert::Into::<$ty>::into($name)
    };
    ($name:ident : boxed($ty:ty)) => {
        ::std::boxed::Box::new(::core::convert::Into::<$ty>::into($name))
    };
    ($name:ident : nullable($ty:ty)) => {
        ::core::convert::Into::<$crate::codegen::Nullable<$ty>>::into($name)
    };
    ($name:ident : list($ty:ty)) => {
        $crate::codegen::list::<$ty>($name)
    };
    ($name:ident : map($ty:ty)) => {
        $crate::codegen::map::<$ty>($name)
    };
}
