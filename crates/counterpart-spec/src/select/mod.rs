//! A part of an [`Api`]: what is selected, and what that needs.
//!
//! Selection stands between lowering and the emitter, so that every door behaves the same.

mod cut;
mod glob;
mod reach;
mod selector;

use crate::api::{Api, Operation, SchemaId};
use crate::diagnostic::{Diagnostic, EMPTY_SELECTION, EXCLUDED_SCHEMA, Findings, UNMATCHED_SELECTOR};

pub use selector::Selector;

/// On which side of the contract an operation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Operation,
    Webhook,
}

/// What is selected, by its position.
struct Kept {
    operations: Vec<bool>,
    webhooks: Vec<bool>,
}

impl Kept {
    /// The selected operations and webhooks, and the callbacks that they lead to.
    fn of<'a>(&self, api: &'a Api) -> impl Iterator<Item = &'a Operation> {
        let kept = |(operation, kept): (&'a Operation, &bool)| kept.then_some(operation);
        let operations = api.operations.iter().zip(&self.operations).filter_map(kept);
        let webhooks = api.webhooks.iter().zip(&self.webhooks).filter_map(kept);
        let callbacks = api.callbacks.iter().enumerate();
        let callbacks = callbacks.filter_map(|(at, callback)| self.keeps_callback(api, at).then_some(callback));
        operations.chain(webhooks).chain(callbacks)
    }

    /// Whether a selected operation leads to a callback.
    fn keeps_callback(&self, api: &Api, callback: usize) -> bool {
        let mut occasions = api.occasions.iter().filter(|occasion| occasion.callback == callback);
        occasions.any(|occasion| self.operations.get(occasion.operation) == Some(&true))
    }
}

/// Which operations and schemas to keep. An empty one keeps everything.
///
/// Callbacks go with the operations that lead to them. Without `include` all operations and webhooks are selected, and
/// the components that none of them uses. With `include`, the operations and webhooks that one of its selectors picks,
/// and the components that `schema:` picks. What `exclude` picks is not selected, whatever `include` says. What is
/// selected keeps what it needs; all else goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Keep these.
    pub include: Vec<Selector>,
    /// Keep all but these.
    pub exclude: Vec<Selector>,
}

impl Selection {
    /// Is everything kept?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// The selected part of an API. Its promises hold for the part too.
    ///
    /// A selector that picks nothing is an error among the findings, and so is a selection of no operation at all, unless
    /// schemas alone are included; an excluded schema that is still needed is a warning, and any JSON value stands in its
    /// place.
    #[must_use]
    pub fn apply(&self, mut api: Api, findings: &mut Findings) -> Api {
        if self.is_empty() {
            return api;
        }
        self.report_unmatched(&api, findings);
        let kept = Kept {
            operations: self.selected(&api, &api.operations, Role::Operation),
            webhooks: self.selected(&api, &api.webhooks, Role::Webhook),
        };
        self.report_empty(&api, &kept, findings);
        let roots = self.roots(&api);
        let excluded = self.excluded(&api);
        for id in cut::exclude(&mut api, &excluded, &kept) {
            report_needed(&api, id, findings);
        }
        cut::keep(api, &kept, &roots)
    }

    /// Which of some operations or webhooks are selected, by their position.
    fn selected(&self, api: &Api, all: &[Operation], role: Role) -> Vec<bool> {
        let everything = self.include.is_empty();
        let selected = all.iter().map(|operation| {
            let picks = |selector: &Selector| selector.picks_operation(operation, role, api);
            (everything || self.include.iter().any(picks)) && !self.exclude.iter().any(picks)
        });
        selected.collect()
    }

    /// The components that are kept although no selected operation may need them.
    fn roots(&self, api: &Api) -> Vec<SchemaId> {
        let used = reach::from_operations(api, api.all_operations(), &[]);
        let selected = api.schemas.iter().enumerate().filter(|(index, schema)| {
            let picks = |selector: &Selector| selector.picks_schema(schema);
            let included = match self.include.is_empty() {
                true => !used.get(*index).copied().unwrap_or(true) && selector::component(schema).is_some(),
                false => self.include.iter().any(picks),
            };
            included && !self.exclude.iter().any(picks)
        });
        selected.map(|(index, _)| SchemaId::from_index(index)).collect()
    }

    fn excluded(&self, api: &Api) -> Vec<bool> {
        let picked = |schema| self.exclude.iter().any(|selector| selector.picks_schema(schema));
        api.schemas.iter().map(picked).collect()
    }

    /// Whoever includes schemas alone wants no operations; for all others that there are none is a surprise.
    fn report_empty(&self, api: &Api, kept: &Kept, findings: &mut Findings) {
        let all = || kept.operations.iter().chain(&kept.webhooks);
        let is_about_schemas = |selector: &Selector| !selector.is_about_operations();
        let wants_none = !self.include.is_empty() && self.include.iter().all(is_about_schemas);
        // A selector that picks nothing was reported already.
        let is_told = self.include.iter().any(|selector| !selector.picks_any(api));
        if wants_none || is_told || all().next().is_none() || all().any(|kept| *kept) {
            return;
        }
        let message = "the selection leaves none of the document's operations";
        let why = match self.exclude.as_slice() {
            [only] => format!("`{only}` is excluded, which leaves nothing"),
            _ if self.include.is_empty() => "the excluded selectors take all of them together".to_owned(),
            _ => "what one selector picks another takes away".to_owned(),
        };
        let help = format!("{why}; `counterpart show` lists the operations");
        findings.push(Diagnostic::new(&EMPTY_SELECTION, message).with_help(help));
    }

    fn report_unmatched(&self, api: &Api, findings: &mut Findings) {
        for selector in self.include.iter().chain(&self.exclude) {
            if selector.picks_any(api) {
                continue;
            }
            let finding = Diagnostic::new(&UNMATCHED_SELECTOR, format!("`{selector}` selects nothing"));
            findings.push(match selector.nearest(api) {
                Some(near) => finding.with_help(format!("did you mean `{near}`?")),
                None => finding.with_help("`counterpart show` lists the operations and types of a document"),
            });
        }
    }
}

fn report_needed(api: &Api, id: SchemaId, findings: &mut Findings) {
    let Some(schema) = api.schemas.get(id.index()) else {
        return;
    };
    let name = selector::component(schema).unwrap_or_default();
    let message = format!("`{name}` is excluded but needed by what is selected; any JSON value stands in its place");
    findings.push(Diagnostic::at_pointer(
        &EXCLUDED_SCHEMA,
        message,
        schema.pointer.clone(),
    ));
}
