//! Reference definitions (CommonMark 0.31, section 4.7): Markdown hides them, so that only those stay some that links
//! of the text go by. Others are text.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, LinkType, Tag};

use super::link::{Leads, leads};
use super::{parser, source};

/// The labels of the definitions that links of a text go by, and that lead to the web.
pub(super) fn used(text: &str) -> BTreeSet<String> {
    let defined: BTreeSet<String> = text.lines().filter_map(label_of).collect();
    if defined.is_empty() {
        return defined;
    }
    let source = source(text, &defined);
    let used = parser(&source).filter_map(|event| match event {
        Event::Start(
            Tag::Link { link_type: LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut, id, .. }
            | Tag::Image { link_type: LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut, id, .. },
        ) => Some(folded(&id)),
        _ => None,
    });
    used.filter(|label| defined.contains(label)).collect()
}

/// The label of the definition that a line is, where that leads to the web.
pub(super) fn label_of(line: &str) -> Option<String> {
    let (label, address) = line.trim_start().strip_prefix('[')?.split_once("]:")?;
    let address = address.split_whitespace().next()?.trim_start_matches('<').trim_end_matches('>');
    let is_label = !label.trim().is_empty() && !label.contains(['[', ']']);
    (is_label && matches!(leads(address.to_owned()), Leads::Web(_))).then(|| folded(label))
}

/// A label as it is compared with others.
fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
