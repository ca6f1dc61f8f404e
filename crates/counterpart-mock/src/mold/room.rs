//! Where an input of an operation goes: a place, or one of several by the media type of a body.

use counterpart::codec::{Failed, MapSource, Reading, Sink, Slot, Source, View};

use super::{Held, Place};

/// Where an input goes.
pub(crate) enum Room {
    /// The place of a parameter.
    One(Place),
    /// The places of a body by the names of its media types.
    Several(Vec<(&'static str, Place)>),
}

impl Room {
    /// Something to fill with what a request brings.
    pub(crate) fn slot(&'static self) -> Box<dyn Slot> {
        match self {
            Self::One(place) => Box::new(Held::new(place)),
            Self::Several(places) => Box::new(Chosen { places, held: None }),
        }
    }
}

/// A body in the media type that came.
struct Chosen {
    places: &'static [(&'static str, Place)],
    held: Option<Held>,
}

impl Slot for Chosen {
    fn blank() -> Self {
        Self {
            places: &[],
            held: None,
        }
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        match source {
            Source::Entry(name, body) => match self.places.iter().find(|(known, _)| *known == name) {
                Some((_, place)) => {
                    let held = self.held.insert(Held::new(place));
                    MapSource::value(body, held, reading)
                }
                None => reading.violate("contentType", "expected a documented media type"),
            },
            _ => {
                self.held = None;
                Ok(())
            }
        }
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        match &self.held {
            Some(held) => held.show(sink),
            None => sink.accept(View::Absent),
        }
    }

    fn is_absent(&self) -> bool {
        self.held.is_none()
    }
}
