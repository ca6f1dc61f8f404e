//! What generated code finds where the feature that it needs is off: one error that says so, and names that mean nothing, so
//! that none of its own lines is an error beside that.

/// Stands first in modules that need the client.
#[cfg(feature = "client")]
#[doc(hidden)]
#[macro_export]
macro_rules! __needs_client {
    () => {};
}

/// Stands first in modules that need the server.
#[cfg(feature = "server")]
#[doc(hidden)]
#[macro_export]
macro_rules! __needs_server {
    () => {};
}

#[cfg(not(feature = "client"))]
pub mod without_client {
    //! The names of the client.

    /// Stands first in modules that need the client.
    #[doc(hidden)]
    #[macro_export]
    macro_rules! __needs_client {
        () => {
            ::core::compile_error!(
                "generated clients need the feature `client` of the crate `counterpart` (`reqwest` brings it along): enable it \
                 in Cargo.toml, or generate without a client, by `.client(false)` in build.rs or `--client=false`"
            );
        };
    }

    /// A client that calls nothing.
    #[doc(hidden)]
    #[macro_export]
    macro_rules! client {
        ($(#[$doc:meta])* $client:ident $($rest:tt)*) => {
            pub struct $client;
            impl $client {
                fn call<Op>(&self, operation: Op) -> Call<Op> {
                    Call { operation }
                }
            }
            pub struct Call<Op> {
                pub(crate) operation: Op,
            }
        };
    }

    /// A sender that sends nothing.
    #[doc(hidden)]
    #[macro_export]
    macro_rules! sender {
        ($(#[$doc:meta])* $sender:ident $($rest:tt)*) => {
            pub struct $sender;
            impl $sender {
                fn call<Op>(&self, _: &str, operation: Op) -> Call<Op> {
                    Call { operation }
                }
            }
            pub struct Call<Op> {
                pub(crate) operation: Op,
            }
        };
    }

    #[doc(hidden)]
    #[macro_export]
    macro_rules! servers {
        ($($any:tt)*) => {};
    }

    #[doc(hidden)]
    #[macro_export]
    macro_rules! paginate {
        ($($any:tt)*) => {};
    }

    #[doc(hidden)]
    #[macro_export]
    macro_rules! callback {
        ($($any:tt)*) => {};
    }

    /// What the alias of generated clients stands for.
    pub type Failure<E = ()> = ::core::marker::PhantomData<E>;
}

#[cfg(not(feature = "server"))]
pub(crate) mod without_server {
    //! The names of the server.

    use ::core::marker::PhantomData;

    /// Stands first in modules that need the server.
    #[doc(hidden)]
    #[macro_export]
    macro_rules! __needs_server {
        () => {
            ::core::compile_error!(
                "generated servers need the feature `server` of the crate `counterpart`: enable it in Cargo.toml, or generate \
                 without a server, by `.server(false)` in build.rs or `--server=false`"
            );
        };
    }

    #[doc(hidden)]
    #[macro_export]
    macro_rules! router {
        ($($any:tt)*) => {};
    }

    #[doc(hidden)]
    #[macro_export]
    macro_rules! contract {
        ($($any:tt)*) => {};
    }

    /// What handlers are given.
    #[derive(Debug)]
    pub struct Context;

    /// What handlers return.
    pub type Answering<'f, R> = PhantomData<&'f R>;

    /// What handlers do that nobody has written.
    #[must_use]
    pub fn not_implemented<'f, O, R>(_: O, _: Context) -> Answering<'f, R> {
        PhantomData
    }
}
