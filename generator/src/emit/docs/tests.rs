//! Texts of documents, also nasty ones, through rustdoc's own Markdown: no code runs, no HTML, no link of its own.

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag};

use super::escape::is_plain;
use super::printer::{Layout, Printer};
use super::{code, literal, safe, safe_line};

#[test]
fn texts_of_documents_are_printed_anew() {
    let table = [
        ("see [Foo] and <foo>", r"see \[Foo\] and \<foo\>"),
        ("`Vec<T>` stays, so does *this* and __that__", "`Vec<T>` stays, so does *this* and **that**"),
        ("snake_case & _edge AT&T &lt; &amp;lt;", r"snake_case & \_edge AT&T \< \&lt;"),
        ("a ` alone", r"a \` alone"),
        ("at https://example.com/a_b.", "at <https://example.com/a_b>."),
        ("[text](https://example.com/?a=1&b=2 \"t\")", r"[text](<https://example.com/?a=1\&b=2>)"),
        ("[text](#part), <a@b.c>, ![](x)", "text (#part), a@b.c, (x)"),
        ("[a]: hidden\n[b]: https://example.com", "\\[a\\]: hidden\n\\[b\\]: <https://example.com>"),
        (
            "See the [guide][1], [FAQ] and [more][].\n\n\
             [1]: https://example.com/guide\n[faq]: <https://example.com/faq> \"t\"\n\
             [more]: more.md\n[2]: https://example.com/2",
            "See the [guide](<https://example.com/guide>), [FAQ](<https://example.com/faq>) and \\[more\\]\\[\\].\n\n\
             \\[more\\]: more.md\n\\[2\\]: <https://example.com/2>",
        ),
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
            "## a <c>\n---\n| x | y |\n|---|---|\n| a\\|b |",
            "## a \\<c\\>\n\n***\n\n| x | y |\n| --- | --- |\n| a\\|b |  |",
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
fn html_is_the_markdown_that_says_the_same() {
    let table = [
        ("<p>One &lt;x&gt;.</p><p>Two<br>three<br/><br>four.</p>", "One \\<x\\>.\n\nTwo\\\nthree\n\nfour."),
        ("a <b> bold </b>and <I>it</I> <strong></strong>", "a  **bold** and *it*"),
        ("the <code>a&lt;b`</code> of <tt> x  y </tt>", "the `` a<b` `` of `x y`"),
        (
            "<a href='https://a.b/?c=1&amp;d=2'>here</a>, <a href=\"/x\">there</a>, <a name=x>not</a>",
            "[here](<https://a.b/?c=1\\&d=2>), there (/x), not",
        ),
        (
            "<ul> <li> <p>one</p> </li><li>two<ol><li>three<li>four</ol></li> </ul>after",
            "- one\n- two\n\n  1. three\n  2. four\n\nafter",
        ),
        ("Text:\n<ul>\n  <li>one</li>\n  <li>two</li>\n</ul>\n\nmore", "Text:\n\n- one\n- two\n\nmore"),
        ("<pre><code>a\n  b &amp; c</code></pre>", "```text\na\n  b & c\n```"),
        ("so: <pre>a\nb</pre> and", "so:\n\n```text\na\nb\n```\n\nand"),
        (
            "<table><tr><th>x<th>y</tr><tr><td>1<ul><li>2</ul></td><td>3</td></tr></table>",
            "| x | y |\n| --- | --- |\n| 1 2 | 3 |",
        ),
        ("<h2>Head</h2>text<hr>", "## Head\n\ntext\n\n***"),
        ("<div>one</div><note><p>two</p></note>", "one\n\ntwo"),
        ("- one <b>two\n- three</b> <ul><li>four\n\nfive", "- one **two**\n- three\n  - four\n\nfive"),
        ("| a<br>b |\n|---|\n| <p>c</p> |", "| a b |\n| --- |\n| c |"),
        ("`<b>` <id> <b-c></p> <pets> a<b", "`<b>` \\<id\\> \\<b-c\\> \\<pets\\> a\\<b"),
        ("&#x202e;evil <p>&#x202e;&#105;&#x2060;", "\\u{202e}evil\n\n\\u{202e}i"),
    ];
    for (given, expected) in table {
        assert_eq!(safe(given), expected, "{given}");
    }
    assert_eq!(safe_line("<p>one</p><ul><li>two</li></ul><pre>three\nfour</pre>"), "one two `three four`");
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
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<code>",
    "</code>",
    "<pre>",
    "</pre>",
    "<br>",
    "<hr>",
    "<h1>",
    "</h1>",
    "<ul><li>",
    "<ol>",
    "<li>",
    "</li>",
    "</ul>",
    "<blockquote>",
    "</blockquote>",
    "<table><tr><td>",
    "<td>",
    "<tr>",
    "</table>",
    "<a href=\"https://example.com\">",
    "<a href='javascript:alert(1)'>",
    "</a>",
    "&#x202e;",
    "&#96;",
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
    for _ in 0..6_000 {
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
            Event::Text(text) | Event::Code(text) => !text.contains('\u{202e}'),
            _ => true,
        };
        assert!(is_harmless, "{text:?} gives {printed:?}, which has {event:?}");
    }
}

#[test]
fn deep_texts_stay_small() {
    for piece in
        ["> ", "- ", "1. ", "*", "[", "![", "](", "`a ", "https://-", "| ", "<b>", "<ul><li>", "<td>", "<a href=x>"]
    {
        let text = piece.repeat(20_000) + "\na\n\n" + &"a\n".repeat(2_000);
        let printed = safe(&text);
        assert!(printed.len() < 10 * text.len(), "{} of {piece:?} gives {}", text.len(), printed.len());
    }
}
