//! The manifest of a crate of its own.

use super::docs::safe_line;
use super::provenance::Provenance;
use crate::ir::Api;
use crate::package::{Package, Runtime, Standing};

/// The features that the crate hands on to the runtime.
const FEATURES: &[&str] = &["rustls", "native-tls", "stream", "blocking", "tracing", "testing", "jiff", "chrono"];

/// The feature of the models that no operation needs: they cost the compiler most where a document has many.
pub(super) const ALL_MODELS: &str = "all-models";

/// The oldest Rust of the runtime, and with it of every crate that depends on it.
const RUST_VERSION: &str = env!("CARGO_PKG_RUST_VERSION");

/// The text of `Cargo.toml`; `source` is the name of the document.
pub(super) fn manifest(api: &Api, package: &Package, source: &str) -> String {
    let mut manifest = toml::Table::new();
    manifest.insert("package".to_owned(), about(api, package).into());
    if package.name.crate_name() != package.name.default_crate_name() {
        let lib = toml::Table::from_iter([("name".to_owned(), package.name.crate_name().into())]);
        manifest.insert("lib".to_owned(), lib.into());
    }
    manifest.insert("features".to_owned(), features().into());
    let runtime = toml::Table::from_iter([("generated-client".to_owned(), runtime(&package.runtime))]);
    manifest.insert("dependencies".to_owned(), runtime.into());
    if package.standing == Standing::Apart {
        manifest.insert("workspace".to_owned(), toml::Table::new().into());
    }
    let provenance = Provenance { command: "cargo xtask generate", source };
    format!("# {}\n{manifest}", provenance.line())
}

fn about(api: &Api, package: &Package) -> toml::Table {
    let text = |text: &str| toml::Value::from(text);
    toml::Table::from_iter([
        ("name".to_owned(), text(package.name.as_str())),
        ("version".to_owned(), text("0.1.0")),
        ("edition".to_owned(), text("2024")),
        ("rust-version".to_owned(), text(RUST_VERSION)),
        ("description".to_owned(), text(&format!("A client of {}", safe_line(&api.title)))),
        ("publish".to_owned(), false.into()),
    ])
}

/// TLS is chosen as in the runtime; nothing else is on by default.
fn features() -> toml::Table {
    let handed_on = FEATURES.iter().map(|name| {
        let list = vec![toml::Value::from(format!("generated-client/{name}"))];
        ((*name).to_owned(), list.into())
    });
    let own = [
        ("default".to_owned(), vec![toml::Value::from("rustls")].into()),
        (ALL_MODELS.to_owned(), toml::Value::Array(Vec::new())),
    ];
    own.into_iter().chain(handed_on).collect()
}

fn runtime(runtime: &Runtime) -> toml::Value {
    let (key, place) = match runtime {
        Runtime::Path(path) => ("path", path),
        Runtime::Version(version) => ("version", version),
    };
    let dependency = [(key.to_owned(), place.as_str().into()), ("default-features".to_owned(), false.into())];
    toml::Table::from_iter(dependency).into()
}
