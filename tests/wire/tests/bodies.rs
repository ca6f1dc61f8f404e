//! Request bodies in every syntax: the bytes, and what arrives.

use counterpart::types::{Body, File, Maybe};
use counterpart_wire_tests::{collections, request_bodies};
use request_bodies::models::{ChangeThingRequest, SendFormRequest, Thing, UploadRequest};
use request_bodies::operations::{
    ChangeThing, ChangeThingBody, CreateThing, CreateThingBody, ReplaceThings, SendBlob, SendForm, SendText, Upload,
};
use serde_json::json;

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn thing(name: &str) -> Thing {
    Thing {
        count: Some(2),
        ..Thing::new(name.to_owned())
    }
}

#[tokio::test]
async fn the_best_media_type_is_json_and_comes_by_itself() {
    let request = CreateThing {
        body: thing("a").into(),
    };
    assert_eq!(
        format!("{request:?}"),
        r#"CreateThing { body: Json(Thing { name: "a", count: Some(2) }) }"#
    );
    let sent = format!("{request:?}");
    let (wire, arrived) = request_bodies::send(request).await;
    assert_eq!(
        wire,
        "POST http://a.example/things\ncontent-type: application/json\n\n{\"name\":\"a\",\"count\":2}"
    );
    assert_eq!(arrived, sent);
}

#[tokio::test]
async fn each_media_type_is_written_and_read_as_itself() {
    let rows = [
        (
            CreateThingBody::Form(thing("a b")),
            "application/x-www-form-urlencoded\n\nname=a%20b&count=2",
        ),
        (CreateThingBody::Text("hello".into()), "text/plain\n\nhello"),
        (CreateThingBody::Xml("<thing/>".into()), "application/xml\n\n<thing/>"),
        (
            CreateThingBody::ImageAny(Body::from("png").with_media_type("image/png")),
            "image/png\n\npng",
        ),
    ];
    for (body, written) in rows {
        let request = CreateThing { body };
        let sent = format!("{request:?}");
        let (wire, arrived) = request_bodies::send(request).await;
        assert_eq!(wire, format!("POST http://a.example/things\ncontent-type: {written}"));
        assert_eq!(arrived, sent);
    }
}

#[tokio::test]
async fn json_has_many_names() {
    let request = ReplaceThings {
        body: Some(vec![thing("a")]),
    };
    let (wire, arrived) = request_bodies::send(request).await;
    assert_eq!(
        wire,
        "PUT http://a.example/things\ncontent-type: application/json\n\n[{\"name\":\"a\",\"count\":2}]"
    );
    assert!(arrived.starts_with("ReplaceThings { body: Some([Thing"), "{arrived}");
    let (wire, arrived) = request_bodies::send(ReplaceThings { body: None }).await;
    assert_eq!(wire, "PUT http://a.example/things");
    assert_eq!(arrived, "ReplaceThings { body: None }");
    // The rules of the body as a whole are checked too.
    let three = ReplaceThings {
        body: Some(vec![thing("a"), thing("b"), thing("c")]),
    };
    assert!(request_bodies::send(three).await.1.contains("maxItems"));
}

#[tokio::test]
async fn patches() {
    let merge = ChangeThingRequest { name: Maybe::Null };
    let request = ChangeThing {
        body: Some(merge.into()),
    };
    let sent = format!("{request:?}");
    let (wire, arrived) = request_bodies::send(request).await;
    assert_eq!(
        wire,
        "PATCH http://a.example/things\ncontent-type: application/merge-patch+json\n\n{\"name\":null}"
    );
    assert_eq!(arrived, sent);
    let steps = json!([{"op": "add", "path": "/name", "value": 1}]);
    let steps = serde_json::from_value(steps).expect("a patch");
    let request = ChangeThing {
        body: Some(ChangeThingBody::JsonPatchJson(steps)),
    };
    let (wire, arrived) = request_bodies::send(request).await;
    assert_eq!(
        wire,
        "PATCH http://a.example/things\ncontent-type: application/json-patch+json\n\n\
         [{\"op\":\"add\",\"path\":\"/name\",\"value\":1}]"
    );
    assert!(
        arrived.starts_with("ChangeThing { body: Some(JsonPatchJson(["),
        "{arrived}"
    );
}

#[tokio::test]
async fn a_form_with_encodings() {
    let near = json!({"x": 1, "y": 2});
    let body = SendFormRequest {
        tags: Some(strings(&["a", "b,c"])),
        spaces: Some(strings(&["a", "b"])),
        near: serde_json::from_value(near).expect("a place"),
        meta: Some(thing("m")),
        callback: Some("http://b.example/?a=b".into()),
        note: Some("n".into()),
        ..SendFormRequest::new("x & y".to_owned())
    };
    let request = SendForm { body };
    let sent = format!("{request:?}");
    let (wire, arrived) = request_bodies::send(request).await;
    assert_eq!(
        wire,
        "POST http://a.example/forms\ncontent-type: application/x-www-form-urlencoded\n\n\
         name=x%20%26%20y&tags=a,b%2Cc&spaces=a%20b&near%5Bx%5D=1&near%5By%5D=2\
         &meta=%7B%22name%22%3A%22m%22%2C%22count%22%3A2%7D&callback=http://b.example/?a=b&note=%22n%22"
    );
    assert_eq!(arrived, sent);
}

/// Parts of every kind.
fn upload() -> Upload {
    let body = UploadRequest {
        pages: Some(vec![
            File::named("1.txt", "one").with_content_type("text/plain"),
            File::named("2.bin", "two"),
        ]),
        sizes: Some(vec![1, 2]),
        labels: Some(strings(&["x", "y"])),
        meta: Some(thing("m")),
        score: Some(5),
        ..UploadRequest::new(File::named("a.png", "png"), "Title".to_owned())
    };
    Upload {
        picture_x_checksum: "d41d8".into(),
        pages_x_size: Some(vec![21, 30]),
        body,
    }
}

#[tokio::test]
async fn a_multipart_form() {
    let (wire, arrived) = request_bodies::send(upload()).await;
    assert_eq!(
        wire,
        r#"POST http://a.example/uploads
content-type: multipart/form-data; boundary=B

--B
content-disposition: form-data; name="picture"; filename="a.png"
content-type: image/png
X-Kind: photo
X-Checksum: d41d8

png
--B
content-disposition: form-data; name="title"

Title
--B
content-disposition: form-data; name="pages"; filename="1.txt"
content-type: text/plain
X-Size: 21,30

one
--B
content-disposition: form-data; name="pages"; filename="2.bin"
content-type: application/octet-stream
X-Size: 21,30

two
--B
content-disposition: form-data; name="sizes"

1
--B
content-disposition: form-data; name="sizes"

2
--B
content-disposition: form-data; name="labels"

x,y
--B
content-disposition: form-data; name="meta"
content-type: application/json

{"name":"m","count":2}
--B
content-disposition: form-data; name="score"
content-type: application/json

5
--B--
"#
    );
    for part in [
        r#"X-Checksum: "d41d8""#,
        "X-Size: Some([21, 30])",
        r#"title: "Title""#,
        "sizes: Some([1, 2])",
        r#"labels: Some(["x", "y"])"#,
        r#"meta: Some(Thing { name: "m", count: Some(2) })"#,
        "score: Some(5)",
    ] {
        assert!(arrived.contains(part), "{part}: {arrived}");
    }
}

#[tokio::test]
async fn a_file_of_another_type_is_refused() {
    let picture = File::named("a.gif", "gif").with_content_type("image/gif");
    let request = Upload {
        picture_x_checksum: "md5".into(),
        pages_x_size: None,
        body: UploadRequest::new(picture, "Much too long".to_owned()),
    };
    let (_, arrived) = request_bodies::send(request).await;
    for violation in [
        r#"{"in":"body","pointer":"/picture","rule":"contentType","detail":"expected image/png, image/jpeg"}"#,
        r#""pointer":"/title","rule":"maxLength""#,
        r#"{"in":"body","pointer":"/picture/X-Checksum","rule":"minLength","limit":4"#,
    ] {
        assert!(arrived.contains(violation), "{arrived}");
    }
}

#[tokio::test]
async fn the_header_of_a_part_cannot_write_others() {
    let request = Upload {
        picture_x_checksum: "d41d8\r\nX-Kind: forged".into(),
        pages_x_size: None,
        body: UploadRequest::new(File::named("a.png", "png"), "Title".to_owned()),
    };
    let (wire, said) = request_bodies::send(request).await;
    assert_eq!(
        (wire.as_str(), said.as_str()),
        ("", "upload: the header `X-Checksum` cannot carry the value")
    );
}

#[tokio::test]
async fn a_multipart_form_of_swagger() {
    let request = collections::operations::Files {
        body: collections::models::FilesRequest {
            labels: Some(strings(&["x", "y"])),
            ..collections::models::FilesRequest::new(File::named("f", "text"))
        },
    };
    let (wire, arrived) = collections::send(request).await;
    let label = "content-disposition: form-data; name=\"labels\"\n\nx,y\n--B--\n";
    assert!(wire.ends_with(label), "{wire}");
    assert!(arrived.contains(r#"labels: Some(["x", "y"])"#), "{arrived}");
}

#[tokio::test]
async fn texts_and_bytes() {
    let (wire, arrived) = request_bodies::send(SendText { body: 7 }).await;
    assert_eq!(wire, "POST http://a.example/texts\ncontent-type: text/plain\n\n7");
    assert_eq!(arrived, "SendText { body: 7 }");
    assert!(request_bodies::send(SendText { body: 0 }).await.1.contains("minimum"));

    let blob = SendBlob {
        body: Some("bytes".into()),
    };
    let (wire, arrived) = request_bodies::send(blob).await;
    assert_eq!(
        wire,
        "POST http://a.example/blobs\ncontent-type: application/octet-stream\n\nbytes"
    );
    assert!(arrived.contains("5 bytes"), "{arrived}");
}
