//! Arguments in, exit status out.

/// A build makes and frees millions of small texts; with the allocators that systems bring it would take a fifth longer.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    quarterdeck::cli::run()
}
