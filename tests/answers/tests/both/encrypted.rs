//! The default transport over TLS: whom it trusts, and the certificate it presents where one is asked for.

use std::error::Error as _;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::extract::Request;
use axum::middleware::map_request;
use counterpart::client::reqwest;
use counterpart::{Context, Error, Problem};
use counterpart_answers_tests::security::client::{Client, ClientBuilder};
use counterpart_answers_tests::security::operations::*;
use counterpart_answers_tests::security::server::{DefaultHandler, Router};
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};
use tokio_rustls::server::TlsStream;

use crate::support::always;

type Pair = CertifiedKey<KeyPair>;

/// A certificate that nobody but itself vouches for.
fn certificate() -> Pair {
    generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap()
}

/// A server of TLS, and what it goes through.
struct Server {
    address: String,
    calls: Arc<AtomicUsize>,
    failures: UnboundedReceiver<String>,
}

impl Server {
    /// How many requests have come.
    fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    /// Why the next handshake came to nothing; waits for it.
    async fn failure(&mut self) -> String {
        self.failures.recv().await.unwrap()
    }
}

/// Connections whose handshake came to its end.
struct Encrypted {
    listener: TcpListener,
    acceptor: TlsAcceptor,
    failures: UnboundedSender<String>,
}

impl axum::serve::Listener for Encrypted {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            let (connection, caller) = self.listener.accept().await.unwrap();
            match self.acceptor.accept(connection).await {
                Ok(encrypted) => return (encrypted, caller),
                Err(error) => self.failures.send(error.to_string()).unwrap(),
            }
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.listener.local_addr()
    }
}

/// Serves over TLS; `callers` is the certificate that it demands of them.
async fn serve(app: axum::Router, own: &Pair, callers: Option<&Pair>) -> Server {
    let key = PrivateKeyDer::Pkcs8(own.signing_key.serialize_der().into());
    // Named, as another crate of the same build may bring a second one.
    let provider = Arc::new(aws_lc_rs::default_provider());
    let setup = ServerConfig::builder_with_provider(Arc::clone(&provider));
    let setup = setup.with_safe_default_protocol_versions().unwrap();
    let setup = match callers {
        None => setup.with_no_client_auth(),
        Some(pair) => {
            let mut known = RootCertStore::empty();
            known.add(pair.cert.der().clone()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(known.into(), provider);
            setup.with_client_cert_verifier(verifier.build().unwrap())
        }
    };
    let setup = setup.with_single_cert(vec![own.cert.der().clone()], key).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    let (sender, failures) = unbounded_channel();
    let encrypted = Encrypted {
        listener,
        acceptor: TlsAcceptor::from(Arc::new(setup)),
        failures: sender,
    };
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    let counted = app.layer(map_request(move |request: Request| {
        counter.fetch_add(1, Ordering::SeqCst);
        std::future::ready(request)
    }));
    tokio::spawn(async move { axum::serve(encrypted, counted).await.unwrap() });
    Server {
        address,
        calls,
        failures,
    }
}

fn calling(server: &Server) -> ClientBuilder {
    Client::builder().base_url(&server.address).unwrap()
}

/// Trusts a certificate beside those of the platform.
fn trusting(pair: &Pair) -> reqwest::ClientBuilder {
    let certificate = reqwest::Certificate::from_pem(pair.cert.pem().as_bytes()).unwrap();
    reqwest::Client::builder().tls_certs_merge([certificate])
}

/// What an error says, and what it says that it comes from.
fn chain<R: std::fmt::Debug + 'static>(error: &Error<R>) -> String {
    let mut said = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        said += &format!(": {error}");
        source = error.source();
    }
    said
}

struct App;

#[counterpart::handler]
impl DefaultHandler for App {
    async fn open(&self, _: Open, _: Context) -> Result<OpenResponse, Problem> {
        Ok(OpenResponse::NoContent)
    }
}

#[tokio::test]
async fn a_certificate_that_the_client_was_told_to_trust_is_trusted() {
    let own = certificate();
    let server = serve(Router::new(App).into_axum(), &own, None).await;
    let client = calling(&server).reqwest(trusting(&own).build().unwrap());
    client.build().unwrap().open().await.unwrap();
    assert_eq!(server.calls(), 1);
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_ends_the_call_before_anything_is_sent() {
    let mut server = serve(Router::new(App).into_axum(), &certificate(), None).await;
    let error = calling(&server).build().unwrap().open().await.unwrap_err();
    let Error::Transport(transport) = &error else {
        panic!("{error:?}");
    };
    assert!(transport.is_connect(), "{error:?}");
    let said = chain(&error);
    assert!(said.starts_with("open: "), "{said}");
    assert!(said.contains("invalid peer certificate: UnknownIssuer"), "{said}");
    assert_eq!(server.failure().await, "received fatal alert: UnknownCA");
    assert_eq!(server.calls(), 0);
}

#[tokio::test]
async fn a_server_that_demands_a_certificate_answers_who_presents_it_and_nobody_else() {
    let (own, callers) = (certificate(), certificate());
    let mut server = serve(always(204, &[], ""), &own, Some(&callers)).await;

    let identity = callers.signing_key.serialize_pem() + &callers.cert.pem();
    let identity = reqwest::Identity::from_pem(identity.as_bytes()).unwrap();
    let client = calling(&server).reqwest(trusting(&own).identity(identity).build().unwrap());
    client.build().unwrap().by_certificate().await.unwrap();
    assert_eq!(server.calls(), 1);

    let client = calling(&server).reqwest(trusting(&own).build().unwrap());
    let error = client.build().unwrap().by_certificate().await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!(server.failure().await, "peer sent no certificates");
    assert_eq!(server.calls(), 1);
}
