//! `router!`: the types of a server in the user's module.

/// Defines `Router` and `Authenticator`; written by the generator.
///
/// ```text
/// router! {
///     /// Routes of the pet store.
///     Router "/api/" {
///         pets: PetsHandler { PetGet => pet_get, PetCreate => pet_create },
///     }
///     security { token: bearer, key: header "X-Key" }
/// }
/// ```
#[macro_export]
macro_rules! router {
    (
        $(#[$doc:meta])*
        $router:ident $server:literal {
            $( $tag:ident : $handler:ident { $( $operation:ident => $method:ident ),* $(,)? } $(,)? )*
        }
        security { $( $scheme:ident : $kind:ident $($wire:literal)? $([$($flows:tt)*])? ),* $(,)? }
    ) => {
        $(#[$doc])*
        #[must_use]
        pub struct $router {
            core: $crate::server::RouterCore,
        }
        impl $router {
            /// A router of an application that implements every handler trait.
            pub fn new<A>(app: A) -> Self
            where
                A: $( $handler + )* ::std::marker::Send + ::std::marker::Sync + 'static,
            {
                Self::shared(::std::sync::Arc::new(app))
            }
            /// The same of an application that others hold as well.
            pub fn shared<A>(app: ::std::sync::Arc<A>) -> Self
            where
                A: $( $handler + )* ::std::marker::Send + ::std::marker::Sync + 'static,
            {
                #[allow(unused_mut, reason = "an API may have no operations")]
                let mut router = Self::empty();
                $( router.core.add::<dyn $handler>(::std::sync::Arc::<A>::clone(&app)); )*
                let _ = app;
                router
            }
            /// A router without operations; each method named by a tag adds those of the tag, and so does `mount`.
            pub fn empty() -> Self {
                static SCHEMES: &[$crate::operation::Scheme] = $crate::__schemes!($( $scheme: $kind $($wire)? $([$($flows)*])? ),*);
                Self { core: $crate::server::RouterCore::new($server, SCHEMES) }
            }
            $(
                #[doc = concat!(
                    "Adds the operations of [`", stringify!($handler), "`], or gives them another handler.",
                )]
                pub fn $tag(mut self, handler: impl $handler) -> Self {
                    self.core.add::<dyn $handler>(::std::sync::Arc::new(handler));
                    self
                }
            )*
            /// Adds the operations of a handler trait, or gives them another handler, which others may hold as well:
            /// `.mount::<dyn PetsHandler>(app)`.
            pub fn mount<H: ?::std::marker::Sized + $crate::server::Routes>(mut self, handler: ::std::sync::Arc<H>) -> Self {
                self.core.add::<H>(handler);
                self
            }
            /// Adds the operations of another router, of this description or another, with what was set on it. Operations
            /// of the same method and path are answered by this one.
            pub fn merge(mut self, other: impl ::std::convert::Into<$crate::server::RouterCore>) -> Self {
                self.core.merge(other.into());
                self
            }
            /// Refuses to go on while an operation of the description has no implementation.
            ///
            /// # Errors
            /// The operations that would answer 501.
            pub fn require_all(self) -> ::std::result::Result<Self, $crate::server::Unwritten> {
                self.core.check_written(&[ $( $crate::server::tables::<dyn $handler>() ),* ])?;
                ::std::result::Result::Ok(self)
            }
            /// The operations that were added.
            pub fn operations(&self) -> impl ::std::iter::Iterator<Item = &'static $crate::operation::OperationTable> {
                self.core.operations()
            }
            /// Sets who judges credentials; without one, every operation that needs a credential answers 401.
            pub fn authenticator(mut self, authenticator: impl Authenticator) -> Self {
                struct Guard<A>(A);
                impl<A: Authenticator> $crate::server::Guard for Guard<A> {
                    fn judge<'a>(
                        &'a self,
                        scheme: &'static str,
                        credential: $crate::server::Presented,
                        scopes: &'a [&'a str],
                    ) -> $crate::server::Authenticate<'a> {
                        $( $crate::__judge! { self scheme credential scopes $scheme $kind } )*
                        let _ = (scheme, credential, scopes);
                        $crate::server::refuse()
                    }
                }
                self.core.guard(::std::sync::Arc::new(Guard(authenticator)));
                self
            }
            /// Sets the path below which all operations live, instead of those of the description's servers.
            pub fn base_path(mut self, path: &str) -> Self {
                self.core.base_path(path);
                self
            }
            /// Serves an operation at another path than its own, whatever the base path is; it has the parameters of its own:
            /// `.at::<operations::PaymentDone>("/hooks/payments")`.
            pub fn at<O: $crate::operation::Operation>(mut self, path: &str) -> Self {
                self.core.at::<O>(path);
                self
            }
            /// Sets how many bytes of a body are read, 2 MiB unless told; a larger one is answered 413.
            pub fn body_limit(mut self, bytes: usize) -> Self {
                self.core.body_limit(bytes);
                self
            }
            /// Sets what is spent on a request: bytes, parts, levels, time.
            pub fn limits(mut self, limits: $crate::server::Limits) -> Self {
                self.core.limits(limits);
                self
            }
            /// Sets what is spent on a request of one operation: `.limits_of::<operations::Upload>(..)`.
            pub fn limits_of<O: $crate::operation::Operation>(mut self, limits: $crate::server::Limits) -> Self {
                self.core.limits_of::<O>(limits);
                self
            }
            /// Sets what becomes of parameters in a query that the description does not have (they are ignored unless told),
            /// and of those that are sent twice (they are refused).
            pub fn query_rules(mut self, rules: $crate::server::QueryRules) -> Self {
                self.core.query_rules(rules);
                self
            }
            /// Sets whether answers are checked against the description before they are sent; in debug builds they are,
            /// unless told.
            pub fn answer_check(mut self, check: $crate::server::AnswerCheck) -> Self {
                self.core.answer_check(check);
                self
            }
            /// Sets who is told what goes wrong within: panics, and answers that break the description.
            pub fn faults(
                mut self,
                tell: impl Fn(&$crate::server::Fault) + ::std::marker::Send + ::std::marker::Sync + 'static,
            ) -> Self {
                self.core.faults(::std::sync::Arc::new(tell));
                self
            }
            /// Sets how problems are written, those of handlers and those of the runtime.
            pub fn problems(
                mut self,
                write: impl Fn($crate::Problem) -> $crate::server::axum::response::Response
                    + ::std::marker::Send + ::std::marker::Sync + 'static,
            ) -> Self {
                self.core.problems(::std::sync::Arc::new(write));
                self
            }
            /// Makes the axum router.
            pub fn into_axum(self) -> $crate::server::axum::Router {
                self.core.into_axum()
            }
        }

        impl ::std::convert::From<$router> for $crate::server::RouterCore {
            fn from(router: $router) -> Self {
                router.core
            }
        }

        $(
            impl $crate::server::Routes for dyn $handler {
                const ROUTES: &'static [$crate::server::Route<Self>] = &[ $( $crate::server::Route {
                    table: <$operation as $crate::operation::Operation>::TABLE,
                    call: |handler, incoming| $crate::server::serve::<$operation>(
                        incoming,
                        |request, context| handler.$method(request, context),
                    ),
                }, )* ];
            }
        )*

        /// Judges the credentials of each security scheme; what is not written refuses with 401.
        ///
        /// A method gives the principal that its credential stands for, which handlers find in their
        /// [`Context`](counterpart::Context), or a problem: 401 for a credential that is not good, 403 for one that is not
        /// good enough for the scopes. Implement it under `#[counterpart::handler]`; without that the lifetimes of its methods
        /// do not match (E0195).
        #[$crate::server::async_trait]
        pub trait Authenticator: ::std::marker::Send + ::std::marker::Sync + 'static {
            $(
                #[doc = concat!("Judges a credential of the security scheme `", stringify!($scheme), "`.")]
                async fn $scheme(
                    &self,
                    credential: $crate::__credential!($kind),
                    scopes: &[&str],
                ) -> ::std::result::Result<$crate::Principal, $crate::Problem> {
                    let _ = (credential, scopes);
                    ::std::result::Result::Err($crate::Problem::unauthorized())
                }
            )*
        }
    };
}

/// The type of a scheme's credential.
#[doc(hidden)]
#[macro_export]
macro_rules! __credential {
    (bearer) => {
        $crate::server::BearerToken
    };
    (basic) => {
        $crate::server::Basic
    };
    (oauth2) => {
        $crate::server::BearerToken
    };
    (mutual_tls) => {
        ::std::convert::Infallible
    };
    (unsupported) => {
        ::std::convert::Infallible
    };
    ($key:ident) => {
        $crate::server::ApiKey
    };
}

/// Hands a credential to the method of its scheme.
#[doc(hidden)]
#[macro_export]
macro_rules! __judge {
    ($this:ident $found:ident $credential:ident $scopes:ident $scheme:ident unsupported) => {};
    ($this:ident $found:ident $credential:ident $scopes:ident $scheme:ident mutual_tls) => {};
    ($this:ident $found:ident $credential:ident $scopes:ident $scheme:ident oauth2) => {
        $crate::__judge! { @ $this $found $credential $scopes $scheme Bearer }
    };
    ($this:ident $found:ident $credential:ident $scopes:ident $scheme:ident bearer) => {
        $crate::__judge! { @ $this $found $credential $scopes $scheme Bearer }
    };
    ($this:ident $found:ident $credential:ident $scopes:ident $scheme:ident basic) => {
        $crate::__judge! { @ $this $found $credential $scopes $scheme Basic }
    };
    ($this:ident $found:ident $credential:ident $scopes:ident $scheme:ident $key:ident) => {
        $crate::__judge! { @ $this $found $credential $scopes $scheme ApiKey }
    };
    (@ $this:ident $found:ident $credential:ident $scopes:ident $scheme:ident $kind:ident) => {
        if $found == stringify!($scheme) {
            return match $credential {
                $crate::server::Presented::$kind(credential) => $this.0.$scheme(credential, $scopes),
                _ => $crate::server::refuse(),
            };
        }
    };
}
