//! Number words of one word: "eleven", "thirty", "twelfth".

const ONES: [(&str, &str); 21] = [
    ("zero", "zeroth"),
    ("one", "first"),
    ("two", "second"),
    ("three", "third"),
    ("four", "fourth"),
    ("five", "fifth"),
    ("six", "sixth"),
    ("seven", "seventh"),
    ("eight", "eighth"),
    ("nine", "ninth"),
    ("ten", "tenth"),
    ("eleven", "eleventh"),
    ("twelve", "twelfth"),
    ("thirteen", "thirteenth"),
    ("fourteen", "fourteenth"),
    ("fifteen", "fifteenth"),
    ("sixteen", "sixteenth"),
    ("seventeen", "seventeenth"),
    ("eighteen", "eighteenth"),
    ("nineteen", "nineteenth"),
    ("twenty", "twentieth"),
];

const TENS: [(&str, &str); 7] = [
    ("thirty", "thirtieth"),
    ("forty", "fortieth"),
    ("fifty", "fiftieth"),
    ("sixty", "sixtieth"),
    ("seventy", "seventieth"),
    ("eighty", "eightieth"),
    ("ninety", "ninetieth"),
];

/// The values with their two words, from zero to twenty and then by tens to ninety.
fn table() -> impl Iterator<Item = (u32, &'static str, &'static str)> {
    let ones = ONES.iter().zip(0..);
    let tens = TENS.iter().zip((30..).step_by(10));
    ones.chain(tens)
        .map(|(&(count, place), n)| (n, count, place))
}

/// The value of a lower-cased cardinal of one word, from "zero" to "twenty" and the tens up to "ninety".
pub fn cardinal(lower: &str) -> Option<u32> {
    table()
        .find(|(_, count, _)| *count == lower)
        .map(|(n, _, _)| n)
}

/// The value of a lower-cased ordinal of one word, from "first" to "twentieth" and the tens up to "ninetieth".
pub fn ordinal(lower: &str) -> Option<u32> {
    table()
        .find(|(_, _, place)| *place == lower)
        .map(|(n, _, _)| n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cardinals_and_ordinals_have_their_values() {
        for (word, value) in [
            ("zero", 0),
            ("eleven", 11),
            ("twenty", 20),
            ("thirty", 30),
            ("ninety", 90),
        ] {
            assert_eq!(cardinal(word), Some(value), "{word}");
        }
        for (word, value) in [("first", 1), ("twelfth", 12), ("fortieth", 40)] {
            assert_eq!(ordinal(word), Some(value), "{word}");
        }
        for word in ["hundred", "first", "once", ""] {
            assert_eq!(cardinal(word), None, "{word}");
        }
        assert_eq!(ordinal("eleven"), None);
    }
}
