//! Generates both sides of the order into `OUT_DIR`, and a client of the shop.

fn main() -> counterpart_build::Result<()> {
    counterpart_build::configure()
        .module("orders")
        .client(true)
        .server(true)
        .compile("../../specs/load.yaml")?;
    counterpart_build::configure()
        .module("shop")
        .client(true)
        .compile("../../specs/shop.yaml")
}
