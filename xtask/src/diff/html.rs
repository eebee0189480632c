//! One page for a browser, which needs nothing else: no network, and no scripts to read it by.

use generator::diff::{Spot, Wire};

use super::chapters::{self, Chapters, Group};
use super::excerpts::Line;
use super::items;
use super::likewise::Alike;
use super::outcome::Outcome;
use super::words;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// The page.
pub(super) fn page(outcome: &Outcome) -> String {
    let Chapters { chapters, texts } = Chapters::of(Alike::each(&outcome.changes));
    let texts = chapters::groups(texts.into_iter().flat_map(|texts| texts.entries).collect());
    let chapters = chapters.into_iter().map(|chapter| (chapter.heading, chapter.groups)).chain([(None, texts)]);
    let mut groups = String::new();
    for (heading, all) in chapters {
        groups.extend(heading.map(|heading| format!("<p>{}</p>\n", escaped(heading))));
        groups.extend(all.iter().map(group));
    }
    if outcome.changes.is_empty() {
        groups = "<p>Nothing that a caller or a reader of the documentation could tell.</p>".to_owned();
    }
    let errors = outcome.stale.iter().map(words::stale).chain(outcome.refusals.iter().map(words::refusal));
    let errors: String =
        errors.map(|error| format!("<p><strong>error</strong>: {}</p>\n", words::marked(&error, escaped))).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>What this changes</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header><h1>What this changes</h1>\n<p>{}</p>\n<p><strong>{}</strong></p>\n{errors}{}</header>\n\
         <main>\n{groups}</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n",
        escaped(&words::summary(outcome.changes.iter())),
        escaped(&words::release(outcome)),
        filters(outcome),
    )
}

fn group(group: &Group<'_>) -> String {
    let entries: String = group.entries.iter().map(entry).collect();
    format!("<section><h2>{}</h2>\n{entries}</section>\n", escaped(&group.title()))
}

/// What is shown; without scripts all is.
fn filters(outcome: &Outcome) -> String {
    let mut services: Vec<&str> = outcome.changes.iter().filter_map(|entry| entry.service.as_deref()).collect();
    services.sort_unstable();
    services.dedup();
    let select = |name: &str, options: &[&str]| {
        let options: String =
            options.iter().map(|option| format!("<option value=\"{0}\">{0}</option>", escaped(option))).collect();
        format!("<label>{name} <select name=\"{name}\"><option value=\"\">all</option>{options}</select></label>\n")
    };
    let services = if services.is_empty() { String::new() } else { select("service", &services) };
    format!(
        "<form hidden>\n{services}{}{}<label>text <input type=\"search\" name=\"text\"></label>\n\
         <output></output>\n</form>\n",
        select("wire", &["breaking", "risky", "safe"]),
        select("rust", &["major", "minor", "patch", "none"]),
    )
}

fn entry(alike: &Alike<'_>) -> String {
    let entry = alike.first;
    let change = &entry.change;
    let (wire, rust) = (words::wire(change.wire), words::rust(change.rust));
    let silent = if change.silent { "<span class=\"tag silent\">silent</span> " } else { "" };
    let open = if change.silent || change.wire == Wire::Breaking { " open" } else { "" };
    let accepted = entry.accepted.as_ref().map(|reason| format!("<p>Accepted: {}</p>\n", escaped(reason)));
    let advice = change.advice.as_ref().map(|advice| format!("<p>{}</p>\n", escaped(advice)));
    let positions = alike.positions().into_iter();
    let positions: String = positions.map(|said| format!("<p>{}.</p>\n", words::marked(&said, escaped))).collect();
    let reaches = alike.reaches().map(|reaches| format!("<p>{}.</p>\n", escaped(&reaches)));
    format!(
        "<details class=\"change\" data-service=\"{}\" data-wire=\"{wire}\" data-rust=\"{rust}\"{open}>\n\
         <summary>{silent}<span class=\"tag {wire}\">{wire}</span> <span class=\"tag {rust}\">{rust}</span> {} \
         <code>{}</code></summary>\n{}{}{}{}<div class=\"sides\">\n{}{}</div>\n{}</details>\n",
        escaped(entry.service.as_deref().unwrap_or_default()),
        words::marked(&change.message, escaped),
        escaped(&change.id),
        accepted.unwrap_or_default(),
        positions,
        reaches.unwrap_or_default(),
        advice.unwrap_or_default(),
        side("Before", change.base.as_ref(), ("del", entry.stood.as_deref())),
        side("After", change.head.as_ref(), ("ins", entry.stands.as_deref())),
        items(alike),
    )
}

/// One side of a change, as its document has it; lines that the other side lacks are in `tag`.
fn side(title: &str, spot: Option<&Spot>, (tag, excerpt): (&str, Option<&[Line]>)) -> String {
    let Some(spot) = spot else { return format!("<div><h3>{title}</h3><p>not there</p></div>\n") };
    let line = |line: &Line| match line.differs {
        true => format!("<{tag}>{}</{tag}>\n", escaped(&line.text)),
        false => format!("{}\n", escaped(&line.text)),
    };
    let excerpt = excerpt.map(|lines| lines.iter().map(line).collect::<String>());
    let excerpt = excerpt.map(|lines| format!("<pre>{lines}</pre>")).unwrap_or_default();
    format!("<div><h3>{title}</h3><p><code>{}</code></p>{excerpt}</div>\n", escaped(&words::place(spot)))
}

/// The items of the Rust API that go and come.
fn items(alike: &Alike<'_>) -> String {
    let items = alike.items();
    let line = |(sign, item): (char, &str)| {
        let tag = if sign == '-' { "del" } else { "ins" };
        format!("<{tag}>{sign} {}</{tag}>\n", escaped(item))
    };
    let lines: String = items.told.iter().flat_map(|item| items::lines(item)).map(line).collect();
    let left_out = items.left_out(items.told.len()).map(|left_out| format!("<p>{left_out}</p>\n"));
    let lines = if lines.is_empty() { lines } else { format!("<pre class=\"items\">{lines}</pre>\n") };
    lines + &left_out.unwrap_or_default()
}

/// A text of a document, as text of the page.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
