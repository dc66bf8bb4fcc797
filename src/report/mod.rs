//! Policies and findings → what people and programs read. One file a format; knows no rules.
