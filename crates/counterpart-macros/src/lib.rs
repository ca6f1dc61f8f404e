//! The attribute `#[counterpart::handler]`.
//!
//! It needs no parser of Rust: methods of an `impl` block are found by their tokens, and `async-trait` does the rest.

use proc_macro::{Delimiter, Group, Punct, Spacing, Span, TokenStream, TokenTree};

/// Lets handler traits and authenticators be implemented by `async fn` methods.
///
/// A method may return its own error, `Result<PetGetResponse, ShopError>`, if that becomes a `Problem` by `From`.
///
/// It stands above the `impl`. Where it was forgotten, the compiler says of each method that *lifetime parameters or bounds do
/// not match the trait declaration* (E0195), because the methods of the traits are written as what it makes of `async fn`.
#[proc_macro_attribute]
pub fn handler(_: TokenStream, item: TokenStream) -> TokenStream {
    let mut out: TokenStream = "#[::counterpart::server::async_trait]".parse().unwrap_or_default();
    let is_impl = item.clone().into_iter().any(|token| is_word(&token, "impl"));
    match is_impl {
        true => out.extend(block(item)),
        // A trait says what it says.
        false => out.extend(item),
    }
    out
}

/// The `impl` block with the methods in its braces seen through.
fn block(item: TokenStream) -> TokenStream {
    let mut tokens: Vec<_> = item.into_iter().collect();
    if let Some(TokenTree::Group(body)) = tokens.last_mut()
        && body.delimiter() == Delimiter::Brace
    {
        *body = spanned(Delimiter::Brace, methods(body.stream()), body.span());
    }
    tokens.into_iter().collect()
}

/// `async fn f(..) -> R { body }` becomes `async fn f(..) -> <R as Outcome>::Answered { .. }`.
fn methods(tokens: TokenStream) -> TokenStream {
    let mut out = Vec::new();
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        let is_async = is_word(&token, "async");
        out.push(token);
        if !is_async {
            continue;
        }
        if !take_signature(&mut tokens, &mut out) {
            continue;
        }
        let mut returned = take_until(&mut tokens, |token| is_brace(token) || is_word(token, "where"));
        let end = returned.pop();
        let returned: TokenStream = returned.into_iter().collect();
        out.extend(answered(returned.clone()));
        let mut rest: Vec<_> = end.into_iter().collect();
        if rest.last().is_some_and(|token| is_word(token, "where")) {
            rest.extend(take_until(&mut tokens, is_brace));
        }
        if let Some(TokenTree::Group(body)) = rest.last_mut() {
            *body = seen_through(&returned, body);
        }
        out.extend(rest);
    }
    out.into_iter().collect()
}

/// Takes the signature up to its arrow; says whether there is one before the body.
fn take_signature(tokens: &mut impl Iterator<Item = TokenTree>, out: &mut Vec<TokenTree>) -> bool {
    let mut is_dash = false;
    for token in tokens {
        let is_arrow = is_dash && is_punct(&token, '>');
        is_dash = is_punct(&token, '-');
        let is_body = is_brace(&token);
        out.push(token);
        if is_arrow || is_body {
            return is_arrow;
        }
    }
    false
}

/// Tokens up to the first that is wanted, and that one.
fn take_until(tokens: &mut impl Iterator<Item = TokenTree>, is_last: impl Fn(&TokenTree) -> bool) -> Vec<TokenTree> {
    let mut taken = Vec::new();
    for token in tokens {
        let ends = is_last(&token);
        taken.push(token);
        if ends {
            break;
        }
    }
    taken
}

fn answered(returned: TokenStream) -> TokenStream {
    let at = place(&returned);
    let open = TokenTree::Punct(Punct::new('<', Spacing::Alone));
    let mut out = located([open].into_iter().collect(), at);
    out.extend(returned);
    out.extend(located(parsed("as ::counterpart::server::Outcome>::Answered"), at));
    out
}

/// Where a type stands, which is where a compiler complains about it.
fn place(returned: &TokenStream) -> Span {
    let first = returned.clone().into_iter().next();
    first.map_or_else(Span::call_site, |token| token.span())
}

/// Tokens of ours as if they stood there.
fn located(tokens: TokenStream, at: Span) -> TokenStream {
    let located = tokens.into_iter().map(|mut token| {
        token.set_span(token.span().located_at(at));
        token
    });
    located.collect()
}

/// The body within an inner future, whose type is said so that `?` knows what it makes.
fn seen_through(returned: &TokenStream, body: &Group) -> Group {
    let mut inner = parsed("if let ::core::option::Option::Some(__never) = ::core::option::Option::None::<");
    inner.extend(returned.clone());
    inner.extend(parsed("> { return __never; } let __outcome:"));
    inner.extend(returned.clone());
    inner.extend([
        TokenTree::Punct(Punct::new('=', Spacing::Alone)),
        TokenTree::Group(body.clone()),
    ]);
    inner.extend(parsed(
        "; #[allow(unreachable_code, reason = \"a body may always return before\")] __outcome",
    ));
    let future = TokenTree::Group(spanned(Delimiter::Brace, inner, body.span()));
    let mut call = parsed("async move");
    call.extend([future]);
    call.extend(parsed(".await"));
    let mut out = located(parsed("::counterpart::server::Outcome::answer"), place(returned));
    out.extend([TokenTree::Group(spanned(Delimiter::Parenthesis, call, body.span()))]);
    spanned(Delimiter::Brace, out, body.span())
}

fn parsed(text: &str) -> TokenStream {
    text.parse().unwrap_or_default()
}

fn spanned(delimiter: Delimiter, stream: TokenStream, span: Span) -> Group {
    let mut group = Group::new(delimiter, stream);
    group.set_span(span);
    group
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident.to_string() == word)
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

fn is_brace(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}
