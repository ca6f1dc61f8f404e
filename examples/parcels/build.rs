//! Generates both sides of the API and of its webhooks into `OUT_DIR`.

fn main() -> counterpart_build::Result<()> {
    counterpart_build::configure()
        .module("parcels")
        .compile("../../specs/webhooks.yaml")
}
