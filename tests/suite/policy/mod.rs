//! What a session does between a call and the wire, against a fake transport under a paused clock.

mod retries;
