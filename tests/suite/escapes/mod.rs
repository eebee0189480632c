//! Ways beyond what a document says: members, headers and queries of the caller's, paths that no document names, a
//! caller's own client, and the connections that all of them share.

mod connections;
mod members;
mod paths;
mod places;
