//! Every decision about the output: `Api` and `Options` in, [`Plan`] out. Nothing here writes Rust.

mod body;
mod boxes;
mod conversion;
mod defaults;
mod enumeration;
mod headers;
mod model;
mod models;
mod names;
mod operation;
mod pagination;
mod patterns;
mod reach;
mod response;
mod rules;
mod security;
mod servers;
mod split;
mod tag;
mod traits;
mod types;
mod union;
mod views;

use counterpart_spec::api::{Api, Operation, Schema, Shape};
use counterpart_spec::diagnostic::{Diagnostic, Findings};
use rustc_hash::FxHashSet;

pub(crate) use body::{BodyKindPlan, ChoicePlan, FieldType};
pub(crate) use boxes::Boxes;
pub(crate) use conversion::{ConversionBody, ConversionPlan, FieldConversion, Turn, conversions};
pub(crate) use headers::{HeaderPlan, HeadersPlan};
pub(crate) use model::{
    AdditionalPlan, Creation, DefaultValue, DispatchPlan, EnumKind, EnumPlan, FieldPlan, Kind, Listed, ModelPlan,
    ModelShape, ShownDefault, StructPlan, UnionPlan, VariantPlan, Wire,
};
pub(crate) use models::Models;
pub(crate) use operation::{
    BodyPlan, FieldPlan as OperationFieldPlan, FieldSource, OperationNames, OperationPlan, style_word,
};
pub(crate) use pagination::{PagedPlan, Presence as PagingPresence};
pub(crate) use response::{ResponsePlan, SuccessPlan, key as status_key};
pub(crate) use rules::Rule;
pub(crate) use security::Schemes;
pub(crate) use servers::{ServerPlan, ServersPlan, ValuesPlan, VariableKind, VariablePlan};
pub(crate) use tag::TagPlan;
pub(crate) use traits::Traits;
pub(crate) use types::{Leaf, RustType, Types};
pub(crate) use views::{Views, Way};

use headers::HeaderSets;

use crate::Options;
use crate::codes::ENDLESS_OBJECT;
use crate::name::{Case, Scope};
use crate::runtime;

/// What is written, in order.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    pub(crate) api: &'a Api,
    pub(crate) views: &'a Views,
    pub(crate) models: Vec<ModelPlan<'a>>,
    /// Empty with models only.
    pub(crate) operations: Vec<OperationPlan<'a>>,
    /// The one schema of all documented errors.
    pub(crate) failure: Option<RustType<'a>>,
    /// The structs of headers that answers share.
    pub(crate) headers: Vec<HeadersPlan<'a>>,
    pub(crate) schemes: Schemes<'a>,
    /// Empty without a client.
    pub(crate) paged: Vec<PagedPlan<'a>>,
    /// Where the client has a choice.
    pub(crate) servers: Option<ServersPlan<'a>>,
    /// Empty without a server.
    pub(crate) tags: Vec<TagPlan<'a>>,
    /// What the API calls at its users; empty without a server.
    pub(crate) webhooks: Vec<OperationPlan<'a>>,
    /// What it calls at addresses that requests name; empty without a server.
    pub(crate) callbacks: Vec<OperationPlan<'a>>,
}

impl Plan<'_> {
    /// Operations, webhooks and callbacks.
    pub(crate) fn all_operations(&self) -> impl Iterator<Item = &OperationPlan<'_>> {
        self.operations.iter().chain(self.called())
    }

    /// What the API calls: webhooks and callbacks.
    pub(crate) fn called(&self) -> impl Iterator<Item = &OperationPlan<'_>> {
        self.webhooks.iter().chain(&self.callbacks)
    }

    /// Every type of the language and the runtime that is written, as often as it is.
    pub(crate) fn leaves(&self) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        for model in &self.models {
            model.each_type(&mut |ty| ty.leaves(&mut leaves));
        }
        for operation in self.all_operations() {
            let fields = &operation.fields;
            fields
                .iter()
                .for_each(|field| field.ty.each(&mut |ty| ty.leaves(&mut leaves)));
            let answers = operation.responses.iter().filter_map(|response| response.body.as_ref());
            answers.for_each(|body| body.ty.leaves(&mut leaves));
        }
        let headers = self.headers.iter().flat_map(|headers| &headers.fields);
        headers.for_each(|header| header.ty.leaves(&mut leaves));
        leaves
    }
}

/// Plans the output. `views` is what [`Views::survey`] found for the same API and options.
pub(crate) fn plan<'a>(api: &'a Api, views: &'a Views, options: &'a Options, findings: &mut Findings) -> Plan<'a> {
    let types = Types {
        api,
        views,
        formats: &options.formats,
        way: Way::Both,
    };
    let boxes = boxes::boxes(types);
    note_relaxed(types, &boxes, findings);
    let mut scope = Scope::new(Case::Type, runtime::RESERVED_OPERATIONS);
    let names = operation::operation_names(&api.operations, &mut scope);
    let sources = if options.client || options.server {
        api.operations.as_slice()
    } else {
        &[]
    };
    patterns::note_unchecked(api, views, sources, findings);
    let mut headers = HeaderSets {
        list: Vec::new(),
        scope,
    };
    let operations = plan_operations(types, sources, names, &mut headers, findings);
    let tags = if options.server {
        tag::tags(api, &mut headers.scope)
    } else {
        Vec::new()
    };
    let [webhooks, callbacks] =
        [&api.webhooks, &api.callbacks].map(|sources| called(types, sources, options, &mut headers, findings));
    let models = Models {
        types,
        boxes: &boxes,
        unknown: options.unknown_properties,
        answers_are_made: options.server || !options.client,
    };
    let models = models.plan();
    let paged = match options.client {
        true => pagination::pagination(api, &options.pagination, &operations, &models, findings),
        false => Vec::new(),
    };
    Plan {
        api,
        views,
        failure: response::shared_error(&operations),
        operations,
        headers: headers.list,
        models,
        paged,
        schemes: Schemes::plan(api),
        servers: servers::servers(api),
        tags,
        webhooks,
        callbacks,
    }
}

/// What a server of the API's users receives.
fn called<'a>(
    types: Types<'a>,
    sources: &'a [Operation],
    options: &Options,
    headers: &mut HeaderSets<'a>,
    findings: &mut Findings,
) -> Vec<OperationPlan<'a>> {
    let sources = if options.server { sources } else { &[] };
    let names = operation::operation_names(sources, &mut headers.scope);
    plan_operations(types, sources, names, headers, findings)
}

fn plan_operations<'a>(
    types: Types<'a>,
    sources: &'a [Operation],
    names: Vec<OperationNames>,
    headers: &mut HeaderSets<'a>,
    findings: &mut Findings,
) -> Vec<OperationPlan<'a>> {
    let named = sources.iter().zip(names.iter().map(|names| &names.name));
    headers.survey(types.seen(Way::Response), named);
    let planned = sources.iter().zip(names);
    planned
        .map(|(source, names)| plan_operation(types, source, names, headers, findings))
        .collect()
}

fn plan_operation<'a>(
    types: Types<'a>,
    source: &'a Operation,
    names: OperationNames,
    headers: &HeaderSets<'a>,
    findings: &mut Findings,
) -> OperationPlan<'a> {
    let OperationNames {
        name,
        response: response_name,
        bodies,
        method,
    } = names;
    let fields = types.seen(Way::Request).fields(source, bodies);
    let responses = types.seen(Way::Response).responses(source, headers, findings);
    let success = response::success(&responses);
    OperationPlan {
        source,
        name,
        response_name,
        method,
        fields,
        responses,
        success,
    }
}

fn note_relaxed(types: Types<'_>, boxes: &Boxes, findings: &mut Findings) {
    let mut said = FxHashSet::default();
    for (view, slot) in boxes.relaxed() {
        let Some(view) = types.views.all().get(view) else {
            continue;
        };
        if !said.insert((view.schema, slot)) {
            continue;
        }
        let schema = types.api.schema(view.schema);
        let name = property_name(schema, slot);
        let message = format!("the required property `{name}` leads back to its own schema, so it is read as optional");
        findings.push(Diagnostic::at_pointer(&ENDLESS_OBJECT, message, &schema.pointer));
    }
}

fn property_name(schema: &Schema, slot: usize) -> &str {
    let Shape::Object(object) = &schema.shape else {
        return "";
    };
    object
        .properties
        .get(slot)
        .map_or("", |property| property.wire_name.as_str())
}
