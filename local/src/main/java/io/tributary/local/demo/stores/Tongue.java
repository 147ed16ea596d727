package io.tributary.local.demo.stores;

import java.util.List;

/** A language of the demo's posts: its code, some words, and what stands between words. */
@SuppressWarnings("ImmutableEnumChecker") // lists of words made by List.of
enum Tongue {
  EN(
      "en",
      " ",
      "the of and a to in is you that it he was for on are with as I his they be at one have this"
          + " from market network block stake validator miner price chart rain coffee train late"
          + " honestly maybe never again people think build storage data cheaper faster today"),
  ES(
      "es",
      " ",
      "el la de que y a en un ser se no haber por con su para como estar tener le lo todo pero más"
          + " mañana año señal corazón camión pingüino mercado red datos"),
  PT(
      "pt",
      " ",
      "o a de que e do da em um para é com não uma os no se na por mais as dos coração ação"
          + " amanhã você também então preço rede"),
  FR(
      "fr",
      " ",
      "le de un être et à il avoir ne je son que se qui ce dans en du elle au déjà où façon cœur"
          + " garçon naïve marché réseau données aujourd'hui"),
  DE(
      "de",
      " ",
      "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch"
          + " Straße Größe übermorgen Datenschutzgrundverordnung Käse schön"),
  TR("tr", " ", "bir ve bu için çok değil güzel İstanbul ılık şimdi öğretmen ağaç yağmur ışık iyi"),
  RU("ru", " ", "и в не на я быть он с что это по но они мы рынок сеть данные ещё сегодня подъём"),
  UK("uk", " ", "і в не на я що він з це як мережа дані їжак ґанок сьогодні щастя м'ята"),
  EL("el", " ", "και το να είναι η σε που με δεν για σήμερα καφές δίκτυο αγορά ήλιος"),
  AR("ar", " ", "في من على إلى هذا أن كان التي السوق شبكة بيانات اليوم جميل قهوة شكراً لا"),
  HE("iw", " ", "של את על הוא לא זה אני עם מה כל שוק רשת נתונים היום שָׁלוֹם קפה"),
  FA("fa", " ", "و در به از که این است را با برای می\u200cخواهم شبکه داده امروز قهوه"),
  HI("hi", " ", "है में की और के को से का नहीं यह बाज़ार नेटवर्क आज क्षत्रिय धन्यवाद चाय"),
  JA("ja", "", "今日 は 天気 が いい です ね ネットワーク の データ を 保存 する ｶﾀｶﾅ 葛󠄀城 ありがとう 猫 、 。"),
  ZH("zh", "", "今天 市场 网络 的 数据 很 好 我们 不 是 存储 便宜 了 𠮷 野家 谢谢 ， 。"),
  KO("ko", " ", "오늘 시장 네트워크 데이터 는 정말 좋다 커피 그리고 우리 저장 한국 감사합니다 ㅋㅋㅋ"),
  TH("th", "", "วันนี้ ตลาด เครือข่าย ข้อมูล ดี มาก กาแฟ ขอบคุณ ครับ ไม่ ใช่"),
  VI("vi", " ", "và của là không có được người trong một những mạng dữ liệu hôm nay cà phê Việt"),
  ID("in", " ", "yang dan di ini itu dengan untuk tidak dari pasar jaringan data hari kopi bagus");

  private static final List<Tongue> ALL = List.of(values());
  private static final List<String> ORNAMENTS =
      List.of(
          "🚀",
          "😂😂",
          "❤️",
          "👩‍💻",
          "👨‍👩‍👧‍👦",
          "🏳️‍🌈",
          "👍🏽",
          "🇵🇹",
          "e\u0301",
          "Z\u0351\u036b\u0343a\u0363lgo\u0334",
          "\u200fשלום\u200f",
          "\u2067من\u2069",
          "…",
          "—",
          "\"quoted\"",
          "C:\\temp",
          "a\tb",
          "½",
          "ﬁ",
          "1️⃣",
          "𝔘𝔫𝔦",
          "🧑🏿‍🚀");

  private final String code;
  private final String separator;
  private final List<String> words;

  Tongue(String code, String separator, String words) {
    this.code = code;
    this.separator = separator;
    this.words = List.of(words.split(" "));
  }

  /** English for half of all, the others by rank. */
  static Tongue any(Draw draw) {
    return draw.chance(0.5) ? EN : ALL.get(draw.below(ALL.size()));
  }

  /** The code that X writes into {@code language}, its old ones for Hebrew and Indonesian. */
  String code() {
    return code;
  }

  /** Text of about so many UTF-16 units; never cut inside a word. */
  String text(Draw draw, long length) {
    StringBuilder text = new StringBuilder((int) length + 32);
    while (text.length() < length) {
      if (!text.isEmpty()) {
        text.append(draw.chance(0.03) ? "\n\n" : separator);
      }
      text.append(draw.chance(0.05) ? draw.pick(ORNAMENTS) : draw.pick(words));
    }
    return text.toString();
  }
}
