//! Every decision about the output: `Api` and `Options` in, [`Plan`] out. Nothing here writes Rust.

mod body;
mod boxes;
mod carried;
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
mod proposal;
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
    FieldPlan as OperationFieldPlan, FieldSource, OperationNames, OperationPlan, operation_names, style_word,
};
pub(crate) use pagination::{PagedPlan, Presence as PagingPresence};
pub(crate) use proposal::propose;
pub(crate) use response::{AnswerBody, BodyPlan, ResponsePlan, SuccessPlan, key as status_key};
pub(crate) use rules::Rule;
pub(crate) use security::Schemes;
pub(crate) use servers::{ServerPlan, ServersPlan, ValuesPlan, VariableKind, VariablePlan};
pub(crate) use tag::TagPlan;
pub(crate) use traits::Traits;
pub(crate) use types::{Leaf, RustType, Types};
pub(crate) use views::{Views, Way};

use carried::Carried;

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
    /// The enums of media types that answers share.
    pub(crate) choices: Vec<ChoicePlan<'a>>,
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

    /// The type of every body that is answered.
    pub(crate) fn each_answer<'p>(&'p self, on: &mut dyn FnMut(&'p RustType<'p>)) {
        let responses = self.all_operations().flat_map(|operation| &operation.responses);
        responses
            .filter_map(|response| response.body.as_ref()?.ty())
            .for_each(&mut *on);
        let kinds = self.choices.iter().flat_map(|choice| &choice.kinds);
        kinds.for_each(|kind| on(&kind.ty));
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
        }
        self.each_answer(&mut |ty| ty.leaves(&mut leaves));
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
    let names = operation_names(&api.operations, &mut scope);
    let sources = if options.client || options.server {
        api.operations.as_slice()
    } else {
        &[]
    };
    patterns::note_unchecked(api, views, sources, findings);
    let mut carried = Carried::new(scope);
    let operations = plan_operations(types, sources, names, &mut carried);
    let tags = if options.server {
        tag::tags(api, &mut carried.scope)
    } else {
        Vec::new()
    };
    let [webhooks, callbacks] =
        [&api.webhooks, &api.callbacks].map(|sources| called(types, sources, options, &mut carried));
    let models = Models {
        types,
        boxes: &boxes,
        unknown: options.unknown_properties,
        answers_are_made: options.server || !options.client,
    };
    let models = models.plan();
    let paged = match options.client {
        true => {
            let answers = pagination::Answers {
                models: &models,
                choices: &carried.choices,
            };
            pagination::pagination(api, &options.pagination, &operations, answers, findings)
        }
        false => Vec::new(),
    };
    Plan {
        api,
        views,
        failure: response::shared_error(&operations),
        operations,
        headers: carried.headers,
        choices: carried.choices,
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
    carried: &mut Carried<'a>,
) -> Vec<OperationPlan<'a>> {
    let sources = if options.server { sources } else { &[] };
    let names = operation_names(sources, &mut carried.scope);
    plan_operations(types, sources, names, carried)
}

fn plan_operations<'a>(
    types: Types<'a>,
    sources: &'a [Operation],
    names: Vec<OperationNames>,
    carried: &mut Carried<'a>,
) -> Vec<OperationPlan<'a>> {
    let named = sources.iter().zip(names.iter().map(|names| &names.name));
    carried.survey(types.seen(Way::Response), named);
    let planned = sources.iter().zip(names);
    planned
        .map(|(source, names)| plan_operation(types, source, names, carried))
        .collect()
}

fn plan_operation<'a>(
    types: Types<'a>,
    source: &'a Operation,
    names: OperationNames,
    carried: &Carried<'a>,
) -> OperationPlan<'a> {
    let OperationNames {
        name,
        response: response_name,
        bodies,
        method,
    } = names;
    let fields = types.seen(Way::Request).fields(source, bodies);
    let responses = types.seen(Way::Response).responses(source, carried);
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
