//! Bytes that are no text.

use counterpart::bytes::Bytes;
use counterpart::{Answering, Context};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::support::{request, serve_on_loopback};

/// The beginning of every PNG, and what no text has.
const PNG: &[u8] = b"\x89PNG\xff\0";

/// Answers with what was sent.
mod mirror {
    use super::*;

    #[derive(Clone)]
    pub struct Mirror {
        pub body: Option<Bytes>,
    }
    #[derive(Clone)]
    pub enum MirrorResponse {
        Ok(Bytes),
    }
    counterpart::operation! {
        Mirror "mirror" PUT "/mirror" { body: body optional binary "image/png", }
        security []
        MirrorResponse -> one Bytes { Ok = 200 binary "image/png" success, }
    }
    counterpart::client! { Client "" {} }

    pub trait Handler: Send + Sync + 'static {
        fn mirror<'life0, 'async_trait>(
            &'life0 self,
            request: Mirror,
            _: Context,
        ) -> Answering<'async_trait, MirrorResponse>
        where
            'life0: 'async_trait,
            Self: 'async_trait,
        {
            assert!(
                request.body.as_ref().is_none_or(|body| body == PNG),
                "{:?}",
                request.body
            );
            Box::pin(std::future::ready(Ok(MirrorResponse::Ok(
                request.body.unwrap_or_default(),
            ))))
        }
    }
    counterpart::router! {
        Router "" { all: Handler { Mirror => mirror } }
        security {}
    }
    pub struct Echo;
    impl Handler for Echo {}
}

#[tokio::test]
async fn bytes_travel_over_loopback_as_they_are() {
    let address = serve_on_loopback(mirror::Router::new(mirror::Echo).into_axum()).await;
    let client = mirror::Client::builder().base_url(&address).unwrap().build().unwrap();
    let mirror = async |body: Option<Bytes>| client.call(mirror::Mirror { body }).await.unwrap();
    assert_eq!(mirror(Some(PNG.into())).await, PNG);
    assert_eq!(mirror(None).await, "");
}

#[tokio::test]
async fn bytes_reach_the_handler_and_the_wire_as_they_are() {
    let server = mirror::Router::new(mirror::Echo).into_axum();
    let request = request("PUT /mirror", &[("content-type", "image/png")], PNG);
    let answer = server.oneshot(request).await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.into_body().collect().await.unwrap().to_bytes(), PNG);
}
