package io.tributary.hotkey.phrase;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The 2048 English words of BIP39, in order. */
final class WordList {

  static final int WORDS = 2048;
  static final int LONGEST_WORD = 8;

  private static final List<String> LIST = read();

  private WordList() {}

  static String word(int index) {
    return LIST.get(index);
  }

  /** The place of the word that stands between two places of a text, or -1. */
  static int indexOf(char[] text, int from, int to) {
    int low = 0;
    int high = WORDS - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(LIST.get(middle), text, from, to);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private static int compare(String word, char[] text, int from, int to) {
    int shared = Math.min(word.length(), to - from);
    for (int i = 0; i < shared; i++) {
      int order = Character.compare(word.charAt(i), text[from + i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(word.length(), to - from);
  }

  private static List<String> read() {
    try (InputStream in = WordList.class.getResourceAsStream("english.txt")) {
      List<String> words =
          new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
      if (words.size() != WORDS) {
        throw new IllegalStateException("the list has " + words.size() + " words, not " + WORDS);
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException("the word list cannot be read", e);
    }
  }
}
