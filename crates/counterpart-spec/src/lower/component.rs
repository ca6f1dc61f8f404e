//! `components.schemas`: every component gets its place in the arena before any is lowered, so that references need no
//! second pass.

use crate::api::{Access, Alias, Schema, SchemaId, SchemaName, Shape, Type, Value};
use crate::document::Node;
use crate::document::Object;
use crate::form::SchemaForm;

use super::Lowering;
use super::schema::Plan;
use super::spot::Spot;
use super::union::is_only_null;

/// How far nullability is looked for behind references.
const FARTHEST: usize = 32;

/// What every use of a component takes from it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Component<'d> {
    pub(super) id: SchemaId,
    pub(super) nullable: bool,
    pub(super) access: Access,
    pub(super) default: Option<&'d Node>,
}

impl<'d> Lowering<'d, '_> {
    /// Lowers all components in document order.
    pub(super) fn component_schemas(&mut self) {
        let root = Spot::root();
        let Some(components) = self.member(self.document, "components", &root) else {
            return;
        };
        let at = root.key("components");
        let Some(schemas) = self.member(components, "schemas", &at) else {
            return;
        };
        let at = at.key("schemas");
        for (name, node) in schemas.iter() {
            self.reserve_component(name, node, &at.key(name));
        }
        for (index, (name, node)) in schemas.iter().enumerate() {
            let words = [name.to_owned()];
            let shape = self.component_shape(node, &at.key(name).named(&words));
            if let Some(schema) = self.schemas.get_mut(index) {
                schema.shape = shape;
            }
        }
        self.families(schemas, &at);
    }

    fn reserve_component(&mut self, name: &'d str, node: &'d Node, at: &Spot<'_>) {
        let id = self.reserve(SchemaName::Component(name.to_owned()), at.pointer());
        let component = Component {
            id,
            nullable: self.admits_null(node, 0),
            access: access_of(node),
            default: node.get("default"),
        };
        self.components.insert(name, component);
    }

    /// A place in the arena whose shape comes later.
    pub(super) fn reserve(&mut self, name: SchemaName, pointer: String) -> SchemaId {
        let id = SchemaId(u32::try_from(self.schemas.len()).unwrap_or(u32::MAX));
        let shape = Shape::Alias(Alias {
            value: Value::new(Type::Any),
        });
        self.schemas.push(Schema {
            name,
            pointer,
            docs: crate::api::Docs::default(),
            shape,
        });
        id
    }

    fn component_shape(&mut self, node: &'d Node, at: &Spot<'_>) -> Shape {
        let Some(form) = self.form(node, at) else {
            return alias(Value::new(Type::Any));
        };
        self.set_docs(at, &form);
        if let Some(reference) = form.reference {
            return alias(self.reference(reference, at));
        }
        self.unwrapped(node, form, at)
    }

    /// Goes through wrappers (`allOf` of one) without giving them a type.
    fn unwrapped(&mut self, node: &'d Node, form: SchemaForm<'d>, at: &Spot<'_>) -> Shape {
        if let Some((keyword, index, inner)) = form.wrapped() {
            let list = at.key(keyword);
            let at = list.index(index);
            let Some(form) = self.form(inner, &at) else {
                return alias(Value::new(Type::Any));
            };
            return match form.reference {
                Some(reference) => alias(self.reference(reference, &at)),
                None if at.is_too_deep() => alias(Value::new(Type::Any)),
                None => self.unwrapped(inner, form, &at),
            };
        }
        match self.plan(node, form, at) {
            Plan::Named(draft, _) => self.shape(draft, at),
            Plan::Value(value) => alias(value),
        }
    }

    fn set_docs(&mut self, at: &Spot<'_>, form: &SchemaForm<'_>) {
        let pointer = at.pointer();
        let name = pointer.rsplit('/').next().unwrap_or_default();
        let name = crate::document::pointer::tokens(&format!("/{name}"))
            .last()
            .unwrap_or_default()
            .into_owned();
        if let Some(component) = self.components.get(name.as_str()).copied()
            && let Some(schema) = self.schemas.get_mut(component.id.index())
        {
            schema.docs = form.docs();
        }
    }

    /// Does a schema admit `null`, by itself or through what it refers to? Only looks; reports nothing.
    fn admits_null(&mut self, node: &'d Node, hops: usize) -> bool {
        // A schema that contains itself adds nothing to the answer; the memory also bounds the work.
        let id = std::ptr::from_ref(node);
        if let Some(known) = self.nulls.get(&id) {
            return *known;
        }
        self.nulls.insert(id, false);
        let admits = hops <= FARTHEST && self.find_null(node, hops + 1);
        self.nulls.insert(id, admits);
        admits
    }

    fn find_null(&mut self, node: &'d Node, hops: usize) -> bool {
        if node.get("$ref").is_some() {
            return match self.resolver.follow(node) {
                Ok((target, _)) => self.admits_null(target, hops),
                Err(_) => false,
            };
        }
        let Some(schema) = node.as_object() else { return false };
        let unions = ["oneOf", "anyOf"]
            .into_iter()
            .filter_map(|keyword| schema.get(keyword).and_then(Node::as_array));
        if says_null(schema)
            || unions
                .flatten()
                .any(|part| is_only_null(part) || self.admits_null(part, hops))
        {
            return true;
        }
        let parts = schema.get("allOf").and_then(Node::as_array).unwrap_or_default();
        let mut parts = parts.iter().filter(|part| !is_annotation(part)).peekable();
        parts.peek().is_some() && parts.all(|part| self.admits_null(part, hops))
    }
}

/// `nullable: true`, or `null` among the values.
fn says_null(schema: &Object) -> bool {
    let nullable = schema.get("nullable").and_then(Node::as_bool).unwrap_or(false);
    let values = schema.get("enum").and_then(Node::as_array).unwrap_or_default();
    let types = schema.get("type").and_then(Node::as_array).unwrap_or_default();
    nullable || values.contains(&Node::Null) || types.iter().any(|ty| ty.as_str() == Some("null"))
}

fn is_annotation(part: &Node) -> bool {
    part.as_object()
        .is_some_and(|schema| SchemaForm::read(schema).is_annotation_only())
}

/// A component's own `null` belongs to its uses.
fn alias(value: Value) -> Shape {
    Shape::Alias(Alias {
        value: Value {
            nullable: false,
            ..value
        },
    })
}

fn access_of(node: &Node) -> Access {
    let flag = |key| node.get(key).and_then(Node::as_bool).unwrap_or(false);
    access(flag("readOnly"), flag("writeOnly"))
}

/// Both at once is a contradiction; the property then travels both ways.
pub(super) fn access(read_only: bool, write_only: bool) -> Access {
    match (read_only, write_only) {
        (true, false) => Access::ReadOnly,
        (false, true) => Access::WriteOnly,
        _ => Access::ReadWrite,
    }
}
