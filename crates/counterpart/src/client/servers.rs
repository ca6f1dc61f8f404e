//! `servers!`: the servers of a description as an enum, and the builder's method that takes one.

/// Defines `Server` and the enums of its variables; written by the generator beside `client!`.
///
/// ```text
/// servers! {
///     /// The servers of the pet store.
///     Server {
///         /// Production.
///         Production "https://{region}.pets.example/{version}" { region "region": ServerRegion, version "version": String },
///         Sandbox "https://sandbox.pets.example",
///     }
///     default Server::Production { region: ServerRegion::Eu, version: "v1".into() };
///     enum ServerRegion { Eu "eu", Us "us" }
/// }
/// ```
#[macro_export]
macro_rules! servers {
    (
        $(#[$doc:meta])*
        $name:ident {
            $(
                $(#[$about:meta])*
                $variant:ident $url:literal $({
                    $( $(#[$meaning:meta])* $field:ident $wire:literal : $ty:ty ),* $(,)?
                })?,
            )*
        }
        default $default:expr;
        $(
            $(#[$list_doc:meta])*
            enum $list:ident { $( $value:ident $text:literal ),* $(,)? }
        )*
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[$about])*
                $variant $({ $( $(#[$meaning])* $field: $ty ),* })?,
            )*
        }
        impl $name {
            /// The server's address.
            #[must_use]
            pub fn url(&self) -> ::std::string::String {
                match self {
                    $( Self::$variant $({ $( $field ),* })? => $crate::client::server_url($url, &[
                        $( $( ($wire, ::std::convert::AsRef::<str>::as_ref($field)) ),* )?
                    ]), )*
                }
            }
        }
        impl ::std::default::Default for $name {
            /// The first server of the description, its variables as they are by default.
            fn default() -> Self {
                $default
            }
        }
        impl ClientBuilder {
            /// Sets the server that is called; operations that have a server of their own stay there.
            ///
            /// # Errors
            /// When its variables make no address of it.
            pub fn server(self, server: &$name) -> ::std::result::Result<Self, $crate::client::BaseUrlError> {
                ::std::result::Result::Ok(Self { core: self.core.described(&server.url())? })
            }
        }
        $(
            $(#[$list_doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            #[non_exhaustive]
            pub enum $list {
                $( #[doc = concat!("`", $text, "`")] $value, )*
            }
            impl ::std::convert::AsRef<str> for $list {
                fn as_ref(&self) -> &str {
                    match self {
                        $( Self::$value => $text, )*
                    }
                }
            }
        )*
    };
}

/// The address of a server, each `{name}` replaced by its value.
#[must_use]
pub fn server_url(template: &str, values: &[(&str, &str)]) -> String {
    let mut url = String::with_capacity(template.len());
    let mut rest = template;
    // In one go, so that braces in a value stay what they are.
    while let Some((before, behind)) = rest.split_once('{') {
        url.push_str(before);
        match behind.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, after))
        }) {
            Some((value, after)) => {
                url.push_str(value);
                rest = after;
            }
            None => {
                url.push('{');
                rest = behind;
            }
        }
    }
    url + rest
}

#[cfg(test)]
mod tests {
    use super::server_url;

    #[test]
    fn values_stand_where_their_names_do() {
        let url = |template| server_url(template, &[("a", "1"), ("b", "{a}")]);
        assert_eq!(url("https://{a}.x/{b}/{a}"), "https://1.x/{a}/1");
        assert_eq!(url("https://x/{c}/{a"), "https://x/{c}/{a");
    }
}
