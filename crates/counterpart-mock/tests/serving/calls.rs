//! Every operation of every document of ours: a valid request is answered as documented, and what is documented otherwise
//! can be asked for.

use std::path::Path;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use counterpart_mock::{Call, Contract, Mock, Way};
use counterpart_spec::api::{Operation, Response, Status, Syntax};
use counterpart_spec::{Input, ReadOptions, read_with};
use serde_json::Value as Json;
use tower::ServiceExt;

fn contract(file: &Path) -> Option<Contract> {
    let options = ReadOptions {
        examples: true,
        ..ReadOptions::default()
    };
    read_with(&Input::File(file.to_owned()), &options)
        .api
        .map(Contract::new)
}

fn request(call: &Call, base: &str, prefer: Option<u16>) -> Request<Body> {
    let uri = format!("{base}{}", call.target);
    let mut request = Request::builder().method(call.method).uri(&uri);
    for (name, value) in &call.headers {
        request = request.header(name, value);
    }
    if let Some(code) = prefer {
        request = request.header("Prefer", format!("code={code}"));
    }
    let body = match &call.body {
        Some((media_type, bytes)) => {
            request = request.header("Content-Type", media_type);
            Body::from(bytes.clone())
        }
        None => Body::empty(),
    };
    request.body(body).unwrap_or_else(|error| panic!("{uri}: {error}"))
}

fn base(contract: Contract) -> String {
    let server = contract.api().servers.first().map_or("", |server| server.url.as_str());
    let path = match server.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => server,
    };
    path.trim_end_matches('/').to_owned()
}

/// A status that a documented answer stands for and that carries what it says.
fn code(response: &Response) -> Option<u16> {
    match response.status {
        Status::Code(code) => (code >= 200).then_some(code),
        Status::Range(hundreds) => (hundreds > 1).then_some(u16::from(hundreds) * 100 + 18),
        Status::Default => Some(599),
    }
}

fn is_success(operation: &Operation, status: StatusCode) -> bool {
    let documents = |response: &Response| match response.status {
        Status::Code(code) => code == status.as_u16(),
        Status::Range(hundreds) => u16::from(hundreds) == status.as_u16() / 100,
        Status::Default => true,
    };
    operation.responses.is_empty() || operation.responses.iter().any(documents)
}

/// What is wrong with the answers of an operation.
async fn complaints(contract: Contract, router: &axum::Router, index: usize, found: &mut Vec<String>) {
    let operation = &contract.api().operations[index];
    let Some(call) = contract.call(index, 11) else {
        found.push(format!("{}: no request was found", operation.id));
        return;
    };
    let codes = operation.responses.iter().filter_map(code).map(Some);
    for prefer in std::iter::once(None).chain(codes) {
        let answer = router
            .clone()
            .oneshot(request(&call, &base(contract), prefer))
            .await
            .unwrap();
        let (status, kind, body) = super::read(answer).await;
        let expected = prefer.map_or_else(|| is_success(operation, status), |code| status == code);
        if !expected || kind == "application/problem+json" && !body.contains("title") {
            found.push(format!("{} {prefer:?} {call:?}: {status} {body}", operation.id));
            continue;
        }
        found.extend(unfit(contract, operation, status, &kind, &body).map(|why| format!("{}: {why}", operation.id)));
    }
}

/// Why a JSON body is not what its schema says.
fn unfit(
    contract: Contract,
    operation: &'static Operation,
    status: StatusCode,
    kind: &str,
    body: &str,
) -> Option<String> {
    let by = |wanted: Status| operation.responses.iter().find(|response| response.status == wanted);
    let hundreds = u8::try_from(status.as_u16() / 100).unwrap();
    let response = by(Status::Code(status.as_u16()))
        .or_else(|| by(Status::Range(hundreds)))
        .or_else(|| by(Status::Default))?;
    let content = response.contents.iter().find(|content| content.media_type == kind)?;
    if content.syntax != Syntax::Json || body.is_empty() {
        return None;
    }
    let value: Json = serde_json::from_str(body).unwrap_or_else(|error| panic!("{body}: {error}"));
    let violations = contract.violations(&content.value, Way::Response, &value);
    violations.first().map(|violation| format!("{violation}: {body}"))
}

#[tokio::test]
async fn every_operation_of_our_documents_is_answered() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs"));
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file());
    let mut files: Vec<_> = files.chain([folder.join("shelter/openapi.yaml")]).collect();
    files.sort();
    let (mut operations, mut found) = (0, Vec::new());
    for file in files {
        let Some(contract) = contract(&file) else { continue };
        let router = Mock::new(contract, 0).into_axum();
        for index in 0..contract.api().operations.len() {
            operations += 1;
            let before = found.len();
            complaints(contract, &router, index, &mut found).await;
            found[before..]
                .iter_mut()
                .for_each(|one| one.insert_str(0, &format!("{}: ", file.display())));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(operations > 20, "only {operations} operations");
}

#[tokio::test]
async fn every_operation_of_authentik_is_answered() {
    let beside = || concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus").to_owned();
    let corpus = std::env::var("COUNTERPART_CORPUS").unwrap_or_else(|_| beside());
    let file = Path::new(&corpus).join("openapi-3.0/goauthentik__schema/openapi.yaml");
    if !file.is_file() {
        use std::io::Write as _;
        std::io::stderr()
            .write_all(b"skipped: authentik's document is not in ../shared/corpus\n")
            .unwrap();
        return;
    }
    let contract = contract(&file).unwrap();
    let router = Mock::new(contract, 0).into_axum();
    let mut found = Vec::new();
    let count = contract.api().operations.len();
    for index in 0..count {
        complaints(contract, &router, index, &mut found).await;
    }
    assert!(found.is_empty(), "{} of {count}:\n{}", found.len(), found.join("\n"));
    assert!(count > 800, "only {count} operations");
}
