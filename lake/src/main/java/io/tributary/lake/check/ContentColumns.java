package io.tributary.lake.check;

import io.tributary.schemas.SourceId;
import io.tributary.schemas.row.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which columns of a table the checks read. Immutable.
 *
 * @param source whose table
 * @param datetime the time of creation
 * @param label the label
 * @param id the platform's id of the item
 * @param url its address
 * @param user who wrote it
 * @param created the content's own time of creation, as text
 * @param scraped when it was scraped, as text
 * @param texts what it says; a row is blank if all of these are
 * @param dataType post or comment, where the table tells
 * @param views how often it was seen, where the table tells
 */
public record ContentColumns(
    SourceId source,
    String datetime,
    String label,
    String id,
    String url,
    String user,
    String created,
    String scraped,
    List<String> texts,
    Optional<String> dataType,
    Optional<String> views) {

  private static final ContentColumns X =
      new ContentColumns(
          SourceId.X,
          Columns.of(SourceId.X).get(Columns.DATETIME).name(),
          Columns.of(SourceId.X).get(Columns.LABEL).name(),
          Columns.idColumn(SourceId.X),
          "url",
          "username",
          "timestamp",
          "scraped_at",
          List.of("text"),
          Optional.empty(),
          Optional.of("view_count"));

  private static final ContentColumns REDDIT =
      new ContentColumns(
          SourceId.REDDIT,
          Columns.of(SourceId.REDDIT).get(Columns.DATETIME).name(),
          Columns.of(SourceId.REDDIT).get(Columns.LABEL).name(),
          Columns.idColumn(SourceId.REDDIT),
          "url",
          "username",
          "createdAt",
          "scrapedAt",
          List.of("body", "title"),
          Optional.of("dataType"),
          Optional.empty());

  /** The columns of a source. */
  public static ContentColumns of(SourceId source) {
    return source == SourceId.X ? X : REDDIT;
  }

  /** All columns that an examined row group needs. */
  public List<String> all() {
    List<String> names = new ArrayList<>(List.of(datetime, label, id, url, user));
    names.add(created);
    names.add(scraped);
    names.addAll(texts);
    dataType.ifPresent(names::add);
    views.ifPresent(names::add);
    return names;
  }

  /** The columns that name the item, which a scan of ids needs. */
  public List<String> naming() {
    List<String> names = new ArrayList<>(List.of(id));
    dataType.ifPresent(names::add);
    return names;
  }
}
