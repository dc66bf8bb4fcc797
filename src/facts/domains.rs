//! Host names: the endings that make dotted letters a domain, and the ones that also are words or file types.

/// Endings of domains that policies name, from IANA's root zone and RFC 2606; lower case, sorted.
const ENDINGS: &str = "ac academy ae af africa agency ai al am app ar art asia at au az ba bank bd be berlin bg bh biz \
    blog bn br by ca care cat cc center ch chat cl clinic cloud club cn co codes com community \
    company consulting cr cz data de design dev digital dk do earth ec edu education ee eg email \
    energy es eu example exchange expert family fi finance fm foundation fr fun fund fyi games ge gg \
    global gov gr group gt guide guru health help hk host house hr hu id ie il im in inc info ink \
    int international invalid io iq ir is it jm jo jobs jp ke kg kh kids kr kw kz la land law lb \
    legal li life link live lk local localhost lt lu lv ly ma market marketing md me media mil mk ml \
    mm mn mo mobi mobile mt museum mx my name net network news ng ngo nl no np nz om one online ooo \
    org page parts pe ph photos pk pl plus pm post pr press pro ps pt pub pw py qa ren rent ro rocks \
    rs ru run sa sale school science se services sg sh shop show si site sk so social software \
    solutions space store studio su support sv systems team tech technology tel test th tips tk tn \
    to today tokyo tools top tr travel tt tv tw ua ug uk university us uy uz ve vip vn wang watch \
    web website wiki win work works world ws wtf xin xxx xyz za zone";

/// Endings that are words or file types as well: two labels before white space are no domain with these.
const DOUBTFUL: &str = "academy agency ai al am app art as at bank be by ca care cat cc center chat clinic club co codes \
    community company data de design digital do earth education email energy es exchange expert \
    family finance foundation fun fund games global group guide health help host house id im in inc \
    info ink int international is it jobs kids la land law legal life link live local localhost ma \
    market marketing md me media mm mobile museum my name network news no one online page parts \
    photos pl plus pm post press pro ps pub py rent rocks rs run sa sale school science se services \
    sh shop show si site so social software solutions space store studio support systems team tech \
    technology test tips to today tools top travel university us watch web website win work works \
    world zone";

/// Endings that mean a domain even with a stray space or comma before them.
const CERTAIN: &str = "cn com edu eu example gov hk io jp kr net org sg tw uk vn";

/// Second-level registries (co.jp, com.cn): no domain by themselves.
const SECOND: &str = "ac ad co com ed edu go gov gr lg ne net or org";

fn is_in(list: &str, label: &str) -> bool {
    list.split(' ')
        .any(|entry| entry.eq_ignore_ascii_case(label))
}

/// A top-level domain, in any case.
pub(super) fn is_ending(label: &str) -> bool {
    is_in(ENDINGS, label)
        || label
            .get(..4)
            .is_some_and(|head| head.eq_ignore_ascii_case("xn--"))
}

/// A top-level domain in lower case that is hardly ever the first word of a sentence.
pub(super) fn is_certain_ending(label: &str) -> bool {
    CERTAIN.split(' ').any(|entry| entry == label)
}

/// Whether dotted labels are the ending of domains only (`co.jp`).
pub(super) fn is_registry(host: &str) -> bool {
    let mut labels = host.split('.');
    matches!((labels.next(), labels.next(), labels.next()), (Some(second), Some(_), None) if is_in(SECOND, second))
}

/// Whether the last label could as well be a word (`data.in`) or a file type (`guide.md`).
pub(super) fn is_doubtful(label: &str) -> bool {
    is_in(DOUBTFUL, label)
}

/// Whether dotted labels are well formed as a host name (RFC 1123), ending aside.
pub(super) fn is_host(host: &str) -> bool {
    host.len() <= 253
        && host.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_unique() {
        for list in [ENDINGS, DOUBTFUL, CERTAIN, SECOND] {
            assert!(list.split(' ').is_sorted_by(|a, b| a < b), "{list:?}");
        }
    }
}
