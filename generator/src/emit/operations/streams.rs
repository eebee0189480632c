//! Answers that are read while they come.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::Context;
use super::super::types::{Place, ty};
use crate::ir::{AnswerKind, Stream};
use crate::media_type::StreamFormat;

/// The type of a stream.
pub(in crate::emit) fn stream(ctx: &Context<'_>, stream: &Stream) -> TokenStream {
    let value = ty(ctx, &stream.ty, Place::Service);
    match stream.format {
        StreamFormat::Events => quote!(Events<#value>),
        StreamFormat::Lines | StreamFormat::Sequence => quote!(Records<#value>),
    }
}

/// The method that asks for a stream beside the answer.
pub(in crate::emit) fn method(stream: &Stream) -> &'static str {
    match stream.format {
        StreamFormat::Events => "send_events",
        StreamFormat::Lines | StreamFormat::Sequence => "send_records",
    }
}

/// How the call reads its answer, where that is a stream.
pub(super) fn by(kind: &AnswerKind) -> Option<TokenStream> {
    let AnswerKind::Stream(stream) = kind else { return None };
    let media_type = &stream.media_type;
    let members = &stream.members;
    Some(match separator(stream.format) {
        None if members.is_empty() => quote!(, by events()),
        None => quote!(, by events_of(&[#(#members),*])),
        Some(separator) => quote!(, by records(#media_type, Separator::#separator)),
    })
}

/// The macro for a stream that is asked for beside the answer.
pub(super) fn asked_for(ctx: &Context<'_>, stream: &Stream, builder: &proc_macro2::Ident) -> TokenStream {
    let (value, media_type) = (ty(ctx, &stream.ty, Place::Service), &stream.media_type);
    let members = &stream.members;
    match separator(stream.format) {
        None if members.is_empty() => quote!(events!(#builder => #value);),
        None => quote!(events!(#builder => #value, of [#(#members),*]);),
        Some(separator) => quote!(records!(#builder => #value, #media_type, #separator);),
    }
}

fn separator(format: StreamFormat) -> Option<TokenStream> {
    match format {
        StreamFormat::Events => None,
        StreamFormat::Lines => Some(quote!(Line)),
        StreamFormat::Sequence => Some(quote!(Record)),
    }
}
