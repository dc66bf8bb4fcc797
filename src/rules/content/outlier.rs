pub(in crate::rules) struct Outlier; impl std::fmt::Debug for Outlier { fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }
