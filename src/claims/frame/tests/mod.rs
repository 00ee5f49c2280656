//! Sentences and their frames, with near misses: predicates, quantities, attributions.
//!
//! A row gives every frame of its kind in the sentence, in text order, in the notation of the `write_` functions below.

mod attributions;
mod force;
mod participants;
mod quantities;

use std::fmt::Write;

use super::{Aspect, Predicate, QuantityFrame, Role, Sort, Tense};
use crate::claims::attribution::Attribution;
use crate::claims::detail::Detail;
use crate::claims::speaker::SpeakerTracker;
use crate::claims::syntax::Syntax;
use crate::text::span::Span;

fn detail(text: &str) -> Detail {
    let whole = Span::new(0, text.len());
    Detail::new(text, whole, None, &mut SpeakerTracker::new(text))
}

#[track_caller]
fn predicates(text: &str, expected: &[&str]) {
    let detail = detail(text);
    let found: Vec<String> = detail
        .predicates
        .iter()
        .map(|p| write_predicate(&detail, &detail.syntax(text), p))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn quantities(text: &str, expected: &[&str]) {
    let detail = detail(text);
    let found: Vec<String> = detail
        .quantities
        .iter()
        .map(|q| write_quantity(&detail, &detail.syntax(text), q))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn attributions(text: &str, expected: &[&str]) {
    let detail = detail(text);
    let found: Vec<String> = detail
        .attributions
        .iter()
        .map(|a| write_attribution(&detail.syntax(text), a))
        .collect();
    assert_eq!(found, expected, "{text}");
}

/// `lemma (sort) agent= patient= preposition= place= time= not= modality tense aspect`; what is usual is left out.
fn write_predicate(detail: &Detail, syntax: &Syntax, p: &Predicate) -> String {
    let words = |list: &[usize]| {
        list.iter()
            .map(|&w| syntax.phrase_text(w))
            .collect::<Vec<_>>()
            .join("+")
    };
    let mut out = p.lemma.clone();
    out.push_str(match p.sort {
        Sort::Verb => "",
        Sort::Copula => " (copula)",
        Sort::Nominal => " (noun)",
    });
    let mut slot = |name: &str, value: String| {
        if !value.is_empty() {
            write!(out, " {name}={value}").expect("a string takes all text");
        }
    };
    slot("agent", words(&p.agents));
    slot("patient", words(&p.patients));
    for (preposition, word) in &p.obliques {
        let name = if preposition.is_empty() {
            "-"
        } else {
            preposition
        };
        slot(name, words(&[*word]));
    }
    slot("place", words(&detail.places_of(p)));
    let times: Vec<&str> = detail
        .times_of(p)
        .iter()
        .map(|t| t.span.of(syntax.text))
        .collect();
    slot("time", times.join("+"));
    slot(
        "not",
        p.negation.map_or(String::new(), |w| syntax.form(w).into()),
    );
    if p.modality.name() != "asserted" {
        out = format!("{out} {}", p.modality.name());
    }
    out.push_str(match p.tense {
        Some(Tense::Past) => " past",
        Some(Tense::Present) => " present",
        Some(Tense::Future) => " future",
        None => "",
    });
    out.push_str(match p.aspect {
        Aspect::Simple => "",
        Aspect::Perfect => " perfect",
        Aspect::Progressive => " progressive",
        Aspect::PerfectProgressive => " perfect-progressive",
    });
    out
}

/// `interval unit of= role in= class= scope area= damaged`.
fn write_quantity(detail: &Detail, syntax: &Syntax, q: &QuantityFrame) -> String {
    let mut value = q.quantity.value;
    // One digit behind the point is enough to tell values apart.
    value.low = (value.low * 10.0).round() / 10.0;
    value.high = (value.high * 10.0).round() / 10.0;
    let mut out = format!("{value} {}", q.quantity.unit);
    if let Some(counted) = q.counted {
        out = format!("{out} of={}", syntax.form(counted));
    }
    out.push_str(match q.role {
        Role::Agent => " agent",
        Role::Patient => " patient",
        Role::Oblique => " oblique",
        Role::Free => " free",
    });
    if let Some(predicate) = q.predicate {
        out = format!("{out} in={}", detail.predicates[predicate].lemma);
    }
    if let Some(class) = q.class {
        out = format!("{out} class={class}");
    }
    for scope in q.scope_names() {
        out = format!("{out} {scope}");
    }
    if let Some(area) = q.area {
        out = format!("{out} area={}", syntax.phrase_text(area));
    }
    if q.quantity.damaged {
        out.push_str(" damaged");
    }
    out
}

/// `source [cue] stance manner: content accused=`.
fn write_attribution(syntax: &Syntax, a: &Attribution) -> String {
    let source = a.source.map_or("?", |w| syntax.phrase_text(w));
    let accused = a.accused.map_or(String::new(), |w| {
        format!(" accused={}", syntax.phrase_text(w))
    });
    format!(
        "{source} [{}] {} {}: {}{accused}",
        syntax.form(a.cue),
        a.stance.name(),
        a.manner.name(),
        syntax.span(&a.content).of(syntax.text)
    )
}
