//! A sentence with its frames, drawn for the terminal: one line a frame.

use std::fmt::Write;

use crate::claims::detail::Detail;
use crate::claims::frame::{Predicate, QuantityFrame, Role};

/// The frames of a claim, a line each: attributions, predicates, quantities, times, names.
pub fn draw(text: &str, detail: &Detail) -> String {
    let mut out = String::new();
    let syntax = detail.syntax(text);
    let words = |list: &[usize]| {
        list.iter()
            .map(|&w| syntax.phrase_text(w))
            .collect::<Vec<_>>()
            .join(" + ")
    };
    let _ = writeln!(out, "{}", detail.sentence.of(text));
    for a in &detail.attributions {
        let source = a
            .source
            .map_or("?".to_string(), |s| syntax.phrase_text(s).to_string());
        let accused = a.accused.map_or(String::new(), |s| {
            format!("  accused: {}", syntax.phrase_text(s))
        });
        let _ = writeln!(
            out,
            "  says    {source} [{} {:?}]{accused}  content: {}",
            syntax.form(a.cue),
            a.stance,
            syntax.span(&a.content).of(text)
        );
    }
    for p in &detail.predicates {
        let _ = writeln!(out, "  frame   {}", predicate(text, detail, p, &words));
    }
    for q in &detail.quantities {
        let _ = writeln!(out, "  number  {}", quantity(text, detail, q));
    }
    for t in &detail.times {
        let _ = writeln!(out, "  time    {t}  {:?}", t.span.of(text));
    }
    if let Some(speaker) = &detail.speaker {
        let _ = writeln!(out, "  speaker {}", speaker.name);
    }
    out
}

fn predicate(
    text: &str,
    detail: &Detail,
    p: &Predicate,
    words: &dyn Fn(&[usize]) -> String,
) -> String {
    let syntax = detail.syntax(text);
    let mut line = format!("{} ({:?})", p.lemma, p.sort);
    if !p.agents.is_empty() {
        let _ = write!(line, "  agent: {}", words(&p.agents));
    }
    if !p.patients.is_empty() {
        let _ = write!(line, "  patient: {}", words(&p.patients));
    }
    for (preposition, word) in &p.obliques {
        let _ = write!(line, "  {preposition}: {}", syntax.phrase_text(*word));
    }
    if let Some(cue) = p.negation {
        let _ = write!(line, "  negated by {:?}", syntax.form(cue));
    }
    if p.modality.name() != "asserted" {
        let _ = write!(line, "  {}", p.modality.name());
    }
    if let Some(a) = p.attribution {
        let _ = write!(line, "  ({:?})", detail.attributions[a].stance);
    }
    line
}

fn quantity(text: &str, detail: &Detail, q: &QuantityFrame) -> String {
    let syntax = detail.syntax(text);
    let counted = q.counted.map_or("-", |c| syntax.phrase_text(c));
    let happening = q
        .predicate
        .map_or("-", |p| detail.predicates[p].lemma.as_str());
    let mut flags = q.scope_names();
    if q.quantity.damaged {
        flags.push("damaged");
    }
    let role = match q.role {
        Role::Agent => "agent",
        Role::Patient => "patient",
        Role::Oblique => "oblique",
        Role::Free => "free",
    };
    let modifiers = q
        .modifiers
        .iter()
        .map(|&m| syntax.form(m))
        .collect::<Vec<_>>()
        .join(",");
    format!(
        "{} {}  counts: {counted} [{modifiers}]  {role} of {happening}  class: {}  {}",
        q.quantity.value,
        q.quantity.unit,
        q.class.unwrap_or("-"),
        flags.join(" ")
    )
}
