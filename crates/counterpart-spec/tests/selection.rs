//! Parts of an API: what is selected, what comes with it, and what is said of selectors that pick nothing.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use counterpart_spec::api::{Additional, Api, SchemaName, Shape, Type, Value};
use counterpart_spec::diagnostic::{Findings, Style};
use counterpart_spec::select::Selection;
use counterpart_spec::{Input, read};

const ZOO: &str = "
openapi: 3.0.3
info: {title: Zoo, version: '1'}
tags: [{name: visitors}, {name: keepers}]
paths:
  /pets:
    get:
      operationId: pets_list
      tags: [visitors]
      responses:
        '200': {description: All., content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}
    post:
      operationId: pets_create
      tags: [keepers]
      security: [{token: []}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/NewPet'}}}}
      responses: {'204': {description: Done.}}
  /pets/{id}/food:
    get:
      operationId: food_read
      tags: [keepers]
      security: [{key: []}]
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        '200': {description: Food., content: {application/json: {schema: {$ref: '#/components/schemas/Food'}}}}
components:
  schemas:
    Food: {type: object, properties: {eaters: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}
    Pet:
      type: object
      properties:
        name: {type: string}
        owner: {$ref: '#/components/schemas/Owner'}
        kind: {$ref: '#/components/schemas/Kind'}
    NewPet: {type: object, properties: {kind: {$ref: '#/components/schemas/Kind'}}}
    Owner: {type: object, additionalProperties: {$ref: '#/components/schemas/Kind'}}
    Kind: {type: string, enum: [cat, dog]}
    Forgotten: {type: object, properties: {because: {$ref: '#/components/schemas/Reason'}}}
    Reason: {type: string, enum: [age]}
    Cat: {type: object, properties: {what: {type: string}}}
    Dog: {type: object, properties: {what: {type: string}}}
    Animal:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: what}
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    token: {type: http, scheme: bearer}
";

struct Selected {
    api: Api,
    findings: Findings,
}

fn select(include: &[&str], exclude: &[&str]) -> Selected {
    select_of(ZOO, include, exclude)
}

fn select_of(document: &str, include: &[&str], exclude: &[&str]) -> Selected {
    let outcome = read(&Input::Text {
        name: "zoo.yaml".to_owned(),
        text: document.to_owned(),
    });
    let selectors = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect();
    let selection = Selection {
        include: selectors(include),
        exclude: selectors(exclude),
    };
    let mut findings = outcome.findings;
    let api = selection.apply(outcome.api.unwrap(), &mut findings);
    assert_ids(&api);
    Selected { api, findings }
}

/// Every id leads into the arenas.
fn assert_ids(api: &Api) {
    fn check(value: &Value, api: &Api) {
        match &value.ty {
            Type::Named(id) => assert!(id.index() < api.schemas.len()),
            Type::Array(inner) | Type::Map(inner) => check(inner, api),
            _ => {}
        }
    }
    for operation in api.all_operations() {
        assert!(operation.tags.iter().all(|tag| *tag < api.tags.len()));
        for part in operation.security.iter().flat_map(|one| &one.parts) {
            assert!(part.scheme.index() < api.security_schemes.len());
        }
        for content in operation.responses.iter().flat_map(|one| &one.contents) {
            check(&content.value, api);
        }
    }
    for schema in &api.schemas {
        if let Shape::Object(object) = &schema.shape {
            object.properties.iter().for_each(|one| check(&one.value, api));
            if let Additional::Values(value) = &object.additional {
                check(value, api);
            }
        }
    }
}

impl Selected {
    fn operations(&self) -> Vec<&str> {
        self.api.operations.iter().map(|one| one.id.as_str()).collect()
    }

    fn webhooks(&self) -> Vec<&str> {
        self.api.webhooks.iter().map(|one| one.id.as_str()).collect()
    }

    fn schemas(&self) -> Vec<&str> {
        fn name(name: &SchemaName) -> &str {
            match name {
                SchemaName::Component(name) => name,
                _ => "?",
            }
        }
        self.api.schemas.iter().map(|one| name(&one.name)).collect()
    }

    fn text(&self) -> String {
        self.findings.render(Style { color: false })
    }

    /// The name of the type of a property.
    fn property(&self, schema: &str, property: &str) -> String {
        let at = self.schemas().iter().position(|name| *name == schema).unwrap();
        let Shape::Object(object) = &self.api.schemas[at].shape else {
            panic!("{schema} is no object")
        };
        let property = object.properties.iter().find(|one| one.wire_name == property).unwrap();
        match &property.value.ty {
            Type::Named(id) => self.schemas()[id.index()].to_owned(),
            other => format!("{other:?}"),
        }
    }
}

#[test]
fn without_selectors_everything_stays() {
    let all = select(&[], &[]);
    assert_eq!(all.operations().len(), 3);
    assert_eq!(all.schemas().len(), 10);
}

#[test]
fn what_is_selected_brings_what_it_needs_and_nothing_else() {
    let list = select(&["op:pets_list"], &[]);
    assert_eq!(list.operations(), ["pets_list"]);
    assert_eq!(list.schemas(), ["Pet", "Owner", "Kind"]);
    assert_eq!(list.api.tags.len(), 1);
    assert_eq!(list.api.security_schemes.len(), 0);
    assert_eq!(list.property("Pet", "kind"), "Kind");
    assert_eq!(list.text(), "");
}

#[test]
fn ids_and_indexes_are_brought_along() {
    let create = select(&["POST /pets"], &[]);
    assert_eq!(create.operations(), ["pets_create"]);
    assert_eq!(create.schemas(), ["NewPet", "Kind"]);
    assert_eq!(create.property("NewPet", "kind"), "Kind");
    assert_eq!(create.api.tags[create.api.operations[0].tags[0]].name, "keepers");
    let part = &create.api.operations[0].security[0].parts[0];
    assert_eq!(create.api.security_schemes[part.scheme.index()].name, "token");
}

#[test]
fn globs_tags_methods_and_paths() {
    assert_eq!(select(&["op:pets_*"], &[]).operations(), ["pets_list", "pets_create"]);
    assert_eq!(select(&["tag:keep*"], &[]).operations(), ["pets_create", "food_read"]);
    assert_eq!(select(&["get /pets*"], &[]).operations(), ["pets_list", "food_read"]);
    assert_eq!(select(&["/pets/*"], &[]).operations(), ["food_read"]);
    assert_eq!(
        select(&["* /pets", "op:food_read"], &[]).operations(),
        ["pets_list", "pets_create", "food_read"]
    );
}

#[test]
fn exclude_wins() {
    let kept = select(&["op:pets_*"], &["POST *"]);
    assert_eq!(kept.operations(), ["pets_list"]);
}

#[test]
fn what_only_excluded_operations_need_goes_and_what_nobody_ever_needed_stays() {
    let rest = select(&[], &["tag:visitors", "op:food_read"]);
    assert_eq!(rest.operations(), ["pets_create"]);
    assert_eq!(
        rest.schemas(),
        ["NewPet", "Kind", "Forgotten", "Reason", "Cat", "Dog", "Animal"]
    );
}

#[test]
fn schemas_alone_can_be_selected() {
    let models = select(&["schema:Owner"], &[]);
    assert!(models.operations().is_empty());
    assert_eq!(models.schemas(), ["Owner", "Kind"]);
    assert_eq!(models.text(), "");
}

#[test]
fn a_selection_without_operations_says_why() {
    let check = |include: &[&str], exclude: &[&str], why: &str| {
        let text = select(include, exclude).text();
        let help = format!(" = help: {why}; `counterpart show` lists the operations\n");
        assert!(
            text.starts_with("error[empty-selection]: ") && text.contains(&help),
            "{text}"
        );
    };
    // A schema beside it does not make it a selection of schemas alone.
    let only = "`op:food_read` is excluded, which leaves nothing";
    check(&["schema:Pet", "op:food_read"], &["op:food_read"], only);
    let all = "the excluded selectors take all of them together";
    check(&[], &["tag:visitors", "tag:keepers"], all);
    let both = "what one selector picks another takes away";
    check(
        &["op:pets_list", "op:food_read"],
        &["tag:visitors", "GET /pets/*"],
        both,
    );
}

#[test]
fn an_excluded_schema_that_is_needed_becomes_any_json() {
    let without = select(&["op:pets_list"], &["schema:Own*"]);
    assert_eq!(without.schemas(), ["Pet", "Kind"]);
    assert_eq!(without.property("Pet", "owner"), "Any");
    let text = without.text();
    assert!(
        text.starts_with(
            "warning[excluded-schema]: `Owner` is excluded but needed by what is selected; any JSON value stands in its \
             place\n  --> zoo.yaml:36:5\n"
        ),
        "{text}"
    );
}

#[test]
fn a_union_loses_an_excluded_variant() {
    let without = select(&["schema:Animal"], &["schema:Dog"]);
    assert_eq!(without.schemas(), ["Cat", "Animal"]);
    let Shape::Union(union) = &without.api.schemas[1].shape else {
        panic!("a union")
    };
    assert_eq!(union.variants.len(), 1);
}

const CALLS: &str = "
openapi: 3.1.0
info: {title: Calls, version: '1'}
tags: [{name: visitors}, {name: keepers}]
paths:
  /pets:
    get: {operationId: pets_list, tags: [visitors], responses: {'204': {description: Done.}}}
webhooks:
  pet-born:
    post:
      operationId: pet_born
      tags: [keepers]
      security: [{token: []}]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Born'}}}}
      responses: {'204': {description: Done.}}
  pet-gone:
    post:
      operationId: pet_gone
      tags: [visitors]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Gone'}}}}
      responses: {'204': {description: Done.}}
components:
  schemas:
    Born: {type: object, properties: {when: {$ref: '#/components/schemas/When'}}}
    Gone: {type: object, properties: {when: {$ref: '#/components/schemas/When'}}}
    When: {type: object, properties: {year: {type: integer}}}
    Forgotten: {type: object, properties: {a: {type: string}}}
  securitySchemes:
    token: {type: http, scheme: bearer}
";

#[test]
fn webhooks_are_selected_like_operations() {
    let calls = |include: &[&str], exclude: &[&str]| select_of(CALLS, include, exclude);
    let all = calls(&[], &["schema:Forgotten"]);
    assert_eq!(
        (all.operations(), all.webhooks()),
        (vec!["pets_list"], vec!["pet_born", "pet_gone"])
    );
    assert_eq!(all.schemas(), ["Born", "Gone", "When"]);
    let born = calls(&["op:pet_born"], &[]);
    assert_eq!((born.operations(), born.webhooks()), (vec![], vec!["pet_born"]));
    assert_eq!(born.schemas(), ["Born", "When"]);
    assert_eq!(born.property("Born", "when"), "When");
    let part = &born.api.webhooks[0].security[0].parts[0];
    assert_eq!(born.api.security_schemes[part.scheme.index()].name, "token");
    assert_eq!(born.api.tags[born.api.webhooks[0].tags[0]].name, "keepers");
    let rest = calls(&[], &["webhook:pet-*"]);
    assert_eq!((rest.operations(), rest.webhooks()), (vec!["pets_list"], vec![]));
    assert_eq!(rest.schemas(), ["Forgotten"]);
    let visitors = calls(&["tag:visitors"], &["GET *"]);
    assert_eq!((visitors.operations(), visitors.webhooks()), (vec![], vec!["pet_gone"]));
    let posts = calls(&["POST *"], &["schema:When"]);
    assert_eq!(posts.webhooks(), ["pet_born", "pet_gone"]);
    assert_eq!(posts.property("Gone", "when"), "Any");
    assert!(posts.text().contains("warning[excluded-schema]"), "{}", posts.text());
    let misspelt = calls(&["webhook:pet-goone"], &[]).text();
    assert!(misspelt.contains("did you mean `webhook:pet-gone`?"), "{misspelt}");
}

#[test]
fn selectors_that_pick_nothing_are_errors_with_a_suggestion() {
    let text = select(
        &[
            "op:pets_lst",
            "tag:keeper",
            "PUT /pets/{id}/fod",
            "schema:pet",
            "op:zzz*",
        ],
        &["schema:Kin"],
    )
    .text();
    assert_eq!(
        text,
        "\
error[unmatched-selector]: `op:pets_lst` selects nothing
--> zoo.yaml
 = help: did you mean `op:pets_list`?

error[unmatched-selector]: `tag:keeper` selects nothing
--> zoo.yaml
 = help: did you mean `tag:keepers`?

error[unmatched-selector]: `PUT /pets/{id}/fod` selects nothing
--> zoo.yaml
 = help: did you mean `GET /pets/{id}/food`?

error[unmatched-selector]: `schema:pet` selects nothing
--> zoo.yaml
 = help: did you mean `schema:Pet`?

error[unmatched-selector]: `op:zzz*` selects nothing
--> zoo.yaml
 = help: `counterpart show` lists the operations and types of a document

error[unmatched-selector]: `schema:Kin` selects nothing
--> zoo.yaml
 = help: did you mean `schema:Kind`?

"
    );
}

#[test]
fn callbacks_go_with_the_operations_that_lead_to_them() {
    let document = "openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a:
    post:
      operationId: a
      callbacks: {done: {'{$request.query.u}': {post: {operationId: done, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}, responses: {'204': {description: Done}}}}}}
      responses: {'204': {description: Done}}
  /b:
    post:
      operationId: b
      callbacks: {gone: {'{$request.query.u}': {post: {operationId: gone, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}, responses: {'204': {description: Done}}}}}}
      responses: {'204': {description: Done}}
components:
  schemas:
    A: {type: object, properties: {a: {type: string}}}
    B: {type: object, properties: {b: {type: string}}}
";
    let part = select_of(document, &["op:b"], &[]);
    assert_eq!(part.operations(), ["b"]);
    let callbacks: Vec<_> = part.api.callbacks.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(callbacks, ["gone"]);
    assert_eq!(
        (part.api.occasions[0].callback, part.api.occasions[0].operation),
        (0, 0)
    );
    assert_eq!(part.api.schemas.len(), 1);
}
