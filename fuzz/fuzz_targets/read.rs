//! Bytes and mutated documents into the reader and the emitter.

#![no_main]

#[path = "../../xtask/src/fuzz/target.rs"]
mod target;

libfuzzer_sys::fuzz_target!(|data: &[u8]| target::read(data));
