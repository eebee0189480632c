//! A token with all that belongs to it, as text for stores and as answers of token endpoints give it.

use std::time::{Duration, SystemTime};

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

/// A token of a service.
#[derive(Clone)]
pub(super) struct Token {
    pub(super) access: SecretString,
    pub(super) refresh: Option<SecretString>,
    /// When the refresh token ends, where that is known.
    pub(super) refresh_until: Option<SystemTime>,
    /// When it ends and how long it lived from its beginning, where that is known.
    pub(super) life: Option<Life>,
    /// Where the service wants to be called, in Zoom's answers.
    pub(super) api_url: Option<String>,
}

/// The time that a token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Life {
    pub(super) until: SystemTime,
    pub(super) length: Duration,
}

impl Token {
    /// A token that lives for `length` from now.
    pub(super) fn new(access: SecretString, length: Option<Duration>) -> Self {
        let life = length.and_then(|length| Some(Life { until: SystemTime::now().checked_add(length)?, length }));
        Self { access, refresh: None, refresh_until: None, life, api_url: None }
    }

    /// The token of an answer by RFC 6749 section 5.1.
    pub(super) fn of_answer(body: &[u8]) -> Option<Self> {
        let answer: Answer = serde_json::from_slice(body).ok()?;
        let access = answer.access_token.filter(|access| !access.expose_secret().is_empty())?;
        let refresh = answer.refresh_token.filter(|refresh| !refresh.expose_secret().is_empty());
        let refresh_until = answer.refresh_token_expires_in.and_then(Seconds::get);
        let refresh_until = refresh_until.and_then(|length| SystemTime::now().checked_add(length));
        let token = Self::new(access, answer.expires_in.and_then(Seconds::get));
        Some(Self { refresh, refresh_until, api_url: answer.api_url, ..token })
    }

    /// The token of an ODIN answer: `{"token": …}`.
    pub(super) fn of_odin_answer(body: &[u8], length: Duration) -> Option<Self> {
        let answer: Answer = serde_json::from_slice(body).ok()?;
        let access = answer.token.filter(|access| !access.expose_secret().is_empty())?;
        let length = answer.expires_in.and_then(Seconds::get).unwrap_or(length);
        Some(Self::new(access, Some(length)))
    }

    /// The refresh token, while it can be used.
    pub(super) fn usable_refresh(&self) -> Option<&SecretString> {
        let is_over = self.refresh_until.is_some_and(|until| until <= SystemTime::now());
        self.refresh.as_ref().filter(|_| !is_over)
    }

    /// The same token with the refresh token that it was got by, where it came without a new one (RFC 6749 section 6).
    pub(super) fn or_refresh(mut self, used: &SecretString, before: Option<&Self>) -> Self {
        if self.refresh.is_none() {
            self.refresh = Some(used.clone());
            self.refresh_until = before.and_then(|before| before.refresh_until);
        }
        self
    }

    /// Whether its time is over.
    pub(super) fn has_ended(&self) -> bool {
        self.life.is_some_and(|life| life.until <= SystemTime::now())
    }

    /// Whether both are one token.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.access.expose_secret() == other.access.expose_secret()
    }

    /// As text for a store.
    pub(super) fn to_text(&self) -> SecretString {
        let written = Written {
            access_token: self.access.expose_secret(),
            refresh_token: self.refresh.as_ref().map(ExposeSecret::expose_secret),
            refresh_until: self.refresh_until.map(unix_seconds),
            until: self.life.map(|life| unix_seconds(life.until)),
            length: self.life.map(|life| life.length.as_secs()),
            api_url: self.api_url.as_deref(),
        };
        SecretString::from(serde_json::to_string(&written).unwrap_or_default())
    }

    /// From text of a store; what is no token is none.
    pub(super) fn of_text(text: &str) -> Option<Self> {
        let read: Read = serde_json::from_str(text).ok()?;
        let life = read.until.zip(read.length).and_then(|(until, length)| {
            Some(Life { until: at_unix_seconds(until)?, length: Duration::from_secs(length) })
        });
        let refresh_until = read.refresh_until.and_then(at_unix_seconds);
        Some(Self {
            access: read.access_token,
            refresh: read.refresh_token,
            refresh_until,
            life,
            api_url: read.api_url,
        })
    }
}

/// What token endpoints answer. A number may come as text.
#[derive(Deserialize)]
struct Answer {
    access_token: Option<SecretString>,
    token: Option<SecretString>,
    refresh_token: Option<SecretString>,
    expires_in: Option<Seconds>,
    refresh_token_expires_in: Option<Seconds>,
    api_url: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Seconds {
    Number(f64),
    Text(String),
}

impl Seconds {
    fn get(self) -> Option<Duration> {
        let seconds = match self {
            Self::Number(number) => number,
            Self::Text(text) => text.trim().parse().ok()?,
        };
        Duration::try_from_secs_f64(seconds).ok()
    }
}

#[derive(Serialize)]
struct Written<'a> {
    access_token: &'a str,
    refresh_token: Option<&'a str>,
    refresh_until: Option<u64>,
    until: Option<u64>,
    length: Option<u64>,
    api_url: Option<&'a str>,
}

#[derive(Deserialize)]
struct Read {
    access_token: SecretString,
    refresh_token: Option<SecretString>,
    refresh_until: Option<u64>,
    until: Option<u64>,
    length: Option<u64>,
    api_url: Option<String>,
}

fn unix_seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs()
}

fn at_unix_seconds(seconds: u64) -> Option<SystemTime> {
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use secrecy::ExposeSecret;

    use super::Token;

    #[test]
    fn answers_are_read_with_numbers_as_text() {
        let token = Token::of_answer(br#"{"access_token":"a","expires_in":"3599","api_url":"https://x","new":1}"#);
        let token = token.expect("it has a token");
        assert_eq!(token.life.map(|life| life.length), Some(Duration::from_secs(3599)));
        assert_eq!((token.access.expose_secret(), token.api_url.as_deref()), ("a", Some("https://x")));
        assert!(token.usable_refresh().is_none());

        let refused = [r#"{"access_token":""}"#, r#"{"token":"a"}"#, r#"{"access_token":7}"#, "[]", ""];
        assert!(refused.iter().all(|text| Token::of_answer(text.as_bytes()).is_none()));
        let endless = Token::of_answer(br#"{"access_token":"a","expires_in":1e300}"#).expect("it has a token");
        assert_eq!(endless.life, None);
    }

    #[test]
    fn stores_lose_nothing() {
        let text = r#"{"access_token":"a","refresh_token":"r","expires_in":60,"refresh_token_expires_in":600}"#;
        let token = Token::of_answer(text.as_bytes()).expect("it has a token");
        let read = Token::of_text(token.to_text().expose_secret()).expect("it is a token");
        assert!(read.is(&token));
        assert_eq!(read.usable_refresh().map(ExposeSecret::expose_secret), Some("r"));
        let seconds = |token: &Token| token.life.map(|life| life.length.as_secs());
        assert_eq!((seconds(&read), read.to_text().expose_secret()), (Some(60), token.to_text().expose_secret()));
        assert!(Token::of_text("{}").is_none());
    }

    #[test]
    fn a_refresh_token_is_kept_where_no_new_one_comes_and_ends_in_its_time() {
        let before = Token::of_answer(br#"{"access_token":"a","refresh_token":"r"}"#).expect("it has a token");
        let used = before.usable_refresh().expect("it has one");
        let after = Token::of_answer(br#"{"access_token":"b"}"#).expect("it has a token");
        let after = after.or_refresh(used, Some(&before));
        assert_eq!(after.usable_refresh().map(ExposeSecret::expose_secret), Some("r"));
        let text = br#"{"access_token":"a","refresh_token":"r","refresh_token_expires_in":0}"#;
        assert!(Token::of_answer(text).expect("it has a token").usable_refresh().is_none());
    }
}
