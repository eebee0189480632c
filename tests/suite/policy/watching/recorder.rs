//! A subscriber of `tracing` that keeps all that it is told.

use std::collections::BTreeMap;
use std::fmt::{self, Debug};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use tracing_core::dispatcher::{self, DefaultGuard, Dispatch};
use tracing_core::field::{Field, Visit};
use tracing_core::span::{Attributes, Current, Id, Record};
use tracing_core::subscriber::NoSubscriber;
use tracing_core::{Event, Metadata, Subscriber};

/// The subscriber. Clones share what is recorded.
#[derive(Clone, Default)]
pub(super) struct Recorder(Arc<Mutex<Recorded>>);

#[derive(Default)]
struct Recorded {
    spans: Vec<Span>,
    events: Vec<BTreeMap<&'static str, String>>,
    /// The spans that have been entered and not left, by their place; the test has but one thread.
    entered: Vec<usize>,
}

/// A span, with what was recorded of it.
#[derive(Clone, Debug)]
pub(super) struct Span {
    pub(super) name: &'static str,
    pub(super) parent: Option<&'static str>,
    pub(super) fields: BTreeMap<&'static str, String>,
    metadata: &'static Metadata<'static>,
}

/// Writes fields down.
struct Writer<'a>(&'a mut BTreeMap<&'static str, String>);

impl Visit for Writer<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

impl Recorder {
    /// Listens to this thread until the guard is dropped.
    pub(super) fn listen(&self) -> DefaultGuard {
        // With but one subscriber in the process, a thread without any decides for all that a span is of no interest.
        static OTHER: OnceLock<Dispatch> = OnceLock::new();
        OTHER.get_or_init(|| Dispatch::new(NoSubscriber::default()));
        dispatcher::set_default(&Dispatch::new(self.clone()))
    }

    /// The spans of the client, in the order in which they began.
    pub(super) fn spans(&self) -> Vec<Span> {
        let is_ours = |span: &&Span| span.metadata.target().starts_with("generated_client");
        self.recorded().spans.iter().filter(is_ours).cloned().collect()
    }

    /// All that was recorded.
    pub(super) fn text(&self) -> String {
        let recorded = self.recorded();
        format!("{:?} {:?}", recorded.spans, recorded.events)
    }

    fn recorded(&self) -> MutexGuard<'_, Recorded> {
        self.0.lock().expect("no panic under the lock")
    }
}

/// The place of a span; ids begin at 1.
fn place(id: &Id) -> usize {
    usize::try_from(id.into_u64()).expect("there are few spans") - 1
}

impl Subscriber for Recorder {
    fn enabled(&self, _metadata: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut recorded = self.recorded();
        let metadata = attributes.metadata();
        let parent = recorded.entered.last().map(|place| recorded.spans[*place].name);
        let mut fields = BTreeMap::new();
        attributes.record(&mut Writer(&mut fields));
        recorded.spans.push(Span { name: metadata.name(), parent, fields, metadata });
        Id::from_u64(recorded.spans.len() as u64)
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        values.record(&mut Writer(&mut self.recorded().spans[place(id)].fields));
    }

    fn record_follows_from(&self, _id: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = BTreeMap::new();
        event.record(&mut Writer(&mut fields));
        self.recorded().events.push(fields);
    }

    fn enter(&self, id: &Id) {
        self.recorded().entered.push(place(id));
    }

    fn exit(&self, _id: &Id) {
        self.recorded().entered.pop();
    }

    fn current_span(&self) -> Current {
        let recorded = self.recorded();
        match recorded.entered.last() {
            Some(place) => Current::new(Id::from_u64(*place as u64 + 1), recorded.spans[*place].metadata),
            None => Current::none(),
        }
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Recorder")
    }
}
