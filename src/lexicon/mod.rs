//! Termbase and names: loaded once, indexed.
