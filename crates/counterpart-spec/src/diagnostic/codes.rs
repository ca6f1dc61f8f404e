//! Every kind of finding, as data. `tests/ui/<id>/` has a document for each.

use super::Severity::{self, Error, Note, Warning};

/// A kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The name that is printed and searched for.
    pub id: &'static str,
    /// How bad findings of this kind are.
    pub severity: Severity,
    /// What it is, in a few words.
    pub title: &'static str,
    /// Why it matters and what to do.
    pub explanation: &'static str,
}

macro_rules! codes {
    ($($name:ident $id:literal $severity:ident $title:literal $explanation:literal)*) => {
        $(pub(crate) static $name: Code = Code { id: $id, severity: $severity, title: $title, explanation: $explanation };)*

        /// Every code of this crate.
        pub static CODES: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    // The input as a text.
    UNREADABLE_INPUT "unreadable-input" Error "the input cannot be read"
        "The file does not exist, is a directory, or may not be read. Check the name relative to the current directory. On the command line `-` reads standard input. Addresses (`https://..`) are not fetched."
    NOT_UTF8 "not-utf8" Error "the input is not UTF-8"
        "OpenAPI documents are UTF-8. The place shown is the first byte that is not. Save the file in that encoding; UTF-16 and Latin-1 are not guessed."
    BROKEN_JSON "broken-json" Error "the text is not JSON"
        "The text begins like JSON and breaks off being JSON at the place shown. Common causes are a trailing comma, a missing quote, or a truncated download."
    BROKEN_YAML "broken-yaml" Error "the text is not YAML"
        "The YAML parser cannot go on at the place shown; the mistake may be a line or two above it. Common causes are a tab in the indentation, an unquoted `: ` or `#` in a text, or an alias without its anchor."
    TOO_DEEP "too-deep" Error "the document is nested too deeply"
        "Objects and arrays may be nested 127 deep. Real descriptions stay below 40."
    TOO_MANY_ALIASES "too-many-aliases" Error "the YAML aliases copy too much"
        "All aliases of a text together may copy a million nodes. More than that is the mark of a text made to exhaust memory."
    STRANGE_KEY "strange-key" Warning "a YAML key is an array or an object"
        "OpenAPI is JSON, where keys are strings. An entry whose key is an array or an object is left out."
    SEVERAL_DOCUMENTS "several-documents" Warning "a YAML text holds several documents"
        "A line `---` ends a YAML document and begins another. The first one is the description; what follows is not read."
    DUPLICATE_KEY "duplicate-key" Warning "a key comes twice in an object"
        "The last value counts, as in most JSON readers; other tools may see the first. Remove one of the two."

    // Documentation pages.
    BROKEN_FRONT_MATTER "broken-front-matter" Error "the page has no usable front matter"
        "A page of a Docusaurus OpenAPI plugin begins with `---`, has a line `api: <base64>`, and ends its front matter with `---`. Pages that only list or introduce operations have no `api:`."
    BROKEN_BASE64 "broken-base64" Error "the page's `api:` is not base64"
        "`api:` holds base64 (the standard alphabet, padded). The text was cut or edited; take the page again from its source."
    BROKEN_ZLIB "broken-zlib" Error "the page's `api:` is not zlib"
        "Behind the base64 of `api:` there must be a complete zlib stream. The text was cut or edited, or comes from a plugin that packs differently."
    BROKEN_PAGE "broken-page" Error "the page's `api:` holds no operation"
        "Unpacked, `api:` must be a JSON object: an OpenAPI operation with `method` and `path` beside its own members."
    PAGE_TOO_LARGE "page-too-large" Error "the page's `api:` unpacks to too much"
        "An operation of more than 64 MiB is refused: a small page can be made to unpack to any size."

    // The document as OpenAPI.
    NOT_OPENAPI "not-openapi" Error "the document is not an OpenAPI description"
        "An OpenAPI description is an object whose member `openapi` names the version of the specification."
    UNSUPPORTED_DIALECT "unsupported-dialect" Error "this version of OpenAPI is not supported"
        "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are read. Documents of other versions are refused rather than read wrongly."
    WRONG_TYPE "wrong-type" Warning "a member has the wrong JSON type"
        "The specification asks for another JSON type here. The member is read as if it were absent."
    MISSING_PATHS "missing-paths" Error "the document has no `paths`"
        "This version of the specification asks for `paths`, even if it is empty: a document without it is most likely a part of another. Later versions do without."
    MISSING_MEMBER "missing-member" Warning "a required member is missing"
        "Without this member its object cannot be used; what is left out with it is said in the message."

    // References.
    DANGLING_REFERENCE "dangling-reference" Error "a `$ref` leads nowhere"
        "The reference points to something that does not exist. Where a schema was meant this is a warning, and any JSON value stands in its place; elsewhere it is an error."
    REFERENCE_CYCLE "reference-cycle" Error "a `$ref` only leads back to itself"
        "The references form a circle that never arrives at a definition. (A schema that mentions itself in a property or an item is fine.)"
    UNREADABLE_REFERENCE "unreadable-reference" Warning "a `$ref` leads to a file that cannot be read"
        "The name is relative to the file that holds the reference. Any JSON value stands in the place of such a schema; other such objects are left out."
    REMOTE_REFERENCE "remote-reference" Warning "a `$ref` leads over the network"
        "Nothing is fetched while code is generated. Any JSON value stands in the place of such a schema; other such objects are left out, and if they are parts of operations this is an error."
    UNUSED_LOCK "unused-lock" Note "`counterpart.lock` keeps a text that is not referred to"
        "The text was fetched for a reference that is gone, or for another document in the same folder: they share the lock file. It is kept, and changes nothing about what is generated."
    UNKNOWN_SCHEMA_DIALECT "unknown-schema-dialect" Warning "schemas follow a dialect that is not known"
        "`jsonSchemaDialect` and `$schema` name what the keywords of schemas mean. JSON Schema from draft 4 to 2020-12 and OpenAPI's own dialects are known; any other is read as 2020-12."
    DYNAMIC_REFERENCE "dynamic-reference" Warning "a `$dynamicRef` can mean several schemas"
        "Which schema is meant depends on where a value is looked at, which types cannot express. The nearest one is always taken."
    MISSPELT_MEMBER "misspelt-member" Warning "a member looks misspelt"
        "No specification knows the member, and it is almost one that some do. It is ignored. Members of your own begin with `x-`."

    MISPLACED_MEMBER "misplaced-member" Warning "a member stands in the wrong place"
        "The member has a meaning elsewhere and none here, where it is ignored. Many are left from Swagger 2.0, or stand one level of indentation too far left."

    // Schemas.
    UNCHECKED_KEYWORD "unchecked-keyword" Note "a schema keyword is not checked"
        "What the keyword asks for is no part of a type and is not among the rules that are checked: values pass that the document does not allow."
    UNSUPPORTED_UNION "unsupported-union" Warning "this union is not supported"
        "Unions that stand beside each other (in the parts of an `allOf`, or `oneOf` beside `anyOf`) are multiplied out up to 256 variants. Beyond that, only the first ones are read."
    AMBIGUOUS_UNION "ambiguous-union" Warning "nothing tells two variants of a `oneOf` apart"
        "Variants are told apart by a discriminator or a property that is another constant in each, else by the JSON kind, required and closed properties, listed values, ranges, items and formats. Where a value may fit two variants, the more specific one is tried first. Add a discriminator, or make a property required that only one of them has."
    BROKEN_DISCRIMINATOR "broken-discriminator" Warning "a `discriminator` cannot tell its variants apart"
        "Each variant must be an object with a tag of its own: a key of `mapping`, a constant of the property, or the name of its component. The variants are told apart by what they hold instead."
    CONTRADICTION "contradiction" Warning "no value is valid against this schema"
        "The parts of the schema exclude each other. Any JSON value is read there, because real documents mean something by it, but none passes the rules that a server checks."
    MISFIT_VALUE "misfit-value" Warning "a listed value does not follow the rest of its schema"
        "A value that `type` or the rules beside the list exclude can never be valid and is left out; one that does not look like its `format` is kept, because a format is a hint. Texts that YAML reads as numbers or booleans (`on`, `1.0`) need quotes; they are read as texts where `type` is `string`."
    DUPLICATE_VALUE "duplicate-value" Warning "a value is listed twice"
        "Each value of an enumeration counts once."
    IMPOSSIBLE_DEFAULT "impossible-default" Warning "a `default` is not valid against its schema"
        "The default is left out: no value of the property's type could hold it. For a parameter its text counts (`'20'` is a default of an integer), and a text that no number, boolean, UUID or address could be read from is an error: the server would fill in what no client could send."
    UNKNOWN_REQUIRED "unknown-required" Warning "`required` names a property that is not declared"
        "The name is most likely misspelt or left from an earlier version. It is ignored. A schema may require what those that have it in their `allOf` declare."
    SCHEMA_TOO_DEEP "schema-too-deep" Warning "schemas are nested too deeply"
        "Inline schemas are followed for about a hundred levels, references into them included, and schemas that must hold together are put together fifty thousand times at most. Any JSON value stands beyond that."
    BROKEN_MAPPING "broken-mapping" Warning "a discriminator maps to something that is no variant"
        "Each entry of `mapping` must name a schema that `oneOf` or `anyOf` lists. The entry is ignored."

    // Operations.
    INVALID_PATH "invalid-path" Warning "a path is not a path template"
        "Paths begin with `/` and their braces come in pairs around a name. The path is used in the way the message says."
    MISSING_OPERATION_ID "missing-operation-id" Warning "an operation has no `operationId`"
        "The name is made from the method and the path instead, and changes when they change. Give the operation an `operationId`."
    DUPLICATE_OPERATION_ID "duplicate-operation-id" Warning "an `operationId` is used twice"
        "Operation ids must be unique. The later one gets a number at its end."
    MISSING_PATH_PARAMETER "missing-path-parameter" Warning "a placeholder of the path has no parameter"
        "Every `{name}` in a path needs a parameter with `in: path`. A string parameter is assumed."
    UNKNOWN_PATH_PARAMETER "unknown-path-parameter" Warning "a path parameter has no placeholder in the path"
        "The parameter cannot be sent anywhere and is left out. Compare its name with the path's braces, upper and lower case included."
    OPTIONAL_PATH_PARAMETER "optional-path-parameter" Warning "a path parameter is not marked as required"
        "A path without one of its parts is another path, so that every path parameter must have `required: true`. It is read as if it had. Where the path is nothing but such placeholders this is an error: without them nothing of it is left."
    EQUIVALENT_PATHS "equivalent-paths" Warning "two paths differ in the names of their placeholders only"
        "To a server both are the same path. The client can call either; the server calls the handler of the one that is described first, unless the query parameters that only the other one requires are there."
    EMPTY_RESPONSES "empty-responses" Warning "an operation describes no response"
        "Nothing is known of the answers: each reaches the caller with its status, headers and bytes. Describe at least the answer of success."
    UNSUPPORTED_METHOD "unsupported-method" Warning "an HTTP method is not supported"
        "The fixed methods, `query` and the methods that are registered as one word are supported. An operation with another method is left out."
    UNUSED_MEMBER "unused-member" Note "a member has no effect"
        "The member is known and changes nothing about what is generated."
    UNSUPPORTED_ITEM_SCHEMA "unsupported-item-schema" Warning "a media type describes the items of a stream"
        "`itemSchema` describes each item of a sequence: of server-sent events, JSON lines or a JSON sequence (RFC 7464). In any other media type it says nothing that can be read. Events of several kinds are told apart by a constant `event` in each."
    UNSUPPORTED_ENCODING "unsupported-encoding" Warning "an `encoding` of a form field is not supported"
        "Properties of a form are written by `style`, `explode`, `allowReserved` and `contentType`, and parts have the headers that the document gives them, the same for all parts of a list. What goes beyond that is left out."
    WRONG_REFERENCE "wrong-reference" Warning "a `$ref` names another kind of object"
        "The place asks for one kind of object and the reference leads among objects of another. It is left out."
    EXCLUDING_MEMBERS "excluding-members" Error "two members exclude each other"
        "The specification allows either, and not both at once. Remove one of the two."
    INVALID_MEDIA_TYPE "invalid-media-type" Warning "a media type is none"
        "A media type is two words with a slash between them, such as `application/json`. Another name is sent as it is; an empty one cannot be."
    DUPLICATE_PARAMETER "duplicate-parameter" Warning "a parameter is declared twice"
        "Name and location together must be unique within one list. The first one counts."
    IGNORED_HEADER "ignored-header" Warning "a header parameter that OpenAPI ignores"
        "`Accept`, `Content-Type` and `Authorization` come from the media types and the security schemes; parameters of these names are ignored, as the specification says."
    UNSUPPORTED_STYLE "unsupported-style" Warning "a parameter style does not fit its location"
        "Each location allows certain styles (OpenAPI 3.0, 4.7.12.3). The location's default style is used. No style but `deepObject` has a form for an array or object within another."
    PARAMETER_CONTENT "parameter-content" Warning "a parameter is in a media type that is not supported"
        "A parameter described by `content` is JSON, a form or plain text. In any other media type it is sent and received as text; its inner syntax is left to the caller."
    INVALID_STATUS "invalid-status" Error "a response key is no status"
        "Responses are keyed by a code (`404`), a range (`4XX`) or `default`. Others are left out."
    UNSUPPORTED_MEDIA_TYPE "unsupported-media-type" Warning "a media type cannot carry this schema"
        "JSON, forms, multipart forms and plain text are written and read by their schema; any other body is raw bytes or text."
    UNSUPPORTED_XML "unsupported-xml" Warning "XML is text"
        "A body in XML is sent and received as text, whatever its schema says; where there is JSON beside it, that alone is used."
    UNSUPPORTED_COLLECTION_FORMAT "unsupported-collection-format" Warning "a `collectionFormat` is not supported"
        "`csv`, `ssv`, `tsv` and `pipes` are supported everywhere, `multi` in queries and forms. With any other the items are one text, joined by the caller."
    UNSUPPORTED_MEMBER "unsupported-member" Warning "a member of an operation is not supported"
        "Callbacks of callbacks and of webhooks, and all but the first server of a path or operation, are left out."

    // Security.
    UNSUPPORTED_SECURITY_SCHEME "unsupported-security-scheme" Warning "a security scheme is not supported"
        "Bearer and basic authentication, API keys, OAuth 2 and OpenID Connect (by bearer token) are supported. For others the client sends nothing and the server admits nobody."
    UNDECLARED_SECURITY_SCHEME "undeclared-security-scheme" Warning "a security requirement names no scheme"
        "The name is not among `components.securitySchemes`. The client sends nothing for it and the server admits nobody by it."
    INHERITED_SECURITY "inherited-security" Note "webhooks or callbacks inherit `security`"
        "What the top of a document requires holds for every operation that does not say, webhooks and callbacks included: who receives them refuses callers without the credential, and who sends them needs it. Many descriptions mean the credential of their own paths only."

    // Overlays.
    BROKEN_OVERLAY "broken-overlay" Error "an overlay cannot be applied"
        "The file is not an Overlay document (1.0 or 1.1), or one of its actions cannot be carried out; the message says which part. Other actions are applied nevertheless."
    BROKEN_TARGET "broken-target" Error "an overlay's JSONPath is not one"
        "`target` and `copy` are JSONPath expressions as RFC 9535 defines them. Other dialects differ: names with `/` or `-` need brackets and quotes (`$.paths['/pets']`), and filters are written `[?@.name == 'x']`."
    UNMATCHED_TARGET "unmatched-target" Error "an overlay's action selects nothing"
        "The document has nothing where the action wants to change something: the path is misspelt, or the document has changed since. An action that need not find anything says so with `x-counterpart-optional: true`."

    // Selection.
    UNMATCHED_SELECTOR "unmatched-selector" Error "a selector picks nothing"
        "What `--include` and `--exclude` name must be in the document: otherwise a misspelt name would silently generate too much or too little."
    EMPTY_SELECTION "empty-selection" Error "a selection leaves no operation"
        "The document has operations, and `--include` and `--exclude` together leave none of them: what one picks, the other takes away. Selectors that pick schemas alone (`--include schema:NAME`) are meant that way."
    EXCLUDED_SCHEMA "excluded-schema" Warning "an excluded schema is needed"
        "`--exclude schema:NAME` wins over what selected operations need. Any JSON value stands where the schema was used, and a union loses the variant."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique() {
        let mut ids: Vec<_> = CODES.iter().map(|code| code.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), CODES.len());
    }
}
