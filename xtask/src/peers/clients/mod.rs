//! Generated clients against servers: a peer is started, its own document is read, a client is generated from that and built
//! with the driver of `tests/peers`, and the driver calls the peer.

mod driver;
mod peer;

use anyhow::Context;

use super::{Verdict, outcome, script};

/// Lets the client of a peer work. With `COUNTERPART_BLESS`, what its driver says is kept in `tests/peers`.
pub(super) fn run(name: &str) -> anyhow::Result<Verdict> {
    let peer = peer::PEERS
        .iter()
        .find(|peer| peer.name == name)
        .context("a peer of the table")?;
    let script = match script(peer.script) {
        Ok(script) => script,
        Err(skipped) => return Ok(skipped),
    };
    let running = match peer.start(&script) {
        Ok(running) => running,
        Err(why) => return Ok(Verdict::Skipped(format!("it does not start here: {why:#}"))),
    };
    let said = driver::drive(peer, &running)?;
    outcome::keep(name, &said)?;
    Ok(Verdict::Good(format!("\n{}", said.trim_end())))
}
