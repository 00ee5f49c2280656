//! What a user adds to the lexicon is read wherever the shipped rows are, and a slip in it is named.

use std::fs;

use rashomon::error::ErrorKind;
use rashomon::lexicon::{self, Table};

use crate::util::{TempDir, corpora, rashomon};

/// Two sentences, and what `judge --frames` says of them only without and only with some rows.
struct Case {
    /// The file that the rows are added to.
    file: &'static str,
    rows: &'static str,
    a: &'static str,
    b: &'static str,
    /// In the output without the rows, and not with them.
    without: &'static str,
    /// In the output with the rows, and not without them.
    with: &'static str,
}

/// One case or more for each file.
const CASES: &[Case] = &[
    Case {
        file: "causes.tsv",
        rows: "nature\tstorm\tderecho\n",
        a: "The bridge was destroyed by a derecho.",
        b: "The bridge collapsed because of corrosion.",
        without: "neither",
        with: "rule cause/position",
    },
    Case {
        file: "incidents.tsv",
        rows: "thing\tstructure\tgantry\n",
        a: "The gantry was destroyed by a storm.",
        b: "The gantry collapsed because of corrosion.",
        without: "agree, ",
        with: "rule cause/position",
    },
    Case {
        file: "countries.tsv",
        rows: "somaliland\tsomalilander|somalilanders\thargeisa\n",
        a: "Hargeisa denied that it had closed the port.",
        b: "Somaliland closed the port.",
        without: "neither",
        with: "contradict (denial)",
    },
    Case {
        file: "countries.tsv",
        rows: "britain\t\tholyrood\n",
        a: "Holyrood closed the port.",
        b: "France closed the port.",
        without: "agent: Holyrood ? France",
        with: "agent: Holyrood ≠ France",
    },
    Case {
        file: "deeds.tsv",
        rows: "burn\ttoast\n",
        a: "It was the rebels who burned the mill.",
        b: "The army toasted the mill.",
        without: "neither",
        with: "contradict (attribution)",
    },
    Case {
        file: "exclusive_classes.tsv",
        rows: "dog|bird\n",
        a: "A man is holding a poodle.",
        b: "A man is holding a parrot.",
        without: "neither",
        with: "rule substitution/class",
    },
    Case {
        file: "falsehoods.txt",
        rows: "humbug\n",
        a: "The report that the director resigned is humbug.",
        b: "The director resigned.",
        without: "agree, ",
        with: "neither",
    },
    Case {
        file: "measures.tsv",
        rows: "attribute\ttonnage\n",
        a: "The tonnage of the harvest was 640.",
        b: "The tonnage of the harvest was 520.",
        without: "two figures for the same thing",
        with: "two figures for tonnage of the harvest",
    },
    Case {
        file: "multiword_verbs.tsv",
        rows: "dial\tback\treduce\n",
        a: "The company dialed back its output.",
        b: "The company raised its output.",
        without: "frame   dial (Verb)",
        with: "\"reduce\" excludes \"raise\"",
    },
    Case {
        file: "news_oppositions.tsv",
        rows: "genuine\tdoctored\n",
        a: "The video of the strike is genuine.",
        b: "The video of the strike is doctored.",
        without: "agree, ",
        with: "contradict (antonym)",
    },
    Case {
        file: "news_synonyms.tsv",
        rows: "mothball\tshut\n",
        a: "The council mothballed the power station.",
        b: "The council did not shut the power station.",
        without: "agree, ",
        with: "contradict (negation)",
    },
    Case {
        file: "once.txt",
        rows: "defrock\n",
        a: "Brell was defrocked on Wednesday because he had sold the silver and the organ of his church to a dealer.",
        b: "On Tuesday a panel of three judges with long experience in such matters defrocked Brell.",
        without: "neither",
        with: "contradict (time)",
    },
    Case {
        file: "opposite_phrases.tsv",
        rows: "aloft\tbelow deck\n",
        a: "The sailor is aloft.",
        b: "The sailor is below deck.",
        without: "neither",
        with: "contradict (antonym)",
    },
    Case {
        file: "outcomes.tsv",
        rows: "once\tdefect\tabduct\n",
        a: "Tom Brell defected.",
        b: "Tom Brell was abducted.",
        without: "agree, ",
        with: "rule antonym/outcome",
    },
    Case {
        file: "parties.tsv",
        rows: "SDF|Syrian Democratic Forces|Kurdish-led forces\n",
        a: "The SDF shelled the village of Tel Abyad on Monday.",
        b: "The Kurdish-led forces did not shell the village of Tel Abyad on Monday.",
        without: "agent: SDF ≠ Kurdish-led forces",
        with: "contradict (negation)",
    },
    Case {
        file: "parties.tsv",
        rows: "SDF\nSNA\n",
        a: "The SDF shelled the village of Tel Abyad.",
        b: "The SNA shelled the village of Tel Abyad.",
        without: "agree, ",
        with: "agent: SDF ≠ SNA",
    },
    Case {
        file: "person_nouns.txt",
        rows: "bargee\n",
        a: "The explosion hurt 12 bargees in the harbour.",
        b: "The explosion hurt 30 people in the harbour.",
        without: "patient of hurt  class: - ",
        with: "counts: 12 bargees []  patient of hurt  class: hurt",
    },
    Case {
        file: "reporting.tsv",
        rows: "gainsay\tdeny\n",
        a: "The ministry gainsaid that the army had shelled the village.",
        b: "The army shelled the village.",
        without: "agree, ",
        with: "[gainsaid Deny]",
    },
    Case {
        file: "reporting_nouns.tsv",
        rows: "disproof\tdeny\n",
        a: "The ministry published its disproof that the army had shelled the village.",
        b: "The army shelled the village.",
        without: "agree, ",
        with: "[disproof Deny]",
    },
    Case {
        file: "roles.tsv",
        rows: "hurt\tgas\n",
        a: "Forty villagers were gassed in Khan on Monday.",
        b: "Sixty villagers were injured in Khan on Monday.",
        without: "neither",
        with: "contradict (number)",
    },
    Case {
        file: "questions.tsv",
        rows: "alarm\tklaxon\tsound|go off\tsilent\n",
        a: "The klaxon at the mill stayed silent.",
        b: "The klaxon at the mill went off at once.",
        without: "antonym/word",
        with: "rule negation/answer",
    },
    Case {
        file: "sides.tsv",
        rows: "armed\tpeshmerga\n",
        a: "The bridge was shelled by the peshmerga.",
        b: "The bridge was shelled by the army.",
        without: "agree, ",
        with: "contradict (attribution)",
    },
    Case {
        file: "sides.tsv",
        rows: "armed\tSDF\n",
        a: "The SDF shelled the bridge.",
        b: "The army shelled the bridge.",
        without: "neither",
        with: "contradict (attribution)",
    },
    Case {
        file: "units.tsv",
        rows: "dunams\tarea\t1000\n",
        a: "The fire burned 3 dunams of forest.",
        b: "The fire burned 5000 square metres of forest.",
        without: "neither",
        with: "contradict (number)",
    },
    Case {
        file: "units.tsv",
        rows: "hryvnias\tmoney:hryvnia\t1\nkopiykas\tmoney:hryvnia\t0.01\n",
        a: "The ticket costs 5 hryvnias.",
        b: "The ticket costs 900 kopiykas.",
        without: "neither",
        with: "contradict (number)",
    },
    Case {
        file: "violence.tsv",
        rows: "act\tstrafing\n",
        a: "The army was blamed for the strafing of the village.",
        b: "The rebels were behind the attack on the village.",
        without: "neither",
        with: "contradict (attribution)",
    },
];

/// What `judge` says, with more arguments.
fn judge(dir: &TempDir, case: &Case, more: &[&str]) -> String {
    let mut args = vec!["judge", case.a, case.b, "--rules-only", "--frames"];
    args.extend(more);
    let run = rashomon(dir.path(), &args);
    assert_eq!(run.status, 0, "{}: {}", case.file, run.stderr);
    run.stdout
}

#[test]
fn a_row_added_to_any_file_changes_what_is_read() {
    for case in CASES {
        let dir = TempDir::new();
        dir.write(&format!("own/{}", case.file), case.rows);
        let (before, after) = (
            judge(&dir, case, &[]),
            judge(&dir, case, &["--lexicon", "own"]),
        );
        let tells = |output: &str, what: &str| output.contains(what);
        assert!(
            tells(&before, case.without) && !tells(&after, case.without),
            "{}: {:?} before\n{before}\nand after\n{after}",
            case.file,
            case.without
        );
        assert!(
            tells(&after, case.with) && !tells(&before, case.with),
            "{}: {:?} before\n{before}\nand after\n{after}",
            case.file,
            case.with
        );
    }
}

#[test]
fn a_row_added_to_any_file_changes_the_claims() {
    for (file, rows, text, without, with) in [
        (
            "abbreviations.txt",
            "always brgd\n",
            "The convoy of Brgd. Hassan left Marl on Tuesday with forty men.",
            ",The convoy of Brgd.,",
            ",The convoy of Brgd. Hassan left Marl on Tuesday with forty men.,",
        ),
        (
            "places.tsv",
            "settlement\tmoshav\n",
            "A rocket hit the moshav of Beeri on Monday.",
            ",Monday,\r\n",
            ",Monday,Beeri\r\n",
        ),
        (
            "titles.tsv",
            "office\ttreasurer\n",
            "Ilo Brat, the treasurer of Kelm, left on Monday. The treasurer said that forty men worked there.",
            ",treasurer,",
            ",Ilo Brat (the treasurer),",
        ),
    ] {
        let dir = TempDir::new();
        dir.write("news.txt", text);
        dir.write(file, rows);
        let claims = |more: &[&str]| {
            let run = rashomon(dir.path(), &[&["claims", "news.txt"], more].concat());
            assert_eq!(run.status, 0, "{file}: {}", run.stderr);
            run.stdout
        };
        let (before, after) = (claims(&[]), claims(&["--lexicon", file]));
        assert!(
            before.contains(without) && !after.contains(without),
            "{before}{after}"
        );
        assert!(
            after.contains(with) && !before.contains(with),
            "{before}{after}"
        );
    }
}

#[test]
fn every_file_that_can_be_added_to_has_its_case() {
    let mut tested = vec!["abbreviations.txt", "places.tsv", "titles.tsv"];
    tested.extend(CASES.iter().map(|case| case.file));
    for table in Table::ALL {
        assert!(tested.contains(&table.name()), "{}", table.name());
    }
}

/// That `judge` ends with status 2 and says each of `said` when it is given the lexicon at `path`.
fn refused(dir: &TempDir, path: &str, said: &[&str]) {
    let run = rashomon(dir.path(), &["judge", "A b.", "C d.", "--lexicon", path]);
    assert_eq!(
        (run.status, run.stdout.as_str()),
        (2, ""),
        "{path}: {}",
        run.stderr
    );
    for part in said {
        assert!(
            run.stderr.contains(part),
            "{path}: {part:?} is not in {}",
            run.stderr
        );
    }
}

#[test]
fn a_file_of_another_name_is_refused_with_the_names_that_are_known() {
    let dir = TempDir::new();
    dir.write("side.tsv", "armed\tpeshmerga\n");
    let names: Vec<&str> = Table::ALL.iter().map(|table| table.name()).collect();
    refused(
        &dir,
        "side.tsv",
        &["error: side.tsv: no lexicon file", &names.join(", ")],
    );
    // What is computed is no file to add to.
    dir.write("wordnet_synonyms.tsv", "a\tb\n");
    refused(&dir, "wordnet_synonyms.tsv", &["can be added to"]);
    dir.write("own/sides.tsv", "armed\tpeshmerga\n");
    dir.write("own/notes.TXT", "armed\tpeshmerga\n");
    refused(&dir, "own", &["notes.TXT: no lexicon file"]);
}

#[test]
fn a_folder_may_hold_what_is_no_table() {
    let dir = TempDir::new();
    dir.write("own/sides.tsv", "armed\tpeshmerga\n");
    dir.write("own/README.md", "Why these words.\n");
    dir.write("own/old/sides.tsv", "no table\n");
    dir.write("own/.gitignore", "*~\n");
    let run = rashomon(dir.path(), &["judge", "A b.", "C d.", "--lexicon", "own"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    dir.write("bare/README.md", "Nothing yet.\n");
    refused(
        &dir,
        "bare",
        &["bare: no lexicon file is in this folder", "sides.tsv"],
    );
}

#[test]
fn a_bad_row_is_named_with_its_place_and_the_remedy() {
    for (file, row, fault) in [
        (
            "sides.tsv",
            "armed peshmerga",
            "2 columns, parted by tabs, are needed, not 1",
        ),
        (
            "reporting.tsv",
            "deplore\tsay\tobject\tno",
            "2 to 3 columns",
        ),
        (
            "sides.tsv",
            "stat\tcoastguard",
            "'stat' is not known here; write armed, state",
        ),
        (
            "units.tsv",
            "dunam\tarea\tmany",
            "'many' is no number above 0",
        ),
        ("units.tsv", "dunam\tland\t1000", "'land' is not known here"),
        ("once.txt", "blow up", "one word is needed"),
        (
            "news_oppositions.tsv",
            "genuine, real\tdoctored",
            "not by commas",
        ),
        (
            "parties.tsv",
            "sdf||forces",
            "a name between two | is empty",
        ),
        (
            "multiword_verbs.tsv",
            "take\tto the court\tsue",
            "a preposition and a noun",
        ),
        (
            "exclusive_classes.tsv",
            "no such class",
            "no name of a sense in WordNet",
        ),
        (
            "abbreviations.txt",
            "always Dep.",
            "leave out the last full stop",
        ),
    ] {
        let dir = TempDir::new();
        dir.write(&format!("own/{file}"), format!("# why\n\n{row}\n"));
        let place = format!("{file}:line 3: ");
        let remedy = format!("rashomon lexicon {file}");
        refused(&dir, "own", &[&place, fault, &remedy]);
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let dir = TempDir::new();
    dir.write("sides.tsv", b"# words\narmed\tpe\xffhmerga\n");
    refused(
        &dir,
        "sides.tsv",
        &["sides.tsv:line 2: ", "save the file as UTF-8"],
    );
    refused(&dir, "missing/sides.tsv", &["error: missing/sides.tsv: "]);
    refused(&dir, "missing", &["error: missing: "]);
}

#[test]
fn marks_of_editors_capitals_and_doubles_do_no_harm() {
    let dir = TempDir::new();
    let case = CASES
        .iter()
        .find(|case| case.file == "sides.tsv")
        .expect("a case");
    dir.write("plain/sides.tsv", case.rows);
    let rows = case.rows.trim_end().to_uppercase().replace('\t', " \t  ");
    dir.write(
        "odd/sides.tsv",
        format!("\u{feff}# words\r\n\r\n{rows} \r\n{rows}\r\n"),
    );
    let plain = judge(&dir, case, &["--lexicon", "plain"]);
    assert_eq!(judge(&dir, case, &["--lexicon", "odd/sides.tsv"]), plain);
    // Several at once, and one twice.
    let twice = ["--lexicon", "odd", "--lexicon", "plain/sides.tsv"];
    assert_eq!(judge(&dir, case, &twice), plain);
}

#[test]
fn the_lexicon_is_closed_once_a_table_is_read() {
    // Other tests of this process read tables too; this one makes sure of it.
    assert!(lexicon::parties::country_of("syria").is_some());
    let dir = TempDir::new();
    let path = dir.write("sides.tsv", "armed\tpeshmerga\n");
    for _ in 0..2 {
        let error = lexicon::extend([&path]).expect_err("it is too late");
        assert!(matches!(error.kind(), ErrorKind::Setting(_)), "{error}");
        assert!(
            error
                .to_string()
                .contains("before articles or sentences are read")
        );
    }
}

#[test]
fn the_command_lists_the_files_and_shows_each_as_it_ships() {
    let dir = TempDir::new();
    let list = rashomon(dir.path(), &["lexicon"]);
    assert_eq!(
        (list.status, list.stdout.lines().count()),
        (0, Table::ALL.len())
    );
    for table in Table::ALL {
        assert!(list.stdout.contains(table.name()) && list.stdout.contains(table.holds()));
        let shown = rashomon(dir.path(), &["lexicon", table.name()]);
        assert_eq!((shown.status, shown.stdout.as_str()), (0, table.text()));
    }
    let run = rashomon(dir.path(), &["lexicon", "side.tsv"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("'rashomon lexicon' lists all"),
        "{}",
        run.stderr
    );
}

#[test]
fn every_command_that_reads_language_takes_a_lexicon() {
    let dir = TempDir::new();
    dir.write("sides.tsv", "armed peshmerga\n");
    for command in [
        &["compare", "news"][..],
        &["coverage", "news"],
        &["report", "news", "-o", "report.html"],
        &["claims", "news"],
        &["judge", "A b.", "C d."],
        &["eval", "pairs.jsonl"],
        &["parse", "news.txt"],
    ] {
        let args = [command, &["--lexicon", "sides.tsv"]].concat();
        let run = rashomon(dir.path(), &args);
        assert_eq!(run.status, 2, "{command:?}");
        assert!(
            run.stderr.starts_with("error: sides.tsv:line 1: "),
            "{}",
            run.stderr
        );
    }
    assert!(!fs::exists(dir.path().join("report.html")).expect("the folder can be read"));
}

#[test]
fn the_same_lexicon_gives_the_same_bytes_and_changes_the_findings() {
    let dir = TempDir::new();
    dir.write("own/sides.tsv", "armed\tcommand\n");
    let own = dir.path().join("own").display().to_string();
    let compare = |more: &[&str]| {
        let mut args = vec!["compare", "aleppo-gas", "--rules-only"];
        args.extend(more);
        let run = rashomon(&corpora(), &args);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    let with = compare(&["--lexicon", &own, "--threads", "1"]);
    assert_eq!(with, compare(&["--lexicon", &own, "--threads", "8"]));
    // "The command had no chemical weapons", says one, and another that the militants shelled the city with them.
    let found = |output: &str| output.contains("The command had no chemical weapons");
    assert!(found(&with) && !found(&compare(&[])));
}
