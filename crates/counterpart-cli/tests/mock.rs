//! `counterpart mock`: a server that is started, called and stopped.

#![cfg(feature = "mock")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs/mock.yaml");

/// A mock that ends with this value.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn start(flags: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_counterpart"))
            .args(["mock", DOCUMENT, "--port", "0"])
            .args(flags)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut address)
            .unwrap();
        Self {
            child,
            address: address.trim().to_owned(),
        }
    }

    fn get(&self, path: &str) -> String {
        let host = self.address.trim_start_matches("http://").split('/').next().unwrap();
        let mut stream = TcpStream::connect(host).unwrap();
        write!(
            stream,
            "GET /v1{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
    }

    /// Stops it as Ctrl-C does; gives the exit code and what it wrote to standard error.
    fn interrupt(self) -> (Option<i32>, String) {
        self.signal("-INT");
        self.wait()
    }

    fn wait(mut self) -> (Option<i32>, String) {
        let started = Instant::now();
        let status = loop {
            match self.child.try_wait().unwrap() {
                Some(status) => break status,
                None if started.elapsed() > Duration::from_secs(20) => panic!("it does not stop"),
                None => std::thread::sleep(Duration::from_millis(20)),
            }
        };
        let mut said = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        (status.code(), said)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
#[test]
fn it_tells_how_to_call_it_logs_each_request_and_stops_on_ctrl_c() {
    let mock = Served::start(&[]);
    assert!(
        mock.address.starts_with("http://127.0.0.1:") && mock.address.ends_with("/v1"),
        "{}",
        mock.address
    );
    let answer = mock.get("/cakes/7");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    let refusal = mock.get("/cakes/0");
    assert!(refusal.starts_with("HTTP/1.1 422 "), "{refusal}");
    let address = mock.address.clone();
    let (code, said) = mock.interrupt();
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("Bakery 1.2.0: 4 operations, without a line of code"),
        "{said}"
    );
    assert!(
        said.contains(&format!("curl -H 'Authorization: Bearer anything' {address}/cakes\n")),
        "{said}"
    );
    assert!(said.contains("-H 'Prefer: code=400'"), "{said}");
    assert!(said.contains("200  GET     /v1/cakes/7  cakes_read  "), "{said}");
    assert!(said.contains("     path /id: expected at least 1\n"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_body_that_is_on_its_way_is_answered_after_kill() {
    const CAKE: &str = r#"{"name": "Pie", "layers": 1, "price": 0.75}"#;
    let mock = Served::start(&["--quiet"]);
    let host = mock.address.trim_start_matches("http://").split('/').next().unwrap();
    let head = format!(
        "POST /v1/cakes HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nAuthorization: Bearer x\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        CAKE.len()
    );
    let mut stream = TcpStream::connect(host).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&CAKE.as_bytes()[..10]).unwrap();
    // It has been accepted once somebody later was answered.
    assert!(mock.get("/cakes/7").starts_with("HTTP/1.1 200 "));
    mock.signal("-TERM");
    let started = Instant::now();
    while TcpStream::connect(host).is_ok() {
        assert!(started.elapsed() < Duration::from_secs(20), "it still listens");
        std::thread::sleep(Duration::from_millis(10));
    }
    stream.write_all(&CAKE.as_bytes()[10..]).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 Created\r\n"), "{answer}");
    assert_eq!(mock.wait().0, Some(0));
}

#[test]
fn the_same_seed_makes_the_same_values() {
    let body = |mock: &Served| mock.get("/cakes/7").split_once("\r\n\r\n").unwrap().1.to_owned();
    let (one, same, other) = (
        Served::start(&[]),
        Served::start(&["--quiet"]),
        Served::start(&["--seed", "7"]),
    );
    assert_eq!(body(&one), body(&same));
    assert_ne!(body(&one), body(&other));
}

#[test]
fn an_address_that_is_taken_is_a_failure() {
    let mock = Served::start(&["--quiet"]);
    let port = mock.address.trim_end_matches("/v1").rsplit(':').next().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_counterpart"))
        .args(["mock", DOCUMENT, "--port", port, "--quiet"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.starts_with(&format!("error: cannot listen at 127.0.0.1:{port}: ")),
        "{said}"
    );
}
