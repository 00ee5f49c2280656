//! `rashomon completions` and `rashomon man`: what shells and manuals know of the command line, out of its one definition.

use clap::{Args as ClapArgs, Command};
use rashomon::error::Error;

use super::messages::Outcome;
use super::output::Output;

/// What can be typed after `completions`.
#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  rashomon completions bash > ~/.local/share/bash-completion/completions/rashomon
  rashomon completions zsh > ~/.zfunc/_rashomon
  rashomon completions fish > ~/.config/fish/completions/rashomon.fish")]
pub struct Args {
    /// The shell
    shell: clap_complete::Shell,
}

/// What can be typed after `man`.
#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  rashomon man | man -l -
  rashomon man compare > rashomon-compare.1")]
pub struct ManArgs {
    /// The page of one command [default: the page of the program]
    #[arg(value_name = "COMMAND")]
    page: Option<String>,
}

/// Prints the completions of a shell.
pub fn run(args: &Args, mut command: Command) -> Result<Outcome, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "rashomon", &mut script);
    Output::open(None)?.write(|out| out.write_all(&script))?;
    Ok(Outcome::Done)
}

/// Prints a manual page as roff.
pub fn man(args: &ManArgs, mut command: Command) -> Result<Outcome, Error> {
    command.build();
    let command = match &args.page {
        None => command,
        Some(name) => {
            let found = command
                .get_subcommands()
                .find(|c| c.get_name() == name)
                .ok_or_else(|| Error::setting(format!("man {name}: there is no such command")))?;
            found.clone()
        }
    };
    Output::open(None)?.write(|out| clap_mangen::Man::new(command).render(out))?;
    Ok(Outcome::Done)
}
