//! The command line of policyglot: arguments, commands, exit codes.
fn main() {}
