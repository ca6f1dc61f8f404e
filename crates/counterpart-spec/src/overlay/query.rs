//! JSONPath (RFC 9535) through `serde_json_path`: from an expression to JSON Pointers.

use serde_json::Value as Json;
use serde_json_path::JsonPath;

/// Brackets nested deeper than this are refused: the parser recurses.
const DEEPEST: usize = 16;

/// The pointers of all nodes that an expression selects, each once, in the order of the list.
pub(super) fn select(expression: &str, root: &Json) -> Result<Vec<String>, String> {
    if depth(expression) > DEEPEST {
        return Err(format!("brackets are nested deeper than {DEEPEST} levels"));
    }
    let path = JsonPath::parse(expression).map_err(|error| {
        format!(
            "{} at character {}",
            error.message().trim_end_matches('.'),
            error.position()
        )
    })?;
    let mut seen = rustc_hash::FxHashSet::default();
    let located = path.query_located(root);
    let pointers = located.locations().map(|location| location.to_json_pointer());
    Ok(pointers.filter(|pointer| seen.insert(pointer.clone())).collect())
}

fn depth(expression: &str) -> usize {
    let mut depth: usize = 0;
    let mut deepest = 0;
    for character in expression.chars() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn expressions_select_pointers() {
        let root = json!({"paths": {"/a": {"get": {"x": 1}, "post": {"x": 2}}, "/b~c": {"get": {"tags": ["t"]}}}});
        let pointers = |expression| select(expression, &root).unwrap();
        assert_eq!(pointers("$"), [""]);
        assert_eq!(pointers("$.paths.*.get"), ["/paths/~1a/get", "/paths/~1b~0c/get"]);
        assert_eq!(pointers("$.paths[?@.get.tags]"), ["/paths/~1b~0c"]);
        assert_eq!(pointers("$..x"), ["/paths/~1a/get/x", "/paths/~1a/post/x"]);
        assert_eq!(pointers("$.paths['/a','/a']"), ["/paths/~1a"]);
        assert_eq!(pointers("$.nothing"), Vec::<String>::new());
        assert_eq!(pointers("$.paths[?match(@.get.tags[0], 't+')]"), ["/paths/~1b~0c"]);
    }

    #[test]
    fn what_is_no_expression_is_said_where() {
        let reason = select("$.paths[", &json!({})).unwrap_err();
        assert!(reason.contains("at character"), "{reason}");
        assert!(select(&format!("$[?{}@.a{}]", "(".repeat(500), ")".repeat(500)), &json!({})).is_err());
    }
}
