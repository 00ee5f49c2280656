//! Marks of the very words: what differs, and how each side is worded.

use super::{Sheet, forms, function_words};
use crate::judgement::pair::Pair;
use crate::judgement::word_alignment::{Alignment, Tie, rarity};
use crate::lexicon::relations::are_antonyms;

/// Marks of what differs: tied words that are not the same, words left over, alone and in pairs.
pub(super) fn differences(sheet: &mut Sheet, pair: &Pair, alignment: &Alignment) {
    /// More leftovers than this say only "much".
    const MOST: usize = 6;
    let wanted = sheet.marks.is_some();
    for link in alignment.links.iter().filter(|_| wanted) {
        if link.tie == Tie::Equal {
            continue;
        }
        let (x, y) = (&alignment.a[link.a], &alignment.b[link.b]);
        sheet.mark(&format!("{}>{}", x.lemma, y.lemma));
        sheet.mark(&format!("{}:{}>", link.tie.name(), x.lemma));
        sheet.mark(&format!("{}>:{}", link.tie.name(), y.lemma));
        sheet.mark(&format!("{}:{:?}", link.tie.name(), x.upos));
    }
    let (left_a, left_b) = (alignment.left_a(), alignment.left_b());
    for (left, side, sign) in [(&left_a, &pair.a, '-'), (&left_b, &pair.b, '+')] {
        for word in left.iter().filter(|_| wanted) {
            sheet.mark(&format!("{sign}{}", word.lemma));
            sheet.mark(&format!(
                "{sign}{:?}/{}",
                side.syntax.relation(word.index),
                word.lemma
            ));
            sheet.mark(&format!("{sign}{:?}", side.syntax.relation(word.index)));
            if let Some(head) = side.syntax.head(word.index) {
                sheet.mark(&format!("{sign}{}<{}", word.lemma, side.syntax.lemma(head)));
            }
        }
    }
    if wanted && left_a.len() <= MOST && left_b.len() <= MOST {
        for x in &left_a {
            for y in left_b.iter().filter(|y| y.upos == x.upos) {
                sheet.mark(&format!("{}~{}", x.lemma, y.lemma));
            }
        }
    }
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let (x, y) = (function_words(&pair.a), function_words(&pair.b));
    let (only_a, only_b): (Vec<_>, Vec<_>) =
        (x.difference(&y).collect(), y.difference(&x).collect());
    for word in only_a.iter().filter(|_| wanted) {
        sheet.mark(&format!("f-{word}"));
    }
    for word in only_b.iter().filter(|_| wanted) {
        sheet.mark(&format!("f+{word}"));
        for other in &only_a {
            sheet.mark(&format!("f{other}>{word}"));
        }
    }
    let opposites = only_a
        .iter()
        .any(|p| only_b.iter().any(|q| are_antonyms(p, q)));
    sheet.flag("opposite function words", opposites);
    // Prepositions of tied nouns: "in the box", "on the box".
    let mut prepositions = 0;
    for link in &alignment.links {
        let (i, j) = (alignment.a[link.a].index, alignment.b[link.b].index);
        if let (Some(p), Some(q)) = (a.preposition(i), b.preposition(j))
            && p != q
        {
            prepositions += 1;
            sheet.mark(&format!("p{p}>{q}"));
        }
    }
    sheet.count("prepositions differ", prepositions);
}

/// Marks of the wording of each side, for what lies in the wording alone: "hoax", "reportedly".
pub(super) fn wording(sheet: &mut Sheet, pair: &Pair, alignment: &Alignment) {
    for (side, sign, left) in [
        (&pair.a, 'a', alignment.left_a()),
        (&pair.b, 'b', alignment.left_b()),
    ] {
        let words = if sheet.marks.is_some() {
            forms(side)
        } else {
            Vec::new()
        };
        for word in &words {
            sheet.mark(&format!("{sign} {word}"));
        }
        for two in words.windows(2) {
            sheet.mark(&format!("{sign} {} {}", two[0], two[1]));
        }
        if let Some(first) = words.first() {
            sheet.mark(&format!("{sign}^ {first}"));
        }
        let rare = left.iter().map(|w| rarity(w.lemma)).fold(0.0, f32::max);
        sheet.number("rarest left", rare);
    }
}
