//! The API, as the generator would write it.

/// What is exchanged.
pub mod models {
    use counterpart::types::{File, Maybe};

    /// A pet.
    #[derive(Clone, PartialEq)]
    pub struct Pet {
        pub id: i64,
        pub name: String,
        pub tags: Option<Vec<String>>,
    }
    counterpart::record! {
        Pet { id: required "id", name: required "name" [MinLength(1), MaxLength(8)], tags: optional "tags" [MaxItems(2)] }
    }

    /// A pet to be.
    #[derive(Clone, PartialEq)]
    pub struct PetRequest {
        pub name: String,
        pub tags: Option<Vec<String>>,
    }
    counterpart::record! {
        PetRequest { name: required "name" [MinLength(1), MaxLength(8)], tags: optional "tags" [MaxItems(2)] }
    }

    /// Changes of a pet.
    #[derive(Clone, PartialEq)]
    pub struct PatchedPet {
        pub name: Option<String>,
        pub nick: Maybe<String>,
    }
    counterpart::record! { default PatchedPet { name: optional "name" [MinLength(1)], nick: maybe "nick" } }

    /// A picture with what is known of it.
    #[derive(Clone, PartialEq)]
    pub struct Upload {
        pub picture: File,
        pub title: String,
        pub pet: Option<PetRequest>,
    }
    counterpart::record! {
        Upload { picture: required "picture", title: required "title" [MaxLength(5)], pet: optional "pet" }
    }

    /// Somebody signing in.
    #[derive(Clone, PartialEq)]
    pub struct Login {
        pub user: String,
        pub scopes: Option<Vec<String>>,
    }
    counterpart::record! { Login { user: required "user", scopes: optional "scopes" } }

    /// What went wrong.
    #[derive(Clone, PartialEq)]
    pub struct Fault {
        pub detail: String,
    }
    counterpart::record! { Fault { detail: required "detail" } }
}

/// Requests and answers.
pub mod operations {
    use super::models;

    #[derive(Clone)]
    pub struct PetsList {
        pub limit: Option<i64>,
        pub tag: Option<Vec<String>>,
        pub ids: Option<Vec<i64>>,
        pub x_trace: Option<String>,
        pub theme: Option<String>,
    }
    #[derive(Clone)]
    pub enum PetsListResponse {
        Ok(Vec<models::Pet>),
        ClientError(counterpart::StatusCode, models::Fault),
        Default(counterpart::StatusCode, models::Fault),
    }
    counterpart::operation! {
        PetsList "pets_list" GET "/pets/" {
            limit: query optional "limit" [Minimum(Int(1)), Maximum(Int(100))],
            tag: query optional "tag" [MaxItems(3)],
            ids: query optional "ids" form,
            x_trace: header optional "X-Trace",
            theme: cookie optional "theme" form,
        }
        security []
        PetsListResponse -> one Vec<models::Pet> {
            Ok = 200 json "application/json" success,
            ClientError = range 4 json "application/json",
            Default = default json "application/json",
        }
    }

    #[derive(Clone)]
    pub struct PetsCreate {
        pub body: models::PetRequest,
    }
    #[derive(Clone)]
    pub enum PetsCreateResponse {
        Created(models::Pet),
        Conflict(models::Fault),
        ServiceUnavailable,
    }
    counterpart::operation! {
        PetsCreate "pets_create" POST "/pets/" { body: body required json "application/json", }
        security [[token ["pets:write"]]]
        PetsCreateResponse -> one models::Pet {
            Created = 201 json "application/json" success,
            Conflict = 409 json "application/json",
            ServiceUnavailable = 503 empty,
        }
    }

    #[derive(Clone)]
    pub struct PetsUpdate {
        pub id: i64,
        pub body: Option<models::PatchedPet>,
    }
    #[derive(Clone)]
    pub enum PetsUpdateResponse {
        Ok(models::Pet),
        NotFound(models::Fault),
    }
    counterpart::operation! {
        PetsUpdate "pets_update" PATCH "/pets/{id}/" {
            id: path required "id" [Minimum(Int(1))],
            body: body optional json "application/json",
        }
        security [[token []], [key [], session []], []]
        PetsUpdateResponse -> one models::Pet {
            Ok = 200 json "application/json" success,
            NotFound = 404 json "application/json",
        }
    }

    #[derive(Clone)]
    pub struct PetsDelete {
        pub id: i64,
    }
    #[derive(Clone)]
    pub enum PetsDeleteResponse {
        NoContent,
        Default(counterpart::StatusCode),
    }
    counterpart::operation! {
        PetsDelete "pets_delete" DELETE "/pets/{id}/" { id: path required "id", }
        security [[login []], [query_key []]]
        PetsDeleteResponse -> unit {
            NoContent = 204 empty success,
            Default = default empty,
        }
    }

    #[derive(Clone)]
    pub struct PicturesCreate {
        pub body: models::Upload,
    }
    #[derive(Clone)]
    pub enum PicturesCreateResponse {
        Ok(models::PetRequest),
        Accepted,
    }
    counterpart::operation! {
        PicturesCreate "pictures_create" POST "/pictures" { body: body required multipart "multipart/form-data", }
        security []
        PicturesCreateResponse -> all {
            Ok = 200 json "application/json" success,
            Accepted = 202 empty success,
        }
    }

    #[derive(Clone)]
    pub struct PicturesGet {
        pub name: String,
    }
    pub enum PicturesGetResponse {
        Ok(counterpart::Body),
    }
    counterpart::operation! {
        PicturesGet "pictures_get" GET "/pictures/{name}.png" { name: path required "name", }
        security []
        PicturesGetResponse -> one counterpart::Body { Ok = 200 binary "image/png" success, }
    }

    #[derive(Clone)]
    pub struct LoginCreate {
        pub body: models::Login,
    }
    #[derive(Clone)]
    pub enum LoginCreateResponse {
        Ok(String),
    }
    counterpart::operation! {
        LoginCreate "login_create" POST "/login" { body: body required form "application/x-www-form-urlencoded", }
        security []
        LoginCreateResponse -> one String { Ok = 200 text "text/plain" success, }
    }

    #[derive(Clone)]
    pub struct NotesEcho {
        pub body: Option<String>,
    }
    #[derive(Clone)]
    pub enum NotesEchoResponse {
        Ok(String),
    }
    counterpart::operation! {
        NotesEcho "notes_echo" PUT "/notes/{any}" { body: body optional text "text/plain", }
        security []
        NotesEchoResponse -> one String { Ok = 200 text "text/plain" success, }
    }

    /// Nothing but its address.
    #[derive(Clone)]
    pub struct Unwritten {}
    #[derive(Clone)]
    pub enum UnwrittenResponse {
        Default(counterpart::StatusCode),
    }
    counterpart::operation! {
        Unwritten "unwritten" GET "/unwritten" { }
        security [[nobody []], [token []]]
        UnwrittenResponse -> all { Default = default empty, }
    }
}

/// The client.
pub mod client {
    use super::{models, operations};

    counterpart::client! {
        /// A client of the pet store.
        Client "/api/v3/" {
            token: bearer,
            key: header "X-Key",
            session: cookie "sid",
            login: basic,
            query_key: query "api key",
            nobody: unsupported,
        }
    }
    impl Client {
        pub fn pets_list(&self) -> Call<operations::PetsList> {
            self.call(counterpart::blank())
        }
        pub fn pets_create(&self, body: models::PetRequest) -> Call<operations::PetsCreate> {
            self.call(operations::PetsCreate { body })
        }
        pub fn pets_update(&self, id: i64) -> Call<operations::PetsUpdate> {
            self.call(operations::PetsUpdate {
                id,
                ..counterpart::blank()
            })
        }
        pub fn pets_delete(&self, id: i64) -> Call<operations::PetsDelete> {
            self.call(operations::PetsDelete { id })
        }
        pub fn pictures_create(&self, body: models::Upload) -> Call<operations::PicturesCreate> {
            self.call(operations::PicturesCreate { body })
        }
        pub fn pictures_get(&self, name: impl Into<String>) -> Call<operations::PicturesGet> {
            self.call(operations::PicturesGet { name: name.into() })
        }
        pub fn login_create(&self, body: models::Login) -> Call<operations::LoginCreate> {
            self.call(operations::LoginCreate { body })
        }
    }
    impl Call<operations::PetsList> {
        pub fn limit(mut self, limit: i64) -> Self {
            self.operation.limit = Some(limit);
            self
        }
        pub fn tag(mut self, tag: Vec<String>) -> Self {
            self.operation.tag = Some(tag);
            self
        }
        pub fn ids(mut self, ids: Vec<i64>) -> Self {
            self.operation.ids = Some(ids);
            self
        }
        pub fn x_trace(mut self, x_trace: impl Into<String>) -> Self {
            self.operation.x_trace = Some(x_trace.into());
            self
        }
        pub fn theme(mut self, theme: impl Into<String>) -> Self {
            self.operation.theme = Some(theme.into());
            self
        }
    }
    impl Call<operations::PetsUpdate> {
        pub fn body(mut self, body: models::PatchedPet) -> Self {
            self.operation.body = Some(body);
            self
        }
    }
}

/// The server.
pub mod server {
    use super::operations::*;
    use counterpart::{Answering, Context};

    /// pets
    pub trait PetsHandler: Send + Sync + 'static {
        fn pets_list<'life0, 'async_trait>(
            &'life0 self,
            request: PetsList,
            context: Context,
        ) -> Answering<'async_trait, PetsListResponse>
        where
            'life0: 'async_trait,
            Self: 'async_trait,
        {
            counterpart::not_implemented(request, context)
        }
        fn pets_create<'life0, 'async_trait>(
            &'life0 self,
            request: PetsCreate,
            context: Context,
        ) -> Answering<'async_trait, PetsCreateResponse>
        where
            'life0: 'async_trait,
            Self: 'async_trait,
        {
            counterpart::not_implemented(request, context)
        }
        fn pets_update<'life0, 'async_trait>(
            &'life0 self,
            request: PetsUpdate,
            context: Context,
        ) -> Answering<'async_trait, PetsUpdateResponse>
        where
            'life0: 'async_trait,
            Self: 'async_trait,
        {
            counterpart::not_implemented(request, context)
        }
        fn pets_delete<'life0, 'async_trait>(
            &'life0 self,
            request: PetsDelete,
            context: Context,
        ) -> Answering<'async_trait, PetsDeleteResponse>
        where
            'life0: 'async_trait,
            Self: 'async_trait,
        {
            counterpart::not_implemented(request, context)
        }
    }
    /// untagged
    pub trait DefaultHandler: Send + Sync + 'static {
        fn pictures_create<'life0, 'async_trait>(
            &'life0 self,
            request: PicturesCreate,
            context: Context,
        ) -> Answering<'async_trait, PicturesCreateResponse>
        where
            'life0: 'async_trait,
            Self: 'async_trait,
        {
            counterpart::not_implemented(request, context)
        }
        fn pictures_get<'life0, 'async_trait>(
            &'life0 self,
            request: PicturesGet,
            context: Context,
        ) -> Answering<'async_trait, PicturesGetResponse>
        where
            'life0: 'async_trait,
            Self: 'async_trait,
        {
            counterpart::not_implemented(request, context)
        }
        fn login_create<'life0, 'async_trait>(
            &'life0 self,
            request: LoginCreate,
            context: Context,
        ) -> Answering<'async_trait, LoginCreateResponse>
        where
            'life0: 'async_trait,
            Self: 'async_trait,
        {
            counterpart::not_implemented(request, context)
        }
        fn notes_echo<'life0, 'async_trait>(
            &'life0 self,
            request: NotesEcho,
            context: Context,
        ) -> Answering<'async_trait, NotesEchoResponse>
        where
            'life0: 'async_trait,
            Self: 'async_trait,
        {
            counterpart::not_implemented(request, context)
        }
        fn unwritten<'life0, 'async_trait>(
            &'life0 self,
            request: Unwritten,
            context: Context,
        ) -> Answering<'async_trait, UnwrittenResponse>
        where
            'life0: 'async_trait,
            Self: 'async_trait,
        {
            counterpart::not_implemented(request, context)
        }
    }
    counterpart::router! {
        /// Routes of the pet store.
        Router "https://pets.example/api/v3/" {
            pets: PetsHandler {
                PetsList => pets_list,
                PetsCreate => pets_create,
                PetsUpdate => pets_update,
                PetsDelete => pets_delete,
            }
            default: DefaultHandler {
                PicturesCreate => pictures_create,
                PicturesGet => pictures_get,
                LoginCreate => login_create,
                NotesEcho => notes_echo,
                Unwritten => unwritten,
            }
        }
        security {
            token: bearer,
            key: header "X-Key",
            session: cookie "sid",
            login: basic,
            query_key: query "api key",
            nobody: unsupported,
        }
    }
}
