//! Waiting inside the runtimes of tokio.

use generated_client::ErrorKind;
use tokio::task::{LocalSet, block_in_place, spawn_blocking};

use super::{assert_answered, fake, wait};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_runtime_of_several_threads_goes_on_while_one_waits() {
    let fake = fake();
    assert_answered(wait(&fake));
    let (here, there) = (fake.clone(), fake.clone());
    assert_answered(tokio::spawn(async move { wait(&here) }).await.expect("no panic"));
    assert_answered(spawn_blocking(move || wait(&there)).await.expect("no panic"));
    assert_answered(block_in_place(|| wait(&fake)));
    fake.assert_called("phoneUser", 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn more_tasks_than_threads_can_wait() {
    let fake = fake();
    let tasks: Vec<_> = (0..8)
        .map(|_| {
            tokio::spawn({
                let fake = fake.clone();
                async move { wait(&fake) }
            })
        })
        .collect();
    for task in tasks {
        assert_answered(task.await.expect("no panic"));
    }
}

#[tokio::test]
async fn a_runtime_of_one_thread_is_told_before_anything_is_sent() {
    let fake = fake();
    let inside = wait(&fake);
    let task = {
        let fake = fake.clone();
        tokio::spawn(async move { wait(&fake) }).await.expect("no panic")
    };
    let local = LocalSet::new();
    let in_set = local.run_until(async { wait(&fake) }).await;
    let blocking = {
        let fake = fake.clone();
        spawn_blocking(move || wait(&fake)).await.expect("no panic")
    };
    for result in [inside, task, in_set, blocking] {
        let error = result.expect_err("it cannot wait");
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Build, 0), "{error}");
        assert!(error.to_string().contains("inside a tokio runtime of one thread: await the call there"), "{error}");
    }
    fake.assert_calls(&[]);
}

#[tokio::test]
async fn a_thread_beside_a_runtime_of_one_thread_can_wait() {
    let fake = fake();
    let (sender, receiver) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || sender.send(wait(&fake)));
    assert_answered(receiver.await.expect("the thread has waited"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn inside_a_local_set_tokio_panics_before_anything_is_sent() {
    let fake = fake();
    let inside = fake.clone();
    let local = LocalSet::new();
    let waiting = local.spawn_local(async move { wait(&inside) });
    let panic = local.run_until(waiting).await.expect_err("tokio lets nothing wait there");
    assert!(panic.is_panic(), "{panic}");
    fake.assert_calls(&[]);
    let beside = fake.clone();
    let waited = local.run_until(async move { spawn_blocking(move || wait(&beside)).await });
    assert_answered(waited.await.expect("no panic"));
}
