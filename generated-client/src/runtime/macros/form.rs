//! `form!`: bodies of `multipart/form-data`.

/// Implements `new`, setters and the conversion to [`Form`](crate::codegen::Form) for a struct around one:
///
/// ```text
/// form! { Ty (image: part) { note = "Note": text, count: value(i64), extras: parts, meta: into(Meta) } }
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! __form {
    (@ $ty:ident
        ($($required:ident $(= $required_wire:literal)? : $required_kind:ident $(($required_arg:ty))?),* $(,)?)
        { $($field:ident $(as $setter:ident)? $(= $wire:literal)? : $kind:ident $(($arg:ty))?),* $(,)? }
    ) => {
        impl $ty {
            /// Makes a form of its required parts.
            #[must_use]
            pub fn new($($required: $crate::__argument!($required_kind $(($required_arg))?)),*) -> Self {
                let form = Self($crate::codegen::Form::new());
                $(
                    let mut form = form;
                    $crate::__add_part!(
                        form.0,
                        [::core::stringify!($required) $(, $required_wire)?],
                        $required: $required_kind $(($required_arg))?
                    );
                )*
                form
            }

            $($crate::__form_setter! { $field $(as $setter)? [::core::stringify!($field) $(, $wire)?] $kind $(($arg))? })*
        }

        impl ::core::convert::From<$ty> for $crate::codegen::Form {
            fn from(form: $ty) -> Self {
                form.0
            }
        }
    };
    ($ty:ident () $($rest:tt)*) => {
        $crate::__form! { @ $ty () $($rest)* }

        impl ::core::default::Default for $ty {
            fn default() -> Self {
                Self::new()
            }
        }
    };
    ($ty:ident $($rest:tt)*) => {
        $crate::__form! { @ $ty $($rest)* }
    };
}

/// A setter that adds to the form.
#[macro_export]
#[doc(hidden)]
macro_rules! __form_setter {
    ($field:ident as $setter:ident $names:tt $($kind:tt)+) => {
        #[doc = ::core::concat!("Adds `", ::core::stringify!($field), "`.")]
        #[must_use]
        pub fn $setter(mut self, $field: $crate::__argument!($($kind)+)) -> Self {
            $crate::__add_part!(self.0, $names, $field: $($kind)+);
            self
        }
    };
    ($field:ident $names:tt $($kind:tt)+) => {
        $crate::__form_setter! { $field as $field $names $($kind)+ }
    };
}

/// Adds an argument to a form, by its kind. The names are the field's and, where it differs, the wire's.
#[macro_export]
#[doc(hidden)]
macro_rules! __add_part {
    ($form:expr, $names:tt, $field:ident : part) => {
        $form.part($crate::codegen::wire_name(&$names), $field)
    };
    ($form:expr, $names:tt, $field:ident : parts) => {
        for part in $field {
            $form.part($crate::codegen::wire_name(&$names), part);
        }
    };
    ($form:expr, $names:tt, $field:ident : $($kind:tt)+) => {
        $form.value($crate::codegen::wire_name(&$names), &$crate::__convert!($field: $($kind)+))
    };
}
