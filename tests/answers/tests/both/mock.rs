//! The mock in the place of a server, with the operations of a description.

use counterpart::client::Mock;
use counterpart::{Error, StatusCode};
use counterpart_answers_tests::answers::client::Client;
use counterpart_answers_tests::answers::models::{Refusal, Shelf};
use counterpart_answers_tests::answers::operations::*;

fn client(mock: &Mock) -> Client {
    let builder = Client::builder().base_url("http://mock.example/v1").unwrap();
    builder.service(mock.clone()).build().unwrap()
}

fn shelf(name: &str) -> Shelf {
    Shelf { name: name.to_owned() }
}

#[tokio::test]
async fn an_expectation_is_of_an_operation_and_answers_by_its_types() {
    let mock = Mock::new();
    mock.expect(|request: ShelfGet| {
        Ok(match request.id {
            7 => ShelfGetResponse::Ok(
                shelf("novels"),
                ShelfGetOkHeaders {
                    x_total: Some(3),
                    ..Default::default()
                },
            ),
            _ => ShelfGetResponse::ClientError(StatusCode::GONE, Refusal::new("gone"), Default::default()),
        })
    });
    mock.expect(|request: ShelfPut| Ok(ShelfPutResponse::Ok(request.body, Default::default())))
        .times(1);
    mock.expect(|_: ReportGet| Ok(ReportGetResponse::Ok(shelf("all").into(), Default::default())));
    let client = client(&mock);
    assert_eq!(client.shelf_get(7).await.unwrap().name, "novels");
    assert!(matches!(client.shelf_get(8).await, Err(Error::Api(error)) if error.status == StatusCode::GONE));
    assert!(
        client.shelf_put(9, shelf("poems")).await.is_err(),
        "a required header was not set"
    );
    assert_eq!(client.report_get().await.unwrap().into_best().unwrap().name, "all");

    let ids: Vec<_> = mock.asked::<ShelfGet>().iter().map(|request| request.id).collect();
    assert_eq!(ids, [7, 8]);
    let put = mock.asked::<ShelfPut>();
    assert!(matches!(&put[..], [ShelfPut { id: 9, body }] if body.name == "poems"));
    let addresses: Vec<_> = mock.recorded().iter().map(|one| one.uri.path().to_owned()).collect();
    assert_eq!(
        addresses,
        ["/v1/shelves/7", "/v1/shelves/8", "/v1/shelves/9", "/v1/report"]
    );
    assert!(mock.unmet().is_empty());
    let error = client.lone_get().await.unwrap_err();
    assert!(
        error.to_string().contains("`lone_get` (GET /v1/lone) is not expected"),
        "{error}"
    );
}
