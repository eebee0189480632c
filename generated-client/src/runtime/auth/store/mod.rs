//! Where tokens are kept for others: [`TokenStore`], in memory or in a file.

mod file;

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use secrecy::SecretString;

use crate::Result;
use crate::runtime::transport::BoxFuture;

pub use self::file::FileTokenStore;

/// Keeps tokens where other sessions, processes or machines find them.
///
/// A token is text to a store, by a key that is no secret: token URL, application and user. A provider locks the key,
/// loads what is there, and saves the token that it got, so that of many processes one renews a token and the others
/// take it over. That matters most where a refresh token is good for one use.
///
/// Errors should be of the kind auth ([`Error::auth`](crate::Error::auth)); they are those of the calls that need the
/// token. A token that cannot be saved is used all the same, after the call that met the error.
pub trait TokenStore: Send + Sync {
    /// The text of a key.
    ///
    /// # Errors
    ///
    /// The store cannot be read.
    fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<SecretString>>>;

    /// Sets the text of a key, or (`None`) removes it.
    ///
    /// # Errors
    ///
    /// The store cannot be written.
    fn save<'a>(&'a self, key: &'a str, text: Option<SecretString>) -> BoxFuture<'a, Result<()>>;

    /// Waits until nobody else has the key locked, and locks it until the lock is dropped.
    ///
    /// # Errors
    ///
    /// The lock cannot be had.
    fn lock<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<StoreLock>>;
}

/// A locked key of a store; dropping it unlocks the key.
pub struct StoreLock(#[expect(dead_code, reason = "held for its drop")] Box<dyn Any + Send>);

impl StoreLock {
    /// A lock that is whatever unlocks when dropped.
    pub fn new(guard: impl Any + Send) -> Self {
        Self(Box::new(guard))
    }
}

impl fmt::Debug for StoreLock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("StoreLock")
    }
}

/// Tokens in memory, for the sessions of one process that have providers of their own. Clones share them.
#[derive(Clone, Default)]
pub struct MemoryTokenStore {
    texts: Arc<Mutex<BTreeMap<String, SecretString>>>,
    /// One for all keys: it is held for a renewal, and there are few.
    lock: Arc<tokio::sync::Mutex<()>>,
}

impl MemoryTokenStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }
}

impl TokenStore for MemoryTokenStore {
    fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<SecretString>>> {
        let text = self.texts.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
        Box::pin(std::future::ready(Ok(text)))
    }

    fn save<'a>(&'a self, key: &'a str, text: Option<SecretString>) -> BoxFuture<'a, Result<()>> {
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        match text {
            Some(text) => drop(texts.insert(key.to_owned(), text)),
            None => drop(texts.remove(key)),
        }
        Box::pin(std::future::ready(Ok(())))
    }

    fn lock<'a>(&'a self, _key: &'a str) -> BoxFuture<'a, Result<StoreLock>> {
        Box::pin(async { Ok(StoreLock::new(Arc::clone(&self.lock).lock_owned().await)) })
    }
}

impl fmt::Debug for MemoryTokenStore {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("MemoryTokenStore(hidden)")
    }
}
