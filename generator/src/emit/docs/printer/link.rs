//! Links: where they lead, and their text.

use super::super::escape::{escaped, linked, target};
use super::Printer;

pub(super) struct Link {
    pub(super) start: usize,
    pub(super) leads: Leads,
}

pub(super) enum Leads {
    /// To an address that links may have.
    Web(String),
    /// To another place, which is named behind the text.
    Elsewhere(String),
    /// Where its text says.
    Nowhere,
}

impl Printer {
    pub(super) fn link(&mut self, leads: Leads) {
        self.settle();
        let leads = if self.links.is_empty() { leads } else { Leads::Nowhere };
        self.links.push(Link { start: self.inline.len(), leads });
    }

    pub(super) fn end_link(&mut self) {
        self.settle();
        let Some(Link { start, leads }) = self.links.pop() else { return };
        match leads {
            Leads::Web(address) => {
                let text = self.inline.split_off(start);
                let text = if text.trim().is_empty() { escaped(&address) } else { text };
                self.inline.push_str(&format!("[{text}](<{address}>)"));
            }
            Leads::Elsewhere(place) => {
                let space = if self.inline.len() > start { " " } else { "" };
                self.inline.push_str(&format!("{space}({})", linked(&place)));
            }
            Leads::Nowhere => {}
        }
    }
}

/// Where a link with this address leads.
pub(super) fn leads(address: String) -> Leads {
    match target(&address) {
        Some(target) => Leads::Web(target),
        None if address.is_empty() => Leads::Nowhere,
        None => Leads::Elsewhere(address),
    }
}
