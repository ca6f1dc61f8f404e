//! Which paths a file names.

use proc_macro2::Span;
use syn::visit::{self, Visit};
use syn::{Attribute, ItemMod, Path, UseTree};

/// A path as it is written in a `use`, a type, an expression or a macro's name: `std::fs::read`.
pub(crate) struct Use {
    pub(crate) path: String,
    pub(crate) line: usize,
}

impl Use {
    /// Whether the path is `prefix` or leads on from it.
    pub(crate) fn starts_with(&self, prefix: &str) -> bool {
        self.path
            .strip_prefix(prefix)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    }
}

/// Every path outside of unit tests, in order.
pub(crate) fn uses(syntax: &syn::File) -> Vec<Use> {
    let mut collector = Collector::default();
    collector.visit_file(syntax);
    collector.uses
}

/// Whether a module is compiled for tests only.
pub(crate) fn is_test_only(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && matches!(&attribute.meta, syn::Meta::List(list) if list.tokens.to_string() == "test")
    })
}

#[derive(Default)]
struct Collector {
    uses: Vec<Use>,
}

impl Collector {
    fn add(&mut self, path: String, span: Span) {
        self.uses.push(Use {
            path,
            line: span.start().line,
        });
    }

    /// `use a::{b, c::d}` names `a::b` and `a::c::d`.
    fn flatten(&mut self, prefix: &str, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => self.flatten(&format!("{prefix}{}::", path.ident), &path.tree),
            UseTree::Name(name) => self.add(format!("{prefix}{}", name.ident), name.ident.span()),
            UseTree::Rename(rename) => self.add(format!("{prefix}{}", rename.ident), rename.ident.span()),
            UseTree::Glob(glob) => self.add(format!("{prefix}*"), glob.star_token.spans[0]),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.flatten(prefix, tree)),
        }
    }
}

impl<'ast> Visit<'ast> for Collector {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.flatten("", &item.tree);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let names: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if let Some(first) = path.segments.first() {
            self.add(names.join("::"), first.ident.span());
        }
        visit::visit_path(self, path);
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_test_only(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_attribute(&mut self, _: &'ast Attribute) {}
}
