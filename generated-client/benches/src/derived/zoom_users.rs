//! A page of users of Zoom.

derived! {
    record PhoneUserList {
        next_page_token? "next_page_token": Option<String>, page_size? "page_size": Option<i64>,
        total_records? "total_records": Option<i64>, users? "users": Option<Vec<PhoneUser>>,
    }
    record PhoneUser {
        id? "id": Option<String>, phone_user_id? "phone_user_id": Option<String>, name? "name": Option<String>,
        email? "email": Option<String>, status? "status": Option<PhoneUserStatus>,
        activation_status? "activation_status": Option<ActivationStatus>,
        extension_id? "extension_id": Option<String>, extension_number? "extension_number": Option<i64>,
        phone_numbers? "phone_numbers": Option<Vec<PhoneNumber>>,
        calling_plans? "calling_plans": Option<Vec<NamedCallingPlan>>, site? "site": Option<Site>,
        department? "department": Option<String>, cost_center? "cost_center": Option<String>,
    }
    choice PhoneUserStatus { Activate "activate", Deactivate "deactivate" }
    choice ActivationStatus { Activated "activated", ReadyToActivate "ready to activate", NotReady "not ready" }
    record PhoneNumber { id? "id": Option<String>, number? "number": Option<String> }
    record NamedCallingPlan {
        r#type? "type": Option<i64>, billing_account_id? "billing_account_id": Option<String>,
        billing_account_name? "billing_account_name": Option<String>,
        billing_subscription_id? "billing_subscription_id": Option<String>,
        billing_subscription_name? "billing_subscription_name": Option<String>, name? "name": Option<String>,
    }
    record Site { id? "id": Option<String>, name? "name": Option<String> }
}
