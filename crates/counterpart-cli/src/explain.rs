//! `counterpart explain`.

use counterpart_build::{codes, explain};

use crate::Exit;
use crate::arguments::Explain;
use crate::table::Table;
use crate::terminal::Terminal;

pub(crate) fn run(arguments: &Explain, terminal: &Terminal) -> Exit {
    let Some(code) = &arguments.code else {
        terminal.result(&listing());
        return Exit::Done;
    };
    match explain::explain(code) {
        Ok(text) => {
            terminal.result(&text);
            Exit::Done
        }
        Err(reason) => {
            terminal.complain(&format!("error: {reason}"));
            Exit::Failed
        }
    }
}

fn listing() -> String {
    let rows = codes().into_iter().map(|code| {
        let severity = code.severity.as_str().to_owned();
        [code.id.to_owned(), severity, code.title.to_owned()]
    });
    Table::new(rows).render()
}
