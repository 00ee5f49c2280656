//! When an article speaks: by its header, or by the day that its own text states.

use jiff::civil::Date;

use crate::article::{Article, Corpus, Published};
use crate::error::Warning;
use crate::text::date::{DayMonthOrder, mention_at_start};

/// When an article speaks: the day that its own text states, else that of its header, with the header's time of day.
pub fn moment(article: &Article) -> Option<Published> {
    let header = article.published;
    match stated_day(article) {
        Some(day) if header.is_none_or(|h| h.day != day) => Some(Published { day, time: None }),
        _ => header,
    }
}

/// The day on which the text says that it was published: "Published October 2", "First published 2 October 2016". Without a year, the
/// year of the header is meant.
pub fn stated_day(article: &Article) -> Option<Date> {
    /// Such lines stand at the top (bytes).
    const HEAD: usize = 400;
    const WORDS: [&str; 6] = [
        "First published ",
        "Originally published ",
        "Published on ",
        "Published: ",
        "Published ",
        "Posted on ",
    ];
    let mut end = article.text.len().min(HEAD);
    while !article.text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &article.text[..end];
    WORDS.iter().find_map(|words| {
        let at = head.find(words)? + words.len();
        // "Published in March" and "Published by" are no dates.
        let rest = head[at..].trim_start_matches("on ");
        let mention = mention_at_start(rest, DayMonthOrder::default())?;
        let year = mention
            .year
            .or_else(|| article.published.map(|p| p.day.year()))?;
        Date::new(year, mention.month, mention.day).ok()
    })
}

/// A warning for each article whose text states another day of publication than its header: the text is believed.
pub fn date_warnings(corpus: &Corpus) -> Vec<Warning> {
    corpus
        .articles()
        .iter()
        .filter_map(|article| {
            let header = article.published?.day;
            let text = stated_day(article)?;
            (header != text).then(|| {
                Warning::note(
                    article.file.clone(),
                    None,
                    format!(
                        "article {}: the header is dated {header}, the text says that it was published on {text}; the text is believed",
                        article.id
                    ),
                )
            })
        })
        .collect()
}

/// Whether `x` was surely out before `y`.
pub(super) fn is_before(x: Published, y: Published) -> bool {
    x.day < y.day || (x.day == y.day && x.time.zip(y.time).is_some_and(|(s, t)| s < t))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_that_a_text_states_wins_over_the_header() {
        let article = |text: &str| Article {
            id: "a".into(),
            outlet: None,
            title: None,
            published: Some(Published {
                day: jiff::civil::date(2016, 11, 25),
                time: None,
            }),
            url: None,
            author: None,
            file: "a.txt".into(),
            language: None,
            text: text.into(),
        };
        let stated = |text: &str| stated_day(&article(text)).map(|day| day.to_string());
        assert_eq!(
            stated("Published October 2\n\nThe dam broke."),
            Some("2016-10-02".into())
        );
        assert_eq!(
            stated("First published 3 May 2015. The dam broke."),
            Some("2015-05-03".into())
        );
        assert_eq!(
            stated("The report, published by the agency on October 2, is wrong."),
            None
        );
        assert_eq!(stated("On October 2 the dam broke."), None);
        let corpus = Corpus::new(vec![
            article("Published October 2\n\nThe dam broke."),
            article("It broke."),
        ]);
        assert_eq!(date_warnings(&corpus).len(), 1);
    }
}
