//! `models`: structs, enumerations, unions, aliases, and the way between two types of a schema.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::conversions::emit_conversion;
use super::doc::{Deprecated, Doc};
use super::enums::emit_enum;
use super::structs::emit_struct;
use super::types::{Here, Imports};
use super::unions::emit_union;
use crate::plan::{AdditionalPlan, DefaultValue, ModelPlan, ModelShape, Plan, RustType, StructPlan, conversions};

/// The chunks of the module: imports, then a chunk a type, then the conversions.
pub(crate) fn models<'p>(plan: &'p Plan<'_>) -> impl Iterator<Item = TokenStream> + 'p {
    let conversions = conversions(&plan.models, plan.views.pairs());
    let conversions = conversions.into_iter().map(|conversion| emit_conversion(&conversion));
    std::iter::once(imports(plan).runtime())
        .chain(plan.models.iter().map(emit_model))
        .chain(conversions)
}

fn imports(plan: &Plan<'_>) -> Imports {
    let mut imports = Imports::default();
    for model in &plan.models {
        match &model.shape {
            ModelShape::Struct(plan) => struct_imports(plan, &mut imports),
            ModelShape::Union(plan) => {
                imports.name("Json");
                plan.variants.iter().for_each(|variant| imports.add(&variant.ty));
            }
            ModelShape::Alias(ty) => imports.add(ty),
            ModelShape::Enum(_) => {}
        }
    }
    imports
}

fn struct_imports(plan: &StructPlan<'_>, imports: &mut Imports) {
    for field in &plan.fields {
        imports.add(&field.ty);
        let shown = field.default.as_ref().and_then(|default| default.shown.as_ref());
        if let Some(DefaultValue::Read(ty, _)) = shown.map(|shown| &shown.value) {
            imports.add(ty);
        }
    }
    if let AdditionalPlan::Kept { values, .. } = &plan.additional {
        imports.name("Map");
        imports.add(values);
    }
}

fn emit_model(model: &ModelPlan<'_>) -> TokenStream {
    let name = &model.view.name;
    let doc = Doc::of_field(model.docs, &name.to_string()).with_example(model.docs);
    let deprecated = Deprecated(model.docs);
    let head = quote!(#doc #deprecated);
    match &model.shape {
        ModelShape::Struct(plan) => emit_struct(&head, name, model.traits, plan),
        ModelShape::Enum(plan) => emit_enum(&head, name, plan),
        ModelShape::Union(plan) => emit_union(&head, name, model.traits, plan),
        ModelShape::Alias(ty) => emit_alias(&head, name, ty),
    }
}

fn emit_alias(head: &TokenStream, name: &Ident, ty: &RustType<'_>) -> TokenStream {
    let ty = Here(ty);
    quote! {
        #head
        pub type #name = #ty;
    }
}

/// An argument for a field: whatever becomes a `String` or a body where it is one.
pub(super) fn emit_argument(name: &Ident, ty: &RustType<'_>, written: &impl ToTokens) -> TokenStream {
    if ty.is_made_of_others() {
        quote!(#name: impl Into<#written>)
    } else {
        quote!(#name: #written)
    }
}

/// The field's value of its argument.
pub(super) fn emit_value(name: &Ident, ty: &RustType<'_>) -> TokenStream {
    if ty.is_made_of_others() {
        quote!(#name: #name.into())
    } else {
        name.to_token_stream()
    }
}
