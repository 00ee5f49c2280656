//! The program: hands over to [`cli`] and turns the outcome into an exit status.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
