//! Every case of `tests/cli`: a command, what it prints, how it exits. `TRYCMD=overwrite` rewrites them.

#[test]
fn commands_print_and_exit_as_shown() {
    trycmd::TestCases::new().case("tests/cli/*.md");
}
