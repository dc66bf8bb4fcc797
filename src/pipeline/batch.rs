//! Work on many items at once, results in the order of the items.
//!
//! A window of a few items a thread is under way or waits for its turn; the
//! next item starts when the first of the window has been handed on. So
//! memory is bounded whatever the number of items, and one slow item holds up
//! nothing but the window. A panic ends its item, not the batch.
//! [`ordered`] takes a list, [`streamed`] what comes in while results go out.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

/// More threads than this help nobody.
const MOST_THREADS: usize = 256;
/// Items under way or waiting, a thread.
const WINDOW: usize = 4;
/// Bytes of stack: that of a main thread, because readers and segmenters may recurse on nested markup.
const STACK: usize = 8 << 20;

/// Calls `work` for every item on `jobs` threads (all cores for `None` or 0) and hands the results to `each` on the
/// calling thread, in the order of the items, until it returns false. What a panic leaves is made by `broken` from
/// the item and the panic's message.
pub(crate) fn ordered<I, T>(
    items: &[I],
    jobs: Option<usize>,
    work: impl Fn(&I) -> T + Sync,
    broken: impl Fn(&I, &str) -> T + Sync,
    each: &mut dyn FnMut(T) -> bool,
) where
    I: Sync,
    T: Send,
{
    let guarded = |item: &I| {
        catch_unwind(AssertUnwindSafe(|| work(item)))
            .unwrap_or_else(|panic| broken(item, message(&*panic)))
    };
    let threads = jobs.unwrap_or(0).min(MOST_THREADS);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .stack_size(STACK)
        .build();
    let Ok(pool) = pool else {
        // No thread to be had: one after another here.
        for item in items {
            if !each(guarded(item)) {
                return;
            }
        }
        return;
    };
    let window = pool.current_num_threads() * WINDOW;
    let stopped = AtomicBool::new(false);
    let (sender, receiver) = mpsc::channel();
    pool.in_place_scope(|scope| {
        let mut waiting = BTreeMap::new();
        let (mut started, mut next) = (0, 0);
        while next < items.len() {
            while started < items.len() && started < next + window {
                let (index, sender, guarded, stopped) =
                    (started, sender.clone(), &guarded, &stopped);
                scope.spawn(move |_| {
                    if !stopped.load(Ordering::Relaxed) {
                        // The receiver outlives the scope, so this can only fail after an early stop.
                        let _ = sender.send((index, guarded(&items[index])));
                    }
                });
                started += 1;
            }
            let Ok((index, result)) = receiver.recv() else {
                return;
            };
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&next) {
                next += 1;
                if !each(result) {
                    stopped.store(true, Ordering::Relaxed);
                    return;
                }
            }
        }
    });
}

/// As [`ordered`], for items that come in one by one: a thread of its own waits for them, so that a result goes out
/// as soon as it and all before it are done, whether or not there is a next item yet.
pub(crate) fn streamed<I, T>(
    mut items: impl Iterator<Item = I> + Send + 'static,
    jobs: Option<usize>,
    work: impl Fn(&I) -> T + Send + Sync + 'static,
    broken: impl Fn(&I, &str) -> T + Send + Sync + 'static,
    each: &mut dyn FnMut(T) -> bool,
) where
    I: Send + 'static,
    T: Send + 'static,
{
    let guarded = move |item: &I| {
        catch_unwind(AssertUnwindSafe(|| work(item)))
            .unwrap_or_else(|panic| broken(item, message(&*panic)))
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.unwrap_or(0).min(MOST_THREADS))
        .stack_size(STACK)
        .build();
    let Ok(pool) = pool else {
        for item in items {
            if !each(guarded(&item)) {
                return;
            }
        }
        return;
    };
    let window = pool.current_num_threads() * WINDOW;
    let (sender, receiver) = mpsc::channel();
    // A place in the window is taken before the next item is waited for, and given back when a result is out.
    let (take, give_back) = mpsc::sync_channel(window);
    std::thread::spawn(move || {
        let guarded = Arc::new(guarded);
        for index in 0_usize.. {
            if take.send(()).is_err() {
                return;
            }
            let Some(item) = items.next() else { return };
            let (sender, guarded) = (sender.clone(), Arc::clone(&guarded));
            pool.spawn(move || {
                // Nobody listens any more after an early stop.
                let _ = sender.send((index, guarded(&item)));
            });
        }
    });
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (index, result) in receiver {
        waiting.insert(index, result);
        while let Some(result) = waiting.remove(&next) {
            next += 1;
            if !each(result) {
                return;
            }
            let _ = give_back.try_recv();
        }
    }
}

fn message(panic: &(dyn std::any::Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    fn run(count: usize, jobs: usize, stop_after: usize) -> (Vec<String>, usize) {
        let items: Vec<usize> = (0..count).collect();
        let begun = AtomicUsize::new(0);
        let mut seen = Vec::new();
        ordered(
            &items,
            Some(jobs),
            |item| {
                begun.fetch_add(1, Ordering::Relaxed);
                // Later items of a run of five are done sooner.
                std::thread::sleep(std::time::Duration::from_millis((5 - *item as u64 % 5) % 3));
                format!("done {item}")
            },
            |item, message| format!("{item}: {message}"),
            &mut |result| {
                seen.push(result);
                seen.len() < stop_after
            },
        );
        (seen, begun.into_inner())
    }

    #[test]
    fn results_come_in_the_order_of_the_items_at_any_number_of_threads() {
        let expected: Vec<String> = (0..120).map(|item| format!("done {item}")).collect();
        for jobs in [1, 3, 8] {
            assert_eq!(run(120, jobs, usize::MAX).0, expected, "{jobs} threads");
        }
        assert!(run(0, 4, usize::MAX).0.is_empty());
    }

    #[test]
    fn a_stream_keeps_its_order_and_its_window() {
        for jobs in [1, 3, 8] {
            let taken = Arc::new(AtomicUsize::new(0));
            let seen_by_feeder = Arc::clone(&taken);
            let items = (0..200_usize).inspect(move |_| {
                seen_by_feeder.fetch_add(1, Ordering::Relaxed);
            });
            let mut seen = Vec::new();
            let work = |item: &usize| if *item == 7 { panic!("seven") } else { *item };
            streamed(
                items,
                Some(jobs),
                work,
                |item, _| item + 1000,
                &mut |result| {
                    seen.push(result);
                    let ahead = taken.load(Ordering::Relaxed) - seen.len();
                    assert!(ahead <= jobs * WINDOW, "{ahead} are ahead");
                    seen.len() < 150
                },
            );
            let expected: Vec<usize> = (0..150)
                .map(|item| if item == 7 { 1007 } else { item })
                .collect();
            assert_eq!(seen, expected);
        }
    }

    #[test]
    fn an_early_stop_starts_nothing_beyond_the_window() {
        let (seen, begun) = run(1000, 2, 3);
        assert_eq!(seen.len(), 3);
        assert!(begun <= 3 + 2 * WINDOW, "{begun} were begun");
    }

    #[test]
    fn a_panic_ends_one_item_only() {
        let mut seen = Vec::new();
        let work = |item: &u32| {
            if *item == 1 {
                panic!("no such clause")
            } else {
                item.to_string()
            }
        };
        ordered(
            &[0, 1, 2],
            Some(2),
            work,
            |item, message| format!("{item} broke: {message}"),
            &mut |result| {
                seen.push(result);
                true
            },
        );
        assert_eq!(seen, ["0", "1 broke: no such clause", "2"]);
    }
}
