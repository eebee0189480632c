//! The calls as callers were promised them: their names are the contract, so the text stays as it is.

#[rustfmt::skip]
#[expect(unused_variables, clippy::print_stdout, clippy::print_stderr, reason = "the calls are shown, and never run")]
mod calls {
use generated_client::{auth, Session, Result};
use generated_client::{ringcentral_presence, ringcentral_user_settings, odin_user_services, zoom_phone_users};

pub(super) async fn demo() -> Result<()> {
// One session: connection pool, token, retries, rate limits. Cheap to clone, shared by both RingCentral services.
let session = Session::builder().auth(auth::Bearer::new("token")).build()?;
let settings = ringcentral_user_settings::Client::new(session.clone());           // production server of the spec
let presence = ringcentral_presence::Client::new(session.clone())
    .with_server(ringcentral_presence::Server::Sandbox);                          // or .with_base_url("http://127.0.0.1:4010")?

// `.await` gives the body, `.send().await` the response with status, headers and rate-limit state.
let me = settings.read_extension().await?;                                       // account_id and extension_id default to "~"
let other = settings.read_extension().account_id("37439510").extension_id("401").send().await?;
println!("{} {:?}", other.status(), other.rate_limit());

// Enums, binary bodies, the media host given by the operation's own `servers`.
use ringcentral_user_settings::models::{ExtensionUpdateRequest, ScaleSize};
let image: bytes::Bytes = settings.read_scaled_profile_image(ScaleSize::Original).await?;
settings.update_extension(ExtensionUpdateRequest::new().extension_number("205")).await?;

// Pages: by item or by page, with an inherent `next()`; a `Stream` behind a feature.
let zoom = zoom_phone_users::Client::new(Session::builder()
    .auth(auth::ZoomServerToServer::new("account", "client id", "client secret")).build()?);
let mut users = zoom.list_phone_users().page_size(100).items();
while let Some(user) = users.next().await { println!("{:?}", user?.email); }

// ODIN: log in, read, change one service, put back; what we do not know survives.
let odin = odin_user_services::Client::new(Session::builder()
    .auth(auth::OdinLogin::new("john.smith", "password")).build()?).with_base_url("https://portal.odinapi.net/api/v2")?;
let mut all = odin.get_user_service_settings("9871515000@odinapi.net").await?;
all.call_forwarding_always.get_or_insert_default().is_active = Some(true);
odin.put_user_service_settings(all).await?;

// Errors: one type, with a kind, and everything the server said.
if let Err(error) = presence.get_presence_status().extension_id("1").await {
    if let Some(api) = error.api() { eprintln!("{} {:?} {}", api.status(), api.request_id(), api.body_text()); }
    if error.is_rate_limited() { eprintln!("again in {:?}", error.retry_after()); }
}
Ok(()) }
}

/// What the caller's future may take, the models that it holds included: what a call does inside stands elsewhere.
const MOST_BYTES: usize = 16 * 1024;

#[test]
fn the_promised_calls_compile_and_can_be_spawned() {
    fn size_of_spawned<F: Future<Output = generated_client::Result<()>> + Send + 'static>(future: &F) -> usize {
        size_of_val(future)
    }
    let size = size_of_spawned(&calls::demo());
    assert!(size <= MOST_BYTES, "{size} bytes");
}
