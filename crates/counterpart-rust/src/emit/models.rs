//! `models`: structs, enumerations, unions, aliases.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use super::derives::Derives;
use super::doc::Doc;
use super::rules::Rules;
use super::types::{Here, Imports};
use crate::plan::{
    AdditionalPlan, Creation, EnumPlan, FieldPlan, Kind, ModelPlan, ModelShape, Plan, RustType, StructPlan, UnionPlan,
    VariantPlan,
};

/// The chunks of the module: imports, then a chunk a type.
pub(crate) fn models<'p>(plan: &'p Plan<'_>) -> impl Iterator<Item = TokenStream> + 'p {
    std::iter::once(imports(plan).runtime()).chain(plan.models.iter().map(emit_model))
}

fn imports(plan: &Plan<'_>) -> Imports {
    let mut imports = Imports::default();
    for model in &plan.models {
        match &model.shape {
            ModelShape::Struct(plan) => struct_imports(plan, &mut imports),
            ModelShape::Union(_) => imports.name("Json"),
            ModelShape::Alias(ty) => imports.add(ty),
            ModelShape::StringEnum(_) | ModelShape::IntegerEnum(_) => {}
        }
    }
    imports
}

fn struct_imports(plan: &StructPlan<'_>, imports: &mut Imports) {
    plan.fields.iter().for_each(|field| imports.add(&field.ty));
    if let AdditionalPlan::Kept { values, .. } = &plan.additional {
        imports.name("Map");
        imports.add(values);
    }
}

fn emit_model(model: &ModelPlan<'_>) -> TokenStream {
    let name = model.name;
    let doc = Doc::of(model.docs);
    match &model.shape {
        ModelShape::Struct(plan) => emit_struct(&doc, name, plan),
        ModelShape::StringEnum(plan) => emit_string_enum(&doc, name, plan),
        ModelShape::IntegerEnum(plan) => emit_integer_enum(&doc, name, plan),
        ModelShape::Union(plan) => emit_union(&doc, name, plan),
        ModelShape::Alias(ty) => emit_alias(&doc, name, ty),
    }
}

fn emit_struct(doc: &Doc, name: &Ident, plan: &StructPlan<'_>) -> TokenStream {
    let derives = Derives::Data;
    let fields = plan.fields.iter().map(emit_field);
    let additional = emit_additional(&plan.additional);
    let constructor = (plan.creation == Creation::Constructor).then(|| emit_constructor(name, plan));
    let record = emit_record(name, plan);
    quote! {
        #doc
        #derives
        pub struct #name {
            #(#fields)*
            #additional
        }
        #constructor
        #record
    }
}

fn emit_field(field: &FieldPlan<'_>) -> TokenStream {
    let FieldPlan { name, wire, docs, .. } = field;
    let doc = Doc::of_field(docs, wire);
    let ty = Here(&field.ty);
    quote! {
        #doc
        pub #name: #ty,
    }
}

fn emit_additional(additional: &AdditionalPlan<'_>) -> Option<TokenStream> {
    let AdditionalPlan::Kept { name, values } = additional else {
        return None;
    };
    let values = Here(values);
    Some(quote! {
        /// Properties that the description does not name.
        pub #name: Map<#values>,
    })
}

fn emit_record(name: &Ident, plan: &StructPlan<'_>) -> TokenStream {
    let announced = (plan.creation == Creation::Default).then(|| quote!(default));
    let entries = plan.fields.iter().map(emit_entry);
    let others = match &plan.additional {
        AdditionalPlan::Skipped => None,
        AdditionalPlan::Refused => Some(quote!(..closed)),
        AdditionalPlan::Kept { name, .. } => Some(quote!(..#name)),
    };
    let rules = Rules(&plan.rules);
    quote! {
        counterpart::record! { #announced #name { #(#entries,)* #others } #rules }
    }
}

fn emit_entry(field: &FieldPlan<'_>) -> TokenStream {
    let name = &field.name;
    let wire = Literal::string(field.wire);
    let kind = match field.kind {
        Kind::Required => quote!(required),
        Kind::Nullable => quote!(nullable),
        Kind::Optional => quote!(optional),
        Kind::Maybe => quote!(maybe),
    };
    let rules = Rules(&field.rules);
    quote!(#name: #kind #wire #rules)
}

fn emit_constructor(name: &Ident, plan: &StructPlan<'_>) -> TokenStream {
    let doc = Doc::line(format!("A `{name}` of what is required; the rest is absent."));
    let present = || plan.fields.iter().filter(|field| field.kind.is_present());
    let arguments = present().map(|FieldPlan { name, ty, .. }| emit_argument(name, ty, &Here(ty)));
    let values = present().map(|FieldPlan { name, ty, .. }| emit_value(name, ty));
    quote! {
        impl #name {
            #doc
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values,)* ..counterpart::blank() }
            }
        }
    }
}

/// An argument for a field: whatever becomes a `String` where it is one.
pub(super) fn emit_argument(name: &Ident, ty: &RustType<'_>, written: &impl ToTokens) -> TokenStream {
    if ty.is_string() {
        quote!(#name: impl Into<String>)
    } else {
        quote!(#name: #written)
    }
}

/// The field's value of its argument.
pub(super) fn emit_value(name: &Ident, ty: &RustType<'_>) -> TokenStream {
    if ty.is_string() {
        quote!(#name: #name.into())
    } else {
        name.to_token_stream()
    }
}

fn emit_string_enum(doc: &Doc, name: &Ident, plan: &EnumPlan<'_, String>) -> TokenStream {
    let derives = Derives::Text;
    let variants = emit_values(plan);
    let entries = plan
        .variants
        .iter()
        .map(|(variant, value)| (variant, Literal::string(&value.value)));
    let entries = entries.map(|(variant, value)| quote!(#variant = #value));
    let open = &plan.open;
    quote! {
        #doc
        #derives
        #[non_exhaustive]
        pub enum #name {
            #variants
            /// A value that the description does not list.
            #open(counterpart::UnknownValue),
        }
        counterpart::string_enum! { #name { #(#entries,)* } #open }
    }
}

fn emit_integer_enum(doc: &Doc, name: &Ident, plan: &EnumPlan<'_, i64>) -> TokenStream {
    let derives = Derives::Number;
    let variants = emit_values(plan);
    let entries = plan
        .variants
        .iter()
        .map(|(variant, value)| (variant, Literal::i64_unsuffixed(value.value)));
    let entries = entries.map(|(variant, value)| quote!(#variant = #value));
    let open = &plan.open;
    quote! {
        #doc
        #derives
        #[non_exhaustive]
        pub enum #name {
            #variants
            /// A value that the description does not list.
            #open(i64),
        }
        counterpart::integer_enum! { #name { #(#entries,)* } #open }
    }
}

fn emit_values<T>(plan: &EnumPlan<'_, T>) -> TokenStream {
    let variant = |(name, value): &(Ident, &counterpart_spec::api::EnumValue<T>)| {
        let mut doc = Doc::default();
        value
            .description
            .iter()
            .for_each(|description| doc.paragraph(description));
        quote!(#doc #name,)
    };
    plan.variants.iter().map(variant).collect()
}

fn emit_union(doc: &Doc, name: &Ident, plan: &UnionPlan<'_>) -> TokenStream {
    let derives = Derives::Data;
    let variants = plan.variants.iter().map(|VariantPlan { name, ty, .. }| {
        let ty = Here(ty);
        quote!(#name(#ty),)
    });
    let entries = plan
        .variants
        .iter()
        .map(|VariantPlan { name, tags, .. }| quote!(#name = #(#tags)|*));
    let UnionPlan { tag, open, .. } = plan;
    quote! {
        #doc
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A tag that the description does not list.
            #open(Json),
        }
        counterpart::union! { #name tag #tag { #(#entries,)* } #open }
    }
}

fn emit_alias(doc: &Doc, name: &Ident, ty: &RustType<'_>) -> TokenStream {
    let ty = Here(ty);
    quote! {
        #doc
        pub type #name = #ty;
    }
}
