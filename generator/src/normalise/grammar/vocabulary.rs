//! Our own `x-` keys, which spec/README.md documents, and those of others that are read.

use super::ObjectKind;
use super::Shape::{Choice, Count, Lists, One, Positive, Text, Texts};
use super::{Object, key, object, required};

/// Our own `x-` keys; the object tables say where each may stand.
pub(crate) const EXTENSIONS: &[&str] = &[
    "x-rate-limits",
    "x-rate-limit",
    "x-permissions",
    "x-idempotent",
    "x-batch",
    "x-pagination",
    "x-server-name",
    "x-rust-name",
    "x-rust-type",
];

/// The keys of schemas that other generators have, with what each is read as where it says that.
pub(crate) const FOREIGN: &[(&str, &str)] = &[
    ("x-enum-varnames", "the names of the values of an `enum`: one for each, no two the same"),
    ("x-enumNames", "the names of the values of an `enum`: one for each, no two the same"),
    ("x-enum-descriptions", "the documentation of the values of an `enum`"),
    ("x-enumDescriptions", "the documentation of the values of an `enum`"),
    ("x-enum-comments", "the documentation of the values of an `enum`, by value or by name"),
    ("x-ms-enum", "the names and the documentation of the values of an `enum`, where `values` has them"),
    ("x-ms-discriminator-value", "the value that stands for the schema in the discriminator of what it builds on"),
];

pub(super) static RATE_LIMITS: Object = object(
    ObjectKind::RateLimits,
    &[key("name", Text), key("penalty", Positive), key("pause", Positive), required("groups", Lists(&QUOTA))],
);

static QUOTA: Object =
    object(ObjectKind::Quota, &[required("calls", Positive), required("seconds", Positive), key("pool", Text)]);

pub(super) static PERMISSIONS: Object = object(ObjectKind::Permissions, &[key("app", Text), key("user", Texts)]);

pub(super) static BATCH: Object =
    object(ObjectKind::Batch, &[required("parameter", Text), required("max", Count), key("separator", Text)]);

pub(in super::super) static PAGINATION: Object = object(
    ObjectKind::Pagination,
    &[
        required("style", Choice(&["page", "token"])),
        required("request", One(&PAGINATION_REQUEST)),
        required("response", One(&PAGINATION_RESPONSE)),
    ],
);

pub(in super::super) static PAGINATION_REQUEST: Object =
    object(ObjectKind::PaginationRequest, &[required("page", Text), key("size", Text), key("lifetime", Positive)]);

pub(in super::super) static PAGINATION_RESPONSE: Object = object(
    ObjectKind::PaginationResponse,
    &[required("items", Text), key("next", Text), key("page", Text), key("total_pages", Text), key("more", Text)],
);
