//! Output shown in README.md is real output: each ```console block is a command line after `$` and what it prints to stdout.
//! `UPDATE_GOLDEN=1 cargo test readme` writes the output anew.

use std::fs;
use std::path::Path;

use crate::util::rashomon;

/// One block: where its lines stand in the document, and the command.
struct Block<'a> {
    /// Index of the line with the command.
    command_line: usize,
    /// Index of the line that closes the block.
    end: usize,
    command: &'a str,
}

fn blocks<'a>(lines: &[&'a str]) -> Vec<Block<'a>> {
    let mut found = Vec::new();
    for (at, _) in lines
        .iter()
        .enumerate()
        .filter(|(_, line)| **line == "```console")
    {
        let rest = &lines[at + 1..];
        let length = rest
            .iter()
            .position(|line| *line == "```")
            .expect("the block is closed");
        let command = rest[0]
            .strip_prefix("$ ")
            .expect("a block starts with a command after $");
        found.push(Block {
            command_line: at + 1,
            end: at + 1 + length,
            command,
        });
    }
    found
}

/// Words of a command line; double quotes hold a word with blanks together.
fn words(command: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for (i, part) in command.split('"').enumerate() {
        if i % 2 == 1 {
            words.push(part);
        } else {
            words.extend(part.split_whitespace());
        }
    }
    words
}

/// What `rashomon ...`, perhaps cut with `| head -N`, prints at the root of the repository.
fn output(command: &str) -> Vec<String> {
    let (command, most) = match command.split_once(" | head -") {
        Some((command, count)) => (command, count.parse().expect("head -N")),
        None => (command, usize::MAX),
    };
    let words = words(command);
    assert_eq!(words[0], "rashomon", "{command}");
    let run = rashomon(Path::new(env!("CARGO_MANIFEST_DIR")), &words[1..]);
    assert_eq!(run.status, 0, "{command}: {}", run.stderr);
    run.stdout.lines().take(most).map(str::to_string).collect()
}

#[test]
fn output_in_the_readme_is_what_the_program_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).expect("README.md is there");
    let lines: Vec<&str> = text.lines().collect();
    let blocks = blocks(&lines);
    assert!(!blocks.is_empty(), "README.md shows no run");
    let mut fresh: Vec<String> = Vec::new();
    let mut copied = 0;
    for block in &blocks {
        fresh.extend(
            lines[copied..=block.command_line]
                .iter()
                .map(|line| line.to_string()),
        );
        fresh.extend(output(block.command));
        copied = block.end;
    }
    fresh.extend(lines[copied..].iter().map(|line| line.to_string()));
    let fresh = fresh.join("\n") + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value != "0") {
        fs::write(&path, fresh).expect("README.md can be written");
        return;
    }
    for (number, (shown, printed)) in text.lines().zip(fresh.lines()).enumerate() {
        assert_eq!(
            shown,
            printed,
            "README.md:{}: UPDATE_GOLDEN=1 cargo test readme writes it anew",
            number + 1
        );
    }
    assert_eq!(text.lines().count(), fresh.lines().count());
}
