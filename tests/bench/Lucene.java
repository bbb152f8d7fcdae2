import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.FSDirectory;

/**
 * Lucene's side of the benchmark: `index ARTICLES.jsonl FOLDER THREADS` and `search FOLDER QUERIES.jsonl ROUNDS FIELDS`.
 *
 * <p>Queries are those of queries.py; every result is one line of JSON. Snippets are not asked of it.
 */
public class Lucene {
  static final String[] FIELDS = {"title", "standfirst", "body"};
  static final float[] BOOSTS = {4f, 2f, 1f};
  static final ObjectMapper JSON = new ObjectMapper();
  static final String END = "";

  public static void main(String[] args) throws Exception {
    if (args[0].equals("index")) {
      index(Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]));
    } else {
      search(Path.of(args[1]), Path.of(args[2]), Integer.parseInt(args[3]), args[4].split(","));
    }
  }

  /** Lucene's Hindi analysis; with -DkeepStopWords=true its list of words that are never indexed is empty. */
  static Analyzer analyzer() {
    return Boolean.getBoolean("keepStopWords") ? new HindiAnalyzer(CharArraySet.EMPTY_SET) : new HindiAnalyzer();
  }

  static void index(Path source, Path folder, int threads) throws Exception {
    long start = System.nanoTime();
    IndexWriterConfig config = new IndexWriterConfig(analyzer());
    config.setRAMBufferSizeMB(512);
    ArrayBlockingQueue<String> lines = new ArrayBlockingQueue<>(10_000);
    long[] articles = {0};
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(folder), config)) {
      List<Thread> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Thread worker = new Thread(() -> add(lines, writer));
        worker.start();
        workers.add(worker);
      }
      try (BufferedReader reader = Files.newBufferedReader(source, StandardCharsets.UTF_8)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.put(line);
          articles[0]++;
        }
      }
      for (Thread worker : workers) lines.put(END);
      for (Thread worker : workers) worker.join();
      writer.commit();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.println("{\"articles\": " + articles[0] + ", \"seconds\": " + seconds + "}");
  }

  static void add(ArrayBlockingQueue<String> lines, IndexWriter writer) {
    try {
      for (String line = lines.take(); !line.equals(END); line = lines.take()) {
        JsonNode article = JSON.readTree(line);
        Document document = new Document();
        document.add(new StringField("id", article.path("id").asText(), Field.Store.YES));
        for (String name : FIELDS) {
          document.add(new TextField(name, article.path(name).asText(""), Field.Store.YES));
        }
        document.add(new LongPoint("day", day(article.path("date"))));
        writer.addDocument(document);
      }
    } catch (Exception error) {
      error.printStackTrace();
      System.exit(1);
    }
  }

  static List<String> terms(Analyzer analyzer, String text) throws Exception {
    List<String> found = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("body", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) found.add(term.toString());
      stream.end();
    }
    return found;
  }

  static Query query(Analyzer analyzer, JsonNode asked, String[] fields) throws Exception {
    String kind = asked.path("kind").asText();
    BooleanQuery.Builder whole = new BooleanQuery.Builder();
    if (kind.equals("phrase")) {
      StringBuilder text = new StringBuilder();
      for (JsonNode word : asked.path("words")) text.append(word.asText()).append(' ');
      List<String> terms = terms(analyzer, text.toString());
      for (int i = 0; i < fields.length; i++) {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        for (String term : terms) phrase.add(new Term(fields[i], term));
        whole.add(boosted(phrase.build(), fields[i]), Occur.SHOULD);
      }
      return whole.build();
    }
    for (JsonNode word : asked.path("words")) {
      for (String term : terms(analyzer, word.asText())) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (String name : fields) any.add(boosted(new TermQuery(new Term(name, term)), name), Occur.SHOULD);
        whole.add(fields.length == 1 ? boosted(new TermQuery(new Term(fields[0], term)), fields[0]) : any.build(),
            kind.equals("and") ? Occur.MUST : Occur.SHOULD);
      }
    }
    return whole.build();
  }

  static Query boosted(Query query, String field) {
    for (int i = 0; i < FIELDS.length; i++) {
      if (FIELDS[i].equals(field)) return new BoostQuery(query, BOOSTS[i]);
    }
    return query;
  }

  static void search(Path folder, Path queries, int rounds, String[] fields) throws Exception {
    Analyzer analyzer = analyzer();
    long opening = System.nanoTime();
    DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder));
    IndexSearcher searcher = new IndexSearcher(reader);
    double opened = (System.nanoTime() - opening) / 1e6;
    List<JsonNode> asked = new ArrayList<>();
    for (String line : Files.readAllLines(queries, StandardCharsets.UTF_8)) asked.add(JSON.readTree(line));
    Set<String> stored = new TreeSet<>(Set.of("id"));
    long first = System.nanoTime();
    answer(searcher, analyzer, asked.get(0), fields, stored);
    double answered = (System.nanoTime() - first) / 1e6;
    System.out.println("{\"opened_ms\": " + opened + ", \"first_ms\": " + answered + "}");
    // The compiler of the virtual machine warms up on the warming queries alone.
    for (int round = 0; round < rounds; round++) {
      for (JsonNode one : asked) {
        if (one.path("warm").asBoolean() && !one.path("snippets").asBoolean()) {
          answer(searcher, analyzer, one, fields, stored);
        }
      }
    }
    System.out.println();
    System.out.flush();
    BufferedReader numbers = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = numbers.readLine(); line != null; line = numbers.readLine()) {
      for (String number : line.trim().split(" ")) {
        JsonNode one = asked.get(Integer.parseInt(number));
        if (one.path("snippets").asBoolean()) continue;
        long start = System.nanoTime();
        long total = answer(searcher, analyzer, one, fields, stored);
        double ms = (System.nanoTime() - start) / 1e6;
        System.out.println("{\"class\": " + JSON.writeValueAsString(one.path("class").asText()) + ", \"ms\": " + ms
            + ", \"total\": " + total + ", \"words\": " + one.path("words") + "}");
      }
      System.out.println();
      System.out.flush();
    }
  }

  static long answer(IndexSearcher searcher, Analyzer analyzer, JsonNode asked, String[] fields, Set<String> stored)
      throws Exception {
    Query query = query(analyzer, asked, fields);
    if (asked.path("count").asBoolean()) return searcher.count(query);
    if (asked.path("since").asText().length() > 0) {
      Query within = LongPoint.newRangeQuery("day", day(asked.path("since")), day(asked.path("until")));
      query = new BooleanQuery.Builder().add(query, Occur.MUST).add(within, Occur.FILTER).build();
    }
    TopDocs top = searcher.search(query, 10);
    for (ScoreDoc hit : top.scoreDocs) searcher.storedFields().document(hit.doc, stored).get("id");
    return top.totalHits.value;
  }

  static long day(JsonNode date) {
    String text = date.asText("");
    return text.length() < 10 ? 0 : Long.parseLong(text.substring(0, 10).replace("-", ""));
  }
}
