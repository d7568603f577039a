package dev.pedigree.catalog;

import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@Execution(ExecutionMode.CONCURRENT)
class DatasetNamingTests {

	private static final String[] PIECES = { "s3://", "S3A://", "gs://", "abfss://", "hdfs://", "file:", "file://",
			"dbfs:", "jdbc:", "jdbc:postgresql://", "jdbc:oracle:thin:@", "jdbc:sqlserver://", "postgres://",
			"postgresql://", "mysql://", "kafka://", "mssql://", "://", ":", "/", "//", "?", "#", "@", "=", ";", "|",
			"%", "\\", " ", "\t", "\n", "\u00a0", "\u2003", "\u0000", "\ud83d\ude80", "\ud800", "\u0130", "\u03a3",
			"dt=2026-01-01", "k=v", "Lake", "card-transactions", "DB.Host", "5432", ".", "[::1]", "user:pw", "$1", ",",
			"a", "B", "-", "+" };

	@ParameterizedTest
	@CsvSource(delimiter = '~', textBlock = """
			s3a://lake/path/to/features/              ~ s3://lake                              ~ path/to/features
			s3n://lake/path/to/features               ~ s3://lake                              ~ path/to/features
			s3://lake                                 ~ s3://lake                              ~ /
			gs://b/k.csv                              ~ gs://b                                 ~ k.csv
			abfs://c@acct.dfs.core.windows.net/p      ~ abfss://c@acct.dfs.core.windows.net    ~ p
			abfss://c@acct.dfs.core.windows.net/p     ~ abfss://c@acct.dfs.core.windows.net    ~ p
			wasb://c@acct.blob.core.windows.net/p     ~ wasbs://c@acct.blob.core.windows.net   ~ p
			hdfs://nn:8020/warehouse/t                ~ hdfs://nn:8020                         ~ /warehouse/t
			hdfs://nn/warehouse/t                     ~ hdfs://nn:8020                         ~ /warehouse/t
			file:///srv/x.csv                         ~ file                                   ~ /srv/x.csv
			file:/srv/x.csv                           ~ file                                   ~ /srv/x.csv
			/srv/x.csv/                               ~ file                                   ~ /srv/x.csv
			dbfs:/mnt/x                               ~ dbfs                                   ~ /mnt/x
			https://huggingface.co/datasets/squad     ~ https://huggingface.co                 ~ /datasets/squad
			oci://quay.io/x/y:1                       ~ oci://quay.io                          ~ /x/y:1
			pvc://claim/path                          ~ pvc://claim                            ~ /path
			S3://Bucket/Key                           ~ s3://bucket                            ~ Key
			s3://b/key with space                     ~ s3://b                                 ~ key with space
			s3://key:secret@b/k?versionId=1#x         ~ s3://b                                 ~ k
			""")
	void aLocation(String location, String namespace, String name) {
		DatasetNaming found = DatasetNaming.ofLocation(location);
		assertThat(found.namespace()).isEqualTo(namespace);
		assertThat(found.name()).isEqualTo(name);
	}

	/** A relative path is of little use, but it is one file, however it is written. */
	@Test
	void aPathWithoutSchemeIsAFile() {
		assertThat(DatasetNaming.ofLocation("relative/path.csv").urn())
			.isEqualTo(DatasetNaming.of("file", "/relative/path.csv").urn());
		assertThat(DatasetNaming.ofLocation("C:\\data\\x.csv").urn()).isEqualTo(Urn.data("file", "/C:\\data\\x.csv"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~',
			textBlock = """
					jdbc:postgresql://DB.Host:5432/shop?user=x&password=secret ~ public.orders   ~ postgres://db.host:5432 ~ shop.public.orders
					jdbc:postgresql://h/shop                            ~ public.orders          ~ postgres://h:5432       ~ shop.public.orders
					jdbc:sqlserver://h:1433;databaseName=shop           ~ public.orders          ~ sqlserver://h:1433      ~ shop.public.orders
					jdbc:mysql://h/shop                                 ~ orders                 ~ mysql://h:3306          ~ shop.orders
					postgresql://user:pw@DB.Host/?sslmode=require       ~ shop.public.orders     ~ postgres://db.host:5432 ~ shop.public.orders
					mssql://h                                           ~ shop.public.orders     ~ sqlserver://h:1433      ~ shop.public.orders
					hive://Metastore                                    ~ Sales.Orders           ~ hive://metastore:9083   ~ Sales.Orders
					kafka://b1:9092,b2:9092                             ~ card-transactions      ~ kafka://b1:9092,b2:9092 ~ card-transactions
					kafka://broker                                      ~ card-transactions      ~ kafka://broker:9092     ~ card-transactions
					bigquery                                            ~ proj.ds.Orders         ~ bigquery                ~ proj.ds.Orders
					snowflake://Org-Account                             ~ DB.PUBLIC.ORDERS       ~ snowflake://org-account ~ DB.PUBLIC.ORDERS
					arn:aws:glue:eu-west-1:123456789012                 ~ table/db/orders        ~ arn:aws:glue:eu-west-1:123456789012 ~ table/db/orders
					trino://h:8080/                                     ~ c.s.t                  ~ trino://h:8080          ~ c.s.t
					my-datasource-namespace                             ~ instance.schema.table  ~ my-datasource-namespace ~ instance.schema.table
					s3a://Lake/raw                                      ~ /card-transactions     ~ s3://lake               ~ raw/card-transactions
					FILE                                                ~ srv/x                  ~ file                    ~ /srv/x
					file://host                                         ~ //srv/x/               ~ file://host             ~ /srv/x
					postgres://[::1]                                    ~ a.b.c                  ~ postgres://[::1]:5432   ~ a.b.c
					""")
	void aNamespaceAndName(String namespace, String name, String expectedNamespace, String expectedName) {
		DatasetNaming found = DatasetNaming.of(namespace, name);
		assertThat(found.namespace()).isEqualTo(expectedNamespace);
		assertThat(found.name()).isEqualTo(expectedName);
		assertThat(found.partition()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~',
			textBlock = """
					s3://lake               ~ card-transactions/dt=2026-01-01/hour=3/ ~ card-transactions  ~ dt=2026-01-01/hour=3
					hdfs://nn:8020          ~ /warehouse/t/dt=2026-01-01              ~ /warehouse/t       ~ dt=2026-01-01
					s3://lake               ~ card-transactions/dt=2026-01-01/part-0  ~ card-transactions/dt=2026-01-01/part-0 ~
					s3://lake               ~ dt=2026-01-01                           ~ dt=2026-01-01      ~
					my-namespace            ~ a/b/k=v                                 ~ a/b                ~ k=v
					""")
	void aPartitionIsTrimmed(String namespace, String name, String expected, String partition) {
		DatasetNaming found = DatasetNaming.of(namespace, name);
		assertThat(found.name()).isEqualTo(expected);
		assertThat(found.partition()).isEqualTo(partition);
	}

	@Test
	void noFormKeepsASecret() {
		for (String namespace : new String[] { "jdbc:postgresql://u:hunter2@h/shop", "jdbc:foo://u:hunter2@h/x",
				"jdbc:oracle:thin:u/hunter2@//h:1521/x", "mysql://u:hunter2@h", "jdbc:sqlserver://h;password=hunter2",
				"https://h/x?token=hunter2" }) {
			assertThat(DatasetNaming.of(namespace, "t").toString()).as(namespace).doesNotContain("hunter2");
		}
	}

	@RepeatedTest(20)
	void anyTextIsDataAndNormalFormsStay(RepetitionInfo repetition) {
		Random random = new Random(repetition.getCurrentRepetition());
		for (int i = 0; i < 2000; i++) {
			String namespace = text(random);
			String name = text(random);
			DatasetNaming once = DatasetNaming.of(namespace, name);
			DatasetNaming twice = DatasetNaming.of(once.namespace(), once.name());
			assertThat(twice).as("<%s> <%s>", namespace, name)
				.isEqualTo(new DatasetNaming(once.namespace(), once.name(), null));
			DatasetNaming location = DatasetNaming.ofLocation(namespace);
			assertThat(DatasetNaming.of(location.namespace(), location.name()).urn()).as("<%s>", namespace)
				.isEqualTo(location.urn());
		}
	}

	private static String text(Random random) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(7); i > 0; i--) {
			text.append(PIECES[random.nextInt(PIECES.length)]);
		}
		return text.toString();
	}

}
