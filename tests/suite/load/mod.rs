//! Many calls at once, against a server of this machine: none is lost, whatever goes wrong on the way.

mod faults;

use tokio::process::Command;

#[tokio::test]
async fn of_10_000_calls_256_at_a_time_none_is_lost_and_memory_stays_as_it_is() {
    let output = Command::new(env!("CARGO_BIN_EXE_load")).output().await.expect("the process ends");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let figures: Vec<usize> = printed.split_whitespace().map(|figure| figure.parse().expect("a number")).collect();
    let [right, tokens, connections_before, before, connections, behind] = figures[..] else {
        panic!("six figures, not {printed:?} {}", String::from_utf8_lossy(&output.stderr))
    };
    assert_eq!(right, 25_000, "each call has its own answer");
    assert_eq!(tokens, 1);
    assert!(connections <= 4 * 256, "{connections} connections");
    // A connection that is kept has buffers at both of its ends, which are in the process; a call leaves nothing.
    let most = before + (connections - connections_before) * 48 * 1024 + 256 * 1024;
    assert!(behind < most, "{before} bytes before, {behind} behind: {printed}");
}
