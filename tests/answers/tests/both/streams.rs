//! Server-sent events, JSON lines and JSON sequences through both sides.

use std::time::Duration;

use counterpart::stream::{Event, Events, Items, StreamError};
use counterpart::{Context, Error, Problem};
use counterpart_answers_tests::streams::client::Client;
use counterpart_answers_tests::streams::models::{EntryData, Gone, Tick, Work200Event};
use counterpart_answers_tests::streams::operations::*;
use counterpart_answers_tests::streams::server::{Router, StreamsHandler};
use futures_util::{StreamExt, TryStreamExt, stream};
use serde_json::json;

use crate::support::{always, ask, serve};

fn tick(at: i64) -> Tick {
    Tick::new(at)
}

/// Ticks, as long as somebody listens.
struct App {
    are_there: bool,
}

#[counterpart::handler]
impl StreamsHandler for App {
    async fn ticks(&self, _: Ticks, _: Context) -> Result<TicksResponse, Problem> {
        if !self.are_there {
            return Ok(TicksResponse::NotFound(Gone {
                detail: "no ticks".into(),
            }));
        }
        let endless = stream::unfold(1, async |at| {
            if at > 2 {
                std::future::pending::<()>().await;
            }
            Some((Event::new(tick(at)).with_id(at.to_string()).with_name("tick"), at + 1))
        });
        Ok(TicksResponse::Ok(Events::new(endless)))
    }

    async fn changes(&self, _: Changes, _: Context) -> Result<ChangesResponse, Problem> {
        let event = Event::new(tick(1))
            .with_name("change")
            .with_retry(Duration::from_millis(20));
        Ok(ChangesResponse::Ok(Events::new(stream::iter([event, tick(2).into()]))))
    }

    async fn log(&self, _: Log, _: Context) -> Result<LogResponse, Problem> {
        let events = [
            Event::new(EntryData::Said("a\nb".into())),
            Event::new(EntryData::Counted(7)).with_id("2"),
            Event::new(tick(3).into()),
            Event::new(EntryData::Unknown(json!({"new": true}))).with_name("later"),
        ];
        Ok(LogResponse::Ok(Events::new(stream::iter(events))))
    }

    async fn work(&self, request: Work, _: Context) -> Result<WorkResponse, Problem> {
        let events = [Work200Event::Begun(tick(request.id)), Work200Event::HalfDone(tick(9))];
        Ok(WorkResponse::Ok(Events::new(stream::iter(events))))
    }

    async fn words(&self, _: Words, _: Context) -> Result<WordsResponse, Problem> {
        let words = ["one".to_owned(), "two\nlines".to_owned()];
        Ok(WordsResponse::Ok(Events::new(stream::iter(words))))
    }

    async fn lines_get(&self, _: LinesGet, _: Context) -> Result<LinesGetResponse, Problem> {
        Ok(LinesGetResponse::Ok(Items::new(stream::iter([1, 2]).map(tick))))
    }

    async fn lines_post(&self, request: LinesPost, _: Context) -> Result<LinesPostResponse, Problem> {
        let ticks: Vec<Tick> = request.body.try_collect().await?;
        Ok(LinesPostResponse::Ok(ticks.iter().map(|tick| tick.at).sum()))
    }

    async fn records(&self, _: Records, _: Context) -> Result<RecordsResponse, Problem> {
        let records = [Ok(tick(1)), Ok(tick(2)), Err(std::io::Error::other("the disk"))];
        let records = stream::iter(records).then(async |record| {
            tokio::time::sleep(Duration::from_millis(20)).await;
            record
        });
        Ok(RecordsResponse::Ok(Items::fallible(records)))
    }
}

fn router() -> axum::Router {
    Router::empty().streams(App { are_there: true }).into_axum()
}

fn client(server: axum::Router) -> Client {
    let builder = Client::builder().base_url("http://a.example").unwrap();
    builder.service(server).build().unwrap()
}

async fn over_loopback() -> Client {
    Client::builder()
        .base_url(&serve(router()).await)
        .unwrap()
        .build()
        .unwrap()
}

#[tokio::test]
async fn events_on_the_wire() {
    assert_eq!(
        ask(router(), "GET /changes", &[], "").await,
        "200\ncontent-type: text/event-stream\n\n\
         event: change\nretry: 20\ndata: {\"at\":1}\n\ndata: {\"at\":2}\n\n"
    );
    assert_eq!(
        ask(router(), "GET /words", &[], "").await,
        "200\ncontent-type: text/event-stream\n\ndata: one\n\ndata: two\ndata: lines\n\n"
    );
}

#[tokio::test]
async fn events_arrive_while_the_stream_is_open() {
    for client in [over_loopback().await, client(router())] {
        let mut events = client.ticks().await.unwrap();
        for at in 1..=2 {
            let event = events.next().await.unwrap().unwrap();
            assert_eq!((event.data.at, event.name.as_deref()), (at, Some("tick")));
        }
        assert_eq!(events.last_id().as_deref(), Some("2"));
    }
}

#[tokio::test]
async fn events_of_text_and_of_whole_descriptions() {
    let words: Vec<_> = client(router()).words().await.unwrap().try_collect().await.unwrap();
    assert_eq!(
        words.iter().map(|word| &*word.data).collect::<Vec<_>>(),
        ["one", "two\nlines"]
    );
    let mut changes = client(router()).changes().await.unwrap();
    assert_eq!(changes.next().await.unwrap().unwrap().data.at, 1);
    assert_eq!(changes.retry(), Some(Duration::from_millis(20)));
}

#[tokio::test]
async fn the_name_of_an_event_tells_what_its_data_is() {
    assert_eq!(
        ask(router(), "GET /log", &[], "").await,
        "200\ncontent-type: text/event-stream\n\n\
         event: said\ndata: a\ndata: b\n\n\
         id: 2\nevent: counted\ndata: 7\n\n\
         event: ticked\ndata: {\"at\":3}\n\n\
         event: later\ndata: {\"new\":true}\n\n"
    );
    let log: Vec<_> = client(router()).log().await.unwrap().try_collect().await.unwrap();
    let data: Vec<_> = log.iter().map(|event| &event.data).collect();
    assert_eq!(
        data,
        [
            &EntryData::Said("a\nb".into()),
            &EntryData::Counted(7),
            &EntryData::Ticked(tick(3)),
            &EntryData::Unknown(json!({"new": true}))
        ]
    );
    assert_eq!(
        (log[3].name.as_deref(), log[1].id.as_deref()),
        (Some("later"), Some("2"))
    );
    assert_eq!(format!("{:?}", log[1].data), "counted(7)");
    assert_eq!(
        ask(router(), "GET /work/4", &[], "").await,
        "200\ncontent-type: text/event-stream\n\n\
         event: begun\ndata: {\"at\":4}\n\nevent: half done\ndata: {\"at\":9}\n\n"
    );
}

#[tokio::test]
async fn data_that_does_not_suit_its_event_is_told_and_the_stream_goes_on() {
    const EVENTS: &str = "event: counted\ndata: many\n\nevent: counted\ndata: 2\n\ndata: no name\n\n";
    let server = always(200, &[("content-type", "text/event-stream")], EVENTS);
    let mut log = client(server).log().await.unwrap();
    let Some(Err(StreamError::Misfit { error, bytes })) = log.next().await else {
        panic!("many is no number")
    };
    assert_eq!(
        (error.to_string().as_str(), &bytes[..]),
        ("expected an integer, found text", &b"many"[..])
    );
    assert_eq!(log.next().await.unwrap().unwrap().data, EntryData::Counted(2));
    assert_eq!(
        log.next().await.unwrap().unwrap().data,
        EntryData::Unknown("no name".into())
    );
}

#[tokio::test]
async fn an_error_instead_of_a_stream_is_typed() {
    let server = Router::empty().streams(App { are_there: false }).into_axum();
    let error = client(server).ticks().await.unwrap_err();
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert!(matches!(&error.response, TicksResponse::NotFound(gone) if gone.detail == "no ticks"));
    // A page of a proxy is no stream.
    let page = client(always(200, &[("content-type", "text/html")], "<p>"))
        .ticks()
        .await;
    assert!(matches!(page, Err(Error::Undocumented(answer)) if answer.body == "<p>"));
}

#[tokio::test]
async fn lines_both_ways() {
    assert_eq!(
        ask(router(), "GET /lines", &[], "").await,
        "200\ncontent-type: application/jsonl\n\n{\"at\":1}\n{\"at\":2}\n"
    );
    for client in [over_loopback().await, client(router())] {
        let ticks: Vec<_> = client.lines_get().await.unwrap().try_collect().await.unwrap();
        assert_eq!(ticks, [tick(1), tick(2)]);
        let ticks = Items::new(stream::iter(1..=100).map(tick));
        assert_eq!(client.lines_post(ticks).await.unwrap(), 5050);
    }
}

#[tokio::test]
async fn a_line_that_does_not_fit_is_the_senders_fault() {
    let post = async |lines: &'static str| {
        ask(
            router(),
            "POST /lines",
            &[("content-type", "application/x-ndjson")],
            lines,
        )
        .await
    };
    assert!(post("{\"at\":1}\n\n{\"at\":2}").await.ends_with("\n\n3"));
    let problem = post("{\"at\":1}\n{\"at\":1001}\n").await;
    assert!(problem.starts_with("422\n") && problem.contains("/at"), "{problem}");
    let problem = post("{\"at\":1}\n{\"at\"\n").await;
    assert!(problem.starts_with("400\n"), "{problem}");
}

#[tokio::test]
async fn a_sequence_that_breaks_off_is_noticed() {
    let mut records = over_loopback().await.records().await.unwrap();
    assert_eq!(records.next().await.unwrap().unwrap().at, 1);
    assert_eq!(records.next().await.unwrap().unwrap().at, 2);
    assert!(matches!(records.next().await, Some(Err(StreamError::Body(_)))));
    assert!(records.next().await.is_none());
}
