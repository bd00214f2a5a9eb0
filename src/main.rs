//! Arguments in, exit status out.

/// A build makes and frees millions of small texts; with the allocators that systems bring it would take a fifth longer.
#[cfg(not(target_os = "linux"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
// There mimalloc takes the place of `malloc` where it is linked, which is what `std` calls.
#[cfg(target_os = "linux")]
use mimalloc as _;

fn main() -> std::process::ExitCode {
    quarterdeck::cli::run()
}
