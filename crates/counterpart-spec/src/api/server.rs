//! Where an API lives.

/// A server object (OpenAPI 3.2, 4.6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The URL, absolute or relative, its variables replaced by their defaults.
    pub url: String,
    /// The URL as the document has it.
    pub template: String,
    /// The variables that occur in the template, in the order of the document.
    pub variables: Vec<ServerVariable>,
    /// `name` (OpenAPI 3.2).
    pub name: Option<String>,
    /// What the server is for.
    pub description: Option<String>,
}

/// A variable of a server's URL (OpenAPI 3.2, 4.7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    /// What stands between braces in the template.
    pub name: String,
    /// The value that is used unless told otherwise.
    pub default: String,
    /// All values that it may have; empty: any text. The default is among them.
    pub values: Vec<String>,
    /// CommonMark.
    pub description: Option<String>,
}
