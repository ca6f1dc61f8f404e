//! authentik's own Python client drives the generated server.

#![cfg(authentik)]

use std::{io::Write, path::PathBuf, process::Command};

use counterpart_authentik_tests::app;

#[tokio::test(flavor = "multi_thread")]
async fn the_published_python_client_is_satisfied() {
    let Some(python) = python() else { return };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("bound");
    let server = tokio::spawn(async move { axum::serve(listener, app::router()).await });
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/drive.py");
    let url = format!("http://{address}");
    let output = tokio::task::spawn_blocking(move || Command::new(python).args([script, &url]).output())
        .await
        .expect("no panic")
        .expect("python runs");
    server.abort();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    assert!(
        output.status.success(),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A Python that has the client, installed on first use; none where the script that installs it is not at hand.
fn python() -> Option<PathBuf> {
    let script = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/peers/authentik-client.sh"
    ));
    if !script.is_file() {
        // Past the capture of the test harness: who runs the tests must know.
        let skipped = "skipped: ../shared/peers/authentik-client.sh, which installs the Python client, is not here\n";
        std::io::stderr()
            .write_all(skipped.as_bytes())
            .expect("standard error takes text");
        return None;
    }
    let output = Command::new("bash").arg(&script).output().expect("bash runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()))
}
