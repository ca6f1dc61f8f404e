//! Which reports of schemathesis are none of ours, and why.

use super::findings::Finding;

/// Why some findings are none of ours.
pub(super) struct Explanation {
    pub(super) why: &'static str,
    /// Where it holds, as `document.yaml METHOD /path`; in all documents where there is none.
    pub(super) of: &'static [&'static str],
    /// Which findings it is about.
    pub(super) about: fn(&Finding) -> bool,
}

impl Explanation {
    /// It explains a finding about a document.
    pub(super) fn covers(&self, document: &str, finding: &Finding) -> bool {
        let is_place = |place: &&str| {
            let place = place.split_once(' ');
            place == Some((document, finding.operation.as_str()))
        };
        (self.of.is_empty() || self.of.iter().any(is_place)) && (self.about)(finding)
    }
}

/// The reports of any server of ours that are explained.
pub(super) const OF_ALL: &[Explanation] = &[Explanation {
    // Documents rarely list what a server answers to requests that they do not allow; it is always a problem.
    why: "what the document forbids is refused with a problem, whose status or media type the document does not list",
    of: &[],
    about: |finding| finding.negative && is_conformance(finding) && is_refusal(finding),
}];

/// The reports of the example that are explained beyond those.
pub(super) const OF_THE_EXAMPLE: &[Explanation] = &[Explanation {
    why: "the application answers 400 where it knows no connection, as the document says",
    of: &[],
    about: |finding| finding.check == "positive_data_acceptance" && finding.status == 400 && !is_problem(finding),
}];

/// The reports of a mock that are explained beyond those.
pub(super) const OF_A_MOCK: &[Explanation] = &[
    Explanation {
        why: "a mock takes every credential of a documented scheme, though none is refused",
        of: &[],
        about: |finding| finding.check == "ignored_auth" && finding.text.contains("API accepts invalid authentication"),
    },
    Explanation {
        why: "passwords are not sent, nor keys in queries and cookies",
        of: &[
            "security.yaml GET /query",
            "security.yaml GET /cookie",
            "security.yaml GET /basic",
            "security.yaml GET /either",
            "security.yaml GET /both",
        ],
        about: |finding| finding.status == 401 && is_conformance(finding) && is_refusal(finding),
    },
    Explanation {
        why: "the document lists no answers at all",
        of: &[],
        about: |finding| is_conformance(finding) && finding.text.ends_with("Documented: "),
    },
    Explanation {
        why: "schemathesis hands on values of earlier answers by their names: to a parameter of another kind, which is all \
              that the server finds wrong",
        of: &[],
        about: |finding| is_valid(finding) && finding.is_refused_for(|spot, _| finding.is_borrowed(spot)),
    },
    Explanation {
        why: "a mock remembers nothing: what was deleted can still be read, and what was made is not what is read",
        of: &[],
        about: |finding| ["use_after_free", "ensure_resource_availability"].contains(&finding.check.as_str()),
    },
    Explanation {
        why: "a discriminator tells variants apart that all accept the value without it; schemathesis ignores it",
        of: &[
            "openapi.yaml GET /flows/executor/{flow_slug}/",
            "openapi.yaml POST /flows/executor/{flow_slug}/",
        ],
        about: |finding| {
            finding.check == "response_schema_conformance" && finding.text.contains("valid under more than one")
        },
    },
    Explanation {
        why: "the property that tells variants apart is required, though the variants do not say so (OpenAPI 3.0, 4.7.25)",
        of: &["openapi.yaml PUT /core/transactional/applications/"],
        about: |finding| {
            is_valid(finding) && finding.is_refused_for(|spot, _| spot.pointer == "/provider/provider_model")
        },
    },
    Explanation {
        why: "an integer without a format has 64 bits, as in most languages; schemathesis draws larger ones",
        of: &[],
        about: |finding| {
            is_valid(finding) && finding.is_refused_for(|_, detail| detail == "expected an integer of 64 bits")
        },
    },
    Explanation {
        why: "since OpenAPI 3.1 a `format` need not hold, and schemathesis sends others; here a date is a date",
        of: &["openapi-3.1.yaml PUT /animals", "openapi-3.2.yaml PUT /animals"],
        about: |finding| {
            is_valid(finding) && finding.is_refused_for(|_, detail| detail == "expected a date by RFC 3339")
        },
    },
    Explanation {
        why: "`#` in a schema with an `$id` is that schema; schemathesis takes it for the document, and sends anything",
        of: &["openapi-3.1.yaml POST /pets"],
        about: |finding| is_valid(finding) && finding.is_refused_for(|spot, _| spot.pointer.starts_with("/parents/")),
    },
    Explanation {
        why: "schemathesis does not follow a media type that is a reference (OpenAPI 3.2, 4.14), and sends anything",
        of: &["openapi-3.2.yaml POST /pets"],
        about: |finding| is_valid(finding) && finding.is_refused_for(|spot, _| spot.location == "body"),
    },
    Explanation {
        why: "a form of Swagger 2.0 none of whose fields is required may be left out; schemathesis wants a body",
        of: &["collections.yaml POST /lists/{path}"],
        about: |finding| finding.is_accepted() && finding.text.contains("Missing request body"),
    },
    Explanation {
        why: "Swagger 2.0 has no way to forbid further fields of a form; schemathesis forbids them",
        of: &[
            "collections.yaml POST /lists/{path}",
            "collections.yaml POST /files",
            "swagger-2.0.yaml POST /login",
            "swagger-2.0.yaml PUT /pets/{petId}/photo",
        ],
        about: |finding| finding.is_accepted() && finding.text.contains("object with unexpected properties"),
    },
    Explanation {
        why: "a field of a form is a text, and so a list of one text or of one number; schemathesis takes it for no list",
        of: &[
            "collections.yaml POST /lists/{path}",
            "collections.yaml POST /files",
            "request-bodies.yaml POST /forms",
            "request-bodies.yaml POST /uploads",
        ],
        about: |finding| {
            let is_of = |name: &str| finding.text.contains(&format!("in body - {name}: Incorrect type"));
            finding.is_accepted() && LISTS.iter().any(|name| is_of(name))
        },
    },
    Explanation {
        why: "of paths that a server cannot tell apart the first is served: it allows the methods of all, and needs no `page`",
        of: &[
            "equivalent-paths.yaml GET /pets/{id}",
            "equivalent-paths.yaml GET /pets/{name}",
            "equivalent-paths.yaml GET /pets/{tag}",
            "equivalent-paths.yaml DELETE /pets/{name}",
        ],
        about: |finding| {
            let needs_less = finding.is_accepted() && finding.text.contains("Missing `page` at query");
            needs_less || finding.check == "allow_header_conformance"
        },
    },
    Explanation {
        why: "control characters in the names of parts are no header (RFC 9110, 5.5)",
        of: &[],
        about: |finding| is_valid(finding) && finding.status == 400 && has_control_in_a_header(&finding.sent),
    },
    Explanation {
        why: "an answer to HEAD cannot say what was wrong: the value of an earlier answer, handed on by its name",
        of: &["parameters.yaml HEAD /things/{id}"],
        about: |finding| is_valid(finding) && finding.status == 422 && !finding.borrowed.is_empty(),
    },
    Explanation {
        why: "a text and a list that are empty leave no segments of the path; schemathesis sends fewer than there are",
        of: &["styles.yaml GET /paths/{simple}/{label}/{matrix}/{list}/{spread}"],
        about: |finding| is_valid(finding) && finding.status == 404 && finding.text.contains("/paths/;matrix"),
    },
    Explanation {
        why: "what was to be wrong is not in the form that schemathesis sends: it drops objects in objects",
        of: &["request-bodies.yaml POST /forms", "request-bodies.yaml POST /uploads"],
        about: |finding| {
            let places = [
                "/properties/meta/",
                "in body - meta -> ",
                "Missing required property: name",
            ];
            let is_within = places.iter().any(|place| finding.text.contains(place));
            // The form has a `name` of its own, which it cannot do without either.
            let has_name = finding.sent.contains("name=");
            finding.is_accepted() && is_within && has_name && !finding.sent.contains("meta")
        },
    },
    Explanation {
        why: "schemathesis encodes the commas that separate a list, which makes them a text of commas",
        of: &["request-bodies.yaml POST /forms"],
        about: |finding| {
            finding.is_accepted()
                && finding.text.contains("tags: Array with more items")
                && finding.sent.contains("tags=%2C")
        },
    },
    Explanation {
        why: "schemathesis sends no headers of parts, which an encoding may require",
        of: &["request-bodies.yaml POST /uploads"],
        about: |finding| is_valid(finding) && finding.is_refused_for(|spot, _| spot.pointer == "/picture/X-Checksum"),
    },
    Explanation {
        why: "plain text and XML that only repeat the JSON beside them are left out of what is read",
        of: &["request-bodies.yaml PUT /things"],
        about: |finding| finding.status == 415 && is_valid(finding),
    },
    Explanation {
        why: "`schema` of an event stream describes the data of an event, as documents before OpenAPI 3.2 have it; \
              schemathesis takes it for the list of all events",
        of: &["streams.yaml GET /ticks", "streams.yaml POST /watch"],
        about: |finding| {
            finding.check == "response_schema_conformance" && finding.text.contains("SSE stream violates schema")
        },
    },
    Explanation {
        why: "an answer with the status 204 has no body, though the document describes one",
        of: &[],
        about: |finding| {
            let is_documented = finding.check != "status_code_conformance";
            finding.status == 204 && is_conformance(finding) && is_documented
        },
    },
];

/// The lists in forms of our documents.
const LISTS: &[&str] = &["fields", "many", "plain", "labels", "tags", "spaces", "pages"];

/// A header of a part has a character that no header may have.
fn has_control_in_a_header(sent: &str) -> bool {
    let mut headers = sent
        .split("\r\n")
        .filter(|line| line.starts_with("Content-Disposition: "));
    headers.any(|header| header.chars().any(|character| character < ' '))
}

/// The answer is not among the documented ones, by its status, its media type or its body.
fn is_conformance(finding: &Finding) -> bool {
    let checks = [
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
    ];
    checks.contains(&finding.check.as_str())
}

/// The report is that a request which was meant to be valid was refused: as such, or for the answer that it got.
fn is_valid(finding: &Finding) -> bool {
    !finding.negative && (is_conformance(finding) || finding.check == "positive_data_acceptance")
}

fn is_refusal(finding: &Finding) -> bool {
    is_problem(finding) && matches!(finding.status, 400 | 401 | 404 | 405 | 406 | 413 | 415 | 422)
}

fn is_problem(finding: &Finding) -> bool {
    finding.media_type.starts_with("application/problem+json")
}
