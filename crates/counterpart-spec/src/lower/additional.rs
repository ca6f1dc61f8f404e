//! What an object may hold beside its named properties: `additionalProperties` and `unevaluatedProperties`.

use rustc_hash::FxHashSet;

use crate::Schemas;
use crate::api::{Additional, Constraint, Property, Type, Value};
use crate::document::Node;
use crate::form::AdditionalForm;

use super::Lowering;
use super::object::{ObjectDraft, ObjectPart};
use super::spot::Spot;

impl<'d> Lowering<'d, '_> {
    /// What the parts say of other properties: values that one of them keeps are kept; they are denied only if all
    /// parts deny them, because each part alone would deny the properties of the others.
    pub(super) fn additional(&mut self, draft: &ObjectDraft<'d>, at: &Spot<'_>) -> Additional {
        let mut denials = 0;
        let mut values: Option<Value> = None;
        for part in draft.all_parts() {
            let value = match part.form.additional {
                None => continue,
                Some(AdditionalForm::Denied) => {
                    denials += 1;
                    continue;
                }
                Some(AdditionalForm::Allowed) => Value::new(Type::Any),
                Some(AdditionalForm::Schema(node)) => {
                    let spot = part.spot(at);
                    self.value(node, &spot.key("additionalProperties").word("value"))
                }
            };
            let one_of_several = !draft.choices.is_empty() && values.as_ref().is_some_and(|known| *known != value);
            values = Some(if one_of_several { Value::new(Type::Any) } else { value });
        }
        match values {
            Some(value) => Additional::Values(Box::new(value)),
            None if denials > 0 && denials == draft.all_parts().count() => Additional::Denied,
            None => self.unevaluated(draft, at),
        }
    }

    /// With all parts in one place, what they have not seen is what no part names. The innermost part sees first.
    fn unevaluated(&mut self, draft: &ObjectDraft<'d>, at: &Spot<'_>) -> Additional {
        let Some((part, node)) = draft.all_parts().find_map(|part| Some((part, unevaluated(part)?))) else {
            return Additional::Unmentioned;
        };
        // What conditions and unions look at depends on the value; there, it is a rule.
        let apart = self.schemas_are == Schemas::Exact && draft.all_parts().any(|part| !part.whole);
        if apart || rest_depends(draft) {
            return Additional::Values(Box::new(Value::new(Type::Any)));
        }
        match node {
            Node::Bool(false) => Additional::Denied,
            Node::Bool(true) => Additional::Values(Box::new(Value::new(Type::Any))),
            node => {
                let spot = part.spot(at);
                let value = self.value(node, &spot.key("unevaluatedProperties").word("value"));
                Additional::Values(Box::new(value))
            }
        }
    }
}

/// What conditions look at depends on the value.
fn rest_depends(draft: &ObjectDraft<'_>) -> bool {
    let depends = |part: &ObjectPart<'_>| part.form.has_assertions() || part.form.says_unknown();
    draft.all_parts().any(depends)
}

fn unevaluated<'d>(part: &ObjectPart<'d>) -> Option<&'d Node> {
    part.form.rare.as_deref()?.unevaluated_properties
}

/// Names in `required` that are no properties, where other properties are expected.
pub(super) fn required_others(
    draft: &ObjectDraft<'_>,
    properties: &[Property],
    additional: &Additional,
) -> Option<Constraint> {
    if !matches!(additional, Additional::Values(_)) {
        return None;
    }
    let declared: FxHashSet<&str> = properties.iter().map(|property| property.wire_name.as_str()).collect();
    let mut names: Vec<String> = Vec::new();
    for name in draft
        .parts
        .iter()
        .flat_map(|part| part.form.required)
        .filter_map(Node::as_str)
    {
        if !declared.contains(name) && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    (!names.is_empty()).then_some(Constraint::Required(names))
}
