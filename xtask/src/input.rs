//! What the generator is given: `spec/`, read once.

use anyhow::{Context, Result};
use generator::diagnostic::catalogue::services::unknown_service;
use generator::diagnostic::{Diagnostics, Style, render};
use generator::services::Overrides;
use generator::source::Sources;

use crate::workspace::Workspace;

/// Names the services and their documents.
const SERVICES: &str = "spec/services.toml";

/// The documents, and what `services.toml` says of them.
pub(crate) struct Input {
    pub(crate) sources: Sources,
    pub(crate) overrides: Overrides,
    /// Of `services.toml`.
    pub(crate) diagnostics: Diagnostics,
}

impl Input {
    /// Reads `spec/`; what is wrong there is told by the diagnostics.
    ///
    /// # Errors
    /// Where a file cannot be read from the disk, or `services.toml` is missing.
    pub(crate) fn read(workspace: &Workspace) -> Result<Self> {
        let sources = workspace.sources()?;
        let services = sources.find(SERVICES);
        let services = services.with_context(|| format!("there is no `{SERVICES}`"))?;
        let mut diagnostics = Diagnostics::new();
        let overrides = Overrides::read(&sources, services, &mut diagnostics);
        Ok(Self { sources, overrides, diagnostics })
    }

    /// Leaves only the service of this name.
    pub(crate) fn select(&mut self, name: &str) {
        let services = &mut self.overrides.services;
        if !services.iter().any(|service| service.feature == name) {
            let available = services.iter().map(|service| service.feature.as_str());
            self.diagnostics.push(unknown_service(name, available));
        }
        services.retain(|service| service.feature == name);
    }

    /// Prints diagnostics with their places, on the error stream.
    pub(crate) fn print(&self, diagnostics: &Diagnostics) {
        if !diagnostics.is_empty() {
            let text = render(diagnostics, &self.sources, Style::Colored);
            anstream::eprintln!("{text}");
        }
    }
}
