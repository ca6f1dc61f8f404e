//! The operation as it is generated.

use counterpart::{Context, Problem};
use orders::operations::{OrderPut, OrderPutResponse};
use orders::server::{DefaultHandler, Router};

#[expect(unreachable_pub, reason = "generated code is public wherever it is included")]
mod orders {
    counterpart::include_api!("orders");
}

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
