//! How the list behind an operation is read: a constant that tells the runtime where a page has what it needs.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::Context;
use super::super::types::{Place, ident, ty};
use crate::ir::{AnswerPath, Integral, Member, More, Operation, Pages, PagesBy, Presence, Shape, Step, Type};

/// The constant and the macro that makes `pages` and `items` of it; nothing where there are no pages.
pub(super) fn paged(
    ctx: &Context<'_>,
    operation: &Operation,
    builder: &proc_macro2::Ident,
    answer: &TokenStream,
) -> Vec<TokenStream> {
    let Some(pages) = &operation.pages else { return Vec::new() };
    let item = ty(ctx, &pages.items.end, Place::Service);
    let paging = paging(ctx, pages);
    let expects = pages.steps().any(|step| member(ctx, step).is_some_and(|member| member.deprecated));
    let expected =
        expects.then(|| quote!(#[expect(deprecated, reason = "the list is read by a member that is deprecated")]));
    vec![
        // Within the type, where no name of another operation can be the same.
        quote! {
            impl #builder {
                #expected
                const PAGES: Paging<#answer, #item> = #paging;
            }
        },
        quote!(paged!(#builder => #answer, #item, #builder::PAGES);),
    ]
}

fn paging(ctx: &Context<'_>, pages: &Pages) -> TokenStream {
    let parameter = &pages.page_parameter;
    let items = items(ctx, &pages.items);
    match &pages.by {
        PagesBy::Token { next, lifetime: None } => {
            let next = text(ctx, next);
            quote!(Paging::by_token(#parameter, |page| #next, |page| #items))
        }
        PagesBy::Token { next, lifetime: Some(seconds) } => {
            let (next, seconds) = (text(ctx, next), Literal::u32_unsuffixed(seconds.get()));
            quote!(Paging::by_expiring_token(#parameter, #seconds, |page| #next, |page| #items))
        }
        PagesBy::Number { page, total, more } => {
            let page = integer(ctx, page);
            let rest = (total.is_none() || more.is_none()).then(|| quote!(..Numbered::default()));
            let total = total.as_ref().map(|total| integer(ctx, total)).map(|total| quote!(total: #total,));
            let more = more.as_ref().map(|more| self::more(ctx, more)).map(|more| quote!(more: #more,));
            quote!(Paging::by_number(#parameter, |page| Numbered { page: #page, #total #more #rest }, |page| #items))
        }
    }
}

/// The list, taken out of the page.
fn items(ctx: &Context<'_>, path: &AnswerPath<Type>) -> TokenStream {
    if path.steps.is_empty() {
        return quote!(std::mem::take(page));
    }
    let taken = read(ctx, &path.steps, Borrow::Mutable, |list, presence| match presence {
        Presence::Required => Reading::Always(quote!(std::mem::take(&mut #list))),
        Presence::Optional | Presence::RequiredNullable => Reading::Maybe(quote!(#list.take())),
        Presence::OptionalNullable => Reading::Maybe(quote!(std::mem::take(&mut #list).into_option())),
    });
    match taken {
        Reading::Always(list) => list,
        Reading::Maybe(list) => quote!(#list.unwrap_or_default()),
    }
}

/// The text at a place, as an `Option<&str>`.
fn text(ctx: &Context<'_>, path: &AnswerPath<Type>) -> TokenStream {
    let own = ty(ctx, &path.end, Place::Service);
    let text = read(ctx, &path.steps, Borrow::Shared, |text, presence| match presence {
        Presence::Required => Reading::Always(quote!(#text.as_str())),
        Presence::Optional | Presence::RequiredNullable if path.end == Type::Text => {
            Reading::Maybe(quote!(#text.as_deref()))
        }
        Presence::Optional | Presence::RequiredNullable => Reading::Maybe(quote!(#text.as_ref().map(#own::as_str))),
        Presence::OptionalNullable => Reading::Maybe(quote!(#text.as_option().map(#own::as_str))),
    });
    text.into_option()
}

/// The number at a place, as an `Option<i64>`.
fn integer(ctx: &Context<'_>, path: &AnswerPath<Integral>) -> TokenStream {
    let number = read(ctx, &path.steps, Borrow::Shared, copied);
    let number = match (path.end, number) {
        (Integral::Signed, number) => number,
        (Integral::Unsigned, Reading::Always(number)) => Reading::Maybe(quote!(i64::try_from(#number).ok())),
        (Integral::Unsigned, Reading::Maybe(number)) => {
            Reading::Maybe(quote!(#number.and_then(|number| i64::try_from(number).ok())))
        }
    };
    number.into_option()
}

/// Whether there are further pages, as an `Option<bool>`: where what would tell is missing itself, nobody knows.
fn more(ctx: &Context<'_>, path: &AnswerPath<More>) -> TokenStream {
    let more = match path.end {
        More::Flag => read(ctx, &path.steps, Borrow::Shared, copied),
        More::Presence => read(ctx, &path.steps, Borrow::Shared, |sign, presence| match presence {
            Presence::Required => Reading::Always(quote!(true)),
            Presence::Optional | Presence::RequiredNullable => Reading::Always(quote!(#sign.is_some())),
            Presence::OptionalNullable => Reading::Always(quote!(#sign.as_option().is_some())),
        }),
    };
    more.into_option()
}

/// A scalar that is copied.
fn copied(scalar: &TokenStream, presence: Presence) -> Reading {
    match presence {
        Presence::Required => Reading::Always(scalar.clone()),
        Presence::Optional | Presence::RequiredNullable => Reading::Maybe(scalar.clone()),
        Presence::OptionalNullable => Reading::Maybe(quote!(#scalar.into_option())),
    }
}

/// How members are looked at on the way.
#[derive(Clone, Copy)]
enum Borrow {
    Shared,
    Mutable,
}

/// An expression for what is read.
enum Reading {
    /// A value.
    Always(TokenStream),
    /// An `Option` of a value.
    Maybe(TokenStream),
}

impl Reading {
    fn into_option(self) -> TokenStream {
        match self {
            Self::Always(value) => quote!(Some(#value)),
            Self::Maybe(value) => value,
        }
    }

    /// What is read of `variable`, which stands for what is in the option before it.
    fn behind(self, option: Option<(TokenStream, proc_macro2::Ident)>) -> Self {
        let Some((option, variable)) = option else { return self };
        Self::Maybe(match self {
            Self::Always(value) => quote!(#option.map(|#variable| #value)),
            Self::Maybe(value) => quote!(#option.and_then(|#variable| #value)),
        })
    }
}

/// What `end` reads of the last member of a way that starts at `page`. A member that may be missing becomes an option,
/// behind which the way goes on.
fn read(
    ctx: &Context<'_>,
    steps: &[Step],
    borrow: Borrow,
    end: impl FnOnce(&TokenStream, Presence) -> Reading,
) -> Reading {
    let mut option = None;
    let mut place = quote!(page);
    let Some((last, before)) = steps.split_last() else { return end(&place, Presence::Required) };
    for step in before {
        let field = field(ctx, step);
        place = quote!(#place.#field);
        let borrowed = match (step.presence, borrow) {
            (Presence::Required, _) => continue,
            (Presence::Optional | Presence::RequiredNullable, Borrow::Shared) => quote!(#place.as_ref()),
            (Presence::Optional | Presence::RequiredNullable, Borrow::Mutable) => quote!(#place.as_mut()),
            (Presence::OptionalNullable, Borrow::Shared) => quote!(#place.as_option()),
            (Presence::OptionalNullable, Borrow::Mutable) => quote!(#place.as_mut().into_option()),
        };
        let reached = Reading::Maybe(borrowed).behind(option);
        place = quote!(#field);
        option = Some((reached.into_option(), field));
    }
    let field = field(ctx, last);
    end(&quote!(#place.#field), last.presence).behind(option)
}

fn member<'a>(ctx: &Context<'a>, step: &Step) -> Option<&'a Member> {
    match &ctx.api.types[step.structure].shape {
        Shape::Struct(structure) => structure.members.get(step.member),
        Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::Union(_) | Shape::Form(_) => None,
    }
}

fn field(ctx: &Context<'_>, step: &Step) -> proc_macro2::Ident {
    ident(&ctx.names.ty(step.structure).members[step.member])
}
