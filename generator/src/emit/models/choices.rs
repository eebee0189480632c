//! Enums and unions: the item, and the table that its codec works from.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::super::Context;
use super::super::docs::{self, attributes, paragraphs, safe, sentence};
use super::super::types::{Place, ident, ty};
use super::type_docs;
use crate::ir::{Constant, Known, Others, Shape, Test, Type, TypeDeclaration, Union, Variant};
use crate::name::TypeNames;

/// An enum of text.
pub(super) fn string_enum(
    declaration: &TypeDeclaration,
    values: &[Known<String>],
    names: &TypeNames,
) -> Vec<TokenStream> {
    let shown = |value: &String| if value.is_empty() { "The empty text".to_owned() } else { docs::code(value) };
    let told: Vec<TokenStream> = values.iter().map(|known| value_told(known, &shown(&known.value))).collect();
    let literals = values.iter().map(|Known { value, .. }| quote!(#value));
    let table = table(&quote!(string_enum), names, literals);
    vec![enum_item(declaration, names, &told, &quote!(Unrecognized)), table]
}

/// An enum of integers.
pub(super) fn integer_enum(
    declaration: &TypeDeclaration,
    values: &[Known<i64>],
    names: &TypeNames,
) -> Vec<TokenStream> {
    let shown = |value: i64| docs::code(&value.to_string());
    let told: Vec<TokenStream> = values.iter().map(|known| value_told(known, &shown(known.value))).collect();
    let literals = values.iter().map(|&Known { value, .. }| {
        let size = Literal::u64_unsuffixed(value.unsigned_abs());
        if value < 0 { quote!(-#size) } else { quote!(#size) }
    });
    let table = table(&quote!(integer_enum), names, literals);
    vec![enum_item(declaration, names, &told, &quote!(UnrecognizedInteger)), table]
}

/// What is said of a value, and the value itself.
fn value_told<T>(known: &Known<T>, shown: &str) -> TokenStream {
    let said = known.description.as_deref().or(known.title.as_deref()).map(safe).unwrap_or_default();
    let docs = attributes(&paragraphs([said.as_str(), &format!("{shown}.")]));
    let deprecated = known.deprecated.then(|| quote!(#[deprecated]));
    quote!(#docs #deprecated)
}

fn enum_item(
    declaration: &TypeDeclaration,
    names: &TypeNames,
    told: &[TokenStream],
    unrecognized: &TokenStream,
) -> TokenStream {
    let docs = type_docs(declaration);
    let name = ident(&names.ident);
    let variants = names.members.iter().zip(told).map(|(variant, told)| {
        let variant = ident(variant);
        quote!(#told #variant)
    });
    let others = match declaration.others {
        Others::Invalid => "A value that the document does not name, written back as received.",
        Others::Valid => "A value that the document allows without a name for it, written back as received.",
    };
    let others = attributes(others);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #others
            UnrecognizedValue(#unrecognized),
        }
    }
}

fn table(macro_name: &TokenStream, names: &TypeNames, values: impl Iterator<Item = TokenStream>) -> TokenStream {
    let name = ident(&names.ident);
    let variants = names.members.iter().map(ident);
    quote!(#macro_name!(#name { #(#variants = #values),* });)
}

/// A union, with the test that tells each variant apart.
pub(super) fn union(
    ctx: &Context<'_>,
    declaration: &TypeDeclaration,
    union: &Union,
    names: &TypeNames,
) -> Vec<TokenStream> {
    let docs = type_docs(declaration);
    let name = ident(&names.ident);
    let variants = union.variants.iter().zip(&names.members).map(|(variant, variant_name)| {
        let docs = attributes(&variant_docs(ctx, variant));
        let variant_name = ident(variant_name);
        let payload = ty(ctx, &variant.ty, Place::Models);
        quote!(#docs #variant_name(#payload))
    });
    let tests = union.variants.iter().zip(&names.members).map(|(variant, variant_name)| {
        let variant_name = ident(variant_name);
        let test = test(&variant.test);
        let written = variant.tag.as_ref().map(constant).map(|tag| quote!(writes #tag));
        quote!(#variant_name #test #written)
    });
    let tag = union.tag.as_ref().map(|tag| quote!(tag #tag));
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants,)*
                /// A value of no shape that the document names, written back as received.
                UnrecognizedValue(Json),
            }
        },
        quote!(union!(#name #tag { #(#tests),* });),
    ]
}

/// A tag, as the kind of scalar that it is.
fn constant(constant: &Constant) -> TokenStream {
    match constant {
        Constant::Text(text) => quote!(#text),
        Constant::Boolean(flag) => quote!(#flag),
        Constant::Null => quote!(Json::null()),
        Constant::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(whole), _) => Literal::i64_suffixed(whole),
            (None, Some(whole)) => Literal::u64_suffixed(whole),
            (None, None) => Literal::f64_suffixed(number.as_f64().unwrap_or_default()),
        }
        .into_token_stream(),
    }
}

fn variant_docs(ctx: &Context<'_>, Variant { description, ty: payload, test, .. }: &Variant) -> String {
    let of_type = || payload.declared().first().and_then(|&id| ctx.api.types[id].description.as_deref());
    let described = description.as_deref().or_else(of_type);
    match (described.and_then(docs::first_sentence), test) {
        (first, Test::Tag(values)) => {
            let values: Vec<String> = values.iter().map(|value| docs::code(value)).collect();
            docs::sentences([&*first.unwrap_or_default(), &sentence(&format!("tagged {}", values.join(", ")))])
        }
        (Some(first), _) => first,
        (None, Test::Object { .. }) => "An object.".to_owned(),
        (None, Test::Array) => "A list.".to_owned(),
        (None, Test::Text) => "Text.".to_owned(),
        (None, Test::Integer) => "A whole number.".to_owned(),
        (None, Test::Number) => "A number.".to_owned(),
        (None, Test::Boolean) => "A flag.".to_owned(),
        (None, Test::Any) if is_union(ctx, payload) => "A value of several kinds.".to_owned(),
        (None, Test::Any) => "Any other value.".to_owned(),
    }
}

fn is_union(ctx: &Context<'_>, payload: &Type) -> bool {
    let is_union = |id| matches!(ctx.api.types[id].shape, Shape::Union(_));
    matches!(payload, Type::Declared(id) | Type::Boxed(id) if is_union(*id))
}

fn test(test: &Test) -> TokenStream {
    match test {
        Test::Tag(values) => quote!((#(#values),*)),
        Test::Object { needed, fixed } => {
            let needed = needed.iter().map(|(name, constants)| match constants[..] {
                [] => quote!(#name),
                [Constant::Null] => quote!(#name: is_null),
                [..] => {
                    let texts = constants.iter().map(Constant::text);
                    quote!(#name = #(#texts)|*)
                }
            });
            let fixed = fixed.iter().map(|(name, constant)| match constant {
                Constant::Null => quote!(#name: is_null_if_present),
                Constant::Text(_) | Constant::Number(_) | Constant::Boolean(_) => {
                    let text = constant.text();
                    quote!(#name maybe #text)
                }
            });
            let keys = needed.chain(fixed);
            quote!(object(#(#keys),*))
        }
        Test::Array => quote!(array),
        Test::Text => quote!(string),
        Test::Integer => quote!(integer),
        Test::Number => quote!(number),
        Test::Boolean => quote!(boolean),
        Test::Any => quote!(any),
    }
}
