//! Generates both sides of the documents about answers and streams.

fn main() -> counterpart_build::Result<()> {
    for name in ["answers", "streams"] {
        counterpart_build::configure()
            .module(name)
            .compile(format!("../../specs/{name}.yaml"))?;
    }
    Ok(())
}
