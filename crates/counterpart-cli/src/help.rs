//! Help that teaches by example.

pub(crate) const OVERVIEW: &str = "\
Examples:
  counterpart generate openapi.yaml -o src/api                 modules to check in
  counterpart generate openapi.json -o api --crate petstore    a crate of its own
  counterpart lint openapi.yaml                                findings only
  counterpart explain dangling-reference                       what a finding means, and what to do
  counterpart show openapi.yaml                                operations and types
  counterpart mock openapi.yaml                                a server without code

Exit codes: 0 done, 1 the document has errors, 2 wrong usage or a file that cannot be read or written.";

pub(crate) const ABOUT_GENERATE: &str = "\
Write Rust for a document.

Without --crate, DIR gets module files to check in: `mod.rs`, `models.rs`, `operations.rs`, `client.rs`, `server.rs`. \
With it, DIR gets a whole crate with the features `client` and `server`.

Nothing is written if the document has errors, and files that would not change are not touched. What an earlier \
generation left in DIR and is not generated any more is removed; files of other origin never are.";

pub(crate) const GENERATE: &str = "\
Examples:
  Modules for `src/api`, client and server:
    counterpart generate openapi.yaml -o src/api

  Only what a client needs (--client implies the models):
    counterpart generate openapi.yaml -o src/api --client

  A crate, with the runtime from a checkout:
    counterpart generate openapi.json -o crates/petstore --crate petstore --runtime ../counterpart

  One operation, from its page in a Docusaurus site:
    counterpart generate docs/api/update-pet.api.mdx -o src/pets

  From another program, and only a look at what would be written:
    curl -s https://petstore.example/openapi.json | counterpart generate - -o src/api --dry-run

  One part of a large API, with what it needs:
    counterpart generate github.json -o src/api --include 'tag:issues' --exclude 'DELETE *'

  With a mended copy of somebody else's document:
    counterpart generate vendor.json -o src/api --overlay fixes.overlay.yaml

  No warnings, but for one kind:
    counterpart generate openapi.yaml -o src/api --deny warnings --allow missing-operation-id

  With what its references name on another host; `counterpart.lock` keeps it for the next run:
    counterpart generate openapi.yaml -o src/api --allow-remote https://schemas.example

  The same on every run, from `counterpart.toml` beside the document:
    out-dir = \"../src/api\"
    client = true
    include = [\"tag:issues\", \"op:user_*\"]";

pub(crate) const ABOUT_LINT: &str = "\
Print what is wrong with a document, and where.

Each finding has a code, its place in the document and what to do about it. Errors stop `generate`; warnings say what \
is generated in a poorer form; notes are good to know. `counterpart explain CODE` says more.

What is found while reading is about the whole document, whatever --include and --exclude select: a part that is broken \
may be one that the selection needs. --allow CODE leaves a kind of finding out.";

pub(crate) const LINT: &str = "\
Examples:
  counterpart lint openapi.yaml
  curl -s https://petstore.example/openapi.json | counterpart lint -

  In a workflow of GitHub, as notes at the lines of a change:
    counterpart lint openapi.yaml --format github --deny warnings

  For a code scanning service:
    counterpart lint openapi.yaml --format sarif > counterpart.sarif

  The codes of all errors:
    counterpart lint openapi.yaml --format json | jq -r '.findings[] | select(.severity == \"error\") | .code'";

pub(crate) const ABOUT_EXPLAIN: &str = "\
Explain a kind of finding: what it means, how to fix it, where the rule is written, and an example.

Without CODE, all codes are listed.";

pub(crate) const EXPLAIN: &str = "\
Examples:
  counterpart explain
  counterpart explain dangling-reference";

#[cfg(feature = "mock")]
pub(crate) const ABOUT_MOCK: &str = "\
Serve a document without code.

Requests are routed and checked as a generated server checks them: what does not keep to the document is answered with \
400, 401, 404, 405, 415 or 422 and a problem that lists everything that is wrong. Any credential of a documented scheme is \
accepted, and none is not.

The answer is the first documented success: its example, else an example of its schema, else a value that the schema accepts. \
`Prefer: code=404` asks for another documented answer and `Prefer: example=NAME` for an example by its name. The same \
request gets the same answer until --seed says otherwise. HEAD and Accept mean what they mean anywhere.

Documented headers have values that their schemas accept. A stream of events, of JSON lines or of a JSON sequence has three of \
them, or those of its example. Pages of other origins may call the mock (CORS), with credentials too, unless --no-cors is given.

A line a request goes to standard error; --quiet leaves it out. Ctrl-C stops the server when the requests that have begun are \
answered.";

#[cfg(feature = "mock")]
pub(crate) const MOCK: &str = "\
Examples:
  At http://127.0.0.1:4010:
    counterpart mock openapi.yaml

  At a free port, which is the first line of standard output:
    counterpart mock openapi.yaml --port 0 --quiet

  Another documented answer, and an example by its name:
    curl -H 'Prefer: code=404' http://127.0.0.1:4010/pets/7
    curl -H 'Prefer: example=cat' http://127.0.0.1:4010/pets/7

  A stream of events:
    curl -N -H 'Accept: text/event-stream' http://127.0.0.1:4010/pets/changes

  One part of a large API, with other values:
    counterpart mock github.json --include 'tag:issues' --seed 7";

pub(crate) const ABOUT_DUMP: &str = "\
Print a stage on the way from the document to the output.

For those who wonder where something went: `document` is what overlays left, `core` is what all versions of OpenAPI become, \
`api` is the resolved model, `plan` is every decision about the output. The form of what is printed may change.";

pub(crate) const DUMP: &str = "\
Examples:
  The document with its overlays, to be used elsewhere:
    counterpart dump vendor.json --overlay fixes.overlay.yaml --stage document > fixed.json

  One operation in the model:
    counterpart dump openapi.yaml --include op:pet_read --stage api";

pub(crate) const ABOUT_SHOW: &str = "\
List the operations and types of a document.

Operations come with their method, path, id and tags; types with what they are and where they stand in the document.";

pub(crate) const SHOW: &str = "\
Examples:
  counterpart show openapi.yaml
  counterpart show openapi.yaml | grep DELETE

  What a selection leaves:
    counterpart show openapi.yaml --include 'tag:pets' --exclude 'schema:Internal*'";
