//! The program as it runs in the world: its callers are slow, cut off or never done, and it is told to stop meanwhile.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, helpers included")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const CALL: &str = "PATCH /api/v3/sources/group_connections/oauth/7/ HTTP/1.1\r\nhost: x\r\n\
                    authorization: Bearer may-write\r\nconnection: close\r\n\r\n";

/// The program; it ends with this value.
struct Served {
    child: Child,
    address: SocketAddr,
}

impl Served {
    fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_group-connections"))
            .arg("serve")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let stdout = child.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        let rest = line.strip_prefix("http://").unwrap();
        let address = rest.split('/').next().unwrap().parse().unwrap();
        Self { child, address }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream
    }

    /// Sends the beginning of a call, so that the program has it and waits for more.
    fn begin(&self, length: usize) -> TcpStream {
        let mut stream = self.connect();
        stream.write_all(&CALL.as_bytes()[..length]).unwrap();
        stream
    }

    /// Asks it to stop, as `kill` and service managers do.
    fn terminate(&self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }

    /// Waits until nobody listens any more.
    fn wait_until_closed(&self) {
        let begun = Instant::now();
        while TcpStream::connect(self.address).is_ok() {
            assert!(begun.elapsed() < Duration::from_secs(5), "it still listens");
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn wait(&mut self, most: Duration) -> ExitStatus {
        let begun = Instant::now();
        loop {
            match self.child.try_wait().unwrap() {
                Some(status) => return status,
                None => assert!(begun.elapsed() < most, "it does not stop"),
            }
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The rest of a call that was begun, and whether it is answered whole.
fn is_answered(mut stream: TcpStream, sent: usize) -> Result<(), String> {
    let mut answer = String::new();
    let told = stream.write_all(&CALL.as_bytes()[sent..]);
    let told = told.and_then(|()| stream.read_to_string(&mut answer));
    match told {
        Ok(_) if answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with('}') => Ok(()),
        Ok(_) => Err(answer),
        Err(error) => Err(format!("{error} after {answer:?}")),
    }
}

/// Calls again and again until it is told to stop, and twenty times at least; gives how often it was answered.
fn calls(served: &Served, stop: &AtomicBool) -> Result<usize, String> {
    let mut count = 0;
    while count < 20 || !stop.load(Ordering::Relaxed) {
        is_answered(served.connect(), 0)?;
        count += 1;
    }
    Ok(count)
}

/// Callers that go away: within the head, within a body, and without listening to the answer.
fn cut_off(served: &Served) {
    const BODY: &str = "PATCH /api/v3/sources/group_connections/oauth/7/ HTTP/1.1\r\nhost: x\r\n\
                        authorization: Bearer may-write\r\ncontent-length: 1000\r\n\r\n{\"half";
    for length in (0..CALL.len()).step_by(7) {
        drop(served.begin(length));
        let mut stream = served.connect();
        stream.write_all(BODY.as_bytes()).unwrap();
        drop(stream);
        drop(served.begin(CALL.len()));
    }
}

#[test]
fn callers_that_are_slow_or_cut_off_cost_nobody_else_a_request() {
    let served = Served::start();
    let stop = AtomicBool::new(false);
    let slow: Vec<_> = (0..100).map(|at| served.begin(at % CALL.len())).collect();
    thread::scope(|scope| {
        let callers: Vec<_> = (0..4).map(|_| scope.spawn(|| calls(&served, &stop))).collect();
        for _ in 0..10 {
            cut_off(&served);
        }
        stop.store(true, Ordering::Relaxed);
        for caller in callers {
            let count = caller.join().unwrap();
            assert!(count.as_ref().is_ok_and(|count| *count >= 20), "{count:?}");
        }
    });
    // Those that were slow are answered as well, once they are done.
    for (at, stream) in slow.into_iter().enumerate() {
        assert_eq!(is_answered(stream, at % CALL.len()), Ok(()), "{at}");
    }
}

#[test]
fn who_has_begun_is_answered_after_the_program_was_told_to_stop() {
    let mut served = Served::start();
    // One byte alone could still become HTTP/2, and is nothing that anybody has begun.
    let begun: Vec<_> = [2, 10, 60, CALL.len() - 1]
        .map(|length| (served.begin(length), length))
        .into();
    // One that was answered before and might ask again is no reason to wait.
    let mut idle = served.connect();
    let kept = CALL.replace("connection: close\r\n", "");
    idle.write_all(kept.as_bytes()).unwrap();
    assert!(idle.read(&mut [0; 16]).unwrap() > 0);
    // The program has accepted all of them once it has answered one that came later.
    assert_eq!(is_answered(served.connect(), 0), Ok(()));
    served.terminate();
    served.wait_until_closed();
    for (stream, length) in begun {
        assert_eq!(is_answered(stream, length), Ok(()), "{length}");
    }
    let status = served.wait(Duration::from_secs(3));
    assert_eq!(status.code(), Some(0));
}

#[test]
fn who_never_ends_does_not_keep_the_program_from_stopping() {
    let mut served = Served::start();
    let never = served.begin(30);
    assert_eq!(is_answered(served.connect(), 0), Ok(()));
    served.terminate();
    let status = served.wait(Duration::from_secs(20));
    assert_eq!(status.code(), Some(0));
    drop(never);
}
