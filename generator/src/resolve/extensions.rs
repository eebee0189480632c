//! Our own `x-` keys of an operation; normalise has seen to their shape.

use super::model::{Batch, OperationExtensions, Pagination, PaginationStyle, Parameter, ParameterLocation};
use super::place::Place;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::Pointer;

/// Reads the extensions of an operation with these parameters.
pub(super) fn read(
    operation: &Place<'_>,
    parameters: &[Parameter],
    diagnostics: &mut Diagnostics,
) -> OperationExtensions {
    let mut reader = Reader { parameters, diagnostics };
    OperationExtensions {
        rate_limit: operation.text("x-rate-limit").map(str::to_owned),
        permissions: permissions(&operation.child("x-permissions")),
        idempotent: operation.flag("x-idempotent"),
        batch: reader.batch(&operation.child("x-batch")),
        pagination: reader.pagination(&operation.child("x-pagination")),
        rust_name: operation.text("x-rust-name").map(str::to_owned),
    }
}

/// `{app: …, user: […]}`, or a list.
fn permissions(place: &Place<'_>) -> Vec<String> {
    let listed = place.value.as_array().or_else(|| place.get("user")?.as_array());
    let listed = listed.into_iter().flatten().filter_map(|permission| permission.as_str());
    place.text("app").into_iter().chain(listed).map(str::to_owned).collect()
}

struct Reader<'a> {
    parameters: &'a [Parameter],
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn batch(&mut self, place: &Place<'_>) -> Option<Batch> {
        Some(Batch {
            parameter: self.parameter(place, "parameter", ParameterLocation::Path)?,
            max: place.count("max")?,
            separator: place.text("separator").unwrap_or(",").to_owned(),
        })
    }

    fn pagination(&mut self, place: &Place<'_>) -> Option<Pagination> {
        let (request, response) = (place.child("request"), place.child("response"));
        let (style, next) = match place.text("style")? {
            "token" => (PaginationStyle::Token, "next"),
            _ => (PaginationStyle::Page, "page"),
        };
        let page_parameter = self.parameter(&request, "page", ParameterLocation::Query);
        let size_parameter = self.parameter(&request, "size", ParameterLocation::Query);
        let (items, next) = (self.pointer(&response, "items"), self.pointer(&response, next));
        let total_pages = self.pointer(&response, "total_pages");
        Some(Pagination {
            style,
            page_parameter: page_parameter?,
            size_parameter,
            items: items?,
            next: next?,
            total_pages,
        })
    }

    /// The name of a parameter of the operation.
    fn parameter(&mut self, place: &Place<'_>, key: &str, location: ParameterLocation) -> Option<String> {
        let name = place.text(key)?;
        let mut known = self.parameters.iter().filter(|parameter| parameter.location == location);
        if !known.clone().any(|parameter| parameter.name == name) {
            let known = known.by_ref().map(|parameter| parameter.name.as_str());
            self.diagnostics.push(catalogue::resolve::unknown_parameter(&place.origin.child(key), name, known));
        }
        Some(name.to_owned())
    }

    /// A JSON pointer into the answer.
    fn pointer(&mut self, place: &Place<'_>, key: &str) -> Option<String> {
        let text = place.text(key)?;
        if let Err(error) = Pointer::parse(text) {
            let diagnostic = catalogue::resolve::malformed_pointer(&place.origin.child(key), text, &error.to_string());
            self.diagnostics.push(diagnostic);
        }
        Some(text.to_owned())
    }
}
