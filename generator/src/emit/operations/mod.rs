//! The operations: a constant that describes each, a type that is the call, and the client's method that begins it.

mod arguments;
mod bodies;
mod choices;
mod description;
mod paging;
mod prose;
mod streams;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{attributes, literal, paragraphs, safe};
use super::types::{Place, ident, ty};
use super::{Context, Module};
use crate::ir::{AnswerKind, GroupId, OperationId};
use crate::name::ChoiceNames;

pub(super) use bodies::body;
pub(super) use choices::shown;
pub(super) use prose::{body_line, head, more_than_one, parameter_line, scopes, summary};
pub(super) use streams::{method as stream_method, stream};

/// The files of `operations`, the one that holds them together first.
pub(super) fn modules<'a>(ctx: Context<'a>) -> impl Iterator<Item = Module> + use<'a> {
    let groups: Vec<GroupId> = ctx.api.groups.ids().collect();
    let names: Vec<_> = groups.iter().map(|&group| ident(ctx.names.group(group))).collect();
    let root = Module {
        path: ctx.path("operations/mod.rs"),
        docs: vec![format!(
            "The operations of {}; begin one with a method of [`Client`](super::Client).",
            literal(&ctx.api.title)
        )],
        attributes: TokenStream::new(),
        blocks: vec![quote!(#(mod #names;)*), quote!(#(pub use #names::*;)*)],
    };
    std::iter::once(root).chain(groups.into_iter().map(move |group| module(&ctx, group)))
}

fn module(ctx: &Context<'_>, group: GroupId) -> Module {
    let Group { tag, description } = group_of(ctx, group);
    let operations: Vec<OperationId> =
        ctx.api.operations.iter().filter(|(_, operation)| operation.group == group).map(|(id, _)| id).collect();
    let items: Vec<TokenStream> = operations.iter().flat_map(|&id| call(ctx, id)).collect();
    let methods = operations.iter().map(|&id| arguments::method(ctx, id));
    let client = quote!(impl Client { #(#methods)* });
    let names_models = items.iter().chain([&client]).any(|tokens| tokens.to_string().contains("models ::"));
    let imported = if names_models { quote!({Client, models}) } else { quote!(Client) };
    let mut blocks = vec![quote!(use super::super::#imported; use crate::codegen::*;), client];
    blocks.extend(items);
    Module {
        path: ctx.path(&format!("operations/{}.rs", super::file_name(ctx.names.group(group)))),
        docs: vec![paragraphs([tag.as_str(), description.as_str()])],
        attributes: TokenStream::new(),
        blocks,
    }
}

struct Group {
    tag: String,
    description: String,
}

fn group_of(ctx: &Context<'_>, group: GroupId) -> Group {
    let group = &ctx.api.groups[group];
    Group {
        tag: format!("Operations: {}.", literal(&group.tag)),
        description: group.description.as_deref().map(safe).unwrap_or_default(),
    }
}

/// The constant, the type, its setters and the macros that make it a call, and a list where it is one.
fn call(ctx: &Context<'_>, id: OperationId) -> Vec<TokenStream> {
    let operation = &ctx.api.operations[id];
    let names = ctx.names.operation(id);
    let (builder, constant) = (ident(&names.builder), ident(&names.constant));
    let docs = attributes(&prose::call_docs(ctx, operation, names));
    let answer = answer(ctx, &operation.answer.kind, &names.answer);
    let error = operation.error.as_ref().map(|error| {
        let error = self::answer(ctx, error, &names.error);
        quote!(, error #error)
    });
    let setters: Vec<TokenStream> = arguments::setters(ctx, operation, names);
    let mut blocks = vec![
        description::description(ctx, operation, &constant),
        quote! {
            #docs
            #[derive(Clone, Debug)]
            #[must_use = "an operation does nothing until it is awaited or sent"]
            pub struct #builder(Call);
        },
    ];
    if !setters.is_empty() {
        blocks.push(quote!(impl #builder { #(#setters)* }));
    }
    let answers = choices::Side::Answers { standing: choices::standing(operation) };
    blocks.extend(choices::choice(ctx, &operation.answer.kind, &names.answer, answers));
    let errors = operation.error.as_ref();
    blocks.extend(errors.into_iter().flat_map(|kind| choices::choice(ctx, kind, &names.error, choices::Side::Errors)));
    blocks.extend(bodies::choice(ctx, operation, names));
    let by = streams::by(&operation.answer.kind);
    blocks.push(quote!(operation!(#builder => #answer, #constant #by #error);));
    blocks.extend(operation.stream.as_ref().map(|stream| streams::asked_for(ctx, stream, &builder)));
    blocks.extend(paging::paged(ctx, operation, &builder, &answer));
    blocks.extend(operation.batch.as_ref().map(|batch| {
        let (parameter, most) = (&batch.parameter, Literal::u64_unsuffixed(batch.max));
        quote!(batched!(#builder => #answer, #parameter, #most);)
    }));
    blocks
}

/// The type that an answer is read as.
pub(super) fn answer(ctx: &Context<'_>, kind: &AnswerKind, choice: &ChoiceNames) -> TokenStream {
    match kind {
        AnswerKind::Empty => quote!(()),
        AnswerKind::Value(value) => ty(ctx, value, Place::Service),
        AnswerKind::Bytes => quote!(Bytes),
        AnswerKind::Text => quote!(String),
        AnswerKind::Stream(stream) => streams::stream(ctx, stream),
        AnswerKind::Several(_) => {
            let name = ident(&choice.ident);
            quote!(#name)
        }
    }
}
