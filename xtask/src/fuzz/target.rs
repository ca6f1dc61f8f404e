//! What is fuzzed. `fuzz/fuzz_targets/read.rs` includes this file, so that both fuzzers run the same target.

use counterpart_spec::diagnostic::{Format, Style};
use counterpart_spec::{Input, ReadOptions, read_with};

/// Our own documents, to be mutated.
const SEEDS: &[(&str, &str)] = &[
    ("access.yaml", include_str!("../../../specs/access.yaml")),
    ("bodies.yaml", include_str!("../../../specs/bodies.yaml")),
    ("docs.yaml", include_str!("../../../specs/docs.yaml")),
    ("names.yaml", include_str!("../../../specs/names.yaml")),
    ("parameters.yaml", include_str!("../../../specs/parameters.yaml")),
    ("recursion.yaml", include_str!("../../../specs/recursion.yaml")),
    ("unions.yaml", include_str!("../../../specs/unions.yaml")),
    (
        "group.yaml",
        include_str!("../../../specs/authentik-group-connection.yaml"),
    ),
    ("swagger.yaml", include_str!("../../../specs/baseline/swagger-2.0.yaml")),
    ("later.yaml", include_str!("../../../specs/baseline/openapi-3.2.yaml")),
    (
        "group.api.mdx",
        include_str!("../../../specs/authentik-group-connection.api.mdx"),
    ),
];

/// What means something to the parsers or to OpenAPI.
const WORDS: &[&str] = &[
    "$ref: '#/components/schemas/",
    "$ref: '#'",
    "$ref: '#/paths/~1x/get'",
    "$ref: 'other.yaml#/a'",
    "allOf: [{}]",
    "oneOf: [{type: 'null'}, {}]",
    "anyOf: []",
    "not: {}",
    "discriminator: {propertyName: kind}",
    "additionalProperties: false",
    "patternProperties: {'^a': {}}",
    "prefixItems: [true, false]",
    "items: {}",
    "enum: [null, 1, 1.5, a, [], {}]",
    "const: null",
    "type: [string, 'null', 7]",
    "nullable: true",
    "format: int64",
    "minimum: 1e400",
    "maximum: -0.0",
    "required: [a, a, 1]",
    "style: deepObject",
    "content: {'*/*': {}}",
    "openapi: 3.1.0",
    "openapi: 3.2.0",
    "swagger: '2.0'",
    "&a ",
    "*a",
    "<<: *a",
    "? [x]\n: ",
    "!!binary ",
    "|2\n",
    "---\n",
    "...\n",
    "{",
    "}",
    "[[[[[[[[[[[[[[[[",
    "\"",
    "'",
    "\t",
    "\r\n",
    "\u{feff}",
    "\u{2028}",
    "\u{0}",
    "%7B~1~0",
    "99999999999999999999999999",
    "description: \"\\ud800\"",
];

/// Reads, renders and generates from whatever the bytes mean; it must come to an end without a panic.
pub(crate) fn read(data: &[u8]) {
    let mut script = Script(data);
    let what = script.byte() % 8;
    let document = match what {
        0 => bytes("bytes.json", script.rest()),
        1 => bytes("bytes.yaml", script.rest()),
        2 => bytes("bytes.api.mdx", script.rest()),
        3 => input("group.yaml", SEEDS[7].1.to_owned()),
        _ => {
            let (name, text) = script.mutated();
            input(name, text)
        }
    };
    let overlay = (what == 3).then(|| input("fuzz.overlay.yaml", script.overlay()));
    let options = ReadOptions {
        overlays: overlay.into_iter().collect(),
        ..ReadOptions::default()
    };
    let mut outcome = read_with(&document, &options);
    assert!(
        outcome.api.is_some() || outcome.findings.has_errors(),
        "nothing came out, and nothing was said"
    );
    if let Some(api) = &outcome.api {
        counterpart_rust::generate(api, &counterpart_rust::Options::default(), &mut outcome.findings);
    }
    let _ = outcome.findings.render(Style::default());
    for format in [Format::Json, Format::Github, Format::Sarif] {
        let _ = outcome.findings.report(format, &|_| String::new());
    }
}

fn bytes(name: &str, bytes: Vec<u8>) -> Input {
    Input::Bytes {
        name: name.to_owned(),
        bytes,
    }
}

fn input(name: &str, text: String) -> Input {
    Input::Text {
        name: name.to_owned(),
        text,
    }
}

/// Bytes as instructions; at their end there are only zeros.
struct Script<'d>(&'d [u8]);

impl Script<'_> {
    fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        *first
    }

    /// A number below a limit.
    fn below(&mut self, limit: usize) -> usize {
        let number = usize::from(self.byte()) << 16 | usize::from(self.byte()) << 8 | usize::from(self.byte());
        number % limit.max(1)
    }

    fn rest(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.0).to_vec()
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// A document of ours with pieces cut out, doubled, moved, and words put in.
    fn mutated(&mut self) -> (&'static str, String) {
        let (name, seed) = self.pick(SEEDS);
        let mut text = seed.to_owned();
        while !self.0.is_empty() {
            let operation = self.byte() % 6;
            let (start, end) = self.range(&text);
            let piece = text[start..end].to_owned();
            match operation {
                0 => text.replace_range(start..end, ""),
                1 => text.insert_str(end, &piece),
                2 => {
                    let to = text.floor_char_boundary(self.below(text.len()));
                    text.insert_str(to, &piece);
                }
                3 => text.replace_range(start..end, self.pick(WORDS)),
                4 => text.insert_str(start, self.pick(WORDS)),
                _ => text.insert(start, char::from(self.byte())),
            }
            if text.len() > 200_000 {
                break;
            }
        }
        (name, text)
    }

    /// A short piece of a text, between characters.
    fn range(&mut self, text: &str) -> (usize, usize) {
        let start = text.floor_char_boundary(self.below(text.len() + 1));
        let end = text.ceil_char_boundary((start + self.below(80)).min(text.len()));
        (start, end)
    }

    fn overlay(&mut self) -> String {
        const PATHS: &[&str] = &[
            "$",
            "$..*",
            "$.paths.*.*",
            "$..schemas[*]",
            "$.info.title",
            "$..[?@.type]",
            "$..properties",
            "$.tags[0]",
            "$.nothing",
            "$[",
        ];
        const VALUES: &[&str] = &[
            "{}",
            "[]",
            "7",
            "null",
            "{type: object, properties: {a: {$ref: '#/components/schemas/Source'}}}",
            "{paths: {/x: {get: {}}}}",
            "[1, [2]]",
            "{allOf: [{type: string}]}",
        ];
        let mut text = "overlay: 1.1.0\nactions:\n".to_owned();
        while !self.0.is_empty() && text.len() < 400 {
            let target = self.pick(PATHS);
            text += &match self.byte() % 4 {
                0 => format!("- {{target: '{target}', remove: true}}\n"),
                1 => format!("- {{target: '{target}', copy: '{}'}}\n", self.pick(PATHS)),
                _ => format!("- {{target: '{target}', update: {}}}\n", self.pick(VALUES)),
            };
        }
        text
    }
}
