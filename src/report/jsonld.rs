//! Rows as linked data: each claim a schema.org `Claim`, each finding a W3C Web Annotation of two places in two texts.
//!
//! A place is a text quote selector (the words, and what stands before and after) and a text position selector (characters),
//! so that others can find it again. No `ClaimReview` is written: that would be a verdict of truth, and we give none.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::pairs::claim_name;
use super::rows::PairRow;
use crate::article::{Article, Corpus};

/// Characters of context in a text quote selector.
const CONTEXT: usize = 32;

/// One side of a row, by the names of its columns.
struct Side<'r> {
    article: &'r str,
    file: &'r str,
    speaker: &'r str,
    sentence: &'r str,
    start: u32,
    end: u32,
    value: &'r str,
}

/// Writes one document with all claims and findings of `rows`.
pub fn write(out: &mut dyn Write, corpus: &Corpus, rows: &[PairRow]) -> io::Result<()> {
    let articles: BTreeMap<(&str, &str), &Article> = corpus
        .articles()
        .iter()
        .map(|a| ((a.file.as_str(), a.id.as_str()), a))
        .collect();
    let mut claims: BTreeMap<String, Value> = BTreeMap::new();
    let mut findings = Vec::new();
    for row in rows {
        let targets: Vec<Value> = sides(row)
            .iter()
            .filter_map(|side| {
                let article = articles.get(&(side.file, side.article))?;
                let id = claim_id(article, side);
                claims
                    .entry(id.clone())
                    .or_insert_with(|| claim(&id, article, side));
                Some(target(&id, article, side))
            })
            .collect();
        findings.push(annotation(row, targets));
    }
    let mut graph: Vec<Value> = claims.into_values().collect();
    graph.extend(findings);
    let document = json!({
        "@context": {
            "@vocab": "https://schema.org/",
            "oa": "http://www.w3.org/ns/oa#",
            "cito": "http://purl.org/spar/cito/",
            "rashomon": "urn:rashomon:",
        },
        "@graph": graph,
    });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")?;
    out.flush()
}

fn sides(row: &PairRow) -> [Side<'_>; 2] {
    [
        Side {
            article: &row.a_article,
            file: &row.a_file,
            speaker: &row.a_speaker,
            sentence: &row.a_sentence,
            start: row.a_start,
            end: row.a_end,
            value: &row.a_value,
        },
        Side {
            article: &row.b_article,
            file: &row.b_file,
            speaker: &row.b_speaker,
            sentence: &row.b_sentence,
            start: row.b_start,
            end: row.b_end,
            value: &row.b_value,
        },
    ]
}

/// The byte at which a side's sentence starts.
fn start_byte(article: &Article, side: &Side) -> usize {
    byte_of(&article.text, side.start as usize)
}

fn byte_of(text: &str, character: usize) -> usize {
    text.char_indices()
        .nth(character)
        .map_or(text.len(), |(at, _)| at)
}

fn claim_id(article: &Article, side: &Side) -> String {
    let name = claim_name(article, side.sentence, start_byte(article, side) as u32);
    format!("urn:rashomon:claim:{name:016x}")
}

fn claim(id: &str, article: &Article, side: &Side) -> Value {
    let mut appearance = Map::new();
    appearance.insert("@type".into(), json!("NewsArticle"));
    appearance.insert("identifier".into(), json!(article.id));
    let date = article.published.map(|p| p.to_string());
    for (name, value) in [
        ("headline", &article.title),
        ("url", &article.url),
        ("datePublished", &date),
    ] {
        if let Some(value) = value {
            appearance.insert(name.into(), json!(value));
        }
    }
    if let Some(outlet) = &article.outlet {
        let publisher = json!({"@type": "NewsMediaOrganization", "name": outlet});
        appearance.insert("publisher".into(), publisher);
    }
    let mut claim = Map::new();
    claim.insert("@id".into(), json!(id));
    claim.insert("@type".into(), json!("Claim"));
    claim.insert("text".into(), json!(side.sentence));
    claim.insert("appearance".into(), Value::Object(appearance));
    // schema.org: the author of a claim is who makes it, not who reports it.
    if !side.speaker.is_empty() {
        claim.insert(
            "author".into(),
            json!({"@type": "Thing", "name": side.speaker}),
        );
    } else if let Some(outlet) = &article.outlet {
        claim.insert(
            "author".into(),
            json!({"@type": "NewsMediaOrganization", "name": outlet}),
        );
    }
    Value::Object(claim)
}

fn target(id: &str, article: &Article, side: &Side) -> Value {
    let start = start_byte(article, side);
    let end = byte_of(&article.text, side.end as usize);
    let before = article.text[..start]
        .char_indices()
        .rev()
        .take(CONTEXT)
        .last()
        .map_or(start, |(at, _)| at);
    let after = end + byte_of(&article.text[end..], CONTEXT);
    json!({
        "@type": "oa:SpecificResource",
        "rashomon:claim": {"@id": id},
        "rashomon:value": side.value,
        "oa:hasSource": article.url.as_deref().unwrap_or(&article.file),
        "oa:hasSelector": [
            {
                "@type": "oa:TextQuoteSelector",
                "oa:exact": &article.text[start..end],
                "oa:prefix": &article.text[before..start],
                "oa:suffix": &article.text[end..after],
            },
            {"@type": "oa:TextPositionSelector", "oa:start": side.start, "oa:end": side.end},
        ],
    })
}

fn annotation(row: &PairRow, targets: Vec<Value>) -> Value {
    let relation = match row.relation {
        "agree" => "cito:agreesWith",
        "revision" => "cito:updates",
        _ => "cito:disagreesWith",
    };
    json!({
        "@id": format!("urn:rashomon:pair:{}", row.pair_id),
        "@type": "oa:Annotation",
        "oa:motivatedBy": {"@id": "oa:classifying"},
        "oa:hasBody": {
            "@type": "oa:TextualBody",
            "rashomon:relation": {"@id": relation},
            "rashomon:kind": row.kind,
            "rashomon:level": row.level,
            "rashomon:confidence": row.confidence,
            "rashomon:explanation": row.explanation,
        },
        "oa:hasTarget": targets,
    })
}
