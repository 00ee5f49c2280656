//! Which names in JSON records, table headers and text headers stand for which field of an article.
//!
//! Names are compared by their letters and digits in lower case, so that `published_at`, `Published At` and `publishedAt` are one.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// A field of an article that a file can give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The name of the article, unique in its file.
    Id,
    /// The publisher.
    Outlet,
    /// The headline.
    Title,
    /// When it was published.
    Date,
    /// Where it was published.
    Url,
    /// The byline.
    Author,
    /// The body.
    Text,
}

/// Every field, in the order of the `articles` output.
pub(super) const FIELDS: [Field; 7] = [
    Field::Id,
    Field::Outlet,
    Field::Title,
    Field::Date,
    Field::Url,
    Field::Author,
    Field::Text,
];

impl Field {
    /// The names that are understood without being told, best first, folded as [`fold`] does.
    fn known_names(self) -> &'static [&'static str] {
        match self {
            Field::Id => &["id", "articleid", "guid", "uuid"],
            Field::Outlet => &[
                "outlet",
                "source",
                "domain",
                "sitename",
                "publisher",
                "publication",
                "sourcedomain",
            ],
            Field::Title => &["title", "headline"],
            Field::Date => &[
                "date",
                "published",
                "publishedat",
                "publishdate",
                "datepublished",
                "datepublish",
                "publicationdate",
                "publishedtime",
                "pubdate",
            ],
            Field::Url => &["url", "link"],
            Field::Author => &["author", "byline", "authors"],
            Field::Text => &[
                "text",
                "body",
                "content",
                "maintext",
                "articlebody",
                "fulltext",
            ],
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Field::Id => "id",
            Field::Outlet => "outlet",
            Field::Title => "title",
            Field::Date => "date",
            Field::Url => "url",
            Field::Author => "author",
            Field::Text => "text",
        })
    }
}

impl FromStr for Field {
    type Err = Error;

    /// One of `id, outlet, title, date, url, author, text`.
    fn from_str(name: &str) -> Result<Self, Error> {
        FIELDS.into_iter().find(|field| field.to_string() == name).ok_or_else(|| {
            Error::setting(format!("unknown field '{name}': an article has id, outlet, title, date, url, author and text"))
        })
    }
}

/// The names of all fields: the known ones, and those that the user maps.
///
/// ```
/// use rashomon::ingest::{Field, FieldNames};
/// let mut names = FieldNames::default();
/// names.map(Field::Text, "story");
/// assert_eq!(names.field("Story"), Some(Field::Text));
/// assert_eq!(names.field("Published At"), Some(Field::Date));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldNames {
    mapped: Vec<(Field, String)>,
}

impl FieldNames {
    /// Reads `field` from the column or key `name`; the known names of `field` then no longer count.
    pub fn map(&mut self, field: Field, name: impl Into<String>) {
        self.mapped.push((field, name.into()));
    }

    /// Reads a mapping as typed: `text=my_column`.
    ///
    /// # Errors
    /// When there is no `=` with a name behind it, or no such field.
    pub fn map_typed(&mut self, mapping: &str) -> Result<(), Error> {
        match mapping.split_once('=') {
            Some((field, name)) if !name.trim().is_empty() => {
                self.map(field.trim().parse()?, name.trim());
                Ok(())
            }
            _ => Err(Error::setting(format!(
                "'{mapping}' maps no field: write FIELD=NAME, as in text=my_column"
            ))),
        }
    }

    /// The field that a column or key of this name holds.
    pub fn field(&self, name: &str) -> Option<Field> {
        self.rank(name).map(|(field, _)| field)
    }

    /// The field, and how good the name is for it: 0 is best.
    pub(super) fn rank(&self, name: &str) -> Option<(Field, usize)> {
        let folded = fold(name);
        if let Some(place) = self
            .mapped
            .iter()
            .position(|(_, mapped)| mapped == name || fold(mapped) == folded)
        {
            return Some((self.mapped[place].0, place));
        }
        FIELDS.into_iter().find_map(|field| {
            if self.is_mapped(field) {
                return None;
            }
            let rank = field
                .known_names()
                .iter()
                .position(|known| *known == folded)?;
            Some((field, rank))
        })
    }

    /// The mappings whose name has points in it: paths into nested JSON, as `meta.site`.
    pub(super) fn paths(&self) -> impl Iterator<Item = (Field, &str)> {
        self.mapped
            .iter()
            .filter(|(_, name)| name.contains('.'))
            .map(|(field, name)| (*field, name.as_str()))
    }

    /// What the text was looked for under, for messages.
    pub(super) fn text_names(&self) -> String {
        let mapped: Vec<&str> = self
            .mapped
            .iter()
            .filter(|(field, _)| *field == Field::Text)
            .map(|(_, name)| name.as_str())
            .collect();
        if mapped.is_empty() {
            "text, body, content or maintext".into()
        } else {
            mapped.join(" or ")
        }
    }

    fn is_mapped(&self, field: Field) -> bool {
        self.mapped.iter().any(|(mapped, _)| *mapped == field)
    }
}

/// Lower-case letters and digits of a name.
fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_contract_are_known() {
        let names = FieldNames::default();
        for (field, known) in [
            (
                Field::Outlet,
                "outlet source domain site_name publisher siteName",
            ),
            (Field::Title, "title headline Headline"),
            (
                Field::Date,
                "date published published_at publish_date datePublished",
            ),
            (Field::Url, "url link URL"),
            (Field::Text, "text body content maintext"),
            (Field::Id, "id _id"),
            (Field::Author, "author byline"),
        ] {
            for name in known.split(' ') {
                assert_eq!(names.field(name), Some(field), "{name}");
            }
        }
        for name in ["", "a_sentence", "label", "label_text", "summary"] {
            assert_eq!(names.field(name), None, "{name}");
        }
    }

    #[test]
    fn a_mapped_field_forgets_its_known_names() {
        let mut names = FieldNames::default();
        names.map_typed("text=story").unwrap();
        names.map_typed("title=text").unwrap();
        assert_eq!(names.field("story"), Some(Field::Text));
        assert_eq!(names.field("text"), Some(Field::Title));
        assert_eq!(names.field("body"), None);
    }

    #[test]
    fn a_mapping_that_makes_no_sense_is_an_error() {
        for mapping in ["text", "text=", "tekst=a", "=a", ""] {
            assert!(
                FieldNames::default().map_typed(mapping).is_err(),
                "{mapping}"
            );
        }
    }
}
