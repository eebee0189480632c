//! From the named API to the tokens of each module, and to the texts beside the code.
//!
//! Pure and infallible: all decisions are made before. The only user of `quote`; order is the order of the document.

mod calls;
mod client;
mod docs;
mod example;
mod headers;
mod home;
mod listing;
mod manifest;
mod markdown;
mod models;
mod operations;
mod plan;
mod provenance;
mod types;

use proc_macro2::TokenStream;
use quote::quote;

use crate::calls::Call;
use crate::ir::Api;
use crate::name::{Ident, Names};
use crate::services::Service;

pub(crate) use home::Home;
pub(crate) use listing::{Argument, DEPRECATED, Item, Mark};
pub(crate) use provenance::Provenance;

/// A Rust file before it is printed.
#[derive(Clone, Debug)]
pub(crate) struct Module {
    /// Path below the root of the crate.
    pub(crate) path: String,
    /// Inner documentation, one paragraph a line.
    pub(crate) docs: Vec<String>,
    /// Inner attributes.
    pub(crate) attributes: TokenStream,
    /// Items; those in one block stand without a blank line between them.
    pub(crate) blocks: Vec<TokenStream>,
}

/// A file that is not Rust, ready to be written.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    /// Path below the root of the crate.
    pub(crate) path: String,
    pub(crate) content: String,
}

/// Emits what is called of one document: the client, the headers of answers, and the operations. A module is made when
/// it is asked for: the tokens of all take many times the memory of what they print as.
pub(crate) fn operations<'a>(api: &'a Api, names: &'a Names, home: Home<'a>) -> impl Iterator<Item = Module> + use<'a> {
    let ctx = Context { api, names, home };
    let client = [client::root(&ctx), client::client(&ctx)].into_iter().chain(headers::module(&ctx));
    client.chain(operations::modules(ctx))
}

/// Emits what the operations of one document take and give, a module whenever one is asked for, too.
pub(crate) fn models<'a>(api: &'a Api, names: &'a Names, home: Home<'a>) -> impl Iterator<Item = Module> + use<'a> {
    models::modules(Context { api, names, home })
}

/// Emits what stands beside the code; `source` is the name of the document.
pub(crate) fn texts(api: &Api, names: &Names, home: Home<'_>, source: &str) -> Vec<Text> {
    let ctx = Context { api, names, home };
    let mut texts = vec![
        Text { path: home.page(), content: markdown::page(&ctx) },
        Text { path: home.listing(), content: listing::listing(&ctx) },
    ];
    if let Home::Package(package) = home {
        texts.push(Text { path: "Cargo.toml".to_owned(), content: manifest::manifest(api, package, source) });
    }
    texts
}

/// The public API of a document, item by item.
pub(crate) fn items(api: &Api, names: &Names, home: Home<'_>) -> Vec<Item> {
    listing::items(&Context { api, names, home }).collect()
}

/// How each operation is called.
pub(crate) fn calls(api: &Api, names: &Names, home: Home<'_>) -> Vec<Call> {
    let ctx = Context { api, names, home };
    api.operations.ids().map(|id| calls::call(&ctx, id)).collect()
}

/// A text of a document as documentation has it.
pub(crate) fn printed(text: &str) -> String {
    docs::safe(text)
}

/// Emits the file that holds the services and their pages together.
pub(crate) fn root(services: &[Service]) -> Module {
    let modules = services.iter().map(|service| {
        let module = module_name(service);
        let feature = &service.feature;
        quote! {
            #[cfg(feature = #feature)]
            pub mod #module;
        }
    });
    let pages = services.iter().map(|service| {
        let module = module_name(service);
        let feature = &service.feature;
        let page = format!("../../docs/{feature}.md");
        quote! {
            #[cfg(feature = #feature)]
            #[doc = include_str!(#page)]
            mod #module {}
        }
    });
    // Beside what it is for, it keeps the root from being empty, which the compiler reports where all of it is
    // re-exported.
    let codegen = quote! {
        #[doc(hidden)]
        pub use crate::runtime::codegen;
    };
    let pages = quote! {
        /// The reference pages, whose examples must compile.
        #[cfg(doctest)]
        mod pages { #(#pages)* }
    };
    Module {
        path: "src/generated/mod.rs".to_owned(),
        docs: vec![
            "The services, one module each, behind a feature of its own, and what all of them are written with."
                .to_owned(),
        ],
        attributes: TokenStream::new(),
        blocks: std::iter::once(codegen).chain(modules).chain([pages]).collect(),
    }
}

fn module_name(service: &Service) -> proc_macro2::Ident {
    types::ident(&Ident::module(&service.module))
}

/// What every emitting function reads.
#[derive(Clone, Copy)]
struct Context<'a> {
    api: &'a Api,
    names: &'a Names,
    home: Home<'a>,
}

impl Context<'_> {
    /// The path of a file.
    fn path(&self, file: &str) -> String {
        self.home.file(file)
    }

    /// What people call the service.
    fn title(&self) -> &str {
        self.home.title().unwrap_or(&self.api.title)
    }
}

/// The name of a file's module.
fn file_name(ident: &Ident) -> &str {
    ident.plain()
}
