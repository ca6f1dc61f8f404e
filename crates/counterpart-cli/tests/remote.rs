//! References over the network: refused, fetched once, and then at hand.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod place;

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;

use place::Place;

/// Answers so many requests: `/pet.yaml` refers to `/owner.yaml`, anything else is a redirect to it.
fn serve(requests: usize) -> (String, thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let answer_one = |_| {
            let (mut stream, _) = listener.accept().unwrap();
            let mut line = String::new();
            let mut lines = BufReader::new(stream.try_clone().unwrap());
            lines.read_line(&mut line).unwrap();
            let path = line.split(' ').nth(1).unwrap().to_owned();
            let mut header = String::new();
            while lines.read_line(&mut header).unwrap() > 2 {
                header.clear();
            }
            let (status, body) = match path.as_str() {
                "/pet.yaml" => (
                    "200 OK",
                    "type: object\nproperties: {owner: {$ref: 'owner.yaml#/Owner'}}\n",
                ),
                "/owner.yaml" => ("200 OK", "Owner: {type: object, properties: {name: {type: string}}}\n"),
                _ => ("302 Found\r\nLocation: /pet.yaml", ""),
            };
            let length = body.len();
            write!(
                stream,
                "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            )
            .unwrap();
            path
        };
        (0..requests).map(answer_one).collect()
    });
    (origin, server)
}

fn document(place: &Place, url: &str) {
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: Pets, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    Pet: {{$ref: '{url}'}}\n"
    );
    place.write("pets.yaml", &text);
}

#[test]
fn what_is_allowed_is_fetched_once_and_kept() {
    let place = Place::new();
    let (origin, server) = serve(2);
    document(&place, &format!("{origin}/pet.yaml"));
    let refused = place.run(&["lint", "pets.yaml"]);
    assert!(refused.stdout.contains("[remote-reference]"), "{}", refused.stdout);
    assert!(!place.path("counterpart.lock").exists());
    let fetched = place.run(&["lint", "pets.yaml", "--allow-remote", &origin]);
    assert_eq!(fetched.code, Some(0), "{}", fetched.stderr);
    assert_eq!(fetched.stdout, "pets.yaml: 0 errors, 0 warnings\n");
    assert_eq!(server.join().unwrap(), ["/pet.yaml", "/owner.yaml"]);
    // The server is gone.
    let offline = place.run(&[
        "generate",
        "pets.yaml",
        "-o",
        "out",
        "--models",
        "--emit-rerun-if-changed",
    ]);
    assert_eq!(offline.code, Some(0), "{}", offline.stderr);
    assert!(
        offline.stdout.contains("cargo::rerun-if-changed=counterpart.lock"),
        "{}",
        offline.stdout
    );
    let models = std::fs::read_to_string(place.path("out/models.rs")).unwrap();
    assert!(models.contains("pub struct Owner"), "{models}");
}

#[test]
fn a_lock_file_that_was_edited_is_refused() {
    let place = Place::new();
    let (origin, server) = serve(2);
    document(&place, &format!("{origin}/pet.yaml"));
    place.run(&["lint", "pets.yaml", "--allow-remote", &origin]);
    server.join().unwrap();
    let lock = std::fs::read_to_string(place.path("counterpart.lock")).unwrap();
    place.write("counterpart.lock", &lock.replace("type: string", "type: number"));
    let ran = place.run(&["lint", "pets.yaml"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.stderr
            .starts_with("error: counterpart.lock: the lock file's text of "),
        "{}",
        ran.stderr
    );
}

#[test]
fn redirects_and_other_origins_are_not_followed() {
    let place = Place::new();
    let (origin, server) = serve(1);
    document(&place, &format!("{origin}/moved.yaml"));
    let ran = place.run(&["lint", "pets.yaml", "--allow-remote", &origin]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.stderr.contains("/moved.yaml: the answer is 302 Found"),
        "{}",
        ran.stderr
    );
    server.join().unwrap();
    let other = place.run(&["lint", "pets.yaml", "--allow-remote", "https://other.example"]);
    assert!(other.stdout.contains("[remote-reference]"), "{}", other.stdout);
    let wrong = place.run(&["lint", "pets.yaml", "--allow-remote", "other.example"]);
    assert_eq!(wrong.code, Some(2));
    assert_eq!(
        wrong.stderr,
        "error: `other.example` is no origin; write it as `https://example.com`\n"
    );
}
