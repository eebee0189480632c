//! The kinds of change, with what each means on the wire, and the least that it means for the Rust API.
//!
//! What a change does to the Rust API is worked out from both sides' items; the table has what is left of it where no
//! item changes: documentation and behavior (`Patch`), or nothing (`None`). An id, once released, keeps its meaning.

mod verdict;

use std::fmt;

use serde::{Serialize, Serializer};

pub(super) use verdict::{Effect, Touches};
pub use verdict::{Rust, Wire};

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

macro_rules! kinds {
    ($($name:ident $id:literal $wire:ident $rust:ident $effect:ident $touches:ident $words:literal,)*) => {
        /// A kind of change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = concat!("`", $id, "`: … ", $words, ".")] $name,)*
        }

        impl Kind {
            /// All kinds, for the documentation and for the test that each has a fixture.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The id, as in `spec/accepted-changes.toml` and in JSON.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }

            /// What it means on the wire.
            pub const fn wire(self) -> Wire {
                match self {
                    $(Self::$name => Wire::$wire,)*
                }
            }

            /// What it means for the Rust API where no item changes.
            pub const fn least(self) -> Rust {
                match self {
                    $(Self::$name => Rust::$rust,)*
                }
            }

            /// Which items of the Rust API can come of it.
            pub(super) const fn effect(self) -> Effect {
                match self {
                    $(Self::$name => Effect::$effect,)*
                }
            }

            /// What of an API it is about.
            pub(super) const fn touches(self) -> Touches {
                match self {
                    $(Self::$name => Touches::$touches,)*
                }
            }

            /// Whether a format is said now, or no longer; where both sides say one, it is in place of the other.
            pub(super) const fn is_of_format(self) -> bool {
                matches!(
                    self,
                    Self::ParamFormatAdded
                        | Self::ParamFormatRemoved
                        | Self::ReqPropFormatAdded
                        | Self::ReqPropFormatRemoved
                        | Self::ResFormatAdded
                        | Self::ResFormatRemoved
                        | Self::ResFormatAddedDate
                        | Self::ResFormatRemovedDate
                )
            }

            /// Whether something is deprecated.
            pub fn deprecates(self) -> bool {
                self.touches() == Touches::Deprecated
            }

            /// What follows the subject in a sentence.
            pub const fn words(self) -> &'static str {
                match self {
                    $(Self::$name => $words,)*
                }
            }
        }
    };
}

kinds! {
    PathAdded "path-added" Safe None Type Else "is new",
    PathRemoved "path-removed" Breaking Patch Type Else "is gone",
    PathRenamed "path-renamed" Breaking Patch Name Else "is at another path",
    PathParamRenamed "path-param-renamed" Safe Patch Name Else "is called otherwise in the path",
    OpAdded "op-added" Safe None Type Else "is new",
    OpRemoved "op-removed" Breaking Patch Type Else "is gone",
    OpRemovedAfterDeprecation "op-removed-after-deprecation" Breaking Patch Type Else "is gone, and was deprecated",
    OpDeprecated "op-deprecated" Safe Patch Value Deprecated "is deprecated",
    OpUndeprecated "op-undeprecated" Safe Patch Value Undeprecated "is no longer deprecated",
    OpIdChanged "op-id-changed" Safe Patch Name Else "has another operationId",
    OpIdRemoved "op-id-removed" Safe Patch Name Else "has no operationId any more",
    OpIdAdded "op-id-added" Safe Patch Name Else "has an operationId now",
    OpTagChanged "op-tag-changed" Safe Patch Text Else "has other tags",
    OpTagRemoved "op-tag-removed" Safe Patch Text Else "has lost a tag",
    OpTagAdded "op-tag-added" Safe Patch Text Else "has a tag more",
    OpSummaryChanged "op-summary-changed" Safe Patch Text Else "is described otherwise",
    OpOrderChanged "op-order-changed" Safe None Text Else "has another order",

    ParamAddedRequired "param-added-required" Breaking None Type Else "is new and required",
    ParamAddedRequiredHeader "param-added-required-header" Breaking None Type Else "is new and required",
    ParamAddedRequiredDefault "param-added-required-default" Risky None Type Else "is new and required, with a default",
    ParamAddedOptional "param-added-optional" Safe None Type Else "is new",
    ParamRemovedRequired "param-removed-required" Risky None Type Else "is gone, and was required",
    ParamRemovedOptional "param-removed-optional" Risky None Type Else "is gone",
    ParamRenamed "param-renamed" Breaking Patch Name Else "has another name",
    ParamBecameRequired "param-became-required" Breaking Patch Value Type "is required now",
    ParamBecameOptional "param-became-optional" Safe Patch Value Type "is optional now",
    ParamMovedIn "param-moved-in" Breaking Patch Value Sending "is sent elsewhere",
    ParamTypeWidened "param-type-widened" Safe Patch Type Type "takes more than before",
    ParamTypeNarrowed "param-type-narrowed" Breaking Patch Type Type "takes less than before",
    ParamTypeChanged "param-type-changed" Breaking Patch Type Type "has another type",
    ParamIntToString "param-int-to-string" Risky Patch Type Type "takes any text now",
    ParamFormatInt32Int64 "param-format-int32-int64" Safe None Text Else "takes larger numbers",
    ParamFormatInt64Int32 "param-format-int64-int32" Breaking Patch Text Else "takes smaller numbers only",
    ParamFormatAdded "param-format-added" Risky Patch Type Type "has a format now",
    ParamFormatRemoved "param-format-removed" Safe Patch Type Type "has no format any more",
    ParamScalarToArray "param-scalar-to-array" Risky Patch Type Type "takes several values now",
    ParamArrayToScalar "param-array-to-scalar" Breaking Patch Type Type "takes one value only",
    ParamEnumAddedValue "param-enum-added-value" Safe Patch Value Else "has a value more",
    ParamEnumRemovedValue "param-enum-removed-value" Breaking Patch Value Else "has a value less",
    ParamBecameEnum "param-became-enum" Breaking Patch Type Type "takes certain values only",
    ParamEnumDropped "param-enum-dropped" Safe Patch Type Type "takes any value now",
    ParamEnumCase "param-enum-case" Breaking Patch Value Else "has a value in another case",
    ParamEnumReordered "param-enum-reordered" Safe None Value Else "has its values in another order",
    ParamBecameNullable "param-became-nullable" Safe Patch Type Null "may be null now",
    ParamBecameNotNullable "param-became-not-nullable" Breaking Patch Type Null "may not be null any more",
    ParamMaxDecreased "param-max-decreased" Breaking Patch Text Else "has a lower maximum",
    ParamMaxIncreased "param-max-increased" Safe Patch Text Else "has a higher maximum",
    ParamMaxLengthDecreased "param-maxlength-decreased" Breaking Patch Text Else "must be shorter",
    ParamPatternAdded "param-pattern-added" Breaking Patch Text Else "must match a pattern",
    ParamMaxItemsDecreased "param-maxitems-decreased" Breaking Patch Text Else "takes fewer values",
    ParamBoundTightened "param-bound-tightened" Breaking Patch Text Bound "is bound more tightly",
    ParamBoundLoosened "param-bound-loosened" Safe Patch Text Bound "is bound less tightly",
    ParamDefaultChanged "param-default-changed" Risky Patch Value Else "has another default",
    ParamStyleChanged "param-style-changed" Breaking Patch Text Sending "is written in another style",
    ParamAllowReserved "param-allowreserved" Breaking Patch Value Sending
        "has its reserved characters written otherwise",
    ParamSchemaToContent "param-schema-to-content" Breaking Patch Type Else "is written as a document",
    ParamContentToSchema "param-content-to-schema" Breaking Patch Type Else "is no longer written as a document",
    ParamDeprecated "param-deprecated" Safe Patch Value Deprecated "is deprecated",
    ParamUndeprecated "param-undeprecated" Safe Patch Value Undeprecated "is no longer deprecated",
    ParamDocChanged "param-doc-changed" Safe Patch Text Else "is described otherwise",
    ParamReordered "param-reordered" Safe None Value Else "stand in another order",
    ParamToPathLevel "param-to-path-level" Safe None Name Words "is declared for the whole path",
    ParamToOperationLevel "param-to-operation-level" Safe None Name Words "is declared for the operation alone",

    BodyAddedRequired "body-added-required" Breaking None Type Else "is new and required",
    BodyAddedOptional "body-added-optional" Safe None Type Else "is new",
    BodyRemoved "body-removed" Breaking None Type Else "is gone",
    BodyBecameRequired "body-became-required" Breaking Patch Type Type "is required now",
    BodyBecameOptional "body-became-optional" Safe Patch Type Type "is optional now",
    BodyMediaAdded "body-media-added" Safe Minor Type Sending "can be sent as another media type",
    BodyMediaRemoved "body-media-removed" Breaking Patch Type Media "cannot be sent as this media type any more",
    BodyMediaReplaced "body-media-replaced" Breaking Patch Type Sending "is sent as another media type",
    BodyEncodingChanged "body-encoding-changed" Breaking Patch Value Sending "is encoded otherwise",
    BodyMultipartPartAddedReq "body-multipart-part-added-req" Breaking None Type Else "is a new part, and required",
    BodySchemaRefSwapped "body-schema-ref-swapped" Safe Patch Name Type "is another schema that says the same",
    BodyInlineVsRef "body-inline-vs-ref" Safe None Name Else "is written where it is used",
    BodyDocChanged "body-doc-changed" Safe Patch Text Else "is described otherwise",

    ReqPropAddedOptional "req-prop-added-optional" Safe None Type Optional "is new",
    ReqPropAddedRequired "req-prop-added-required" Breaking None Type Else "is new and required",
    ReqPropAddedRequiredDefault "req-prop-added-required-default" Risky None Type Else
        "is new and required, with a default",
    ReqPropRemovedOptional "req-prop-removed-optional" Risky None Type Optional "is gone",
    ReqPropRemovedRequired "req-prop-removed-required" Risky None Type Else "is gone, and was required",
    ReqPropRenamed "req-prop-renamed" Breaking Patch Name Else "has another name",
    ReqPropBecameRequired "req-prop-became-required" Breaking Patch Value Type "is required now",
    ReqPropBecameOptional "req-prop-became-optional" Safe Patch Value Type "is optional now",
    ReqPropTypeWidened "req-prop-type-widened" Safe Patch Type Type "takes more than before",
    ReqPropTypeNarrowed "req-prop-type-narrowed" Breaking Patch Type Type "takes less than before",
    ReqPropTypeChanged "req-prop-type-changed" Breaking Patch Type Type "has another type",
    ReqPropInt32Int64 "req-prop-int32-int64" Safe None Text Else "takes larger numbers",
    ReqPropInt64Int32 "req-prop-int64-int32" Breaking Patch Text Else "takes smaller numbers only",
    ReqPropFormatAdded "req-prop-format-added" Risky Patch Type Type "has a format now",
    ReqPropFormatRemoved "req-prop-format-removed" Safe Patch Type Type "has no format any more",
    ReqPropEnumAdded "req-prop-enum-added" Safe Patch Value Else "has a value more",
    ReqPropEnumRemoved "req-prop-enum-removed" Breaking Patch Value Else "has a value less",
    ReqPropBecameEnum "req-prop-became-enum" Breaking Patch Type Type "takes certain values only",
    ReqPropEnumDropped "req-prop-enum-dropped" Safe Patch Type Type "takes any value now",
    ReqPropEnumCase "req-prop-enum-case" Breaking Patch Value Else "has a value in another case",
    ReqPropEnumReordered "req-prop-enum-reordered" Safe None Value Else "has its values in another order",
    ReqPropBecameNullable "req-prop-became-nullable" Safe Patch Type Null "may be null now",
    ReqPropBecameNotNullable "req-prop-became-not-nullable" Breaking Patch Type Null "may not be null any more",
    ReqBoundTightened "req-bound-tightened" Breaking Patch Text Bound "is bound more tightly",
    ReqBoundLoosened "req-bound-loosened" Safe Patch Text Bound "is bound less tightly",
    ReqMaxLengthAdded "req-maxlength-added" Breaking Patch Text Else "has a greatest length now",
    ReqPatternAdded "req-pattern-added" Breaking Patch Text Else "must match a pattern",
    ReqMaxItemsDecreased "req-maxitems-decreased" Breaking Patch Text Else "takes fewer elements",
    ReqMinItemsIncreased "req-minitems-increased" Breaking Patch Text Else "needs more elements",
    ReqUniqueItemsAdded "req-uniqueitems-added" Breaking Patch Text Else "takes no element twice",
    ReqMultipleOfAdded "req-multipleof-added" Breaking Patch Text Else "must be a multiple",
    ReqMinPropsAdded "req-minprops-added" Breaking Patch Text Else "needs more members",
    ReqOneOfAdded "req-oneof-added" Safe Patch Type Union "has a variant more",
    ReqOneOfRemoved "req-oneof-removed" Breaking Patch Type Else "has a variant less",
    ReqAnyOfAdded "req-anyof-added" Safe Patch Type Union "has a variant more",
    ReqAnyOfRemoved "req-anyof-removed" Breaking Patch Type Else "has a variant less",
    ReqOneOfReordered "req-oneof-reordered" Safe None Value Else "has its variants in another order",
    ReqAnyOfToOneOf "req-anyof-to-oneof" Breaking Patch Type Else "must be one of its variants alone",
    ReqOneOfToAnyOf "req-oneof-to-anyof" Safe Patch Type Else "may be several of its variants at once",
    ReqSingleToOneOf "req-single-to-oneof" Safe Patch Type Type "is one of several now",
    ReqOneOfToSingle "req-oneof-to-single" Breaking Patch Type Type "is no longer one of several",
    ReqAllOfAdded "req-allof-added" Breaking None Type Else "is all of one schema more",
    ReqAllOfRemoved "req-allof-removed" Risky None Type Else "is all of one schema less",
    ReqAllOfRefactor "req-allof-refactor" Safe None Type Words "says the same in other words",
    ReqAddPropsClosed "req-addprops-closed" Breaking Patch Type OtherMembers "takes no other members any more",
    ReqAddPropsOpened "req-addprops-opened" Safe Patch Type OtherMembers "takes other members now",
    ReqMapValueType "req-map-value-type" Breaking Patch Type Type "has values of another type",
    ReqArrayItemType "req-array-item-type" Breaking Patch Type Type "has elements of another type",
    ReqDiscriminatorName "req-discriminator-name" Breaking Patch Type Union "is told apart by another member",
    ReqDiscriminatorMapping "req-discriminator-mapping" Breaking Patch Type Union "is told apart by other values",
    ReqDiscriminatorRemoved "req-discriminator-removed" Safe Patch Type Union "is not told apart by a member any more",
    ReqDiscriminatorAdded "req-discriminator-added" Risky Patch Type Union "is told apart by a member",
    ReqDefaultChanged "req-default-changed" Risky Patch Value Else "has another default",
    ReqPropReadOnly "req-prop-readonly" Risky Patch Type Else "is not written in requests any more",
    ReqPropDeprecated "req-prop-deprecated" Safe Patch Value Deprecated "is deprecated",
    ReqPropUndeprecated "req-prop-undeprecated" Safe Patch Value Undeprecated "is no longer deprecated",
    ReqDocChanged "req-doc-changed" Safe Patch Text Else "is described otherwise",
    ReqExampleChanged "req-example-changed" Safe Patch Text Else "has another example",
    ReqPropReordered "req-prop-reordered" Safe None Value Else "has its members in another order",

    RespSuccessAdded "resp-success-added" Risky None Name Else "is a new success",
    RespSuccessRemoved "resp-success-removed" Breaking Patch Name Answer "is no success any more",
    RespErrorAdded "resp-error-added" Safe Patch Type Else "is a new error",
    RespErrorRemoved "resp-error-removed" Safe Patch Type Else "is no declared error any more",
    RespDefaultAdded "resp-default-added" Safe Patch Type Else "is a new answer for all other statuses",
    RespDefaultRemoved "resp-default-removed" Safe Patch Type Else "is gone",
    RespBodyAdded "resp-body-added" Safe Patch Type Else "has a body now",
    RespBodyRemoved "resp-body-removed" Breaking Patch Type Else "has no body any more",
    RespMediaAdded "resp-media-added" Safe None Type Answer "comes as another media type too",
    RespMediaRemoved "resp-media-removed" Breaking Patch Type Answer "does not come as this media type any more",
    RespMediaReplaced "resp-media-replaced" Breaking Patch Type Answer "comes as another media type",
    RespHeaderAdded "resp-header-added" Safe None Type Answer "is a new header",
    RespHeaderRemovedOpt "resp-header-removed-opt" Risky None Type Answer "is gone",
    RespHeaderRemovedReq "resp-header-removed-req" Breaking None Type Answer "is gone, and was always there",
    RespHeaderType "resp-header-type" Breaking Patch Type Answer "has another type",
    RespHeaderBecameOptional "resp-header-became-optional" Breaking Patch Text Answer "is not always there any more",
    RespHeaderBecameRequired "resp-header-became-required" Safe Patch Text Answer "is always there now",
    RespHeaderDeprecated "resp-header-deprecated" Safe Patch Value Deprecated "is deprecated",
    RespHeaderUndeprecated "resp-header-undeprecated" Safe Patch Value Undeprecated "is no longer deprecated",
    RespSchemaSwapped "resp-schema-swapped" Breaking Patch Type Type "is another schema",
    RespArrayWrap "resp-array-wrap" Breaking Patch Type Type "is a list now",
    RespArrayUnwrap "resp-array-unwrap" Breaking Patch Type Type "is no list any more",
    RespErrorSchemaChanged "resp-error-schema-changed" Risky Patch Type Else "has an error body of another shape",
    RespDescChanged "resp-desc-changed" Safe Patch Text Else "is described otherwise",

    ResPropAddedOptional "res-prop-added-optional" Safe None Type Optional "is new",
    ResPropAddedRequired "res-prop-added-required" Safe None Type Else "is new and always there",
    ResPropRemovedOptional "res-prop-removed-optional" Risky None Type Optional "is gone",
    ResPropRemovedRequired "res-prop-removed-required" Breaking None Type Else "is gone, and was always there",
    ResPropRenamed "res-prop-renamed" Breaking Patch Name Else "has another name",
    ResPropBecameOptional "res-prop-became-optional" Breaking Patch Value Type "is not always there any more",
    ResPropBecameRequired "res-prop-became-required" Safe Patch Value Type "is always there now",
    ResPropBecameNullable "res-prop-became-nullable" Breaking Patch Type Null "may be null now",
    ResPropBecameNotNullable "res-prop-became-not-nullable" Safe Patch Type Null "is never null any more",
    ResTypeWidened "res-type-widened" Breaking Patch Type Type "holds more than before",
    ResTypeNarrowed "res-type-narrowed" Safe Patch Type Type "holds less than before",
    ResTypeChanged "res-type-changed" Breaking Patch Type Type "has another type",
    ResInt32Int64 "res-int32-int64" Risky None Text Else "holds larger numbers",
    ResInt64Int32 "res-int64-int32" Safe None Text Else "holds smaller numbers",
    ResFormatAdded "res-format-added" Safe Patch Type Else "has a format now",
    ResFormatRemoved "res-format-removed" Risky Patch Type Else "has no format any more",
    ResFormatAddedDate "res-format-added-date" Safe Patch Type Type "is a date now",
    ResFormatRemovedDate "res-format-removed-date" Risky Patch Type Type "is no date any more",
    ResEnumAdded "res-enum-added" Risky Patch Value Else "has a value more",
    ResEnumRemoved "res-enum-removed" Safe Patch Value Else "has a value less",
    ResEnumSharedAdded "res-enum-shared-added" Risky Patch Value Else "has a value more, in requests and answers",
    ResBecameEnum "res-became-enum" Safe Patch Type Type "has certain values only",
    ResEnumDropped "res-enum-dropped" Risky Patch Type Type "has any value now",
    ResEnumReordered "res-enum-reordered" Safe None Value Else "has its values in another order",
    ResEnumCase "res-enum-case" Breaking Patch Value Else "has a value in another case",
    ResBoundLoosened "res-bound-loosened" Risky Patch Text Bound "is bound less tightly",
    ResBoundTightened "res-bound-tightened" Safe Patch Text Bound "is bound more tightly",
    ResBoundBeyondI32 "res-bound-beyond-i32" Risky Patch Text Else "has numbers beyond 32 bits",
    ResMaxLengthUnset "res-maxlength-unset" Risky Patch Text Else "has no greatest length any more",
    ResMinItemsUnset "res-minitems-unset" Risky Patch Text Else "has no least number of elements any more",
    ResOneOfAdded "res-oneof-added" Risky Patch Type Union "has a variant more",
    ResOneOfRemoved "res-oneof-removed" Safe Patch Type Else "has a variant less",
    ResOneOfReordered "res-oneof-reordered" Safe None Value Else "has its variants in another order",
    ResAnyOfAdded "res-anyof-added" Risky Patch Type Union "has a variant more",
    ResAnyOfRemoved "res-anyof-removed" Safe Patch Type Else "has a variant less",
    ResAnyOfToOneOf "res-anyof-to-oneof" Safe Patch Type Else "is one of its variants alone",
    ResOneOfToAnyOf "res-oneof-to-anyof" Risky Patch Type Else "may be several of its variants at once",
    ResDiscriminatorName "res-discriminator-name" Breaking Patch Type Union "is told apart by another member",
    ResDiscriminatorMapping "res-discriminator-mapping" Breaking Patch Type Union "is told apart by other values",
    ResDiscriminatorRemoved "res-discriminator-removed" Risky Patch Type Union "is not told apart by a member any more",
    ResDiscriminatorAdded "res-discriminator-added" Safe Patch Type Union "is told apart by a member",
    ResSingleToOneOf "res-single-to-oneof" Breaking Patch Type Type "is one of several now",
    ResOneOfToSingle "res-oneof-to-single" Safe Patch Type Type "is no longer one of several",
    ResAllOfAdded "res-allof-added" Safe None Type Else "is all of one schema more",
    ResAllOfRemoved "res-allof-removed" Risky None Type Else "is all of one schema less",
    ResAllOfFlatten "res-allof-flatten" Safe None Type Words "says the same in other words",
    ResAddPropsValueType "res-addprops-value-type" Breaking Patch Type Type "has values of another type",
    ResAddPropsOpened "res-addprops-opened" Safe Patch Type OtherMembers "may have other members now",
    ResAddPropsClosed "res-addprops-closed" Safe Patch Type OtherMembers "has no other members any more",
    ResItemType "res-item-type" Breaking Patch Type Type "has elements of another type",
    ResScalarToArray "res-scalar-to-array" Breaking Patch Type Type "is a list now",
    ResArrayToScalar "res-array-to-scalar" Breaking Patch Type Type "is one value now",
    ResScalarToObject "res-scalar-to-object" Breaking Patch Type Type "is an object now",
    ResDefaultChanged "res-default-changed" Risky Patch Value Else "has another default",
    ResReadOnlyRemoved "res-readonly-removed" Safe Patch Type Else "is not only read any more",
    ResWriteOnlySet "res-writeonly-set" Breaking Patch Type Else "is not in answers any more",
    ResWriteOnlyRemoved "res-writeonly-removed" Safe Patch Type Else "is in answers from now on",
    ResPropDeprecated "res-prop-deprecated" Safe Patch Value Deprecated "is deprecated",
    ResPropUndeprecated "res-prop-undeprecated" Safe Patch Value Undeprecated "is no longer deprecated",
    ResDocChanged "res-doc-changed" Safe Patch Text Else "is described otherwise",
    ResExampleChanged "res-example-changed" Safe Patch Text Else "has another example",
    ResPropReordered "res-prop-reordered" Safe None Value Else "has its members in another order",

    SchemaUnusedAdded "schema-unused-added" Safe None Text Else "is new, and nothing uses it",
    SchemaUnusedRemoved "schema-unused-removed" Safe None Text Else "is gone, and nothing used it",
    SchemaUnusedChanged "schema-unused-changed" Safe None Text Else "is another, and nothing uses it",
    SchemaRenamed "schema-renamed" Safe None Name Else "has another name",
    SchemaInlineToComponent "schema-inline-to-component" Safe None Name Else "has become a component",
    SchemaTitleChanged "schema-title-changed" Safe None Name Else "has another title",

    SecGlobalRemoved "sec-global-removed" Safe Patch Value Access "needs no credentials any more",
    SecGlobalAdded "sec-global-added" Safe Patch Value Access "has another way in",
    SecGlobalReplaced "sec-global-replaced" Breaking Patch Value Access "needs other credentials",
    SecOpAdded "sec-op-added" Breaking Patch Value Access "needs credentials now",
    SecOpAlternativeAdded "sec-op-alternative-added" Safe Patch Value Access "has another way in",
    SecOpRemoved "sec-op-removed" Safe Patch Value Access "needs no credentials any more",
    SecOpReplaced "sec-op-replaced" Breaking Patch Value Access "needs other credentials",
    SecAndAdded "sec-and-added" Breaking Patch Value Access "needs more credentials",
    SecAndRemoved "sec-and-removed" Safe Patch Value Access "needs fewer credentials",
    SecScopeAdded "sec-scope-added" Breaking Patch Value Access "needs a scope more",
    SecScopeRemoved "sec-scope-removed" Safe Patch Value Access "needs a scope less",
    SecSchemeType "sec-scheme-type" Breaking Major Value Access "is of another type",
    SecApiKeyHeaderName "sec-apikey-header-name" Breaking Patch Value Access "is sent under another name",
    SecTokenUrl "sec-token-url" Risky Patch Value Access "gives tokens otherwise",
    ServerUrlChanged "server-url-changed" Breaking Patch Type Else "is elsewhere",
    ServerBasePath "server-base-path" Breaking Patch Type Else "has another base path",
    ServerAdded "server-added" Safe None Type Else "is new",
    ServerRemoved "server-removed" Breaking None Type Else "is gone",

    CallbackRemoved "callback-removed" Risky None Type Else "is not sent any more",
    CallbackAdded "callback-added" Safe None Type Else "is new",
    CallbackPayloadChanged "callback-payload-changed" Risky None Type Else "sends something else",
    InfoVersion "info-version" Safe None Text Else "is another",
    InfoDescription "info-description" Safe Patch Text Else "is described otherwise",
    ExtChanged "ext-changed" Safe None Text Else "is set otherwise",
    OasVersion "oas-version-30-31" Safe None Text Else "is another",

    ArgumentsSwapped "arguments-swapped" Safe None Value Else "have swapped places in a call",
    TypeBoxed "type-boxed" Safe None Value Else "is boxed, or no longer boxed",
    NameChanged "name-changed" Safe None Value Else "has another Rust name",
    TraitLost "trait-lost" Safe None Value Else "has lost a trait",
    ItemChanged "item-changed" Safe None Value Else "is another item of the Rust API",
    FeatureRenamed "feature-renamed" Safe Major Text Else "is a feature under another name",
    ModuleRenamed "module-renamed" Safe Major Text Else "is a module under another name",
    GeneratorChanged "generator-changed" Safe None Value Else "is generated otherwise",

    ServiceAdded "service-added" Safe Minor Text Else "is a new service, with a feature of its name",
    ServiceRemoved "service-removed" Breaking Major Text Else "is no service any more, and no feature",
}
