//! `rashomon compare`: the main job, articles in, a CSV of agreeing and contradicting claims out.

use clap::{Args as ClapArgs, ValueEnum};
use rashomon::alignment::AlignOptions;
use rashomon::article::Corpus;
use rashomon::error::Error;
use rashomon::events::LinkOptions;
use rashomon::judgement::JudgeOptions;
use rashomon::judgement::verdict::Relation;
use rashomon::pipeline::{self, Comparison, Options, Within};
use rashomon::points::Points;
use rashomon::report::model::Named;
use rashomon::report::pairs;

use super::faces::{self, FaceArgs};
use super::input::InputArgs;
use super::lexicon::LexiconArgs;
use super::messages::{self, Outcome};

/// What can be typed after `compare`.
#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  rashomon compare news/ -o pairs.csv
  rashomon compare 'news/2018-*.jsonl' --all-pairs --format jsonl | jq .explanation
  rashomon compare news/ --out-dir findings/
  rashomon compare news/ --fail-on contradict

Exit status: 0 done, 1 only under --fail-on, 2 bad usage or nothing read, 3 done but inputs were skipped")]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    pub(super) comparing: ComparingArgs,

    /// Write every pair, not only the clearest of each story point, pair of outlets and relation
    #[arg(long)]
    all_pairs: bool,

    /// Write only the first N findings: the surest contradictions, then revisions, then agreements
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    top: Option<u32>,

    /// Exit with status 1 when a finding of this relation is written
    #[arg(long, value_name = "RELATION")]
    fail_on: Option<FailOn>,

    #[command(flatten)]
    faces: FaceArgs,
}

/// How articles are linked, claims paired and verdicts given; flattened into every command that compares.
#[derive(ClapArgs)]
pub struct ComparingArgs {
    #[command(flatten)]
    pub(super) lexicon: LexiconArgs,

    /// Compare claims of different outlets only, also of one outlet, or also inside one article
    #[arg(
        long,
        value_name = "SCOPE",
        default_value = "different",
        help_heading = "Comparing"
    )]
    within: Scope,

    /// Link no articles that lie further apart than this many days; more finds late echoes, and more chance likenesses. An article
    /// without a date may be linked with any; beyond 2,500 articles only with those of the surest story, 64 or more of them
    #[arg(long, value_name = "DAYS", default_value_t = LinkOptions::default().window_days, help_heading = "Comparing")]
    window_days: i32,

    /// Least similarity of two claims to be judged, from 0 to 1: the number in the column `similarity`. Less finds more, slower, with
    /// more false alarms. A charge and its denial, and two counts of the harmed, are judged in any case
    #[arg(long, value_name = "SCORE", default_value_t = AlignOptions::default().least, help_heading = "Comparing")]
    similarity: f32,

    /// Judge each claim beside its N most alike counterparts only, and beside eight times as many that dispute it in other words, those of the
    /// surest story first; fewer is faster, and loses faint echoes. Beyond 62,500 claims (some 2,000 articles) counterparts must also
    /// share more words the more claims there are [default: 64; from 187,500 claims up 12 million divided by the claims, at least 4]
    #[arg(long, value_name = "N", help_heading = "Comparing")]
    counterparts: Option<usize>,

    /// Least confidence of a conflict to be written, from 0 to 1: the share of right ones among such conflicts on labelled events. Less
    /// shows more, with more false alarms [default: what a rule holds with strength 0.4, or the reader with 0.5]
    #[arg(long, value_name = "CONFIDENCE", help_heading = "Comparing")]
    confidence: Option<f32>,

    /// Write only what a rule can show; leave out the reader that was trained on labelled pairs
    #[arg(long, help_heading = "Comparing")]
    rules_only: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Scope {
    /// Only claims of different outlets
    Different,
    /// Also claims of different articles of one outlet
    Outlet,
    /// Also claims of one article
    Article,
}

#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Contradict,
    Revision,
    Agree,
}

impl ComparingArgs {
    /// The settings that the library takes.
    pub fn options(&self) -> Result<Options, Error> {
        let share = |name: &str, value: f32| {
            if (0.0..=1.0).contains(&value) {
                Ok(value)
            } else {
                Err(Error::setting(format!(
                    "--{name} {value}: must lie between 0 and 1"
                )))
            }
        };
        if self.window_days < 0 {
            return Err(Error::setting(format!(
                "--window-days {}: must not be negative",
                self.window_days
            )));
        }
        let mut options = Options {
            within: match self.within {
                Scope::Different => Within::Different,
                Scope::Outlet => Within::Outlet,
                Scope::Article => Within::Article,
            },
            ..Options::default()
        };
        options.link.window_days = self.window_days;
        options.align.least = share("similarity", self.similarity)?;
        if self.counterparts == Some(0) {
            return Err(Error::setting("--counterparts 0: must be at least 1"));
        }
        options.align.top = self.counterparts;
        options.judge = options.judge.with_reader(!self.rules_only);
        if let Some(confidence) = self.confidence {
            options.judge = options
                .judge
                .at_confidence(share("confidence", confidence)?);
        }
        Ok(options)
    }

    /// Says on stderr that nothing can be found where all articles are of one outlet, and what helps.
    pub fn note_one_outlet(&self, corpus: &Corpus) {
        let mut outlets = corpus.articles().iter().map(|a| a.outlet.as_deref());
        let Some(Some(first)) = outlets.next() else {
            return;
        };
        if matches!(self.within, Scope::Different) && outlets.all(|outlet| outlet == Some(first)) {
            eprintln!(
                "note: all articles are of one outlet, '{first}', so there is nothing to compare; name the outlets (an 'Outlet:' line, a folder for each, \
                 OUTLET__name.txt, or --field outlet=COLUMN), or compare inside it with --within outlet or --within article"
            );
        }
    }

    /// The same as words, for the method of a report.
    pub fn settings(&self) -> Vec<Named> {
        let named = |name: &str, words: String| Named {
            name: name.to_string(),
            words,
        };
        let within = match self.within {
            Scope::Different => "claims of different outlets only",
            Scope::Outlet => "also claims of different articles of one outlet",
            Scope::Article => "also claims of one article",
        };
        let usual = JudgeOptions::default().with_reader(!self.rules_only);
        let usual = usual.least_confidence();
        let confidence = self
            .confidence
            .map_or(format!("{usual:.2}"), |c| c.to_string());
        let mut settings = vec![
            named("--within", within.to_string()),
            named("--window-days", self.window_days.to_string()),
            named("--similarity", self.similarity.to_string()),
            named(
                "--counterparts",
                self.counterparts
                    .map_or("64, fewer where claims are many".into(), |n| n.to_string()),
            ),
            named("--confidence", confidence),
        ];
        if self.rules_only {
            settings.push(named("--rules-only", "no second reading".into()));
        }
        settings
    }
}

/// Reads, compares and writes.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let options = args.comparing.options()?;
    let output = args.faces.open()?;
    let input = args.input.read()?;
    let progress = messages::Progress::new("comparing");
    let comparison = pipeline::compare(&input.corpus, options, |done, all| progress.set(done, all));
    progress.finish();
    messages::warn(&comparison.warnings);
    args.comparing.note_one_outlet(&input.corpus);
    let points = Points::new(&comparison.findings);
    let mut rows = pairs::rows(&input.corpus, &comparison, &points, args.all_pairs);
    if let Some(top) = args.top {
        rows.truncate(top as usize);
    }
    let fails = args.fail_on.is_some_and(|relation| {
        let name = match relation {
            FailOn::Contradict => Relation::Contradict,
            FailOn::Revision => Relation::Revision,
            FailOn::Agree => Relation::Agree,
        };
        rows.iter().any(|row| row.relation == name.name())
    });
    faces::write(output, &input, &comparison, &points, &rows)?;
    summary(&input.corpus, &comparison);
    Ok(if fails { Outcome::Found } else { input.outcome })
}

/// One line on stderr: what was compared, and what was found.
pub fn summary(corpus: &Corpus, comparison: &Comparison) {
    let mut outlets: Vec<&str> = corpus
        .articles()
        .iter()
        .filter_map(|a| a.outlet.as_deref())
        .collect();
    outlets.sort_unstable();
    outlets.dedup();
    let of = |relation: Relation| {
        comparison
            .findings
            .iter()
            .filter(|f| f.verdict.relation == relation)
            .count()
    };
    eprintln!(
        "{} articles, {} outlets, {} claims; {} article pairs linked, {} claim pairs judged: {} contradict, {} revision, {} agree; {:.1} s",
        corpus.len(),
        outlets.len(),
        comparison.counts.claims,
        comparison.counts.links,
        comparison.counts.pairs,
        of(Relation::Contradict),
        of(Relation::Revision),
        of(Relation::Agree),
        comparison.counts.elapsed.as_secs_f64(),
    );
}
