//! Where the code of a document lives: in a module of `generated-client`, or in a crate of its own.

use crate::package::{Package, Selection};
use crate::services::Service;
use crate::source::FileId;

/// Where the files of a document go, and how others name what is in them.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Home<'a> {
    /// A module of `generated-client`, behind a feature.
    Module(&'a Service),
    /// A crate that depends on `generated-client`.
    Package(&'a Package),
}

impl Home<'_> {
    /// The document.
    pub(crate) fn document(&self) -> FileId {
        match self {
            Self::Module(service) => service.file,
            Self::Package(package) => package.file,
        }
    }

    /// What people call the service, where the document alone does not decide.
    pub(crate) fn title(&self) -> Option<&str> {
        match self {
            Self::Module(service) => Some(&service.title),
            Self::Package(_) => None,
        }
    }

    /// The name of the module or crate, as it is written in Rust.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Module(service) => service.module.clone(),
            Self::Package(package) => package.name.crate_name(),
        }
    }

    /// The path of what is public, as callers write it.
    pub(super) fn outside(&self) -> String {
        match self {
            Self::Module(service) => format!("generated_client::{}", service.module),
            Self::Package(package) => package.name.crate_name(),
        }
    }

    /// The same path, as the generated code itself writes it.
    pub(super) fn inside(&self) -> String {
        match self {
            Self::Module(service) => format!("crate::{}", service.module),
            Self::Package(_) => "crate".to_owned(),
        }
    }

    /// The file that holds the others together.
    pub(super) fn root(&self) -> String {
        match self {
            Self::Module(_) => self.file("mod.rs"),
            Self::Package(_) => self.file("lib.rs"),
        }
    }

    /// The path of one of the files.
    pub(super) fn file(&self, file: &str) -> String {
        match self {
            Self::Module(service) => format!("src/generated/{}/{file}", service.module),
            Self::Package(_) => format!("src/{file}"),
        }
    }

    /// The path of the page for people.
    pub(super) fn page(&self) -> String {
        format!("docs/{}.md", self.stem())
    }

    /// The path of the listing of the public API.
    pub(super) fn listing(&self) -> String {
        format!("api/{}.txt", self.stem())
    }

    fn stem(&self) -> &str {
        match self {
            Self::Module(service) => &service.feature,
            Self::Package(package) => package.name.as_str(),
        }
    }

    /// How the page says where the code is.
    pub(super) fn whereabouts(&self) -> (String, String) {
        match self {
            Self::Module(service) => (self.outside(), format!("cargo feature `{}`", service.feature)),
            Self::Package(package) => (self.outside(), format!("package `{}`", package.name.as_str())),
        }
    }

    /// Which operations it has.
    pub(crate) fn selection(&self) -> &Selection {
        match self {
            Self::Module(_) => &Selection::Operations,
            Self::Package(package) => &package.selection,
        }
    }

    /// The command that makes the files.
    pub(crate) fn command(&self) -> &'static str {
        match self {
            Self::Module(_) => "cargo xtask regen",
            Self::Package(_) => "cargo xtask generate",
        }
    }
}
