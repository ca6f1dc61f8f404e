//! Files, as streams, through both sides.

use counterpart::{Body, Context, Problem};
use counterpart_answers_tests::streams::client::Client;
use counterpart_answers_tests::streams::operations::*;
use counterpart_answers_tests::streams::server::{FilesHandler, Router};
use futures_util::StreamExt;
use tokio::fs::File;
use tokio_util::io::ReaderStream;

use crate::support::serve;

const SIZE: usize = 3_000_000;

/// Serves the files of a folder.
struct Folder(tempfile::TempDir);

#[counterpart::handler]
impl FilesHandler for Folder {
    async fn file_get(&self, request: FileGet, _: Context) -> Result<FileGetResponse, Problem> {
        let file = File::open(self.0.path().join(request.name)).await;
        let file = file.map_err(|_| Problem::not_found())?;
        let length = file.metadata().await.map_err(|_| Problem::internal())?.len();
        Ok(FileGetResponse::Ok(
            Body::stream(ReaderStream::new(file)).with_length(length),
        ))
    }

    async fn file_put(&self, request: FilePut, _: Context) -> Result<FilePutResponse, Problem> {
        let (mut body, mut length) = (request.body, 0);
        while let Some(chunk) = body.next().await {
            length += i64::try_from(chunk?.len()).map_err(|_| Problem::internal())?;
        }
        Ok(FilePutResponse::Ok(length))
    }
}

#[tokio::test]
async fn a_file_goes_there_and_comes_back_in_pieces() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("big");
    std::fs::write(&path, vec![7; SIZE]).unwrap();
    let address = serve(Router::empty().files(Folder(folder)).body_limit(SIZE).into_axum()).await;
    let client = Client::builder().base_url(&address).unwrap().build().unwrap();

    let mut body = client.file_get("big").await.unwrap();
    // Known before it is there, because the handler said so.
    assert_eq!(body.length(), Some(SIZE as u64));
    let (mut length, mut pieces) = (0, 0);
    while let Some(chunk) = body.next().await {
        (length, pieces) = (length + chunk.unwrap().len(), pieces + 1);
    }
    assert_eq!(length, SIZE);
    assert!(pieces > 10, "{pieces}");

    let upload = Body::stream(ReaderStream::new(File::open(path).await.unwrap()));
    assert_eq!(client.file_put("copy", upload).await.unwrap(), SIZE as i64);
    assert!(client.file_get("no").await.is_err());
}
