pub(in crate::rules) struct Divergence; impl std::fmt::Debug for Divergence { fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }
