use rashomon::join::*;
fn cpu() -> f64 {
    let s = std::fs::read_to_string("/proc/self/stat").unwrap();
    let f: Vec<&str> = s.rsplit(')').next().unwrap().split_whitespace().collect();
    (f[11].parse::<f64>().unwrap() + f[12].parse::<f64>().unwrap()) / 100.0
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let c0 = cpu();
    let text = std::fs::read_to_string(&a[1]).unwrap();
    let texts: Vec<&str> = text.lines().collect();
    let c1 = cpu();
    eprintln!("read {:.2}", c1 - c0);
    let t: Threshold = a[2].parse().unwrap();
    let n = match a[3].as_str() {
        "jaccard" => {
            let l = TokenLists::from_texts(&texts, Repeats::Drop);
            eprintln!("tokenise {:.2}", cpu() - c1);
            let c2 = cpu();
            let p = jaccard(&l, t, &|_, _| true);
            eprintln!("join {:.2}", cpu() - c2);
            p.len()
        }
        "cosine" => {
            let l = TokenLists::from_texts(&texts, Repeats::Keep);
            eprintln!("tokenise {:.2}", cpu() - c1);
            let c2 = cpu();
            let idf = Idf::of(&l);
            let p = cosine(&l, &idf, t, &|_, _| true);
            eprintln!("join {:.2}", cpu() - c2);
            p.len()
        }
        _ => {
            let l = CharacterLists::new(&texts);
            eprintln!("prepare {:.2}", cpu() - c1);
            let c2 = cpu();
            let p = levenshtein(&l, t, &|_, _| true);
            eprintln!("join {:.2}", cpu() - c2);
            p.len()
        }
    };
    eprintln!("pairs {n} total {:.2}", cpu() - c0);
}
