//! `docs/types.md`: which Rust a schema becomes, taken from the cases, so that it cannot go stale.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

const COMMAND: &str = "COUNTERPART_BLESS=1 cargo test -p counterpart-rust --test types_page";

/// The head of the page.
const INTRODUCTION: &str = "# What a schema becomes

On the left a schema, on the right the Rust that is written for it. Both come from the tests (`specs/` and `tests/cases`),
so this page is what the generator does today. The `counterpart::..!` lines after each type, which carry its wire names
and rules, are left out here.
";

/// A section: the case, what it is about, and which reading was chosen where there are two.
const SECTIONS: &[(&str, &str, &str)] = &[
    (
        "optional-nullable",
        "Optional and nullable",
        "Required is `T`; required and nullable is `Option<T>`, and so is optional. A property that is both optional and \
         nullable is `Maybe<T>`, because absent and `null` are different things to say.",
    ),
    (
        "defaults",
        "Defaults",
        "A property with a default stays `Option<T>`: a client may leave it out, and what it leaves out is not written. A \
         server that reads a request finds the default in its place. The value itself is a constant, or a function where \
         it cannot be one. A default that its own schema refuses is no default, with a warning.",
    ),
    (
        "additional-properties",
        "Objects and additional properties",
        "Where `additionalProperties` is absent, unknown properties are skipped (the option `unknown-properties = \"keep\"` \
         keeps them). `true` or a schema keeps them in a map. `false` makes a server refuse them; a client skips them, so \
         that an answer with a new property breaks nobody. Properties without `type` make an object; with the option \
         `schemas = \"exact\"` they say nothing of other values, as in JSON Schema.",
    ),
    (
        "all-of",
        "All of",
        "The parts are one struct, however deep they nest. A wrapper around a single reference, there to say something \
         about its place, is no type. A union among the parts is distributed: each variant has the properties of the \
         other parts.",
    ),
    (
        "inheritance",
        "Inheritance",
        "A parent with a discriminator, from which others are made by `allOf`, is the union of its children wherever it is \
         referred to. The children keep its properties.",
    ),
    (
        "one-of",
        "One of",
        "A union is told apart by evidence that is found when the code is generated: the kind of JSON, required or closed \
         property names, items, ranges, listed values, formats. Nothing is tried out where evidence decides. What fits no \
         variant is kept in `Unknown` by a client and refused by a server.",
    ),
    (
        "one-of-tags",
        "One of, told apart by a property",
        "A discriminator, or a property that is a different constant in each variant, decides whatever its position in the \
         object. Without a mapping the name of the component is the tag.",
    ),
    (
        "one-of-odd",
        "One of, less usual",
        "`null` among the variants makes the place nullable; constants are an enum. Where nothing separates two variants, \
         the one with more named properties is tried first, and a warning names both.",
    ),
    (
        "union-rules",
        "Rules beside a union",
        "What stands beside the variants and is only checked makes no other types of them: each variant has the rules, and a \
         server checks them on the whole object, its tag included. What a client receives and cannot read as one of the \
         variants is kept as it came; `counterpart::validate::check` reports it.",
    ),
    (
        "any-of",
        "Any of",
        "Objects that may hold at once are one struct with the properties of all, so that nothing is lost; a server checks \
         that at least one of them is complete. Anything else is a union.",
    ),
    (
        "type-lists",
        "Several types",
        "A list of types is a union by kind; `null` in it makes the place nullable.",
    ),
    (
        "enums",
        "Enumerations and constants",
        "Enums are open towards the future: a value that is not listed is kept, and refused only by a server. A constant is \
         an enum of one value, which constructors fill in.",
    ),
    (
        "tuples",
        "Arrays and tuples",
        "`prefixItems` is a tuple. Items that may be missing are `Maybe`; where more may follow, they are in `rest`.",
    ),
    ("formats", "Formats", "A format that is not known here is text."),
    (
        "formats-chosen",
        "Formats, chosen",
        "With the options `date-time = \"jiff\"`, `date = \"string\"`, `decimal = \"decimal\"`, `uri = \"url\"` and \
         `order-number = \"crate::OrderNumber\"` under `formats`.",
    ),
    (
        "recursive-values",
        "Recursion",
        "Boxes stand only where a type would be infinitely large. An array or map of itself becomes a type of its own. An \
         object that could never end is read as if the property were optional, with a warning.",
    ),
    (
        "access",
        "Read-only and write-only",
        "Only where requests and responses use one schema and see it differently, it becomes two types, with conversions.",
    ),
    (
        "shared-inline",
        "Inline schemas and their names",
        "Equal inline schemas share one type, different ones never do, even under one title.",
    ),
    (
        "derives",
        "Traits of the standard library",
        "Every type has `Clone`, `PartialEq` and `Debug`. `Copy`, `Eq`, `Hash`, `Ord` and `Default` are there where every \
         part has them; `eq` in the line after the type stands for `Eq` and `Hash`. A double has no `Eq`; what is written \
         in another order than its own (moments, decimals, addresses), JSON, files and secrets have no `Ord`. `Default` \
         is there where nothing has to be said to make a value that the description allows.",
    ),
    (
        "construction",
        "Construction",
        "`Default` where nothing is required, a literal where everything is, `new` up to seven required properties, a struct \
         of the required ones beyond that. The optional ones follow by assignment, or in a literal: \
         `Event { note: Some(note), ..Event::new(1, \"start\") }`.",
    ),
    (
        "constraints",
        "Constraints",
        "Constraints do not shape types. A server checks them all; `counterpart::validate::check` does for any value.",
    ),
    (
        "exact",
        "To the letter",
        "With the option `schemas = \"exact\"`: `docs/json-schema.md` says what else it changes.",
    ),
    (
        "conditionals",
        "Conditions",
        "`not`, `if`, `contains` and the like shape no type either; they are checked in the same way.",
    ),
];

const CLOSING: &str = "
## Names

A type has the name of its component, else its `title`, else that of its place: what it is in and what it is called there. Wire
names are parted into words (`$top`, `first-name`, `größe` and `日本` are fine; a name without a letter is spelt: `+1` is
`Plus1`), keywords get `r#`, and what Rust or generated code needs for itself (`Option`, `Result`, `Box`, `Vec`, `String`,
`Self`) gets a word more. Where two names are the same in Rust, components keep theirs and the others get a number;
`tests/cases/names` shows them all.

## Order

The order in which a document has its members, components, paths, properties, `required`, parameters, listed values and variants
changes no type, no name and no rule: fields and variants stand in the order of the document, and that is all. What may depend
on order:

- of media types the first is the one that a client sends where it has a choice, of `servers` the first is the default, of
  `security` the first that a client has credentials for is used, and of an operation's `tags` the first names its handler,
- of several schemas in an `allOf` the last one's `description`, `default` and `examples` count,
- of variants that nothing tells apart (a warning says which) the one with more properties is tried first, and of two with as
  many the first,
- of several tags in `mapping` that lead to one variant the first is written, unless the value came with another,
- `x-enum-varnames` and `x-enum-descriptions` are about the values of the same number, `prefixItems` about the items.
";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for (case, title, text) in SECTIONS {
        writeln!(page, "\n## {title}\n\n{text}\n").expect("text grows");
        writeln!(page, "<table><tr><th>Schema</th><th>Rust</th></tr><tr><td>\n").expect("text grows");
        writeln!(page, "```yaml\n{}```\n\n</td><td>\n", schemas(case)).expect("text grows");
        writeln!(page, "```rust\n{}```\n\n</td></tr></table>", models(case)).expect("text grows");
    }
    page + CLOSING
}

/// The components of the case's document.
fn schemas(case: &str) -> String {
    let file = root().join(format!("specs/{case}.yaml"));
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let schemas = text.split_once("  schemas:\n").expect("the document has schemas").1;
    let lines = schemas.lines().map(|line| line.strip_prefix("    ").unwrap_or(line));
    lines.map(|line| format!("{line}\n")).collect()
}

/// The types of the case's snapshot, without the tables behind them.
fn models(case: &str) -> String {
    let name = case.replace('-', "_");
    let file = root().join(format!("tests/cases/{name}/models.rs.snap"));
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let code = text.splitn(3, "---\n").nth(2).expect("a snapshot has a head");
    let code = code.split_once('\n').expect("the first line says who wrote it").1;
    let items = syn::parse_file(code).expect("snapshots are Rust").items;
    let shown = items
        .into_iter()
        .filter(|item| !matches!(item, syn::Item::Macro(_) | syn::Item::Use(_)));
    let file = syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: shown.collect(),
    };
    prettyplease::unparse(&file)
}

#[test]
fn the_page_is_what_the_cases_say() {
    let file = root().join("docs/types.md");
    let page = page();
    if env::var_os("COUNTERPART_BLESS").is_some() {
        fs::write(&file, page).expect("the page is written");
    } else {
        let kept = fs::read_to_string(&file).unwrap_or_default();
        assert!(kept == page, "docs/types.md is stale; `{COMMAND}` writes it anew");
    }
}

/// Cases about something else than what a schema becomes.
const ELSEWHERE: &[&str] = &["models-only", "names", "recursion", "unions"];

#[test]
fn every_case_of_models_is_on_the_page() {
    let cases = fs::read_dir(root().join("tests/cases")).expect("the cases");
    for case in cases {
        let case = case.expect("an entry").path();
        let options = fs::read_to_string(case.join("options")).unwrap_or_default();
        let name = case.file_name().expect("a name").to_string_lossy().replace('_', "-");
        let models_only = options.split_whitespace().next() == Some("models");
        let shown = SECTIONS.iter().any(|(section, ..)| *section == name) || ELSEWHERE.contains(&&*name);
        assert!(shown || !models_only, "{name} is not on the page; add it to SECTIONS");
    }
}
