//! What several rules need of one policy and is worked out once.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// Results by type. A rule stays a pure function of its policy: what is kept here follows from the policy alone, and
/// a copy of the policy, which may be changed, begins with nothing.
#[derive(Default)]
pub struct Memo(Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

impl Memo {
    /// The result of type `T`; the first caller makes it.
    pub fn get<T: Send + Sync + 'static>(&self, make: impl FnOnce() -> T) -> Arc<T> {
        let known = |memo: &Self| {
            let results = memo.0.lock().unwrap_or_else(PoisonError::into_inner);
            results.get(&TypeId::of::<T>()).cloned()
        };
        if let Some(Ok(result)) = known(self).map(Arc::downcast::<T>) {
            return result;
        }
        // Made without the lock, because making one may need another; two threads at once make the same.
        let made = Arc::new(make());
        let mut results = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        results.insert(TypeId::of::<T>(), made.clone());
        made
    }
}

impl Clone for Memo {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl fmt::Debug for Memo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memo")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_made_once_and_a_copy_begins_anew() {
        let memo = Memo::default();
        assert_eq!(*memo.get(|| 1u32), 1);
        assert_eq!(*memo.get(|| 2u32), 1);
        assert_eq!(*memo.get(|| "other type"), "other type");
        assert_eq!(*memo.clone().get(|| 3u32), 3);
    }
}
