//! The description of an article that pages carry for search engines: JSON-LD with the vocabulary of schema.org.

use serde_json::Value;

use super::markup;

/// What a page's JSON-LD says about its article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct NewsArticle {
    pub headline: Option<String>,
    pub published: Option<String>,
    pub author: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub body: Option<String>,
}

/// The first article in the text of one script element; `None` when there is none or it cannot be parsed.
pub(super) fn news_article(script: &str) -> Option<NewsArticle> {
    let value: Value = serde_json::from_str(script)
        // Line ends inside strings are the usual fault.
        .or_else(|_| serde_json::from_str(&script.replace(|c: char| c.is_control(), " ")))
        .ok()?;
    let article = find(&value, 0)?;
    let text = |key: &str| name(article.get(key)?);
    Some(NewsArticle {
        headline: text("headline").or_else(|| text("name")),
        published: text("datePublished").or_else(|| text("dateCreated")),
        author: text("author").or_else(|| text("creator")),
        publisher: text("publisher").or_else(|| text("sourceOrganization")),
        url: text("url").or_else(|| {
            let page = article.get("mainEntityOfPage")?;
            name(page.get("@id").unwrap_or(page))
        }),
        body: text("articleBody"),
    })
}

fn find(value: &Value, depth: usize) -> Option<&Value> {
    /// Articles lie in an array or a `@graph`, sometimes in the `mainEntity` of a page.
    const DEEPEST: usize = 4;
    if depth > DEEPEST {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| find(item, depth + 1)),
        Value::Object(object) if is_article(object.get("@type")) => Some(value),
        Value::Object(object) => ["@graph", "mainEntity", "mainEntityOfPage"]
            .iter()
            .find_map(|key| find(object.get(*key)?, depth + 1)),
        _ => None,
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    match kind {
        Some(Value::String(kind)) => kind.ends_with("Article") || kind.ends_with("BlogPosting"),
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| is_article(Some(kind))),
        _ => false,
    }
}

/// Strings, `{"name": ..}` and lists of these.
fn name(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => markup::unescape(text.trim()),
        Value::Object(object) => return name(object.get("name")?),
        Value::Array(items) => items.iter().filter_map(name).collect::<Vec<_>>().join(", "),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}
