//! RSS (0.9 to 2.0, RDF) and Atom: one article per item.
//!
//! An event parser rather than a feed crate, for three things that matter here: `<source>` names the outlet in feeds that gather
//! many outlets, dates keep their local day, and a feed that breaks off still gives the items before the break.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::markup;
use super::record::{Parsed, Problem, Record};
use crate::error::Position;

/// The articles of a feed.
pub(super) fn parse(text: &str) -> Parsed {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    let mut feed = Feed::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => feed.open(&tag),
            Ok(Event::End(tag)) => feed.close(tag.name().as_ref()),
            Ok(Event::Text(part)) => feed.words.push_str(&part),
            Ok(Event::CData(part)) => feed.words.push_str(&part),
            Ok(Event::GeneralRef(reference)) => match markup::character(&reference) {
                Some(c) => feed.words.push(c),
                None => {
                    feed.words.push('&');
                    feed.words.push_str(&reference);
                    feed.words.push(';');
                }
            },
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let place = reader.error_position().min(text.len() as u64) as usize;
                let line = 1 + text.as_bytes()[..place]
                    .iter()
                    .filter(|b| **b == b'\n')
                    .count();
                feed.parsed.problems.push(Problem::broken(
                    Some(Position::Line(line as u64)),
                    format!("not valid XML, nothing behind it is read: {error}"),
                ));
                break;
            }
        }
    }
    feed.finish()
}

#[derive(Default)]
struct Feed {
    parsed: Parsed,
    /// The feed's own title: the outlet of items that name none.
    title: Option<String>,
    is_feed: bool,
    items: u64,
    item: Option<Item>,
    /// Names of the open elements, outermost first.
    open: Vec<String>,
    /// How deep the open item lies.
    item_depth: usize,
    /// Text since the last tag of interest.
    words: String,
}

#[derive(Default)]
struct Item {
    record: Record,
    authors: Vec<String>,
    content: Option<String>,
    summary: Option<String>,
    /// Whether the content is markup in its own right (Atom XHTML) or plain text.
    type_of_text: TextType,
    /// A date of change, when no date of publication is given.
    updated: Option<String>,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum TextType {
    #[default]
    Html,
    Plain,
}

impl Feed {
    fn open(&mut self, tag: &BytesStart) {
        let name: String = tag.name().as_ref().to_ascii_lowercase();
        let attribute = |wanted: &str| {
            tag.attributes()
                .with_checks(false)
                .flatten()
                .find(|attribute| attribute.key.as_ref() == wanted)
                .map(|attribute| markup::unescape(&attribute.value))
        };
        match local(&name) {
            "rss" | "feed" | "rdf" | "channel" => self.is_feed = true,
            "item" | "entry" if self.item.is_none() => {
                self.items += 1;
                let mut item = Item::default();
                item.record.position = Some(Position::Record(self.items));
                self.item = Some(item);
                self.item_depth = self.open.len();
            }
            "link" => {
                if let (Some(item), Some(href)) = (&mut self.item, attribute("href")) {
                    let alternate = attribute("rel").is_none_or(|rel| rel == "alternate");
                    if alternate && self.open.len() == self.item_depth + 1 {
                        item.record.url.get_or_insert(href);
                    }
                }
            }
            "content" | "summary" | "title" => {
                if let Some(item) = &mut self.item {
                    item.type_of_text = match attribute("type").as_deref() {
                        Some("text") => TextType::Plain,
                        _ => TextType::Html,
                    };
                }
            }
            _ => {}
        }
        if self.inside_content() {
            // Markup that is not escaped: written back, so that paragraphs are seen.
            self.words.push_str(&format!("<{name}>"));
        } else {
            self.words.clear();
        }
        self.open.push(name);
    }

    fn close(&mut self, name: &str) {
        let name = name.to_ascii_lowercase();
        // An end without a start is passed over; a start without an end is closed by the end of what holds it.
        let Some(depth) = self.open.iter().rposition(|open| *open == name) else {
            return;
        };
        self.open.truncate(depth);
        if self.item.is_some() && depth <= self.item_depth {
            // The item's own end, or that of something around it: then the item's was forgotten.
            self.end_item();
            self.words.clear();
            return;
        }
        if self.inside_content() {
            self.words.push_str(&format!("</{name}>"));
            return;
        }
        let words = std::mem::take(&mut self.words);
        let in_item = self.item.is_some();
        match local(&name) {
            "title" if !in_item && depth <= 2 => {
                let title = markup::to_text(&words);
                if !title.is_empty() {
                    self.title.get_or_insert(title);
                }
            }
            _ if in_item => self.end_field(&name, words, depth - self.item_depth),
            _ => {}
        }
    }

    /// Whether the parser is inside a text element of an item.
    fn inside_content(&self) -> bool {
        self.item.is_some()
            && self.open[self.item_depth..].iter().any(|name| {
                matches!(
                    name.as_str(),
                    "content" | "content:encoded" | "summary" | "description"
                )
            })
    }

    fn end_field(&mut self, name: &str, words: String, level: usize) {
        let Some(item) = &mut self.item else {
            return;
        };
        let parent = self.open.last().map_or("", |name| local(name));
        let record = &mut item.record;
        let plain = || words.trim().to_string();
        let folded = |kind: TextType| match kind {
            TextType::Html => markup::to_text(&words),
            TextType::Plain => words.trim().to_string(),
        };
        match (name, level) {
            ("title", 1) => record.title = Some(folded(item.type_of_text)),
            ("link", 1) if !words.trim().is_empty() => {
                record.url.get_or_insert_with(plain);
            }
            ("guid" | "id", 1) => record.id = Some(plain()),
            ("pubdate" | "dc:date" | "published" | "issued", 1) => {
                record.date.get_or_insert_with(plain);
            }
            ("updated" | "modified" | "dcterms:modified", 1) => item.updated = Some(plain()),
            ("author" | "dc:creator" | "creator", 1) if !words.trim().is_empty() => {
                item.authors.push(person(&words));
            }
            ("name", 2) if parent == "author" => item.authors.push(plain()),
            ("source", 1) if !words.trim().is_empty() => record.outlet = Some(plain()),
            ("title", 2) if parent == "source" => record.outlet = Some(folded(TextType::Html)),
            ("content:encoded" | "content", 1) => item.content = Some(folded(item.type_of_text)),
            ("description" | "summary", 1) => item.summary = Some(folded(item.type_of_text)),
            _ => return,
        }
        item.type_of_text = TextType::default();
    }

    fn end_item(&mut self) {
        let Some(item) = self.item.take() else {
            return;
        };
        let mut record = item.record;
        record.date = record.date.or(item.updated);
        if !item.authors.is_empty() {
            record.author = Some(item.authors.join(", "));
        }
        let text = [item.content, item.summary]
            .into_iter()
            .flatten()
            .find(|text| !text.is_empty());
        match text {
            Some(text) => {
                record.text = text;
                self.parsed.records.push(record);
            }
            None => self.parsed.problems.push(Problem::no_text(
                record.position,
                "an item without content or description",
            )),
        }
    }

    fn finish(mut self) -> Parsed {
        for record in &mut self.parsed.records {
            if record.outlet.is_none() {
                record.outlet.clone_from(&self.title);
            }
        }
        if self.parsed.records.is_empty() && self.parsed.problems.is_empty() {
            let reason = if self.is_feed {
                "a feed without items"
            } else {
                "neither RSS nor Atom"
            };
            self.parsed.problems.push(Problem::no_text(None, reason));
        }
        self.parsed
    }
}

/// The name without its namespace prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// RSS authors are addresses with the name in parentheses: "ada@example.org (Ada Quill)".
fn person(words: &str) -> String {
    let words = words.trim();
    match words.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')').trim().into(),
        _ => words.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expected: &str) {
        let parsed = parse(input);
        let mut shown: Vec<String> = parsed
            .records
            .iter()
            .map(|r| {
                let field = |f: &Option<String>| f.clone().unwrap_or_default();
                format!(
                    "{}|{}|{}|{}|{}|{}",
                    field(&r.outlet),
                    field(&r.title),
                    field(&r.date),
                    field(&r.url),
                    field(&r.author),
                    r.text
                )
            })
            .collect();
        shown.extend(parsed.problems.iter().map(|p| match p.position {
            Some(position) => format!("{position}: {}", p.reason),
            None => p.reason.clone(),
        }));
        assert_eq!(shown.join(" / "), expected, "{input}");
    }

    #[test]
    fn rss_items_are_articles() {
        check(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Post</title><link>http://p</link>\
             <image><title>Logo</title></image>\
             <item><title>A &amp; B</title><link>http://p/1</link><pubDate>Sun, 25 Nov 2018 23:30:00 -0500</pubDate>\
             <author>ada@p (Ada Quill)</author><description>short</description>\
             <content:encoded><![CDATA[<p>One &mdash; two.</p><p>Three</p>]]></content:encoded></item>\
             <item><title>C</title><source url=\"http://q\">Other</source><description>&lt;p&gt;D&amp;nbsp;E&lt;/p&gt;</description></item>\
             <item><title>no text</title></item></channel></rss>",
            "Post|A & B|Sun, 25 Nov 2018 23:30:00 -0500|http://p/1|Ada Quill|One \u{2014} two.\n\nThree \
             / Other|C||||D E / record 3: an item without content or description",
        );
    }

    #[test]
    fn atom_entries_are_articles() {
        check(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Post</title><entry><title type=\"html\">A &amp;amp; B</title>\
             <link rel=\"self\" href=\"http://p/self\"/><link href=\"http://p/1\"/><updated>2018-11-26</updated><published>2018-11-25</published>\
             <author><name>Ada</name></author><author><name>Ben</name></author>\
             <content type=\"xhtml\"><div><p>One.</p><p>Two.</p></div></content></entry>\
             <entry><title>C</title><updated>2018-11-26</updated><summary type=\"text\">1 &lt; 2</summary></entry></feed>",
            "Post|A & B|2018-11-25|http://p/1|Ada, Ben|One.\n\nTwo. / Post|C|2018-11-26|||1 < 2",
        );
    }

    #[test]
    fn a_feed_that_breaks_off_gives_the_items_before_the_break() {
        check(
            "<rss><channel><title>Post</title>\n<item><description>A</description></item>\n<item><description>B</desc",
            "Post|||||A / line 3: not valid XML, nothing behind it is read: syntax error: tag not closed: `>` not found before end of input",
        );
        check(
            "<rss><channel><item><description>A & B</description></channel></item></rss></entry>",
            "|||||A & B",
        );
        check("<urlset><url/></urlset>", "neither RSS nor Atom");
        check("<rss><channel/></rss>", "a feed without items");
        check("no xml", "neither RSS nor Atom");
    }
}
