//! What is alive in documentation: code that is a test, HTML, links, images.

use std::collections::BTreeMap;

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag};

use super::shape::Idents;

/// What is alive in each file, as rustdoc would take it.
pub(super) fn prose(files: &BTreeMap<String, String>, idents: Idents) -> Vec<String> {
    let mut alive: Vec<String> = files.iter().map(|(path, text)| in_file(path, text, idents)).collect();
    if idents == Idents::Masked {
        alive.sort();
    }
    alive
}

fn in_file(path: &str, text: &str, idents: Idents) -> String {
    if path.ends_with(".md") {
        return alive(text, idents).concat();
    }
    // One comment after the other: blocks of lines that begin alike.
    let mut found = String::new();
    let mut comment = String::new();
    for line in text.lines().chain([""]) {
        let line = line.trim_start();
        match line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) {
            Some(said) if path.ends_with(".rs") => comment.push_str(&format!("{said}\n")),
            Some(_) | None => {
                found.push_str(&alive(&comment, idents).concat());
                comment.clear();
            }
        }
    }
    found
}

fn alive(text: &str, idents: Idents) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let kept = |what: &str, said: &str| match idents {
        Idents::Kept => format!("{what} {said}\n"),
        Idents::Masked => format!("{what}\n"),
    };
    let item = |broken: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        Some((format!("item:{}", broken.reference).into(), "".into()))
    };
    let events = Parser::new_with_broken_link_callback(text, options, Some(item));
    events
        .filter_map(|event| match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "text" => None,
            Event::Start(Tag::CodeBlock(kind)) => Some(format!("{kind:?}\n")),
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with("http") => None,
            Event::Start(Tag::Link { dest_url, .. }) => Some(kept("link", &dest_url)),
            Event::Start(Tag::Image { dest_url, .. }) => Some(format!("image {dest_url}\n")),
            Event::Html(html) | Event::InlineHtml(html) => Some(format!("html {html}\n")),
            Event::Start(Tag::FootnoteDefinition(name)) | Event::FootnoteReference(name) => {
                Some(format!("footnote {name}\n"))
            }
            _ => None,
        })
        .collect()
}
