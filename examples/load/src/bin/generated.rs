//! The operation as it is generated.

use counterpart::{Context, Problem};
use load::orders::operations::{OrderPut, OrderPutResponse};
use load::orders::server::{DefaultHandler, Router};

struct Orders;

#[counterpart::handler]
impl DefaultHandler for Orders {
    async fn order_put(&self, request: OrderPut, _: Context) -> Result<OrderPutResponse, Problem> {
        Ok(OrderPutResponse::Ok(request.body))
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    load::serve(Router::new(Orders).into_axum()).await
}
