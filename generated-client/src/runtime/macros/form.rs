//! `form!`: bodies of `multipart/form-data`.

/// Implements `new`, setters and the conversion to [`Form`](crate::codegen::Form) for a struct around one:
///
/// ```text
/// form! {
///     Ty (image: part as "image/png")
///     { note = "Note": text, count: value(i64) => 5_i64, meta: into(Meta) } text
/// }
/// ```
///
/// What stands behind `=>` is sent where the caller gives no such part. The text behind `as` is the media type of the
/// part, where the caller names none, and that behind `of` the one that its text is of by itself; behind `in` stand the
/// style of the part and whether it explodes (`ids: list(i64) in SpaceDelimited No`). What stands last is what
/// `with_part` takes for parts that the document does not name: any [`Part`](crate::codegen::Part), where nothing does.
#[macro_export]
#[doc(hidden)]
macro_rules! __form {
    (@ $ty:ident
        ($(
            $required:ident $(= $required_wire:literal)? :
                $required_kind:ident $(($required_arg:ty))? $(as $required_media:literal)?
                $(of $required_content:literal)?
                $(in $required_style:ident $required_explode:ident)?
        ),* $(,)?)
        { $(
            $field:ident $(as $setter:ident)? $(= $wire:literal)? : $kind:ident $(($arg:ty))? $(as $media:literal)?
            $(of $content:literal)? $(in $style:ident $explode:ident)? $(=> $filled:literal)?
        ),* $(,)? }
        $($further:ident $(($further_arg:ty))?)?
    ) => {
        impl $ty {
            /// Makes a form of its required parts.
            #[must_use]
            pub fn new($($required: $crate::__argument!($required_kind $(($required_arg))?)),*) -> Self {
                let form = Self($crate::codegen::Form::new());
                $($crate::__default_part! {
                    form [::core::stringify!($field) $(, $wire)?] ($kind $(($arg))?)
                    [$(as $media)? $(of $content)? $(in $style $explode)?] $($filled)?
                })*
                $(
                    let mut form = form;
                    $crate::__add_part!(
                        form.0,
                        $crate::codegen::wire_name(&[::core::stringify!($required) $(, $required_wire)?]),
                        $required: $required_kind $(($required_arg))? $(as $required_media)?
                        $(of $required_content)? $(in $required_style $required_explode)?
                    );
                )*
                form
            }

            $($crate::__form_setter! {
                $field $(as $setter)? [::core::stringify!($field) $(, $wire)?] ($kind $(($arg))?) $(as $media)?
                $(of $content)? $(in $style $explode)?
            })*

            $crate::__form_further! { $($further $(($further_arg))?)? }
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

/// Adds what is sent where the caller gives no such part, where there is something.
#[macro_export]
#[doc(hidden)]
macro_rules! __default_part {
    ($form:ident $names:tt $kind:tt $how:tt) => {};
    ($form:ident $names:tt ($($kind:tt)+) [$($how:tt)*] $filled:literal) => {
        let mut $form = $form;
        let filled = $filled;
        $crate::__add_part!($form.0, $crate::codegen::wire_name(&$names), filled: $($kind)+ $($how)*);
        $form.0.yield_to_others();
    };
}

/// A setter that adds to the form.
#[macro_export]
#[doc(hidden)]
macro_rules! __form_setter {
    (
        $field:ident as $setter:ident $names:tt ($($kind:tt)+)
        $(as $media:literal)? $(of $content:literal)? $(in $style:ident $explode:ident)?
    ) => {
        #[doc = ::core::concat!("Adds `", ::core::stringify!($field), "`.")]
        #[must_use]
        pub fn $setter(mut self, $field: $crate::__argument!($($kind)+)) -> Self {
            $crate::__add_part!(
                self.0,
                $crate::codegen::wire_name(&$names),
                $field: $($kind)+ $(as $media)? $(of $content)? $(in $style $explode)?
            );
            self
        }
    };
    ($field:ident $names:tt $($rest:tt)+) => {
        $crate::__form_setter! { $field as $field $names $($rest)+ }
    };
}

/// The way to add parts that the document does not name.
#[macro_export]
#[doc(hidden)]
macro_rules! __form_further {
    () => {
        $crate::__form_further! { part }
    };
    ($($kind:tt)+) => {
        /// Adds a part that the document does not name.
        #[must_use]
        pub fn with_part(mut self, name: &str, part: $crate::__argument!($($kind)+)) -> Self {
            $crate::__add_part!(self.0, name, part: $($kind)+);
            self
        }
    };
}

/// Adds an argument to a form under a name, by its kind.
#[macro_export]
#[doc(hidden)]
macro_rules! __add_part {
    ($form:expr, $name:expr, $field:ident : part $(as $media:literal)?) => {
        $form.part(
            $name,
            ::core::convert::Into::<$crate::codegen::Part>::into($field)$(.or_content_type($media))?,
        )
    };
    ($form:expr, $name:expr, $field:ident : parts $(as $media:literal)?) => {
        for part in $field {
            $crate::__add_part!($form, $name, part: part $(as $media)?);
        }
    };
    ($form:expr, $name:expr, $field:ident : $kind:ident $(($arg:ty))? as $media:literal) => {
        $form.value_as($name, &$crate::__convert!($field: $kind $(($arg))?), $media)
    };
    ($form:expr, $name:expr, $field:ident : $kind:ident $(($arg:ty))? of $content:literal) => {
        $form.value_of($name, &$crate::__convert!($field: $kind $(($arg))?), $content)
    };
    ($form:expr, $name:expr, $field:ident : $kind:ident $(($arg:ty))? in $style:ident $explode:ident) => {
        $form.value_in(
            $name,
            &$crate::__convert!($field: $kind $(($arg))?),
            $crate::codegen::Style::$style,
            $crate::codegen::Explode::$explode,
        )
    };
    ($form:expr, $name:expr, $field:ident : $($kind:tt)+) => {
        $form.value($name, &$crate::__convert!($field: $($kind)+))
    };
}
