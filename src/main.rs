//! The program: hands over to [`cli`] and turns the outcome into an exit status.

#[allow(
    clippy::print_stderr,
    reason = "the library computes; the program talks"
)]
mod cli;

/// Millions of claims are taken apart and dropped again on all cores.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
