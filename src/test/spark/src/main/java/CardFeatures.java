import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

import io.findify.s3mock.S3Mock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * Makes features of card transactions, and trains on them. The transactions are in a
 * PostgreSQL, all else is in an S3 that is a stand-in and lives as long as the job does:
 * what speaks to it, Hadoop's S3A, is the real one.
 */
public class CardFeatures {

	/**
	 * Runs the job.
	 * @param args the catalog's address, a token for it, the port that the PostgreSQL is
	 * to have, and the name of the bucket
	 */
	public static void main(String[] args) throws Exception {
		try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().setPort(Integer.parseInt(args[2])).start()) {
			fill(postgres);
			S3Mock storage = new S3Mock.Builder().withPort(0).withInMemoryBackend().build();
			String s3 = "http://localhost:" + storage.start().localAddress().getPort();
			try {
				put(s3 + "/" + args[3], "");
				// With one file alone, Spark says that it looked into that, by its name.
				put(s3 + "/" + args[3] + "/customers/part-0.csv", "id,country\nc1,SG\n");
				put(s3 + "/" + args[3] + "/customers/part-1.csv", "id,country\nc2,HK\n");
				run(postgres.getJdbcUrl("postgres", "postgres"), s3, args);
			}
			finally {
				storage.shutdown();
			}
		}
	}

	private static void run(String database, String s3, String[] args) {
		String lake = "s3a://" + args[3];
		try (SparkSession spark = session("card_features", s3, args)) {
			spark.read()
				.jdbc(database, "public.transactions", new Properties())
				.createOrReplaceTempView("transactions");
			spark.read().option("header", true).csv(lake + "/customers").createOrReplaceTempView("customers");
			spark.sql("""
					SELECT t.customer AS customer, c.country AS country, sum(CAST(t.amount AS double)) AS spent
					FROM transactions t JOIN customers c ON t.customer = c.id
					GROUP BY t.customer, c.country""")
				.write()
				.mode(SaveMode.Overwrite)
				.parquet(lake + "/features/card");
		}
		try (SparkSession spark = session("card_training", s3, args)) {
			spark.read().parquet(lake + "/features/card").createOrReplaceTempView("features");
			spark.sql("SELECT country, avg(spent) AS expected FROM features GROUP BY country")
				.write()
				.mode(SaveMode.Overwrite)
				.parquet(lake + "/models/expected-spend");
		}
	}

	private static void fill(EmbeddedPostgres postgres) throws SQLException {
		try (Connection connection = postgres.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE transactions (id integer, customer text, amount numeric)");
			statement.execute("INSERT INTO transactions VALUES (1, 'c1', 10.5), (2, 'c1', 4.5), (3, 'c2', 7)");
		}
	}

	private static void put(String address, String content) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(address))
			.PUT(HttpRequest.BodyPublishers.ofString(content))
			.build();
		int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
		if (status != 200) {
			throw new IOException(address + ": " + status);
		}
	}

	private static SparkSession session(String name, String s3, String[] args) {
		return SparkSession.builder()
			.appName(name)
			.master("local[1]")
			.config("spark.ui.enabled", false)
			.config("spark.sql.shuffle.partitions", 1)
			.config("spark.hadoop.fs.s3a.endpoint", s3)
			.config("spark.hadoop.fs.s3a.path.style.access", true)
			.config("spark.hadoop.fs.s3a.access.key", "any")
			.config("spark.hadoop.fs.s3a.secret.key", "any")
			// The stand-in does not say the ETag of all it has.
			.config("spark.hadoop.fs.s3a.change.detection.mode", "none")
			.config("spark.hadoop.fs.s3a.change.detection.version.required", false)
			.config("spark.extraListeners", "io.openlineage.spark.agent.OpenLineageSparkListener")
			.config("spark.openlineage.transport.type", "http")
			.config("spark.openlineage.transport.url", args[0])
			.config("spark.openlineage.transport.auth.type", "api_key")
			.config("spark.openlineage.transport.auth.apiKey", args[1])
			.config("spark.openlineage.transport.compression", "gzip")
			.config("spark.openlineage.namespace", "spark-tests")
			.getOrCreate();
	}

}
