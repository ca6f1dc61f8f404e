//! Complaints that are explained: a part of each, and why it is none of the maker's.

const NO_VALUE: &str = "there is no such value";
const COMPOSED: &str = "`additionalProperties` in one part of an `allOf` speaks of properties of another part";
const CONTRADICTION: &str = "the document contradicts itself, and a finding says so";
const TYPED: &str = "a string of this format has a type of its own, which keeps no other rules";

const SELDOM: &str = "values are made by chance, and hardly any of them fulfils these conditions";
const LETTER: &str = "the schema is meant to be read to the letter, and a mock reads schemas as they are meant";

const OVERLAP: &str = "no value is of one variant alone, and no discriminator tells them apart";

/// Of the documents in `specs`.
pub(crate) const OF_OURS: &[(&str, &str)] = &[
    (
        "constraints.yaml Limits: \"b\" does not match \"(?<=a)b\"",
        "lookaround is not checked, which a finding says",
    ),
    ("conditionals.yaml Contact: no value", SELDOM),
    ("conditionals.yaml Marked: no value", SELDOM),
    ("exact.yaml Apart: Additional properties", LETTER),
    ("exact.yaml Address: ", LETTER),
    ("one-of-odd.yaml Overlapping: {\"id\":", OVERLAP),
    ("order.yaml Ever: no value", NO_VALUE),
    ("order.yaml Never: no value", NO_VALUE),
    ("recursion.yaml Egg: no value", NO_VALUE),
    ("recursion.yaml Hen: no value", NO_VALUE),
    ("recursive-values.yaml Never: no value", NO_VALUE),
    ("type-lists.yaml Nobody: no value", NO_VALUE),
];

/// Of the corpus.
pub(crate) const OF_THE_CORPUS: &[(&str, &str)] = &[
    (
        "dataexchange/openapi.json",
        "the pattern wants more characters than `maxLength` allows",
    ),
    (
        "is valid under more than one of the schemas listed in the 'oneOf'",
        OVERLAP,
    ),
    ("v2025.0/openapi.json EnterpriseConfiguration: ", OVERLAP),
    ("ComposedThing: no value", CONTRADICTION),
    ("jobposting/openapi.json", CONTRADICTION),
    ("graphrbac/openapi.json", COMPOSED),
    ("luis/openapi.json EntityWithScore", COMPOSED),
    ("fixture-basetypes/openapi.yaml baseWithAllOf", COMPOSED),
    ("Extended: Additional properties are not allowed", COMPOSED),
    ("False schema does not allow", COMPOSED),
    (
        "EnumWithReplacedCharacters",
        "a number in a list of strings is read as text",
    ),
    ("issue_7651/openapi.yaml", TYPED),
    ("ObjectWithIfThenElse: no value", NO_VALUE),
    ("nothing_boolean: no value", NO_VALUE),
    ("nothing_object: no value", NO_VALUE),
    ("allof-spec_new_merge/openapi.yaml", CONTRADICTION),
    ("SliceAndAdditionalItemsThing", CONTRADICTION),
];
