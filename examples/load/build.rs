//! Generates both sides into `OUT_DIR`.

fn main() -> counterpart_build::Result<()> {
    counterpart_build::configure()
        .module("orders")
        .client(true)
        .server(true)
        .compile("../../specs/load.yaml")
}
