//! Parameters as constant data: where they stand and how they are written (OpenAPI 3.0, parameter object).

/// A parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    name: &'static str,
    location: In,
    style: Style,
    explode: Explode,
    reserved: Reserved,
    /// Sent when the caller sets nothing.
    default: Option<&'static str>,
    required: bool,
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum In {
    /// In the path template.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

/// How lists and objects are written (OpenAPI 3.0, style values; RFC 6570).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `a,b`
    Simple,
    /// `.a.b`
    Label,
    /// `;name=a,b`
    Matrix,
    /// `name=a,b`, or exploded `name=a&name=b`
    Form,
    /// `name=a%20b`
    SpaceDelimited,
    /// `name=a%7Cb`
    PipeDelimited,
    /// `name[key]=value`
    DeepObject,
    /// The value's JSON text (`content: application/json`).
    Json,
}

impl Style {
    /// What stands between elements that are not exploded, where it is not encoded.
    pub(crate) const fn delimiter(self) -> &'static str {
        match self {
            Self::SpaceDelimited => " ",
            Self::PipeDelimited => "|",
            Self::Simple | Self::Label | Self::Matrix | Self::Form | Self::DeepObject | Self::Json => ",",
        }
    }
}

/// How a value becomes text (OpenAPI 3.0, "Style Values").
#[derive(Clone, Copy)]
pub(crate) struct Encoding {
    pub(crate) style: Style,
    pub(crate) explode: Explode,
    pub(crate) reserved: Reserved,
}

/// Whether each element or member is a pair of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Explode {
    /// One each.
    Yes,
    /// All in one.
    No,
}

/// Whether the reserved characters of RFC 3986 are left as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Reserved {
    Encoded,
    Allowed,
}

impl Parameter {
    /// A path parameter; its style is [`Style::Simple`].
    pub const fn path(name: &'static str) -> Self {
        Self::usual(name, In::Path)
    }

    /// A query parameter; its style is [`Style::Form`], exploded.
    pub const fn query(name: &'static str) -> Self {
        Self::usual(name, In::Query)
    }

    /// A header; its style is [`Style::Simple`].
    pub const fn header(name: &'static str) -> Self {
        Self::usual(name, In::Header)
    }

    /// A cookie; its style is [`Style::Form`], exploded.
    pub const fn cookie(name: &'static str) -> Self {
        Self::usual(name, In::Cookie)
    }

    /// Another style than the location's own. Only [`Style::Form`] explodes by default, so that is set too.
    #[must_use]
    pub const fn style(self, style: Style) -> Self {
        let explode = if matches!(style, Style::Form) { Explode::Yes } else { Explode::No };
        Self { style, explode, ..self }
    }

    /// Another form than the style's own; to be said after the style.
    #[must_use]
    pub const fn explode(self, explode: Explode) -> Self {
        Self { explode, ..self }
    }

    /// Leaves reserved characters as they are (`allowReserved`), except those that end the query or a pair of it.
    #[must_use]
    pub const fn allow_reserved(self) -> Self {
        Self { reserved: Reserved::Allowed, ..self }
    }

    /// Writes the value as JSON text (`content: application/json`).
    #[must_use]
    pub const fn json(self) -> Self {
        Self { style: Style::Json, ..self }
    }

    /// The value that is sent when the caller sets none; for parameters that are required.
    #[must_use]
    pub const fn default(self, value: &'static str) -> Self {
        Self { default: Some(value), ..self }
    }

    /// Must be sent: a call that does not set it, and has no default for it, cannot be built.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// A parameter in the usual form of its location.
    pub(crate) const fn usual(name: &'static str, location: In) -> Self {
        let (style, explode) = match location {
            In::Path | In::Header => (Style::Simple, Explode::No),
            In::Query | In::Cookie => (Style::Form, Explode::Yes),
        };
        Self {
            name,
            location,
            style,
            explode,
            reserved: Reserved::Encoded,
            default: None,
            required: matches!(location, In::Path),
        }
    }

    /// Whether the two stand for one and the same: a name is unique in its location.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.location == other.location && self.name == other.name
    }

    pub(crate) const fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) const fn location(&self) -> In {
        self.location
    }

    pub(crate) const fn encoding(&self) -> Encoding {
        Encoding { style: self.style, explode: self.explode, reserved: self.reserved }
    }

    pub(crate) const fn default_value(&self) -> Option<&'static str> {
        self.default
    }

    pub(crate) const fn is_required(&self) -> bool {
        self.required
    }
}
