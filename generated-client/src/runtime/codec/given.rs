//! Values of the caller's own types, made JSON by serde.
//!
//! serde_json writes a number that JSON has no text for (RFC 8259, section 6: NaN, the infinities) as null, which may
//! mean something else where it is sent. Such a value is an error, as it is of a model.

use serde::ser::{self, Error as _, Serialize, Serializer};
use serde_json::Error;

use super::Json;

/// Makes JSON of a value.
///
/// # Errors
///
/// It cannot be JSON: a key of a map is no string, a number is not finite.
pub(crate) fn json_of(value: &impl Serialize) -> Result<Json, Error> {
    value.serialize(Finite)?;
    serde_json::to_value(value).map(Json::from)
}

/// Walks over a value and finds the first number that is not finite.
struct Finite;

type Checked = Result<(), Error>;

/// Takes whatever the arguments are.
macro_rules! taken {
    ($($method:ident($($argument:ty),*))+) => {$(
        fn $method(self, $(_: $argument),*) -> Checked {
            Ok(())
        }
    )+};
}

/// Goes on into what follows.
macro_rules! entered {
    ($($method:ident($($argument:ty),*))+) => {$(
        fn $method(self, $(_: $argument),*) -> Result<Self, Error> {
            Ok(self)
        }
    )+};
}

impl Serializer for Finite {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    taken! {
        serialize_bool(bool) serialize_char(char) serialize_str(&str) serialize_bytes(&[u8])
        serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64) serialize_i128(i128)
        serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) serialize_u64(u64) serialize_u128(u128)
        serialize_none() serialize_unit() serialize_unit_struct(&'static str)
        serialize_unit_variant(&'static str, u32, &'static str)
    }

    entered! {
        serialize_seq(Option<usize>) serialize_tuple(usize) serialize_tuple_struct(&'static str, usize)
        serialize_tuple_variant(&'static str, u32, &'static str, usize)
        serialize_map(Option<usize>) serialize_struct(&'static str, usize)
        serialize_struct_variant(&'static str, u32, &'static str, usize)
    }

    fn serialize_f32(self, number: f32) -> Checked {
        self.serialize_f64(number.into())
    }

    fn serialize_f64(self, number: f64) -> Checked {
        if number.is_finite() { Ok(()) } else { Err(Error::custom("a number is not finite")) }
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Checked {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Checked {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Checked {
        value.serialize(self)
    }
}

/// Looks at each value of a list or an object; keys are not looked at.
macro_rules! each_value {
    ($($list:ident::$method:ident($($argument:ty)?))+) => {$(
        impl ser::$list for Finite {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, $(_: $argument,)? value: &T) -> Checked {
                value.serialize(Self)
            }

            fn end(self) -> Checked {
                Ok(())
            }
        }
    )+};
}

each_value! {
    SerializeSeq::serialize_element() SerializeTuple::serialize_element() SerializeTupleStruct::serialize_field()
    SerializeTupleVariant::serialize_field() SerializeStruct::serialize_field(&'static str)
    SerializeStructVariant::serialize_field(&'static str)
}

impl ser::SerializeMap for Finite {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, _: &T) -> Checked {
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Checked {
        value.serialize(Self)
    }

    fn end(self) -> Checked {
        Ok(())
    }
}
