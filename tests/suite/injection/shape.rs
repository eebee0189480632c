//! The shape of Rust: its tokens without what literals and documentation say.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Whether identifiers are part of the shape.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Idents {
    /// Each is the same.
    Kept,
    /// They are all the same, and so are literals, several in a row as well: a name that Rust has otherwise, or that
    /// means something, takes a word more or less.
    Masked,
}

/// How a document spells a name, where Rust spells it otherwise.
const SPELLED: &str = "=_ ";

/// The shapes of all Rust files, by path; sorted where names, and with them paths, may differ.
pub(super) fn shapes(files: &BTreeMap<String, String>, idents: Idents) -> Result<Vec<String>, String> {
    let mut shapes = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
        syn::parse_file(text).map_err(|error| format!("{path} is no Rust: {error}"))?;
        let tokens: TokenStream = text.parse().map_err(|error| format!("{path} has no tokens: {error}"))?;
        let mut shape = String::new();
        write(tokens, idents, &mut shape);
        shapes.push(match idents {
            Idents::Kept => format!("{path}: {shape}"),
            Idents::Masked => shape.replace(SPELLED, "").replace("_ _ ", "_ "),
        });
    }
    if idents == Idents::Masked {
        shapes.sort();
    }
    Ok(shapes)
}

fn write(tokens: TokenStream, idents: Idents, shape: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                let inner = tokens.next_if(|next| matches!(next, TokenTree::Punct(punct) if punct.as_char() == '!'));
                if tokens.next_if(is_doc).is_none() {
                    shape.push_str(if inner.is_some() { "#!" } else { "#" });
                }
            }
            // Only a list on lines of its own ends with a comma.
            TokenTree::Punct(punct) if punct.as_char() == ',' && is_last(tokens.peek()) => {}
            TokenTree::Punct(punct) => shape.push(punct.as_char()),
            TokenTree::Ident(ident) => match idents {
                Idents::Kept => shape.push_str(&format!("{ident} ")),
                Idents::Masked if shape.ends_with("_ ") => {}
                Idents::Masked => shape.push_str("_ "),
            },
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let is_text = text.ends_with('"') || text.ends_with('#');
                shape.push_str(match idents {
                    Idents::Kept if is_text => "\"\" ",
                    Idents::Kept => &text,
                    Idents::Masked if shape.ends_with("_ ") => "",
                    Idents::Masked => "_ ",
                });
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")\n"),
                    Delimiter::Brace => ("{", "}\n"),
                    Delimiter::Bracket => ("[", "]\n"),
                    Delimiter::None => ("", ""),
                };
                shape.push_str(open);
                write(group.stream(), idents, shape);
                shape.push_str(close);
            }
        }
    }
}

/// Whether a comma before this is the last of its list.
fn is_last(next: Option<&TokenTree>) -> bool {
    next.is_none_or(|next| matches!(next, TokenTree::Punct(punct) if punct.as_char() == '>'))
}

/// Whether this is the rest of an attribute that documents.
fn is_doc(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else { return false };
    let mut inside = group.stream().into_iter();
    let is_named = matches!(inside.next(), Some(TokenTree::Ident(ident)) if ident == "doc");
    inside.next();
    is_named && matches!(inside.next(), Some(TokenTree::Literal(_))) && inside.next().is_none()
}
