//! Calls of macros between items: the tables that generated code declares by.
//!
//! The printer knows nothing of what is in a macro and breaks its lines wherever one is full, so that a row more would
//! move all that follow. Here a call that fits is a line, and else each row is one, as in a call of a struct's literal:
//!
//! ```text
//! model!(User {
//!     id required,
//!     kind = "type",
//! });
//! ```

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Macro;

/// Columns of a line, if what stands in it can be broken.
const WIDTH: usize = 100;
const STEP: usize = 4;

/// Prints a call with its semicolon and line break.
pub(super) fn print(call: &Macro) -> String {
    let name: Vec<String> = call.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let name = name.join("::");
    let table = pieces(call.tokens.clone());
    let start = Start { indent: 0, column: name.len() + "!(".len(), after: ");".len() };
    let written = match table.iter().any(Piece::is_in_braces) || start.fits(&line(&table)) {
        true => laid(&table, start),
        false => list(Delimiter::Parenthesis, &table, start.indent),
    };
    format!("{name}!({written});\n")
}

/// Where a piece of a call begins, and what has to fit behind it.
#[derive(Clone, Copy)]
struct Start {
    indent: usize,
    column: usize,
    after: usize,
}

impl Start {
    fn fits(self, text: &str) -> bool {
        self.column + text.len() + self.after <= WIDTH
    }
}

/// Tokens that no space or line break can part.
enum Piece {
    Word(String),
    Operator(String),
    Group(Delimiter, Vec<Piece>),
}

/// Signs that are one where they stand together.
const OPERATORS: [(&str, char); 3] = [(":", ':'), ("=", '>'), (".", '.')];

fn pieces(tokens: TokenStream) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Punct(sign) => add_sign(&mut pieces, sign.as_char()),
            TokenTree::Group(group) => pieces.push(Piece::Group(group.delimiter(), self::pieces(group.stream()))),
            TokenTree::Ident(word) => pieces.push(Piece::Word(word.to_string())),
            TokenTree::Literal(word) => pieces.push(Piece::Word(word.to_string())),
        }
    }
    pieces
}

fn add_sign(pieces: &mut Vec<Piece>, sign: char) {
    match pieces.last_mut() {
        Some(Piece::Operator(before)) if OPERATORS.contains(&(before, sign)) => before.push(sign),
        _ => pieces.push(Piece::Operator(sign.to_string())),
    }
}

impl Piece {
    fn is_list(&self) -> bool {
        matches!(self, Self::Group(_, inner) if !inner.is_empty())
    }

    const fn is_in_braces(&self) -> bool {
        matches!(self, Self::Group(Delimiter::Brace, _))
    }

    const fn is_in_brackets(&self) -> bool {
        matches!(self, Self::Group(Delimiter::Bracket, _))
    }

    fn line(&self) -> String {
        match self {
            Self::Word(text) | Self::Operator(text) => text.clone(),
            Self::Group(delimiter, inner) => {
                let (open, close) = delimiters(*delimiter);
                let room = if *delimiter == Delimiter::Brace && !inner.is_empty() { " " } else { "" };
                format!("{open}{room}{}{room}{close}", line(inner))
            }
        }
    }
}

/// All in one line.
fn line(pieces: &[Piece]) -> String {
    joined(pieces, |_, piece| piece.line())
}

fn joined(pieces: &[Piece], mut written: impl FnMut(usize, &Piece) -> String) -> String {
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        if at.checked_sub(1).is_some_and(|before| is_apart(&pieces[before], piece)) {
            text.push(' ');
        }
        text.push_str(&written(at, piece));
    }
    text
}

/// In a line if that fits, else in as many as it takes.
fn laid(pieces: &[Piece], start: Start) -> String {
    let whole = line(pieces);
    if start.fits(&whole) { whole } else { broken(pieces, start) }
}

/// The lists in braces have a line for each row, or the last list where there are none; the arguments before them too
/// where that does not suffice.
fn broken(pieces: &[Piece], start: Start) -> String {
    let last = pieces.iter().rposition(Piece::is_list);
    let broken = match pieces.iter().any(Piece::is_in_braces) {
        true => parted(pieces, start.indent, |_, piece| piece.is_in_braces()),
        false => parted(pieces, start.indent, |at, _| Some(at) == last),
    };
    match broken.lines().next() {
        Some(first) if start.column + first.len() > WIDTH => {
            parted(pieces, start.indent, |_, piece| !piece.is_in_brackets())
        }
        _ => broken,
    }
}

/// The pieces, with some of their lists in several lines.
fn parted(pieces: &[Piece], indent: usize, is_parted: impl Fn(usize, &Piece) -> bool) -> String {
    joined(pieces, |at, piece| match piece {
        Piece::Group(delimiter, inner) if piece.is_list() && is_parted(at, piece) => {
            let (open, close) = delimiters(*delimiter);
            format!("{open}{}{close}", list(*delimiter, inner, indent))
        }
        _ => piece.line(),
    })
}

/// What is in a list, each row in a line of its own; but what an argument alone is goes on behind its parenthesis, and
/// the comma of a tuple of one element behind that.
fn list(delimiter: Delimiter, pieces: &[Piece], indent: usize) -> String {
    let rows = rows(pieces);
    let inner = indent + STEP;
    match rows.as_slice() {
        [row] if delimiter == Delimiter::Parenthesis => {
            let comma = &pieces[row.len()..];
            broken(row, Start { indent, column: indent, after: comma.len() }) + &line(comma)
        }
        _ => {
            let start = Start { indent: inner, column: inner, after: ",".len() };
            let rows: String = rows.iter().map(|row| format!("\n{:inner$}{},", "", laid(row, start))).collect();
            format!("{rows}\n{:indent$}", "")
        }
    }
}

/// What commas part, but for those between arguments of a type.
fn rows(pieces: &[Piece]) -> Vec<&[Piece]> {
    let mut depth = 0_usize;
    let mut ends = |piece: &Piece| {
        let Piece::Operator(sign) = piece else { return false };
        match sign.as_str() {
            "<" => depth += 1,
            ">" => depth = depth.saturating_sub(1),
            _ => {}
        }
        sign == "," && depth == 0
    };
    let mut rows: Vec<&[Piece]> = pieces.split(|piece| ends(piece)).collect();
    rows.retain(|row| !row.is_empty());
    rows
}

/// Whether a space stands between two pieces.
fn is_apart(before: &Piece, piece: &Piece) -> bool {
    match (before, piece) {
        (_, Piece::Operator(sign)) if sign.starts_with([',', ';', ':', '<', '>']) => false,
        (Piece::Operator(sign), _) => !matches!(sign.as_str(), "::" | "<" | "&" | "-" | ".."),
        (Piece::Word(_), Piece::Group(Delimiter::Parenthesis, _)) => false,
        _ => true,
    }
}

const fn delimiters(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::print;

    fn printed(call: &str) -> String {
        let call: syn::ItemMacro = syn::parse_str(call).expect("a call");
        print(&call.mac)
    }

    #[test]
    fn what_fits_is_a_line() {
        let shown = [
            r#"model!{User{id required,kind="type"[max_length(5),items(&[crate::codegen::Rule::pattern("a")])]}}"#,
            "builder!(Thing(id:text)[at,extra]{map:map(Option<Vec<String>>)=>-1});",
            r#"union!(Pet tag "type"{Cat("cat"),Dog("dog","puppy") writes "dog"});"#,
            "responses!(Answer{Made=201,Other=400|404|_});",
            "form!(Upload(){});",
            "operation!(Get=>(),GET,by records(\"a/b\",Separator::Line));",
        ];
        insta::assert_snapshot!(shown.map(printed).concat(), @r#"
        model!(User {
            id required,
            kind = "type" [max_length(5), items(&[crate::codegen::Rule::pattern("a")])],
        });
        builder!(Thing(id: text) [at, extra] { map: map(Option<Vec<String>>) => -1 });
        union!(Pet tag "type" { Cat("cat"), Dog("dog", "puppy") writes "dog" });
        responses!(Answer { Made = 201, Other = 400 | 404 | _ });
        form!(Upload() {});
        operation!(Get => (), GET, by records("a/b", Separator::Line));
        "#);
    }

    #[test]
    fn each_row_has_a_line_where_they_do_not_fit_into_one() {
        let word = "x".repeat(70);
        let shown = [
            format!("model!(User {{ id required, kind = \"{word}\", ..additional_properties }});"),
            format!("builder!(Thing (id: text, name: value({word})) {{ at: text, till: text }} [extra]);"),
            format!("operation!(Get => Either<String, {word}>, GET, error models::Error);"),
            format!("bodies!(Body {{ Json: json [\"{word}\"] }} from {{ Json(models::Thing) }});"),
        ];
        insta::assert_snapshot!(shown.map(|call| printed(&call)).concat(), @r#"
        model!(User {
            id required,
            kind = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            ..additional_properties,
        });
        builder!(Thing(
            id: text,
            name: value(xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx),
        ) {
            at: text,
            till: text,
        } [extra]);
        operation!(
            Get => Either<String, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx>,
            GET,
            error models::Error,
        );
        bodies!(Body {
            Json: json ["xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
        } from {
            Json(models::Thing),
        });
        "#);
    }

    #[test]
    fn a_row_that_is_too_long_has_its_last_list_in_lines() {
        let word = "x".repeat(60);
        let rules = format!("[items(&[Rule::pattern(\"{word}\"), Rule::max_length(123456789)]), max_items(3)]");
        let shown = [
            format!("model!(User {{ id, name = \"name_of_the_user\" {rules} }});"),
            format!("union!(One {{ Both object(\"{word}\", \"{word}\"), Text string }});"),
        ];
        insta::assert_snapshot!(shown.map(|call| printed(&call)).concat(), @r#"
        model!(User {
            id,
            name = "name_of_the_user" [
                items(&[
                    Rule::pattern("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"),
                    Rule::max_length(123456789),
                ]),
                max_items(3),
            ],
        });
        union!(One {
            Both object(
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            ),
            Text string,
        });
        "#);
    }

    #[test]
    fn a_tuple_of_one_element_keeps_its_comma() {
        let word = "x".repeat(76);
        let shown = [
            format!("operation!(Get => ({word},), GET);"),
            format!("operation!(Get => Nullable<({word}<String>,)>, GET);"),
            format!("builder!(Thing {{ id: nullable((({word},),)) }});"),
        ];
        insta::assert_snapshot!(shown.map(|call| printed(&call)).concat(), @r"
        operation!(
            Get => (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,),
            GET,
        );
        operation!(
            Get => Nullable<(xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx<String>,)>,
            GET,
        );
        builder!(Thing {
            id: nullable(((xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,),)),
        });
        ");
    }
}
