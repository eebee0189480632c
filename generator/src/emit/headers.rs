//! The declared headers of a service's answers, as constants.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{attributes, code, paragraphs, safe};
use super::types::{Place, ident, ty};
use super::{Context, Module};
use crate::ir::HeaderWritten;

/// The file of the headers; none where no answer declares one.
pub(super) fn module(ctx: &Context<'_>) -> Option<Module> {
    if ctx.api.headers.is_empty() {
        return None;
    }
    let constants = ctx.api.headers.iter().zip(ctx.names.headers()).map(|(header, name)| {
        let described = header.description.as_deref().map(safe).unwrap_or_default();
        let docs = attributes(&paragraphs([&format!("{}.", code(&header.name)), &described]));
        let (name, wire, held) = (ident(name), &header.name, ty(ctx, &header.ty, Place::Service));
        let written = match header.written {
            HeaderWritten::Simple => None,
            HeaderWritten::Exploded => Some(quote!(.explode())),
            HeaderWritten::Json => Some(quote!(.json())),
        };
        quote!(#docs pub const #name: Header<#held> = Header::new(#wire) #written;)
    });
    let constants: Vec<TokenStream> = constants.collect();
    let names_models = constants.iter().any(|tokens| tokens.to_string().contains("models ::"));
    let imported = names_models.then(|| {
        quote!(
            use super::models;
        )
    });
    let mut blocks = vec![quote!(#imported use crate::codegen::*;)];
    blocks.extend(constants);
    Some(Module {
        path: ctx.path("headers.rs"),
        docs: vec![
            "Headers of answers: `Response::declared_header` reads one, `Header::read` one of an error.".to_owned(),
        ],
        attributes: TokenStream::new(),
        blocks,
    })
}
