//! Sending a user to log in, with PKCE (RFC 7636): [`Authorization`].

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use url::{Url, form_urlencoded};

use crate::{Error, Result};

/// A login that has begun: where the user is sent, and what must be kept until the user comes back.
///
/// An application that is restarted in between, or has several processes, keeps [`state`](Self::state) and
/// [`verifier`](Self::verifier) with the user's own session and makes it anew by `authorize_again` of the provider.
#[derive(Clone)]
pub struct Authorization {
    url: Url,
    state: String,
    verifier: SecretString,
}

impl Authorization {
    /// Begins a login with a new state and verifier.
    pub(super) fn begin(endpoint: Url, parameters: &[(&str, &str)]) -> Result<Self> {
        Self::again(endpoint, parameters, random()?, SecretString::from(random()?))
    }

    /// A login that began before.
    pub(super) fn again(
        endpoint: Url,
        parameters: &[(&str, &str)],
        state: String,
        verifier: SecretString,
    ) -> Result<Self> {
        // RFC 7636 section 4.1.
        if !(43..=128).contains(&verifier.expose_secret().len()) {
            return Err(Error::auth("PKCE verifier must have 43 to 128 characters"));
        }
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.expose_secret().as_bytes()));
        let mut url = endpoint;
        url.query_pairs_mut().append_pair("response_type", "code").extend_pairs(parameters).extend_pairs([
            ("state", state.as_str()),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ]);
        Ok(Self { url, state, verifier })
    }

    /// Where the user's browser is sent.
    pub fn url(&self) -> &str {
        self.url.as_str()
    }

    /// The text by which the user's return is known to belong to this login (RFC 6749 section 10.12).
    pub fn state(&self) -> &str {
        &self.state
    }

    /// The secret whose hash the server has (RFC 7636 section 4.1).
    pub fn verifier(&self) -> &SecretString {
        &self.verifier
    }

    /// The code in the URL that the user came back to.
    pub(super) fn code(&self, redirect: &str) -> Result<SecretString> {
        let query = redirect.split_once('?').map_or(redirect, |(_, query)| query);
        let query = query.split('#').next().unwrap_or_default();
        let value = |name: &str| {
            form_urlencoded::parse(query.as_bytes())
                .find(|(other, _)| other == name)
                .map(|(_, value)| value.into_owned())
        };
        if value("state").as_deref() != Some(&self.state) {
            return Err(Error::auth("the URL that the user came back to does not belong to this login"));
        }
        if let Some(error) = value("error") {
            return Err(Error::auth(format!("the user was not logged in: {error:?}")));
        }
        let code = value("code").filter(|code| !code.is_empty());
        code.map(SecretString::from).ok_or_else(|| Error::auth("the URL that the user came back to has no code"))
    }
}

impl fmt::Debug for Authorization {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Authorization(hidden)")
    }
}

/// 256 random bits as 43 characters of a URL.
fn random() -> Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| Error::auth(format!("no random numbers: {error}")))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use secrecy::{ExposeSecret, SecretString};
    use url::Url;

    use super::Authorization;

    fn endpoint() -> Url {
        Url::parse("https://example.com/authorize").expect("it is a URL")
    }

    #[test]
    fn the_challenge_is_that_of_rfc_7636() {
        // Appendix B.
        let verifier = SecretString::from("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        let login = Authorization::again(endpoint(), &[("client_id", "a b")], "s".to_owned(), verifier);
        assert_eq!(
            login.expect("the verifier is long enough").url(),
            "https://example.com/authorize?response_type=code&client_id=a+b&state=s\
             &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
        );
        let short = Authorization::again(endpoint(), &[], "s".to_owned(), SecretString::from("short"));
        assert!(short.is_err());
    }

    #[test]
    fn logins_differ_and_know_their_own_return() -> crate::Result<()> {
        let [one, other] = [Authorization::begin(endpoint(), &[])?, Authorization::begin(endpoint(), &[])?];
        assert_ne!(one.state(), other.state());
        assert_ne!(one.verifier().expose_secret(), other.verifier().expose_secret());
        let redirect = format!("https://app.example/back?code=a%2Bb&state={}&x=1#top", one.state());
        assert_eq!(one.code(&redirect)?.expose_secret(), "a+b");
        let refused = [
            other.code(&redirect),
            one.code(&format!("https://app.example/back?state={}", one.state())),
            one.code(&format!("?error=access_denied&state={}", one.state())),
            one.code("code=a"),
        ];
        assert!(refused.iter().all(|result| result.as_ref().is_err_and(crate::Error::is_auth)));
        assert!(!format!("{one:?}").contains(one.state()));
        Ok(())
    }
}
