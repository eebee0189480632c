//! Our own `x-` keys of an operation; normalise has seen to their shape.

use super::model::{
    AnswerPlace, Batch, OperationExtensions, Pagination, PaginationStyle, Parameter, ParameterLocation,
};
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
        let page_parameter = self.parameter(&request, "page", ParameterLocation::Query);
        let size_parameter = self.parameter(&request, "size", ParameterLocation::Query);
        let items = self.answer_place(&response, "items");
        let style = match place.text("style")? {
            "token" => {
                let next = self.answer_place(&response, "next");
                PaginationStyle::Token { next: next?, lifetime: request.positive("lifetime") }
            }
            _ => {
                let page = self.answer_place(&response, "page");
                let total_pages = self.answer_place(&response, "total_pages");
                let more = self.answer_place(&response, "more");
                PaginationStyle::Page { page: page?, total_pages, more }
            }
        };
        let origin = place.origin.clone();
        Some(Pagination { origin, page_parameter: page_parameter?, size_parameter, items: items?, style })
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
    fn answer_place(&mut self, place: &Place<'_>, key: &str) -> Option<AnswerPlace> {
        let text = place.text(key)?;
        let origin = place.origin.child(key);
        match Pointer::parse(text) {
            Ok(pointer) => Some(AnswerPlace { origin, pointer }),
            Err(error) => {
                self.diagnostics.push(catalogue::resolve::malformed_pointer(&origin, text, &error.to_string()));
                None
            }
        }
    }
}
