//! The program: hands over to [`cli`] and turns the outcome into an exit status.

#[allow(
    clippy::print_stderr,
    reason = "the library computes; the program talks"
)]
mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
