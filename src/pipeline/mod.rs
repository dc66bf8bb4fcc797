//! Paths → policies → findings: discovery, reading, checking, batches.
