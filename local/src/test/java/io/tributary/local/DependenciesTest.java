package io.tributary.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** docs/dependencies.md has one line for everything that a POM names, and for nothing else. */
class DependenciesTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern LISTED = Pattern.compile("(?m)^\\| `([^`:]+:[^`:]+)` \\| \\S.*\\|$");
  private static final List<String> NAMING = List.of("dependency", "plugin", "path");

  @Test
  void everyDependencyHasItsReason() throws Exception {
    TreeSet<String> named = new TreeSet<>();
    for (Path pom : poms()) {
      named.addAll(namedIn(pom));
    }

    assertThat(listed()).containsExactlyInAnyOrderElementsOf(named);
  }

  private static List<String> listed() throws IOException {
    List<String> listed = new ArrayList<>();
    Matcher matcher = LISTED.matcher(Files.readString(ROOT.resolve("docs/dependencies.md")));
    while (matcher.find()) {
      listed.add(matcher.group(1));
    }
    return listed;
  }

  private static List<Path> poms() throws IOException {
    List<Path> poms = new ArrayList<>(List.of(ROOT.resolve("pom.xml")));
    try (Stream<Path> modules = Files.list(ROOT)) {
      modules.map(module -> module.resolve("pom.xml")).filter(Files::exists).forEach(poms::add);
    }
    return poms;
  }

  private static List<String> namedIn(Path pom) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    List<String> names = new ArrayList<>();
    for (String tag : NAMING) {
      NodeList elements = document.getElementsByTagName(tag);
      for (int i = 0; i < elements.getLength(); i++) {
        Element element = (Element) elements.item(i);
        String group = child(element, "groupId");
        if (!group.startsWith("io.tributary")) {
          names.add(group + ":" + child(element, "artifactId"));
        }
      }
    }
    return names;
  }

  private static String child(Element element, String tag) {
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals(tag)) {
        return node.getTextContent().strip();
      }
    }
    throw new AssertionError("<" + element.getTagName() + "> without <" + tag + ">");
  }
}
