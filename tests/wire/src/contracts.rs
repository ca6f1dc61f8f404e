//! The generated code, with an application each that notes what arrives and says 204.

/// Both sides of a document, and how to go through both with a request.
macro_rules! contract {
    ($module:ident { $($method:ident $operation:ident $response:ident,)* }) => {
        #[allow(missing_docs, reason = "the documents show features and say little of them")]
        #[allow(clippy::all, clippy::pedantic, reason = "generated")]
        pub mod $module {
            include!(concat!(env!("OUT_DIR"), "/", stringify!($module), ".rs"));

            use crate::{Seen, Tape};

            /// Notes what arrives.
            #[derive(Debug, Clone, Default)]
            pub struct App(pub Seen);

            #[counterpart::handler]
            impl server::DefaultHandler for App {
                $(
                    async fn $method(
                        &self,
                        request: operations::$operation,
                        _: counterpart::Context,
                    ) -> Result<operations::$response, counterpart::Problem> {
                        self.0.note(format!("{request:?}"));
                        Ok(operations::$response::NoContent)
                    }
                )*
            }

            /// Sends a request to the server; gives what went over the wire, and what arrived.
            pub async fn send<O>(request: O) -> (String, String)
            where
                O: counterpart::operation::Operation<Response: Send> + std::fmt::Debug,
            {
                let (wire, app) = (Seen::default(), App::default());
                let server = Tape::new(server::Router::new(app.clone()).into_axum(), &wire);
                let client = client::Client::builder().base_url("http://a.example").expect("an address");
                let client = client.service(server).build().expect("a client");
                match client.call(request).await {
                    Ok(_) => {}
                    Err(counterpart::Error::Undocumented(answer)) => {
                        let problem = String::from_utf8_lossy(&answer.body).into_owned();
                        return (wire.take().unwrap_or_default(), problem);
                    }
                    Err(error) => return (wire.take().unwrap_or_default(), error.to_string()),
                }
                (wire.take().unwrap_or_default(), app.0.take().unwrap_or_default())
            }

            /// The server alone.
            pub fn server() -> server::Router {
                server::Router::new(App::default())
            }
        }
    };
}

contract! { styles {
    paths Paths PathsResponse,
    queries Queries QueriesResponse,
    elsewhere Elsewhere ElsewhereResponse,
} }
contract! { query_string {
    search_by_form SearchByForm SearchByFormResponse,
    search_by_json SearchByJson SearchByJsonResponse,
} }
contract! { collections {
    lists Lists ListsResponse,
    files Files FilesResponse,
} }
contract! { equivalent_paths {
    pet_by_id PetById PetByIdResponse,
    pet_by_name PetByName PetByNameResponse,
    pet_delete PetDelete PetDeleteResponse,
    pets_by_tag PetsByTag PetsByTagResponse,
    pet_part PetPart PetPartResponse,
    pet_toys PetToys PetToysResponse,
} }
contract! { request_bodies {
    create_thing CreateThing CreateThingResponse,
    replace_things ReplaceThings ReplaceThingsResponse,
    change_thing ChangeThing ChangeThingResponse,
    send_form SendForm SendFormResponse,
    upload Upload UploadResponse,
    send_text SendText SendTextResponse,
    send_blob SendBlob SendBlobResponse,
} }

/// Both sides of a document, without an application.
macro_rules! sides {
    ($($module:ident)*) => { $(
        #[allow(missing_docs, reason = "the documents show features and say little of them")]
        #[allow(clippy::all, clippy::pedantic, reason = "generated")]
        pub mod $module {
            include!(concat!(env!("OUT_DIR"), "/", stringify!($module), ".rs"));
        }
    )* };
}

sides! { access callbacks inherited_security open_webhooks security servers tags tags_part webhooks }
