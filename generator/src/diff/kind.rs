//! The kinds of change, with what each means on the wire, and the least that it means for the Rust API.
//!
//! What a change does to the Rust API is worked out from both sides' items; the table has what is left of it where no
//! item changes: documentation and behavior (`Patch`), or nothing (`None`). An id, once released, keeps its meaning.

use std::fmt;

use serde::{Serialize, Serializer};

/// What a change means to a caller built against the base that meets a server of the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Wire {
    /// It cannot tell.
    Safe,
    /// It works, but may meet something new or behave differently.
    Risky,
    /// It can be refused, get what it cannot decode, or miss what it used.
    Breaking,
}

/// What a change does to a crate that compiles against the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Rust {
    /// Nothing.
    None,
    /// Documentation or behavior alone changes.
    Patch,
    /// There is something new.
    Minor,
    /// What compiled may compile no more.
    Major,
}

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

/// Which items of the Rust API can come of a change; each takes in those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Effect {
    /// None: people alone see it.
    Text,
    /// Those that are declared at its place.
    Value,
    /// Types that come or go with what it brings or takes away.
    Type,
    /// New names, too.
    Name,
}

macro_rules! kinds {
    ($($name:ident $id:literal $wire:ident $rust:ident $effect:ident $words:literal,)*) => {
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

            /// Whether something is deprecated.
            pub fn deprecates(self) -> bool {
                self.is_deprecation() && !self.id().ends_with("undeprecated")
            }

            /// Whether it is a matter of what is deprecated.
            pub(super) fn is_deprecation(self) -> bool {
                self.id().ends_with("deprecated")
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
    PathAdded "path-added" Safe None Type "is new",
    PathRemoved "path-removed" Breaking Patch Type "is gone",
    PathRenamed "path-renamed" Breaking Patch Name "is at another path",
    PathParamRenamed "path-param-renamed" Safe Patch Name "is called otherwise in the path",
    OpAdded "op-added" Safe None Type "is new",
    OpRemoved "op-removed" Breaking Patch Type "is gone",
    OpRemovedAfterDeprecation "op-removed-after-deprecation" Breaking Patch Type "is gone, and was deprecated",
    OpDeprecated "op-deprecated" Safe Patch Value "is deprecated",
    OpUndeprecated "op-undeprecated" Safe Patch Value "is no longer deprecated",
    OpIdChanged "op-id-changed" Safe Patch Name "has another operationId",
    OpIdRemoved "op-id-removed" Safe Patch Name "has no operationId any more",
    OpIdAdded "op-id-added" Safe Patch Name "has an operationId now",
    OpTagChanged "op-tag-changed" Safe Patch Text "has other tags",
    OpTagRemoved "op-tag-removed" Safe Patch Text "has lost a tag",
    OpTagAdded "op-tag-added" Safe Patch Text "has a tag more",
    OpSummaryChanged "op-summary-changed" Safe Patch Text "is described otherwise",
    OpOrderChanged "op-order-changed" Safe None Text "has another order",

    ParamAddedRequired "param-added-required" Breaking None Type "is new and required",
    ParamAddedRequiredHeader "param-added-required-header" Breaking None Type "is new and required",
    ParamAddedRequiredDefault "param-added-required-default" Risky None Type "is new and required, with a default",
    ParamAddedOptional "param-added-optional" Safe None Type "is new",
    ParamRemovedRequired "param-removed-required" Risky None Type "is gone, and was required",
    ParamRemovedOptional "param-removed-optional" Risky None Type "is gone",
    ParamRenamed "param-renamed" Breaking Patch Name "has another name",
    ParamBecameRequired "param-became-required" Breaking Patch Value "is required now",
    ParamBecameOptional "param-became-optional" Safe Patch Value "is optional now",
    ParamMovedIn "param-moved-in" Breaking Patch Value "is sent elsewhere",
    ParamTypeWidened "param-type-widened" Safe Patch Type "takes more than before",
    ParamTypeNarrowed "param-type-narrowed" Breaking Patch Type "takes less than before",
    ParamTypeChanged "param-type-changed" Breaking Patch Type "has another type",
    ParamIntToString "param-int-to-string" Risky Patch Type "takes any text now",
    ParamFormatInt32Int64 "param-format-int32-int64" Safe None Text "takes larger numbers",
    ParamFormatInt64Int32 "param-format-int64-int32" Breaking Patch Text "takes smaller numbers only",
    ParamFormatAdded "param-format-added" Risky Patch Type "has a format now",
    ParamFormatRemoved "param-format-removed" Safe Patch Type "has no format any more",
    ParamScalarToArray "param-scalar-to-array" Risky Patch Type "takes several values now",
    ParamArrayToScalar "param-array-to-scalar" Breaking Patch Type "takes one value only",
    ParamEnumAddedValue "param-enum-added-value" Safe Patch Value "has a value more",
    ParamEnumRemovedValue "param-enum-removed-value" Breaking Patch Value "has a value less",
    ParamBecameEnum "param-became-enum" Breaking Patch Type "takes certain values only",
    ParamEnumDropped "param-enum-dropped" Safe Patch Type "takes any value now",
    ParamEnumCase "param-enum-case" Breaking Patch Value "has a value in another case",
    ParamEnumReordered "param-enum-reordered" Safe None Value "has its values in another order",
    ParamBecameNullable "param-became-nullable" Safe Patch Type "may be null now",
    ParamBecameNotNullable "param-became-not-nullable" Breaking Patch Type "may not be null any more",
    ParamMaxDecreased "param-max-decreased" Breaking Patch Text "has a lower maximum",
    ParamMaxIncreased "param-max-increased" Safe Patch Text "has a higher maximum",
    ParamMaxLengthDecreased "param-maxlength-decreased" Breaking Patch Text "must be shorter",
    ParamPatternAdded "param-pattern-added" Breaking Patch Text "must match a pattern",
    ParamMaxItemsDecreased "param-maxitems-decreased" Breaking Patch Text "takes fewer values",
    ParamBoundTightened "param-bound-tightened" Breaking Patch Text "is bound more tightly",
    ParamBoundLoosened "param-bound-loosened" Safe Patch Text "is bound less tightly",
    ParamDefaultChanged "param-default-changed" Risky Patch Value "has another default",
    ParamStyleChanged "param-style-changed" Breaking Patch Text "is written in another style",
    ParamAllowReserved "param-allowreserved" Breaking Patch Value "has its reserved characters written otherwise",
    ParamSchemaToContent "param-schema-to-content" Breaking Patch Type "is written as a document",
    ParamContentToSchema "param-content-to-schema" Breaking Patch Type "is no longer written as a document",
    ParamDeprecated "param-deprecated" Safe Patch Value "is deprecated",
    ParamUndeprecated "param-undeprecated" Safe Patch Value "is no longer deprecated",
    ParamDocChanged "param-doc-changed" Safe Patch Text "is described otherwise",
    ParamReordered "param-reordered" Safe None Value "stand in another order",
    ParamToPathLevel "param-to-path-level" Safe None Value "is declared for the whole path",
    ParamToOperationLevel "param-to-operation-level" Safe None Value "is declared for the operation alone",

    BodyAddedRequired "body-added-required" Breaking None Type "is new and required",
    BodyAddedOptional "body-added-optional" Safe None Type "is new",
    BodyRemoved "body-removed" Breaking None Type "is gone",
    BodyBecameRequired "body-became-required" Breaking Patch Type "is required now",
    BodyBecameOptional "body-became-optional" Safe Patch Type "is optional now",
    BodyMediaAdded "body-media-added" Safe Minor Type "can be sent as another media type",
    BodyMediaRemoved "body-media-removed" Breaking Patch Type "cannot be sent as this media type any more",
    BodyMediaReplaced "body-media-replaced" Breaking Patch Type "is sent as another media type",
    BodyEncodingChanged "body-encoding-changed" Breaking Patch Value "is encoded otherwise",
    BodyMultipartPartAddedReq "body-multipart-part-added-req" Breaking None Type "is a new part, and required",
    BodySchemaRefSwapped "body-schema-ref-swapped" Safe Patch Name "is another schema that says the same",
    BodyInlineVsRef "body-inline-vs-ref" Safe None Name "is written where it is used",
    BodyDocChanged "body-doc-changed" Safe Patch Text "is described otherwise",

    ReqPropAddedOptional "req-prop-added-optional" Safe None Type "is new",
    ReqPropAddedRequired "req-prop-added-required" Breaking None Type "is new and required",
    ReqPropAddedRequiredDefault "req-prop-added-required-default" Risky None Type "is new and required, with a default",
    ReqPropRemovedOptional "req-prop-removed-optional" Risky None Type "is gone",
    ReqPropRemovedRequired "req-prop-removed-required" Risky None Type "is gone, and was required",
    ReqPropRenamed "req-prop-renamed" Breaking Patch Name "has another name",
    ReqPropBecameRequired "req-prop-became-required" Breaking Patch Value "is required now",
    ReqPropBecameOptional "req-prop-became-optional" Safe Patch Value "is optional now",
    ReqPropTypeWidened "req-prop-type-widened" Safe Patch Type "takes more than before",
    ReqPropTypeNarrowed "req-prop-type-narrowed" Breaking Patch Type "takes less than before",
    ReqPropTypeChanged "req-prop-type-changed" Breaking Patch Type "has another type",
    ReqPropInt32Int64 "req-prop-int32-int64" Safe None Text "takes larger numbers",
    ReqPropInt64Int32 "req-prop-int64-int32" Breaking Patch Text "takes smaller numbers only",
    ReqPropFormatAdded "req-prop-format-added" Risky Patch Type "has a format now",
    ReqPropFormatRemoved "req-prop-format-removed" Safe Patch Type "has no format any more",
    ReqPropEnumAdded "req-prop-enum-added" Safe Patch Value "has a value more",
    ReqPropEnumRemoved "req-prop-enum-removed" Breaking Patch Value "has a value less",
    ReqPropBecameEnum "req-prop-became-enum" Breaking Patch Type "takes certain values only",
    ReqPropEnumDropped "req-prop-enum-dropped" Safe Patch Type "takes any value now",
    ReqPropEnumCase "req-prop-enum-case" Breaking Patch Value "has a value in another case",
    ReqPropEnumReordered "req-prop-enum-reordered" Safe None Value "has its values in another order",
    ReqPropBecameNullable "req-prop-became-nullable" Safe Patch Type "may be null now",
    ReqPropBecameNotNullable "req-prop-became-not-nullable" Breaking Patch Type "may not be null any more",
    ReqBoundTightened "req-bound-tightened" Breaking Patch Text "is bound more tightly",
    ReqBoundLoosened "req-bound-loosened" Safe Patch Text "is bound less tightly",
    ReqMaxLengthAdded "req-maxlength-added" Breaking Patch Text "has a greatest length now",
    ReqPatternAdded "req-pattern-added" Breaking Patch Text "must match a pattern",
    ReqMaxItemsDecreased "req-maxitems-decreased" Breaking Patch Text "takes fewer elements",
    ReqMinItemsIncreased "req-minitems-increased" Breaking Patch Text "needs more elements",
    ReqUniqueItemsAdded "req-uniqueitems-added" Breaking Patch Text "takes no element twice",
    ReqMultipleOfAdded "req-multipleof-added" Breaking Patch Text "must be a multiple",
    ReqMinPropsAdded "req-minprops-added" Breaking Patch Text "needs more members",
    ReqOneOfAdded "req-oneof-added" Safe Patch Type "has a variant more",
    ReqOneOfRemoved "req-oneof-removed" Breaking Patch Type "has a variant less",
    ReqAnyOfAdded "req-anyof-added" Safe Patch Type "has a variant more",
    ReqAnyOfRemoved "req-anyof-removed" Breaking Patch Type "has a variant less",
    ReqOneOfReordered "req-oneof-reordered" Safe None Value "has its variants in another order",
    ReqSingleToOneOf "req-single-to-oneof" Safe Patch Type "is one of several now",
    ReqOneOfToSingle "req-oneof-to-single" Breaking Patch Type "is no longer one of several",
    ReqAllOfAdded "req-allof-added" Breaking None Type "is all of one schema more",
    ReqAllOfRemoved "req-allof-removed" Risky None Type "is all of one schema less",
    ReqAllOfRefactor "req-allof-refactor" Safe None Type "says the same in other words",
    ReqAddPropsClosed "req-addprops-closed" Breaking Patch Type "takes no other members any more",
    ReqAddPropsOpened "req-addprops-opened" Safe Patch Type "takes other members now",
    ReqMapValueType "req-map-value-type" Breaking Patch Type "has values of another type",
    ReqArrayItemType "req-array-item-type" Breaking Patch Type "has elements of another type",
    ReqDiscriminatorName "req-discriminator-name" Breaking Patch Type "is told apart by another member",
    ReqDiscriminatorMapping "req-discriminator-mapping" Breaking Patch Type "is told apart by other values",
    ReqDiscriminatorRemoved "req-discriminator-removed" Safe Patch Type "is not told apart by a member any more",
    ReqDiscriminatorAdded "req-discriminator-added" Risky Patch Type "is told apart by a member",
    ReqDefaultChanged "req-default-changed" Risky Patch Value "has another default",
    ReqPropReadOnly "req-prop-readonly" Risky Patch Type "is not written in requests any more",
    ReqPropDeprecated "req-prop-deprecated" Safe Patch Value "is deprecated",
    ReqPropUndeprecated "req-prop-undeprecated" Safe Patch Value "is no longer deprecated",
    ReqDocChanged "req-doc-changed" Safe Patch Text "is described otherwise",
    ReqExampleChanged "req-example-changed" Safe Patch Text "has another example",
    ReqPropReordered "req-prop-reordered" Safe None Value "has its members in another order",

    RespSuccessAdded "resp-success-added" Risky None Type "is a new success",
    RespSuccessRemoved "resp-success-removed" Breaking Patch Name "is no success any more",
    RespErrorAdded "resp-error-added" Safe Patch Type "is a new error",
    RespErrorRemoved "resp-error-removed" Safe Patch Type "is no declared error any more",
    RespDefaultAdded "resp-default-added" Safe Patch Type "is a new answer for all other statuses",
    RespDefaultRemoved "resp-default-removed" Safe Patch Type "is gone",
    RespBodyAdded "resp-body-added" Safe Patch Type "has a body now",
    RespBodyRemoved "resp-body-removed" Breaking Patch Type "has no body any more",
    RespMediaAdded "resp-media-added" Safe None Type "comes as another media type too",
    RespMediaRemoved "resp-media-removed" Breaking Patch Type "does not come as this media type any more",
    RespMediaReplaced "resp-media-replaced" Breaking Patch Type "comes as another media type",
    RespHeaderAdded "resp-header-added" Safe None Type "is a new header",
    RespHeaderRemovedOpt "resp-header-removed-opt" Risky None Type "is gone",
    RespHeaderRemovedReq "resp-header-removed-req" Breaking None Type "is gone, and was always there",
    RespHeaderType "resp-header-type" Breaking Patch Type "has another type",
    RespHeaderBecameOptional "resp-header-became-optional" Risky Patch Value "is not always there any more",
    RespHeaderBecameRequired "resp-header-became-required" Safe Patch Value "is always there now",
    RespHeaderDeprecated "resp-header-deprecated" Safe Patch Value "is deprecated",
    RespHeaderUndeprecated "resp-header-undeprecated" Safe Patch Value "is no longer deprecated",
    RespSchemaSwapped "resp-schema-swapped" Breaking Patch Type "is another schema",
    RespArrayWrap "resp-array-wrap" Breaking Patch Type "is a list now",
    RespArrayUnwrap "resp-array-unwrap" Breaking Patch Type "is no list any more",
    RespErrorSchemaChanged "resp-error-schema-changed" Risky Patch Type "has an error body of another shape",
    RespDescChanged "resp-desc-changed" Safe Patch Text "is described otherwise",

    ResPropAddedOptional "res-prop-added-optional" Safe None Type "is new",
    ResPropAddedRequired "res-prop-added-required" Safe None Type "is new and always there",
    ResPropRemovedOptional "res-prop-removed-optional" Risky None Type "is gone",
    ResPropRemovedRequired "res-prop-removed-required" Breaking None Type "is gone, and was always there",
    ResPropRenamed "res-prop-renamed" Breaking Patch Name "has another name",
    ResPropBecameOptional "res-prop-became-optional" Breaking Patch Value "is not always there any more",
    ResPropBecameRequired "res-prop-became-required" Safe Patch Value "is always there now",
    ResPropBecameNullable "res-prop-became-nullable" Breaking Patch Type "may be null now",
    ResPropBecameNotNullable "res-prop-became-not-nullable" Safe Patch Type "is never null any more",
    ResTypeWidened "res-type-widened" Breaking Patch Type "holds more than before",
    ResTypeNarrowed "res-type-narrowed" Safe Patch Type "holds less than before",
    ResTypeChanged "res-type-changed" Breaking Patch Type "has another type",
    ResInt32Int64 "res-int32-int64" Risky None Text "holds larger numbers",
    ResInt64Int32 "res-int64-int32" Safe None Text "holds smaller numbers",
    ResFormatAdded "res-format-added" Safe Patch Type "has a format now",
    ResFormatRemoved "res-format-removed" Risky Patch Type "has no format any more",
    ResFormatAddedDate "res-format-added-date" Safe Patch Type "is a date now",
    ResFormatRemovedDate "res-format-removed-date" Risky Patch Type "is no date any more",
    ResEnumAdded "res-enum-added" Risky Patch Value "has a value more",
    ResEnumRemoved "res-enum-removed" Safe Patch Value "has a value less",
    ResEnumSharedAdded "res-enum-shared-added" Risky Patch Value "has a value more, in requests and answers",
    ResBecameEnum "res-became-enum" Safe Patch Type "has certain values only",
    ResEnumDropped "res-enum-dropped" Risky Patch Type "has any value now",
    ResEnumReordered "res-enum-reordered" Safe None Value "has its values in another order",
    ResEnumCase "res-enum-case" Breaking Patch Value "has a value in another case",
    ResBoundLoosened "res-bound-loosened" Risky Patch Text "is bound less tightly",
    ResBoundTightened "res-bound-tightened" Safe Patch Text "is bound more tightly",
    ResBoundBeyondI32 "res-bound-beyond-i32" Risky Patch Text "has numbers beyond 32 bits",
    ResMaxLengthUnset "res-maxlength-unset" Risky Patch Text "has no greatest length any more",
    ResMinItemsUnset "res-minitems-unset" Risky Patch Text "has no least number of elements any more",
    ResOneOfAdded "res-oneof-added" Risky Patch Type "has a variant more",
    ResOneOfRemoved "res-oneof-removed" Safe Patch Type "has a variant less",
    ResOneOfReordered "res-oneof-reordered" Safe None Value "has its variants in another order",
    ResAnyOfAdded "res-anyof-added" Risky Patch Type "has a variant more",
    ResAnyOfRemoved "res-anyof-removed" Safe Patch Type "has a variant less",
    ResDiscriminatorName "res-discriminator-name" Breaking Patch Type "is told apart by another member",
    ResDiscriminatorMapping "res-discriminator-mapping" Breaking Patch Type "is told apart by other values",
    ResDiscriminatorRemoved "res-discriminator-removed" Risky Patch Type "is not told apart by a member any more",
    ResDiscriminatorAdded "res-discriminator-added" Safe Patch Type "is told apart by a member",
    ResSingleToOneOf "res-single-to-oneof" Breaking Patch Type "is one of several now",
    ResOneOfToSingle "res-oneof-to-single" Safe Patch Type "is no longer one of several",
    ResAllOfAdded "res-allof-added" Safe None Type "is all of one schema more",
    ResAllOfRemoved "res-allof-removed" Risky None Type "is all of one schema less",
    ResAllOfFlatten "res-allof-flatten" Safe None Type "says the same in other words",
    ResAddPropsValueType "res-addprops-value-type" Breaking Patch Type "has values of another type",
    ResAddPropsOpened "res-addprops-opened" Safe Patch Type "may have other members now",
    ResAddPropsClosed "res-addprops-closed" Safe Patch Type "has no other members any more",
    ResItemType "res-item-type" Breaking Patch Type "has elements of another type",
    ResScalarToArray "res-scalar-to-array" Breaking Patch Type "is a list now",
    ResArrayToScalar "res-array-to-scalar" Breaking Patch Type "is one value now",
    ResScalarToObject "res-scalar-to-object" Breaking Patch Type "is an object now",
    ResDefaultChanged "res-default-changed" Risky Patch Value "has another default",
    ResReadOnlyRemoved "res-readonly-removed" Safe Patch Type "is written in requests from now on",
    ResWriteOnlySet "res-writeonly-set" Breaking Patch Type "is not in answers any more",
    ResWriteOnlyRemoved "res-writeonly-removed" Safe Patch Type "is in answers from now on",
    ResPropDeprecated "res-prop-deprecated" Safe Patch Value "is deprecated",
    ResPropUndeprecated "res-prop-undeprecated" Safe Patch Value "is no longer deprecated",
    ResDocChanged "res-doc-changed" Safe Patch Text "is described otherwise",
    ResExampleChanged "res-example-changed" Safe Patch Text "has another example",
    ResPropReordered "res-prop-reordered" Safe None Value "has its members in another order",

    SchemaUnusedAdded "schema-unused-added" Safe None Text "is new, and nothing uses it",
    SchemaUnusedRemoved "schema-unused-removed" Safe None Text "is gone, and nothing used it",
    SchemaRenamed "schema-renamed" Safe None Name "has another name",
    SchemaInlineToComponent "schema-inline-to-component" Safe None Name "has become a component",
    SchemaTitleChanged "schema-title-changed" Safe None Name "has another title",

    SecGlobalRemoved "sec-global-removed" Safe Patch Value "needs no credentials any more",
    SecGlobalAdded "sec-global-added" Safe Patch Value "has another way in",
    SecGlobalReplaced "sec-global-replaced" Breaking Patch Value "needs other credentials",
    SecOpAdded "sec-op-added" Breaking Patch Value "needs credentials now",
    SecOpRemoved "sec-op-removed" Safe Patch Value "needs no credentials any more",
    SecOpReplaced "sec-op-replaced" Breaking Patch Value "needs other credentials",
    SecAndAdded "sec-and-added" Breaking Patch Value "needs more credentials",
    SecAndRemoved "sec-and-removed" Safe Patch Value "needs fewer credentials",
    SecScopeAdded "sec-scope-added" Breaking Patch Value "needs a scope more",
    SecScopeRemoved "sec-scope-removed" Safe Patch Value "needs a scope less",
    SecSchemeType "sec-scheme-type" Breaking Major Value "is of another type",
    SecApiKeyHeaderName "sec-apikey-header-name" Breaking Patch Value "is sent under another name",
    SecTokenUrl "sec-token-url" Risky Patch Value "has its tokens from elsewhere",
    ServerUrlChanged "server-url-changed" Breaking Patch Type "is elsewhere",
    ServerBasePath "server-base-path" Breaking Patch Type "has another base path",
    ServerAdded "server-added" Safe None Type "is new",
    ServerRemoved "server-removed" Breaking None Type "is gone",

    CallbackRemoved "callback-removed" Risky None Type "is not sent any more",
    CallbackAdded "callback-added" Safe None Type "is new",
    CallbackPayloadChanged "callback-payload-changed" Risky None Type "sends something else",
    InfoVersion "info-version" Safe None Text "is another",
    InfoDescription "info-description" Safe Patch Text "is described otherwise",
    ExtChanged "ext-changed" Safe None Text "is set otherwise",
    OasVersion "oas-version-30-31" Safe None Text "is another",

    ArgumentsSwapped "arguments-swapped" Safe None Value "have swapped places in a call",
    TypeBoxed "type-boxed" Safe None Value "is boxed, or no longer boxed",
    NameChanged "name-changed" Safe None Value "has another Rust name",
    TraitLost "trait-lost" Safe None Value "has lost a trait",
    ItemChanged "item-changed" Safe None Value "is another item of the Rust API",
    FeatureRenamed "feature-renamed" Safe Major Text "is a feature under another name",
    ModuleRenamed "module-renamed" Safe Major Text "is a module under another name",
    GeneratorChanged "generator-changed" Safe None Value "is generated otherwise",

    ServiceAdded "service-added" Safe Minor Text "is a new service, with a feature of its name",
    ServiceRemoved "service-removed" Breaking Major Text "is no service any more, and no feature",
}
