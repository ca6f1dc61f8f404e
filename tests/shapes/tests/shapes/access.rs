//! What only responses have and what only requests have.

use counterpart_shapes_tests::access::models::{Both, BothWrite};
use counterpart_shapes_tests::{received, written};

#[test]
fn a_request_has_no_read_only_property() {
    let write = BothWrite {
        name: "ada".into(),
        password: "secret".into(),
    };
    assert_eq!(written(&write), r#"{"name":"ada","password":"secret"}"#);
}

#[test]
fn a_response_has_no_write_only_property() {
    let both: Both = received(r#"{"id":7,"name":"ada","password":"leaked"}"#);
    assert_eq!(written(&both), r#"{"id":7,"name":"ada"}"#);
}

#[test]
fn the_one_becomes_the_other() {
    let stored = BothWrite {
        name: "ada".into(),
        password: "secret".into(),
    };
    let both = stored.into_read(7);
    assert_eq!(both.id, 7);
    assert_eq!(both.into_write("new").password, "new");
}
