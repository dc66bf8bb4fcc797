//! Traditional, simplified and Japanese forms of one Han character, folded onto one.

use std::sync::OnceLock;

/// `from<TAB>to`, sorted; derived from OpenCC's character tables (Apache-2.0), see `dictionaries/rebuild`.
const VARIANTS: &str = include_str!("../../dictionaries/han/variants.tsv");

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;

/// The representative of a character: its simplified form, itself where there is none.
#[must_use]
pub fn fold(c: char) -> char {
    static TABLE: OnceLock<Vec<u16>> = OnceLock::new();
    let code = u32::from(c);
    if !(FIRST..=LAST).contains(&code) {
        return c;
    }
    let table = TABLE.get_or_init(build);
    match table[(code - FIRST) as usize] {
        0 => c,
        folded => char::from_u32(u32::from(folded)).unwrap_or(c),
    }
}

/// Direct table over the two main blocks; zero means itself. Rows outside them are rare characters and are left out.
fn build() -> Vec<u16> {
    let mut table = vec![0; (LAST - FIRST + 1) as usize];
    for line in VARIANTS.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(from), Some(to)) = (
            cells.next().and_then(|cell| cell.chars().next()),
            cells.next().and_then(|cell| cell.chars().next()),
        ) else {
            continue;
        };
        let (from, to) = (u32::from(from), u32::from(to));
        if let (true, Ok(to)) = ((FIRST..=LAST).contains(&from), u16::try_from(to)) {
            table[(from - FIRST) as usize] = to;
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn three_standards_fold_onto_one() {
        for (forms, to) in [
            ("護护", '护'),
            ("権權权", '权'),
            ("個个", '个'),
            ("報报", '报'),
            ("収收", '收'),
            ("開开", '开'),
        ] {
            assert!(
                forms.chars().all(|c| fold(c) == to),
                "{forms}: {:?}",
                forms.chars().map(fold).collect::<String>()
            );
        }
        assert_eq!(fold('人'), '人');
        assert_eq!(fold('a'), 'a');
    }
}
