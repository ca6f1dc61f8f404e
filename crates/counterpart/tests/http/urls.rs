//! What address a request is sent to.

use counterpart::client::{BaseUrl, BaseUrlError, encode};

use crate::api::operations::{PetsList, PetsUpdate, PicturesGet};

fn list(base: &str) -> String {
    let operation: PetsList = PetsList {
        limit: Some(5),
        ..counterpart::blank()
    };
    encode(&operation, &BaseUrl::parse(base).unwrap())
        .unwrap()
        .uri()
        .to_string()
}

fn picture(name: &str) -> Result<String, String> {
    let base = BaseUrl::parse("http://h").unwrap();
    let request = encode(&PicturesGet { name: name.into() }, &base).map_err(|error| error.to_string())?;
    Ok(request.uri().to_string())
}

#[test]
fn bases_keep_their_path_and_query() {
    let table = [
        ("https://id.example", "https://id.example/pets/?limit=5"),
        ("https://id.example/", "https://id.example/pets/?limit=5"),
        ("https://id.example/api/v3", "https://id.example/api/v3/pets/?limit=5"),
        ("https://id.example/api/v3/", "https://id.example/api/v3/pets/?limit=5"),
        (
            " https://id.example:8443/a%20b/ ",
            "https://id.example:8443/a%20b/pets/?limit=5",
        ),
        ("http://[::1]:80/?tenant=a", "http://[::1]:80/pets/?tenant=a&limit=5"),
        ("https://id.example/api?x#f", "https://id.example/api/pets/?x&limit=5"),
        ("HTTPS://id.example", "https://id.example/pets/?limit=5"),
    ];
    for (base, address) in table {
        assert_eq!(list(base), address, "{base}");
    }
}

#[test]
fn what_is_no_base_is_refused() {
    let table = [
        ("", BaseUrlError::Malformed),
        ("/api/v3/", BaseUrlError::Relative),
        ("id.example", BaseUrlError::Relative),
        ("ftp://id.example", BaseUrlError::Scheme),
        ("https://ann:pw@id.example", BaseUrlError::Credentials),
        ("https://id example", BaseUrlError::Malformed),
        ("https://", BaseUrlError::Malformed),
    ];
    for (base, error) in table {
        assert_eq!(BaseUrl::parse(base).unwrap_err(), error, "{base}");
    }
}

#[test]
fn path_parameters_are_one_segment() {
    assert_eq!(
        picture("a b/c?d#e%&ü;"),
        Ok("http://h/pictures/a%20b%2Fc%3Fd%23e%25%26%C3%BC%3B.png".into())
    );
    assert_eq!(picture("..a"), Ok("http://h/pictures/..a.png".into()));
    assert_eq!(
        picture("").unwrap_err(),
        "pictures_get: the path parameter `name` is empty, which would address something else"
    );
}

#[test]
fn the_rest_of_the_request() {
    let base = BaseUrl::parse("http://h").unwrap();
    let operation = PetsUpdate {
        id: -7,
        body: Some(Default::default()),
    };
    let request = encode(&operation, &base).unwrap();
    assert_eq!(
        (request.method().as_str(), request.uri().path()),
        ("PATCH", "/pets/-7/")
    );
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.headers()["accept"], "application/json");
    assert_eq!(request.into_body().ready_bytes().unwrap(), "{}");
    assert!(format!("{operation:?}").starts_with("PetsUpdate { id: -7, body: "));

    let request = encode(&PetsUpdate { id: 1, body: None }, &base).unwrap();
    assert!(!request.headers().contains_key("content-type"));
    assert!(request.into_body().ready_bytes().unwrap().is_empty());
}

mod dots {
    //! A template whose segment is one parameter.
    use super::*;

    #[derive(Clone)]
    pub struct Get {
        pub name: String,
    }
    #[derive(Clone)]
    pub enum GetResponse {
        NoContent,
    }
    counterpart::operation! {
        Get "get" GET "/files/{name}/content?raw=1" { name: path required "name", }
        security []
        GetResponse -> unit { NoContent = 204 empty success, }
    }

    #[test]
    fn dot_segments_are_refused() {
        let base = BaseUrl::parse("http://h").unwrap();
        let address = |name: &str| encode(&Get { name: name.into() }, &base).map(|request| request.uri().to_string());
        for name in [".", ".."] {
            let error = address(name).unwrap_err().to_string();
            assert_eq!(error, format!("get: parameter `name`: `{name}` cannot stand in a path"));
        }
        assert_eq!(address("...").unwrap(), "http://h/files/.../content?raw=1");
        assert_eq!(address("%2e%2e").unwrap(), "http://h/files/%252e%252e/content?raw=1");
        assert_eq!(address("../x").unwrap(), "http://h/files/..%2Fx/content?raw=1");
    }
}

mod marks {
    //! Templates with the marks that end a path.
    use super::*;

    #[derive(Clone)]
    pub struct Get {
        pub name: String,
    }
    #[derive(Clone)]
    pub enum GetResponse {
        NoContent,
    }
    counterpart::operation! {
        Get "get" GET "/a/{name}?b=1#c?d" { name: path required "name", }
        security []
        GetResponse -> unit { NoContent = 204 empty success, }
    }

    #[test]
    fn a_fragment_is_not_sent_and_a_question_mark_ends_the_path() {
        let base = BaseUrl::parse("http://h").unwrap();
        let request = encode(&Get { name: "x".into() }, &base).unwrap();
        assert_eq!(request.uri().to_string(), "http://h/a/x?b=1");
    }
}
