//! Words that English and Vietnamese repeat, and words that tell where a repetition is none.

/// English words that may stand twice, sorted.
pub(super) const EN_DOUBLED: &[&str] = &[
    "bye", "had", "hear", "knock", "no", "so", "that", "very", "was", "yes",
];
/// What goes with `in` and `on`: log in in the morning, sorted.
pub(super) const EN_PARTICLED: &[&str] = &[
    "built", "check", "checked", "later", "log", "logged", "logging", "opt", "opted", "sign",
    "signed", "signing",
];
/// English words that may stand on both sides of `and`, sorted; comparatives (-er) are known by their end.
pub(super) const EN_AND: &[&str] = &[
    "again", "by", "less", "more", "on", "out", "over", "through", "time", "up", "years",
];
/// What joins a word with itself: from time *to* time, step *by* step, sorted.
pub(super) const EN_JOINTS: &[&str] =
    &["after", "and", "by", "for", "in", "on", "or", "to", "upon"];
/// Pronouns: about you and you can, sorted.
pub(super) const EN_PRONOUNS: &[&str] = &[
    "all", "he", "her", "him", "it", "she", "that", "them", "these", "they", "this", "us", "we",
    "you",
];
/// What begins another thing of the same kind: our boats or boats *of* others, sorted.
pub(super) const EN_GOING_ON: &[&str] = &[
    "about",
    "are",
    "as",
    "at",
    "belonging",
    "by",
    "can",
    "for",
    "from",
    "in",
    "into",
    "is",
    "it",
    "made",
    "may",
    "must",
    "not",
    "of",
    "offered",
    "on",
    "owned",
    "provided",
    "related",
    "relating",
    "shall",
    "that",
    "they",
    "to",
    "under",
    "used",
    "was",
    "we",
    "were",
    "when",
    "where",
    "which",
    "who",
    "whose",
    "will",
    "within",
    "without",
    "you",
];
/// What makes the first word a part of something else, sorted.
pub(super) const EN_OWNING: &[&str] = &[
    "a", "all", "an", "any", "each", "every", "her", "his", "its", "my", "no", "other", "our",
    "personal", "some", "such", "the", "their", "these", "this", "those", "your",
];

/// Vietnamese syllables that are doubled, sorted.
pub(super) const VI_DOUBLED: &[&str] = &[
    "ba",
    "chung",
    "chính",
    "chậm",
    "dần",
    "gần",
    "hai",
    "hao",
    "hay",
    "hẳn",
    "khác",
    "không",
    "luôn",
    "lâu",
    "mau",
    "mãi",
    "mười",
    "mới",
    "ngang",
    "ngay",
    "ngày",
    "người",
    "nhanh",
    "nhau",
    "nhà",
    "nhất",
    "năm",
    "nơi",
    "nữa",
    "riêng",
    "rõ",
    "rất",
    "song",
    "suýt",
    "tháng",
    "thường",
    "thứ",
    "tuần",
    "từ",
    "tự",
    "vàng",
    "vân",
    "xa",
    "xanh",
    "đi",
    "đôi",
    "đều",
    "đời",
];
/// Vietnamese syllables that are words of their own and never doubled, sorted.
pub(super) const VI_FUNCTION: &[&str] = &[
    "bạn", "bằng", "bị", "bởi", "cho", "chúng", "các", "có", "cũng", "của", "do", "hoặc", "khi",
    "là", "mà", "một", "như", "những", "nào", "này", "nếu", "phải", "rằng", "sau", "sẽ", "theo",
    "thì", "trong", "trên", "trước", "tôi", "tại", "việc", "và", "vào", "về", "với", "đã", "đó",
    "được", "đến", "để",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [
            EN_JOINTS,
            EN_PRONOUNS,
            EN_DOUBLED,
            EN_PARTICLED,
            EN_AND,
            EN_GOING_ON,
            EN_OWNING,
            VI_DOUBLED,
            VI_FUNCTION,
        ] {
            assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
        }
    }
}
