//! Which attributions of a sentence speak, which of them is the main one, and how is that written in one cell?

use super::Voice;
use crate::claims::attribution::{Attribution, Stance};

/// The attributions that somebody speaks in, by index. Who is asked to say something has not said it: "urged the council to
/// condemn the raid" has one voice.
pub(super) fn voices(attributions: &[Attribution]) -> Vec<usize> {
    let asked = |a: &Attribution| {
        attributions
            .iter()
            .any(|outer| outer.stance == Stance::Demand && outer.content_head == a.cue)
    };
    (0..attributions.len())
        .filter(|&a| attributions[a].source.is_some() && !asked(&attributions[a]))
        .collect()
}

/// The attribution that covers most of the sentence; among equals the innermost, who is nearest to the fact.
pub(super) fn main_attribution(attributions: &[Attribution]) -> Option<usize> {
    main_attribution_among(attributions, &voices(attributions))
}

pub(super) fn main_attribution_among(
    attributions: &[Attribution],
    among: &[usize],
) -> Option<usize> {
    let size = |a: usize| attributions[a].content.len();
    let largest = among.iter().map(|&a| size(a)).max()?;
    // A nested attribution that holds most of the outer content speaks for it.
    let mut main = among
        .iter()
        .copied()
        .filter(|&a| size(a) * 3 >= largest * 2)
        .min_by_key(|&a| size(a))?;
    // "The agency said that the governor said p": all that the agency says is what the governor says.
    while let Some(inner) = among
        .iter()
        .copied()
        .find(|&a| attributions[a].cue == attributions[main].content_head && size(a) < size(main))
    {
        main = inner;
    }
    Some(main)
}

/// All voices in one cell: the main one first; "as quoted by" whoever passes it on; the others behind semicolons.
pub(super) fn written(attributions: &[Attribution], voices: &[Voice], main: usize) -> String {
    let Some(first) = voices.iter().find(|v| v.attribution == main) else {
        return String::new();
    };
    let mut named: Vec<&str> = vec![&first.name];
    let cue = attributions[main].cue;
    let mut outer: Option<&str> = None;
    for voice in voices {
        let name = voice.name.as_str();
        let passes_on = voice.attribution != main
            && attributions[voice.attribution]
                .content
                .binary_search(&cue)
                .is_ok();
        match named.iter_mut().find(|n| strip_note(n) == strip_note(name)) {
            // The form with the pronoun or description tells more.
            Some(same) if name.len() > same.len() => *same = name,
            Some(_) => {}
            None if passes_on && outer.is_none() => outer = Some(name),
            None if outer.is_some_and(|o| strip_note(o) == strip_note(name)) => {}
            None => named.push(name),
        }
    }
    let mut cell = named[0].to_string();
    if let Some(outer) = outer {
        cell.push_str(", as quoted by ");
        cell.push_str(outer);
    }
    for other in &named[1..] {
        cell.push_str("; ");
        cell.push_str(other);
    }
    cell
}

/// Without the note of the pronoun or description, so that it is not carried on.
pub(super) fn strip_note(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}
