//! The API, as the generator would write it.

/// What is exchanged.
pub mod models {
    /// A page.
    #[derive(Clone, PartialEq)]
    pub struct Listing {
        pub results: Option<Vec<i64>>,
    }
    counterpart::record! { default Listing { results: optional "results" } }
}

/// Operations whose answers come in pages.
pub mod paged {
    use super::models;

    macro_rules! paged {
        ($name:ident $response:ident $id:literal $path:literal $parameter:literal $page:ty) => {
            pub struct $name {
                pub at: Option<i64>,
                pub q: Option<String>,
            }
            pub enum $response {
                Ok($page),
                Default(counterpart::StatusCode),
            }
            counterpart::operation! {
                $name $id GET $path { at: query optional $parameter, q: query optional "q", }
                security [[login []], []]
                $response -> one $page {
                    Ok = 200 json "application/json" success,
                    Default = default empty,
                }
            }
        };
    }
    paged! { Cursor CursorResponse "cursor" "/cursor" "page" models::Listing }
    paged! { Number NumberResponse "number" "/number" "page" models::Listing }
    paged! { Offset OffsetResponse "offset" "/offset" "start at" Vec<i64> }
    paged! { Linked LinkedResponse "linked" "/linked" "page" Vec<i64> }
    paged! { Addressed AddressedResponse "addressed" "/addressed" "page" models::Listing }
}

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
        security [[login ["read"]], [provider []], [openid []]]
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
        Find "find" GET "/find" { q: query optional "q" = "\"all\"", }
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

    /// Takes bytes, and does no harm twice.
    pub struct Store {
        pub body: counterpart::Body,
    }
    pub enum StoreResponse {
        NoContent,
        Default(counterpart::StatusCode),
    }
    counterpart::operation! {
        Store "store" PUT "/store" { body: body required binary "application/octet-stream", }
        security []
        StoreResponse -> unit {
            NoContent = 204 empty success,
            Default = default empty,
        }
    }

    /// Lives at another host.
    pub struct Upload {}
    pub enum UploadResponse {
        NoContent,
    }
    counterpart::operation! {
        Upload "upload" POST "/upload" at "https://uploads.example/v2" {}
        security []
        UploadResponse -> unit { NoContent = 204 empty success, }
    }

    /// Lives at another path of the same host.
    pub struct Health {}
    pub enum HealthResponse {
        NoContent,
    }
    counterpart::operation! {
        Health "health" GET "/health" at "/about/" {}
        security []
        HealthResponse -> unit { NoContent = 204 empty success, }
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
            openid: oauth2 [Discovery "https://openid.example/.well-known/openid-configuration"],
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
    use super::paged;
    counterpart::paginate! {
        paged::Cursor: Cursor { parameter: "page", next: "/pagination/next" } "/results" i64
            = |page| page.results.unwrap_or_default()
    }
    counterpart::paginate! {
        paged::Number: Number { parameter: "page" } "/results" i64 = |page| page.results.unwrap_or_default()
    }
    counterpart::paginate! { paged::Offset: Offset { parameter: "start at" } "" i64 = |page| page }
    counterpart::paginate! { paged::Linked: Link "" i64 = |page| page }
    counterpart::paginate! {
        paged::Addressed: Url { next: "/next" } "/results" i64 = |page| page.results.unwrap_or_default()
    }
    impl Client {
        pub fn ping(&self) -> Call<operations::Ping> {
            self.call(operations::Ping {})
        }
        pub fn find(&self) -> Call<operations::Find> {
            self.call(counterpart::blank())
        }
        pub fn save(&self, body: impl Into<String>) -> Call<operations::Save> {
            self.call(operations::Save { body: body.into() })
        }
        pub fn vault(&self) -> Call<operations::Vault> {
            self.call(operations::Vault {})
        }
    }
    impl Call<operations::Find> {
        pub fn q(mut self, q: impl Into<String>) -> Self {
            self.operation.q = Some(q.into());
            self
        }
    }
}
