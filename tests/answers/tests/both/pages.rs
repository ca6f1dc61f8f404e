//! Pages that are answered in one of several media types.

use counterpart::Error;
use counterpart_answers_tests::pagination::client::Client;
use counterpart_answers_tests::pagination::operations::ReportsListOkBody;

use crate::support::{Piece, Raw, message};

const JSON: &str = "content-type: application/json";

async fn client(answers: &[(&str, &str)]) -> (Client, Raw) {
    let answers = answers.iter();
    let answers: Vec<Vec<Piece>> = answers
        .map(|(media_type, body)| vec![message("200 OK", &[*media_type], body)])
        .collect();
    let raw = Raw::serve(answers).await;
    let builder = Client::builder().base_url(&raw.address).unwrap();
    (builder.build().unwrap(), raw)
}

const PAGES: &[(&str, &str)] = &[
    (JSON, r#"{"reports":["a","b"]}"#),
    (JSON, r#"{"reports":["c"]}"#),
    (JSON, r#"{"reports":[]}"#),
];

#[tokio::test]
async fn the_best_media_type_has_the_items() {
    let (client, raw) = client(PAGES).await;
    assert_eq!(
        client.reports_list().per_page(2).items().all().await.unwrap(),
        ["a", "b", "c"]
    );
    let asked = raw.asked();
    let lines: Vec<_> = asked.iter().filter_map(|(head, _)| head.lines().next()).collect();
    assert_eq!(
        lines,
        [
            "get /reports?per_page=2 http/1.1",
            "get /reports?per_page=2&page=2 http/1.1",
            "get /reports?per_page=2&page=3 http/1.1"
        ]
    );
    assert!(
        asked[0].0.contains("accept: application/json, text/csv;q=0.9\r\n"),
        "{asked:?}"
    );
}

#[tokio::test]
async fn a_page_in_another_media_type_is_a_page_whose_items_nobody_knows() {
    let (client, _raw) = client(&[PAGES[0], ("content-type: text/csv", "c\n")]).await;
    let mut items = client.reports_list().items();
    assert_eq!(items.next().await.unwrap().unwrap(), "a");
    assert_eq!(items.next().await.unwrap().unwrap(), "b");
    let Some(Err(error)) = items.next().await else {
        panic!("a table has no items")
    };
    // What came is kept.
    let Error::Decode(answer) = &error else {
        panic!("{error:?}");
    };
    assert_eq!((answer.operation, answer.status.as_u16()), ("reports_list", 200));
    assert_eq!(answer.headers["content-type"], "text/csv");
    assert_eq!(answer.body, "c\n");
    assert_eq!(
        error.to_string(),
        "reports_list: the body of the answer 200 OK does not fit: a page in this media type has no items"
    );
    assert!(items.next().await.is_none());

    let (client, _raw) = self::client(&[("content-type: text/csv", "c\n")]).await;
    let pages = client.reports_list().pages().all().await.unwrap();
    assert!(matches!(&pages[..], [ReportsListOkBody::TextCsv(text)] if text == "c\n"));
}
