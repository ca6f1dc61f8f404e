//! Paths that a server cannot tell apart: the client calls each, the server starts, and calls the one described first.

use counterpart_wire_tests::equivalent_paths::{operations, send};

#[tokio::test]
async fn of_equivalent_paths_the_first_one_is_served() {
    let (wire, arrived) = send(operations::PetById { id: "7".into() }).await;
    assert_eq!(wire, "GET http://a.example/pets/7");
    assert_eq!(arrived, "PetById { id: \"7\" }");
    // The client has the other one too; whatever it asks is what the first one is asked.
    let (wire, arrived) = send(operations::PetByName { name: "rex".into() }).await;
    assert_eq!(wire, "GET http://a.example/pets/rex");
    assert_eq!(arrived, "PetById { id: \"rex\" }");
}

#[tokio::test]
async fn what_tells_them_apart_counts() {
    // Another method, though the placeholder has another name there.
    let (_, arrived) = send(operations::PetDelete { name: "rex".into() }).await;
    assert_eq!(arrived, "PetDelete { name: \"rex\" }");
    // A parameter of the query that only this one requires.
    let request = operations::PetsByTag {
        tag: "dog".into(),
        page: 2,
    };
    let (wire, arrived) = send(request).await;
    assert_eq!(wire, "GET http://a.example/pets/dog?page=2");
    assert_eq!(arrived, "PetsByTag { tag: \"dog\", page: 2 }");
    // More text goes first, wherever it is described.
    let (_, arrived) = send(operations::PetToys { name: "rex".into() }).await;
    assert_eq!(arrived, "PetToys { name: \"rex\" }");
    let request = operations::PetPart {
        id: "7".into(),
        part: "tail".into(),
    };
    let (_, arrived) = send(request).await;
    assert_eq!(arrived, "PetPart { id: \"7\", part: \"tail\" }");
}
