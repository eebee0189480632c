//! Calls of an operation by the client, and by reqwest alone.

use std::rc::Rc;
use std::time::Duration;

use generated_client::ringcentral_user_settings::{Client, models};
use generated_client::{Quota, Session, auth};
use reqwest::header::ACCEPT;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

use crate::derived::ringcentral::plain;
use crate::measure::{Comparison, Contender};
use crate::server::Server;

const TOKEN: &str = "token";

/// The extension that is read; each call puts it into the URL.
const EXTENSION: &str = "4107";

/// Where calls are made: a runtime of one thread, as what is compared is the work and not how it is spread.
struct World {
    runtime: Runtime,
    server: Server,
}

/// Reading an extension, one call after the other and many at once.
pub fn comparisons() -> Vec<Comparison> {
    let runtime = Builder::new_current_thread().enable_all().build().expect("invariant: a runtime can be had");
    let server = Server::start().expect("invariant: the program can be started once more");
    let world = Rc::new(World { runtime, server });
    [("one call after the other", 1), ("32 calls at once", 32)]
        .map(|(name, at_once)| compared(name, at_once, &world))
        .into()
}

fn compared(name: &'static str, at_once: u64, world: &Rc<World>) -> Comparison {
    let client = client(world.server.url());
    let by_client = move || {
        let client = client.clone();
        async move {
            let extension: models::Extension =
                client.read_extension().extension_id(EXTENSION).await.expect("invariant: the server answers");
            assert_eq!(extension.id, Some(4107));
        }
    };
    let (reqwest, url) = (reqwest_client(), world.server.url().to_owned());
    let by_reqwest = move || {
        let (reqwest, url) = (reqwest.clone(), url.clone());
        async move {
            let extension = read_extension(&reqwest, &url, EXTENSION).await.expect("invariant: the server answers");
            assert_eq!(extension.id, Some(4107));
        }
    };
    let contenders = vec![
        contender("client", world, at_once, by_client),
        contender("reqwest and serde", world, at_once, by_reqwest),
    ];
    Comparison { name, contenders }
}

/// The client as it is by default, with a rate limit that no run comes near.
fn client(url: &str) -> Client {
    let session = Session::builder().auth(auth::Bearer::new(TOKEN));
    let session = session.rate_limit("RingCentral", "Light", [Quota::per_minute(u32::MAX)]);
    let client = Client::new(session.build().expect("invariant: a session can be had"));
    client.with_base_url(url).expect("invariant: the server has a URL")
}

/// A client of reqwest with what it can itself of what sessions do: connections that are kept, gzip, time limits.
fn reqwest_client() -> reqwest::Client {
    // Another may be there already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = reqwest::Client::builder().user_agent("benches/1.0").no_proxy().referer(false);
    let builder = builder.connect_timeout(Duration::from_secs(10)).timeout(Duration::from_secs(30));
    builder.build().expect("invariant: a client can be had")
}

/// The call as one writes it by hand.
async fn read_extension(client: &reqwest::Client, url: &str, id: &str) -> reqwest::Result<plain::Extension> {
    let request = client.get(format!("{url}/restapi/v1.0/account/~/extension/{id}"));
    let response = request.bearer_auth(TOKEN).header(ACCEPT, "application/json").send().await?;
    let body = response.error_for_status()?.bytes().await?;
    Ok(serde_json::from_slice(&body).expect("invariant: the answer is an extension"))
}

fn contender<Call: Future<Output = ()> + Send + 'static>(
    name: &'static str,
    world: &Rc<World>,
    at_once: u64,
    call: impl Fn() -> Call + Clone + Send + 'static,
) -> Contender {
    let world = Rc::clone(world);
    Contender::new(name, move |times| {
        let lane = || {
            let call = call.clone();
            async move {
                for _ in 0..times.div_ceil(at_once) {
                    call().await;
                }
            }
        };
        world.runtime.block_on(async { (0..at_once).map(|_| lane()).collect::<JoinSet<()>>().join_all().await });
    })
}
