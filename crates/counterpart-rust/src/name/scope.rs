//! Namespaces: nothing gets a name that something else in the same place has.

use proc_macro2::Ident;
use rustc_hash::FxHashSet;

use super::{Case, ident};

/// A name that wants to be in a scope.
#[derive(Debug, Clone)]
pub(crate) struct Candidate<'a> {
    /// Evidence of a lower rank goes first when two want the same identifier.
    pub(crate) rank: u8,
    /// The name as the document has it.
    pub(crate) wire: &'a str,
    /// What decides between two of one rank and name: where they are, or what they stand for.
    pub(crate) tie: &'a str,
    /// The identifier that it would like, in the case of the scope.
    pub(crate) wanted: String,
}

/// The identifiers of one place in the output.
#[derive(Debug)]
pub(crate) struct Scope {
    case: Case,
    reserved: &'static [&'static [&'static str]],
    taken: FxHashSet<String>,
}

impl Scope {
    /// An empty scope in which the names of the lists `reserved` are never given out.
    pub(crate) fn new(case: Case, reserved: &'static [&'static [&'static str]]) -> Self {
        Self {
            case,
            reserved,
            taken: FxHashSet::default(),
        }
    }

    /// The wanted name, or the nearest free one.
    pub(crate) fn claim(&mut self, wanted: String) -> Ident {
        let wanted = self.evade(wanted);
        let free = if self.taken.contains(&wanted) {
            self.numbered(&wanted)
        } else {
            wanted
        };
        let name = ident(&free);
        self.taken.insert(free);
        name
    }

    /// Takes a name that was given out elsewhere.
    pub(crate) fn take(&mut self, name: &Ident) {
        self.taken.insert(name.to_string());
    }

    /// Whether nothing has this name yet.
    pub(crate) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(name) && !self.is_reserved(name)
    }

    /// Identifiers in the order of the candidates. Who wins a contested one depends on rank, wire name and tie only, not on
    /// the order of the document: adding an operation must not rename another.
    pub(crate) fn claim_all(&mut self, candidates: Vec<Candidate<'_>>) -> Vec<Ident> {
        let mut order: Vec<_> = candidates.iter().enumerate().collect();
        order.sort_by(|(_, a), (_, b)| a.precedence().cmp(&b.precedence()));
        let mut names: Vec<_> = order
            .into_iter()
            .map(|(at, c)| (at, self.claim(c.wanted.clone())))
            .collect();
        names.sort_by_key(|(at, _)| *at);
        names.into_iter().map(|(_, name)| name).collect()
    }

    /// Identifiers of wire names, cased.
    pub(crate) fn claim_wires<'a>(&mut self, wires: impl Iterator<Item = &'a str>) -> Vec<Ident> {
        let case = self.case;
        self.claim_all(
            wires
                .map(|wire| Candidate {
                    rank: 0,
                    wire,
                    tie: "",
                    wanted: case.of(wire),
                })
                .collect(),
        )
    }

    fn is_reserved(&self, name: &str) -> bool {
        self.reserved.iter().any(|list| list.contains(&name))
    }

    fn evade(&self, wanted: String) -> String {
        if self.is_reserved(&wanted) {
            wanted + self.case.evasion()
        } else {
            wanted
        }
    }

    #[expect(clippy::expect_used, reason = "there are more numbers than names")]
    fn numbered(&self, wanted: &str) -> String {
        let joint = self.case.joint();
        (2u32..)
            .map(|number| format!("{wanted}{joint}{number}"))
            .find(|name| !self.taken.contains(name))
            .expect("a free number")
    }
}

impl Candidate<'_> {
    /// A name that is already an identifier keeps it.
    fn precedence(&self) -> (u8, bool, &str, &str) {
        (self.rank, self.wanted != self.wire, self.wire, self.tie)
    }
}
