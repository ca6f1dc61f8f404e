//! Statuses, ranges, `default`, headers, redirects.

use counterpart::{Body, Context, Error, Problem, StatusCode};
use counterpart_answers_tests::answers::client::Client;
use counterpart_answers_tests::answers::models::{Refusal, RefusedXReason, Shelf};
use counterpart_answers_tests::answers::operations::*;
use counterpart_answers_tests::answers::server::{DefaultHandler, Router, ShelvesHandler};

use crate::support::{always, ask, serve};

/// Answers as the id says.
struct App;

fn refusal(detail: &str) -> Refusal {
    Refusal {
        detail: detail.into(),
        ..counterpart::blank()
    }
}

fn gone() -> XReasonHeaders {
    XReasonHeaders {
        x_reason: Some(RefusedXReason::Gone),
    }
}

#[counterpart::handler]
impl ShelvesHandler for App {
    async fn shelf_get(&self, request: ShelfGet, _: Context) -> Result<ShelfGetResponse, Problem> {
        let paging = ShelfGetOkHeaders {
            x_total: Some(request.id).filter(|id| *id != 1),
            link: Some("</2>; rel=\"next\", </9>; rel=\"last\"".into()),
            x_rows: Some(vec![1, 2]),
        };
        Ok(match request.id {
            304 => ShelfGetResponse::NotModified(ShelfGetNotModifiedHeaders {
                e_tag: Some("\"é\"".into()),
            }),
            404 => ShelfGetResponse::ClientError(StatusCode::NOT_FOUND, refusal("no shelf"), gone()),
            500 => ShelfGetResponse::Default(StatusCode::INSUFFICIENT_STORAGE, refusal("full"), Default::default()),
            _ => ShelfGetResponse::Ok(Shelf { name: "novels".into() }, paging),
        })
    }

    async fn shelf_put(&self, request: ShelfPut, _: Context) -> Result<ShelfPutResponse, Problem> {
        Ok(match request.id {
            201 => ShelfPutResponse::Created(ShelfPutCreatedHeaders {
                location: Some("/shelves/201".into()),
            }),
            202 => ShelfPutResponse::Success(StatusCode::ACCEPTED, "later".into()),
            409 => ShelfPutResponse::Conflict(refusal("taken"), Default::default()),
            // Not one of the range.
            302 => ShelfPutResponse::Success(StatusCode::FOUND, String::new()),
            total => ShelfPutResponse::Ok(
                request.body,
                ShelfGetOkHeaders {
                    x_total: Some(total),
                    ..Default::default()
                },
            ),
        })
    }

    async fn shelf_delete(&self, request: ShelfDelete, _: Context) -> Result<ShelfDeleteResponse, Problem> {
        let status = StatusCode::from_u16(request.id.try_into().unwrap()).unwrap();
        Ok(ShelfDeleteResponse::Default(
            status,
            refusal("done"),
            Default::default(),
        ))
    }
}

#[counterpart::handler]
impl DefaultHandler for App {
    async fn lone_get(&self, _: LoneGet, _: Context) -> Result<LoneGetResponse, Problem> {
        Ok(LoneGetResponse::Default(StatusCode::OK, Shelf { name: "lone".into() }))
    }

    async fn lone_head(&self, _: LoneHead, _: Context) -> Result<LoneHeadResponse, Problem> {
        Ok(LoneHeadResponse::Default(StatusCode::NO_CONTENT))
    }

    async fn anything_get(&self, _: AnythingGet, _: Context) -> Result<AnythingGetResponse, Problem> {
        let body = Body::from("a,b\n").with_media_type("text/csv");
        Ok(AnythingGetResponse::Default(StatusCode::CREATED, body))
    }

    async fn moved_get(&self, _: MovedGet, _: Context) -> Result<MovedGetResponse, Problem> {
        Ok(MovedGetResponse::SeeOther(MovedGetSeeOtherHeaders {
            location: Some("/lone".into()),
        }))
    }

    async fn same_get(&self, _: SameGet, _: Context) -> Result<SameGetResponse, Problem> {
        Ok(SameGetResponse::Ok(Shelf { name: "same".into() }))
    }

    async fn report_get(&self, _: ReportGet, context: Context) -> Result<ReportGetResponse, Problem> {
        let report = match context.preferred::<ShelfBody>() {
            "text/csv" => ShelfBody::TextCsv("a,b\n".into()),
            "application/pdf" => ShelfBody::Pdf("%PDF".into()),
            _ => Shelf { name: "all".into() }.into(),
        };
        Ok(ReportGetResponse::Ok(report, ReportGetOkHeaders { x_rows: Some(2) }))
    }

    async fn old_report_get(&self, request: OldReportGet, context: Context) -> Result<OldReportGetResponse, Problem> {
        if request.id == 0 {
            let said = OldReportGetBadRequestBody::Text("no".into());
            return Ok(OldReportGetResponse::BadRequest(said));
        }
        // One year is not there as JSON.
        let offered = [ShelfBody::Pdf("%PDF".into()), ShelfBody::TextCsv("old\n".into())];
        context.choose(offered).map(OldReportGetResponse::Ok)
    }

    async fn cover_get(&self, _: CoverGet, _: Context) -> Result<CoverGetResponse, Problem> {
        Ok(CoverGetResponse::Ok(Body::from("GIF89a").with_media_type("image/gif")))
    }
}

fn router() -> axum::Router {
    Router::new(App).into_axum()
}

fn client(server: axum::Router) -> Client {
    let builder = Client::builder().base_url("http://a.example").unwrap();
    builder.service(server).build().unwrap()
}

#[tokio::test]
async fn the_simple_case_is_one_line() {
    assert_eq!(client(router()).shelf_get(7).await.unwrap().name, "novels");
}

#[tokio::test]
async fn headers_on_the_wire() {
    assert_eq!(
        ask(router(), "GET /shelves/7", &[], "").await,
        "200\nx-total: 7\nlink: </2>; rel=\"next\", </9>; rel=\"last\"\nx-rows: 1,2\ncontent-type: application/json\n\n\
         {\"name\":\"novels\"}"
    );
    // A required header that the handler did not set would break the contract.
    let problem = ask(router(), "GET /shelves/1", &[], "").await;
    assert!(
        problem.starts_with("500\n") && problem.contains("the answer lacks the header `X-Total`"),
        "{problem}"
    );
}

#[tokio::test]
async fn headers_reach_the_caller_typed() {
    let answer = client(router()).shelf_get(7).answer().await.unwrap();
    assert_eq!(
        (answer.status, &answer.headers["x-total"]),
        (StatusCode::OK, &"7".parse().unwrap())
    );
    let ShelfGetResponse::Ok(shelf, headers) = answer.response else {
        panic!("{answer:?}")
    };
    assert_eq!(
        (&*shelf.name, headers.x_total, headers.x_rows),
        ("novels", Some(7), Some(vec![1, 2]))
    );
    let answer = client(router()).shelf_get(304).answer().await.unwrap();
    assert!(
        matches!(&answer.response, ShelfGetResponse::NotModified(headers) if headers.e_tag.as_deref() == Some("\"é\"")),
        "{answer:?}"
    );
    let answer = client(router()).shelf_get(404).answer().await.unwrap();
    assert_eq!(
        format!("{:?}", answer.response),
        r#"ClientError(404, Refusal { detail: "no shelf", code: None }, Headers { X-Reason: Some("gone") })"#
    );
}

#[tokio::test]
async fn headers_are_read_tolerantly() {
    const HEADERS: &[(&str, &str)] = &[
        ("content-type", "application/json"),
        ("x-total", "many"),
        ("x-rows", "1"),
        ("x-rows", "2"),
        ("x-new", "x"),
    ];
    let client = client(always(200, HEADERS, r#"{"name":"n"}"#));
    let answer = client.shelf_get(1).answer().await.unwrap();
    let ShelfGetResponse::Ok(_, headers) = answer.response else {
        panic!("{answer:?}")
    };
    assert_eq!(
        (headers.x_total, headers.link, headers.x_rows),
        (None, None, Some(vec![1, 2]))
    );
}

#[tokio::test]
async fn several_successes_are_the_enum() {
    let put = async |id| client(router()).shelf_put(id, Shelf { name: "s".into() }).await;
    assert!(
        matches!(put(5).await, Ok(ShelfPutResponse::Ok(shelf, headers)) if shelf.name == "s" && headers.x_total == Some(5))
    );
    assert!(
        matches!(put(201).await, Ok(ShelfPutResponse::Created(headers)) if headers.location.as_deref() == Some("/shelves/201"))
    );
    assert!(matches!(put(202).await, Ok(ShelfPutResponse::Success(StatusCode::ACCEPTED, text)) if text == "later"));
    assert!(
        matches!(put(409).await, Err(Error::Api(error)) if matches!(error.response, ShelfPutResponse::Conflict(..)))
    );
    // What the handler calls a success is none, which the server does not let through.
    assert!(matches!(put(302).await, Err(Error::Undocumented(answer)) if answer.status == 500));
}

#[tokio::test]
async fn a_default_beside_a_success_is_an_error_whatever_its_status() {
    let refused = client(always(200, &[("content-type", "application/json")], r#"{"detail":7}"#));
    assert!(refused.shelf_get(1).await.is_err());
    let error = client(router()).shelf_get(500).await.unwrap_err();
    assert!(
        matches!(&error, Error::Api(error) if matches!(error.response, ShelfGetResponse::Default(StatusCode::INSUFFICIENT_STORAGE, ..))),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_lone_default_yields_its_body() {
    assert_eq!(client(router()).lone_get().await.unwrap().name, "lone");
    let () = client(router()).lone_head().await.unwrap();
    assert_eq!(client(router()).shelf_delete(200).await.unwrap().detail, "done");
    let error = client(router()).shelf_delete(409).await.unwrap_err();
    assert_eq!(
        (error.status(), error.operation()),
        (Some(StatusCode::CONFLICT), "shelf_delete")
    );
}

#[tokio::test]
async fn an_operation_without_answers_yields_whatever_comes() {
    let body = client(router()).anything_get().await.unwrap();
    assert_eq!(body.media_type(), Some("text/csv"));
    assert_eq!(body.bytes(10).await.unwrap(), "a,b\n");
    let error = client(always(404, &[], "no")).anything_get().await.unwrap_err();
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!((error.status, &error.body[..]), (StatusCode::NOT_FOUND, &b"no"[..]));
}

#[tokio::test]
async fn a_documented_redirect_is_an_answer() {
    assert_eq!(ask(router(), "GET /moved", &[], "").await, "303\nlocation: /lone\n\n");
    let over_loopback = Client::builder()
        .base_url(&serve(router()).await)
        .unwrap()
        .build()
        .unwrap();
    for client in [over_loopback, client(router())] {
        let MovedGetResponse::SeeOther(headers) = client.moved_get().await.unwrap() else {
            panic!("it was there")
        };
        assert_eq!(headers.location.as_deref(), Some("/lone"));
    }
    assert!(matches!(
        client(always(404, &[], "")).moved_get().await,
        Err(Error::Api(_))
    ));
    assert!(matches!(
        client(always(200, &[], "")).moved_get().await,
        Err(Error::Undocumented(_))
    ));
}

#[tokio::test]
async fn a_range_of_media_types_is_filled_in_by_the_body() {
    assert_eq!(
        ask(router(), "GET /cover", &[], "").await,
        "200\ncontent-type: image/gif\n\nGIF89a"
    );
    let cover = client(router()).cover_get().await.unwrap();
    assert_eq!((cover.media_type(), cover.length()), (Some("image/gif"), Some(6)));
}

#[tokio::test]
async fn one_of_several_media_types_by_what_the_caller_accepts() {
    let get = async |accept| ask(router(), "GET /report", &[("accept", accept)], "").await;
    let csv = "200\nx-rows: 2\ncontent-type: text/csv; charset=utf-8\n\na,b\n";
    assert_eq!(get("text/csv").await, csv);
    assert_eq!(get("application/json;q=0.5, text/*").await, csv);
    let json = "200\nx-rows: 2\ncontent-type: application/json\n\n{\"name\":\"all\"}";
    assert_eq!(get("*/*").await, json);
    assert_eq!(ask(router(), "GET /report", &[], "").await, json);
    let refused = get("image/png, text/csv;q=0").await;
    assert!(
        refused.starts_with("406\n")
            && refused.contains("the answer comes as `application/json` or `text/csv` or `application/pdf`"),
        "{refused}"
    );
}

#[tokio::test]
async fn one_media_type_goes_out_under_the_name_that_the_caller_takes() {
    let get = async |accept: &str| {
        let answer = ask(router(), "GET /same", &[("accept", accept)], "").await;
        answer.split_once("\n\n").unwrap().0.to_owned()
    };
    for usual in [
        "application/json",
        "*/*",
        "text/json, application/json",
        "text/*;q=0.5, */*",
    ] {
        assert_eq!(get(usual).await, "200\ncontent-type: application/json", "{usual}");
    }
    for other in ["text/json", "text/*", "text/json, application/json;q=0.9"] {
        assert_eq!(get(other).await, "200\ncontent-type: text/json", "{other}");
    }
    assert!(get("text/html").await.starts_with("406\n"));
    assert_eq!(client(router()).same_get().await.unwrap().name, "same");
}

#[tokio::test]
async fn a_handler_offers_what_it_has() {
    let get = async |accept| ask(router(), "GET /report/1", &[("accept", accept)], "").await;
    assert_eq!(get("*/*").await, "200\ncontent-type: application/pdf\n\n%PDF");
    let csv = "200\ncontent-type: text/csv; charset=utf-8\n\nold\n";
    assert_eq!(get("text/csv, */*;q=0.1").await, csv);
    let refused = get("application/json").await;
    assert!(
        refused.starts_with("406\n") && refused.contains("the answer comes as `application/pdf` or `text/csv`"),
        "{refused}"
    );
}

#[tokio::test]
async fn a_client_asks_for_all_media_types_and_the_best_first() {
    let base = counterpart::client::BaseUrl::parse("http://a.example").unwrap();
    let asked = |id: Option<i64>| {
        let request = match id {
            None => counterpart::client::encode(&ReportGet {}, &base),
            Some(id) => counterpart::client::encode(&OldReportGet { id }, &base),
        };
        request.unwrap().headers()["accept"].to_str().unwrap().to_owned()
    };
    assert_eq!(
        asked(None),
        "application/json, application/problem+json, text/csv;q=0.9, application/pdf;q=0.9"
    );
    assert_eq!(
        asked(Some(1)),
        "application/json, text/csv;q=0.9, application/pdf;q=0.9, text/plain;q=0.9"
    );
}

#[tokio::test]
async fn a_client_takes_what_comes_by_its_media_type() {
    let best = client(router()).report_get().await.unwrap();
    assert_eq!(best.into_best().unwrap().name, "all");
    let of = async |accept: &str| client(router()).report_get().header("accept", accept).await.unwrap();
    assert!(matches!(of("text/csv").await, ShelfBody::TextCsv(text) if text == "a,b\n"));
    let ShelfBody::Pdf(body) = of("application/pdf").await.into_best().unwrap_err() else {
        panic!("no PDF")
    };
    assert_eq!(body.bytes(9).await.unwrap(), "%PDF");
    // JSON under a name that is not documented shows itself; a page of a proxy is none of them.
    let vendor = always(200, &[("content-type", "application/vnd.x+json")], r#"{"name":"v"}"#);
    assert_eq!(
        client(vendor).report_get().await.unwrap().into_best().unwrap().name,
        "v"
    );
    let page = always(200, &[("content-type", "text/html")], "<p>");
    assert!(matches!(client(page).report_get().await, Err(Error::Undocumented(answer)) if answer.body == "<p>"));
    let cut = always(200, &[("content-type", "application/json")], r#"{"name":7}"#);
    let error = client(cut).report_get().await.unwrap_err();
    assert!(matches!(&error, Error::Decode(_)), "{error:?}");
}

#[tokio::test]
async fn errors_have_media_types_too() {
    let error = client(router()).old_report_get(0).await.unwrap_err();
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert!(
        matches!(&error.response, OldReportGetResponse::BadRequest(OldReportGetBadRequestBody::Text(text)) if text == "no"),
        "{error:?}"
    );
    let problem = always(
        410,
        &[("content-type", "application/problem+json")],
        r#"{"detail":"gone"}"#,
    );
    let Error::Api(error) = client(problem).report_get().await.unwrap_err() else {
        panic!("it is documented")
    };
    assert!(matches!(&error.response, ReportGetResponse::Gone(refusal) if refusal.detail == "gone"));
}
