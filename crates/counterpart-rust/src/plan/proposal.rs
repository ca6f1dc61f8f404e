//! Operations whose answers look as if they came in pages, and what to declare for them.

use std::str::FromStr;

use counterpart_spec::api::{Api, Method, ParameterLocation};
use counterpart_spec::diagnostic::{Diagnostic, Findings};
use counterpart_spec::select::Selector;

use super::Plan;
use super::model::{FieldPlan, ModelPlan};
use super::operation::OperationPlan;
use super::pagination::{Answers, page, paged, resolved, struct_of};
use super::types::{Leaf, RustType};
use crate::codes::UNDECLARED_PAGINATION;
use crate::pagination::{Pagination, PagingWay};

/// What lists of items are called, the plainest first.
const LISTS: &[&str] = &[
    "results", "items", "data", "entries", "records", "values", "elements", "content",
];
/// What may hold how pages follow each other.
const HOLDERS: &[&str] = &[
    "pagination",
    "paging",
    "meta",
    "metadata",
    "page_info",
    "pageInfo",
    "links",
    "_links",
    "response_metadata",
];

/// Says what to declare for operations whose answers look as if they came in pages.
pub(crate) fn propose(plan: &Plan<'_>, findings: &mut Findings) {
    let mut groups: Vec<(Pagination, Vec<&OperationPlan<'_>>)> = Vec::new();
    let answers = Answers {
        models: &plan.models,
        choices: &plan.choices,
    };
    for operation in &plan.operations {
        let is_declared = plan.paged.iter().any(|paged| paged.operation == operation.name);
        let Some(found) = recognised(operation, answers).filter(|_| !is_declared) else {
            continue;
        };
        match groups.iter_mut().find(|(known, _)| *known == found) {
            Some((_, operations)) => operations.push(operation),
            None => groups.push((found, vec![operation])),
        }
    }
    for (pagination, operations) in groups {
        let Some(first) = operations.first() else { continue };
        let message = match operations.len() {
            1 => format!("the answers of `{}` look as if they came in pages", first.source.id),
            more => format!("the answers of {more} operations look as if they came in pages"),
        };
        let ids: Vec<_> = operations
            .iter()
            .map(|operation| operation.source.id.as_str())
            .collect();
        let finding = Diagnostic::at_pointer(&UNDECLARED_PAGINATION, message, &first.source.pointer);
        findings.push(finding.with_help(format!(
            "declare it in `counterpart.toml`, and clients have `pages()` and `items()`:\n{}",
            declaration(&pagination, &selectors(plan.api, &ids))
        )));
    }
}

/// How the pages of an operation follow each other, if they seem to.
fn recognised<'a>(operation: &OperationPlan<'a>, answers: Answers<'_, 'a>) -> Option<Pagination> {
    let models = answers.models;
    if operation.source.method != Method::Get {
        return None;
    }
    let page = resolved(page(operation, answers.choices).ok()?.ty, models);
    let fields = struct_of(&page, models).unwrap_or_default();
    let items = match &page {
        RustType::Vec(_) => String::new(),
        _ => format!("/{}", list_of(fields)?.wire),
    };
    let in_body = from_body(operation, fields, models);
    let ways = in_body
        .into_iter()
        .chain(from_link(operation))
        .chain(from_parameters(operation));
    ways.map(|way| Pagination {
        operations: Vec::new(),
        way,
        items: items.clone(),
    })
    .find(|pagination| paged(pagination, operation, answers).is_ok())
}

/// The list of items: by its name, or the only one.
fn list_of<'f, 'a>(fields: &'f [FieldPlan<'a>]) -> Option<&'f FieldPlan<'a>> {
    let lists = || {
        fields
            .iter()
            .filter(|field| matches!(inner(&field.ty), RustType::Vec(_)))
    };
    let named = LISTS.iter().find_map(|name| lists().find(|field| field.wire == *name));
    named.or_else(|| lists().next().filter(|_| lists().count() == 1))
}

/// What stands in the body: a value for a parameter, or an address.
fn from_body<'a>(
    operation: &OperationPlan<'a>,
    fields: &[FieldPlan<'a>],
    models: &[ModelPlan<'a>],
) -> Option<PagingWay> {
    let held = fields.iter().filter(|field| HOLDERS.contains(&field.wire));
    let held = held.filter_map(|holder| {
        let ty = resolved(inner(&holder.ty).clone(), models);
        Some((format!("/{}", holder.wire), struct_of(&ty, models)?))
    });
    let holders: Vec<_> = held.chain([(String::new(), fields)]).collect();
    let nexts = holders.iter().flat_map(|(holder, fields)| {
        fields.iter().map(move |field| {
            (
                format!("{holder}/{}", field.wire.replace('~', "~0").replace('/', "~1")),
                field,
            )
        })
    });
    let nexts: Vec<_> = nexts.collect();
    let cursor = nexts.iter().find_map(|(next, field)| {
        let parameter = parameters(operation).find(|parameter| leads_to(field, parameter))?;
        Some(PagingWay::Cursor {
            parameter: parameter.to_owned(),
            next: next.clone(),
        })
    });
    cursor.or_else(|| {
        let is_address = |field: &FieldPlan<'_>| {
            let is_named = matches!(&*plain(field.wire), "next" | "nexturl" | "nextlink" | "odatanextlink");
            is_named && matches!(inner(&field.ty), RustType::Leaf(Leaf::String | Leaf::Url))
        };
        let (next, _) = nexts.iter().find(|(_, field)| is_address(field))?;
        Some(PagingWay::Url { next: next.clone() })
    })
}

/// `next_cursor` for the parameter `cursor`, `nextPageToken` for `pageToken`, a number `next` for `page`.
fn leads_to(field: &FieldPlan<'_>, parameter: &str) -> bool {
    let (field_name, parameter) = (plain(field.wire), plain(parameter));
    let is_scalar = matches!(inner(&field.ty), RustType::Leaf(_));
    let is_text = matches!(inner(&field.ty), RustType::Leaf(Leaf::String | Leaf::Url));
    let is_known = matches!(
        &*parameter,
        "page" | "pagenumber" | "cursor" | "pagetoken" | "nexttoken" | "token" | "after" | "continuationtoken"
    );
    let by_name =
        field_name == format!("next{parameter}") || (field_name == parameter && parameter.starts_with("next"));
    let by_number = field_name == "next" && !is_text && parameter == "page";
    let by_end = field_name == "endcursor" && parameter == "after";
    is_scalar && is_known && (by_name || by_number || by_end)
}

fn from_link(operation: &OperationPlan<'_>) -> Option<PagingWay> {
    let has_link = operation.source.responses.iter().any(|response| {
        let mut headers = response.headers.iter();
        headers.any(|header| header.wire_name.eq_ignore_ascii_case("link"))
    });
    let is_paged = |name: &str| {
        matches!(
            &*plain(name),
            "page" | "perpage" | "pagesize" | "cursor" | "after" | "before" | "since" | "limit"
        )
    };
    (has_link && parameters(operation).any(is_paged)).then_some(PagingWay::Link)
}

/// A page and its size, or an offset and a limit.
fn from_parameters(operation: &OperationPlan<'_>) -> Option<PagingWay> {
    let of = |names: &[&str]| parameters(operation).find(|name| names.contains(&&*plain(name)));
    of(&["perpage", "pagesize", "limit", "size"])?;
    let number = of(&["page", "pagenumber"]).map(|parameter| PagingWay::Number {
        parameter: parameter.to_owned(),
    });
    number.or_else(|| {
        Some(PagingWay::Offset {
            parameter: of(&["offset", "skip"])?.to_owned(),
        })
    })
}

fn parameters<'o>(operation: &'o OperationPlan<'_>) -> impl Iterator<Item = &'o str> {
    let all = operation.source.parameters.iter();
    all.filter(|one| one.location == ParameterLocation::Query)
        .map(|one| one.wire_name.as_str())
}

/// `next_page`, `nextPage` and `next-page` are one name.
fn plain(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|one| one.to_ascii_lowercase())
        .collect()
}

fn inner<'t, 'a>(ty: &'t RustType<'a>) -> &'t RustType<'a> {
    match ty {
        RustType::Option(held) | RustType::Maybe(held) | RustType::Boxed(held) => inner(held),
        other => other,
    }
}

/// Selectors of exactly these operations: `op:*_list` where all that end so are among them.
fn selectors(api: &Api, ids: &[&str]) -> Vec<String> {
    let mut selectors: Vec<String> = Vec::new();
    for id in ids {
        let end = id.rfind(['_', '-', '.', '/']).and_then(|at| id.get(at..));
        let glob = end
            .map(|end| format!("op:*{end}"))
            .filter(|glob| picks_only(api, ids, glob));
        let selector = glob.unwrap_or_else(|| format!("op:{id}"));
        if !selectors.contains(&selector) {
            selectors.push(selector);
        }
    }
    selectors
}

/// Whether a glob stands for several operations, all of them among these.
fn picks_only(api: &Api, ids: &[&str], glob: &str) -> bool {
    let Ok(selector) = Selector::from_str(glob) else {
        return false;
    };
    let picked = || api.operations.iter().filter(|operation| selector.picks(operation, api));
    picked().count() > 1 && picked().all(|operation| ids.contains(&operation.id.as_str()))
}

/// The table to paste.
fn declaration(pagination: &Pagination, selectors: &[String]) -> String {
    // A string of JSON is one of TOML.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let selectors: Vec<_> = selectors.iter().map(|one| quoted(one)).collect();
    let operations = match selectors.as_slice() {
        [only] => only.clone(),
        several => format!("[{}]", several.join(", ")),
    };
    let way = match &pagination.way {
        PagingWay::Cursor { parameter, next } => format!("cursor = {}\nnext = {}", quoted(parameter), quoted(next)),
        PagingWay::Number { parameter } => format!("page = {}", quoted(parameter)),
        PagingWay::Offset { parameter } => format!("offset = {}", quoted(parameter)),
        PagingWay::Link => "link = true".to_owned(),
        PagingWay::Url { next } => format!("next-url = {}", quoted(next)),
    };
    let items = match pagination.items.as_str() {
        "" => String::new(),
        items => format!("\nitems = {}", quoted(items)),
    };
    format!("[[pagination]]\noperations = {operations}\n{way}{items}")
}
