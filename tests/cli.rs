//! Every case of `tests/cli` and the examples of the README: a command, what it prints, how it exits.
//! `TRYCMD=overwrite` rewrites them.

#[test]
fn commands_print_and_exit_as_shown() {
    trycmd::TestCases::new()
        .case("README.md")
        .case("tests/cli/*.md")
        .case("tests/cli/*.toml");
}
