//! The service's own module and its client.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::num::NonZeroU32;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{attributes, code, literal, paragraphs, safe, safe_line};
use super::types::ident;
use super::{Context, Home, Module};
use crate::ir::{Quota, RateLimitGroup, RateLimits, Scheme, SchemeKind, Server, ServerVariable};
use crate::package::Package;

/// The file that holds the others together.
pub(super) fn root(ctx: &Context<'_>) -> Module {
    let description = ctx.api.description.as_deref().map(safe).unwrap_or_default();
    let headers = (!ctx.api.headers.is_empty()).then(|| {
        quote!(
            pub mod headers;
        )
    });
    let title = format!("{}, version {}.", literal(ctx.title()), literal(&ctx.api.version));
    let modules = quote! {
        mod client;
        #headers
        pub mod models;
        pub mod operations;
    };
    let public = quote!(
        pub use client::{Client, Server};
    );
    let mut blocks = vec![modules, public];
    if let Home::Package(package) = ctx.home {
        blocks.extend(around(package));
    }
    Module {
        path: ctx.home.root(),
        docs: vec![paragraphs([title.as_str(), description.as_str()])],
        attributes: TokenStream::new(),
        blocks,
    }
}

/// What a crate has at its root beside what a module has: the way to the runtime, and the page, whose examples must
/// compile.
fn around(package: &Package) -> [TokenStream; 3] {
    let page = format!("../docs/{}.md", package.name.as_str());
    [
        quote! {
            /// Sessions, authentication, errors: what all clients share.
            pub use generated_client;
        },
        quote!(
            use generated_client::codegen;
        ),
        quote! {
            #[cfg(doctest)]
            #[doc = include_str!(#page)]
            mod page {}
        },
    ]
}

/// The client and its servers.
pub(super) fn client(ctx: &Context<'_>) -> Module {
    let servers = ctx.api.servers.iter().map(server);
    let schemes = ctx.api.schemes.iter().map(scheme);
    let module = &ctx.home.name();
    let rate_limits = ctx.api.rate_limits.as_ref().map(|rate_limits| self::rate_limits(rate_limits, module));
    let with_rate_limits = rate_limits.as_ref().map(|_| quote!(.rate_limits(RATE_LIMITS)));
    let variants = ctx.names.servers().iter().zip(&ctx.api.servers).map(|(name, server)| {
        let docs = attributes(&server_docs(server));
        let name = ident(name);
        quote!(#docs #name)
    });
    let client_docs = attributes(&format!(
        "A client of {}: one method for each operation. Cheap to clone; clients of one session share its connections.",
        literal(ctx.title())
    ));
    let service = [
        quote!(
            use crate::codegen::*;
        ),
        quote! {
            static SERVICE: ServiceDescription = ServiceDescription::new(#module)
                .servers(&[#(#servers),*]).schemes(&[#(#schemes),*]) #with_rate_limits;
        },
    ];
    let client = [
        quote! {
            #client_docs
            #[derive(Clone, Debug)]
            pub struct Client(pub(super) Service);
        },
        quote! {
            /// The servers that the document names; the first is the default.
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum Server { #(#variants),* }
        },
        quote!(client!(Client, Server, SERVICE);),
    ];
    Module {
        path: ctx.path("client.rs"),
        docs: vec!["The client and the servers it can call.".to_owned()],
        attributes: TokenStream::new(),
        blocks: service.into_iter().chain(rate_limits).chain(client).collect(),
    }
}

fn server_docs(server: &Server) -> String {
    let url = format!("{}.", code(&server.url));
    let described = server.description.as_deref().map(safe).unwrap_or_default();
    paragraphs([described.as_str(), url.as_str(), precondition(server).unwrap_or_default(), &variables_docs(server)])
}

/// The URL of a server with the defaults of its variables.
fn filled(server: &Server) -> String {
    let defaults: BTreeMap<&str, &str> =
        server.variables.iter().map(|variable| (variable.name.as_str(), variable.default.as_str())).collect();
    let (mut filled, mut rest) = (String::new(), server.url.as_str());
    while let Some((before, (name, behind))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        filled.extend([before, defaults.get(name).copied().unwrap_or_default()]);
        rest = behind;
    }
    filled + rest
}

/// What a caller has to say before a server can be called, where its URL alone does not do.
pub(super) fn precondition(server: &Server) -> Option<&'static str> {
    let url = filled(server).to_ascii_lowercase();
    let Some((scheme, rest)) = url.split_once("://") else {
        return Some(
            "The URL names no host: `Client::with_base_url` says where the service is, or `Client::with_document_url` \
             where the document was found.",
        );
    };
    let host = rest.split(['/', ':', '?']).next().unwrap_or_default();
    let is_loopback = host.parse().is_ok_and(|address: Ipv4Addr| address.is_loopback());
    let is_here = is_loopback || host == "localhost" || host.ends_with(".localhost") || rest.starts_with("[::1]");
    let is_refused = scheme == "http" && !is_here;
    is_refused.then_some("Plain http is sent where `SessionBuilder::allow_plain_http` allows it.")
}

/// The variables of a server, as a list.
pub(super) fn variables_docs(server: &Server) -> String {
    server.variables.iter().map(variable_docs).collect::<Vec<_>>().join("\n")
}

fn variable_docs(variable: &ServerVariable) -> String {
    let described = variable.description.as_deref().map(|text| format!(" {}", safe_line(text))).unwrap_or_default();
    let values: Vec<String> = variable.values.iter().map(|value| code(value)).collect();
    let values = if values.is_empty() { String::new() } else { format!(", one of {}", values.join(", ")) };
    format!("- {}: {} by default{values}.{described}", code(&variable.name), code(&variable.default))
}

/// The description of a server.
pub(super) fn server(server: &Server) -> TokenStream {
    let url = &server.url;
    let variables = (!server.variables.is_empty()).then(|| {
        let variables = server.variables.iter().map(|variable| {
            let (name, default) = (&variable.name, &variable.default);
            quote!((#name, #default))
        });
        quote!(.variables(&[#(#variables),*]))
    });
    let limited = server.variables.iter().filter(|variable| !variable.values.is_empty()).map(|variable| {
        let (name, values) = (&variable.name, &variable.values);
        quote!((#name, &[#(#values),*]))
    });
    let limited: Vec<TokenStream> = limited.collect();
    let limited = (!limited.is_empty()).then(|| quote!(.limited(&[#(#limited),*])));
    quote!(ServerDescription::new(#url) #variables #limited)
}

fn scheme(scheme: &Scheme) -> TokenStream {
    let name = &scheme.name;
    match &scheme.kind {
        SchemeKind::Header { name: header } => quote!(SecurityScheme::api_key(#name, In::Header, #header)),
        SchemeKind::Query { name: key } => quote!(SecurityScheme::api_key(#name, In::Query, #key)),
        SchemeKind::Cookie { name: cookie } => quote!(SecurityScheme::api_key(#name, In::Cookie, #cookie)),
        SchemeKind::Basic => quote!(SecurityScheme::basic(#name)),
        SchemeKind::Bearer => quote!(SecurityScheme::bearer(#name)),
        SchemeKind::OAuth2 { authorization, token, refresh } => {
            let authorization = authorization.as_ref().map(|url| quote!(.authorization_url(#url)));
            let token = token.as_ref().map(|url| quote!(.token_url(#url)));
            let refresh = refresh.as_ref().map(|url| quote!(.refresh_url(#url)));
            quote!(SecurityScheme::oauth2(#name) #authorization #token #refresh)
        }
        SchemeKind::OpenIdConnect { url } => quote!(SecurityScheme::open_id_connect(#name, #url)),
        SchemeKind::Http { scheme } => quote!(SecurityScheme::http(#name, #scheme)),
    }
}

/// The constant that states the limits to the runtime; what has no name of its own is limited as `module`.
fn rate_limits(rate_limits: &RateLimits, module: &str) -> TokenStream {
    let RateLimits { name, penalty, pause, groups } = rate_limits;
    let name = name.as_deref().unwrap_or(module);
    let penalty = penalty.map(number).map(|seconds| quote!(.penalty(#seconds)));
    let pause = pause.map(number).map(|seconds| quote!(.pause(#seconds)));
    let groups = (!groups.is_empty()).then(|| {
        let groups = groups.iter().map(rate_limit_group);
        quote!(.groups(&[#(#groups),*]))
    });
    quote!(const RATE_LIMITS: RateLimits = RateLimits::new(#name) #penalty #pause #groups;)
}

fn rate_limit_group(group: &RateLimitGroup) -> TokenStream {
    let name = &group.name;
    let quotas = group.quotas.iter().map(quota);
    quote!((#name, &[#(#quotas),*]))
}

fn quota(quota: &Quota) -> TokenStream {
    let (calls, seconds) = (number(quota.calls), number(quota.seconds));
    let pool = quota.pool.as_ref().map(|pool| quote!(.in_pool(#pool)));
    let quota = match quota.seconds.get() {
        1 => quote!(Quota::per_second(#calls)),
        60 => quote!(Quota::per_minute(#calls)),
        86_400 => quote!(Quota::per_day(#calls)),
        _ => quote!(Quota::new(#calls, #seconds)),
    };
    quote!(#quota #pool)
}

fn number(number: NonZeroU32) -> Literal {
    Literal::u32_unsuffixed(number.get())
}
