//! What all providers with tokens have in common, as a macro: it writes the same methods for each.

/// Implements `Auth`, `Debug` and the options of a provider that is `{ grant: Arc<…>, tokens: Tokens }`.
macro_rules! provider {
    ($provider:ident) => {
        impl $provider {
            /// Shares tokens through a store. Set it before the first call.
            #[must_use]
            pub fn with_token_store(self, store: impl $crate::auth::TokenStore + 'static) -> Self {
                Self { tokens: self.tokens.with_store(::std::sync::Arc::new(store)), ..self }
            }

            /// How long before its end a token is renewed: a minute unless set, and no more than a quarter of its life.
            #[must_use]
            pub fn with_refresh_slack(self, slack: ::std::time::Duration) -> Self {
                Self { tokens: self.tokens.with_slack(slack), ..self }
            }

            fn grant(&self) -> ::std::sync::Arc<dyn $crate::runtime::auth::grant::Grant> {
                ::std::sync::Arc::clone(&self.grant) as _
            }
        }

        impl $crate::auth::Auth for $provider {
            fn credentials<'a>(
                &'a self,
                request: $crate::auth::AuthRequest<'a>,
            ) -> $crate::transport::BoxFuture<'a, $crate::Result<$crate::auth::Credentials>> {
                ::std::boxed::Box::pin(async move { self.tokens.credentials(&self.grant(), &request).await })
            }

            fn renew<'a>(
                &'a self,
                request: $crate::auth::AuthRequest<'a>,
                refused: &'a $crate::auth::Credentials,
            ) -> $crate::transport::BoxFuture<'a, bool> {
                ::std::boxed::Box::pin(::std::future::ready(self.tokens.refuse(&self.grant(), &request, refused)))
            }
        }

        impl ::std::fmt::Debug for $provider {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.write_str(concat!(stringify!($provider), "(hidden)"))
            }
        }
    };
}

pub(super) use provider;

/// Implements what applications that users log in to can do, for a provider that is `{ grant: Arc<Code>, … }`.
macro_rules! code_provider {
    ($provider:ident, $service:path) => {
        impl $provider {
            /// A public application: its id, and the URI that users come back to, as both are registered.
            pub fn new(client_id: impl Into<String>, redirect_uri: impl Into<String>) -> Self {
                let grant = Arc::new(Code::new($service, client_id.into(), redirect_uri.into()));
                Self { grant, tokens: Tokens::new() }
            }

            /// The secret of an application that is not public.
            #[must_use]
            pub fn with_client_secret(self, secret: impl Into<String>) -> Self {
                let client = Client::confidential(self.grant.client.id.clone(), secret);
                self.with_grant(|grant| grant.client = client)
            }

            /// Another server where users log in, such as that of a test environment.
            #[must_use]
            pub fn with_server_url(self, url: impl Into<String>) -> Self {
                self.with_grant(|grant| grant.server_url = url.into())
            }

            /// The refresh token of a login before.
            #[must_use]
            pub fn with_refresh_token(self, token: impl Into<String>) -> Self {
                self.with_grant(|grant| grant.refresh = Some(SecretString::from(token.into())))
            }

            /// A name for the user, by which a token store keeps the tokens of several apart.
            #[must_use]
            pub fn for_user(self, user: impl Into<String>) -> Self {
                self.with_grant(|grant| grant.user = Some(user.into()))
            }

            /// Begins a login.
            ///
            /// # Errors
            ///
            /// The server's URL is none, or the system has no random numbers; the kind is auth.
            pub fn authorize(&self) -> Result<Authorization> {
                self.grant.authorize()
            }

            /// A login that began before, from what was kept of it.
            ///
            /// # Errors
            ///
            /// The server's URL is none, or the verifier cannot be one; the kind is auth.
            pub fn authorize_again(
                &self,
                state: impl Into<String>,
                verifier: impl Into<String>,
            ) -> Result<Authorization> {
                self.grant.authorize_again(state.into(), SecretString::from(verifier.into()))
            }

            /// Ends a login: exchanges the code in the URL that the user came back to. Its state is checked.
            ///
            /// # Errors
            ///
            /// The URL is that of another login or tells of a failure, or the server gives no tokens; the kind is auth.
            pub async fn exchange(&self, session: &Session, login: &Authorization, redirect: &str) -> Result<()> {
                self.grant.exchange(&self.tokens, session, (login, redirect)).await
            }

            fn with_grant(self, change: impl FnOnce(&mut Code)) -> Self {
                let mut grant = (*self.grant).clone();
                change(&mut grant);
                Self { grant: Arc::new(grant), ..self }
            }
        }
    };
}

pub(super) use code_provider;
