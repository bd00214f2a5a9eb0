//! Arguments in, exit status out.

fn main() -> std::process::ExitCode {
    quarterdeck::cli::run()
}
