//! Generates the server into `OUT_DIR`.

fn main() -> counterpart_build::Result<()> {
    counterpart_build::configure()
        .module("orders")
        .client(false)
        .server(true)
        .compile("../../specs/load.yaml")
}
