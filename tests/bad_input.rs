//! Bad input, one case each: exit status, message, and that the rest was done.

use crate::util::{Run, TempDir, rashomon};

const GOOD: &str = "Title: A\nOutlet: Post\nDate: 2021-03-02\n\nThe river burst its banks on Monday night, officials said.\n";

/// Reads `inputs` and checks exit status, number of articles and every line on stderr.
fn check(dir: &TempDir, inputs: &[&str], status: i32, articles: usize, stderr: &[&str]) {
    let mut args = vec!["articles"];
    args.extend(inputs);
    let run = rashomon(dir.path(), &args);
    let Run {
        status: found,
        stdout,
        stderr: said,
    } = &run;
    assert_eq!(said.lines().collect::<Vec<_>>(), stderr, "{inputs:?}");
    assert_eq!(
        (*found, stdout.lines().count()),
        (status, articles),
        "{inputs:?}"
    );
}

const NOTHING: &str = "error: no article could be read from the inputs; see the warnings above for the reason of each";

#[test]
fn one_article_in_a_folder_is_enough() {
    let dir = TempDir::new();
    dir.write("news/a.txt", GOOD);
    check(&dir, &["news"], 0, 1, &[]);
}

#[test]
fn a_path_that_does_not_exist_is_named() {
    let dir = TempDir::new();
    dir.write("a.txt", GOOD);
    let skipped = "skipped: nowhere.txt: no such file or folder";
    check(&dir, &["a.txt", "nowhere.txt"], 3, 1, &[skipped]);
    check(&dir, &["nowhere.txt"], 2, 0, &[skipped, NOTHING]);
}
