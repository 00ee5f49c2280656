fn main() {
    for p in std::env::args().skip(1) {
        let s = rashomon::parse::conllu::read(&std::fs::read_to_string(&p).unwrap());
        let mut c = std::collections::BTreeMap::<String, usize>::new();
        let sc = rashomon::parse::score::score_tokens(&s, |g, f| {
            let gold: Vec<_> = g.words.iter().filter_map(|w| w.span).collect();
            for t in f {
                if !gold.contains(&t.span) {
                    let inside: Vec<&str> = gold
                        .iter()
                        .filter(|x| x.overlaps(t.span))
                        .map(|x| x.of(&g.text))
                        .collect();
                    *c.entry(format!("{} <- {}", t.span.of(&g.text), inside.join(" ")))
                        .or_default() += 1;
                }
            }
        });
        println!("{p} {:?} {}", sc, sc.f1());
        let mut v: Vec<_> = c.into_iter().collect();
        v.sort_by_key(|x| std::cmp::Reverse(x.1));
        for (k, n) in v.into_iter().take(70) {
            println!("  {n} {k}");
        }
    }
}
