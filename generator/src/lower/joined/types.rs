//! One type of several: that of the values which all of them take, or which any of them does.

use crate::diagnostic::catalogue;
use crate::ir::{Shape, Type};
use crate::lower::Lowering;
use crate::source::Origin;

/// The type of numbers that are all of these at once: of those that an enum lists, none is negative or has a fraction
/// where one says so.
pub(super) fn narrowest(lowering: &Lowering<'_>, types: &[Type]) -> Option<Type> {
    let is_enum = |ty: &Type| match ty {
        Type::Declared(id) => matches!(lowering.types[*id].shape, Shape::IntegerEnum(_)),
        _ => false,
    };
    let (enums, numbers): (Vec<&Type>, Vec<&Type>) = types.iter().partition(|ty| is_enum(ty));
    if let Some(kind) = of_one_kind(types) {
        return Some(kind.clone());
    }
    let are_numbers = numbers.iter().all(|ty| NUMBERS.contains(ty));
    let narrowest = || NUMBERS.iter().find(|ty| numbers.contains(ty)).cloned();
    match enums[..] {
        _ if !are_numbers => None,
        [] => narrowest(),
        [first, ref rest @ ..] => Some(first.clone()).filter(|_| rest.iter().all(|ty| *ty == first)),
    }
}

/// The types of numbers, each of which takes less than those behind it, but for the digits of whole ones.
const NUMBERS: &[Type] = &[Type::Unsigned, Type::Integer, Type::Number, Type::ExactNumber];

/// The only type of one kind of scalars beside such as take that and others.
fn of_one_kind(types: &[Type]) -> Option<&Type> {
    let takes = |ty: &Type| match ty {
        Type::TextOrInteger => Some([Type::Text, Type::Integer, Type::Unsigned].as_slice()),
        Type::ExactNumber => Some([Type::Integer, Type::Unsigned, Type::Number].as_slice()),
        Type::TextOrNumber => Some([Type::Text, Type::Integer, Type::Unsigned, Type::Number].as_slice()),
        _ => None,
    };
    let (several, mut single): (Vec<&Type>, Vec<&Type>) = types.iter().partition(|ty| takes(ty).is_some());
    single.dedup();
    let [only] = single[..] else { return None };
    let is_taken = several.iter().all(|ty| takes(ty).is_some_and(|taken| taken.contains(only)));
    Some(only).filter(|_| is_taken && !several.is_empty())
}

/// Reports a value that is to be text and a number at once, or text of several formats.
pub(super) fn report_contradiction(lowering: &mut Lowering<'_>, types: &[Type], origin: &Origin) {
    let is_text = |ty: &Type| matches!(ty, Type::Text | Type::DateTime | Type::Date | Type::Base64);
    let is_number = |ty: &Type| NUMBERS.contains(ty);
    let formats = [Type::DateTime, Type::Date, Type::Base64].iter().filter(|format| types.contains(format)).count();
    let reason = match types.iter().any(is_text) && types.iter().any(is_number) {
        true => "one value is declared as text and as a number; either is taken",
        false if formats > 1 => "one text is declared with formats that exclude each other; any is taken",
        false => return,
    };
    lowering.diagnostics.push(catalogue::lower::simplified(origin, reason));
}

/// Whether a type takes the values of another as they are: a union its variants, a map what has such members.
pub(super) fn takes(lowering: &Lowering<'_>, ty: &Type, other: &Type) -> bool {
    let shape = |ty: &Type| if let Type::Declared(id) = ty { Some(&lowering.types[*id].shape) } else { None };
    ty == other
        || match (ty, shape(ty), shape(other)) {
            (Type::Map(_), _, Some(Shape::Struct(_))) => true,
            (_, Some(Shape::Union(union)), _) => union.variants.iter().any(|variant| variant.ty == *other),
            _ => false,
        }
}

/// A type that takes the values of all of these.
pub(super) fn common(types: &[Type]) -> Option<Type> {
    const TEXTS: &[Type] = &[Type::Text, Type::TextOrInteger, Type::TextOrNumber];
    let only = |allowed: &[Type]| types.iter().all(|ty| allowed.contains(ty));
    match types {
        [first, rest @ ..] if rest.iter().all(|ty| ty == first) => Some(first.clone()),
        // Dates keep their text, whatever it is.
        _ if only(&[Type::Text, Type::DateTime]) => Some(Type::DateTime),
        _ if only(&[Type::Text, Type::Date]) => Some(Type::Date),
        _ if only(&[Type::Text, Type::DateTime, Type::Date, Type::Base64]) => Some(Type::Text),
        _ if only(&[Type::Text, Type::Integer, Type::TextOrInteger]) => Some(Type::TextOrInteger),
        _ if only(NUMBERS) => Some(Type::ExactNumber),
        // The last of these keeps numbers of any size.
        _ if types.iter().all(|ty| TEXTS.contains(ty) || NUMBERS.contains(ty)) => Some(Type::TextOrNumber),
        _ => common_maps(types),
    }
}

/// A map of what the maps hold.
fn common_maps(types: &[Type]) -> Option<Type> {
    let value = |ty: &Type| if let Type::Map(value) = ty { Some((**value).clone()) } else { None };
    let values: Option<Vec<Type>> = types.iter().map(value).collect();
    values.map(|values| Type::Map(Box::new(common(&values).unwrap_or(Type::Json))))
}
