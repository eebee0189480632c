//! Texts of documents, also nasty ones, through rustdoc's own Markdown: no code runs, no HTML, no link of its own.

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag};

use super::escape::is_plain;
use super::printer::{Layout, Printer};
use super::{code, literal, safe, safe_line};

#[test]
fn texts_of_documents_are_printed_anew() {
    let table = [
        ("see [Foo] and <b>", r"see \[Foo\] and \<b\>"),
        ("`Vec<T>` stays, so does *this* and __that__", "`Vec<T>` stays, so does *this* and **that**"),
        ("snake_case & _edge AT&T &lt; &amp;lt;", r"snake_case & \_edge AT&T \< \&lt;"),
        ("a ` alone", r"a \` alone"),
        ("at https://example.com/a_b.", "at <https://example.com/a_b>."),
        ("[text](https://example.com/?a=1&b=2 \"t\")", r"[text](<https://example.com/?a=1\&b=2>)"),
        ("[text](#part), <a@b.c>, ![](x)", "text (#part), a@b.c, (x)"),
        ("[a]: hidden\n[b]: https://example.com", "\\[a\\]: hidden\n\\[b\\]: <https://example.com>"),
        ("```rust\npanic!()\n```", "```text\npanic!()\n```"),
        ("```\nnever closed", "```text\nnever closed\n```"),
        ("````\n```\n````", "````text\n```\n````"),
        ("    let x = 1;", "```text\nlet x = 1;\n```"),
        ("- ~~~\n  CODE\n  ~~~", "- ```text\n  CODE\n  ```"),
        ("-     CODE", "- ```text\n  CODE\n  ```"),
        ("> - ~~~\n>   CODE", "> - ```text\n>   CODE\n>   ```"),
        ("- one\ngoes on\n\nends", "- one\n  goes on\n\nends"),
        ("12. one\n\n\tmore\n- two\n  1. three", "12. one\n\n    more\n\n- two\n\n  1. three"),
        ("-\n- one\n-", "- one"),
        ("a\\\nb", "a\\\nb"),
        (
            "## a <b>\n---\n| x | y |\n|---|---|\n| a\\|b |",
            "## a \\<b\\>\n\n***\n\n| x | y |\n| --- | --- |\n| a\\|b |  |",
        ),
        ("\\- no list\n2\\. nor this", "\\- no list\n2\\. nor this"),
        ("\u{202e}evil \u{7}", r"\u{202e}evil \u{7}"),
        (r"\<img src=x>, \[Foo\], C:\temp", r"\<img src=x\>, \[Foo\], C:\temp"),
        ("` <img src=x> ```", "\\` \\<img src=x\\> \\`\\`\\`"),
        ("\\` <img src=x> `", "\\` \\<img src=x\\> \\`"),
    ];
    for (given, expected) in table {
        assert_eq!(safe(given), expected, "{given}");
    }
}

#[test]
fn plain_texts_need_no_parser() {
    for text in ["A user's \"name\" (at most 10), e.g. a-b/c: x=1; 5%?", "a) b. - c + d", "Price + $1 @ 2"] {
        assert!(is_plain(text), "{text}");
        assert_eq!(Printer::new(Layout::Page { below: 0 }).print(text), text);
        assert_eq!(Printer::new(Layout::Line).print(text), text);
    }
    for text in ["", "1. one", "- one", "one  two", "one ", "at http://a.b", "a\nb", "a_b", "`a`", "é", "= a"] {
        assert!(!is_plain(text), "{text}");
    }
}

#[test]
fn lines_are_one_line() {
    let table = [
        ("one\n\n- two\n- `three`\n\n```\nfour\n five\n```", "one two `three` `four five`"),
        ("# 1. one\n\ntwo\\\nthree\n***\n> four  \nfive", "1\\. one two three four five"),
        ("| x | y |\n|---|---|\n| a | b |", "x y a b"),
    ];
    for (given, expected) in table {
        assert_eq!(safe_line(given), expected, "{given}");
    }
}

#[test]
fn names_are_no_markdown() {
    let table = [("1. *One*\n`x`", "1\\. \\*One\\* \\`x\\`"), ("```", "\\`\\`\\`"), ("# a_b", "\\# a_b")];
    for (given, expected) in table {
        assert_eq!(literal(given), expected, "{given}");
    }
}

#[test]
fn values_are_code() {
    let table = [
        ("a", "`a`"),
        ("", "`\"\"`"),
        (" ", "` `"),
        (" a ", "`  a  `"),
        ("`", "`` ` ``"),
        ("a``b`c", "```a``b`c```"),
        ("a\nb", r"`a\u{a}b`"),
    ];
    for (given, expected) in table {
        assert_eq!(code(given), expected, "{given}");
        let events: Vec<Event<'_>> = Parser::new(expected).collect();
        let shown = if given.is_empty() { "\"\"".to_owned() } else { given.replace('\n', r"\u{a}") };
        assert_eq!(events[1], Event::Code(shown.into()), "{given}");
    }
}

/// Pieces that texts of the next test are put together from: marks of Markdown, and what must never come to life.
const PIECES: &[&str] = &[
    "`",
    "``",
    "```",
    "````",
    "~~~",
    "~~",
    "\\",
    "\n",
    "\n\n",
    "\n    ",
    "\n\t",
    "     ",
    " ",
    "- ",
    "* ",
    "+ ",
    "> ",
    "1. ",
    "999999999) ",
    "# ",
    "#",
    "---",
    "===",
    ":-:",
    "|",
    "| a | b |\n|---|---|\n| ",
    "<",
    ">",
    "<img src=x onerror=alert(1)>",
    "<!-- ",
    "-->",
    "<script>",
    "&lt;",
    "&",
    "[",
    "]",
    "]: ",
    "](",
    ")",
    "[Foo]",
    "[^1]",
    "[^1]: ",
    "![",
    "!",
    "*",
    "**",
    "_",
    "http://",
    "https://example.com/a_b",
    "<https://example.com>",
    "(https://example.com)",
    "<javascript:alert(1)>",
    "[a](javascript:alert(1))",
    "[x] ",
    "word",
    "1",
    ".",
    ":",
    "\"",
    "'",
    "\u{e9}",
    "\u{2060}",
    "\u{200b}",
    "\r",
    "\u{0}",
    "=",
];

#[test]
fn nothing_of_a_text_comes_to_life() {
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).expect("31 bits") % below
    };
    for _ in 0..4_000 {
        let text: String = (0..=next(24)).map(|_| PIECES[next(PIECES.len())]).collect();
        let page = safe(&text);
        let line = safe_line(&text);
        assert!(!line.contains('\n'), "{text:?} gives {line:?}");
        let cells = line.replace('|', "\\|");
        let around = [
            page.clone(),
            format!("- `name`: {line}\n- `{text}`", text = "other"),
            format!("### {line}"),
            format!("| a | b |\n| --- | --- |\n| {cells} | {cells} |"),
            format!("Models: {}.", literal(&text)),
            format!("# {}", literal(&text)),
            literal(&text),
            format!("- {}: x", code(&text)),
            format!("| a | b |\n| --- | --- |\n| {} | x |", code(&text).replace('|', "\\|")),
        ];
        for printed in around {
            check(&printed, &text);
        }
    }
}

/// Parses as rustdoc does.
fn check(printed: &str, text: &str) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let broken = |link: BrokenLink<'_>| -> Option<(CowStr<'_>, CowStr<'_>)> {
        panic!("{text:?} gives {printed:?}, where `{}` could be an item", link.reference)
    };
    for event in Parser::new_with_broken_link_callback(printed, options, Some(broken)) {
        let is_harmless = match &event {
            Event::Start(Tag::CodeBlock(kind)) => *kind == CodeBlockKind::Fenced("text".into()),
            Event::Start(Tag::Link { dest_url, .. }) => {
                dest_url.starts_with("http") && text.replace('\\', "").contains(&**dest_url)
            }
            Event::Start(Tag::Image { .. } | Tag::HtmlBlock | Tag::FootnoteDefinition(_) | Tag::Strikethrough)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => false,
            _ => true,
        };
        assert!(is_harmless, "{text:?} gives {printed:?}, which has {event:?}");
    }
}

#[test]
fn deep_texts_stay_small() {
    for piece in ["> ", "- ", "1. ", "*", "[", "![", "](", "`a ", "https://-", "| "] {
        let text = piece.repeat(20_000) + "\na\n\n" + &"a\n".repeat(2_000);
        let printed = safe(&text);
        assert!(printed.len() < 10 * text.len(), "{} of {piece:?} gives {}", text.len(), printed.len());
    }
}
