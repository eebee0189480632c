//! The runtime as generated code uses it, called against a server in this process.

mod calls;
mod failures;
mod models;
#[expect(unreachable_pub, dead_code, reason = "written like a public module, not all of it is called")]
mod sample;
mod server;
mod uploads;
