import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Makes features of card transactions, and trains on them. */
public class CardFeatures {

	/**
	 * Runs the job.
	 * @param args the catalog's address, a token for it, and the folder with the data
	 */
	public static void main(String[] args) {
		String data = args[2];
		try (SparkSession spark = session("card_features", args)) {
			spark.read().option("header", true).csv(data + "/transactions").createOrReplaceTempView("transactions");
			spark.read().option("header", true).csv(data + "/customers").createOrReplaceTempView("customers");
			spark.sql("""
					SELECT t.customer AS customer, c.country AS country, sum(CAST(t.amount AS double)) AS spent
					FROM transactions t JOIN customers c ON t.customer = c.id
					GROUP BY t.customer, c.country""").write().mode(SaveMode.Overwrite).parquet(data + "/features/card");
		}
		try (SparkSession spark = session("card_training", args)) {
			spark.read().parquet(data + "/features/card").createOrReplaceTempView("features");
			spark.sql("SELECT country, avg(spent) AS expected FROM features GROUP BY country")
				.write()
				.mode(SaveMode.Overwrite)
				.parquet(data + "/models/expected-spend");
		}
	}

	private static SparkSession session(String name, String[] args) {
		return SparkSession.builder()
			.appName(name)
			.master("local[1]")
			.config("spark.ui.enabled", false)
			.config("spark.sql.shuffle.partitions", 1)
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
