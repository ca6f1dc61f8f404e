//! `counterpart dump`.

use counterpart_build::Read;
use counterpart_rust::describe_plan;
use counterpart_spec::diagnostic::Findings;
use counterpart_spec::{Dumped, dump};

use crate::Exit;
use crate::arguments::{Dump, Stage};
use crate::lint::{complain, exit, resolve};
use crate::terminal::Terminal;

pub(crate) fn run(arguments: Dump, terminal: &Terminal) -> Exit {
    let reading = match resolve(arguments.reading, terminal) {
        Ok(reading) => reading,
        Err(exit) => return exit,
    };
    let early = |stage| dump(&reading.input(), &reading.options, stage);
    let (text, findings) = match arguments.stage {
        Stage::Document => split(early(counterpart_spec::Stage::Document)),
        Stage::Core => split(early(counterpart_spec::Stage::Core)),
        Stage::Api => {
            let Read { api, findings, .. } = reading.read();
            (api.map(|api| format!("{api:#?}\n")), findings)
        }
        Stage::Plan => {
            let Read { api, mut findings, .. } = reading.read();
            let options = counterpart_rust::Options::default();
            let text = api.map(|api| describe_plan(&api, &options, &mut findings));
            (text, findings)
        }
    };
    complain(&findings, terminal);
    terminal.result(&text.unwrap_or_default());
    exit(&findings)
}

fn split(dumped: Dumped) -> (Option<String>, Findings) {
    (dumped.text, dumped.findings)
}
