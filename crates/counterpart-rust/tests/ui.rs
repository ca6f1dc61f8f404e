//! Every kind of finding that the emitter has, as it is printed: `tests/ui/<code>/` holds a document and the text.
//!
//! `COUNTERPART_BLESS=1 cargo test -p counterpart-rust --test ui` writes the texts anew.

use std::fs;
use std::path::Path;

use counterpart_rust::{CODES, Options, Pagination, PagingWay, check};
use counterpart_spec::diagnostic::Style;
use counterpart_spec::{Input, read};

#[test]
fn every_finding_is_printed_as_expected() {
    // Findings name files relative to the workspace.
    std::env::set_current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).expect("the workspace");
    for code in CODES {
        let case = Path::new("tests/ui").join(code.id);
        let mut outcome = read(&Input::File(case.join("input.yaml")));
        let api = outcome.api.unwrap_or_else(|| panic!("{}: no document", case.display()));
        check(&api, &options(&case), &mut outcome.findings);
        let rendered = outcome.findings.render(Style { color: false });
        assert!(
            outcome.findings.iter().any(|finding| finding.code.id == code.id),
            "{}: not found in\n{rendered}",
            code.id
        );
        let expected = case.join("expected.txt");
        if std::env::var_os("COUNTERPART_BLESS").is_some() {
            fs::write(&expected, &rendered).expect("written");
        }
        assert!(
            fs::read_to_string(&expected).unwrap_or_default() == rendered,
            "{} is not what is printed now; `COUNTERPART_BLESS=1 cargo test -p counterpart-rust --test ui` writes it anew:\n{rendered}",
            expected.display()
        );
    }
}

/// `page.txt` selects operations whose parameter `page` is said to count pages.
fn options(case: &Path) -> Options {
    let selectors = fs::read_to_string(case.join("page.txt")).unwrap_or_default();
    let declared = selectors.split_whitespace().map(|selector| Pagination {
        operations: vec![selector.parse().expect("a selector")],
        way: PagingWay::Number {
            parameter: "page".to_owned(),
        },
        items: String::new(),
    });
    Options {
        pagination: declared.collect(),
        ..Options::default()
    }
}
