//! What both servers share: how they listen.

/// Serves on a free port of this machine and prints the address, until it is ended.
///
/// # Errors
/// When there is no port.
pub async fn serve(app: axum::Router) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, app).await
}
