//! From tokens to text: parsed by `syn`, printed by `prettyplease`, a block at a time, with an empty line between. What
//! the code declares by macros has a printer of its own (`table`).
//!
//! Tokens that do not parse are a bug of `emit`, never written unformatted.
#![expect(clippy::disallowed_methods, reason = "this pass is the one that prints code")]

mod table;

use syn::{File, Item};

use crate::emit::{Module, Provenance, Text};

/// Prints a module.
pub(crate) fn render(module: Module, provenance: Provenance<'_>) -> Text {
    let mut content = format!("// {}\n", provenance.line());
    for paragraph in &module.docs {
        for line in paragraph.lines() {
            content.push_str(if line.is_empty() { "//!" } else { "//! " });
            content.push_str(line);
            content.push('\n');
        }
    }
    if !module.attributes.is_empty() {
        content.push('\n');
        content.push_str(&print(module.attributes));
    }
    for block in module.blocks {
        content.push('\n');
        content.push_str(&print(block));
    }
    Text { path: module.path, content }
}

fn print(tokens: proc_macro2::TokenStream) -> String {
    let file: File = syn::parse2(tokens).expect("invariant: `emit` makes Rust that parses");
    match file.items.as_slice() {
        [Item::Macro(call)] if call.attrs.is_empty() => table::print(&call.mac),
        _ => spaced(&prettyplease::unparse(&file)),
    }
}

/// An empty line between the methods of an `impl`, which the printer sets solid.
///
/// This edits printed text, which nothing else may. It is safe, as an empty line between two lines of code says
/// nothing, and no line but the end of an item can read `    }`: text of a document is in literals, where the printer
/// writes a line break as `\n`, or in documentation, which `emit` gives as one attribute a line, so that each line
/// begins with `///`.
fn spaced(code: &str) -> String {
    let mut lines = code.lines().peekable();
    let mut spaced = String::with_capacity(code.len());
    while let Some(line) = lines.next() {
        spaced.push_str(line);
        spaced.push('\n');
        if line == "    }" && lines.peek().is_some_and(|next| next.starts_with("    ")) {
            spaced.push('\n');
        }
    }
    spaced
}

#[cfg(test)]
mod tests {
    use proc_macro2::Literal;

    use super::print;

    #[test]
    fn methods_are_set_apart_and_texts_left_alone() {
        let text = Literal::string("a\n    }\nb");
        let documentation = r#"#[doc = " a"] #[doc = "    }"] #[doc = " b"]"#;
        let methods = format!("fn first() -> &'static str {{ {text} }} fn second() {{ call!({text}) }}");
        let tokens = format!("{documentation} impl One {{ {methods} }}").parse().expect("tokens");
        insta::assert_snapshot!(print(tokens), @r#"
        /// a
        ///    }
        /// b
        impl One {
            fn first() -> &'static str {
                "a\n    }\nb"
            }

            fn second() {
                call!("a\n    }\nb")
            }
        }
        "#);
    }
}
