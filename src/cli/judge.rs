//! `rashomon judge`: the relation of two sentences, or of each pair of a file, with the evidence.

use std::io::Write;

use clap::Args as ClapArgs;
use rashomon::error::Error;
use rashomon::judgement::JudgeOptions;
use rashomon::judgement::meeting::Meeting;
use rashomon::report::frames;
use rashomon::report::rows::{EvidenceRow, JudgedRow};
use rashomon::sentence_pairs::{self, Judged, Sentence, alone, judge_pairs};

use super::lexicon::LexiconArgs;
use super::messages::Outcome;
use super::output::Output;
use super::pair_file::{self, GivenPair};

/// What can be typed after `judge`.
#[derive(ClapArgs)]
pub struct Args {
    /// The two sentences
    #[arg(
        value_name = "SENTENCE",
        num_args = 2,
        required_unless_present = "pairs",
        conflicts_with = "pairs"
    )]
    sentences: Vec<String>,

    /// A file of pairs instead: JSONL or CSV with id, a, b, and optionally a_date, b_date, a_article, b_article
    #[arg(long, value_name = "FILE")]
    pairs: Option<String>,

    /// The articles whose ids the pairs name; their texts are the context of the sentences
    #[arg(long, value_name = "FILE", conflicts_with = "sentences")]
    articles: Option<String>,

    /// Also draw the frames of both sentences
    #[arg(long, conflicts_with = "pairs")]
    frames: bool,

    /// Say only what a rule can show; leave out the reader that was trained on labelled pairs
    #[arg(long)]
    rules_only: bool,

    #[command(flatten)]
    pub(super) lexicon: LexiconArgs,

    /// Where the JSONL goes [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
}

/// Judges and prints.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let output = Output::open(args.output.as_deref())?;
    let options = JudgeOptions::of_given_pairs().with_reader(!args.rules_only);
    let Some(path) = &args.pairs else {
        let sentence = |text: &String| Sentence {
            text: text.clone(),
            ..Sentence::default()
        };
        let (a, b) = (sentence(&args.sentences[0]), sentence(&args.sentences[1]));
        let (judged, meetings) = sentence_pairs::explain(&a, &b, options);
        output.write(|out| {
            explain(out, &a, &b, &judged, &meetings)?;
            for sentence in [&a, &b].into_iter().filter(|_| args.frames) {
                write!(out, "{}", frames::draw(&sentence.text, &alone(sentence)))?;
            }
            Ok(())
        })?;
        return Ok(Outcome::Done);
    };
    let file = pair_file::read(path)?;
    let corpus = pair_file::read_articles(args.articles.as_deref())?;
    let pairs: Vec<(Sentence, Sentence)> = file
        .pairs
        .iter()
        .map(|p| (p.a.clone(), p.b.clone()))
        .collect();
    let judged = judge_pairs(&pairs, &corpus, options);
    output.write(|out| {
        for (given, judged) in file.pairs.iter().zip(&judged) {
            serde_json::to_writer(&mut *out, &row(given, judged))?;
            writeln!(out)?;
        }
        Ok(())
    })?;
    Ok(file.outcome)
}

fn row(given: &GivenPair, judged: &Judged) -> JudgedRow {
    let verdict = &judged.verdict;
    JudgedRow {
        id: given.id.clone(),
        relation: verdict.relation.name(),
        kind: verdict.kind.map(|k| k.name()),
        confidence: round(verdict.confidence),
        similarity: round(judged.shown),
        evidence: verdict
            .evidence
            .iter()
            .map(|e| EvidenceRow {
                rule: e.rule,
                a: e.a_words.clone(),
                b: e.b_words.clone(),
                a_value: e.a_value.clone(),
                b_value: e.b_value.clone(),
                note: e.note.clone(),
            })
            .collect(),
    }
}

/// Four digits say all that the score can.
fn round(value: f32) -> f64 {
    (f64::from(value) * 1e4).round() / 1e4
}

/// The verdict on one pair, for a reader.
fn explain(
    out: &mut dyn Write,
    a: &Sentence,
    b: &Sentence,
    judged: &Judged,
    meetings: &[Meeting],
) -> std::io::Result<()> {
    let verdict = &judged.verdict;
    let kind = verdict
        .kind
        .map(|k| format!(" ({})", k.name()))
        .unwrap_or_default();
    writeln!(
        out,
        "{}{kind}, confidence {:.2}, similarity {:.2}",
        verdict.relation, verdict.confidence, judged.shown
    )?;
    writeln!(out, "  A  {}", a.text)?;
    writeln!(out, "  B  {}", b.text)?;
    for evidence in &verdict.evidence {
        writeln!(out, "  rule {}: {}", evidence.rule, evidence.note)?;
        if !evidence.a_value.is_empty() || !evidence.b_value.is_empty() {
            writeln!(out, "    A: {}", evidence.a_value)?;
            writeln!(out, "    B: {}", evidence.b_value)?;
        }
    }
    for meeting in meetings.iter().filter(|m| !m.slots.is_empty()) {
        writeln!(
            out,
            "  compared {}: {}; {}; clauses cover {} and {} % of each other",
            meeting.predicates,
            meeting.slots.join("; "),
            meeting.polarity,
            meeting.covered.0,
            meeting.covered.1
        )?;
    }
    let s = &judged.similarity;
    writeln!(
        out,
        "  words of A in B: {:.0} % exact, {:.0} % with near words; of B in A: {:.0} %, {:.0} %",
        s.exact_a * 100.0,
        s.soft_a * 100.0,
        s.exact_b * 100.0,
        s.soft_b * 100.0
    )
}
