//! Generates models, client and server handler traits into `OUT_DIR`.

fn main() -> counterpart_build::Result<()> {
    counterpart_build::configure()
        .module("authentik")
        .contract(true)
        .compile("../../specs/authentik-group-connection.yaml")
}
