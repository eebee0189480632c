//! Reading and writing models: those of the client, and those that serde derives.

use std::fmt::Debug;
use std::hint::black_box;

use generated_client::json::{self, Decode, Encode};
use generated_client::{odin_user_services, ringcentral_user_settings, zoom_phone_users};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::derived::{odin, ringcentral, zoom_settings, zoom_users};
use crate::documents;
use crate::measure::{Comparison, Contender};

/// The comparisons of a document that is read as `$model` and as the structs of the same name that are derived.
macro_rules! of_model {
    ($names:expr, $text:expr, $service:ident, $model:ident, $derived:ident) => {
        of_types::<$service::models::$model, $derived::plain::$model, $derived::kept::$model>($names, $text)
    };
}

/// All of them.
pub fn comparisons() -> Vec<Comparison> {
    let (odin, extension) = (documents::odin_settings(), documents::ringcentral_extension());
    let (settings, users) = (documents::zoom_settings(), documents::zoom_users());
    let (reversed, unknown) = (documents::reversed(&odin), documents::with_unknown_members(&extension));
    [
        of_model!(["read ODIN settings", "write ODIN settings"], &odin, odin_user_services, UserServiceSettings, odin),
        of_model!(
            ["read ODIN settings, reversed", "write ODIN settings, reversed"],
            &reversed,
            odin_user_services,
            UserServiceSettings,
            odin
        ),
        of_model!(
            ["read RingCentral extension", "write RingCentral extension"],
            &extension,
            ringcentral_user_settings,
            Extension,
            ringcentral
        ),
        of_model!(
            ["read extension, unknown members", "write extension, unknown members"],
            &unknown,
            ringcentral_user_settings,
            Extension,
            ringcentral
        ),
        of_model!(
            ["read Zoom settings", "write Zoom settings"],
            &settings,
            zoom_phone_users,
            PhoneUserSettings,
            zoom_settings
        ),
        of_model!(["read 100 Zoom users", "write 100 Zoom users"], &users, zoom_phone_users, PhoneUserList, zoom_users),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Reading and writing a document as the client's model, as serde's that loses unknown members, and as serde's that
/// keeps them.
fn of_types<Model, Plain, Kept>([read, write]: [&'static str; 2], text: &str) -> [Comparison; 2]
where
    Model: Decode + Encode + 'static,
    Plain: Serialize + DeserializeOwned + 'static,
    Kept: Serialize + DeserializeOwned + 'static,
{
    let model: Model = json::from_str(text).expect("invariant: documents are of their models");
    let plain: Plain = serde_json::from_str(text).expect("invariant: documents are of their models");
    let kept: Kept = serde_json::from_str(text).expect("invariant: documents are of their models");
    let reading = vec![
        reading("client", text, json::from_str::<Model>),
        reading("serde", text, |text| serde_json::from_str::<Plain>(text)),
        reading("serde, unknown kept", text, |text| serde_json::from_str::<Kept>(text)),
    ];
    let writing = vec![
        writing("client", model, json::to_vec),
        writing("serde", plain, |value| serde_json::to_vec(value).expect("invariant: models are JSON")),
        writing("serde, unknown kept", kept, |value| serde_json::to_vec(value).expect("invariant: models are JSON")),
    ];
    [Comparison { name: read, contenders: reading }, Comparison { name: write, contenders: writing }]
}

fn reading<T: 'static, E: Debug + 'static>(
    name: &'static str,
    text: &str,
    read: fn(&str) -> Result<T, E>,
) -> Contender {
    let text = text.to_owned();
    Contender::new(name, move |times| {
        for _ in 0..times {
            black_box(read(black_box(&text)).expect("invariant: documents are of their models"));
        }
    })
}

fn writing<T: 'static>(name: &'static str, value: T, write: fn(&T) -> Vec<u8>) -> Contender {
    Contender::new(name, move |times| {
        for _ in 0..times {
            black_box(write(black_box(&value)));
        }
    })
}
