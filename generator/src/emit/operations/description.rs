//! The constant that describes an operation to the runtime.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::Context;
use crate::http::Method;
use crate::ir::{Encoding, FormMember, Location, Operation, Parameter, Shape, Style, Type};

/// The constant: what the runtime has to know of the operation, nothing that it would assume anyway.
pub(super) fn description(ctx: &Context<'_>, operation: &Operation, constant: &proc_macro2::Ident) -> TokenStream {
    let (id, path) = (&operation.id, &operation.path);
    let begin = begin(operation.method);
    let special = operation.parameters.iter().filter(|parameter| is_special(ctx, operation, parameter));
    let parameters = list(&quote!(parameters), special.map(parameter));
    let members = operation.body.iter().flat_map(|body| &body.members).map(member);
    let members = list(&quote!(form_members), members);
    let request_types = operation.body.as_ref().map(|body| body.media_types.as_slice()).unwrap_or_default();
    let request_types = media_types(&quote!(consumes), request_types);
    let response_types = media_types(&quote!(produces), &operation.answer.media_types);
    let without_error_body = operation.without_error_body.iter().filter(|_| operation.error.is_some());
    let without_error_body = list(&quote!(without_error_body), without_error_body.map(run));
    let rate_limit = operation.rate_limit.as_ref().map(|group| quote!(.in_rate_limit(#group)));
    let permissions = list(&quote!(with_permissions), operation.permissions.iter().map(|name| quote!(#name)));
    let security = list(&quote!(secured_by), operation.security.iter().map(|schemes| requirement(schemes)));
    let server = operation.server.as_ref().map(|server| {
        let server = super::super::client::server(server);
        quote!(.on_server(#server))
    });
    let redirects = operation.statuses.iter().any(|line| line.is_given && line.status.is_redirect());
    let redirects = redirects.then(|| quote!(.giving_redirects()));
    let idempotent = operation.idempotent.map(|idempotent| match idempotent {
        true => quote!(.idempotent(Idempotency::Yes)),
        false => quote!(.idempotent(Idempotency::No)),
    });
    quote! {
        const #constant: Operation = Operation::#begin(#id, #path)
            #parameters #members #request_types #response_types #without_error_body #rate_limit #permissions
            #security #server #redirects #idempotent;
    }
}

/// Whether the runtime has to be told of a parameter: what is in the path's template goes there, all else is a query
/// parameter, encoded as OpenAPI does by default, which is not missed where nothing is sent of its value.
fn is_special(ctx: &Context<'_>, operation: &Operation, parameter: &Parameter) -> bool {
    let encoding = encoding(parameter.location, &parameter.encoding);
    let twice = operation.parameters.iter().filter(|other| other.wire == parameter.wire).count() > 1;
    let elsewhere = matches!(parameter.location, Location::Header | Location::Cookie);
    let is_missed = parameter.location == Location::Query && parameter.required && may_be_empty(ctx, &parameter.ty);
    elsewhere || twice || parameter.sent_default().is_some() || !encoding.is_empty() || is_missed
}

/// Whether nothing is sent of some values of a type: lists and maps without elements, and null. An object without any
/// of its members says that all of them have their defaults.
fn may_be_empty(ctx: &Context<'_>, ty: &Type) -> bool {
    match ty {
        Type::Text
        | Type::Integer
        | Type::Unsigned
        | Type::Number
        | Type::ExactNumber
        | Type::Boolean
        | Type::DateTime
        | Type::Date
        | Type::Base64
        | Type::TextOrInteger
        | Type::TextOrNumber => false,
        Type::Json | Type::List(_) | Type::Tuple(_) | Type::OpenTuple(..) | Type::Map(_) | Type::Nullable(_) => true,
        Type::Declared(id) | Type::Boxed(id) => match ctx.api.types[*id].shape {
            Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Struct(_) | Shape::Form(_) => false,
            Shape::Union(_) => true,
        },
    }
}

/// The media types of a body, where it is not just JSON.
fn media_types(name: &TokenStream, media_types: &[String]) -> Option<TokenStream> {
    match media_types {
        [only] if only == "application/json" => None,
        _ => list(name, media_types.iter().map(|media| quote!(#media))),
    }
}

/// A call of a const function with a list, or nothing where the list is empty.
fn list(name: &TokenStream, items: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
    let items: Vec<TokenStream> = items.collect();
    (!items.is_empty()).then(|| quote!(.#name(&[#(#items),*])))
}

/// The const function that begins a description.
fn begin(method: Method) -> TokenStream {
    match method {
        Method::Get => quote!(get),
        Method::Put => quote!(put),
        Method::Post => quote!(post),
        Method::Delete => quote!(delete),
        Method::Options => quote!(options),
        Method::Head => quote!(head),
        Method::Patch => quote!(patch),
        Method::Trace => quote!(trace),
    }
}

/// Statuses from the first to the last.
fn run(&(first, last): &(u16, u16)) -> TokenStream {
    let (first, last) = (Literal::u16_unsuffixed(first), Literal::u16_unsuffixed(last));
    quote!((#first, #last))
}

fn requirement(schemes: &[(String, Vec<String>)]) -> TokenStream {
    let schemes = schemes.iter().map(|(scheme, scopes)| quote!((#scheme, &[#(#scopes),*])));
    quote!(&[#(#schemes),*])
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let wire = &parameter.wire;
    let location = match parameter.location {
        Location::Path => quote!(path),
        Location::Query => quote!(query),
        Location::Header => quote!(header),
        Location::Cookie => quote!(cookie),
    };
    let encoding = encoding(parameter.location, &parameter.encoding);
    let required = (parameter.required && parameter.location != Location::Path).then(|| quote!(.required()));
    let default = parameter.sent_default().map(|text| quote!(.default(#text)));
    quote!(Parameter::#location(#wire) #encoding #required #default)
}

fn member(member: &FormMember) -> TokenStream {
    let wire = &member.wire;
    let encoding = encoding(Location::Query, &member.encoding);
    quote!(Parameter::query(#wire) #encoding)
}

/// Style and explode where they are not the location's own (OpenAPI 3.0, "Parameter Object").
fn encoding(location: Location, encoding: &Encoding) -> TokenStream {
    let usual = match location {
        Location::Path | Location::Header => Style::Simple,
        Location::Query | Location::Cookie => Style::Form,
    };
    let style = (encoding.style != usual).then(|| match encoding.style {
        Style::Matrix => quote!(.style(Style::Matrix)),
        Style::Label => quote!(.style(Style::Label)),
        Style::Simple => quote!(.style(Style::Simple)),
        Style::Form => quote!(.style(Style::Form)),
        Style::SpaceDelimited => quote!(.style(Style::SpaceDelimited)),
        Style::PipeDelimited => quote!(.style(Style::PipeDelimited)),
        Style::DeepObject => quote!(.style(Style::DeepObject)),
        Style::Json => quote!(.json()),
    });
    let explode = match (encoding.style, encoding.explode) {
        (Style::Json | Style::DeepObject, _) => None,
        (Style::Form, false) => Some(quote!(.explode(Explode::No))),
        (Style::Form, true) => None,
        (_, true) => Some(quote!(.explode(Explode::Yes))),
        (_, false) => None,
    };
    let reserved = encoding.allow_reserved.then(|| quote!(.allow_reserved()));
    quote!(#style #explode #reserved)
}
