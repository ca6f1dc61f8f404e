//! An application of the API.

use counterpart::{ApiKey, Basic, BearerToken, Context, Principal, Problem, StatusCode};

use crate::api::models::{Fault, Pet, PetRequest};
use crate::api::operations::*;
use crate::api::server::{Authenticator, DefaultHandler, PetsHandler};

/// Answers from what it is asked, so that tests see what arrived.
pub struct App;

/// Whom the tests call as.
#[derive(Debug, PartialEq)]
pub struct User(pub String);

fn pet(id: i64, name: impl Into<String>) -> Pet {
    Pet {
        id,
        name: name.into(),
        tags: None,
    }
}

#[counterpart::handler]
impl PetsHandler for App {
    async fn pets_list(&self, request: PetsList, context: Context) -> Result<PetsListResponse, Problem> {
        let PetsList {
            limit,
            tag,
            ids,
            x_trace,
            theme,
        } = request;
        assert_eq!((context.operation(), context.matched_path()), ("pets_list", "/pets/"));
        match limit {
            Some(13) => {
                return Ok(PetsListResponse::ClientError(
                    StatusCode::IM_A_TEAPOT,
                    Fault {
                        detail: "unlucky".into(),
                    },
                ));
            }
            Some(14) => {
                return Ok(PetsListResponse::ClientError(
                    StatusCode::OK,
                    Fault {
                        detail: "not an error".into(),
                    },
                ));
            }
            Some(15) => {
                return Ok(PetsListResponse::Default(
                    StatusCode::BAD_GATEWAY,
                    Fault {
                        detail: "behind".into(),
                    },
                ));
            }
            Some(17) => {
                return Ok(PetsListResponse::Default(
                    StatusCode::IM_A_TEAPOT,
                    Fault {
                        detail: "not by default".into(),
                    },
                ));
            }
            Some(16) => panic!("a secret"),
            _ => {}
        }
        let names = [limit.map(|n| n.to_string()), x_trace, theme];
        let mut pets: Vec<Pet> = names.into_iter().flatten().map(|name| pet(0, name)).collect();
        pets.extend(ids.unwrap_or_default().into_iter().map(|id| pet(id, "of ids")));
        pets.extend(tag.map(|tags| Pet {
            tags: Some(tags),
            ..pet(0, "tagged")
        }));
        Ok(PetsListResponse::Ok(pets))
    }

    async fn pets_create(&self, request: PetsCreate, context: Context) -> Result<PetsCreateResponse, Problem> {
        let PetRequest { name, tags } = request.body;
        match name.as_str() {
            "dupe" => {
                return Ok(PetsCreateResponse::Conflict(Fault {
                    detail: "there is one".into(),
                }));
            }
            "busy" => return Ok(PetsCreateResponse::ServiceUnavailable),
            "odd" => return Err(Problem::conflict().title("Odd").detail("an odd name").member("code", 7)),
            _ => {}
        }
        let User(user) = context.principal().ok_or_else(Problem::internal)?;
        assert_eq!(user, "writer");
        Ok(PetsCreateResponse::Created(Pet { id: 1, name, tags }))
    }

    async fn pets_update(&self, request: PetsUpdate, context: Context) -> Result<PetsUpdateResponse, Problem> {
        let PetsUpdate { id, body } = request;
        if id == 404 {
            return Ok(PetsUpdateResponse::NotFound(Fault { detail: "gone".into() }));
        }
        let name = match body {
            None => "no body".into(),
            Some(body) => format!("{:?}", body.nick),
        };
        let user = context.principal::<User>().map(|user| vec![user.0.clone()]);
        Ok(PetsUpdateResponse::Ok(Pet { id, name, tags: user }))
    }

    async fn pets_delete(&self, request: PetsDelete, _: Context) -> Result<PetsDeleteResponse, Problem> {
        Ok(if request.id == 404 {
            PetsDeleteResponse::Default(StatusCode::NOT_FOUND)
        } else {
            PetsDeleteResponse::NoContent
        })
    }
}

#[counterpart::handler]
impl DefaultHandler for App {
    async fn pictures_create(&self, request: PicturesCreate, _: Context) -> Result<PicturesCreateResponse, Problem> {
        let upload = request.body;
        let Some(pet) = upload.pet else {
            return Ok(PicturesCreateResponse::Accepted);
        };
        let about = vec![
            format!(
                "{:?} {:?} {:?}",
                upload.picture.name, upload.picture.content_type, upload.picture.bytes
            ),
            format!("{} {}", upload.title, pet.name),
        ];
        Ok(PicturesCreateResponse::Ok(PetRequest {
            name: "seen".into(),
            tags: Some(about),
        }))
    }

    async fn pictures_get(&self, request: PicturesGet, _: Context) -> Result<PicturesGetResponse, Problem> {
        Ok(PicturesGetResponse::Ok(request.name.into()))
    }

    async fn login_create(&self, request: LoginCreate, _: Context) -> Result<LoginCreateResponse, Problem> {
        Ok(LoginCreateResponse::Ok(format!(
            "{} {:?}",
            request.body.user, request.body.scopes
        )))
    }

    async fn notes_echo(&self, request: NotesEcho, _: Context) -> Result<NotesEchoResponse, Problem> {
        Ok(NotesEchoResponse::Ok(format!("{:?}", request.body)))
    }
}

/// Knows a few credentials.
pub struct Keys;

#[counterpart::handler]
impl Authenticator for Keys {
    async fn token(&self, credential: BearerToken, scopes: &[&str]) -> Result<Principal, Problem> {
        match credential.expose() {
            "writer" => Ok(Principal::new(User("writer".into()))),
            "reader" if scopes.is_empty() => Ok(Principal::new(User("reader".into()))),
            "reader" => Err(Problem::forbidden().detail("the token cannot write")),
            "broken" => panic!("the judge"),
            _ => Err(Problem::unauthorized().detail("the token is not known")),
        }
    }

    async fn key(&self, credential: ApiKey, _: &[&str]) -> Result<Principal, Problem> {
        if credential.expose() == "k" {
            Ok(Principal::new(User("keyholder".into())))
        } else {
            Err(Problem::unauthorized())
        }
    }

    async fn session(&self, credential: ApiKey, _: &[&str]) -> Result<Principal, Problem> {
        if credential.expose() == "s+/%20s==" {
            Ok(Principal::new(0_u8))
        } else {
            Err(Problem::unauthorized())
        }
    }

    async fn login(&self, credential: Basic, _: &[&str]) -> Result<Principal, Problem> {
        match (credential.user(), credential.expose_password()) {
            ("ann", "pass:word") => Ok(Principal::new(User("ann".into()))),
            _ => Err(Problem::unauthorized()),
        }
    }

    async fn query_key(&self, credential: ApiKey, _: &[&str]) -> Result<Principal, Problem> {
        if credential.expose() == "q&k" {
            Ok(Principal::new(()))
        } else {
            Err(Problem::unauthorized())
        }
    }
}
