//! Tidiness as ordinary tests: which way the modules look, what every file has, what no file says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rashomon::lexicon::Table;

/// The modules of the library, each with those that it may use: the stages to its left and the shared rooms. Whoever makes a new
/// module finds a place for it here.
const ORDER: &[&str] = &[
    // Shared rooms, without opinions about news.
    "error",
    "random",
    "arithmetic",
    "lexicon",
    "text",
    "similarity",
    "join",
    "parse",
    "encoder",
    // The way of the data.
    "article",
    "ingest",
    "claims",
    "events",
    "alignment",
    "judgement",
    // How good are answers, and what do models learn from labelled ones? No opinion about news.
    "evaluation",
    "trained",
    "reader",
    "points",
    // The two that know all stages: of articles, and of loose pairs of sentences.
    "pipeline",
    "sentence_pairs",
    "report",
];

/// Looks to the right that are known and meant: (who, what, why).
const EXCEPTIONS: &[(&str, &str, &str)] = &[(
    "events",
    "alignment",
    "articles are linked by the same word weights as claims: events uses alignment's Vocabulary, and nothing else of it",
)];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below `folder`, sorted, with their text.
fn rust_files(folder: &str) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())) {
            let path = entry.expect("a readable folder entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("source is UTF-8");
                let relative = path.strip_prefix(root()).expect("below the root");
                files.insert(relative.to_path_buf(), text);
            }
        }
    }
    files
}

/// The module of the library that a file of `src` belongs to; none for the program and for lib.rs.
fn module_of(path: &Path) -> Option<String> {
    let first = path.components().nth(1)?.as_os_str().to_str()?;
    let name = first.trim_end_matches(".rs");
    (!["cli", "main", "lib"].contains(&name)).then(|| name.to_string())
}

/// The modules that a text uses as `crate::name`; comments are not uses, and tests, which stand last, may ask any module.
fn uses(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let code = text.split("\n#[cfg(test)]\nmod tests {").next();
    for line in code
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            // use crate::{a::X, b::Y}
            if let Some(group) = rest.strip_prefix('{') {
                let parts = group.split(',').map(|part| part.trim().to_string());
                found.extend(parts.map(|part| identifier(&part)));
            } else {
                found.insert(identifier(rest));
            }
        }
    }
    found.remove("");
    found
}

fn identifier(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect()
}

#[test]
fn modules_look_left_only() {
    let place = |module: &str| ORDER.iter().position(|known| *known == module);
    let mut faults = Vec::new();
    let mut needed = BTreeSet::new();
    for (path, text) in rust_files("src") {
        let Some(module) = module_of(&path).filter(|_| !path.ends_with("tests.rs")) else {
            continue;
        };
        let Some(own) = place(&module) else {
            faults.push(format!(
                "{}: module {module} has no place in ORDER",
                path.display()
            ));
            continue;
        };
        for used in uses(&text) {
            let Some(other) = place(&used) else { continue };
            if other <= own {
                continue;
            }
            if EXCEPTIONS
                .iter()
                .any(|(who, what, _)| *who == module && *what == used)
            {
                needed.insert((module.clone(), used));
            } else {
                faults.push(format!(
                    "{}: {module} looks right, at {used}",
                    path.display()
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for (who, what, why) in EXCEPTIONS {
        assert!(
            needed.contains(&(who.to_string(), what.to_string())),
            "{who} no longer uses {what} ({why}): take the exception away"
        );
    }
}

#[test]
fn only_lib_declares_what_order_names() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs is there");
    for line in lib.lines() {
        let Some(module) = line.strip_prefix("pub mod ") else {
            continue;
        };
        let module = module.trim_end_matches(';');
        assert!(
            ORDER.contains(&module),
            "lib.rs: {module} has no place in ORDER"
        );
    }
}

#[test]
fn the_library_knows_nothing_of_the_program() {
    for (path, text) in rust_files("src") {
        if module_of(&path).is_some() {
            let code = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            for line in code {
                assert!(
                    !line.contains("clap::") && !line.contains("std::process::exit"),
                    "{}: {line}",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn every_file_says_what_lives_in_it() {
    for folder in ["src", "tests", "benches"] {
        for (path, text) in rust_files(folder) {
            assert!(
                text.starts_with("//!"),
                "{}: no //! at the top",
                path.display()
            );
        }
    }
}

#[test]
fn no_file_names_a_machine_or_a_workplace() {
    // Put together here, so that this file does not name them either.
    let words = [
        ["/", "work/"],
        ["/", "home/"],
        ["/", "root/"],
        ["shared", "/data"],
        ["shared", "/notes"],
    ];
    let words = words.map(|parts| parts.concat());
    let mut files = Vec::new();
    for folder in ["src", "tests", "benches"] {
        files.extend(rust_files(folder));
    }
    for name in documents() {
        files.push((PathBuf::from(name), read_document(name)));
    }
    for (path, text) in files {
        for word in &words {
            assert!(!text.contains(word), "{} names {word}", path.display());
        }
    }
}

/// The documents at the root.
fn documents() -> [&'static str; 4] {
    [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
    ]
}

fn read_document(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

#[test]
fn every_path_in_the_documents_exists() {
    let tops = ["src/", "tests/", "benches/", "corpora/", ".ci/"];
    for name in documents() {
        let text = read_document(name);
        for piece in text.split(|c: char| c.is_whitespace() || "`()[],;\"'|".contains(c)) {
            let path = piece.trim_end_matches(['.', ':']);
            // A pattern or a placeholder is no path.
            let is_path =
                tops.iter().any(|top| path.starts_with(top)) && !path.contains(['*', '<', '{']);
            if is_path {
                assert!(
                    root().join(path).exists(),
                    "{name} mentions {path}, which does not exist"
                );
            }
        }
    }
}

#[test]
fn data_files_that_users_add_to_are_read_through_table() {
    // Whoever reads a file past Table reads only half of it.
    for (path, text) in rust_files("src") {
        if path.ends_with("lexicon/table.rs") {
            continue;
        }
        for table in Table::ALL {
            let read = [table.name(), "\")"].concat();
            let past_it = text
                .lines()
                .any(|line| line.contains("include_str!") && line.contains(&read));
            assert!(!past_it, "{} reads {}", path.display(), table.name());
        }
    }
    // What is computed from WordNet, counted in news or learnt is nothing to add to.
    let computed = ["wordnet", "news_document_frequency", "word_pieces"];
    for entry in fs::read_dir(root().join("src/lexicon")).expect("the lexicon is there") {
        let name = entry.expect("a readable folder entry").file_name();
        let name = name.to_string_lossy();
        let data = name.ends_with(".tsv") || name.ends_with(".txt");
        if data && !computed.iter().any(|start| name.starts_with(start)) {
            assert!(Table::named(&name).is_some(), "{name} is no Table");
        }
    }
}

#[test]
fn every_rule_of_the_judge_has_one_home() {
    // A rule id is a string of the form kind/detail; the same id in two places would make evidence ambiguous.
    let mut homes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in rust_files("src/judgement") {
        let code = text.split("#[cfg(test)]").next().unwrap_or(&text);
        for literal in code.split('"').skip(1).step_by(2) {
            let parts: Vec<&str> = literal.split('/').collect();
            let word = |part: &&str| {
                !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            };
            if parts.len() == 2 && parts.iter().all(word) {
                let homes = homes.entry(literal.to_string()).or_default();
                homes.insert(path.display().to_string());
            }
        }
    }
    assert!(
        !homes.is_empty(),
        "no rule ids found: has their form changed?"
    );
    for (rule, files) in homes {
        assert_eq!(files.len(), 1, "{rule} stands in {files:?}");
    }
}
