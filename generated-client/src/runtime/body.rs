//! Bodies: what the caller uploads ([`Upload`]), and what goes over the wire ([`Body`]).

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use tokio::fs::{self, File};
use tokio::io::{AsyncRead, ReadBuf};

use crate::{Error, Result};

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Bytes to upload: in memory, in a file, or from a stream.
///
/// ```
/// use generated_client::Upload;
///
/// let in_memory = Upload::from(b"RIFF".as_slice());
/// let in_a_file = Upload::path("greeting.wav");
/// ```
#[derive(Clone)]
pub struct Upload(Source);

#[derive(Clone)]
enum Source {
    Bytes(Bytes),
    /// Read when sent, so that each attempt reads it anew.
    Path(PathBuf),
    /// Taken by the first attempt.
    Stream(Arc<Mutex<Option<BoxStream>>>),
}

type BoxStream = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

impl Upload {
    /// A file, opened and read when the call is sent.
    pub fn path(path: impl Into<PathBuf>) -> Self {
        Self(Source::Path(path.into()))
    }

    /// A stream. It can be sent once: a call with it is not repeated.
    pub fn stream(stream: impl Stream<Item = io::Result<Bytes>> + Send + 'static) -> Self {
        Self(Source::Stream(Arc::new(Mutex::new(Some(Box::pin(stream))))))
    }

    /// The name of the file, when it is one.
    pub(crate) fn file_name(&self) -> Option<String> {
        match &self.0 {
            Source::Path(path) => path.file_name().map(|name| name.to_string_lossy().into_owned()),
            Source::Bytes(_) | Source::Stream(_) => None,
        }
    }

    /// Whether each attempt can have it anew.
    pub(crate) fn is_replayable(&self) -> bool {
        match &self.0 {
            Source::Bytes(_) | Source::Path(_) => true,
            Source::Stream(_) => false,
        }
    }

    /// Opens it for one attempt.
    pub(crate) async fn open(&self) -> Result<Body> {
        match &self.0 {
            Source::Bytes(bytes) => Ok(Body::from(bytes.clone())),
            Source::Path(path) => {
                let opened = async {
                    // A folder opens, but cannot be read; a pipe may never open, and does not tell its length.
                    if !fs::metadata(path).await?.is_file() {
                        return Err(io::Error::other("it is no regular file"));
                    }
                    let file = Box::new(File::open(path).await?);
                    let length = file.metadata().await?.len();
                    io::Result::Ok(Body::of(Segment::File { file, left: length }, Some(length)))
                };
                opened.await.map_err(|error| Error::build(format!("cannot read `{}`", path.display())).because(error))
            }
            Source::Stream(stream) => {
                let taken = stream.lock().unwrap_or_else(PoisonError::into_inner).take();
                let stream = taken.ok_or_else(|| Error::build("the stream to upload was sent already"))?;
                Ok(Body::of(Segment::Stream(Mutex::new(stream)), None))
            }
        }
    }
}

impl From<Bytes> for Upload {
    fn from(bytes: Bytes) -> Self {
        Self(Source::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Upload {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Source::Bytes(bytes.into()))
    }
}

impl From<&'static [u8]> for Upload {
    fn from(bytes: &'static [u8]) -> Self {
        Self(Source::Bytes(Bytes::from_static(bytes)))
    }
}

impl From<String> for Upload {
    fn from(text: String) -> Self {
        Self(Source::Bytes(text.into()))
    }
}

impl From<&'static str> for Upload {
    fn from(text: &'static str) -> Self {
        Self(Source::Bytes(Bytes::from_static(text.as_bytes())))
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::Bytes(bytes) => write!(formatter, "Upload({} bytes)", bytes.len()),
            Source::Path(path) => write!(formatter, "Upload({})", path.display()),
            Source::Stream(_) => formatter.write_str("Upload(stream)"),
        }
    }
}

/// The body of a request or an answer on its way: an [`http_body::Body`] made of pieces.
pub struct Body {
    /// The piece that is next.
    segment: Option<Segment>,
    /// Those behind it: forms alone have more than one.
    others: VecDeque<Segment>,
    /// Bytes to come, when every piece tells.
    length: Option<u64>,
}

enum Segment {
    Bytes(Bytes),
    /// In a box, as it is much larger than the others.
    File {
        file: Box<File>,
        left: u64,
    },
    /// The lock is never taken; it makes the body `Sync`, which reqwest asks for.
    Stream(Mutex<BoxStream>),
    Http(Pin<Box<dyn http_body::Body<Data = Bytes, Error = BoxError> + Send + Sync>>),
}

impl Body {
    /// Nothing.
    pub const fn empty() -> Self {
        Self { segment: None, others: VecDeque::new(), length: Some(0) }
    }

    /// Wraps another body, such as a transport's.
    pub fn wrap<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes, Error: Into<BoxError>> + Send + Sync + 'static,
    {
        let length = body.size_hint().exact();
        Self::of(Segment::Http(Box::pin(http_body_util::BodyExt::map_err(body, Into::into))), length)
    }

    /// The bytes, when they are all in memory: such a body can be sent again.
    ///
    /// # Errors
    ///
    /// The body itself, when they are not.
    pub fn into_bytes(mut self) -> Result<Bytes, Self> {
        match self.segment.take() {
            None => Ok(Bytes::new()),
            Some(Segment::Bytes(bytes)) if self.others.is_empty() => Ok(bytes),
            segment => Err(Self { segment, ..self }),
        }
    }

    /// Puts another body behind this one.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.length = self.length.zip(other.length).map(|(here, there)| here + there);
        self.others.extend(other.segment);
        self.others.append(&mut other.others);
        self.segment = self.segment.take().or_else(|| self.others.pop_front());
    }

    fn of(segment: Segment, length: Option<u64>) -> Self {
        Self { segment: Some(segment), others: VecDeque::new(), length }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        let length = Some(bytes.len() as u64);
        Self::of(Segment::Bytes(bytes), length)
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Body").field("length", &self.length).finish_non_exhaustive()
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            let Some(segment) = &mut self.segment else {
                return Poll::Ready(None);
            };
            let frame = ready!(segment.poll_frame(context));
            match frame {
                Some(Ok(frame)) => {
                    let sent = frame.data_ref().map_or(0, |data| data.len() as u64);
                    self.length = self.length.map(|length| length.saturating_sub(sent));
                    return Poll::Ready(Some(Ok(frame)));
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => self.segment = self.others.pop_front(),
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.segment.is_none() || self.length == Some(0)
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

impl Segment {
    fn poll_frame(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match self {
            Self::Bytes(bytes) => {
                let bytes = std::mem::take(bytes);
                Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
            }
            Self::File { file, left } => poll_file(file, left, context),
            Self::Stream(stream) => {
                let stream = stream.get_mut().unwrap_or_else(PoisonError::into_inner);
                let item = ready!(stream.as_mut().poll_next(context));
                Poll::Ready(item.map(|item| item.map(Frame::data).map_err(Into::into)))
            }
            Self::Http(body) => body.as_mut().poll_frame(context),
        }
    }
}

/// Reads what the file held when it was opened, no more: the length was announced.
fn poll_file(
    file: &mut File,
    left: &mut u64,
    context: &mut Context<'_>,
) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
    const CHUNK: usize = 64 * 1024;
    if *left == 0 {
        return Poll::Ready(None);
    }
    let mut chunk = BytesMut::zeroed(usize::try_from(*left).unwrap_or(CHUNK).min(CHUNK));
    let mut buffer = ReadBuf::new(&mut chunk);
    if let Err(error) = ready!(Pin::new(file).poll_read(context, &mut buffer)) {
        return Poll::Ready(Some(Err(error.into())));
    }
    let read = buffer.filled().len();
    if read == 0 {
        return Poll::Ready(Some(Err("the file became shorter while it was sent".into())));
    }
    *left = left.saturating_sub(read as u64);
    chunk.truncate(read);
    Poll::Ready(Some(Ok(Frame::data(chunk.freeze()))))
}
