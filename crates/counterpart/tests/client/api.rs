//! The API, as the generator would write it.

/// The operations.
pub mod operations {
    /// Needs a token.
    pub struct Ping {}
    pub enum PingResponse {
        NoContent,
        Default(counterpart::StatusCode),
    }
    counterpart::operation! {
        Ping "ping" GET "/ping" {}
        security [[login ["read"]], [provider []]]
        PingResponse -> unit {
            NoContent = 204 empty success,
            Default = default empty,
        }
    }

    /// Open to everyone.
    pub struct Find {
        pub q: Option<String>,
    }
    pub enum FindResponse {
        Ok(String),
        Default(counterpart::StatusCode),
    }
    counterpart::operation! {
        Find "find" GET "/find" { q: query optional "q", }
        security []
        FindResponse -> one String {
            Ok = 200 text "text/plain" success,
            Default = default empty,
        }
    }

    /// Changes something.
    pub struct Save {
        pub body: String,
    }
    pub enum SaveResponse {
        NoContent,
        Default(counterpart::StatusCode),
    }
    counterpart::operation! {
        Save "save" POST "/save" { body: body required text "text/plain", }
        security []
        SaveResponse -> unit {
            NoContent = 204 empty success,
            Default = default empty,
        }
    }

    /// Needs a certificate and a key.
    pub struct Vault {}
    pub enum VaultResponse {
        NoContent,
    }
    counterpart::operation! {
        Vault "vault" GET "/vault" {}
        security [[certificate [], key []]]
        VaultResponse -> unit { NoContent = 204 empty success, }
    }
}

/// The client.
pub mod client {
    use super::operations;

    counterpart::client! {
        /// A client of the tests.
        Client "https://api.example/v1" {
            login: oauth2 [
                ClientCredentials "https://login.example/token" refresh "https://login.example/refresh",
                Password "/token",
            ],
            provider: oauth2 [],
            certificate: mutual_tls,
            key: query "key",
        }
    }
    counterpart::servers! {
        /// The servers of the tests.
        Server {
            /// Production.
            Production "https://{region}.api.example/{version}" { region "region": ServerRegion, version "version": String, },
            /// To play with.
            Sandbox "https://sandbox.example",
        }
        default Server::Production { region: ServerRegion::Eu, version: "v1".into() };
        /// The part of the world.
        enum ServerRegion { Eu "eu", UsEast "us-east", }
    }
    impl Client {
        pub fn ping(&self) -> Call<'_, operations::Ping> {
            self.call(operations::Ping {})
        }
        pub fn find(&self) -> Call<'_, operations::Find> {
            self.call(counterpart::blank())
        }
        pub fn save(&self, body: impl Into<String>) -> Call<'_, operations::Save> {
            self.call(operations::Save { body: body.into() })
        }
        pub fn vault(&self) -> Call<'_, operations::Vault> {
            self.call(operations::Vault {})
        }
    }
    impl Call<'_, operations::Find> {
        pub fn q(mut self, q: impl Into<String>) -> Self {
            self.operation.q = Some(q.into());
            self
        }
    }
}
