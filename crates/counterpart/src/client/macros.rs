//! `client!`: the types of a client in the user's module, so that generated methods can be inherent.

/// Defines `Client`, `ClientBuilder` and `Call`; written by the generator.
///
/// ```text
/// client! {
///     /// A client of the pet store.
///     Client "https://pets.example/api" { token: bearer, key: header "X-Key", login: basic }
/// }
/// ```
#[macro_export]
macro_rules! client {
    (
        $(#[$doc:meta])*
        $client:ident $server:literal { $( $scheme:ident : $kind:ident $($wire:literal)? $([$($flows:tt)*])? ),* $(,)? }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $client {
            core: $crate::client::Core,
        }
        impl $client {
            /// A builder of a client.
            pub fn builder() -> ClientBuilder {
                static SCHEMES: &[$crate::operation::Scheme] = $crate::__schemes!($( $scheme: $kind $($wire)? $([$($flows)*])? ),*);
                ClientBuilder { core: $crate::client::CoreBuilder::new($server, SCHEMES) }
            }
            /// A call of any operation, given as a value.
            pub fn call<Op: $crate::operation::Operation>(&self, operation: Op) -> Call<Op> {
                Call { core: self.core.clone(), operation, settings: ::std::default::Default::default() }
            }
            /// A request to an endpoint that the description does not have, below the same address and with the same
            /// credentials. The path is written as it is sent: percent-encoded.
            pub fn request(&self, method: $crate::http::Method, path: &str) -> $crate::client::RawCall {
                self.core.request(method, path)
            }
        }
        impl ClientBuilder {
            /// Sets the address below which the API lives, such as `https://id.example/api/v3`. It holds for all operations,
            /// those too that have a server of their own in the description.
            ///
            /// # Errors
            /// When it is not a whole address.
            pub fn base_url(self, url: &str) -> ::std::result::Result<Self, $crate::client::BaseUrlError> {
                ::std::result::Result::Ok(Self { core: self.core.base_url(url)? })
            }
        }
        impl<Op: $crate::operation::Operation> Call<Op> {
            /// Sends this call below another address; one that is not whole is an error when it is sent.
            pub fn base_url(mut self, url: &str) -> Self {
                self.settings.base_url(url);
                self
            }
        }
        $crate::__calls! { $client ClientBuilder $( $scheme: $kind, )* }
    };
}

/// Defines `Sender`, `SenderBuilder` and `Call`: what an API calls at its users; written by the generator.
///
/// ```text
/// sender! {
///     /// Sends the webhooks of the pet store.
///     Sender { signature: header "X-Signature" }
/// }
/// ```
#[macro_export]
macro_rules! sender {
    (
        $(#[$doc:meta])*
        $sender:ident { $( $scheme:ident : $kind:ident $($wire:literal)? $([$($flows:tt)*])? ),* $(,)? }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $sender {
            core: $crate::client::Core,
        }
        impl $sender {
            /// A builder of a sender.
            pub fn builder() -> SenderBuilder {
                static SCHEMES: &[$crate::operation::Scheme] = $crate::__schemes!($( $scheme: $kind $($wire)? $([$($flows)*])? ),*);
                SenderBuilder { core: $crate::client::CoreBuilder::sender(SCHEMES) }
            }
            /// A call of any operation, given as a value, at a whole address.
            ///
            /// An address that came with a request is a stranger's: think of whether this process may be sent there, and
            /// what may be sent.
            pub fn call<Op: $crate::operation::Operation>(&self, url: &str, operation: Op) -> Call<Op> {
                let mut settings: $crate::client::Settings = ::std::default::Default::default();
                settings.address(url);
                Call { core: self.core.clone(), operation, settings }
            }
        }
        $crate::__calls! { $sender SenderBuilder $( $scheme: $kind, )* }
    };
}

/// The builder and the call of whoever calls operations.
#[doc(hidden)]
#[macro_export]
macro_rules! __calls {
    ($client:ident $builder:ident $( $scheme:ident : $kind:ident, )*) => {
        #[doc = concat!("Builds a [`", stringify!($client), "`].")]
        #[derive(Clone, Debug)]
        #[must_use]
        pub struct $builder {
            core: $crate::client::CoreBuilder,
        }
        impl $builder {
            $crate::__credential_setters! { $( $scheme: $kind, )* }
            $crate::__reqwest_setter! {}
            /// Sends through a `tower::Service` of HTTP requests, such as middleware over another client, or the router of a
            /// server in the same process: [`IntoTransport`](counterpart::client::IntoTransport) says what it has to be.
            pub fn service(self, service: impl $crate::client::IntoTransport) -> Self {
                Self { core: self.core.transport($crate::client::Transport::new(service)) }
            }
            /// Wraps what carries the requests in a layer; the one that is added last sees a request first. What a request is
            /// of is among its extensions: [`Called`](counterpart::client::Called). What layers have to be,
            /// [`TransportLayer`](counterpart::client::TransportLayer) says.
            pub fn layer(self, layer: impl $crate::client::TransportLayer) -> Self {
                Self { core: self.core.layer(layer) }
            }
            /// Adds a hook, which looks at each request and the head of its answer.
            pub fn hook(self, hook: impl $crate::client::Hook) -> Self {
                Self { core: self.core.hook(hook) }
            }
            /// Sets how long the default transport tries to connect: 10 seconds unless told.
            pub fn connect_timeout(self, timeout: ::std::time::Duration) -> Self {
                Self { core: self.core.connect_timeout(timeout) }
            }
            /// Sets how long a call may take with all that belongs to it: fetching a token, trying again, reading the
            /// answer. A body that is streamed is not cut. Without one a call takes what it takes.
            pub fn timeout(self, timeout: ::std::time::Duration) -> Self {
                Self { core: self.core.timeout(timeout) }
            }
            /// Tries calls again that found no answer, or one that will pass; without it, none is.
            pub fn retries(self, retries: $crate::client::Retries) -> Self {
                Self { core: self.core.retries(retries) }
            }
            /// Limits how many bytes of an answer are read into memory, 64 MiB unless told; a longer answer is an error of
            /// the transport. What is streamed is not limited.
            pub fn answer_limit(self, bytes: usize) -> Self {
                Self { core: self.core.answer_limit(bytes) }
            }
            /// Puts the client together.
            ///
            /// # Errors
            /// When there is no base URL or nothing that carries requests.
            pub fn build(self) -> ::std::result::Result<$client, $crate::client::BuildError> {
                ::std::result::Result::Ok($client { core: self.core.build()? })
            }
        }

        /// A call that has not been sent: set what is optional, then `.await` it. It owns what it needs, so that it can be sent
        /// from any task.
        #[derive(Debug)]
        #[must_use = "a call does nothing until it is awaited"]
        pub struct Call<Op> {
            core: $crate::client::Core,
            pub(crate) operation: Op,
            settings: $crate::client::Settings,
        }
        impl<Op: $crate::operation::Operation> Call<Op> {
            /// Adds a header to this call; the first one of a name replaces what the client would have sent.
            pub fn header(mut self, name: &str, value: &str) -> Self {
                self.settings.header(name, value);
                self
            }
            /// Sets how long this call may take, instead of the client's timeout.
            pub fn timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.settings.timeout(timeout);
                self
            }
            /// Sets how often this call is tried again, instead of the client's setting.
            pub fn retries(mut self, retries: $crate::client::Retries) -> Self {
                self.settings.retries(retries);
                self
            }
            /// Takes a stream of server-sent events up again where it is lost or ends, after the last event that had an id
            /// (`Last-Event-ID`) and the pause that the server asks for (`retry`). The stream is over when the server says
            /// so (204), and fails after so many attempts without an event. Only calls that do no harm twice are repeated.
            pub fn reconnect(mut self, retries: $crate::client::Retries) -> Self {
                self.settings.reconnect(retries);
                self
            }
            /// Sends the request and waits for the answer; fails with everything but the operation's success. The request is
            /// written here and now, a stream in it is taken, and nothing is sent until the future is awaited.
            pub fn send(self) -> $crate::client::Calling<Op> {
                self.core.call(self.operation, self.settings)
            }
            /// Sends the request and waits for any answer that is documented: its status, its headers and the enum of answers;
            /// fails when none came. Written and sent as by [`send`](Self::send).
            pub fn answer(self) -> $crate::client::CallingAny<Op> {
                self.core.answer(self.operation, self.settings)
            }
            $crate::__send_blocking! {}
            /// All pages from this one on, as a stream; each is asked for when it is needed.
            pub fn pages(self) -> $crate::client::Paged<$crate::client::Page<Op>, Op::Response>
            where
                Op: $crate::client::Paginated,
            {
                self.core.pages(self.operation, self.settings)
            }
            /// The items of all pages from this one on, as a stream.
            // `Op::Item` as the result would be looked up before the bound, and what the bound has to say never shown.
            pub fn items<Item>(self) -> $crate::client::Paged<Item, Op::Response>
            where
                Op: $crate::client::Paginated<Item = Item>,
            {
                self.core.items(self.operation, self.settings)
            }
        }
        impl<Op: $crate::operation::Operation> ::std::future::IntoFuture for Call<Op> {
            type Output = $crate::client::Outcome<Op>;
            type IntoFuture = $crate::client::Calling<Op>;
            fn into_future(self) -> Self::IntoFuture {
                self.send()
            }
        }
    };
}

/// Sending from a program that has no async runtime, where that is on.
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __send_blocking {
    () => {
        /// Sends the request and waits for the answer, on this thread; within async code that is an error.
        ///
        /// # Errors
        /// Everything but the operation's success.
        pub fn send_blocking(self) -> $crate::client::Outcome<Op> {
            self.core.call_blocking(self.operation, self.settings)
        }
    };
}

/// Sending from a program that has no async runtime, where that is off.
#[cfg(not(all(feature = "blocking", not(target_arch = "wasm32"))))]
#[doc(hidden)]
#[macro_export]
macro_rules! __send_blocking {
    () => {};
}

/// One setter a scheme, named by it.
#[doc(hidden)]
#[macro_export]
macro_rules! __credential_setters {
    () => {};
    ($scheme:ident: unsupported, $($rest:tt)*) => { $crate::__credential_setters! { $($rest)* } };
    ($scheme:ident: mutual_tls, $($rest:tt)*) => { $crate::__credential_setters! { $($rest)* } };
    ($scheme:ident: oauth2, $($rest:tt)*) => {
        #[doc = concat!("Sets the credential of the security scheme `", stringify!($scheme), "`: a token, or what tokens are fetched with.")]
        pub fn $scheme(self, credential: impl ::std::convert::Into<$crate::client::OAuth2>) -> Self {
            let credential = $crate::client::Credential::OAuth2(credential.into());
            Self { core: self.core.credential(stringify!($scheme), credential) }
        }
        $crate::__credential_setters! { $($rest)* }
    };
    ($scheme:ident: bearer, $($rest:tt)*) => { $crate::__credential_setters! { @ $scheme Bearer $($rest)* } };
    ($scheme:ident: basic, $($rest:tt)*) => { $crate::__credential_setters! { @ $scheme Basic $($rest)* } };
    ($scheme:ident: $key:ident, $($rest:tt)*) => { $crate::__credential_setters! { @ $scheme ApiKey $($rest)* } };
    (@ $scheme:ident $credential:ident $($rest:tt)*) => {
        #[doc = concat!("Sets the credential of the security scheme `", stringify!($scheme), "`.")]
        pub fn $scheme(self, credential: $crate::client::$credential) -> Self {
            let credential = $crate::client::Credential::$credential(credential);
            Self { core: self.core.credential(stringify!($scheme), credential) }
        }
        $crate::__credential_setters! { $($rest)* }
    };
}

/// The setter of the default transport, where there is one.
#[cfg(feature = "reqwest-transport")]
#[doc(hidden)]
#[macro_export]
macro_rules! __reqwest_setter {
    () => {
        /// Sends through this reqwest client, with its timeouts, proxies, certificates and its user agent, if it has one.
        ///
        /// Without one, a client is made that gives up to connect after 10 seconds, follows no redirects and has a user agent,
        /// which some servers ask for (in a browser that is the browser's).
        pub fn reqwest(self, client: $crate::client::reqwest::Client) -> Self {
            Self {
                core: self.core.transport($crate::client::Transport::reqwest(client)),
            }
        }
    };
}

/// The setter of the default transport, where there is none.
#[cfg(not(feature = "reqwest-transport"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __reqwest_setter {
    () => {};
}
