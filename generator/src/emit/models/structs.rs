//! Structs: the item, and the table that its codec works from.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Number;

use super::super::Context;
use super::super::docs::{self, attributes, paragraphs, safe};
use super::super::types::{Place, field, ident, ty};
use super::{builders, type_docs};
use crate::ir::{Access, Member, Presence, Rest, Rule, Struct, TypeDeclaration};
use crate::name::{Ident, TypeNames};
use crate::numbers::whole;

/// The item, its table and, where requests carry it, its constructor and setters.
pub(super) fn structure(
    ctx: &Context<'_>,
    declaration: &TypeDeclaration,
    structure: &Struct,
    names: &TypeNames,
) -> Vec<TokenStream> {
    let docs = type_docs(declaration);
    let name = ident(&names.ident);
    let fields = structure.members.iter().zip(&names.members).map(|(member, field_name)| {
        let docs = attributes(&member_docs(member));
        let deprecated = member.deprecated.then(|| quote!(#[deprecated]));
        let field_name = ident(field_name);
        let field_type = field(ctx, member);
        quote!(#docs #deprecated pub #field_name: #field_type,)
    });
    let fields: TokenStream = fields.collect();
    let rest = rest(ctx, &structure.rest);
    let members =
        structure.members.iter().zip(&names.members).map(|(member, name)| member_entry(declaration, member, name));
    let rest_entry = match structure.rest {
        Rest::Kept => None,
        Rest::Typed(_) => Some(quote!(..additional_properties)),
    };
    let entries = members.chain(rest_entry);
    let mut blocks = vec![
        quote! {
            #docs
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub struct #name { #fields #rest }
        },
        quote!(model!(#name { #(#entries),* });),
    ];
    if declaration.reach.request {
        blocks.push(builders::builder(ctx, structure, names));
    }
    blocks
}

/// The field for what the document does not name.
fn rest(ctx: &Context<'_>, rest: &Rest) -> TokenStream {
    match rest {
        Rest::Kept => quote! {
            /// Members that the document does not name, kept as received.
            pub extra: Extra
        },
        Rest::Typed(value) => {
            let value = ty(ctx, value, Place::Models);
            quote! {
                /// Members with names of their own.
                pub additional_properties: Map<#value>
            }
        }
    }
}

/// What a member means, what bounds it, and what the server takes when it is not given.
fn member_docs(member: &Member) -> String {
    let described = member.description.as_deref().map(safe).unwrap_or_default();
    let called = format!("{} on the wire.", docs::code(&member.wire));
    let access = match member.access {
        Access::Both => None,
        Access::ReadOnly => Some("Read only: never sent.".to_owned()),
        Access::WriteOnly { required } => {
            let required = if required { "Required where it is written. " } else { "" };
            Some(format!("{required}Write only: never received."))
        }
    };
    let rules = Some(docs::rules(&member.rules)).filter(|rules| !rules.is_empty());
    let default = docs::default(member.default.as_ref());
    let element = docs::element(member.element.as_deref());
    let example = docs::example(member.example.as_ref());
    let facts: Vec<String> = [element, rules, default, example, access].into_iter().flatten().collect();
    let facts = facts.join(" ");
    if described.trim().is_empty() { format!("{called} {facts}") } else { paragraphs([&described, &facts]) }
}

/// An entry of the table: field, wire name where it differs, marks, and rules where a request can break them.
fn member_entry(declaration: &TypeDeclaration, member: &Member, name: &Ident) -> TokenStream {
    let field = ident(name);
    let wire = (member.wire != name.plain()).then(|| {
        let wire = &member.wire;
        quote!(= #wire)
    });
    let presence = match member.presence {
        Presence::Required => Some(quote!(required)),
        Presence::RequiredNullable => Some(quote!(required_nullable)),
        Presence::Optional => None,
        Presence::OptionalNullable => Some(quote!(nullable)),
    };
    let read_only = (member.access == Access::ReadOnly).then(|| quote!(read_only));
    let is_sent = declaration.reach.request && member.access != Access::ReadOnly;
    let rules: Vec<TokenStream> = member.rules.iter().filter_map(rule).collect();
    let rules = (is_sent && !rules.is_empty()).then(|| quote!([#(#rules),*]));
    quote!(#field #wire #presence #read_only #rules)
}

/// A rule that is checked.
fn rule(rule: &Rule) -> Option<TokenStream> {
    rule.is_checked().then(|| match rule {
        Rule::Format(_) => TokenStream::new(),
        Rule::Items(rules) => each(&quote!(items), rules),
        Rule::Values(rules) => each(&quote!(values), rules),
        Rule::MinLength(least) => counted(&quote!(min_length), *least),
        Rule::MaxLength(most) => counted(&quote!(max_length), *most),
        Rule::Pattern(pattern) => quote!(pattern(#pattern)),
        Rule::Minimum(bound) => bounded((quote!(minimum), quote!(whole_minimum)), bound),
        Rule::Maximum(bound) => bounded((quote!(maximum), quote!(whole_maximum)), bound),
        Rule::ExclusiveMinimum(bound) => bounded((quote!(exclusive_minimum), quote!(whole_exclusive_minimum)), bound),
        Rule::ExclusiveMaximum(bound) => bounded((quote!(exclusive_maximum), quote!(whole_exclusive_maximum)), bound),
        Rule::MultipleOf(step) => number(&quote!(multiple_of), step),
        Rule::MinItems(least) => counted(&quote!(min_items), *least),
        Rule::MaxItems(most) => counted(&quote!(max_items), *most),
        Rule::UniqueItems => quote!(unique_items()),
        Rule::MinProperties(least) => counted(&quote!(min_properties), *least),
        Rule::MaxProperties(most) => counted(&quote!(max_properties), *most),
    })
}

fn each(name: &TokenStream, rules: &[Rule]) -> TokenStream {
    let rules = rules.iter().filter_map(rule);
    quote!(#name(&[#(crate::codegen::Rule::#rules),*]))
}

fn counted(name: &TokenStream, count: u64) -> TokenStream {
    let count = Literal::u64_unsuffixed(count);
    quote!(#name(#count))
}

/// A bound, by the second name where no float is the number that it is.
fn bounded((name, of_whole): (TokenStream, TokenStream), bound: &Number) -> TokenStream {
    let Some(whole) = whole(bound).filter(|&whole| (whole as f64) as i128 != whole) else {
        return number(&name, bound);
    };
    let size = Literal::u128_unsuffixed(whole.unsigned_abs());
    let sign = whole.is_negative().then(|| quote!(-));
    quote!(#of_whole(#sign #size))
}

fn number(name: &TokenStream, bound: &Number) -> TokenStream {
    let bound = bound.as_f64().filter(|bound| bound.is_finite()).unwrap_or_default();
    let size = Literal::f64_unsuffixed(bound.abs());
    let sign = bound.is_sign_negative().then(|| quote!(-));
    quote!(#name(#sign #size))
}
