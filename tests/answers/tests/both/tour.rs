//! What README shows of a client, word for word, against a server of the same description.

use counterpart::client::{Mock, Retries};
use counterpart::stream::{Event, Events};
use counterpart::types::File;
use counterpart::{Bearer, BearerToken, Body, Context, Error, Principal, Problem, StatusCode};
use counterpart_answers_tests::library::client::Client;
use counterpart_answers_tests::library::models::{Book, BookPage, NewBook, Refusal, Scan, WatchLoans200Event};
use counterpart_answers_tests::library::operations::*;
use counterpart_answers_tests::library::server::{Authenticator, DefaultHandler, Router};
use futures_util::stream;

use crate::support::serve;

struct App;

#[counterpart::handler]
impl DefaultHandler for App {
    async fn list_books(&self, request: ListBooks, _: Context) -> Result<ListBooksResponse, Problem> {
        let (id, next) = match request.cursor.as_deref() {
            None => (1, Some("b".to_owned())),
            Some("b") => (2, Some("c".to_owned())),
            _ => (3, None),
        };
        let mut page = BookPage::new(vec![book(id)]);
        page.next_cursor = next;
        Ok(ListBooksResponse::Ok(page))
    }

    async fn create_book(&self, request: CreateBook, _: Context) -> Result<CreateBookResponse, Problem> {
        let NewBook { title, author } = request.body;
        if title == "Emma" {
            let reason = "it is here already".to_owned();
            return Ok(CreateBookResponse::Default(StatusCode::CONFLICT, Refusal { reason }));
        }
        Ok(CreateBookResponse::Created(Book { id: 7, title, author }))
    }

    async fn upload_scan(&self, request: UploadScan, _: Context) -> Result<UploadScanResponse, Problem> {
        let Scan { pages, file } = request.body;
        let name = file.name.clone();
        let bytes = file.into_body().bytes(1000).await?;
        assert_eq!(
            (&*pages, name.as_deref(), &bytes[..]),
            ("1-3", Some("pages.pdf"), &b"%PDF"[..])
        );
        Ok(UploadScanResponse::NoContent)
    }

    async fn book_text(&self, _: BookText, _: Context) -> Result<BookTextResponse, Problem> {
        let lines = ["Emma Woodhouse, ", "handsome, clever, and rich"].map(Ok::<_, std::io::Error>);
        Ok(BookTextResponse::Ok(Body::stream(stream::iter(
            lines.map(|line| line.map(Into::into)),
        ))))
    }

    async fn watch_loans(&self, _: WatchLoans, context: Context) -> Result<WatchLoansResponse, Problem> {
        // Who comes back gets the rest.
        let is_back = context.headers().contains_key("last-event-id");
        let event = match is_back {
            false => Event::new(WatchLoans200Event::Lent(book(1))).with_id("1"),
            true => Event::new(WatchLoans200Event::Returned(book(1))).with_id("2"),
        };
        Ok(WatchLoansResponse::Ok(Events::new(stream::iter([event]))))
    }
}

#[counterpart::handler]
impl Authenticator for App {
    async fn token(&self, credential: BearerToken, _scopes: &[&str]) -> Result<Principal, Problem> {
        match credential.is("t") {
            true => Ok(Principal::new(())),
            false => Err(Problem::unauthorized()),
        }
    }
}

fn book(id: i64) -> Book {
    Book {
        author: None,
        ..Book::new(id, format!("Book {id}"))
    }
}

async fn server() -> String {
    serve(Router::new(App).authenticator(App).into_axum()).await
}

fn client(url: &str) -> Result<Client, Box<dyn std::error::Error>> {
    Ok(Client::builder().base_url(url)?.token(Bearer::new("t")).build()?)
}

#[tokio::test]
async fn create() -> Result<(), Box<dyn std::error::Error>> {
    let client = client(&server().await)?;
    let book = client.create_book(NewBook::new("Persuasion")).await?;
    assert_eq!((book.id, &*book.title), (7, "Persuasion"));

    // What a user does with an error, and what it says by itself.
    let error = client.create_book(NewBook::new("Emma")).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "create_book: answered 409 Conflict: {\"reason\":\"it is here already\"}"
    );
    match error {
        Error::Api(answer) => {
            let CreateBookResponse::Default(status, refusal) = answer.response else {
                panic!("it is no success")
            };
            assert_eq!((status, &*refusal.reason), (StatusCode::CONFLICT, "it is here already"));
        }
        other => panic!("{other}"),
    }
    Ok(())
}

#[tokio::test]
async fn list_and_paginate() -> Result<(), Box<dyn std::error::Error>> {
    let client = client(&server().await)?;
    let page = client.list_books().author("Austen").await?;
    assert_eq!((page.books.len(), page.next_cursor.as_deref()), (1, Some("b")));
    let mut books = client.list_books().author("Austen").items();
    let mut ids = Vec::new();
    while let Some(book) = books.try_next().await? {
        ids.push(book.id);
    }
    assert_eq!(ids, [1, 2, 3]);
    Ok(())
}

#[tokio::test]
async fn upload_and_download() -> Result<(), Box<dyn std::error::Error>> {
    let client = client(&server().await)?;
    let file = File::named("pages.pdf", Body::from("%PDF"));
    client
        .upload_scan(
            7,
            Scan {
                pages: "1-3".into(),
                file,
            },
        )
        .await?;
    let mut text = client.book_text(7).await?;
    let mut length = 0;
    while let Some(chunk) = text.try_next().await? {
        length += chunk.len();
    }
    assert_eq!(length, "Emma Woodhouse, handsome, clever, and rich".len());
    Ok(())
}

#[tokio::test]
async fn listen() -> Result<(), Box<dyn std::error::Error>> {
    let client = client(&server().await)?;
    let mut loans = client.watch_loans().reconnect(Retries::new()).await?;
    let mut seen = Vec::new();
    while let Some(event) = loans.try_next().await? {
        match event.data {
            WatchLoans200Event::Lent(book) => seen.push(format!("{} is lent", book.title)),
            WatchLoans200Event::Returned(book) => {
                seen.push(format!("{} is back", book.title));
                break;
            }
            _ => {}
        }
    }
    assert_eq!(seen, ["Book 1 is lent", "Book 1 is back"]);
    Ok(())
}

#[tokio::test]
async fn one_function_for_all_errors() -> Result<(), Box<dyn std::error::Error>> {
    use counterpart::client::Failure;
    async fn reasons(client: &Client) -> Result<(), Failure<Refusal>> {
        client.book_text(7).await?;
        client.create_book(NewBook::new("Emma")).await?;
        Ok(())
    }
    let failure = reasons(&client(&server().await)?).await.unwrap_err();
    assert_eq!(
        failure.error().map(|refusal| refusal.reason).as_deref(),
        Some("it is here already")
    );

    let stranger = Client::builder().base_url(&server().await)?.build()?;
    let error = stranger.book_text(7).await.unwrap_err();
    assert_eq!(error.to_string(), "book_text: the client has no credential for `token`");
    Ok(())
}

#[tokio::test]
async fn mock() -> Result<(), Box<dyn std::error::Error>> {
    let page_of = |author: Option<String>| {
        let book = Book { author, ..book(1) };
        BookPage::new(vec![book])
    };
    let mock = Mock::new();
    mock.expect(move |request: ListBooks| Ok(ListBooksResponse::Ok(page_of(request.author))));
    let builder = Client::builder().base_url("http://any")?.service(mock.clone());
    let client = builder.token(Bearer::new("t")).build()?;
    let page = client.list_books().author("Austen").await?;
    assert_eq!(page.books[0].author.as_deref(), Some("Austen"));
    assert!(mock.unmet().is_empty());
    Ok(())
}
