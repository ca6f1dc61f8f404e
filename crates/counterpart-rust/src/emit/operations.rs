//! `operations`: a struct an operation and an enum of its answers.

use counterpart_spec::api::{ParameterLocation, Requirement, Status, Syntax};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::bodies::{emit_choice, emit_encodings, emit_kind};
use super::doc::Doc;
use super::headers::emit_headers;
use super::markdown;
use super::rules::Rules;
use super::types::{Beside, Imports};
use crate::plan::{
    AnswerBody, BodyPlan, ChoicePlan, FieldSource, FieldType, OperationFieldPlan as FieldPlan, OperationPlan, Plan,
    ResponsePlan, RustType, Schemes, SuccessPlan, status_key,
};

/// The chunks of the module: imports, then a chunk an operation.
pub(crate) fn operations<'p>(plan: &'p Plan<'_>) -> impl Iterator<Item = TokenStream> + 'p {
    let operations = plan
        .all_operations()
        .map(|operation| emit_operation(operation, &plan.schemes));
    let choices = plan.choices.iter().filter_map(emit_answer_choice);
    let headers = plan.headers.iter().map(emit_headers);
    std::iter::once(emit_imports(plan))
        .chain(operations)
        .chain(choices)
        .chain(headers)
}

fn emit_imports(plan: &Plan<'_>) -> TokenStream {
    let mut imports = Imports::default();
    for operation in plan.all_operations() {
        let fields = &operation.fields;
        fields.iter().for_each(|field| field.ty.each(&mut |ty| imports.add(ty)));
    }
    plan.each_answer(&mut |ty| imports.add(ty));
    let headers = plan.headers.iter().flat_map(|headers| &headers.fields);
    headers.for_each(|header| imports.add(&header.ty));
    let models = imports.has_models().then(|| quote! { use super::models; });
    let runtime = imports.runtime();
    quote! { #runtime #models }
}

fn emit_operation(plan: &OperationPlan<'_>, schemes: &Schemes<'_>) -> TokenStream {
    let OperationPlan {
        source,
        name,
        response_name,
        ..
    } = plan;
    let doc = Doc::in_brief(source);
    let fields = plan.fields.iter().map(emit_field);
    let choices = plan.fields.iter().filter_map(|field| match &field.ty {
        FieldType::Choice(choice) => Some(emit_choice(format!("The bodies that [`{name}`] takes."), choice)),
        FieldType::Value(_) => None,
    });
    let answers = Doc::line(format!("The documented answers of [`{name}`]."));
    let variants = plan.responses.iter().map(emit_variant);
    let table = emit_table(plan, schemes);
    quote! {
        #doc
        pub struct #name {
            #(#fields)*
        }
        #(#choices)*
        #answers
        pub enum #response_name {
            #(#variants)*
        }
        #table
    }
}

fn emit_field(field: &FieldPlan<'_>) -> TokenStream {
    let FieldPlan {
        name, docs, required, ..
    } = field;
    let wire = match &field.source {
        FieldSource::Parameter { wire, .. } => wire,
        FieldSource::Body(_) | FieldSource::Bodies => "body",
    };
    let doc = Doc::of_field(docs, wire);
    let ty = match &field.ty {
        FieldType::Value(ty) => Beside(ty).to_token_stream(),
        FieldType::Choice(choice) => choice.name.to_token_stream(),
    };
    let ty = if *required || field.ty.is_maybe() {
        ty
    } else {
        quote!(Option<#ty>)
    };
    quote! {
        #doc
        pub #name: #ty,
    }
}

fn emit_variant(response: &ResponsePlan<'_>) -> TokenStream {
    let name = &response.name;
    let doc = Doc::line(variant_doc(response));
    let status = match response.status {
        Status::Code(_) => None,
        Status::Range(_) | Status::Default => Some(quote!(counterpart::StatusCode)),
    };
    let body = response.body.as_ref().map(emit_answer_body);
    let headers = response.headers.as_ref().map(ToTokens::to_token_stream);
    let mut parts = status.into_iter().chain(body).chain(headers).peekable();
    match parts.peek() {
        Some(_) => quote!(#doc #name(#(#parts),*),),
        None => quote!(#doc #name,),
    }
}

/// The type of what an answer holds.
fn emit_answer_body(body: &AnswerBody<'_>) -> TokenStream {
    match body {
        AnswerBody::One(body) => Beside(&body.ty).to_token_stream(),
        AnswerBody::Choice(name) => name.to_token_stream(),
    }
}

fn emit_answer_choice(choice: &ChoicePlan<'_>) -> Option<TokenStream> {
    emit_choice("The media types of an answer.".to_owned(), choice)
}

/// `200: A pet.`
fn variant_doc(response: &ResponsePlan<'_>) -> String {
    let key = status_key(response.status);
    let description = response.docs.and_then(|docs| docs.description.as_deref());
    match description.and_then(markdown::summary) {
        Some(summary) => format!("{key}: {summary}"),
        None => key,
    }
}

fn emit_table(plan: &OperationPlan<'_>, schemes: &Schemes<'_>) -> TokenStream {
    let OperationPlan {
        source,
        name,
        response_name,
        ..
    } = plan;
    let id = &source.id;
    let method = format_ident!("{}", source.method.as_str());
    let path = &source.path.text;
    let fields = plan.fields.iter().map(emit_entry);
    let security = source
        .security
        .iter()
        .map(|requirement| emit_requirement(requirement, schemes));
    let success = emit_success(plan);
    let server = source.server.as_ref().map(|server| server.url.as_str());
    let server = server.map(|url| quote!(at #url));
    let responses = plan.responses.iter().map(emit_response);
    quote! {
        counterpart::operation! {
            #name #id #method #path #server { #(#fields,)* }
            security [#(#security),*]
            #response_name -> #success { #(#responses,)* }
        }
    }
}

fn emit_entry(field: &FieldPlan<'_>) -> TokenStream {
    let name = &field.name;
    let need = emit_need(field);
    match &field.source {
        FieldSource::Parameter {
            location,
            part,
            wire,
            style,
            reserved,
            rules,
            encodings,
            default,
        } => {
            let location = emit_location(*location);
            let style = style.map(|style| format_ident!("{style}"));
            let reserved = reserved.then(|| quote!(reserved));
            let rules = Rules(rules);
            let encodings = emit_encodings(encodings);
            let default = default.map(|json| Literal::string(&json.to_string()));
            let default = default.map(|json| quote!(= #json));
            quote!(#name: #location #need #wire #part #style #reserved #rules #encodings #default)
        }
        FieldSource::Body(kind) => {
            let kind = emit_kind(kind);
            quote!(#name: body #need #kind)
        }
        FieldSource::Bodies => {
            let choice = match &field.ty {
                FieldType::Choice(choice) => Some(&choice.name),
                FieldType::Value(_) => None,
            };
            quote!(#name: body #need choice "body" #choice)
        }
    }
}

fn emit_need(field: &FieldPlan<'_>) -> TokenStream {
    match (field.required, &field.ty, &field.source) {
        (true, FieldType::Value(RustType::Option(_)), FieldSource::Parameter { .. }) => quote!(nullable),
        (true, ..) => quote!(required),
        (false, ..) if field.ty.is_maybe() => quote!(maybe),
        (false, ..) => quote!(optional),
    }
}

fn emit_location(location: ParameterLocation) -> TokenStream {
    match location {
        ParameterLocation::Path => quote!(path),
        ParameterLocation::Query => quote!(query),
        ParameterLocation::QueryString => quote!(query_string),
        ParameterLocation::Header => quote!(header),
        ParameterLocation::Cookie => quote!(cookie),
        ParameterLocation::Part => quote!(part),
    }
}

pub(super) fn emit_syntax(syntax: Syntax) -> TokenStream {
    match syntax {
        Syntax::Json => quote!(json),
        Syntax::Form => quote!(form),
        Syntax::Multipart => quote!(multipart),
        Syntax::Text => quote!(text),
        // What the body is made of is the business of its type.
        Syntax::Binary | Syntax::Events | Syntax::Items => quote!(binary),
    }
}

/// `[authentik []]`: all parts of an alternative.
fn emit_requirement(requirement: &Requirement, schemes: &Schemes<'_>) -> TokenStream {
    let parts = requirement.parts.iter().map(|part| {
        let (scheme, scopes): (&Ident, _) = (schemes.name(part.scheme), &part.scopes);
        quote!(#scheme [#(#scopes),*])
    });
    quote!([#(#parts),*])
}

fn emit_success(plan: &OperationPlan<'_>) -> TokenStream {
    let body = plan
        .responses
        .iter()
        .filter(|response| response.success)
        .find_map(|response| response.body.as_ref());
    match (plan.success, body) {
        (SuccessPlan::One, Some(body)) => {
            let ty = emit_answer_body(body);
            quote!(one #ty)
        }
        (SuccessPlan::One | SuccessPlan::Unit, _) => quote!(unit),
        (SuccessPlan::All, _) => quote!(all),
    }
}

fn emit_response(response: &ResponsePlan<'_>) -> TokenStream {
    let name = &response.name;
    let status = emit_status(response.status);
    let success = response.success.then(|| quote!(success));
    let headers = response.headers.as_ref().map(|headers| quote!(+ #headers));
    match &response.body {
        Some(AnswerBody::Choice(choice)) => quote!(#name = #status choice: #choice #success #headers),
        Some(AnswerBody::One(BodyPlan {
            syntax: Syntax::Json,
            names,
            rules,
            ..
        })) if rules.is_empty() && matches!(names[..], ["application/json"]) => {
            // Almost every answer: one row of the runtime serves them all.
            quote!(#name = #status json #success #headers)
        }
        Some(AnswerBody::One(BodyPlan {
            syntax, names, rules, ..
        })) => {
            let syntax = emit_syntax(*syntax);
            let rules = Rules(rules);
            quote!(#name = #status #syntax #(#names)* #rules #success #headers)
        }
        None => quote!(#name = #status empty #success #headers),
    }
}

fn emit_status(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => Literal::u16_unsuffixed(code).into_token_stream(),
        Status::Range(hundreds) => {
            let hundreds = Literal::u8_unsuffixed(hundreds);
            quote!(range #hundreds)
        }
        Status::Default => quote!(default),
    }
}
