//! Calls of RingCentral user settings: notifications and users.

use generated_client::ringcentral_user_settings::Client;
use generated_client::ringcentral_user_settings::models::{
    BatchProvisionUsersRequest, BulkDeleteUsersRequest, NewUser, NewUserContact, NewUserStatus,
    NotificationSettingsUpdateRequest, UserReference,
};
use generated_client::ringcentral_user_settings::operations::{
    BulkDeleteUsersV2, BulkDeleteUsersV2Error, PostBatchProvisionUsers, PostBatchProvisionUsersError,
    ReadNotificationSettings, UpdateNotificationSettings,
};
use serde_json::{Value, json};

use super::ringcentral_user_bodies::{new_user, new_user_json, notifications, notifications_json};
use super::ringcentral_user_settings::{ACCOUNT, EXTENSION};
use super::{Operation, all, operation, required, written};

pub(super) fn operations() -> Vec<Operation> {
    [notification_settings(), users()].into_iter().flatten().collect()
}

fn notification_settings() -> Vec<Operation> {
    vec![
        operation!(
            "readNotificationSettings",
            ReadNotificationSettings,
            all(|client: &Client| client.read_notification_settings().account_id(ACCOUNT).extension_id(EXTENSION))
                .with("accountId", ACCOUNT)
                .with("extensionId", EXTENSION),
            required(|client: &Client| client.read_notification_settings()),
        ),
        operation!(
            "updateNotificationSettings",
            UpdateNotificationSettings,
            all(|client: &Client| {
                client.update_notification_settings(notifications()).account_id(ACCOUNT).extension_id(EXTENSION)
            })
            .with("accountId", ACCOUNT)
            .with("extensionId", EXTENSION)
            .json(notifications_json()),
            required(|client: &Client| client.update_notification_settings(NotificationSettingsUpdateRequest::new()))
                .json(json!({})),
        ),
    ]
}

fn users() -> Vec<Operation> {
    let user = || {
        let contact = NewUserContact::new("Ada", "Example", "ada@example.com");
        NewUser::new(contact).status(NewUserStatus::Enabled)
    };
    vec![
        operation!(
            "postBatchProvisionUsers",
            PostBatchProvisionUsers by provisioning_error,
            all(|client: &Client| {
                let body = BatchProvisionUsersRequest::new([new_user()]);
                client.post_batch_provision_users(body).account_id(ACCOUNT)
            })
            .with("accountId", ACCOUNT)
            .json(json!({"records": [new_user_json()]})),
            required(move |client: &Client| {
                client.post_batch_provision_users(BatchProvisionUsersRequest::new([user()]))
            })
            .json(json!({"records": [
                {
                    "status": "Enabled",
                    "contact": {"firstName": "Ada", "lastName": "Example", "email": "ada@example.com"},
                },
            ]})),
        ),
        operation!(
            "bulkDeleteUsersV2",
            BulkDeleteUsersV2 by deletion_error,
            all(|client: &Client| {
                let users = [UserReference::new("4108"), UserReference::new("4109")];
                let body = BulkDeleteUsersRequest::new(users).keep_assets_in_inventory(true);
                client.bulk_delete_users_v2(body).account_id(ACCOUNT)
            })
            .with("accountId", ACCOUNT)
            .json(json!({"keepAssetsInInventory": true, "records": [{"id": "4108"}, {"id": "4109"}]})),
            required(|client: &Client| {
                client.bulk_delete_users_v2(BulkDeleteUsersRequest::new([UserReference::new("4108")]))
            })
            .json(json!({"records": [{"id": "4108"}]})),
        ),
    ]
}

fn provisioning_error(error: PostBatchProvisionUsersError) -> Value {
    match error {
        PostBatchProvisionUsersError::ParameterErrorResponse(body) => written(&body),
        PostBatchProvisionUsersError::ErrorResponse(body) => written(&body),
        other => panic!("an error of no declared type: {other:?}"),
    }
}

fn deletion_error(error: BulkDeleteUsersV2Error) -> Value {
    match error {
        BulkDeleteUsersV2Error::ParameterErrorResponse(body) => written(&body),
        BulkDeleteUsersV2Error::ErrorResponse(body) => written(&body),
        other => panic!("an error of no declared type: {other:?}"),
    }
}
