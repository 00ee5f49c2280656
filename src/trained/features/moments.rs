//! When both sentences say that it was, and whether these can be one time.

use super::Sheet;
use crate::claims::quantity::Unit;
use crate::claims::when::When;
use crate::judgement::number::compatible;
use crate::judgement::pair::{Pair, Side};
use crate::text::date::month_number;

/// Weekdays, hours, months and lengths of time: met, and apart.
pub(super) fn moments(sheet: &mut Sheet, pair: &Pair) {
    let (a, b) = (&pair.a.detail.times, &pair.b.detail.times);
    both(sheet, a, b, |t| t.weekday, |x, y| x == y);
    both(
        sheet,
        a,
        b,
        |t| t.minutes.clone(),
        |x, y| x.start < y.end && y.start < x.end,
    );
    let months = |side: &Side| -> Vec<i8> {
        let words = 0..side.syntax.len();
        words.filter_map(|w| month(side.syntax.form(w))).collect()
    };
    met_or_apart(sheet, &months(&pair.a), &months(&pair.b), |x, y| x == y);
    // "three days", "five hours"; "2021", "2019".
    let lengths = |side: &Side| -> Vec<usize> {
        let of = |i: &usize| side.detail.quantities[*i].quantity.unit == Unit::Measure("duration");
        (0..side.detail.quantities.len()).filter(of).collect()
    };
    let (x, y) = (lengths(&pair.a), lengths(&pair.b));
    met_or_apart(sheet, &x, &y, |i, j| {
        compatible(&pair.a.detail.quantities[*i], &pair.b.detail.quantities[*j])
    });
    let years = |side: &Side| -> Vec<String> {
        let year = |form: &str| {
            form.len() == 4 && form.parse().is_ok_and(|n: u16| (1800..2100).contains(&n))
        };
        (0..side.syntax.len())
            .map(|w| side.syntax.form(w).to_string())
            .filter(|form| year(form))
            .collect()
    };
    met_or_apart(sheet, &years(&pair.a), &years(&pair.b), |x, y| x == y);
    // "before", "after", "until": what one side says of the order, and the other does not.
    let order = |side: &Side| -> [usize; 2] {
        [
            ["before", "until", "ahead", "prior"],
            ["after", "since", "once", "following"],
        ]
        .map(|words| {
            (0..side.syntax.len())
                .filter(|&w| words.contains(&side.syntax.lower(w)))
                .count()
        })
    };
    let (x, y) = (order(&pair.a), order(&pair.b));
    sheet.flag(
        "order turned",
        x[0] > y[0] && y[1] > x[1] || y[0] > x[0] && x[1] > y[1],
    );
}

fn both<T>(
    sheet: &mut Sheet,
    a: &[When],
    b: &[When],
    part: impl Fn(&When) -> Option<T>,
    meet: impl Fn(&T, &T) -> bool,
) {
    let of = |times: &[When]| -> Vec<T> { times.iter().filter_map(&part).collect() };
    met_or_apart(sheet, &of(a), &of(b), meet);
}

/// Whether some of both meet; whether both have some and none meet.
fn met_or_apart<T>(sheet: &mut Sheet, x: &[T], y: &[T], meet: impl Fn(&T, &T) -> bool) {
    let met = x.iter().any(|p| y.iter().any(|q| meet(p, q)));
    sheet.flag("moments met", met);
    sheet.flag("moments apart", !met && !x.is_empty() && !y.is_empty());
}

/// A month by its full name: "may" and "march" are other words.
fn month(form: &str) -> Option<i8> {
    let spelt_out = form.starts_with(char::is_uppercase) && (form.len() > 3 || form == "May");
    spelt_out.then(|| month_number(form)).flatten()
}
