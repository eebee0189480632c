//! The memory that a long list takes, counted by a process of its own.

use tokio::process::Command;

#[tokio::test]
async fn a_list_of_100_000_items_takes_as_much_memory_as_its_first_pages() {
    let output = Command::new(env!("CARGO_BIN_EXE_pager")).output().await.expect("the process ends");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let figures: Vec<usize> = printed.split_whitespace().map(|figure| figure.parse().expect("a number")).collect();
    let [count, after_ten_pages, at_the_end] = figures[..] else { panic!("three figures, not {printed:?}") };
    assert_eq!(count, 100_000);
    assert!(after_ten_pages > 0);
    let growth = at_the_end - after_ten_pages;
    assert!(growth <= 4 * 1024, "{growth} bytes more than the {after_ten_pages} of the first ten pages");
}
