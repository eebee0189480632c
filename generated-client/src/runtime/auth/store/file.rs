//! Tokens in a file that its owner alone can read, for the processes of one user.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};
use tokio::time::sleep;

use super::{StoreLock, TokenStore};
use crate::runtime::transport::BoxFuture;
use crate::{Error, Result};

/// Tokens in a JSON file, which processes share.
///
/// The file has mode 0600 where there are such modes, and is replaced in one step, so that it is never found half
/// written. A file beside it, with `.lock` behind its name, is locked (`flock`, `LockFileEx`) while a token is renewed;
/// the system unlocks it when a process dies.
#[derive(Clone)]
pub struct FileTokenStore {
    path: Arc<Path>,
}

/// The tokens of a file by key.
type Texts = BTreeMap<String, Zeroizing<String>>;

impl FileTokenStore {
    /// A store in this file. Its folder must be there; the file need not.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into().into() }
    }

    fn lock_path(&self) -> PathBuf {
        let mut path = self.path.as_os_str().to_owned();
        path.push(".lock");
        path.into()
    }

    /// Runs what may block on the thread pool for that.
    async fn blocking<T: Send + 'static>(
        &self,
        action: &'static str,
        run: impl FnOnce(&Path) -> io::Result<T> + Send + 'static,
    ) -> Result<T> {
        let path = Arc::clone(&self.path);
        let done = tokio::task::spawn_blocking(move || run(&path)).await;
        let done = done.unwrap_or_else(|error| Err(io::Error::other(error)));
        done.map_err(|error| self.error(action, error))
    }

    fn error(&self, action: &str, error: io::Error) -> Error {
        Error::auth(format!("token file `{}` cannot be {action}: {error}", self.path.display())).because(error)
    }
}

impl TokenStore for FileTokenStore {
    fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<SecretString>>> {
        let key = key.to_owned();
        Box::pin(self.blocking("read", move |path| {
            let text = read(path)?.remove(&key);
            Ok(text.map(|text| SecretString::from(text.as_str())))
        }))
    }

    fn save<'a>(&'a self, key: &'a str, text: Option<SecretString>) -> BoxFuture<'a, Result<()>> {
        let key = key.to_owned();
        Box::pin(self.blocking("written", move |path| {
            let mut texts = read(path)?;
            match text {
                Some(text) => drop(texts.insert(key, Zeroizing::new(text.expose_secret().to_owned()))),
                None => drop(texts.remove(&key)),
            }
            write(path, &texts)
        }))
    }

    fn lock<'a>(&'a self, _key: &'a str) -> BoxFuture<'a, Result<StoreLock>> {
        const PAUSE: Duration = Duration::from_millis(20);
        Box::pin(async {
            let lock_path = self.lock_path();
            let file = self.blocking("locked", move |_| open_private(&lock_path)).await?;
            loop {
                match file.try_lock() {
                    Ok(()) => return Ok(StoreLock::new(file)),
                    Err(TryLockError::WouldBlock) => sleep(PAUSE).await,
                    Err(TryLockError::Error(error)) => return Err(self.error("locked", error)),
                }
            }
        })
    }
}

impl fmt::Debug for FileTokenStore {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("FileTokenStore").field(&self.path).finish()
    }
}

/// The texts of a file, none where there is no file. A file that is not ours is not overwritten, and so an error.
fn read(path: &Path) -> io::Result<Texts> {
    let text = match fs::read_to_string(path) {
        Ok(text) => Zeroizing::new(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Texts::new()),
        Err(error) => return Err(error),
    };
    if text.trim_ascii().is_empty() {
        return Ok(Texts::new());
    }
    let texts: BTreeMap<String, String> = serde_json::from_str(&text).map_err(|_| io::Error::other("no token file"))?;
    Ok(texts.into_iter().map(|(key, text)| (key, Zeroizing::new(text))).collect())
}

/// Replaces a file in one step, by one that only its owner can read.
fn write(path: &Path, texts: &Texts) -> io::Result<()> {
    let borrowed: BTreeMap<&str, &str> = texts.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
    let json = Zeroizing::new(serde_json::to_vec_pretty(&borrowed)?);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&json)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// A file to lock, readable by its owner alone.
fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
