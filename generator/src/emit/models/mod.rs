//! The models: structs, enums, unions and forms, each with the table its codec works from.

mod builders;
mod choices;
mod structs;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{self, attributes, literal, paragraphs, safe, safe_line};
use super::manifest::ALL_MODELS;
use super::plan::{Audience, File, plan};
use super::types::ident;
use super::{Context, Module};
use crate::ir::{Part, PartKind, Shape, TypeDeclaration, TypeId};
use crate::name::Ident;

/// The files of `models`, the one that holds them together first.
pub(super) fn modules<'a>(ctx: Context<'a>) -> impl Iterator<Item = Module> + use<'a> {
    let plan = plan(&ctx);
    std::iter::once(root(&ctx, &plan)).chain(plan.into_iter().map(move |file| module(&ctx, &file)))
}

fn root(ctx: &Context<'_>, plan: &[File]) -> Module {
    let item = |item: fn(proc_macro2::Ident) -> TokenStream| {
        let items = plan.iter().map(|file| {
            let condition = (file.audience == Audience::Nobody).then(|| quote!(#[cfg(feature = #ALL_MODELS)]));
            let item = item(ident(&Ident::module(&file.name)));
            quote!(#condition #item)
        });
        quote!(#(#items)*)
    };
    let blocks = vec![item(|name| quote!(mod #name;)), item(|name| quote!(pub use #name::*;))];
    Module {
        path: ctx.path("models/mod.rs"),
        docs: vec![format!("What {} takes and gives.", literal(&ctx.api.title))],
        attributes: TokenStream::new(),
        blocks,
    }
}

fn module(ctx: &Context<'_>, file: &File) -> Module {
    let subject = match file.audience {
        Audience::Group(group) => format!("Models of the operations on: {}.", literal(&ctx.api.groups[group].tag)),
        Audience::Several => "Models that operations of several groups share.".to_owned(),
        Audience::Nobody => format!("Models that no operation needs, behind the feature `{ALL_MODELS}`."),
    };
    let mentioned: BTreeSet<TypeId> = file.types.iter().flat_map(|&id| mentioned(ctx, id)).collect();
    let own: BTreeSet<TypeId> = file.types.iter().copied().collect();
    let foreign = mentioned.difference(&own);
    let foreign: BTreeSet<&Ident> = foreign.map(|&id| &ctx.names.ty(id).ident).collect();
    let siblings = (!foreign.is_empty()).then(|| {
        let foreign = foreign.into_iter().map(ident);
        quote!(use super::{#(#foreign),*};)
    });
    let declares = file.types.iter().any(|&id| ctx.names.declared(id) == id);
    let codegen = declares.then(|| {
        quote!(
            use crate::codegen::*;
        )
    });
    let mut blocks = vec![quote!(#siblings #codegen)];
    blocks.extend(file.types.iter().flat_map(|&id| declaration(ctx, id)));
    Module {
        path: ctx.path(&format!("models/{}.rs", file.name)),
        docs: vec![subject],
        attributes: deprecated_members(ctx, file),
        blocks,
    }
}

/// The declared types that the declaration of a type names.
fn mentioned(ctx: &Context<'_>, id: TypeId) -> Vec<TypeId> {
    match ctx.names.declared(id) {
        own if own == id => ctx.api.types[id].shape.mentioned(),
        twin => vec![twin],
    }
}

/// Deprecated members and values are still read and written.
fn deprecated_members(ctx: &Context<'_>, file: &File) -> TokenStream {
    let declared = file.types.iter().copied().filter(|&id| ctx.names.declared(id) == id);
    let deprecated = declared.into_iter().any(|id| match &ctx.api.types[id].shape {
        Shape::Struct(structure) => structure.members.iter().any(|member| member.deprecated),
        Shape::StringEnum(values) => values.iter().any(|known| known.deprecated),
        Shape::IntegerEnum(values) => values.iter().any(|known| known.deprecated),
        Shape::Union(_) | Shape::Form(_) => false,
    });
    if !deprecated {
        return TokenStream::new();
    }
    quote!(#![expect(deprecated, reason = "deprecated members are still read and written")])
}

/// The item and its tables, a block each; another name of a type that is the same.
fn declaration(ctx: &Context<'_>, id: TypeId) -> Vec<TokenStream> {
    let declaration = &ctx.api.types[id];
    let names = ctx.names.ty(id);
    let declared = ctx.names.declared(id);
    if declared != id {
        let (name, twin) = (ident(&names.ident), &ctx.names.ty(declared).ident);
        let docs = attributes(&paragraphs([&description(declaration), &lasts(&twin.as_str())]));
        let twin = ident(twin);
        return vec![quote!(#docs pub type #name = #twin;)];
    }
    match &declaration.shape {
        Shape::Struct(structure) => structs::structure(ctx, declaration, structure, names),
        Shape::StringEnum(values) => choices::string_enum(declaration, values, names),
        Shape::IntegerEnum(values) => choices::integer_enum(declaration, values, names),
        Shape::Union(union) => choices::union(ctx, declaration, union, names),
        Shape::Form(form) => builders::form(ctx, declaration, form, names),
    }
}

/// How long a name is another name of a type: what stands in two places of the document may part.
fn lasts(twin: &str) -> String {
    format!(
        "Another name of [`{twin}`] for as long as the document says the same of both; after that a type of its own."
    )
}

/// What a type is: its description, or where the document declares it.
fn description(declaration: &TypeDeclaration) -> String {
    let text = declaration.description.as_deref().map(safe).unwrap_or_default();
    let place = match &declaration.origin.pointer {
        pointer if pointer.is_root() => "As a file beside the document declares it.".to_owned(),
        pointer => format!("As the document declares it at {}.", docs::code(pointer.as_str())),
    };
    let deprecated = if declaration.deprecated { "Deprecated by the service." } else { "" };
    paragraphs([if text.trim().is_empty() { &place } else { &text }, deprecated])
}

/// The documentation of a type.
fn type_docs(declaration: &TypeDeclaration) -> TokenStream {
    let parts = match &declaration.shape {
        Shape::Form(form) => form.parts.iter().map(part_docs).collect::<Vec<_>>().join("\n"),
        Shape::Struct(_) | Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Union(_) => String::new(),
    };
    attributes(&paragraphs([&description(declaration), &parts]))
}

/// A line of the list of a form's parts.
fn part_docs(part: &Part) -> String {
    let described = part.description.as_deref().map(safe_line).unwrap_or_default();
    let types = match (&part.kind, &part.sent_as, &part.content_type) {
        (_, Some(sent), _) => format!("As {}.", docs::code(sent)),
        (PartKind::File | PartKind::Files, None, Some(types)) => {
            format!("As {}: its file name or `content_type` says which.", docs::code(types))
        }
        (PartKind::Value(_), None, _) | (_, None, None) => String::new(),
    };
    let default = docs::default(part.default.as_ref());
    let deprecated = if part.deprecated { "Deprecated." } else { "" }.to_owned();
    let example = docs::example(part.example.as_ref()).unwrap_or_default();
    let said = [deprecated, described, docs::rules(&part.rules), default.unwrap_or_default(), example, types];
    let (name, said) = (docs::code(&part.wire), docs::sentences(said.iter().map(String::as_str)));
    if said.is_empty() { format!("- {name}") } else { format!("- {name}: {said}") }
}
