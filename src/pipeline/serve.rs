//! Requests one a line → answers one a line, in their order: policies in memory, for programs.
//!
//! A request is a JSON object: `{"id": …, "editions": [{"lang": "en", "text":
//! "…", "format": "md"}]}`; `name`, `source` and `languages` may stand beside
//! `editions`, and other fields are passed over. What is wrong with a request
//! is said in its answer, so that one bad row ends no job of a million.
//!
//! Requests are read by a thread of its own, a few ahead of the answer that is
//! next: memory is bounded, and who sends one request and waits for its answer
//! gets it at once.

use std::io::BufRead;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use super::{Options, assemble, batch, full, input};
use crate::model::{Finding, Policy, Unread};
use crate::text::Lang;

/// What becomes of a request.
#[derive(Debug)]
pub struct Answer {
    /// The request's `id`, whatever it is; null where there is none.
    pub id: Value,
    /// The policy with its findings and the editions that could not be read, or what is wrong with the request.
    pub result: Result<(Policy, Vec<Finding>, Vec<Unread>), String>,
}

#[derive(Deserialize)]
struct Request {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    languages: Vec<String>,
    editions: Vec<Text>,
}

#[derive(Deserialize)]
struct Text {
    #[serde(default)]
    lang: Option<String>,
    text: String,
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    path: Option<String>,
}

/// Editions of a request that together may be as large as this many files.
const EDITIONS: u64 = 8;

/// Answers every line of `requests`, in their order, until `each` returns false.
pub fn serve(
    mut requests: impl BufRead + Send + 'static,
    options: &Options,
    each: &mut dyn FnMut(Answer) -> bool,
) {
    let most = options.limits.file_bytes.saturating_mul(EDITIONS);
    let options = Arc::new(options.clone());
    let jobs = options.jobs;
    let lines = std::iter::from_fn(move || next(&mut requests, most));
    let work = move |line: &Line| answer(line, &options);
    let broken = |line: &Line, message: &str| Answer {
        id: line.as_ref().map_or(Value::Null, |line| id_of(line)),
        result: Err(format!(
            "internal error ({message}): please report it with this policy"
        )),
    };
    batch::streamed(lines, jobs, work, broken, each);
}

/// A line, or why it is none.
type Line = Result<Vec<u8>, String>;

/// The next line that is not blank. One that is longer than `most` is passed over, without being kept.
fn next(requests: &mut impl BufRead, most: u64) -> Option<Line> {
    loop {
        let mut line = Vec::new();
        let mut lost = false;
        loop {
            let chunk = match requests.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Some(Err(format!("the requests cannot be read: {error}"))),
            };
            if chunk.is_empty() {
                if line.is_empty() && !lost {
                    return None;
                }
                break;
            }
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let part = &chunk[..end.unwrap_or(chunk.len())];
            if (line.len() + part.len()) as u64 > most {
                lost = true;
                line = Vec::new();
            } else if !lost {
                line.extend_from_slice(part);
            }
            let used = end.map_or(chunk.len(), |end| end + 1);
            requests.consume(used);
            if end.is_some() {
                break;
            }
        }
        if lost {
            return Some(Err(format!(
                "the line is longer than {most} bytes: send fewer texts in a request, or raise --max-file-size"
            )));
        }
        if !line.trim_ascii().is_empty() {
            return Some(Ok(line));
        }
    }
}

/// The `id` of a request that is otherwise wrong.
fn id_of(line: &[u8]) -> Value {
    match serde_json::from_slice(line) {
        Ok(Value::Object(mut fields)) => fields.remove("id").unwrap_or_default(),
        _ => Value::Null,
    }
}

fn answer(line: &Line, options: &Options) -> Answer {
    let line = match line {
        Ok(line) => line,
        Err(error) => {
            return Answer {
                id: Value::Null,
                result: Err(error.clone()),
            };
        }
    };
    match serde_json::from_slice::<Request>(line) {
        Ok(mut request) => Answer {
            id: std::mem::take(&mut request.id),
            result: policy(request, options),
        },
        Err(error) => Answer {
            id: id_of(line),
            result: Err(format!(
                "no request ({error}): an object with `editions` is expected, each with `text` and `lang`"
            )),
        },
    }
}

fn policy(
    request: Request,
    options: &Options,
) -> Result<(Policy, Vec<Finding>, Vec<Unread>), String> {
    let tag = |tag: &String| tag.parse::<Lang>().map_err(|error| error.to_string());
    let mut options = Options {
        lang: None,
        ..options.clone()
    };
    options.source = request
        .source
        .as_ref()
        .map(tag)
        .transpose()?
        .or(options.source);
    if !request.languages.is_empty() {
        options.languages = request
            .languages
            .iter()
            .map(tag)
            .collect::<Result<_, _>>()?;
    }
    let mut readings = Vec::new();
    let mut unread = Vec::new();
    let several = request.editions.len() > 1;
    for (index, edition) in request.editions.into_iter().enumerate() {
        let lang = edition.lang.as_ref().map(tag).transpose()?;
        let path = edition.path.unwrap_or_else(|| {
            lang.map_or_else(|| (index + 1).to_string(), |lang| lang.to_string())
        });
        let extension = edition.format.as_deref();
        let how = Options {
            // The text of a request is Unicode.
            encoding: Some("UTF-8".to_owned()),
            ..options.clone()
        };
        let reading = input::given(edition.text.into_bytes(), extension, &how)
            .and_then(|loaded| input::read(&loaded, &how));
        match reading {
            Ok(reading) => readings.push((path, reading, lang)),
            Err(error) if several => unread.push(Unread { path, error }),
            Err(error) => return Err(error),
        }
    }
    let name = request.name.unwrap_or_else(|| "policy".to_owned());
    let (policy, more) = assemble(&name, readings, &options);
    unread.extend(more);
    let Some(policy) = policy else {
        let rows: Vec<String> = unread.into_iter().map(|row| row.error).collect();
        return Err(if rows.is_empty() {
            "no edition: `editions` is empty".to_owned()
        } else {
            rows.join("; ")
        });
    };
    unread.extend(super::no_source(&policy, options.source));
    let mut findings = full(&policy, options.glossary.as_deref());
    options.config.level("-", &mut findings);
    if let Some(baseline) = &options.baseline {
        baseline.apply(&policy, &mut findings);
    }
    Ok((policy, findings, unread))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::sync::mpsc::{Receiver, sync_channel};

    use super::*;

    fn run(requests: &str, jobs: usize) -> Vec<(Value, String)> {
        let options = Options {
            jobs: Some(jobs),
            limits: crate::model::Limits {
                file_bytes: 2000,
                ..Default::default()
            },
            ..Options::default()
        };
        let mut found = Vec::new();
        serve(Cursor::new(requests.to_owned()), &options, &mut |answer| {
            let said = match answer.result {
                Ok((policy, findings, unread)) => {
                    let langs: Vec<String> = policy.langs().map(|lang| lang.to_string()).collect();
                    let rules: Vec<&str> =
                        findings.iter().map(|finding| finding.rule.name).collect();
                    format!(
                        "{} {} {} {}",
                        policy.name,
                        langs.join(","),
                        rules.join(","),
                        unread.len()
                    )
                }
                Err(error) => format!("! {error}"),
            };
            found.push((answer.id, said));
            true
        });
        found
    }

    #[test]
    fn every_line_has_its_answer() {
        let requests = concat!(
            r#"{"id":7,"editions":[{"lang":"en","text":"Write to a@inn.example."},{"lang":"ja","text":"b@inn.example までご連絡ください。"}]}"#,
            "\n\n",
            r#"{"id":"x","name":"stay","note":1,"editions":[{"lang":"en","format":"md","text":"Dogs are welcome."}]}"#,
            "\n",
            r#"{"id":[1],"editions":[{"lang":"klingon","text":"a"}]}"#,
            "\nno json\n",
            r#"{"id":null,"editions":[]}"#,
            "\n",
            r#"{"id":8}"#,
            "\n",
            r#"{"id":9,"editions":[{"lang":"en","text":"Dogs.","format":"xyz"}]}"#,
        );
        let found = run(requests, 2);
        let long = format!("{}\n", "x".repeat(20_000));
        for ((id, said), (wanted, start)) in found.iter().zip([
            (Value::from(7), "policy en,ja email-mismatch 0"),
            (Value::from("x"), "stay en  0"),
            (serde_json::json!([1]), "! unknown language `klingon`"),
            (Value::Null, "! no request"),
            (Value::Null, "! no edition"),
            (Value::from(8), "! no request"),
            (Value::from(9), "! `xyz` is no format"),
        ]) {
            assert_eq!(id, &wanted);
            assert!(said.starts_with(start), "{said}");
        }
        assert_eq!(found.len(), 7);
        let lost = run(&format!("{long}{requests}"), 1);
        assert!(lost[0].1.starts_with("! the line is longer"), "{lost:?}");
        assert_eq!(lost[1..], found);
        assert!(run("", 1).is_empty() && run("\n \n", 2).is_empty());
    }

    /// Somebody who waits for an answer before the next request gets it.
    #[test]
    fn an_answer_does_not_wait_for_the_next_request() {
        struct Slow {
            lines: Vec<Vec<u8>>,
            allowed: Receiver<()>,
        }
        impl std::io::Read for Slow {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                unreachable!("only as lines")
            }
        }
        impl BufRead for Slow {
            fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
                let _ = self.allowed.recv();
                Ok(self.lines.first().map_or(&[], Vec::as_slice))
            }
            fn consume(&mut self, _: usize) {
                self.lines.remove(0);
            }
        }
        let (allow, allowed) = sync_channel(1);
        let line = br#"{"id":1,"editions":[{"lang":"en","text":"Dogs are welcome."}]}"#;
        let slow = Slow {
            lines: vec![[line.as_slice(), b"\n"].concat(); 5],
            allowed,
        };
        allow.send(()).expect("the first");
        let mut count = 0;
        serve(slow, &Options::default(), &mut |_| {
            count += 1;
            if count < 5 {
                allow.send(()).is_ok()
            } else {
                false
            }
        });
        assert_eq!(count, 5);
    }
}
