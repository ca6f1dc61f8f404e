//! `counterpart mock`.

use std::fmt::Write as _;
use std::net::SocketAddr;

use counterpart_mock::{Call, Contract, Logged, Mock, serve};
use counterpart_spec::api::{Method, Operation, Status};

use crate::Exit;
use crate::arguments::Mock as Arguments;
use crate::lint;
use crate::shell::quoted;
use crate::show::counted;
use crate::terminal::Terminal;

/// More operations than this are not listed when the server starts.
const LISTED: usize = 12;

pub(crate) fn run(arguments: Arguments, terminal: &Terminal) -> Exit {
    let Arguments {
        reading,
        host,
        port,
        seed,
        no_cors,
    } = arguments;
    let api = match lint::read_with_examples(reading, terminal) {
        Ok(api) => api,
        Err(exit) => return exit,
    };
    let contract = Contract::new(api);
    let address = SocketAddr::new(host, port);
    let quiet = terminal.quiet;
    let served = serve(
        Mock::new(contract, seed).cors(!no_cors),
        address,
        |address| {
            let at = format!("http://{address}{}", contract.base_path());
            terminal.result(&format!("{at}\n"));
            terminal.note(&greeting(contract, &at, seed));
        },
        move |logged: &Logged| {
            if !quiet {
                eprintln!("{logged}");
            }
        },
    );
    match served {
        Ok(()) => Exit::Done,
        Err(error) => {
            terminal.complain(&format!("error: cannot listen at {address}: {error}"));
            Exit::Failed
        }
    }
}

/// What the server is and how it is called.
fn greeting(contract: Contract, at: &str, seed: u64) -> String {
    let api = contract.api();
    let count = counted(api.operations.len(), "operation", "operations");
    let mut text = format!("\n{} {}: {count}, without a line of code\n\n", api.title, api.version);
    let shown = || api.operations.iter().take(LISTED);
    let width = shown()
        .map(|operation| operation.path.text.len())
        .max()
        .unwrap_or(0)
        .min(60);
    for operation in shown() {
        let (method, path) = (operation.method.as_str(), &operation.path.text);
        let answers: Vec<_> = operation
            .responses
            .iter()
            .map(|response| status(response.status))
            .collect();
        let answers = answers.join(" ");
        // Writing to a text does not fail.
        let _ = writeln!(text, "  {method:<7} {path:<width$}  {}  {answers}", operation.id);
    }
    if let Some(more) = api.operations.len().checked_sub(LISTED).filter(|more| *more > 0) {
        let _ = writeln!(text, "  and {more} more, which `counterpart show` lists");
    }
    if let Some((operation, call)) = example(contract, seed) {
        let _ = writeln!(text, "\nCall it:\n  {}", curl(&call, at));
        let mut others = operation.responses.iter().map(|response| status(response.status));
        if let Some(other) = others.rfind(|status| !status.starts_with('2')) {
            let code = other.replace("XX", "00").replace("default", "500");
            let _ = writeln!(text, "  with -H 'Prefer: code={code}' for another documented answer");
        }
        let named = operation.responses.iter().flat_map(|response| &response.contents);
        if let Some(name) = named
            .flat_map(|content| &content.examples)
            .find_map(|example| example.name.as_ref())
        {
            let preference = quoted(&format!("Prefer: example={name}"));
            let _ = writeln!(text, "  with -H {preference} for a documented example by its name");
        }
    }
    let _ = write!(
        text,
        "\nAnswers are documented examples, else values that the schemas accept, the same for --seed {seed}.\n\
         Any credential is accepted. Ctrl-C stops.\n"
    );
    text
}

fn status(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundreds) => format!("{hundreds}XX"),
        Status::Default => "default".to_owned(),
    }
}

/// A request that shows how: one without a body, if there is one.
fn example(contract: Contract, seed: u64) -> Option<(&'static Operation, Call)> {
    let operations = &contract.api().operations;
    let simple = operations.iter().position(|operation| operation.method == Method::Get);
    let index = simple.unwrap_or(0);
    Some((operations.get(index)?, contract.call(index, seed)?))
}

fn curl(call: &Call, at: &str) -> String {
    let mut command = "curl".to_owned();
    if call.method != "GET" {
        let _ = write!(command, " -X {}", call.method);
    }
    let typed = call
        .body
        .iter()
        .map(|(media_type, _)| ("Content-Type", media_type.as_str()));
    let headers = call.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    for (name, value) in headers.chain(typed) {
        let _ = write!(command, " -H {}", quoted(&format!("{name}: {value}")));
    }
    if let Some((_, body)) = &call.body {
        let _ = write!(command, " -d {}", quoted(&String::from_utf8_lossy(body)));
    }
    let _ = write!(command, " {}", quoted(&format!("{at}{}", call.target)));
    command
}
