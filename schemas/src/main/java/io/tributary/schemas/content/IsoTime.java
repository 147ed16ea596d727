package io.tributary.schemas.content;

import io.tributary.schemas.Reason;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A time in ISO 8601 with an offset from UTC: {@code 2026-03-14T09:26:53.589+00:00}.
 *
 * <p>Date and time stand apart by {@code T} or one blank; seconds may be missing, a fraction has 1
 * to 6 digits; the offset is {@code Z} or {@code ±hh:mm}. Years 0001 to 9999; no leap seconds.
 * Immutable.
 *
 * @param micros microseconds since the epoch, UTC; without meaning if there is a reason
 * @param reason null, or why the text is not such a time: {@link Reason#BAD_DATETIME}, or {@link
 *     Reason#NAIVE_DATETIME} if nothing but the offset is missing
 */
public record IsoTime(long micros, Reason reason) {

  private static final IsoTime BAD = new IsoTime(0, Reason.BAD_DATETIME);
  private static final IsoTime NAIVE = new IsoTime(0, Reason.NAIVE_DATETIME);
  private static final int MAX_LENGTH = "2026-03-14T09:26:53.589123+00:00".length();
  private static final int MAX_FRACTION = 6;
  private static final long MICROS = 1_000_000;

  /** Reads any text. Never throws on one. */
  public static IsoTime parse(String text) {
    int length = text.length();
    if (length < 16 || length > MAX_LENGTH) {
      return BAD;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    char separator = text.charAt(10);
    if (year < 1
        || month < 1
        || month > 12
        || day < 1
        || day > daysIn(year, month)
        || !isBelow(hour, 24)
        || !isBelow(minute, 60)
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(13) != ':'
        || (separator != 'T' && separator != ' ')) {
      return BAD;
    }
    long seconds =
        LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3_600L + minute * 60L;
    return readSeconds(text, seconds);
  }

  /** Whether there is a time. */
  public boolean isTime() {
    return reason == null;
  }

  private static IsoTime readSeconds(String text, long toTheMinute) {
    int next = 16;
    int second = 0;
    long fraction = 0;
    if (next < text.length() && text.charAt(next) == ':') {
      second = number(text, 17, 2);
      if (!isBelow(second, 60)) {
        return BAD;
      }
      next = 19;
      if (next < text.length() && text.charAt(next) == '.') {
        int start = ++next;
        while (next < text.length() && isDigit(text.charAt(next))) {
          fraction = fraction * 10 + (text.charAt(next++) - '0');
        }
        int digits = next - start;
        if (digits < 1 || digits > MAX_FRACTION) {
          return BAD;
        }
        for (int i = digits; i < MAX_FRACTION; i++) {
          fraction *= 10;
        }
      }
    }
    long micros = (toTheMinute + second) * MICROS + fraction;
    return readOffset(text, next, micros);
  }

  private static IsoTime readOffset(String text, int next, long localMicros) {
    int rest = text.length() - next;
    if (rest == 0) {
      return NAIVE;
    }
    char sign = text.charAt(next);
    if (rest == 1 && sign == 'Z') {
      return new IsoTime(localMicros, null);
    }
    if (rest != 6 || (sign != '+' && sign != '-') || text.charAt(next + 3) != ':') {
      return BAD;
    }
    int hours = number(text, next + 1, 2);
    int minutes = number(text, next + 4, 2);
    if (!isBelow(hours, 24) || !isBelow(minutes, 60)) {
      return BAD;
    }
    long offset = (hours * 3_600L + minutes * 60L) * MICROS;
    return new IsoTime(sign == '+' ? localMicros - offset : localMicros + offset, null);
  }

  /** The number of so many ASCII digits, or -1. */
  private static int number(String text, int from, int digits) {
    if (from + digits > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private static boolean isBelow(int value, int limit) {
    return value >= 0 && value < limit;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int daysIn(int year, int month) {
    return month == 2
        ? YearMonth.of(year, month).lengthOfMonth()
        : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }
}
