//! The texts, one after another.

/// What gets out of literals, comments, attributes, file names and terminals where it is not kept in.
const HOSTILE: &[&str] = &[
    "\"; pub fn pwned() {} \"",
    "\"#; pub fn pwned() {} r#\"",
    "\"###; pub mod pwned {} r###\"",
    "*/ pub fn pwned() {} /*",
    "\n}\npub fn pwned() {}\n{",
    "\r\n#![pwned]\r\n#[pwned]\r",
    "]\n#[pwned] x [",
    "} } } pwned!{} { { {",
    "' \\' \\\" \\u{22} pwned \\",
    "$pwned $($pwned)* $crate::pwned",
    "// pwned\n//! pwned\n/// pwned",
    "<!-- pwned --> </code>``` pwned ~~~",
    "\u{202e}\u{2066}pwned\u{2069}\u{202c} \u{200f}\u{61c}",
    "\u{0}\u{7}\u{1b}[31m pwned \u{7f}\u{85}\u{2028}\u{2029}\u{feff}",
    "=\"\"\" pwned\n[dependencies]\npwned = \"1\"\n\"\"\"",
    "../../pwned/..\\..\\C:\\pwned:/etc",
    "concat!(env!(\"pwned\")) include!(\"pwned\")",
    "r#pwned r#\"pwned\"# b'pwned' 'pwned: loop {}",
];

/// Each text begins with a word of its own, which is all of it in the harmless document.
pub(super) struct Texts {
    hostile: bool,
    next: usize,
}

impl Texts {
    pub(super) fn new(hostile: bool) -> Self {
        Self { hostile, next: 0 }
    }

    pub(super) fn next(&mut self) -> String {
        self.next += 1;
        let word = format!("word{}x", self.next);
        match self.hostile {
            true => format!("{word} {}", HOSTILE[self.next % HOSTILE.len()]),
            false => word,
        }
    }

    /// A text as a regular expression that means it: a pattern that is none would be left out.
    pub(super) fn pattern(&mut self) -> String {
        let text = self.next();
        let escaped = text.chars().flat_map(|one| {
            let means_something = one.is_ascii_punctuation() && !matches!(one, '<' | '>');
            means_something.then_some('\\').into_iter().chain([one])
        });
        escaped.collect()
    }

    /// A reference to a schema.
    pub(super) fn pointer(name: &str) -> String {
        format!(
            "#/components/schemas/{}",
            name.replace('~', "~0").replace('/', "~1").replace('%', "%25")
        )
    }
}
