//! A server for an OpenAPI description without any code.
//!
//! ```text
//! Api -> tables (what generated code would be) -> the runtime's router -> an example, or a value made by the schema
//! ```
//!
//! Requests are routed, admitted, read and checked by the same code as in generated servers: the tables that generated code
//! has as statics are made from the [`Api`] here, and a value in them is a slot that is guided by
//! the schema.

mod accept;
mod answer;
mod base;
mod call;
mod cors;
mod documented;
mod leak;
mod mold;
mod prefer;
mod rules;
mod serve;
mod tables;
mod value;
mod write;

use std::future::ready;
use std::sync::Arc;

use axum::response::IntoResponse;
use counterpart::codec::Violation;
use counterpart::server::{Authenticate, Guard, Presented, RouterCore};
use counterpart::{Principal, Problem};
use counterpart_spec::api::{Api, Value};
use serde_json::Value as Json;

use self::answer::Answering;
pub use self::call::Call;
use self::mold::Molds;
pub use self::mold::Way;
pub use self::serve::{Logged, serve};
use self::value::Maker;

/// An Api with the tables that are made of it, kept until the process ends.
#[derive(Clone, Copy)]
pub struct Contract {
    molds: &'static Molds,
}

impl Contract {
    /// Takes an Api in. Nothing of it is ever given back: make one a process, not one a request.
    #[must_use]
    pub fn new(api: Api) -> Self {
        let api = leak::one(api);
        Self { molds: Molds::new(api) }
    }

    /// The Api.
    #[must_use]
    pub fn api(self) -> &'static Api {
        self.molds.api
    }

    /// The path of the server's address, below which the operations are; without a slash at its end.
    #[must_use]
    pub fn base_path(self) -> &'static str {
        base::path(self.molds.api)
    }

    /// A value that a place of the Api accepts, the same for the same seed: an example of the schema that is one, else one
    /// that is made. `None` if there is none, or none was found.
    #[must_use]
    pub fn value(self, place: &'static Value, way: Way, seed: u64) -> Option<Json> {
        Maker::new(self.molds, way, seed).value(place)
    }

    /// A request that an operation accepts, the same for the same seed; `None` if one of its inputs has no value.
    ///
    /// # Panics
    /// If there is no operation of this index in the Api.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "the index is one of the caller's own making")]
    pub fn call(self, operation: usize, seed: u64) -> Option<Call> {
        call::call(self.molds, &self.molds.api.operations[operation], seed)
    }

    /// Everything that keeps a value from being one of a place, as a generated server would find it.
    #[must_use]
    pub fn violations(self, place: &'static Value, way: Way, value: &Json) -> Vec<Violation> {
        value::violations(self.molds.place(place, way), value)
    }
}

/// A server for an Api without code.
///
/// Any well-formed credential of a documented scheme is accepted, and a missing one refused. `Prefer: code=404` asks for
/// another documented answer, `Prefer: example=cat` for an example by its name.
#[must_use]
pub struct Mock {
    contract: Contract,
    seed: u64,
    is_open: bool,
}

impl Mock {
    /// A mock whose made values are the same for the same seed and request.
    pub fn new(contract: Contract, seed: u64) -> Self {
        Self {
            contract,
            seed,
            is_open: true,
        }
    }

    /// Sets whether pages of other origins may call it (CORS), which they may unless told.
    pub fn cors(self, is_open: bool) -> Self {
        Self { is_open, ..self }
    }

    /// Makes the router.
    pub fn into_axum(self) -> axum::Router {
        let Self {
            contract,
            seed,
            is_open,
        } = self;
        let molds = contract.molds;
        let server = molds.api.servers.first().map_or("", |server| server.url.as_str());
        let mut core = RouterCore::new(server, tables::schemes(molds.api));
        core.guard(Arc::new(Anyone));
        core.problems(Arc::new(|problem: Problem| {
            let mut response = problem.clone().into_response();
            response.extensions_mut().insert(problem);
            response
        }));
        for served in tables::operations(molds) {
            let table = served.table;
            let answering = leak::one(Answering::new(molds, served, seed));
            core.add_operation(table, move |incoming| Box::pin(ready(answering.answer(incoming))));
        }
        let router = base::explained(core.into_axum(), molds.api);
        match is_open {
            true => cors::open(router),
            false => router,
        }
    }
}

/// Takes every credential.
struct Anyone;

impl Guard for Anyone {
    fn judge<'a>(&'a self, _: &'static str, _: Presented, _: &'a [&'a str]) -> Authenticate<'a> {
        Box::pin(ready(Ok(Principal::new(()))))
    }
}
