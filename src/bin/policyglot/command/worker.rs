//! `policyglot worker`: answers requests on standard input, one a line, for programs such as Spark.

use std::io::{self, BufReader, Write};
use std::process::ExitCode;

use clap::Args;
use policyglot::pipeline;
use policyglot::report::answer_json;

use super::Result;
use crate::args::{Input, Selection};
use crate::filter::Filter;

/// The arguments.
#[derive(Debug, Args)]
#[command(after_help = r#"Examples:
  policyglot worker < requests.jsonl > answers.jsonl
  policyglot worker --jobs 1 --min-severity warning

A request is a line of JSON: {"id": 1, "editions": [{"lang": "en", "text": "…", "format": "md"}]}.
Its answer is a line: the policy as in `check --format jsonl`, with its id; or the id and an error."#)]
pub(crate) struct Arguments {
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    input: Input,
}

/// Runs the command.
pub(crate) fn run(args: &Arguments) -> Result {
    let options = args.input.options(&[".".to_owned()])?;
    let filter = Filter::new(&args.selection, &options.config)?;
    let mut out = io::stdout().lock();
    let mut written: io::Result<()> = Ok(());
    // Not locked: the requests are read on another thread.
    let requests = BufReader::with_capacity(1 << 16, io::stdin());
    pipeline::serve(requests, &options, &mut |answer| {
        let line = match answer.result {
            Ok((policy, mut findings, unread)) => {
                findings.retain(|finding| filter.wants(finding));
                answer_json(&answer.id, &policy, &findings, &unread)
            }
            Err(error) => serde_json::to_string(&serde_json::json!({
                "id": answer.id,
                "error": error,
            })),
        };
        written = line
            .map_err(io::Error::from)
            .and_then(|line| writeln!(out, "{line}"))
            .and_then(|()| out.flush());
        written.is_ok()
    });
    written?;
    Ok(ExitCode::SUCCESS)
}
