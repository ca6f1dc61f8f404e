//! Operations whose answers come in pages, as the options say.

use counterpart_spec::api::{Api, ParameterLocation, Syntax};
use counterpart_spec::diagnostic::{Diagnostic, Findings};
use proc_macro2::Ident;

use super::body::ChoicePlan;
use super::model::{ModelPlan, ModelShape};
use super::operation::OperationPlan;
use super::response::{AnswerBody, SuccessPlan};
use super::types::RustType;
use crate::codes::UNUSABLE_PAGINATION;
use crate::pagination::{Pagination, PagingWay};

/// An operation whose answers come in pages.
#[derive(Debug)]
pub(crate) struct PagedPlan<'a> {
    pub(crate) operation: Ident,
    pub(crate) way: &'a PagingWay,
    /// Pages are those in the best of several media types.
    pub(crate) is_best: bool,
    /// A JSON Pointer.
    pub(crate) items: &'a str,
    /// The fields that lead to the items.
    pub(crate) fields: Vec<Step>,
    pub(crate) item: RustType<'a>,
}

/// What answers are made of.
#[derive(Clone, Copy)]
pub(crate) struct Answers<'p, 'a> {
    pub(crate) models: &'p [ModelPlan<'a>],
    pub(crate) choices: &'p [ChoicePlan<'a>],
}

/// A field on the way to the items.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) field: Ident,
    pub(crate) presence: Presence,
}

/// Whether a field is always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Always,
    /// `Option`.
    Optional,
    /// `Maybe`.
    Maybe,
}

/// Plans what was declared; the first declaration that picks an operation counts.
pub(crate) fn pagination<'a>(
    api: &'a Api,
    declared: &'a [Pagination],
    operations: &[OperationPlan<'a>],
    answers: Answers<'_, 'a>,
    findings: &mut Findings,
) -> Vec<PagedPlan<'a>> {
    report_unmatched(api, declared, findings);
    let mut plans = Vec::new();
    for operation in operations {
        let picks = |one: &&Pagination| {
            let mut selectors = one.operations.iter();
            selectors.any(|selector| selector.picks(operation.source, api))
        };
        let Some(pagination) = declared.iter().find(picks) else {
            continue;
        };
        match paged(pagination, operation, answers) {
            Ok(plan) => plans.push(plan),
            Err(why) => {
                let message = format!(
                    "the answers of `{}` cannot be read as pages: {why}",
                    operation.source.id
                );
                let pointer = operation.source.pointer.clone();
                findings.push(Diagnostic::at_pointer(&UNUSABLE_PAGINATION, message, pointer));
            }
        }
    }
    plans
}

fn report_unmatched(api: &Api, declared: &[Pagination], findings: &mut Findings) {
    for selector in declared.iter().flat_map(|one| &one.operations) {
        if !api.operations.iter().any(|operation| selector.picks(operation, api)) {
            let message = format!("`{selector}` of a pagination selects nothing");
            let finding = Diagnostic::new(&UNUSABLE_PAGINATION, message);
            findings.push(finding.with_help("`counterpart show` lists the operations and types of a document"));
        }
    }
}

pub(super) fn paged<'a>(
    pagination: &'a Pagination,
    operation: &OperationPlan<'a>,
    answers: Answers<'_, 'a>,
) -> Result<PagedPlan<'a>, String> {
    let mut parameters = operation.source.parameters.iter();
    if let Some(wanted) = pagination.way.parameter()
        && !parameters.any(|one| one.location == ParameterLocation::Query && one.wire_name == wanted)
    {
        return Err(format!("it has no query parameter `{wanted}`"));
    }
    let PageBody { ty, is_best } = page(operation, answers.choices)?;
    let (fields, item) = walk(ty, &pagination.items, answers.models)?;
    Ok(PagedPlan {
        operation: operation.name.clone(),
        way: &pagination.way,
        is_best,
        items: &pagination.items,
        fields,
        item,
    })
}

/// What a page is.
pub(super) struct PageBody<'a> {
    pub(super) ty: RustType<'a>,
    is_best: bool,
}

/// The body of the one success; of several media types, that in JSON, which clients ask for first.
pub(super) fn page<'a>(operation: &OperationPlan<'a>, choices: &[ChoicePlan<'a>]) -> Result<PageBody<'a>, String> {
    let mut successes = operation.responses.iter().filter(|response| response.success);
    let body = successes.find_map(|response| response.body.as_ref());
    match (operation.success, body) {
        (SuccessPlan::One, Some(AnswerBody::One(body))) => Ok(PageBody {
            ty: body.ty.clone(),
            is_best: false,
        }),
        (SuccessPlan::One, Some(AnswerBody::Choice(name))) => {
            let best = choices
                .iter()
                .find(|choice| choice.name == *name)
                .and_then(|choice| choice.kinds.first());
            let best = best.filter(|kind| kind.syntax == Syntax::Json);
            let best = best.ok_or_else(|| "none of the media types that it is answered in is JSON".to_owned())?;
            Ok(PageBody {
                ty: best.ty.clone(),
                is_best: true,
            })
        }
        _ => Err("it has not one answer of success with a body".to_owned()),
    }
}

/// Follows a JSON Pointer through types to a list.
fn walk<'a>(page: RustType<'a>, pointer: &str, models: &[ModelPlan<'a>]) -> Result<(Vec<Step>, RustType<'a>), String> {
    let mut ty = resolved(page, models);
    let mut steps: Vec<Step> = Vec::new();
    for token in pointer.split('/').skip(1) {
        let wire = token.replace("~1", "/").replace("~0", "~");
        if steps.last().is_some_and(|step| step.presence != Presence::Always) {
            return Err(format!("what holds `{wire}` may be absent"));
        }
        let fields = match struct_of(&ty, models) {
            Some(fields) => fields,
            None => return Err(format!("nothing has a property `{wire}` there")),
        };
        let field = fields.iter().find(|field| field.wire == wire);
        let field = field.ok_or_else(|| format!("there is no property `{wire}`"))?;
        let (presence, inner) = match field.ty.clone() {
            RustType::Option(inner) => (Presence::Optional, *inner),
            RustType::Maybe(inner) => (Presence::Maybe, *inner),
            other => (Presence::Always, other),
        };
        steps.push(Step {
            field: field.name.clone(),
            presence,
        });
        ty = resolved(inner, models);
    }
    match ty {
        RustType::Vec(item) => Ok((steps, *item)),
        _ => Err("there is no list of items".to_owned()),
    }
}

fn model<'m, 'a>(ty: &RustType<'a>, models: &'m [ModelPlan<'a>]) -> Option<&'m ModelShape<'a>> {
    let RustType::Model(view) = ty else { return None };
    let plan = models.iter().find(|plan| std::ptr::eq(plan.view, *view));
    plan.map(|plan| &plan.shape)
}

/// The type behind its other names.
pub(super) fn resolved<'a>(mut ty: RustType<'a>, models: &[ModelPlan<'a>]) -> RustType<'a> {
    // No chain of aliases is longer than the list of models.
    for _ in models {
        match model(&ty, models) {
            Some(ModelShape::Alias(inner)) => ty = inner.clone(),
            _ => break,
        }
    }
    ty
}

pub(super) fn struct_of<'m, 'a>(
    ty: &RustType<'a>,
    models: &'m [ModelPlan<'a>],
) -> Option<&'m [super::model::FieldPlan<'a>]> {
    match model(ty, models) {
        Some(ModelShape::Struct(plan)) => Some(&plan.fields),
        _ => None,
    }
}
