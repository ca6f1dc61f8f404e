//! Dates, times and durations as syntax, for those that stay text: RFC 3339, and ISO 8601 as its appendix A has it.

/// `2024-01-31T10:11:12.5Z`
pub(super) fn is_date_time(text: &str) -> bool {
    text.split_at_checked(10).is_some_and(|(date, rest)| {
        rest.strip_prefix(['T', 't'])
            .is_some_and(|time| is_date(date) && is_time(time))
    })
}

/// `2024-01-31`
pub(super) fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) = (
        number(parts.next(), 4),
        number(parts.next(), 2),
        number(parts.next(), 2),
        parts.next(),
    ) else {
        return false;
    };
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// `10:11:12.5Z`, `10:11:12+01:00`
pub(super) fn is_time(text: &str) -> bool {
    let Some((clock, offset)) = text
        .find(['Z', 'z', '+', '-'])
        .and_then(|end| text.split_at_checked(end))
    else {
        return false;
    };
    let (Some(minutes), Some(offset)) = (clock_minutes(clock), offset_minutes(offset)) else {
        return false;
    };
    let is_leap_second = clock.get(6..8) == Some("60");
    // A leap second ends a day of UTC.
    !is_leap_second || (minutes - offset).rem_euclid(24 * 60) == 23 * 60 + 59
}

/// The minute of `10:11:12.5`.
fn clock_minutes(clock: &str) -> Option<i64> {
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut parts = clock.split(':');
    let hour = number(parts.next(), 2).filter(|hour| *hour < 24)?;
    let minute = number(parts.next(), 2).filter(|minute| *minute < 60)?;
    number(parts.next(), 2).filter(|second| *second <= 60)?;
    parts.next().is_none().then_some(i64::from(hour * 60 + minute))
}

/// The minutes of `Z` or `+01:00`.
fn offset_minutes(offset: &str) -> Option<i64> {
    if offset.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let (hour, minute) = offset.get(1..)?.split_once(':')?;
    let hour = number(Some(hour), 2).filter(|hour| *hour < 24)?;
    let minute = number(Some(minute), 2).filter(|minute| *minute < 60)?;
    Some(sign * i64::from(hour * 60 + minute))
}

/// A number of exactly so many digits.
fn number(text: Option<&str>, digits: usize) -> Option<u32> {
    let text = text.filter(|text| text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()))?;
    text.parse().ok()
}

/// `P1Y2M3DT4H5M6S` or `P4W`: units in order, each at most once.
pub(super) fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    let (date, time) = match rest.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (rest, None),
    };
    let is_date = are_parts(date, "YMD") || are_parts(date, "W");
    match time {
        None => is_date,
        Some(time) => (date.is_empty() || are_parts(date, "YMD")) && are_parts(time, "HMS"),
    }
}

/// At least one number with its unit, the units in this order.
fn are_parts(text: &str, units: &str) -> bool {
    let mut rest = text;
    let mut units = units.chars();
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let mut after = rest.get(digits..).unwrap_or_default().chars();
        let unit = after.next();
        if digits == 0 || unit.is_none() || !units.any(|known| Some(known) == unit) {
            return false;
        }
        rest = after.as_str();
    }
    !text.is_empty()
}
