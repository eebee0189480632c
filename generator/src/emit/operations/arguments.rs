//! How a call takes its values: arguments of the client's method, setters of the call.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::super::Context;
use super::super::docs::attributes;
use super::super::types::{Place, ident, ty};
use super::bodies;
use super::prose::{self, body_docs, parameter_docs};
use crate::ir::{Location, Operation, OperationId, Parameter, Type};
use crate::name::OperationNames;

/// The client's method: required parameters without a default, in the order path, query, header, cookie, then the body.
pub(super) fn method(ctx: &Context<'_>, id: OperationId) -> TokenStream {
    let operation = &ctx.api.operations[id];
    let names = ctx.names.operation(id);
    let (method, builder, constant) = (ident(&names.method), ident(&names.builder), ident(&names.constant));
    let docs = attributes(&prose::method_docs(ctx, id));
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let arguments: Vec<_> =
        operation.parameters.iter().zip(&names.parameters).filter(|(parameter, _)| parameter.is_argument()).collect();
    let body = operation.body.as_ref().filter(|body| body.required);
    let mut taken_list: Vec<TokenStream> = arguments
        .iter()
        .map(|(parameter, name)| {
            let (name, taken) = (ident(name), taken(ctx, &parameter.ty));
            quote!(#name: #taken)
        })
        .collect();
    let mut sets: Vec<TokenStream> =
        arguments.iter().map(|(parameter, name)| set(ctx, operation, parameter, &ident(name), &quote!(call))).collect();
    if let Some(body) = body {
        let taken = bodies::taken(ctx, &body.kind, &names.body);
        taken_list.push(quote!(body: #taken));
        sets.push(bodies::set(ctx, &body.kind, &names.body, &quote!(call)));
    }
    let begun = if sets.is_empty() {
        quote!(#builder(self.0.call(&#constant)))
    } else {
        quote! {
            let mut call = self.0.call(&#constant);
            #(#sets)*
            #builder(call)
        }
    };
    quote! {
        #docs
        #deprecated
        pub fn #method(&self, #(#taken_list),*) -> #builder { #begun }
    }
}

/// What is optional: parameters, and the body where it may be left out.
pub(super) fn setters(ctx: &Context<'_>, operation: &Operation, names: &OperationNames) -> Vec<TokenStream> {
    let parameters =
        operation.parameters.iter().zip(&names.parameters).filter(|(parameter, _)| !parameter.is_argument());
    let mut setters: Vec<TokenStream> = parameters
        .map(|(parameter, name)| {
            let docs = attributes(&parameter_docs(parameter));
            let deprecated = parameter.deprecated.then(|| quote!(#[deprecated]));
            let name = ident(name);
            let taken = taken(ctx, &parameter.ty);
            let set = set(ctx, operation, parameter, &name, &quote!(self.0));
            quote! {
                #docs
                #deprecated
                pub fn #name(mut self, #name: #taken) -> Self {
                    #set
                    self
                }
            }
        })
        .collect();
    if let Some(body) = operation.body.as_ref().filter(|body| !body.required) {
        let docs = attributes(&body_docs(body));
        let taken = bodies::taken(ctx, &body.kind, &names.body);
        let set = bodies::set(ctx, &body.kind, &names.body, &quote!(self.0));
        setters.push(quote! {
            #docs
            pub fn body(mut self, body: #taken) -> Self {
                #set
                self
            }
        });
    }
    setters
}

/// The type of an argument for a value.
pub(super) fn taken(ctx: &Context<'_>, value: &Type) -> TokenStream {
    let own = ty(ctx, value, Place::Service);
    match value {
        Type::Integer | Type::Unsigned | Type::Number | Type::Boolean => own,
        Type::List(item) => {
            let item = ty(ctx, item, Place::Service);
            quote!(impl IntoIterator<Item: Into<#item>>)
        }
        Type::Map(value) => {
            let value = ty(ctx, value, Place::Service);
            quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<#value>)>)
        }
        Type::Text
        | Type::DateTime
        | Type::Date
        | Type::Base64
        | Type::Json
        | Type::ExactNumber
        | Type::TextOrInteger
        | Type::TextOrNumber
        | Type::Tuple(_)
        | Type::OpenTuple(..)
        | Type::Nullable(_)
        | Type::Declared(_)
        | Type::Boxed(_) => quote!(impl Into<#own>),
    }
}

/// The statement that puts a parameter into a call.
fn set(
    ctx: &Context<'_>,
    operation: &Operation,
    parameter: &Parameter,
    name: &proc_macro2::Ident,
    call: &TokenStream,
) -> TokenStream {
    let wire = &parameter.wire;
    let same_name = operation.parameters.iter().filter(|other| other.wire == parameter.wire).count();
    if parameter.ty == Type::Text && same_name == 1 {
        return quote!(#call.set_text(#wire, #name););
    }
    let value = given(ctx, &parameter.ty, name);
    if same_name == 1 {
        return quote!(#call.set(#wire, #value););
    }
    let location = match parameter.location {
        Location::Path => quote!(In::Path),
        Location::Query => quote!(In::Query),
        Location::Header => quote!(In::Header),
        Location::Cookie => quote!(In::Cookie),
    };
    quote!(#call.set_in(#location, #wire, #value);)
}

/// The value of an argument, by reference.
pub(super) fn given(ctx: &Context<'_>, value: &Type, name: &impl ToTokens) -> TokenStream {
    let own = ty(ctx, value, Place::Service);
    match value {
        Type::Integer | Type::Unsigned | Type::Number | Type::Boolean => quote!(&#name),
        // By their paths: a parameter may be called `list`.
        Type::List(item) => {
            let item = ty(ctx, item, Place::Service);
            quote!(&crate::codegen::list::<#item>(#name))
        }
        Type::Map(value) => {
            let value = ty(ctx, value, Place::Service);
            quote!(&crate::codegen::map::<#value>(#name))
        }
        Type::Text
        | Type::DateTime
        | Type::Date
        | Type::Base64
        | Type::Json
        | Type::ExactNumber
        | Type::TextOrInteger
        | Type::TextOrNumber
        | Type::Tuple(_)
        | Type::OpenTuple(..)
        | Type::Nullable(_)
        | Type::Declared(_)
        | Type::Boxed(_) => quote!(&into::<#own>(#name)),
    }
}
