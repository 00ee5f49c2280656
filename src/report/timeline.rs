//! A figure through time as a small picture: SVG written by hand, that needs no script, prints, and scales.
//!
//! In: days and values. Out: an `<svg>` with a title; the table beside it in the report says the same in words.

use std::fmt::Write;

use jiff::civil::Date;

use crate::text::numeral::cardinal;

/// One dot of the picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// When the figure was published.
    pub day: Date,
    /// The figure as written.
    pub label: String,
}

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 150.0;
/// Room for labels on each side.
const MARGIN: f64 = 34.0;
/// Room for the days below.
const FOOT: f64 = 26.0;

/// The picture, or nothing when there are fewer than two days or a label holds no number.
pub fn svg(title: &str, dots: &[Dot]) -> Option<String> {
    let mut values = Vec::new();
    for dot in dots {
        let point = (dot.day, first_number(&dot.label)?, dot.label.to_lowercase());
        if !values.contains(&point) {
            values.push(point);
        }
    }
    values.sort_by(|x, y| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)));
    let (first, last) = (values.first()?.0, values.last()?.0);
    let days = |day: Date| f64::from(first.until(day).map(|s| s.get_days()).unwrap_or(0));
    if days(last) == 0.0 {
        return None;
    }
    let low = values.iter().map(|v| v.1).fold(f64::INFINITY, f64::min);
    let high = values.iter().map(|v| v.1).fold(f64::NEG_INFINITY, f64::max);
    let x = |day: Date| MARGIN + days(day) / days(last) * (WIDTH - 2.0 * MARGIN);
    let y = |value: f64| {
        let share = if high > low {
            (value - low) / (high - low)
        } else {
            0.5
        };
        HEIGHT - FOOT - 10.0 - share * (HEIGHT - FOOT - 40.0)
    };
    let mut out = format!(
        "<svg class=\"timeline\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">",
        escape(title)
    );
    let line: Vec<String> = values
        .iter()
        .map(|(day, value, _)| format!("{:.1},{:.1}", x(*day), y(*value)))
        .collect();
    // Writing to a string does not fail, here and below.
    let _ = write!(
        out,
        "<path class=\"axis\" d=\"M{:.0} {:.0}H{:.0}\"/>",
        MARGIN / 2.0,
        HEIGHT - FOOT,
        WIDTH - MARGIN / 2.0,
    );
    // Rival counts of one day are no single line.
    let days_once = values.windows(2).all(|w| w[0].0 != w[1].0);
    if days_once {
        let _ = write!(out, "<polyline points=\"{}\"/>", line.join(" "));
    }
    for (day, value, label) in &values {
        let _ = write!(
            out,
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"4\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{}\">{}</text>",
            x(*day),
            y(*value),
            label_at(x(*day)),
            y(*value) - 9.0,
            anchor(x(*day)),
            escape(&super::visible::shortened(label, 16))
        );
    }
    let mut named: Vec<Date> = values.iter().map(|v| v.0).collect();
    named.dedup();
    let ends = [named[0], named[named.len() - 1]];
    for (day, anchor) in ends.iter().zip(["start", "end"]) {
        let at = if anchor == "start" {
            MARGIN / 2.0
        } else {
            WIDTH - MARGIN / 2.0
        };
        let _ = write!(
            out,
            "<text class=\"day\" x=\"{at:.0}\" y=\"{:.0}\" text-anchor=\"{anchor}\">{}</text>",
            HEIGHT - 8.0,
            super::words::day(*day)
        );
    }
    for day in &named {
        let _ = write!(
            out,
            "<path class=\"axis\" d=\"M{:.1} {:.0}v5\"/>",
            x(*day),
            HEIGHT - FOOT
        );
    }
    out.push_str("</svg>");
    Some(out)
}

/// Labels of dots near an edge lean inwards.
fn anchor(x: f64) -> &'static str {
    if x < 2.0 * MARGIN {
        "start"
    } else if x > WIDTH - 2.0 * MARGIN {
        "end"
    } else {
        "middle"
    }
}

fn label_at(x: f64) -> f64 {
    match anchor(x) {
        "start" => x - 6.0,
        "end" => x + 6.0,
        _ => x,
    }
}

/// The first number of a label, with the commas of thousands taken out; number words up to twelve.
fn first_number(label: &str) -> Option<f64> {
    const SCALES: [(&str, f64); 3] = [("billion", 1e9), ("million", 1e6), ("thousand", 1e3)];
    let scale = SCALES
        .iter()
        .find(|(word, _)| label.to_lowercase().contains(word))
        .map_or(1.0, |(_, scale)| *scale);
    for word in label.split_whitespace() {
        let bare: String = word
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '.')
            .collect();
        if bare.starts_with(|c: char| c.is_ascii_digit())
            && let Ok(value) = bare.trim_end_matches('.').parse::<f64>()
        {
            return Some(value * scale);
        }
        if let Some(value) = cardinal(&word.to_lowercase()).filter(|&n| n <= 12) {
            return Some(f64::from(value) * scale);
        }
    }
    None
}

/// Text for SVG and HTML.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn dot(day: i8, label: &str) -> Dot {
        Dot {
            day: date(2021, 3, day),
            label: label.into(),
        }
    }

    #[test]
    fn a_rising_toll_rises_in_the_picture() {
        let picture = svg("Toll", &[dot(9, "61"), dot(7, "at least 38")]).expect("two days");
        assert!(
            picture.contains("points=\"34.0,114.0 286.0,30.0\""),
            "{picture}"
        );
        assert!(picture.contains("7 March 2021") && picture.contains("at least 38"));
    }

    #[test]
    fn rival_counts_of_one_day_are_not_joined() {
        let dots = [dot(7, "38"), dot(8, "61"), dot(8, "112"), dot(8, "61")];
        let picture = svg("Toll", &dots).expect("two days");
        assert_eq!(picture.matches("<circle").count(), 3, "{picture}");
        assert!(!picture.contains("<polyline"), "{picture}");
    }

    #[test]
    fn what_cannot_be_drawn_is_left_to_the_table() {
        for dots in [
            vec![],
            vec![dot(7, "38")],
            vec![dot(7, "38"), dot(7, "61")],
            vec![dot(7, "dozens"), dot(8, "61")],
        ] {
            assert_eq!(svg("Toll", &dots), None);
        }
    }

    #[test]
    fn labels_cannot_leave_their_place() {
        let picture = svg("\"><script>", &[dot(7, "1</text><script>"), dot(8, "2")]);
        assert!(!picture.expect("two days").contains("<script"));
    }

    #[test]
    fn the_first_number_of_a_label() {
        for (label, value) in [
            ("more than 1,200 people", Some(1200.0)),
            ("Eleven", Some(11.0)),
            ("3.5 million", Some(3_500_000.0)),
            ("dozens", None),
        ] {
            assert_eq!(first_number(label), value, "{label}");
        }
    }
}
