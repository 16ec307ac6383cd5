//! The server for those who write: what it shows after any storm of changes, what it answers to whom, how it ends.

#![allow(
    clippy::disallowed_methods,
    reason = "the tests write sites and see what the server makes of them"
)]

#[path = "serve/attack.rs"]
mod attack;
#[path = "serve/server.rs"]
mod server;
#[path = "serve/storm.rs"]
mod storm;
#[path = "serve/wire.rs"]
mod wire;
