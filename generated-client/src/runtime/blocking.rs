//! Calls without async: [`wait`].

use std::sync::OnceLock;

use tokio::runtime::{Builder, Handle, Runtime, RuntimeFlavor};

use crate::{Error, Result};

/// Runs a call, or anything else that is awaited, to its end.
///
/// ```no_run
/// use generated_client::{Session, auth, blocking, zoom_phone_users};
///
/// let session = Session::builder().auth(auth::ZoomServerToServer::from_env()?).build()?;
/// let zoom = zoom_phone_users::Client::new(session);
/// let page = blocking::wait(zoom.list_phone_users().page_size(100))?;
/// let mut users = zoom.list_phone_users().items();
/// while let Some(user) = blocking::wait(async { users.next().await.transpose() })? {
///     println!("{:?}", user.email);
/// }
/// # Ok::<(), generated_client::Error>(())
/// ```
///
/// Outside of a tokio runtime all calls run on one of the crate's own, so that connections are reused. Inside one with
/// several threads the current thread waits, and the others go on.
///
/// # Errors
///
/// Those of the call. Inside a tokio runtime of one thread nothing could go on while it waits: the kind is build, and
/// the call is not made. So it is on the threads of its `spawn_blocking`, which cannot be told apart; a thread of
/// [`std::thread`] can wait.
///
/// # Panics
///
/// Inside a `tokio::task::LocalSet` of a runtime with several threads, where tokio lets nothing wait and does not tell
/// beforehand; the call is not made.
pub fn wait<T>(call: impl IntoFuture<Output = Result<T>>) -> Result<T> {
    match Handle::try_current() {
        Err(_) => own_runtime()?.block_on(call.into_future()),
        Ok(handle) if handle.runtime_flavor() == RuntimeFlavor::CurrentThread => {
            Err(Error::build("`blocking::wait` cannot wait inside a tokio runtime of one thread: await the call there"))
        }
        Ok(handle) => tokio::task::block_in_place(|| handle.block_on(call.into_future())),
    }
}

/// One thread for connections and renewals of tokens; a call itself runs where it is waited for.
fn own_runtime() -> Result<&'static Runtime> {
    static RUNTIME: OnceLock<std::io::Result<Runtime>> = OnceLock::new();
    let build = || Builder::new_multi_thread().worker_threads(1).thread_name("generated-client").enable_all().build();
    let runtime = RUNTIME.get_or_init(build).as_ref();
    runtime.map_err(|error| Error::build(format!("no runtime for `blocking::wait`: {error}")))
}
