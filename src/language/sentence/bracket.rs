//! Pairs of brackets and quotes that keep a sentence together.

/// Bytes that a bracket may span to keep a sentence together; one that closes later is a mistake, or holds
/// a whole text.
const LONGEST_BRACKET: usize = 900;
/// Open brackets that are remembered.
const DEEPEST: usize = 64;

pub(super) fn closer_of(c: char) -> Option<char> {
    Some(match c {
        '(' => ')',
        '（' => '）',
        '[' => ']',
        '［' => '］',
        '【' => '】',
        '〔' => '〕',
        '「' => '」',
        '『' => '』',
        '《' => '》',
        '〈' => '〉',
        '“' => '”',
        '«' => '»',
        _ => return None,
    })
}

pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        ')' | '）'
            | ']'
            | '］'
            | '】'
            | '〕'
            | '」'
            | '』'
            | '》'
            | '〉'
            | '”'
            | '’'
            | '»'
            | '"'
            | '\''
    )
}

/// The brackets that close again within [`LONGEST_BRACKET`] and stand in no other such one, as byte ranges
/// from the opening to behind the closing one.
pub(super) fn brackets(text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut blank = false;
    for (at, c) in text.char_indices() {
        if c == '\n' {
            if blank {
                open.clear();
            }
            blank = true;
        } else if !c.is_whitespace() {
            blank = false;
        }
        if let Some(closer) = closer_of(c) {
            if open.len() == DEEPEST {
                open.remove(0);
            }
            open.push((at, closer));
        } else if is_closer(c)
            && let Some(index) = open.iter().rposition(|(_, closer)| alike(*closer, c))
        {
            let start = open[index].0;
            open.truncate(index);
            let end = at + c.len_utf8();
            if end - start <= LONGEST_BRACKET {
                while found.last().is_some_and(|(inner, _)| *inner > start) {
                    found.pop();
                }
                found.push((start, end));
            }
        }
    }
    found
}

/// Half- and full-width brackets close each other in careless texts.
fn alike(a: char, b: char) -> bool {
    a == b
        || matches!(
            (a, b),
            (')', '）') | ('）', ')') | (']', '］') | ('］', ']')
        )
}
