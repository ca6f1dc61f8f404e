//! Every decision about the output: `Api` and `Options` in, [`Plan`] out. Nothing here writes Rust.

mod aliases;
mod boxes;
mod direction;
mod model;
mod names;
mod operation;
mod reach;
mod response;
mod rules;
mod security;
mod tag;
mod types;

use counterpart_spec::api::{Api, Operation, Schema, Shape};
use counterpart_spec::diagnostic::{Diagnostic, Findings};
use proc_macro2::Ident;

pub(crate) use boxes::Boxes;
pub(crate) use model::{
    AdditionalPlan, Creation, EnumPlan, FieldPlan, Kind, ModelPlan, ModelShape, Models, StructPlan, UnionPlan,
    VariantPlan,
};
pub(crate) use operation::{BodyPlan, FieldPlan as OperationFieldPlan, FieldSource, OperationNames, OperationPlan};
pub(crate) use reach::Uses;
pub(crate) use response::{ResponsePlan, SuccessPlan, key as status_key};
pub(crate) use rules::Rule;
pub(crate) use security::Schemes;
pub(crate) use tag::TagPlan;
pub(crate) use types::{Leaf, RustType, Types};

use crate::Options;
use crate::codes::ENDLESS_OBJECT;
use crate::name::{Case, Scope};
use crate::runtime;

/// What the plan stands on: looked up once, borrowed by the plan.
#[derive(Debug)]
pub(crate) struct Ground {
    types: Vec<Ident>,
    endless: aliases::Endless,
    uses: Vec<Uses>,
}

impl Ground {
    /// Names every type and finds out which are used where.
    pub(crate) fn survey(api: &Api, options: &Options, findings: &mut Findings) -> Self {
        Self {
            types: names::type_names(api),
            endless: aliases::endless(api, findings),
            uses: reach::uses(api, options),
        }
    }
}

/// What is written, in order.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    pub(crate) api: &'a Api,
    pub(crate) models: Vec<ModelPlan<'a>>,
    /// Empty with models only.
    pub(crate) operations: Vec<OperationPlan<'a>>,
    pub(crate) schemes: Schemes<'a>,
    /// Empty without a server.
    pub(crate) tags: Vec<TagPlan<'a>>,
}

/// Plans the output.
pub(crate) fn plan<'a>(api: &'a Api, ground: &'a Ground, options: &Options, findings: &mut Findings) -> Plan<'a> {
    let types = Types {
        api,
        names: &ground.types,
        endless: &ground.endless,
    };
    let boxes = boxes::boxes(types, &ground.uses);
    note_relaxed(api, &boxes, findings);
    let mut scope = Scope::new(Case::Type, runtime::RESERVED_OPERATIONS);
    let names = operation::operation_names(&api.operations, &mut scope);
    let operations = if options.client || options.server {
        api.operations.as_slice()
    } else {
        &[]
    };
    let operations = operations
        .iter()
        .zip(names)
        .map(|(source, names)| plan_operation(types, source, names, findings));
    Plan {
        api,
        operations: operations.collect(),
        models: Models {
            types,
            uses: &ground.uses,
            boxes: &boxes,
        }
        .plan(),
        schemes: Schemes::plan(api),
        tags: if options.server {
            tag::tags(api, &mut scope)
        } else {
            Vec::new()
        },
    }
}

fn plan_operation<'a>(
    types: Types<'a>,
    source: &'a Operation,
    names: OperationNames,
    findings: &mut Findings,
) -> OperationPlan<'a> {
    let OperationNames {
        name,
        response: response_name,
        method,
    } = names;
    let fields = types.fields(source, findings);
    let responses = types.responses(source, findings);
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

fn note_relaxed(api: &Api, boxes: &Boxes, findings: &mut Findings) {
    for (schema, slot) in boxes.relaxed() {
        let Some(schema) = api.schemas.get(schema) else {
            continue;
        };
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
