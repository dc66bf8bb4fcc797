//! Languages of editions, named by their BCP 47 tags.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The language of an edition. The order is the order of output.
///
/// Four languages (Chinese in two written standards) are known in depth; any
/// other well-formed tag is read and aligned by the signals that need no
/// knowledge of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Chinese in simplified characters (`zh`).
    Zh,
    /// Chinese in traditional characters (`zh-Hant`).
    ZhHant,
    /// English (`en`).
    En,
    /// Japanese (`ja`).
    Ja,
    /// Vietnamese (`vi`).
    Vi,
    /// Any other language: its tag in lower case, padded with zeros.
    Other([u8; 8]),
}

impl Lang {
    /// The languages that are known in depth, in output order.
    pub const KNOWN: [Self; 5] = [Self::Zh, Self::ZhHant, Self::En, Self::Ja, Self::Vi];

    /// The tag as the outside reads and writes it.
    #[must_use]
    pub fn tag(&self) -> &str {
        match self {
            Self::Zh => "zh",
            Self::ZhHant => "zh-Hant",
            Self::En => "en",
            Self::Ja => "ja",
            Self::Vi => "vi",
            Self::Other(bytes) => {
                let length = bytes
                    .iter()
                    .position(|byte| *byte == 0)
                    .unwrap_or(bytes.len());
                std::str::from_utf8(&bytes[..length]).unwrap_or("und")
            }
        }
    }

    /// Chinese in either written standard.
    #[must_use]
    pub fn is_chinese(self) -> bool {
        matches!(self, Self::Zh | Self::ZhHant)
    }

    /// Written without spaces between words, in characters of double width.
    #[must_use]
    pub fn is_cjk(self) -> bool {
        self.is_chinese() || self == Self::Ja
    }

    /// The English name, for messages.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Zh => "Chinese",
            Self::ZhHant => "Traditional Chinese",
            Self::En => "English",
            Self::Ja => "Japanese",
            Self::Vi => "Vietnamese",
            Self::Other(_) => self.tag(),
        }
    }
}

/// A tag that names no language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLang(pub String);

impl fmt::Display for UnknownLang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "unknown language `{}`: name it by a tag such as zh, zh-Hant, en, ja, vi or fr",
            self.0
        )
    }
}

impl std::error::Error for UnknownLang {}

/// Two-letter ISO 639-1 codes, space separated: what [`Lang::Other`] accepts beside three-letter codes named here.
const ISO_639_1: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vo wa wo xh yi yo za zu fil yue";

impl FromStr for Lang {
    type Err = UnknownLang;

    /// Reads a BCP 47 tag, or one of the spellings that file names use (`zh_CN`, `zh-hans`, `cn`, `jp`, `vn`).
    /// Region subtags of languages other than Chinese are dropped.
    fn from_str(tag: &str) -> Result<Self, UnknownLang> {
        let lower = tag.trim().to_ascii_lowercase().replace('_', "-");
        let mut subtags = lower.split('-');
        let language = subtags.next().unwrap_or_default();
        let rest: Vec<&str> = subtags.collect();
        let unknown = || UnknownLang(tag.chars().take(40).collect());
        if rest.iter().any(|part| {
            part.is_empty() || part.len() > 8 || !part.bytes().all(|b| b.is_ascii_alphanumeric())
        }) {
            return Err(unknown());
        }
        match language {
            "zh" | "zho" | "chi" | "cmn" => {
                let hant = rest.contains(&"hant")
                    || (!rest.contains(&"hans")
                        && rest.iter().any(|part| ["tw", "hk", "mo"].contains(part)));
                Ok(if hant { Self::ZhHant } else { Self::Zh })
            }
            "cn" | "chs" | "zhs" if rest.is_empty() => Ok(Self::Zh),
            "cht" | "zht" | "tw" | "hk" if rest.is_empty() => Ok(Self::ZhHant),
            "en" | "eng" => Ok(Self::En),
            "ja" | "jpn" | "jp" => Ok(Self::Ja),
            "vi" | "vie" | "vn" => Ok(Self::Vi),
            _ if language.len() <= 3 && ISO_639_1.split(' ').any(|code| code == language) => {
                let mut bytes = [0; 8];
                bytes[..language.len()].copy_from_slice(language.as_bytes());
                Ok(Self::Other(bytes))
            }
            _ => Err(unknown()),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.tag())
    }
}

/// As it was serialised, which may be a tag that nobody may name (`und`).
impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tag = String::deserialize(deserializer)?;
        if let Ok(lang) = tag.parse() {
            return Ok(lang);
        }
        let mut bytes = [0; 8];
        if !tag.is_ascii() || tag.len() > bytes.len() {
            return Err(serde::de::Error::custom(UnknownLang(tag)));
        }
        bytes[..tag.len()].copy_from_slice(tag.as_bytes());
        Ok(Self::Other(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_in_the_spellings_that_file_names_use() {
        for (written, tag) in [
            ("zh", "zh"),
            ("zh-CN", "zh"),
            ("zh_Hans", "zh"),
            ("zh-TW", "zh-Hant"),
            ("zh-Hant-HK", "zh-Hant"),
            ("zh-Hans-HK", "zh"),
            ("en-US", "en"),
            ("jp", "ja"),
            ("ja_JP", "ja"),
            ("vn", "vi"),
            ("fr", "fr"),
            ("pt-BR", "pt"),
            ("fil", "fil"),
        ] {
            assert_eq!(
                written.parse::<Lang>().map(|lang| lang.tag().to_owned()),
                Ok(tag.to_owned()),
                "{written}"
            );
        }
        for wrong in ["", "english", "policy", "xx", "zh-", "e n"] {
            assert!(wrong.parse::<Lang>().is_err(), "{wrong}");
        }
    }
}
