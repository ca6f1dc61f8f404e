//! Values of the runtime's own types.

use counterpart::codec::{Blank, Slot};
use counterpart::types::{
    Base64, Body, Date, DateTime, Duration, File, Ipv4Addr, Ipv6Addr, Json, Never, Null, Password, Time, Utc, Uuid,
};
use counterpart_spec::api::{IntegerFormat, NumberFormat, StringFormat};

pub(super) type Make = fn() -> Box<dyn Slot>;

fn make<T: Slot + 'static>() -> Box<dyn Slot> {
    Box::new(<T as Blank>::blank())
}

pub(super) fn json() -> Box<dyn Slot> {
    make::<Json>()
}

pub(super) const BOOLEAN: Make = make::<bool>;
pub(super) const TEXT: Make = make::<String>;
pub(super) const NULL: Make = make::<Null>;
pub(super) const NEVER: Make = make::<Never>;
/// A body that is bytes and nothing else.
pub(super) const BODY: Make = make::<Body>;

pub(super) fn integer(format: IntegerFormat) -> Make {
    match format {
        IntegerFormat::I8 => make::<i8>,
        IntegerFormat::I16 => make::<i16>,
        IntegerFormat::I32 => make::<i32>,
        IntegerFormat::I64 => make::<i64>,
        IntegerFormat::U8 => make::<u8>,
        IntegerFormat::U16 => make::<u16>,
        IntegerFormat::U32 => make::<u32>,
        IntegerFormat::U64 => make::<u64>,
    }
}

pub(super) fn number(format: NumberFormat) -> Make {
    match format {
        NumberFormat::F32 => make::<f32>,
        NumberFormat::F64 | NumberFormat::Decimal => make::<f64>,
    }
}

pub(super) fn string(format: &StringFormat) -> Make {
    match format {
        StringFormat::Text | StringFormat::Uri | StringFormat::Decimal | StringFormat::Other(_) => TEXT,
        StringFormat::Uuid => make::<Uuid>,
        StringFormat::DateTime => make::<DateTime<Utc>>,
        StringFormat::Date => make::<Date>,
        StringFormat::Time => make::<Time>,
        StringFormat::Duration => make::<Duration>,
        StringFormat::Ipv4 => make::<Ipv4Addr>,
        StringFormat::Ipv6 => make::<Ipv6Addr>,
        StringFormat::Byte => make::<Base64>,
        StringFormat::Binary => make::<File>,
        StringFormat::Password => make::<Password>,
    }
}
